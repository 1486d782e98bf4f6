"""Taking part without a name, and the log of votes."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kelisim.apps.dialogue.models.conversation import Conversation, Tier
from kelisim.apps.dialogue.models.statement import Form, Statement


class Batch(models.Model):
    """Paper sheets entered together; the batch can be withdrawn whole."""

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="batches")
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)  # of what was entered: the same file is the same batch
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["conversation", "number"]
        verbose_name = _("batch of paper sheets")
        verbose_name_plural = _("batches of paper sheets")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["conversation", "number"], name="batch_number_once"),
            models.UniqueConstraint(fields=["conversation", "digest"], name="batch_digest_once"),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id}:{self.number}"


class Participation(models.Model):
    """Somebody taking part. Only hashes: whoever reads this table cannot vote for her or say who she is."""

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="participations")
    token_hash = models.CharField(max_length=64)
    recovery_hash = models.CharField(max_length=64, blank=True, default="", db_index=True)
    tier = models.CharField(max_length=10, choices=Tier.choices)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="sheets")
    began_on = models.DateField()  # a day: a moment would tell her from others

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["conversation", "token_hash"], name="participation_token_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Code(models.Model):
    """A single-use code for an invited conversation; who got it is known to nobody here."""

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="codes")
    code_hash = models.CharField(max_length=64)
    used = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("single-use code")
        verbose_name_plural = _("single-use codes")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["conversation", "code_hash"], name="code_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Vote(models.Model):
    """One entry of the log, in the order of its number; the last one of a person on a statement counts.

    Nothing here is ever changed. Only she herself makes entries vanish, by erasing all of hers.
    """

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="votes")
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="votes")
    value = models.SmallIntegerField()
    form = models.CharField(max_length=10, choices=Form.choices, blank=True, default="")
    page = models.PositiveIntegerField()  # which page of hers was sent: sent again, it is the same vote
    probability = models.FloatField(null=True, blank=True)  # with which the statement was drawn for her
    withdrawn = models.BooleanField(
        default=False
    )  # "withdraw my votes" adds such entries, it takes none away

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["participation", "statement", "page"], name="vote_of_a_page_once"
            ),
            models.CheckConstraint(condition=models.Q(value__in=(-1, 0, 1)), name="vote_value_is_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["statement", "id"], name="vote_log_of_statement"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
