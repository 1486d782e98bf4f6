"""Loads a pack into the database: every room's part in one transaction, all or nothing, again and again."""

from __future__ import annotations

import hashlib
import inspect
import time
from collections.abc import Callable, Sequence

from django.db import connection, transaction
from django.utils import timezone

from kelisim.kernel.packs.complaints import BadPack, Complaint
from kelisim.kernel.packs.models import Installation
from kelisim.kernel.packs.pack import MANIFEST, Pack, open_pack

Loader = Callable[[Pack], int]
Echo = Callable[[str], None]


def load_pack(code: str, echo: Echo, *, loaders: Sequence[Loader], again: bool = False) -> bool:
    """Runs the loaders in order; each brings its tables to what the pack says and tells how many rows.

    True if something was loaded. The same pack with the same loaders is left alone unless `again`. Raises
    BadPack, or whatever a loader raises, with nothing changed.
    """
    pack = open_pack(code)
    version = _version(pack, loaders)
    last = Installation.objects.first()
    if last and last.pack != code:
        raise BadPack([Complaint(file=f"{code}/{MANIFEST}", code="other_pack", value=last.pack)])
    if not again and last and last.version == version:
        echo(f"{code}: already loaded, nothing changed")
        return False
    with transaction.atomic():
        for loader in loaders:
            began = time.monotonic()
            rows = loader(pack)
            echo(f"{_name(loader)}: {rows} ({time.monotonic() - began:.1f} s)")
        _remember(code, version, sample=bool(last and last.sample))
        _count_anew()
    return True


def _count_anew() -> None:
    """Tells the database how full its tables have become. Until it finds out by itself PostgreSQL plans as if
    they were empty: in a test one page of figures took over 40 seconds."""
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True, include_views=False):
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table)}")


def _remember(code: str, version: str, *, sample: bool) -> None:
    Installation.objects.create(pack=code, version=version, loaded_at=timezone.now(), sample=sample)


def _name(loader: Loader) -> str:
    """The room and what is loaded: `places`, `institution load_ledger`."""
    parts = loader.__module__.split(".")
    room = parts[2] if len(parts) > 2 else parts[-1]
    return room if parts[-1] == "load" else f"{room} {parts[-1]}"


def _version(pack: Pack, loaders: Sequence[Loader]) -> str:
    """One number for the data and for the code that reads it."""
    total = hashlib.sha256(pack.digest.encode())
    for loader in loaders:
        total.update(inspect.getsource(inspect.getmodule(loader) or loader).encode())
    return total.hexdigest()[:40]
