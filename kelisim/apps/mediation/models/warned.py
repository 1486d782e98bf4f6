"""Warning counts that left the room: one row a week, as it was delivered, never changed afterwards."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class WarnedWeek(models.Model):
    """What was delivered for a week, empty lists too; a table of its own, for released tables are public.

    A line of `lines` is district, topic, count, expected, ratio, tail. `week` is its Monday.
    """

    week = models.DateField(unique=True)
    lines = models.JSONField()
    dispersion = models.FloatField()
    experimental = models.BooleanField()
    delivered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("warned week")
        verbose_name_plural = _("warned weeks")
        ordering: ClassVar[list[str]] = ["week"]

    def __str__(self) -> str:
        return f"{self.week}"
