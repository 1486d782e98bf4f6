"""Templates hold no script, style or handler, and parts see only what they are given."""

import re

from tests.architecture.house import files, name

FOLDER = "kelisim/web/templates"
FORBIDDEN = {
    "an inline script": re.compile(r"<script(?![^>]*\b(?:src=|type=\"application/json\"))", re.IGNORECASE),
    "an inline style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "a handler": re.compile(r"\son[a-z]+\s*=|\shx-on\b|javascript:|hx-vals\s*=\s*['\"]js:", re.IGNORECASE),
    "a file from elsewhere": re.compile(
        r"<(?:script|link|img|iframe)[^>]*(?:src|href)=['\"](?:https?:)?//", re.IGNORECASE
    ),
}
_INCLUDE = re.compile(r"{%\s*include\s+(.*?)%}", re.DOTALL)


def _templates():
    return [(name(path), path.read_text(encoding="utf-8")) for path in files(".html", under=FOLDER)]


def test_no_inline_script_style_handler_or_foreign_file():
    found = [
        f"{path}: {what}: {match.group(0)!r}"
        for path, text in _templates()
        for what, pattern in FORBIDDEN.items()
        for match in pattern.finditer(text)
    ]
    assert found == [], "\n".join(found)


def test_parts_are_included_with_only():
    leaky = [
        f"{path}: {words.strip()}"
        for path, text in _templates()
        for words in _INCLUDE.findall(text)
        if words.split()[-1] != "only"
    ]
    assert leaky == [], "\n".join(leaky)


def test_every_part_says_first_what_it_takes():
    silent = [path for path, text in _templates() if "/parts/" in path and not text.startswith("{#")]
    assert silent == [], "\n".join(silent)
