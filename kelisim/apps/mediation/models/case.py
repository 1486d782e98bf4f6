"""A case from the first appeal on, and the moves that brought it where it stands."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.models.number import new_number, shown_number
from kelisim.apps.mediation.states import Closing, State


class Route(StrEnum):
    """What a person decided the appeal is; how it is called stands in the pack, as all lists of codes."""

    MEDIATION = "mediation"
    REFERRAL = "referral"
    ANSWER = "answer"
    CONSULTATION = "consultation"


class Clock(models.TextChoices):
    """What runs out next."""

    REGISTER = "register", _("to be registered")
    ANSWER = "answer", _("answer due")
    INVITATION = "invitation", _("invitation open")
    OFFER = "offer", _("mediator to answer")
    OBJECTION = "objection", _("time to object")
    TERM = "term", _("term of the mediation")
    FOLLOW = "follow", _("follow-up")
    FILING = "filing", _("to be filed")


class Outcome(models.TextChoices):
    """How an application was resolved, by the letters of the balance in docs/method/measures.md."""

    CONSULTED = "C", _("closed by consultation")
    REFUSED = "R", _("refused")
    WITHDRAWN = "W", _("withdrawn")
    DECLINED = "D", _("declined by the other side")
    NO_RESPONSE = "L", _("no answer of the other side")
    NO_MEDIATOR = "O", _("no mediator")
    FULL = "Sf", _("settled in full")
    PARTLY = "Sp", _("settled in part")
    IMPOSSIBLE = "N2", _("agreement impossible")
    GIVEN_UP = "N3", _("given up by both sides")
    LEFT = "N4", _("left by one side")
    EXPIRED = "N5", _("term over")
    APPEAL = "X", _("answered or referred")


_OPEN = ~Q(state="closed")


class Case(models.Model):
    """The clear layer only: what work and counts need. Names lie in Party, words in Item, both encrypted."""

    number = models.CharField(max_length=9, unique=True, default=new_number, editable=False)
    state = models.CharField(max_length=10, choices=[(one, one) for one in State], default=State.DRAFT)
    closing = models.CharField(max_length=12, choices=[(one, one) for one in Closing], blank=True, default="")
    track = models.CharField(max_length=16, blank=True, default="")
    stage = models.CharField(max_length=12, default="none")  # nowhere yet, court, police, bailiff …
    channel = models.CharField(max_length=12, default="web")
    office = models.ForeignKey(
        "registry.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Ordered to another office; the key has still to be handed over.
    moving_to = models.ForeignKey(
        "registry.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    territory = models.ForeignKey("places.Territory", models.PROTECT, null=True, blank=True, related_name="+")
    # The region is the territory's ancestor, kept for lists and counts of a million rows.
    region = models.ForeignKey("places.Territory", models.PROTECT, null=True, blank=True, related_name="+")
    topic = models.CharField(max_length=32, blank=True, default="")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="kk")
    languages = models.CharField(max_length=60, blank=True, default="")
    interpreter = models.BooleanField(default=False)
    careful = models.BooleanField(default=False)  # violence or a child at risk: nothing goes out by itself
    route = models.CharField(max_length=12, blank=True, default="")
    rule = models.CharField(max_length=60, blank=True, default="")
    claimed_ground = models.CharField(max_length=16, blank=True, default="")
    claimed_area = models.CharField(max_length=16, blank=True, default="")
    mediator = models.ForeignKey("mediation.Mediator", models.PROTECT, null=True, blank=True)
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followed_by")
    advisers = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")

    created_at = models.DateTimeField(default=timezone.now)
    received_at = models.DateTimeField(null=True, blank=True)
    agreed_on = models.DateField(null=True, blank=True)  # day 0 of the term
    due_on = models.DateField(null=True, blank=True)
    extended = models.BooleanField(default=False)
    settled_on = models.DateField(null=True, blank=True)
    full = models.BooleanField(null=True, blank=True)  # settled in full or in part
    ended_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # By which a case is counted: the day it became an application, the day and the way it was resolved.
    entered_on = models.DateField(null=True, blank=True)
    resolved_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=2, blank=True, default="")
    clock = models.CharField(max_length=10, choices=Clock, blank=True, default="")
    clock_at = models.DateTimeField(null=True, blank=True)

    resume_hash = models.CharField(max_length=64, blank=True, default="", db_index=True)
    once_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)
    # Keyed hash of who, against whom, about what: two cases with one hash may be the same matter.
    repeat_hash = models.CharField(max_length=64, blank=True, default="", db_index=True)
    saved_at = models.DateTimeField(null=True, blank=True)
    sample = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        indexes: ClassVar[list[models.Index]] = [
            # Desks look at what is open: a few in a hundred of a million.
            models.Index(
                fields=["office", "clock_at", "received_at"], condition=_OPEN, name="case_office_desk"
            ),
            models.Index(fields=["mediator", "clock_at"], condition=_OPEN, name="case_mediator_desk"),
            models.Index(fields=["region", "clock_at"], condition=_OPEN, name="case_region_desk"),
            models.Index(fields=["clock", "clock_at"], name="case_clock"),
            models.Index(fields=["state", "saved_at"], name="case_state"),
            models.Index(fields=["region", "topic", "entered_on"], name="case_counts"),
            # What a period counts: cases of an office that came in it, or were not resolved before it.
            models.Index(fields=["office", "entered_on"], name="case_office_entered"),
            models.Index(fields=["office", "resolved_on"], name="case_office_resolved"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(state="closed") | ~Q(closing=""), name="closed_case_says_why"
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(agreed_on__isnull=False),
                name="term_begins_with_agreement",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(received_at__isnull=False) | Q(closing="withdrawn"),
                name="received_case_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return shown_number(self.number)


class Move(models.Model):
    """One step of a case: append-only; codes and numbers, never words."""

    class Actor(models.TextChoices):
        """Who moved it."""

        PARTY = "party"
        STAFF = "staff"
        CLOCK = "clock"
        ANYBODY = "anybody"
        INVITED = "invited"

    case = models.ForeignKey(Case, models.CASCADE, related_name="moves")
    verb = models.CharField(max_length=20)
    before = models.CharField(max_length=10, blank=True, default="")
    after = models.CharField(max_length=10)
    closing = models.CharField(max_length=12, blank=True, default="")
    at = models.DateTimeField()
    on = models.DateField(db_index=True)  # the local day, by which everything is counted
    actor = models.CharField(max_length=8, choices=Actor)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    party = models.ForeignKey("mediation.Party", models.CASCADE, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=40, blank=True, default="")
    edition = models.CharField(max_length=40, blank=True, default="")
    facts = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("move")
        verbose_name_plural = _("moves")
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["verb", "on", "case"], name="moves_counted")
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.on}"
