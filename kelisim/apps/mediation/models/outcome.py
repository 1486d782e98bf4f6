"""What the sides promised, and whether it was done. The wording is sealed in the settlement."""

from __future__ import annotations

import uuid
from enum import StrEnum
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.models.case import Case
from kelisim.apps.mediation.models.people import Party


class Answer(StrEnum):
    """What a side says of an obligation; the words stand in the pack."""

    PERFORMED = "performed"
    PARTLY = "partly"
    NOT = "not"
    NOT_DUE = "not_due"


class Means(models.TextChoices):
    """How an answer came."""

    LINK = "link", _("by the link")
    PHONE = "phone", _("by telephone")


class Obligation(models.Model):
    """One numbered obligation of a settlement: side, kind, day, status."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="obligations")
    number = models.PositiveSmallIntegerField()
    debtor = models.ForeignKey(Party, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12)
    due_on = models.DateField(null=True, blank=True)
    event_bound = models.BooleanField(default=False)
    status = models.CharField(max_length=9, blank=True, default="")
    status_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("obligation")
        verbose_name_plural = _("obligations")
        ordering: ClassVar[list[str]] = ["case", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="obligations_are_numbered"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["due_on"], name="obligation_counts")]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.number}"


class FollowUp(models.Model):
    """One question to one side about performance: numbers and dates, no wording, so sending needs no key."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="follow_ups")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    party = models.ForeignKey(Party, models.CASCADE, related_name="follow_ups")
    round = models.CharField(max_length=12)  # "30", "90", "365" days after signing, or "due-2"
    asked_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    token_hash = models.CharField(max_length=64, blank=True, default="", db_index=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    means = models.CharField(max_length=5, choices=Means, blank=True, default="")
    # How she found the mediation, if she cared to say: codes of the pack, for counts only.
    satisfaction = models.JSONField(default=dict, blank=True)
    # A call the office owes her: since when, when it was done and by whom.
    call_since = models.DateTimeField(null=True, blank=True)
    called_at = models.DateTimeField(null=True, blank=True)
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("follow-up question")
        verbose_name_plural = _("follow-up questions")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "party", "round"], name="one_question_a_round"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            # A desk counts the calls it owes: a handful among all that was ever asked.
            models.Index(
                fields=["case"],
                condition=models.Q(call_since__isnull=False, called_at__isnull=True),
                name="follow_up_call_owed",
            ),
            models.Index(fields=["asked_at"], name="follow_up_counts"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.round}"
