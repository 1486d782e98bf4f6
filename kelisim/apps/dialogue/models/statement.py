"""A statement to vote on, and its wording in each language and script."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kelisim.apps.dialogue import states
from kelisim.apps.dialogue.models.conversation import Conversation


class Form(models.TextChoices):
    """A language in a script. Variants of one statement pool their votes."""

    KK_CYRL = "kk-Cyrl", pgettext_lazy("form", "Kazakh, Cyrillic")
    KK_LATN = "kk-Latn", pgettext_lazy("form", "Kazakh, Latin")
    KK_ARAB = "kk-Arab", pgettext_lazy("form", "Kazakh, Arabic")
    RU = "ru", pgettext_lazy("form", "Russian")
    EN = "en", pgettext_lazy("form", "English")


FORMS = tuple(Form)


class Statement(models.Model):
    """One sentence. `number` is its name in the conversation: in the analysis, on paper, in files."""

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="statements")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, default=states.Statement.WAITING)
    by_organiser = models.BooleanField(default=False)
    author = models.ForeignKey("Participation", models.SET_NULL, null=True, blank=True, related_name="+")
    meta = models.BooleanField(default=False)  # a question about the voter: never used for groups
    topic = models.CharField(max_length=60, blank=True, default="")
    interest = models.CharField(max_length=60, blank=True, default="")
    association = models.ForeignKey(
        "registry.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=20, blank=True, default="")
    appealed_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    instead_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="answers")
    reworded_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="reworded")
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    claimed_until = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["conversation", "number"]
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["conversation", "number"], name="statement_number_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=list(states.Statement)), name="statement_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state=states.Statement.MERGED, merged_into__isnull=False)
                | (~models.Q(state=states.Statement.MERGED) & models.Q(merged_into__isnull=True)),
                name="statement_merged_into_another",
            ),
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("id")), name="statement_not_merged_into_itself"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["conversation", "state"], name="statement_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id}:{self.number}"


class Variant(models.Model):
    """The statement in one language and script; a machine's draft waits for a person."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="variants")
    form = models.CharField(max_length=10, choices=Form.choices)
    text = models.CharField(max_length=300)
    key = models.CharField(max_length=300, db_index=True)  # folded over scripts: finds the same wording
    machine = models.BooleanField(default=False)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["statement", "form"]
        verbose_name = _("wording")
        verbose_name_plural = _("wordings")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["statement", "form"], name="variant_form_once"),
        ]

    def __str__(self) -> str:
        return f"{self.statement_id}:{self.form}"
