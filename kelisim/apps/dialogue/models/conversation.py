"""A conversation: a question put to everybody, with its rules, which opening never changes."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kelisim.apps.dialogue import states


class Tier(models.TextChoices):
    """How a participant is known; the tiers are shown apart and never mixed silently."""

    OPEN = "open", pgettext_lazy("tier", "open to everybody")
    CODE = "code", pgettext_lazy("tier", "by a single-use code")
    ACCOUNT = "account", pgettext_lazy("tier", "with an account an association has verified")


class Moderation(models.TextChoices):
    """Whether a participant's statement waits for a person; participants see which."""

    STRICT = "strict", pgettext_lazy("moderation", "approved before it is shown")
    OPEN = "open", pgettext_lazy("moderation", "shown at once, checked afterwards")


class Conversation(models.Model):
    """The root of everything here. `seed` makes every draw of it repeatable."""

    code = models.SlugField(max_length=60, unique=True)
    question_kk = models.CharField(max_length=300, blank=True, default="")
    question_ru = models.CharField(max_length=300, blank=True, default="")
    question_en = models.CharField(max_length=300, blank=True, default="")
    purpose_kk = models.TextField(blank=True, default="")
    purpose_ru = models.TextField(blank=True, default="")
    purpose_en = models.TextField(blank=True, default="")
    decides_kk = models.CharField(max_length=300, blank=True, default="")
    decides_ru = models.CharField(max_length=300, blank=True, default="")
    decides_en = models.CharField(max_length=300, blank=True, default="")
    topic = models.CharField(max_length=60, blank=True, default="")
    territory = models.ForeignKey("places.Territory", models.PROTECT, null=True, blank=True, related_name="+")
    opens_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)
    tier = models.CharField(max_length=10, choices=Tier.choices, default=Tier.OPEN)
    moderation = models.CharField(max_length=10, choices=Moderation.choices, default=Moderation.STRICT)
    sensitive = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default=states.Conversation.DRAFT)
    seed = models.PositiveBigIntegerField(default=0)
    sample = models.BooleanField(default=False)
    erased = models.PositiveIntegerField(default=0)  # how often somebody erased herself: the log is read anew
    publishing = models.JSONField(default=dict, blank=True)  # a publication asked for, or why it was refused
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at", "code"]
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(state__in=list(states.Conversation)), name="conversation_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(opens_on=None)
                | models.Q(closes_on=None)
                | models.Q(closes_on__gt=models.F("opens_on")),
                name="conversation_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return self.code
