"""The sides of a case and the mediators: who is who is encrypted for the sides, public for mediators."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.models.case import Case


class Party(models.Model):
    """One side. Names and contacts lie in `identity` under the service key: reminders must be sent."""

    class Side(models.TextChoices):
        """Who applied and who was invited."""

        APPLICANT = "A", _("applicant")
        RESPONDENT = "B", _("other side")

    case = models.ForeignKey(Case, models.CASCADE, related_name="parties")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    side = models.CharField(max_length=1, choices=Side)
    kind = models.CharField(max_length=12, default="person")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="kk")
    identity = models.BinaryField()
    represented = models.BooleanField(default=False)
    person_hash = models.CharField(max_length=64, blank=True, default="", db_index=True)
    iin_hash = models.CharField(max_length=64, blank=True, default="", db_index=True)
    holder = models.ForeignKey("seal.Holder", models.PROTECT, null=True, blank=True, related_name="+")
    secret_hash = models.CharField(max_length=64, blank=True, default="", db_index=True)
    invite_hash = models.CharField(max_length=64, blank=True, default="", db_index=True)
    once_hash = models.CharField(max_length=64, blank=True, default="")
    has_email = models.BooleanField(default=False)
    invited_at = models.DateTimeField(null=True, blank=True)
    joined_at = models.DateTimeField(null=True, blank=True)
    notice_at = models.DateTimeField(null=True, blank=True)
    follow_up = models.BooleanField(default=False)
    # Agreed only later: she is asked from that day on. Empty: from the beginning.
    follow_up_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering: ClassVar[list[str]] = ["case", "side"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "side"], name="one_party_a_side"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}{self.side}"


class NameHash(models.Model):
    """A keyed hash of one word of a party's name: a name finds its case, a dump shows none."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="name_hashes")
    digest = models.CharField(max_length=64, db_index=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["party", "digest"], name="one_hash_a_word"),
        ]

    def __str__(self) -> str:
        return self.digest[:8]


class Mediator(models.Model):
    """What the work needs to know of a mediator's tenure: languages, topics, capacity, suspension."""

    tenure = models.OneToOneField("institution.Tenure", models.PROTECT, related_name="mediator")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="mediator"
    )
    kind = models.CharField(max_length=20)  # of the pack's list of kinds
    office = models.ForeignKey("registry.Organisation", models.PROTECT, related_name="+")
    territory = models.ForeignKey("places.Territory", models.PROTECT, related_name="+")
    region = models.ForeignKey("places.Territory", models.PROTECT, related_name="+")
    languages = models.CharField(max_length=60)  # codes with a space between
    topics = models.CharField(max_length=300, blank=True, default="")
    capacity = models.PositiveIntegerField(default=0)
    register_no = models.CharField(max_length=40, blank=True, default="")
    certificate = models.CharField(max_length=80, blank=True, default="")
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    entered_on = models.DateField(null=True, blank=True)  # since when she stands on the register
    confirmed_on = models.DateField(null=True, blank=True)
    suspended_since = models.DateField(null=True, blank=True)
    suspended_until = models.DateField(null=True, blank=True)
    suspension_reason = models.CharField(max_length=24, blank=True, default="")
    # The office stands for her unless she says otherwise; what she writes here is public.
    address = models.CharField(max_length=300, blank=True, default="")
    phone = models.CharField(max_length=60, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    sample = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("mediator")
        verbose_name_plural = _("mediators")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["region"], name="mediator_region")]

    def __str__(self) -> str:
        return self.register_no or str(self.pk)

    def speaks(self) -> frozenset[str]:
        """The languages as codes."""
        return frozenset(self.languages.split())

    def knows(self) -> frozenset[str]:
        """The topic classes as codes."""
        return frozenset(self.topics.split())
