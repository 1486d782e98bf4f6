"""Somebody the mediator calls in with the consent of both sides: a leader, an interpreter, an expert."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kelisim.apps.mediation.models.case import Case
from kelisim.apps.mediation.models.people import Party


class Participant(models.Model):
    """One call of one person. A table of its own: a side has a letter, a say and the joint key; she has none.

    In clear stands that somebody was called, as what, when, and how it ended. Who it is lies in `identity`
    under the service key, and no key points at the roster: a dump must not tell which leader was called.
    """

    class Status(models.TextChoices):
        """How far it has come."""

        ASKED = "asked", pgettext_lazy("called in", "the sides are asked")
        CALLED = "called", pgettext_lazy("called in", "called, no answer yet")
        ENTERED = "entered", pgettext_lazy("called in", "has still to sign confidentiality")
        SIGNED = "signed", pgettext_lazy("called in", "takes part")
        ENDED = "ended", pgettext_lazy("called in", "ended")

    class Ending(models.TextChoices):
        """How it ended."""

        REFUSED = "refused", pgettext_lazy("called in", "a side did not agree")
        DECLINED = "declined", pgettext_lazy("called in", "did not want to take part")
        TAKEN_BACK = "taken_back", pgettext_lazy("called in", "a side took the consent back")
        DONE = "done", pgettext_lazy("called in", "ended by the mediator")
        LEFT = "left", pgettext_lazy("called in", "left")
        CASE_OVER = "case_over", pgettext_lazy("called in", "the talks are over")

    case = models.ForeignKey(Case, models.CASCADE, related_name="participants")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    role = models.CharField(max_length=16)  # the pack's list of participants
    status = models.CharField(max_length=8, choices=Status, default=Status.ASKED)
    ending = models.CharField(max_length=12, choices=Ending, blank=True, default="")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="kk")
    identity = models.BinaryField()
    consented = models.ManyToManyField(Party, blank=True, related_name="+")
    holder = models.ForeignKey("seal.Holder", models.PROTECT, null=True, blank=True, related_name="+")
    secret_hash = models.CharField(max_length=64, blank=True, default="", db_index=True)
    invite_hash = models.CharField(max_length=64, blank=True, default="", db_index=True)
    once_hash = models.CharField(max_length=64, blank=True, default="")  # of the form she entered by
    asked_once = models.CharField(max_length=64)  # of the form she was called by
    asked_at = models.DateTimeField(default=timezone.now)
    called_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("invited participant")
        verbose_name_plural = _("invited participants")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "asked_once"], name="called_twice_is_one_call"),
            models.CheckConstraint(
                condition=models.Q(status="ended") ^ models.Q(ending=""), name="ended_part_says_how"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.uid}"

    def reads(self) -> bool:
        """Whether she may read what is shown to her by name: confidentiality signed, her part not over."""
        return self.status == self.Status.SIGNED
