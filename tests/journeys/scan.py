"""After a walk: no word that was typed lies anywhere in clear."""

from __future__ import annotations

import pickle
from pathlib import Path

from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.db import connection

from kelisim.engines.names.fold import fold
from tests.disguises import shown_in


def scan_everything(words: list[str], capfd) -> None:
    """The file of the database as it lies on the disk, the log, the mail, the cache, the files of var/."""
    looked_for = [*words, *(fold(word) for word in words)]
    places = {
        "database": database_files(),
        "log": "".join(capfd.readouterr()).encode(),
        "mail": "\n".join(f"{one.subject}\n{one.body}" for one in mail.outbox).encode(),
        "cache": pickle.dumps(cache._cache),
        "var": b"\n".join(
            path.read_bytes() for path in sorted(Path(settings.VAR).rglob("*")) if path.is_file()
        ),
    }
    assert b"neighbours" in places["database"]  # the scan sees what lies in clear
    assert b'"event": "request"' in places["log"]
    found = {place: shown_in(what, looked_for) for place, what in places.items()}
    leaks = {place: words for place, words in found.items() if words}
    assert leaks == {}, leaks


def database_files() -> bytes:
    """Every page of the file, its log of writes included: also what was deleted and not overwritten."""
    name = Path(connection.settings_dict["NAME"])
    return b"".join(path.read_bytes() for path in sorted(name.parent.glob(f"{name.name}*")))
