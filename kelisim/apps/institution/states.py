"""The closed lists of the ledger: what an act is, what it can do, how well a date is known."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Precision(models.TextChoices):
    """How exactly a date is known."""

    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")
    BETWEEN = "between", _("between two days")


class ActKind(models.TextChoices):
    """What an act is."""

    CONSTITUTION = "constitution", _("constitution")
    CONSTITUTIONAL_AMENDMENT = "constitutional_amendment", _("amendment of the constitution")
    CONSTITUTIONAL_LAW = "constitutional_law", _("constitutional law")
    LAW = "law", _("law")
    DECREE = "decree", _("decree")
    GOVERNMENT_RESOLUTION = "government_resolution", _("government resolution")
    ORDER = "order", _("order")
    REFERENDUM = "referendum", _("referendum")
    RESOLUTION = "resolution", _("resolution")
    UNKNOWN = "unknown", _("act not identified")


class Verb(models.TextChoices):
    """The thirteen things an act can do."""

    CREATE = "create", _("creates")
    RENAME = "rename", _("renames")
    PLACE_UNDER = "place_under", _("places under another body")
    MERGE_INTO = "merge_into", _("merges into another body")
    SPLIT_FROM = "split_from", _("splits off from another body")
    GRANT = "grant", _("grants")
    REVOKE = "revoke", _("revokes")
    TRANSFER = "transfer", _("transfers")
    HEAD = "head", _("says who is the head")
    ABOLISH = "abolish", _("abolishes")
    AMEND = "amend", _("amends")
    COMMENCE = "commence", _("enters into force")
    REPEAL = "repeal", _("repeals")


class Confidence(models.TextChoices):
    """How sure a statement is; never surer than its source."""

    HIGH = "high", _("high")
    MEDIUM = "medium", _("medium")
    LOW = "low", _("low")


class FilledBy(models.TextChoices):
    """How a post is filled."""

    ELECTED = "elected", _("elected")
    APPOINTED = "appointed", _("appointed")
    EX_OFFICIO = "ex_officio", _("by office")
    NAMED = "named", _("named in the act")
