"""Sealed content and the wraps of its keys. Never registered in the admin, never indexed for search."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.models.case import Case


class ItemKind(models.TextChoices):
    """What a sealed item is."""

    DRAFT = "draft", _("draft")
    APPLICATION = "application", _("application")
    SHORT_TEXT = "short_text", _("text for the other side")
    LETTER = "letter", _("letter")
    MESSAGE = "message", _("message")
    NOTE = "note", _("note")
    REASON = "reason", _("reason")
    AGREEMENT = "agreement", _("agreement to mediate")
    SETTLEMENT = "settlement", _("settlement agreement")
    DOCUMENT = "document", _("document")
    EVIDENCE = "evidence", _("how a document was signed")


class Way(models.TextChoices):
    """How a signature was given. Only the first is a key of this house; the others leave evidence."""

    KEY = "key", _("with the signer’s own key, on the page")
    PAPER = "paper", _("by hand on paper; the mediator took the scan in")
    MAIL = "mail", _("by hand; the scan came by e-mail and the mediator took it in")
    PDF = "pdf", _("electronic signature inside the PDF")
    CMS = "cms", _("electronic signature in a file beside the PDF")


BY_HAND = frozenset({Way.PAPER, Way.MAIL})


class Item(models.Model):
    """One sealed text or file. A new version is a new row; nothing is overwritten but a draft."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="items")
    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    version = models.PositiveIntegerField(default=1)
    compartment = models.CharField(max_length=48)
    epoch = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=12, choices=ItemKind)
    subject = models.CharField(max_length=20, blank=True, default="")  # which document, by code
    box = models.BinaryField()
    # SHA-256 of the sealed document; it holds a random number, so it cannot be guessed from outside.
    digest = models.CharField(max_length=64, blank=True, default="")
    author = models.ForeignKey("mediation.Party", models.SET_NULL, null=True, blank=True, related_name="+")
    once = models.CharField(max_length=64, null=True, blank=True)  # noqa: DJ001 - unique where given
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("sealed item")
        verbose_name_plural = _("sealed items")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["uid", "version"], name="one_row_a_version"),
            models.UniqueConstraint(fields=["case", "once"], name="sent_twice_is_one_item"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"


class Wrap(models.Model):
    """A compartment key for one holder, or for a pair of escrow officers, or under an invitation's token."""

    class Status(models.TextChoices):
        """Live; waiting for the time to object; half-way through escrow, to a new holder or to new officers.

        Only live ones open.
        """

        LIVE = "live"
        PENDING = "pending"
        HALF = "half"
        RENEWING = "renewing"

    case = models.ForeignKey(Case, models.CASCADE, related_name="wraps")
    compartment = models.CharField(max_length=48)
    epoch = models.PositiveSmallIntegerField(default=1)
    holder = models.ForeignKey("seal.Holder", models.PROTECT, null=True, blank=True, related_name="+")
    # Set on escrow wraps: the holder above opens first, this one second.
    inner = models.ForeignKey("seal.Holder", models.PROTECT, null=True, blank=True, related_name="+")
    sealed = models.BinaryField()
    status = models.CharField(max_length=8, choices=Status, default=Status.LIVE)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("wrap")
        verbose_name_plural = _("wraps")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "compartment", "epoch", "holder"],
                condition=Q(inner__isnull=True),
                name="one_wrap_a_holder",
            ),
            models.UniqueConstraint(
                fields=["case", "compartment", "epoch", "holder", "inner"],
                condition=Q(inner__isnull=False),
                name="one_wrap_a_pair",
            ),
            # What an owner or a mediator alone may read is outside escrow, by the database too.
            models.CheckConstraint(
                condition=Q(inner__isnull=True) | Q(compartment__in=["intake", "joint"]),
                name="escrow_of_intake_and_joint_only",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.compartment} for {self.holder_id}"
