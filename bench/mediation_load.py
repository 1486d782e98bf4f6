"""The pages of the mediation room among a million cases on PostgreSQL, beside bare SQL of the same questions.

Goal of the issue: p95 within three times the bare SQL of the same question, and a fixed number of queries a
page. Two bare SQLs stand beside each page (bench/_beside.py): of its main question, written by hand, which
fetches its rows, their sides and the sums above them; and of all the page puts. The first says what the
house costs beside a list alone, the second what Python costs beside the database.
`python -m bench.mediation_load [CASES]`; the database is thrown away.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from bench._beside import HEAD, Ask, Page, asked, quiet, told
from tests.cluster import cluster

if TYPE_CHECKING:
    from bench._million import Scene
    from kelisim.kernel.accounts.models import User

CASES = 1_000_000
DUTIES = "('register', 'answer', 'offer', 'term')"
ROWS = """
    SELECT c.*, o.*, t.* FROM mediation_case c
    LEFT JOIN registry_organisation o ON o.id = c.office_id
    LEFT JOIN places_territory t ON t.code = c.territory_id
    WHERE {where} AND c.state NOT IN ('closed', 'draft')
    ORDER BY c.clock_at ASC NULLS LAST, c.received_at, c.id LIMIT 25"""
SUMS = f"""
    SELECT count(*), count(*) FILTER (WHERE c.state IN ('received', 'triaged')),
           count(*) FILTER (WHERE c.clock IN {DUTIES} AND c.clock_at <= now())
    FROM mediation_case c WHERE {{where}} AND c.state NOT IN ('closed', 'draft')"""
SIDES = "SELECT * FROM mediation_party WHERE case_id = ANY(%s)"
STATES = """
    SELECT c.state, count(*) FROM mediation_case c
    WHERE {where} AND c.state NOT IN ('closed', 'draft') GROUP BY c.state"""
BY_NAME = """
    SELECT DISTINCT c.id, c.received_at FROM mediation_case c JOIN mediation_party p ON p.case_id = c.id
    JOIN mediation_namehash n ON n.party_id = p.id AND n.digest = %s
    WHERE c.office_id = %s AND c.state <> 'draft' ORDER BY c.received_at DESC LIMIT 50"""
OFFERS = """
    SELECT o.*, m.*, t.*, w.* FROM mediation_offer o JOIN mediation_mediator m ON m.id = o.mediator_id
    JOIN institution_tenure t ON t.id = m.tenure_id JOIN registry_person w ON w.id = t.person_id
    JOIN mediation_case c ON c.id = o.case_id WHERE c.number = %s"""
LED = (
    "SELECT * FROM mediation_session WHERE case_id = ANY(%s)",
    "SELECT * FROM mediation_offer WHERE case_id = ANY(%s) AND status = 'accepted'",
    "SELECT id, case_id, kind, digest FROM mediation_item WHERE case_id = ANY(%s)"
    " AND kind IN ('agreement', 'settlement')",
    "SELECT * FROM mediation_move WHERE case_id = ANY(%s) AND verb IN ('sign_agreement', 'settle')",
)
TODAY = """
    SELECT s.*, c.* FROM mediation_session s JOIN mediation_case c ON c.id = s.case_id
    WHERE c.mediator_id = %s AND c.state IN ('agreed', 'running') AND s.status = 'planned'
    AND s.starts_at < now() + interval '1 day' ORDER BY s.starts_at"""
ASKED_OF = """
    SELECT c.* FROM mediation_case c JOIN mediation_offer o ON o.case_id = c.id
    WHERE o.mediator_id = %s AND o.status = 'waiting'"""
# The quarter's balance alone: a board tells some ten tables more. The quarter is one with cases.
QUARTER = date(2025, 7, 1), date(2025, 10, 1)
FLOW = """
    SELECT count(*) FILTER (WHERE entered_on < %s AND (resolved_on IS NULL OR resolved_on >= %s)),
           count(*) FILTER (WHERE entered_on >= %s AND entered_on < %s),
           count(*) FILTER (WHERE entered_on < %s AND (resolved_on IS NULL OR resolved_on >= %s)),
           count(*) FILTER (WHERE agreed_on >= %s AND agreed_on < %s),
           c.outcome, count(*) FILTER (WHERE resolved_on >= %s AND resolved_on < %s)
    FROM mediation_case c WHERE {where} AND entered_on IS NOT NULL GROUP BY c.outcome"""
DETAIL = (
    OFFERS,
    "SELECT * FROM mediation_case WHERE number = %s",
    "SELECT p.* FROM mediation_party p JOIN mediation_case c ON c.id = p.case_id WHERE c.number = %s",
    "SELECT m.* FROM mediation_move m JOIN mediation_case c ON c.id = m.case_id WHERE c.number = %s",
    "SELECT b.* FROM mediation_obligation b JOIN mediation_case c ON c.id = b.case_id WHERE c.number = %s",
)


def main() -> int:
    """Fills the database, asks each page and its bare SQL in turn; 1 if a goal is missed."""
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else CASES
    with cluster() as address:
        os.environ["KELISIM_DATABASE_URL"] = address
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
        import django  # noqa: PLC0415 - after the database has its address

        django.setup()
        from bench._million import fill  # noqa: PLC0415 - needs the models

        begun = time.perf_counter()
        scene = fill(cases)
        print(f"{cases:,} cases in {time.perf_counter() - begun:.0f} s")
        quiet()
        print(HEAD)
        return max([told(Page(what=what, page=page, main=bare)) for what, page, bare in _questions(scene)])


def _questions(scene: Scene) -> list[tuple[str, Ask, Ask]]:
    from kelisim.kernel.places.queries import prefix  # noqa: PLC0415
    from kelisim.kernel.seal import service  # noqa: PLC0415

    office = ("c.office_id = %s", [scene.office.pk])
    council = (
        "c.office_id IN (SELECT id FROM registry_organisation WHERE parent_id = %s)",
        [scene.office.parent_id],
    )
    region = ("c.region_id LIKE %s", [prefix(scene.office.parent.territory) + "%"])
    hers = ("c.mediator_id = %s", [scene.mediator.mediator.pk])
    late = (f"c.office_id = %s AND c.clock IN {DUTIES} AND c.clock_at <= now()", [scene.office.pk])
    digests = sorted(service.name_hashes(scene.surname))
    clerk = _client(scene.clerk)
    desk, board = "/kk/desk/office/", f"/kk/desk/council/?quarter={QUARTER[0]}"
    return [
        ("office desk", clerk(desk), _list(office)),
        ("office desk, late", clerk(desk + "?show=late"), _list(late, sums=office)),
        ("office desk, last page", clerk(desk + "?page=9999"), _list(office)),
        ("by number", clerk(desk, {"q": scene.number}), _detail(scene.number)),
        ("by surname", clerk(desk, {"q": scene.surname}), _by_name(digests[0], scene.office.pk)),
        ("one case", clerk(f"/kk/case/{scene.number}/"), _detail(scene.number)),
        ("mediator's desk", _client(scene.mediator)("/kk/desk/mediator/"), _led(hers)),
        ("region desk", _client(scene.coordinator)("/kk/desk/region/"), _list(region, states=True)),
        ("council's board", _client(scene.council)(board), _flow(council)),
        ("board of the country", _client(scene.auditor)(board), _flow(("TRUE", []))),
    ]


def _client(user: User) -> Callable[..., Ask]:
    from allauth.mfa.models import Authenticator  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)

    def page(address: str, typed: dict[str, str] | None = None) -> Ask:
        def ask() -> bytes:
            answer = client.post(address, typed) if typed else client.get(address)
            assert answer.status_code == 200, (address, answer.status_code, answer.get("Location"))
            return answer.content

        return ask

    return page


def _list(
    rows: tuple[str, list[object]], sums: tuple[str, list[object]] | None = None, *, states: bool = False
) -> Ask:
    where, values = rows
    counted, counted_values = sums or rows

    def ask() -> None:
        asked(SUMS.format(where=counted), counted_values)
        found = asked(ROWS.format(where=where), values)
        asked(SIDES, [[one[0] for one in found]])
        if states:
            asked(STATES.format(where=where), values)

    return ask


def _led(rows: tuple[str, list[object]]) -> Ask:
    where, values = rows

    def ask() -> None:
        asked(SUMS.format(where=where), values)
        found = [one[0] for one in asked(ROWS.format(where=where), values)]
        for question in (SIDES, *LED):
            asked(question, [found])
        for question in (TODAY, ASKED_OF):
            asked(question, values)

    return ask


def _by_name(digest: str, office: int) -> Ask:
    def ask() -> None:
        found = [one[0] for one in asked(BY_NAME, [digest, office])]
        asked("SELECT * FROM mediation_case WHERE id = ANY(%s)", [found])
        asked(SIDES, [found])

    return ask


def _flow(rows: tuple[str, list[object]]) -> Ask:
    where, values = rows
    since, until = QUARTER
    days = [since, since, since, until, until, until, since, until, since, until]
    return lambda: asked(FLOW.format(where=where), [*days, *values])


def _detail(number: str) -> Ask:
    def ask() -> None:
        for question in DETAIL:
            asked(question, [number])

    return ask


if __name__ == "__main__":
    raise SystemExit(main())
