"""The council's desk: one board with two scopes, a council's offices or the country's regions."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kelisim.apps.institution.public import COUNCIL_COLUMNS, council_rows, council_tree
from kelisim.apps.mediation import access
from kelisim.apps.mediation.access.council_papers import papers_of
from kelisim.apps.mediation.models import Case, Mediator
from kelisim.apps.mediation.queries import board, council_papers, desk
from kelisim.apps.mediation.queries.evenness import evenness
from kelisim.apps.mediation.queries.measures import Counts, counts
from kelisim.apps.mediation.queries.missed import missed_of
from kelisim.apps.mediation.queries.rates import Rate, grounds, languages, rates
from kelisim.apps.mediation.queries.satisfaction import satisfaction
from kelisim.apps.mediation.queries.standards import standards
from kelisim.apps.mediation.queries.times import durability, times
from kelisim.apps.mediation.queries.two_ledgers import two_ledgers
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.access.door import holdings, person
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User
from kelisim.kernel.places.models import Level, Territory
from kelisim.kernel.texts import say
from kelisim.kernel.texts.of import of
from kelisim.web.desks import page_for
from kelisim.web.files import Listing, list_file
from kelisim.web.mediation.board import figures, lines, shared
from kelisim.web.mediation.board.forms import ChoiceForm
from kelisim.web.mediation.board.papers import STANDINGS
from kelisim.web.mediation.board.table import Table
from kelisim.web.mediation.board.words import DEFINITIONS


def seats(user: User) -> list[RoleHolding]:
    """Her seats in councils, else the auditor's."""
    return holdings(user, Role.COUNCIL) or holdings(user, Role.AUDITOR)


@page_for(lambda user: bool(seats(user)), methods=("GET", "HEAD"))
def council_desk(request: HttpRequest) -> HttpResponse:
    """Counts and measures of a quarter; no case, no side and no mediator is named."""
    user, today = person(request.user), timezone.localdate()
    hers = seats(user)
    nation = any(not one.body and one.territory is None for one in hers)
    cases = access.visible_cases(user, by=Role(hers[0].role))
    form = ChoiceForm(request.GET, today)
    first, rate = form.chosen()
    found = counts(cases, since=first, until=board.quarters_back(first, -1))
    regions = None if nation else set(cases.order_by().values_list("region", flat=True).distinct())
    learned, lacks = board.lacking(regions)
    names = _names()
    tables = {
        **_tables(cases, found, regions),
        **_beyond_cases(user, cases, found),
        "lacks": lines.lacks(lacks, names),
    }
    unit = "region" if nation else "office__code"
    units = figures.units(board.funnel(cases, found, rate=rate, unit=unit), names)
    past = figures.past(board.own_past(cases, found.until))
    levels = council_tree(today)
    listed = Listing(name="councils", columns=COUNCIL_COLUMNS, rows=council_rows(levels))
    file = list_file(request, *(one.listing for one in tables.values()), units.listing, past.listing, listed)
    holds = durability(cases, found, today=today)
    context = {
        **tables,
        "units": units,
        "past": past,
        "councils": levels,
        "definitions": DEFINITIONS,
        "form": form,
        "quarter": lines.quarter_name(first),
        "nation": nation,
        "papers": _papers(user, today),
        "balances": found.balances,
        "late": desk.counts(cases, desk.waits_for_office()).late,
        "learned": learned,
        "lasting": {days: say.percent(share) for days, share in holds.items() if share is not None},
    }
    return file or render(request, "mediation/board/board.html", context)


def _tables(cases: QuerySet[Case], found: Counts, regions: set[str] | None) -> dict[str, Table]:
    spans, shares = times(cases, found), rates(cases, found)
    mediators = Mediator.objects.all() if regions is None else Mediator.objects.filter(region__in=regions)
    return {
        "flow": lines.flow(found),
        "shares": lines.shares(shares),
        "spans": lines.spans(spans),
        "standards": lines.attained(standards(spans, found.since)),
        "grounds": lines.grounds(grounds(found)),
        "languages": lines.by_language(languages(cases, found)),
        "load": lines.load(evenness(cases, mediators, since=found.since, until=found.until)),
        "missed": shared.missed(missed_of(found, offers=shares[Rate.REFUSED_OFFERS].whole)),
    }


def _beyond_cases(user: User, cases: QuerySet[Case], found: Counts) -> dict[str, Table]:
    days = {"since": found.since, "until": found.until}
    referred = two_ledgers(access.ledger_referrals(user), access.visible_comparisons(user), **days)
    return {
        "opinions": shared.opinions(satisfaction(cases, **days)),
        "referrals": shared.ledgers(referred),
    }


def _papers(user: User, today: date) -> list[tuple[str, int]]:
    """How her councils' papers stand; an auditor reads none."""
    if not holdings(user, Role.COUNCIL):
        return []
    told = council_papers.waiting(papers_of(user), today)
    return [(str(STANDINGS[key]), number) for key, number in told.items()]


def _names() -> dict[str, str]:
    """Regions and offices by code, in the reader's language; two queries."""
    places = Territory.objects.filter(level=Level.REGION)
    offices = Organisation.objects.filter(kind="mediation_office")
    return {row.code: of(row, "name") for row in (*places, *offices)}
