"""A quarter's comparison of an institution's list with our ledger, and who confirmed it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Reconciliation(models.Model):
    """A table of its own, for a comparison is kept as it was confirmed while referrals move on.

    A line of `lines` is ref, kind, and for each differing field what stands with us and with them.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    institution = models.ForeignKey("registry.Organisation", models.PROTECT, related_name="+")
    since = models.DateField()  # first day of the quarter
    lines = models.JSONField()
    digest = models.CharField(max_length=64)  # of the lines: both confirm the same comparison
    handed_at = models.DateTimeField(default=timezone.now)
    theirs_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    theirs_at = models.DateTimeField(null=True, blank=True)
    ours_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ours_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("comparison of a quarter")
        verbose_name_plural = _("comparisons of quarters")
        ordering: ClassVar[list[str]] = ["-since", "institution_id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["institution", "since"], name="a_quarter_is_compared_once"),
        ]

    def __str__(self) -> str:
        return str(self.uid)

    @property
    def is_closed(self) -> bool:
        """Both sides confirmed: it never changes any more."""
        return self.theirs_at is not None and self.ours_at is not None
