"""What somebody handed in for or against a claim, in her own words, and what became of it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from kelisim.apps.statistics.states.evidence import EvidenceState, Side

LANGUAGE = 2
CLAIM, TITLE, ADDRESS, NAME = 60, 300, 500, 120

_EMPTY = Q(words="", source_title="", source_address="", name="", source_read_on=None, writer=None)
_SOURCED = Q(source_read_on__isnull=False) & ~Q(words="") & ~Q(source_title="") & ~Q(source_address="")
_UNDECIDED = Q(decided_at=None, decided_by=None, answer="", shown=False)
_DECIDED = Q(decided_at__isnull=False, decided_by__isnull=False)


class Evidence(models.Model):
    """One statement with its source. The claim itself is a record of the pack, known here by its code.

    `writer` is kept only where she was signed in: nobody decides on what she wrote herself. The address
    behind which she sees what became of it is kept as a hash. Withdrawn, it keeps no word of hers.
    """

    claim = models.CharField(max_length=CLAIM)
    side = models.CharField(max_length=8, choices=Side)
    words = models.TextField(blank=True)
    language = models.CharField(max_length=LANGUAGE)
    source_title = models.CharField(max_length=TITLE, blank=True)
    source_address = models.CharField(max_length=ADDRESS, blank=True)
    source_read_on = models.DateField(null=True, blank=True)
    name = models.CharField(max_length=NAME, blank=True, default="")
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    key_hash = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=10, choices=EvidenceState, default=EvidenceState.RECEIVED)
    received_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    shown = models.BooleanField(default=False)  # it was published, whatever came after
    answer = models.TextField(blank=True, default="")
    answer_language = models.CharField(max_length=LANGUAGE, blank=True, default="")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "evidence"
        ordering: ClassVar[list[str]] = ["received_at", "pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["claim", "state"], name="evidence_of_a_claim"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state=EvidenceState.WITHDRAWN) | _SOURCED, name="evidence_names_its_source"
            ),
            models.CheckConstraint(
                condition=(Q(state=EvidenceState.WITHDRAWN, withdrawn_at__isnull=False) & _EMPTY)
                | (~Q(state=EvidenceState.WITHDRAWN) & Q(withdrawn_at=None)),
                name="evidence_withdrawn_keeps_no_words",
            ),
            models.CheckConstraint(
                condition=Q(state=EvidenceState.WITHDRAWN)
                | (Q(state=EvidenceState.RECEIVED) & _UNDECIDED)
                | (Q(state=EvidenceState.PUBLISHED, shown=True) & _DECIDED)
                | (Q(state=EvidenceState.TAKEN_DOWN, shown=True) & _DECIDED & ~Q(answer=""))
                | (Q(state=EvidenceState.RETURNED, shown=False) & _DECIDED & ~Q(answer="")),
                name="evidence_decided_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """What she quotes and what the files call it."""
        return f"E-{self.pk}"
