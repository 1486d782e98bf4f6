"""Who holds which role, where and from when to when."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kelisim.kernel.access.roles import LABELS, NEVER_GRANTED, Role

GRANTED = [(role.value, LABELS[role]) for role in Role if role not in NEVER_GRANTED]


class RoleHolding(models.Model):
    """One role of one person: in a territory (none = the whole country), or for one body in it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Person"), on_delete=models.PROTECT, related_name="holdings"
    )
    role = models.CharField(pgettext_lazy("role", "Role"), max_length=12, choices=GRANTED)
    territory = models.ForeignKey(
        "places.Territory",
        verbose_name=_("Territory"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    body = models.CharField(
        _("Body"), max_length=40, blank=True, default="", help_text=_("Code of one office or organisation.")
    )
    since = models.DateField(_("First day"))
    until = models.DateField(_("First day without it"), null=True, blank=True)

    class Meta:
        verbose_name = _("role of a person")
        verbose_name_plural = _("roles of persons")
        ordering: ClassVar[list[str]] = ["user", "role", "since", "pk"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["role", "body"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="holding_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.territory_id or ''} {self.body}".strip()
