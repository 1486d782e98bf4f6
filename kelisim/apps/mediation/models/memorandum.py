"""Memoranda the staff enter beside those of the pack, their joint plans, and what each side answered."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

CODE, SIDES, SIDE, WORDS, TEXT = 80, 300, 200, 1000, 20_000


class Memorandum(models.Model):
    """A table of its own and no act: it grants nothing and binds nobody but those who signed it."""

    code = models.SlugField(max_length=CODE, unique=True)
    sides_kk = models.CharField(max_length=SIDES)
    sides_ru = models.CharField(max_length=SIDES)
    sides_en = models.CharField(max_length=SIDES, blank=True, default="")
    purpose_kk = models.CharField(max_length=WORDS)
    purpose_ru = models.CharField(max_length=WORDS)
    purpose_en = models.CharField(max_length=WORDS, blank=True, default="")
    text = models.TextField(blank=True, default="")  # as it was signed, in whichever language
    signed_on = models.DateField()
    until = models.DateField(null=True, blank=True)  # the first day without it
    source_title = models.CharField(max_length=SIDES)
    source_address = models.URLField(max_length=500, blank=True, default="")
    read_on = models.DateField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("memorandum")
        verbose_name_plural = _("memoranda")
        ordering: ClassVar[list[str]] = ["-signed_on", "code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("signed_on")), name="a_memorandum_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class PlanState(models.TextChoices):
    """Where a thing planned together stands."""

    PLANNED = "planned", pgettext_lazy("plan", "planned")
    BEGUN = "begun", pgettext_lazy("plan", "begun")
    DONE = "done", pgettext_lazy("plan", "done")
    DROPPED = "dropped", pgettext_lazy("plan", "dropped")


class PlanItem(models.Model):
    """One line of a joint plan. The memorandum is known by its code, for the pack's have no row."""

    memorandum = models.CharField(max_length=CODE)
    number = models.PositiveSmallIntegerField()
    what_kk = models.CharField(max_length=WORDS)
    what_ru = models.CharField(max_length=WORDS)
    what_en = models.CharField(max_length=WORDS, blank=True, default="")
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=PlanState, default=PlanState.PLANNED)
    moved_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("line of a joint plan")
        verbose_name_plural = _("lines of joint plans")
        ordering: ClassVar[list[str]] = ["memorandum", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["memorandum", "number"], name="a_line_of_a_plan_has_its_number"),
        ]

    def __str__(self) -> str:
        return f"{self.memorandum} {self.number}"


class PlanReply(models.Model):
    """What one side was asked about a line of the plan, by when, and what it answered."""

    item = models.ForeignKey(PlanItem, models.CASCADE, related_name="replies")
    side = models.CharField(max_length=SIDE)
    due_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=WORDS, blank=True, default="")

    class Meta:
        verbose_name = _("reply about a line of a joint plan")
        verbose_name_plural = _("replies about lines of joint plans")
        ordering: ClassVar[list[str]] = ["due_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["item", "side"], name="a_side_replies_once_a_line"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.pk}"
