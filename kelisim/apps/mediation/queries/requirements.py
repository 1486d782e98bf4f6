"""What a mediator of a kind must be and must not be on a day, and what follows from what was seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from kelisim.apps.mediation.models import Election
from kelisim.kernel.packs.codes import codes, text
from kelisim.kernel.packs.dated import DatedValue, values
from kelisim.kernel.texts.of import Text

FILE = "law/mediators"
SO, NOT_SO, UNSEEN = "so", "not_so", "unseen"
NEEDS, BARS, COMPLAINT, YEARS = "needs", "bars", "complaint", "year"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One rule and what was seen of it."""

    rule: DatedValue
    seen: str

    @property
    def blocks(self) -> bool:
        """Only what was read in the law may refuse."""
        return self.rule.verified and self.seen == NOT_SO

    @property
    def missing(self) -> bool:
        """A verified rule nobody looked at yet."""
        return self.rule.verified and self.seen == UNSEEN

    @property
    def warns(self) -> bool:
        """An unverified rule that is not met, or not looked at."""
        return not self.rule.verified and self.seen != SO


def rules_for(kind: str, day: date) -> list[DatedValue]:
    """Age, needs and bars of the kind on the day, in the order written."""
    return [one for one in _about(kind, day) if one.unit == YEARS or one.value in (NEEDS, BARS)]


def bars_for(kind: str, day: date) -> list[DatedValue]:
    """What must not be the case: looked at on entry, and said by herself once a year."""
    return [one for one in _about(kind, day) if one.value == BARS]


def complaint_of(kind: str, day: date) -> DatedValue | None:
    """Where she can go against a refusal."""
    return next((one for one in _about(kind, day) if one.value == COMPLAINT), None)


def findings(kind: str, seen: Mapping[str, str], day: date) -> list[Finding]:
    """Every rule with what was seen; what nobody noted is unseen."""
    return [Finding(rule=one, seen=seen.get(one.key, UNSEEN)) for one in rules_for(kind, day)]


def rule_of(key: str, day: date) -> DatedValue | None:
    """One rule as it stood on the day."""
    return next((one for one in values(FILE) if one.key == key and one.holds(day)), None)


def age_seen(rule: DatedValue, born_on: date, day: date) -> str:
    """Whether somebody born on a day has reached the age by another; the day of birth is kept nowhere."""
    reached = day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
    return SO if reached >= int(str(rule.value)) else NOT_SO


def said(rule: DatedValue) -> Text:
    """The sentence that must be true."""
    return text(rule.text or {})


def cited(rule: DatedValue) -> str:
    """Act and article; empty where neither is known."""
    act = _("No. %(number)s") % {"number": rule.act} if rule.act else ""
    article = _("article %(article)s") % {"article": rule.article} if rule.article else ""
    return ", ".join(filter(None, (act, article)))


def is_elected(kind: str) -> bool:
    """Whether this kind comes by an election."""
    return any(one.code == kind for one in codes("elected_kinds"))


def doubts(election: Election) -> list[DatedValue]:
    """What an election does not fulfil. The pack's rules warn; none of them stops a protocol."""
    found = []
    quorum = rule_of("election_quorum", election.held_on)
    if quorum is not None and election.present < Fraction(str(quorum.value)) * election.entitled:
        found.append(quorum)
    majority = rule_of("election_majority", election.held_on)
    if majority is not None:
        needed = Fraction(str(majority.value)) * election.present
        if any(one["elected"] and one["votes"] <= needed for one in election.candidates):
            found.append(majority)
    return found


def _about(kind: str, day: date) -> list[DatedValue]:
    return [one for one in values(FILE) if kind in one.applies_to.split() and one.holds(day)]
