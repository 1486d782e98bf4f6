"""`kelisim words`: compiles the catalogues, and names every text without its Kazakh or Russian."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import escape, read_po

from kelisim.cli.texts import Key, asked_in
from kelisim.config.env import ROOT

HOUSE = ROOT / "kelisim"
LOCALE = HOUSE / "config" / "locale"
LANGUAGES = {"kk": 2, "ru": 4}  # language: number of plural forms, as in Django's own catalogues
TEMPLATES = HOUSE / "web" / "templates"

_PLACE = re.compile(r"%\((\w+)\)[a-z]|(?<!%)%([sd])|\{(\w*)[^{}]*\}")


@dataclass(frozen=True, kw_only=True)
class Use:
    """One text in the source: where it first stands, and its plural."""

    where: str
    plural: str


def sources() -> Iterator[Path]:
    """Every file of ours in which a text for people may stand."""
    yield from sorted(path for path in HOUSE.rglob("*.py") if "migrations" not in path.parts)
    yield from sorted(path for path in TEMPLATES.rglob("*") if path.suffix in {".html", ".txt", ".xml"})


def uses(paths: Iterator[Path]) -> dict[Key, Use]:
    """Every text asked for in these files, with the first place that asks."""
    found: dict[Key, Use] = {}
    for path in paths:
        name = path.relative_to(ROOT).as_posix()
        for one in asked_in(path):
            found.setdefault(one.key, Use(where=f"{name}:{one.line}", plural=one.plural))
    return found


def catalogue(path: Path, language: str) -> Catalog:
    """One .po file."""
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def catalogues(family: str) -> Iterator[tuple[str, Path, Catalog]]:
    """Language, path and content of each catalogue of a family: `own` or `frameworks`."""
    for path in sorted((LOCALE / family).glob("*/*/LC_MESSAGES/*.po")):
        language = path.parts[-3]
        yield language, path, catalogue(path, language)


def _places(text: str) -> set[str]:
    return {next(name for name in match if name) if any(match) else "" for match in _PLACE.findall(text)}


def _forms(message: Message) -> list[str]:
    return list(message.string) if isinstance(message.string, (tuple, list)) else [message.string or ""]


def _key(message: Message) -> Key:
    text = message.id if isinstance(message.id, str) else message.id[0]
    return Key(str(message.context or ""), text)


def _plural(message: Message) -> str:
    return "" if isinstance(message.id, str) else message.id[1]


def complaint(message: Message, language: str) -> str:
    """What is wrong with one translation; empty if nothing is."""
    forms = _forms(message)
    if message.fuzzy:
        return "is marked fuzzy"
    if not all(form.strip() for form in forms):
        return "is not translated"
    one, many = _key(message).text, _plural(message)
    if not many:
        return "" if _places(forms[0]) == _places(one) else "has other placeholders than the English"
    if len(forms) != LANGUAGES[language]:
        return f"has {len(forms)} plural forms, {LANGUAGES[language]} expected"
    fits = all(_places(form) == _places(many) for form in forms[1:])
    fits = fits and _places(forms[0]) in (_places(one), _places(many))
    return "" if fits else "has other placeholders than the English"


def faults(found: dict[Key, Use]) -> list[str]:
    """Every reason why the words are not complete."""
    out: list[str] = []
    known: dict[str, dict[Key, Message]] = {language: {} for language in LANGUAGES}
    for family in ("frameworks", "own"):
        for language, path, catalog in catalogues(family):
            name = path.relative_to(ROOT).as_posix()
            for message in catalog:
                if not message.id:
                    continue
                key = _key(message)
                if wrong := complaint(message, language):
                    out.append(f"{name}:{message.lineno}: {key} {wrong}")
                if family == "own":
                    out += _twins(name, message, known[language].get(key))
                    known[language][key] = message
    for language, messages in known.items():
        out += _compare(language, found, messages)
    return out


def _twins(name: str, message: Message, twin: Message | None) -> list[str]:
    """A text stands in one catalogue, or says the same in both."""
    if twin is None or _forms(twin) == _forms(message):
        return []
    return [f"{name}:{message.lineno}: {_key(message)} is translated otherwise in another catalogue"]


def _compare(language: str, found: dict[Key, Use], messages: dict[Key, Message]) -> list[str]:
    out = [f"{use.where}: {key} has no {language}" for key, use in found.items() if key not in messages]
    for key, message in messages.items():
        if key not in found:
            out.append(f"{language}: {key} is used nowhere")
        elif _plural(message) != found[key].plural:
            out.append(f"{found[key].where}: {key} has another plural in the {language} catalogue")
    return out


def compile_all() -> int:
    """Writes the .mo beside each .po that is newer; answers how many."""
    written = 0
    for path in sorted(LOCALE.rglob("*.po")):
        target = path.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= path.stat().st_mtime:
            continue
        fresh = target.with_suffix(".mo.new")
        with fresh.open("wb") as file:
            write_mo(file, catalogue(path, path.parts[-3]))
        fresh.replace(target)
        written += 1
    return written


def _entry(key: Key, use: Use, language: str) -> str:
    """One empty entry, ready to be filled in by a person."""
    lines = [f"#: {use.where}"]
    lines += [f'msgctxt "{escape(key.context)[1:-1]}"'] if key.context else []
    lines += [f'msgid "{escape(key.text)[1:-1]}"']
    if not use.plural:
        return "\n".join([*lines, 'msgstr ""', ""])
    lines += [f'msgid_plural "{escape(use.plural)[1:-1]}"']
    return "\n".join([*lines, *(f'msgstr[{index}] ""' for index in range(LANGUAGES[language])), ""])


def run_compile(arguments: argparse.Namespace) -> int:
    """`kelisim words compile`."""
    print(f"{compile_all()} catalogues compiled")
    return 0


def run_check(arguments: argparse.Namespace) -> int:
    """`kelisim words check`: exit 1 if anything is missing, fuzzy, broken, contradictory or unused."""
    out = faults(uses(sources()))
    out = [line for line in out if arguments.under in line]
    for line in out:
        print(line)
    print(f"{len(out)} faults" if out else "Every text stands in kk and ru.")
    return 1 if out else 0


def run_missing(arguments: argparse.Namespace) -> int:
    """`kelisim words missing kk`: what has no translation yet, as entries to be filled in."""
    known = {
        _key(entry)
        for name, _path, catalog in catalogues("own")
        for entry in catalog
        if name == arguments.language and entry.id
    }
    for key, use in uses(sources()).items():
        if key not in known and arguments.under in use.where:
            print(_entry(key, use, arguments.language))
    return 0


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Hangs `words` on the tree of commands."""
    room = commands.add_parser("words", help="the catalogues of Kazakh and Russian")
    deeds = room.add_subparsers(dest="deed", metavar="DEED", required=True)
    deeds.add_parser("compile", help="write every .mo that is out of date").set_defaults(run=run_compile)
    check = deeds.add_parser("check", help="name every text without a translation")
    missing = deeds.add_parser("missing", help="print empty entries for what has no translation")
    missing.add_argument("language", choices=sorted(LANGUAGES))
    for deed, run in ((check, run_check), (missing, run_missing)):
        deed.add_argument("--under", default="", metavar="TEXT", help="only lines that contain this path")
        deed.set_defaults(run=run)
