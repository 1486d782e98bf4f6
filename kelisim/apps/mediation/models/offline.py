"""Applications taken without a network: the laptop, its numbered packages, its sealed forms."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Device(models.Model):
    """A laptop an office trusts. A table of its own: it outlives every case, and its end refuses packages.

    At the office one row a laptop; on the laptop one row, itself.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    office_code = models.CharField(max_length=64, db_index=True)
    office_names = models.JSONField(default=dict)  # on the laptop no register of offices is needed
    region = models.CharField(max_length=9, blank=True, default="")  # leading digits of its places
    name = models.CharField(max_length=80, blank=True, default="")
    verify_key = models.CharField(max_length=64, unique=True)  # hex, Ed25519
    seal_key = models.CharField(max_length=64)  # hex: what the forms are sealed to
    holder = models.ForeignKey("seal.Holder", models.PROTECT, null=True, blank=True, related_name="+")
    # The key the forms are sealed to, under the office's newer one, once a clerk has left.
    bridge = models.BinaryField(blank=True, default=b"")
    enrolled_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("intake laptop")
        verbose_name_plural = _("intake laptops")
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return self.name or str(self.uid)


class Package(models.Model):
    """A package as it was made (laptop) or came in (office); a row each, so that a gap shows."""

    device = models.ForeignKey(Device, models.PROTECT, related_name="packages")
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    cases = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # At the office: keyed hash of each form's id -> keyed hash of its content, so that a conflict shows.
    contents = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("intake package")
        verbose_name_plural = _("intake packages")
        ordering: ClassVar[list[str]] = ["device", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["device", "number"], name="a_package_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.device_id}/{self.number}"


class SealedForm(models.Model):
    """On the laptop only: one application, sealed before it is written. The laptop cannot open it again."""

    uid = models.UUIDField(unique=True, editable=False)
    box = models.BinaryField()
    package = models.ForeignKey(Package, models.PROTECT, null=True, blank=True, related_name="forms")

    class Meta:
        verbose_name = _("sealed form")
        verbose_name_plural = _("sealed forms")
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return str(self.uid)
