"""The closed lists of the ledger: what an act is, what it can do, how well a date is known."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class Precision(models.TextChoices):
    """How exactly a date is known."""

    DAY = "day", pgettext_lazy("precision", "day")
    MONTH = "month", pgettext_lazy("precision", "month")
    YEAR = "year", pgettext_lazy("precision", "year")
    BETWEEN = "between", pgettext_lazy("precision", "between two days")


class ActKind(models.TextChoices):
    """What an act is."""

    CONSTITUTION = "constitution", pgettext_lazy("kind of act", "constitution")
    CONSTITUTIONAL_AMENDMENT = (
        "constitutional_amendment",
        pgettext_lazy("kind of act", "amendment of the constitution"),
    )
    CONSTITUTIONAL_LAW = "constitutional_law", pgettext_lazy("kind of act", "constitutional law")
    LAW = "law", pgettext_lazy("kind of act", "law")
    DECREE = "decree", pgettext_lazy("kind of act", "decree")
    GOVERNMENT_RESOLUTION = "government_resolution", pgettext_lazy("kind of act", "government resolution")
    ORDER = "order", pgettext_lazy("kind of act", "order")
    REFERENDUM = "referendum", pgettext_lazy("kind of act", "referendum")
    RESOLUTION = "resolution", pgettext_lazy("kind of act", "resolution")
    PROTOCOL = "protocol", pgettext_lazy("kind of act", "protocol of a meeting")
    COUNCIL_PAPER = "council_paper", pgettext_lazy("kind of act", "paper of a mediation council")
    UNKNOWN = "unknown", pgettext_lazy("kind of act", "act not identified")


class Verb(models.TextChoices):
    """The thirteen things an act can do."""

    CREATE = "create", pgettext_lazy("an act", "creates")
    RENAME = "rename", pgettext_lazy("an act", "renames")
    PLACE_UNDER = "place_under", pgettext_lazy("an act", "places under another body")
    MERGE_INTO = "merge_into", pgettext_lazy("an act", "merges into another body")
    SPLIT_FROM = "split_from", pgettext_lazy("an act", "splits off from another body")
    GRANT = "grant", pgettext_lazy("an act", "grants")
    REVOKE = "revoke", pgettext_lazy("an act", "revokes")
    TRANSFER = "transfer", pgettext_lazy("an act", "transfers")
    HEAD = "head", pgettext_lazy("an act", "says who is the head")
    ABOLISH = "abolish", pgettext_lazy("an act", "abolishes")
    AMEND = "amend", pgettext_lazy("an act", "amends")
    COMMENCE = "commence", pgettext_lazy("an act", "enters into force")
    REPEAL = "repeal", pgettext_lazy("an act", "repeals")


class Confidence(models.TextChoices):
    """How sure a statement is; never surer than its source."""

    HIGH = "high", pgettext_lazy("confidence", "high")
    MEDIUM = "medium", pgettext_lazy("confidence", "medium")
    LOW = "low", pgettext_lazy("confidence", "low")


class FilledBy(models.TextChoices):
    """How a post is filled."""

    ELECTED = "elected", pgettext_lazy("post", "elected")
    APPOINTED = "appointed", pgettext_lazy("post", "appointed")
    EX_OFFICIO = "ex_officio", pgettext_lazy("post", "by office")
    NAMED = "named", pgettext_lazy("post", "named in the act")


SURENESS = (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)
