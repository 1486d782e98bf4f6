"""Territories of a country, with the days each stood and the names it had."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kelisim.kernel.texts.keys import Keyed, KeyedQuerySet
from kelisim.kernel.texts.of import of


class Level(models.TextChoices):
    """How deep in the tree a territory stands."""

    COUNTRY = "country"
    REGION = "region"
    DISTRICT = "district"
    SUBDISTRICT = "subdistrict"
    SETTLEMENT = "settlement"


class TerritoryQuerySet(KeyedQuerySet):
    """Searched by folded key."""


TerritoryManager = models.Manager.from_queryset(TerritoryQuerySet)


class Territory(Keyed):
    """A piece of the country by its official code. Nothing is deleted: what ended has an `until`."""

    code = models.CharField(max_length=9, primary_key=True)
    level = models.CharField(max_length=11, choices=Level, db_index=True)
    kind = models.CharField(max_length=32)  # the pack's words: region, city, rural_district, village …
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    carved_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="successors")
    name_kk = models.CharField(max_length=200)
    name_ru = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    seat_kk = models.CharField(max_length=100, default="")
    seat_ru = models.CharField(max_length=100, default="")
    seat_en = models.CharField(max_length=100, default="")
    iso = models.CharField(max_length=6, default="")
    iso_before = models.CharField(max_length=6, default="")
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    tile_column = models.PositiveSmallIntegerField(null=True)
    tile_row = models.PositiveSmallIntegerField(null=True)

    objects = TerritoryManager()

    class Meta:
        ordering: ClassVar[list[str]] = ["sort_key", "code"]

    def __str__(self) -> str:
        return of(self, "name")


class FormerName(models.Model):
    """A name a territory bore from one day to another; the present one closes the row of names."""

    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="names")
    name_kk = models.CharField(max_length=200)
    name_ru = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    source = models.TextField()
    verified = models.BooleanField()

    class Meta:
        ordering: ClassVar[list[str]] = ["territory", "since"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["territory", "since"], name="one_name_from_one_day"),
        ]

    def __str__(self) -> str:
        return of(self, "name")
