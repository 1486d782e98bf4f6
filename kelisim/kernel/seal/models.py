"""Who holds a key, and who may use it through whom. Nothing here opens without a passphrase or a secret."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Holder(models.Model):
    """One key pair. The private half lies here only locked: by Argon2id, or sealed to other holders."""

    class Kind(models.TextChoices):
        """Staff lock with a passphrase, a party with her secret; an office's key is lent to its clerks."""

        STAFF = "staff"
        PARTY = "party"
        OFFICE = "office"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="seal_holders"
    )
    body = models.CharField(max_length=64, blank=True, db_index=True)
    public_key = models.BinaryField(max_length=32)
    verify_key = models.BinaryField(max_length=32)
    # Empty for an office: its private half exists only in the loans to its clerks.
    locked_key = models.BinaryField(blank=True, default=b"")
    salt = models.BinaryField(max_length=16, blank=True, default=b"")
    memory_kib = models.PositiveIntegerField(default=0)
    passes = models.PositiveSmallIntegerField(default=0)
    recovery_key = models.BinaryField(blank=True, default=b"")
    recovery_salt = models.BinaryField(max_length=16, blank=True, default=b"")
    created_at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(kind="staff", retired_at__isnull=True),
                name="one_live_key_a_person",
            ),
            models.UniqueConstraint(
                fields=["body"],
                condition=Q(kind="office", retired_at__isnull=True),
                name="one_live_key_an_office",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Loan(models.Model):
    """An office's private key sealed to one of its clerks; deleting the row ends her access."""

    office = models.ForeignKey(Holder, models.CASCADE, related_name="loans")
    clerk = models.ForeignKey(Holder, models.CASCADE, related_name="borrowed")
    sealed = models.BinaryField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "clerk"], name="one_loan_a_clerk"),
        ]

    def __str__(self) -> str:
        return f"{self.office_id} to {self.clerk_id}"


class EscrowSet(models.Model):
    """Three officers of one council, any two of whom can return a lost key together."""

    body = models.CharField(max_length=64, db_index=True)
    first = models.ForeignKey(Holder, models.PROTECT, related_name="+")
    second = models.ForeignKey(Holder, models.PROTECT, related_name="+")
    third = models.ForeignKey(Holder, models.PROTECT, related_name="+")
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["body"], condition=Q(until__isnull=True), name="one_live_escrow_a_body"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} since {self.since:%Y-%m-%d}"


class Unlocked(models.Model):
    """Keys in use by one browser, encrypted under a random key that only its cookie holds."""

    token = models.CharField(max_length=64, unique=True)
    box = models.BinaryField()
    used_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"in use, {self.used_at:%H:%M}"


class Try(models.Model):
    """Wrong secrets typed at one door, counted by keyed hash so that unknown numbers wait alike."""

    door = models.CharField(max_length=64, unique=True)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.failures} failures"
