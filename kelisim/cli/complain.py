"""How a command tells what is wrong with a file: every bad cell, for a person or for a machine."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from typing import Protocol


class Complaint(Protocol):
    """One bad cell: `str()` says where it stands and what is wrong with it."""

    def as_json(self) -> Mapping[str, int | str]:
        """The same for a machine."""


def complain(complaints: Iterable[Complaint], *, as_json: bool) -> None:
    """To stdout as `{"errors": [...]}`, or line by line to stderr."""
    if as_json:
        print(json.dumps({"errors": [one.as_json() for one in complaints]}, ensure_ascii=False))
        return
    for one in complaints:
        print(one, file=sys.stderr)
