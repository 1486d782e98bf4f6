"""Mediators offered to a case, and the meetings held."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.models.case import Case
from kelisim.apps.mediation.models.people import Mediator, Party


class Offer(models.Model):
    """One mediator offered to one case: why she, what she stated, what the sides said."""

    class Status(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", _("waiting for an answer")
        ACCEPTED = "accepted", _("accepted")
        PASSED = "passed", _("passed")
        LAPSED = "lapsed", _("not answered")
        OBJECTED = "objected", _("a side objected")
        REPLACED = "replaced", _("replaced")
        CLOSED = "closed", _("case closed")

    case = models.ForeignKey(Case, models.CASCADE, related_name="offers")
    mediator = models.ForeignKey(Mediator, models.PROTECT, related_name="offers")
    status = models.CharField(max_length=8, choices=Status, default=Status.WAITING)
    offered_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    named_by_sides = models.BooleanField(default=False)
    override = models.CharField(max_length=24, blank=True, default="")  # why not the first of the list
    explanation = models.JSONField(default=dict)
    input_sha256 = models.CharField(max_length=64, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    pass_reason = models.CharField(max_length=24, blank=True, default="")
    statement = models.JSONField(default=dict, blank=True)
    window_ends_on = models.DateField(null=True, blank=True)
    confirmed = models.ManyToManyField(Party, blank=True, related_name="+")
    objected = models.ForeignKey(Party, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(status__in=["waiting", "accepted"]),
                name="one_live_offer_a_case",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["offered_at"], name="offer_counts")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.mediator_id}"


class Session(models.Model):
    """A meeting: when, how, with whom, how long. What was said lies in sealed notes."""

    class Status(models.TextChoices):
        """What became of it."""

        PLANNED = "planned", _("planned")
        HELD = "held", _("held")
        NO_SHOW = "no_show", _("somebody did not come")
        CANCELLED = "cancelled", _("cancelled")

    case = models.ForeignKey(Case, models.CASCADE, related_name="sessions")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=9, choices=Status, default=Status.PLANNED)
    mode = models.CharField(max_length=12)
    starts_at = models.DateTimeField()
    minutes = models.PositiveIntegerField(null=True, blank=True)
    apart = models.ForeignKey(Party, models.SET_NULL, null=True, blank=True, related_name="+")
    missing = models.CharField(max_length=2, blank=True, default="")  # the letters of who did not come
    interpreter = models.BooleanField(default=False)
    lasts = models.PositiveSmallIntegerField(default=60)  # minutes, as planned
    moved = models.PositiveSmallIntegerField(default=0)  # how often it was put to another time

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering: ClassVar[list[str]] = ["case", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="meetings_are_numbered"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.number}"

    def ends_at(self) -> datetime:
        """When it is over, as planned."""
        return self.starts_at + timedelta(minutes=self.lasts)
