"""The identity layer: names and contacts under the service key, because reminders must be sent.

The key lies outside the database; a dump alone shows nothing. Names are found by keyed hashes.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping

from django.conf import settings

from kelisim.engines.names.fold import fold
from kelisim.kernel.seal import box
from kelisim.kernel.seal.errors import Tampered

# What cases are matched by: its key changes alone (`kelisim keys hash`), and all it hashed is hashed anew.
MATCHED = frozenset({"name", "iin", "person", "repeat"})


def conceal(fields: Mapping[str, str], *, about: str) -> bytes:
    """Fields of one person, encrypted and bound to what they are about (so rows cannot be swapped)."""
    plain = json.dumps(dict(fields), ensure_ascii=False, sort_keys=True).encode()
    place = box.Place(case="identity", compartment="service", item=about, version=1)
    return box.seal(plain, key=_key("identity"), place=place)


def reveal(sealed: bytes, *, about: str) -> dict[str, str]:
    """The fields again; raises Tampered."""
    place = box.Place(case="identity", compartment="service", item=about, version=1)
    fields: dict[str, str] = json.loads(box.unseal(sealed, key=_key("identity"), place=place))
    return fields


def keyed_hash(purpose: str, text: str) -> str:
    """HMAC-SHA-256 of a text for one purpose; two purposes never match each other."""
    return hmac.new(_key(purpose), text.encode(), hashlib.sha256).hexdigest()


def name_hashes(name: str) -> frozenset[str]:
    """One hash for each whole word of a name, folded, so any spelling in three scripts finds it."""
    return frozenset(keyed_hash("name", word) for word in fold(name).split() if len(word) > 1)


def person_hash(name: str, iin: str = "") -> str:
    """One hash for one person, to count different people without knowing them."""
    words = " ".join(sorted(fold(name).split()))
    return keyed_hash("person", iin or words)


def code_key(code: str) -> bytes:
    """A key from a random code of 100 bits alone: the service key takes no part, a lost code is lost."""
    return hashlib.blake2b(code.encode(), digest_size=32, person=b"kelisim-code").digest()


def _key(purpose: str) -> bytes:
    told = settings.HASH_KEY if purpose in MATCHED else settings.SERVICE_KEY
    try:
        root = bytes.fromhex(told)
    except ValueError:
        root = told.encode()
    if len(root) < 32:
        raise Tampered
    return hmac.new(root, purpose.encode(), hashlib.sha256).digest()
