"""The audit trail: who did what to which thing, in an unbroken chain."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.db import models


class AppendOnly(TypeError):
    """Somebody tried to change or remove what was recorded."""

    def __init__(self) -> None:
        super().__init__("Audit entries are only ever added. Record a new deed that corrects the old one.")


class EntryQuerySet(models.QuerySet["Entry"]):
    """Reads; every way of changing many rows at once is closed."""

    def update(self, **_values: Any) -> NoReturn:
        """Refused."""
        raise AppendOnly

    def delete(self) -> NoReturn:
        """Refused."""
        raise AppendOnly

    def bulk_update(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refused."""
        raise AppendOnly

    def bulk_create(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refused: an entry is chained to the one before it, so they come one by one."""
        raise AppendOnly


class Entry(models.Model):
    """One deed. No foreign keys: the trail outlives what it speaks of. Codes and numbers only."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    deed = models.CharField(max_length=60, db_index=True)
    thing = models.CharField(max_length=120, db_index=True)
    by = models.BigIntegerField(null=True, db_index=True)
    facts = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    objects: ClassVar[models.Manager[Entry]] = models.Manager.from_queryset(EntryQuerySet)()

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(number__gte=1), name="audit_numbers_start_at_one"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.deed} {self.thing}"

    def save(self, **options: Any) -> None:
        """Adds; an entry that stands is never written again."""
        if not self._state.adding:
            raise AppendOnly
        super().save(**{**options, "force_insert": True})

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refused."""
        raise AppendOnly


class Head(models.Model):
    """Where the chain ends: one row, locked by whoever adds the next entry."""

    key = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(key=1), name="audit_has_one_head"),
        ]

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"
