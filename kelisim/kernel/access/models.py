"""Who holds which role, where and from when to when; and who is proposed for one."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kelisim.kernel.access.roles import LABELS, NEVER_GRANTED, PROPOSED, Role

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


class RoleProposal(models.Model):
    """Somebody proposed for a role in an area, and what an administrator answered.

    A table of its own: who is proposed need not have an account, and a refusal leaves no holding. The
    proposer writes address and name, and is never told whether an account stands behind them.
    """

    email = models.EmailField(_("E-mail address"))
    name = models.CharField(_("Name"), max_length=200)
    role = models.CharField(
        pgettext_lazy("role", "Role"),
        max_length=12,
        choices=[(role.value, LABELS[role]) for role in PROPOSED],
    )
    territory = models.ForeignKey(
        "places.Territory", verbose_name=_("Territory"), on_delete=models.PROTECT, related_name="+"
    )
    body = models.CharField(_("Body"), max_length=40, blank=True, default="")
    reason = models.TextField(max_length=1000)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(max_length=1000, blank=True, default="")
    holding = models.ForeignKey(
        RoleHolding, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("proposal of a role")
        verbose_name_plural = _("proposals of roles")
        ordering: ClassVar[list[str]] = ["-proposed_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["email", "role", "territory", "body"],
                condition=models.Q(decided_at=None),
                name="proposal_waits_once",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_at=None, decided_by=None, holding=None)
                | models.Q(decided_at__isnull=False, decided_by__isnull=False),
                name="proposal_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_at=None) | models.Q(holding__isnull=False) | ~models.Q(answer=""),
                name="proposal_refused_with_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.territory_id} {self.body}".strip()

    @property
    def state(self) -> str:
        """Waiting, granted or refused."""
        if self.decided_at is None:
            return "waiting"
        return "granted" if self.holding_id else "refused"
