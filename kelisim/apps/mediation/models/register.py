"""How somebody comes to stand on the register of mediators: elected by a meeting, entered on request."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Election(models.Model):
    """A meeting of a local community that elected. A table of its own: the act of the ledger knows number,
    day and title; who was present, who stood and how many voted belong to the meeting alone.
    """

    office = models.ForeignKey("registry.Organisation", models.PROTECT, related_name="+")
    number = models.CharField(max_length=40)
    held_on = models.DateField()
    lang = models.CharField(max_length=2, choices=settings.LANGUAGES, default="kk")
    place = models.CharField(max_length=200)
    community = models.CharField(max_length=200)
    entitled = models.PositiveIntegerField()
    present = models.PositiveIntegerField()
    chair = models.CharField(max_length=200)
    secretary = models.CharField(max_length=200)
    handed_to = models.CharField(max_length=200, blank=True, default="")
    candidates = models.JSONField()  # name, votes, against, abstained, elected, entry: the meeting is public
    since = models.DateField()  # the first day of the term
    until = models.DateField(null=True, blank=True)  # the first day after it
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    # What followed: without an act it is not published and may still be corrected.
    act = models.OneToOneField("institution.Act", models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("election of mediators")
        verbose_name_plural = _("elections of mediators")
        ordering: ClassVar[list[str]] = ["-held_on", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["office", "number", "held_on"], name="an_election_is_recorded_once"
            ),
            models.CheckConstraint(condition=Q(present__lte=F("entitled")), name="present_are_entitled"),
            models.CheckConstraint(
                condition=Q(since__gte=F("held_on")), name="a_term_begins_with_its_election"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")), name="a_term_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(act=None, published_at=None) | Q(act__isnull=False, published_at__isnull=False),
                name="a_published_election_is_an_act",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Inclusion(models.Model):
    """A request to be entered in the register, and what became of it. A table of its own: who is refused
    never becomes a mediator; names and contacts lie in `identity` under the service key.
    """

    class Status(models.TextChoices):
        """Where the request stands."""

        WAITING = "waiting", pgettext_lazy("request", "waits")
        INCLUDED = "included", pgettext_lazy("request", "entered")
        REFUSED = "refused", pgettext_lazy("request", "refused")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    office = models.ForeignKey("registry.Organisation", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)  # of the pack's list of kinds
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="kk")  # of the answer
    identity = models.BinaryField()
    election = models.ForeignKey(Election, models.PROTECT, null=True, blank=True, related_name="inclusions")
    tenure = models.OneToOneField(
        "institution.Tenure", models.PROTECT, null=True, blank=True, related_name="+"
    )
    mediator = models.ForeignKey(
        "mediation.Mediator", models.PROTECT, null=True, blank=True, related_name="inclusions"
    )
    seen = models.JSONField(default=dict, blank=True)  # the pack's rule: so, not_so, unseen
    asked_on = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    once_hash = models.CharField(max_length=64, unique=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.WAITING)
    rule = models.CharField(max_length=60, blank=True, default="")  # on which the refusal rests
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The last complaint against a refusal: heard on a day, by somebody else than who refused.
    heard_on = models.DateField(null=True, blank=True)
    upheld = models.BooleanField(null=True, blank=True)

    class Meta:
        verbose_name = _("request for the register of mediators")
        verbose_name_plural = _("requests for the register of mediators")
        ordering: ClassVar[list[str]] = ["asked_on", "pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["status", "office", "asked_on"], name="inclusion_waiting")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(status="refused") | ~Q(rule=""), name="a_refusal_names_its_rule"
            ),
            models.CheckConstraint(
                condition=~Q(status="included") | Q(mediator__isnull=False),
                name="who_is_included_is_a_mediator",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
