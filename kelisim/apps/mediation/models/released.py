"""Counts that left the room: a table of a finished period as it was published, a revision beside it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ReleasedTable(models.Model):
    """One frozen table. `values` has a line a row and then the totals, null where hidden; no true count.

    A year's tables are looked at once more (`revision` 2): the same again if nothing may be seen to change.
    """

    level = models.CharField(max_length=16)
    since = models.DateField()
    until = models.DateField()
    rows = models.JSONField()
    columns = models.JSONField()
    values = models.JSONField()
    rule = models.JSONField()
    revision = models.PositiveSmallIntegerField(default=1)
    released_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("released table")
        verbose_name_plural = _("released tables")
        ordering: ClassVar[list[str]] = ["since", "until", "level", "revision"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["level", "since", "until", "revision"], name="a_revision_is_released_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.since}..{self.until}"
