"""An office that goes over to another one: ordered under an act, accepted, then carried out."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OfficeMove(models.Model):
    """The order. A table of its own: it outlives each of its cases, and says by what right and who accepted.

    How far it has come is never kept: it is counted from the cases and mediators that are still there.
    """

    office = models.ForeignKey("registry.Organisation", models.PROTECT, related_name="+")
    to = models.ForeignKey("registry.Organisation", models.PROTECT, related_name="+")
    # By what right: an act of the ledger, or one that is not in it yet, in its own words.
    act = models.ForeignKey("institution.Act", models.PROTECT, null=True, blank=True, related_name="+")
    named = models.CharField(max_length=300, blank=True, default="")
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField(default=timezone.now)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("move of an office")
        verbose_name_plural = _("moves of offices")
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["office"], condition=Q(called_off_at__isnull=True), name="one_move_an_office"
            ),
            models.CheckConstraint(
                condition=Q(act__isnull=False) | ~Q(named=""), name="move_says_by_what_right"
            ),
            models.CheckConstraint(condition=~Q(office=models.F("to")), name="move_leads_elsewhere"),
        ]

    def __str__(self) -> str:
        return f"{self.office_id} to {self.to_id}"
