"""Terms and rules of a case, as the law and our own rules say on the day they begin."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from kelisim.apps.mediation.models import Case
from kelisim.kernel.packs.calendar import add_working_days
from kelisim.kernel.packs.dated import DatedValue, NoValue, value_on, values

# What the mediation is part of decides whose term holds.
_TERMS = {"court": "court_term", "bailiff": "bailiff_term"}


def number(key: str, on: date | None = None) -> int:
    """A rule's value, where it is a number."""
    value = value_on(key, on).value
    if not isinstance(value, int):
        raise TypeError(key)
    return value


def numbers(key: str, on: date | None = None) -> list[int]:
    """A rule's values, where it is a list of numbers."""
    value = value_on(key, on).value
    return [int(one) for one in value] if isinstance(value, list) else [number(key, on)]


def last_day(key: str, start: date) -> date:
    """The last day of a term that begins on `start`, counted from the next day."""
    rule = value_on(key, start)
    count = number(key, start)
    if rule.unit == "working_day":
        return add_working_days(start, count)
    return start + timedelta(days=count)


def over_at(day: date) -> datetime:
    """The moment a term that ends on `day` is over: the midnight after it, on the country's clock."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


def due_on(case: Case, day_0: date) -> date:
    """The last day of the mediation's term."""
    return last_day(f"{_term_of(case)}_days", day_0)


def latest_due_on(case: Case) -> date | None:
    """How far the term may be extended; None where the law knows no extension."""
    if case.agreed_on is None or case.due_on is None:
        return None
    try:
        extra = number(f"{_term_of(case)}_extension_days", case.agreed_on)
        total = number(f"{_term_of(case)}_total_days", case.agreed_on)
    except NoValue:
        return None
    return min(case.due_on + timedelta(days=extra), case.agreed_on + timedelta(days=total))


def term_is_typed(case: Case) -> bool:
    """Whether the term is set by whoever referred the matter: offence and criminal cases."""
    return case.stage == "police" or case.track in {"offence", "criminal"}


def edition(day: date) -> str:
    """The edition of the law on mediation that holds on the day; empty in a country without one."""
    try:
        return str(value_on("mediation_law", day, file="law/editions").value)
    except NoValue:
        return ""


def rule(key: str, day: date) -> DatedValue | None:
    """A rule of scope or conduct as it stood on the day."""
    try:
        return value_on(key, day, file="law/rules")
    except NoValue:
        return None


def rules(day: date) -> list[DatedValue]:
    """Every rule of scope or conduct in force on the day that has words, in the order written."""
    return [one for one in values("law/rules") if one.text and one.holds(day)]


def refusing_rules(day: date) -> list[DatedValue]:
    """The rules that may refuse on the day: verified ones that say it cannot be mediated."""
    return [one for one in rules(day) if one.verified and str(one.value) == "cannot"]


def conditions(document: str, day: date) -> list[DatedValue]:
    """What a document must hold on that day ("agreement", "settlement"), in the law's order."""
    found = [one for one in values("law/blocks") if one.applies_to == document and one.holds(day)]
    return sorted(found, key=lambda one: int(str(one.value)))


def condition_codes(document: str, day: date) -> list[str]:
    """The codes of those conditions: "date_place", "sides" …"""
    return [one.key.partition(".")[2] for one in conditions(document, day)]


def clause(document: str, code: str, day: date) -> DatedValue | None:
    """One block of a document as it stood on the day."""
    key = f"{document}.{code}"
    return next((one for one in values("law/blocks") if one.key == key and one.holds(day)), None)


def signing(document: str, day: date) -> list[DatedValue]:
    """In which form a document is signed, as the law told on the day, in the order written."""
    return [one for one in values("law/signing") if one.applies_to == document and one.holds(day)]


def ground(closing: str, day: date) -> DatedValue | None:
    """The legal ground behind a closing code."""
    return next((one for one in values("law/grounds") if one.value == closing and one.holds(day)), None)


def _term_of(case: Case) -> str:
    return _TERMS.get(case.stage, "term")
