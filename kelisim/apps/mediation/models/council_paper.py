"""Who is responsible for a paper of a council, by when, what was done, and whether it helped."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

WORDS = 500


class PaperKind(models.TextChoices):
    """What a council may write."""

    RECOMMENDATION = "recommendation", pgettext_lazy("council paper", "recommendation")
    GUIDANCE = "guidance", pgettext_lazy("council paper", "methodical guidance")
    DECISION = "decision", pgettext_lazy("council paper", "decision")


class Helped(models.TextChoices):
    """What the council finds when it looks back."""

    YES = "yes", pgettext_lazy("council paper", "it helped")
    PARTLY = "partly", pgettext_lazy("council paper", "it helped in part")
    NO = "no", pgettext_lazy("council paper", "it did not help")
    UNKNOWN = "unknown", pgettext_lazy("council paper", "it cannot be told")


class CouncilPaper(models.Model):
    """A table of its own: its act stands in the ledger, which knows no owner, due day or look-back."""

    act = models.OneToOneField("institution.Act", models.PROTECT, related_name="+")
    council = models.ForeignKey("registry.Organisation", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=14, choices=PaperKind)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    tasks = models.JSONField(default=list, blank=True)  # codes of the pack's tasks it serves
    due_on = models.DateField()
    look_back_on = models.DateField()
    evidence = models.CharField(max_length=WORDS, blank=True, default="")
    done_on = models.DateField(null=True, blank=True)
    helped = models.CharField(max_length=7, choices=Helped, blank=True, default="")
    finding = models.CharField(max_length=WORDS, blank=True, default="")
    looked_back_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("paper of a council")
        verbose_name_plural = _("papers of councils")
        ordering: ClassVar[list[str]] = ["due_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(look_back_on__gte=F("due_on")), name="a_council_looks_back_once_due"
            ),
        ]

    def __str__(self) -> str:
        return self.act.code
