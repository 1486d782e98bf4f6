"""When somebody cannot meet, and the feeds by which a calendar elsewhere reads the meetings."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.models.people import Mediator, Party

IMPORTED = "calendar"  # the reason of a span that came from a calendar file; the others are the pack's


class Busy(models.Model):
    """A span in which a mediator, the room of an office or a side of a case cannot meet. Never why in words.

    A table of its own: it lies across cases, outlives them, and holds nothing of any.
    """

    mediator = models.ForeignKey(Mediator, models.CASCADE, null=True, blank=True, related_name="busy")
    office = models.ForeignKey(
        "registry.Organisation", models.CASCADE, null=True, blank=True, related_name="+"
    )
    party = models.ForeignKey(Party, models.CASCADE, null=True, blank=True, related_name="busy")
    since = models.DateTimeField()
    until = models.DateTimeField()  # the first moment she is free again
    reason = models.CharField(max_length=12)

    class Meta:
        verbose_name = _("busy span")
        verbose_name_plural = _("busy spans")
        ordering: ClassVar[list[str]] = ["since", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["mediator", "until"], name="busy_mediator"),
            models.Index(fields=["office", "until"], name="busy_office"),
            models.Index(fields=["party", "until"], name="busy_party"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(since__lt=F("until")), name="busy_span_has_a_length"),
            models.CheckConstraint(
                condition=(
                    Q(mediator__isnull=False, office__isnull=True, party__isnull=True)
                    | Q(mediator__isnull=True, office__isnull=False, party__isnull=True)
                    | Q(mediator__isnull=True, office__isnull=True, party__isnull=False)
                ),
                name="busy_span_is_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.since:%Y-%m-%d %H:%M}"


class Feed(models.Model):
    """The link by which a calendar reads the meetings of a mediator or of an office's room.

    A table of its own: the token is kept as a hash only, a new link ends the old one, and each is told apart
    in the record of deeds. An office is not a table of this room, so it cannot be a column there.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    mediator = models.ForeignKey(Mediator, models.CASCADE, null=True, blank=True, related_name="feeds")
    office = models.ForeignKey(
        "registry.Organisation", models.CASCADE, null=True, blank=True, related_name="+"
    )
    language = models.CharField(max_length=2)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(mediator__isnull=False, office__isnull=True)
                | Q(mediator__isnull=True, office__isnull=False),
                name="feed_is_of_one",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)
