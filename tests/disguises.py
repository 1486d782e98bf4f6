"""How a word may hide in bytes: every form in which a scan for plain text must look for it."""

from __future__ import annotations

import base64
import json


def disguises(word: str) -> list[bytes]:
    """A word as UTF-8, UTF-16, hex and base64 in its three alignments, whole letters only."""
    plain = word.encode()
    forms = [plain, word.encode("utf-16-le"), word.encode("utf-16-be"), plain.hex().encode()]
    forms.append(json.dumps(word)[1:-1].encode())
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + plain).rstrip(b"=")
        forms.append(coded[2 if shift else 0 : -1][2:])
    return forms


def shown_in(where: bytes, words: list[str]) -> list[str]:
    """Those of the words that lie there in any form."""
    return [word for word in words if any(form and form in where for form in disguises(word))]
