"""SQLite with a `like` that ignores case in every alphabet, as PostgreSQL does."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3 import base


@lru_cache(maxsize=512)
def _pattern(like: str, escape: str | None) -> re.Pattern[str]:
    out, skip = [], False
    for char in like.casefold():
        if skip or char not in {"%", "_", escape}:
            out.append(re.escape(char))
            skip = False
        elif char == escape:
            skip = True
        else:
            out.append(".*" if char == "%" else ".")
    return re.compile("".join(out), re.DOTALL)


def _like(pattern: str | None, value: object, escape: str | None = None) -> bool | None:
    if pattern is None or value is None:
        return None
    return _pattern(pattern, escape).fullmatch(str(value).casefold()) is not None


class DatabaseWrapper(base.DatabaseWrapper):
    """Third-party `icontains` is right on Cyrillic; our own searches use folded keys."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Opens the connection and teaches it our `like`."""
        connection = super().get_new_connection(conn_params)
        connection.create_function("like", 2, _like, deterministic=True)
        connection.create_function("like", 3, _like, deterministic=True)
        return connection
