"""Codes and numbers: what may stand in clear in the audit, the queue and the log."""

from __future__ import annotations

import re
from collections.abc import Sequence

_CODE = re.compile(r"[A-Za-z0-9_.,:;/+=#-]*")
LONGEST = 200

Code = int | str | Sequence[int | str]


class NotACode(ValueError):
    """Something that may be a name or a text was handed where only codes may stand.

    The value itself is not kept: it may be the very thing that must not be written down.
    """

    def __init__(self, where: str) -> None:
        super().__init__(f"{where}: write only numbers and codes (Latin letters, digits, signs, no spaces).")


def is_code(value: object) -> bool:
    """Whether a value is a number or a short code; a name, a sentence or an e-mail address is neither."""
    if isinstance(value, str):
        return len(value) <= LONGEST and _CODE.fullmatch(value) is not None
    return isinstance(value, int)


def codes_only(where: str, value: object) -> None:
    """Raises NotACode unless the value is a code, a number or a list of them."""
    many = value if isinstance(value, list | tuple) else [value]
    if not all(is_code(one) for one in many):
        raise NotACode(where)
