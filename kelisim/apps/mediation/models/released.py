"""Counts that left the room: a table of a finished period as it was published, never changed afterwards."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ReleasedTable(models.Model):
    """One frozen table. `values` has a line a row and then the totals, null where hidden; no true count."""

    level = models.CharField(max_length=16)
    since = models.DateField()
    until = models.DateField()
    rows = models.JSONField()
    columns = models.JSONField()
    values = models.JSONField()
    rule = models.JSONField()
    released_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("released table")
        verbose_name_plural = _("released tables")
        ordering: ClassVar[list[str]] = ["since", "until", "level"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["level", "since", "until"], name="a_period_is_released_once"),
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.since}..{self.until}"
