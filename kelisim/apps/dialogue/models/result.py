"""What was found: the latest figures for those who lead, and published results that never change."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kelisim.apps.dialogue.models.conversation import Conversation


class Result(models.Model):
    """What was published on a day. `public` is what everybody reads; `whole` never leaves the room.

    `last_vote` is the number of the last entry of the log it rests on, `result_hash` that of the whole.
    """

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="results")
    number = models.PositiveIntegerField()
    public = models.JSONField()
    whole = models.JSONField()
    result_hash = models.CharField(max_length=64)
    log_digest = models.CharField(max_length=64)
    last_vote = models.PositiveBigIntegerField()
    votes = models.PositiveBigIntegerField()
    counted = models.PositiveIntegerField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["conversation", "-number"]
        verbose_name = _("published result")
        verbose_name_plural = _("published results")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["conversation", "number"], name="result_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id}:{self.number}"


class Latest(models.Model):
    """The figures of the whole log as last computed, for facilitators and for what to show next; never
    public.

    `routing`: by statement number its priority and how far groups are short of answers; `document` the whole.
    """

    conversation = models.OneToOneField(Conversation, models.CASCADE, related_name="latest")
    computed_at = models.DateTimeField()
    last_vote = models.PositiveBigIntegerField()
    document = models.JSONField()
    routing = models.JSONField()
    history = models.JSONField(default=list)  # a line a day: day, counted people, votes, groups, stability

    class Meta:
        verbose_name = _("latest figures")
        verbose_name_plural = _("latest figures")

    def __str__(self) -> str:
        return str(self.conversation_id)
