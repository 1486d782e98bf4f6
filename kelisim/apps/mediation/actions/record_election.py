"""The office records who was elected by a meeting of residents, then publishes: an act, and tenures by it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kelisim.apps.institution.public import (
    Act,
    InstitutionError,
    Post,
    Tenure,
    appoint,
    end_tenure,
    keep_protocol,
    open_post,
)
from kelisim.apps.mediation.access.register import may_keep_register
from kelisim.apps.mediation.actions.ask_inclusion import Asked, ask_inclusion
from kelisim.apps.mediation.errors.register import (
    ElectionAhead,
    ElectionPublished,
    NobodyElected,
    NoSuchEntry,
    TenureRefused,
    TermWrong,
)
from kelisim.apps.mediation.models import Election, Mediator
from kelisim.apps.mediation.queries.inclusions import Applicant
from kelisim.apps.mediation.queries.papers.elections import Election as Told
from kelisim.apps.registry.public import Organisation, Person, save_person
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.packs.codes import codes
from kelisim.kernel.texts import say
from kelisim.kernel.texts.of import LANGUAGES, text_of


@dataclass(frozen=True, kw_only=True)
class Term:
    """From when to when the elected mediate: `until` is the first day after, none if nothing was set."""

    since: date
    until: date | None = None


def record_election(told: Told, *, office: Organisation, term: Term, by: User) -> Election:
    """Keeps the meeting; until it is published the same number and day is the same meeting, corrected.

    Raises ElectionAhead, TermWrong, NoSuchEntry, ElectionPublished.
    """
    require(may_keep_register(by, office))
    _check(told, office, term)
    columns = {**asdict(told), "candidates": [asdict(one) for one in told.candidates], **asdict(term)}
    with transaction.atomic():
        Organisation.objects.select_for_update(of=("self",)).get(pk=office.pk)  # two clerks come one by one
        row = Election.objects.filter(office=office, number=told.number, held_on=told.held_on).first()
        if row is not None and all(getattr(row, name) == value for name, value in columns.items()):
            return row
        if row is None:
            row = Election(office=office, recorded_by=by)
        elif row.act_id is not None:
            raise ElectionPublished(number=told.number)
        for name, value in columns.items():
            setattr(row, name, value)
        row.save()
        record("mediation.election_recorded", row, by=by, office=office.code)
    return row


def publish_election(election: Election, *, by: User) -> Election:
    """The protocol becomes an act, each elected gets a dated tenure, and asks to be entered. Twice is once.

    Raises NobodyElected, NoSuchEntry, TenureRefused.
    """
    require(may_keep_register(by, election.office))
    with transaction.atomic():
        rows = Election.objects.select_for_update(of=("self",)).prefetch_related("office__territory")
        row = rows.get(pk=election.pk)
        if row.act_id is not None:
            return row
        elected = [(place, one) for place, one in enumerate(row.candidates, start=1) if one["elected"]]
        if not elected:
            raise NobodyElected
        try:
            row.act = keep_protocol(_act(row), organisation=row.office, by=by)
            row.published_at = timezone.now()
            row.save(update_fields=["act", "published_at"])
            post = open_post(row.office, by=by)
            tenures = [_tenure(row, post, _person(row, place, one, by), by) for place, one in elected]
        except InstitutionError as error:
            raise TenureRefused(why=str(error)) from error
        for tenure in tenures:
            _ask(row, tenure, by)
        record("mediation.election_published", row, by=by, office=row.office.code, elected=len(elected))
    return row


def _check(told: Told, office: Organisation, term: Term) -> None:
    if told.held_on > timezone.localdate():
        raise ElectionAhead(day=told.held_on.isoformat())
    if term.since < told.held_on or (term.until is not None and term.until <= term.since):
        raise TermWrong
    for one in told.candidates:
        if one.entry:
            _entry(office, one.entry)


def _entry(office: Organisation, number: str) -> Mediator:
    rows = Mediator.objects.filter(office=office, register_no=number).select_related("tenure__person")
    found = rows.first()
    if found is None:
        raise NoSuchEntry(number=number)
    return found


def _act(row: Election) -> Act:
    place = text_of(row.office, "name")
    act = Act(code=f"election-{row.pk}", number=row.number, date=row.held_on, source=row.office.code)
    for lang in LANGUAGES:
        with override(lang):
            words = {"day": say.date(row.held_on), "office": getattr(place, lang) or place.of()}
            setattr(act, f"title_{lang}", _("Election of mediators on %(day)s, %(office)s") % words)
    return act


def _person(row: Election, place: int, one: dict[str, str], by: User) -> Person:
    """Who has an entry already is the same person; a name alone never makes two people one."""
    if one["entry"]:
        return _entry(row.office, one["entry"]).tenure.person
    return save_person(Person(code=f"elected-{row.pk}-{place}", name=one["name"]), by=by)


def _tenure(row: Election, post: Post, person: Person, by: User) -> Tenure:
    """A tenure that still runs on the first day of the term ends there: elected again."""
    for old in Tenure.objects.on(row.since).filter(post=post, person=person):
        end_tenure(old, until=row.since, reason="elected_again", by=by)
    tenure = appoint(post, person=person, since=row.since, by=by, act=row.act)
    return tenure if row.until is None else end_tenure(tenure, until=row.until, reason="term_over", by=by)


def _ask(row: Election, tenure: Tenure, by: User) -> None:
    kind = codes("elected_kinds")[0].code
    asked = Asked(
        kind=kind,
        language=row.lang,
        who=Applicant(name=tenure.person.name),
        election=row,
        tenure=tenure,
    )
    ask_inclusion(asked, office=row.office, once=f"election:{row.pk}:{tenure.pk}", by=by)
