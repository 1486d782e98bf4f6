"""What the last twelve months taught: a price for each place at a mediator, and what is lacking."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Learning(models.Model):
    """One month's learning, kept: an offer names the month whose prices it used. No case is told apart."""

    month = models.DateField(unique=True)  # its first day; the twelve months before it were learned from
    learned_at = models.DateTimeField(default=timezone.now)
    cases = models.PositiveIntegerField()
    prices = models.JSONField(default=dict)  # metres by mediator, only those that are not 0
    # Region, language, topic, office, metres saved by one more place; cases nobody could take, by reason.
    lacks = models.JSONField(default=list)
    unassigned = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("learning")
        verbose_name_plural = _("learnings")
        ordering: ClassVar[list[str]] = ["month"]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
