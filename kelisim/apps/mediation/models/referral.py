"""What institutions send to mediation, and the passes by which their programs send it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.models.case import Case


class Referral(models.Model):
    """One referral of one institution. It exists before any case and may never have one; statuses are not
    stored: they are read from the case it led to. Contacts lie in `identity` under the service key."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    institution = models.ForeignKey("registry.Organisation", models.PROTECT, related_name="+")
    ref = models.CharField(max_length=60)  # the institution's own number
    memorandum = models.CharField(max_length=80)  # under which memorandum it is sent
    stage = models.CharField(max_length=12)
    deadline = models.DateField(null=True, blank=True)  # the day the institution waits for
    office = models.ForeignKey("registry.Organisation", models.PROTECT, related_name="+")
    territory = models.ForeignKey("places.Territory", models.PROTECT, related_name="+")
    topic = models.CharField(max_length=32)
    languages = models.CharField(max_length=60)  # codes with a space between; the first is the case's
    commission_stage = models.CharField(max_length=40, blank=True, default="")
    decided_on = models.DateField(null=True, blank=True)  # of a conciliation commission
    identity = models.BinaryField()
    content_hash = models.CharField(max_length=64)  # the same number with the same content is the same
    # The idempotency key of a program; null where none was sent, since a unique column needs it.
    key_hash = models.CharField(max_length=64, null=True, blank=True)  # noqa: DJ001 - unique
    received_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True, blank=True)
    case = models.OneToOneField(Case, models.PROTECT, null=True, blank=True, related_name="referral")

    class Meta:
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        ordering: ClassVar[list[str]] = ["-received_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["institution", "ref"], name="a_referral_number_is_used_once"),
            models.UniqueConstraint(
                fields=["institution", "key_hash"], name="an_idempotency_key_is_used_once"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["office", "case"], name="referral_office_desk"),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class ReferrerPass(models.Model):
    """Lets a program of one institution send and read its referrals. Only the hash of the token is kept."""

    institution = models.ForeignKey("registry.Organisation", models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(default=timezone.now)
    until = models.DateField()  # the first day without it
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("pass of an institution")
        verbose_name_plural = _("passes of institutions")
        ordering: ClassVar[list[str]] = ["-issued_at", "-pk"]

    def __str__(self) -> str:
        return str(self.pk)
