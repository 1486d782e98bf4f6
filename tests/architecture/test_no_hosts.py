"""No file names where packages come from, nor a folder of somebody's machine."""

import re

from tests.architecture.house import files, name

# Written in halves, so that this file does not name what it looks for.
HOSTS = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "npm" + "js.",
    "un" + "pkg.com",
    "js" + "delivr",
    "deb." + "debian.org",
    "docker" + ".io",
    "ghcr" + ".io",
]
FOLDERS = ["/wo" + "rk/", "/ho" + "me/", "/ro" + "ot/", "/Us" + "ers/"]
_HOSTS, _FOLDERS = ("|".join(re.escape(word) for word in words) for words in (HOSTS, FOLDERS))
_WANTED = re.compile(f"{_HOSTS}|(?<![\\w.-])(?:{_FOLDERS})")  # a folder, not a part of a web address


def test_no_file_names_a_registry_or_a_machine():
    found = []
    for path in files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture
        found += [f"{name(path)}: {match}" for match in _WANTED.findall(text)]
    assert found == [], "\n".join(found)
