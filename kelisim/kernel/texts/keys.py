"""Columns that make a row found in any script and sorted the Kazakh way, on both databases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

from django.db import models

from kelisim.engines.names.fold import bones, fold
from kelisim.engines.names.order import sort_key


@dataclass(frozen=True, kw_only=True)
class Keys:
    """What is stored beside a name, written by the saving action and never by hand."""

    key: str
    solid: str
    bones: str
    sort_key: str


def keys_of(*texts: str) -> Keys:
    """The keys of one thing called by several names; it sorts by the first."""
    folded = list(dict.fromkeys(filter(None, map(fold, texts))))
    return Keys(
        key="|".join(folded),
        solid="|".join(dict.fromkeys(key.replace(" ", "") for key in folded)),
        bones="|".join(dict.fromkeys(filter(None, map(bones, texts)))),
        sort_key=sort_key(texts[0])[:200] if texts else "",
    )


class KeyedQuerySet(models.QuerySet[Any]):
    """Searches by folded key: one question for three scripts and two databases."""

    def matching(self, q: str) -> Self:
        """Rows one of whose names holds `q` in any spelling; none if `q` has no letter or digit."""
        folded = fold(q)
        if not folded:
            return self.none()
        return self.filter(models.Q(key__contains=folded) | models.Q(solid__contains=folded.replace(" ", "")))


class Keyed(models.Model):
    """A row with searchable names."""

    key = models.TextField(default="", editable=False)
    solid = models.TextField(default="", editable=False)
    bones = models.TextField(default="", editable=False)
    sort_key = models.CharField(max_length=200, default="", editable=False, db_index=True)

    class Meta:
        abstract = True


def set_keys(row: Keyed, *texts: str) -> None:
    """Writes the keys of `texts` into the row; the caller saves it."""
    keys = keys_of(*texts)
    row.key, row.solid, row.bones, row.sort_key = keys.key, keys.solid, keys.bones, keys.sort_key
