"""Draws a chart by its name as SVG for a page: no script, no inline style, the page's own colours and words.

Nothing heavy is loaded until a chart that was never drawn before is asked for.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from kelisim.web.charts.clean import cleaned

Rows = Sequence[Mapping[str, Any]]

_GROUPED = {"grouping": [3], "currency": ["", "\u00a0₸"]}
NUMBERS = {
    "kk": {"decimal": ",", "thousands": "\u00a0", **_GROUPED},
    "ru": {"decimal": ",", "thousands": "\u00a0", **_GROUPED},
    "en": {"decimal": ".", "thousands": ",", **_GROUPED},
}


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a chart says, already in the reader's language."""

    title: str
    description: str
    labels: Mapping[str, str]


def draw(name: str, rows: Rows, lang: str, *, words: Words, narrow: bool = False) -> SafeString:
    """The chart `room.chart` of these rows as inline SVG; `narrow` for a phone.

    Kept under VAR by a hash of the drawing code, the data, the words and the language.
    """
    room = name.partition(".")[0]
    told = json.dumps([name, list(rows), lang, asdict(words), narrow], ensure_ascii=False, sort_keys=True)
    key = sha256((_code(room) + told).encode()).hexdigest()[:32]
    kept = Path(settings.VAR) / "charts" / f"{key}.svg"
    if not kept.exists():
        _keep(kept, cleaned(_drawn(name, rows, lang, words, narrow), words, key[:8]))
    return mark_safe(kept.read_text(encoding="utf-8"))  # noqa: S308 - made by `cleaned`, which escapes its words


@lru_cache(maxsize=16)
def _code(room: str) -> str:
    """The bytes that decide how a chart of the room looks, without importing them."""
    parts = (room, "clean", "look", "palette")
    found = [importlib.util.find_spec(f"kelisim.web.charts.{part}") for part in parts]
    origins = [spec.origin for spec in found if spec and spec.origin]
    return "".join(sha256(Path(origin).read_bytes()).hexdigest() for origin in origins)


def _drawn(name: str, rows: Rows, lang: str, words: Words, narrow: bool) -> str:
    room, _, chart = name.partition(".")
    module = importlib.import_module(f"kelisim.web.charts.{room}")
    converter = importlib.import_module("vl_convert")
    spec = getattr(module, chart)(rows, words.labels, narrow).to_dict()
    return str(converter.vegalite_to_svg(spec, format_locale=NUMBERS[lang]))


def _keep(path: Path, svg: str) -> None:
    """Written beside and moved, so that two processes never read half a drawing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(f".{os.getpid()}")
    beside.write_text(svg, encoding="utf-8")
    beside.replace(path)
