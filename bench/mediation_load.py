"""The desks among a million cases on PostgreSQL: what a page asks beside the bare SQL of the same question.

Goal of the issue: the p95 of all a page asks within three times that of the bare SQL for the same rows, and
a fixed number of queries. The bare SQL is written by hand and fetches what the page shows, no more: its rows,
their sides, the sums above them; of a mediator's cases also meetings, drafts and signatures. Who asks, by
which right, and which repeats there may be, is the page's own affair and counts against it. Beside both: the
least of all runs, for a machine that others share, and the whole page (request, access, names, HTML).
`python -m bench.mediation_load [CASES]`; the database is thrown away.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.cluster import cluster

if TYPE_CHECKING:
    from bench._million import Scene
    from kelisim.kernel.accounts.models import User

CASES, ASKED, TIMES = 1_000_000, 60, 3
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
DETAIL = (
    OFFERS,
    "SELECT * FROM mediation_case WHERE number = %s",
    "SELECT p.* FROM mediation_party p JOIN mediation_case c ON c.id = p.case_id WHERE c.number = %s",
    "SELECT m.* FROM mediation_move m JOIN mediation_case c ON c.id = m.case_id WHERE c.number = %s",
    "SELECT b.* FROM mediation_obligation b JOIN mediation_case c ON c.id = b.case_id WHERE c.number = %s",
)
Ask = Callable[[], object]


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
        return max(_told(*line) for line in _questions(scene))


def _questions(scene: Scene) -> list[tuple[str, Ask, Ask]]:
    from kelisim.kernel.places.queries import prefix  # noqa: PLC0415
    from kelisim.kernel.seal import service  # noqa: PLC0415

    office = ("c.office_id = %s", [scene.office.pk])
    region = ("c.region_id LIKE %s", [prefix(scene.office.parent.territory) + "%"])
    hers = ("c.mediator_id = %s", [scene.mediator.mediator.pk])
    late = (f"c.office_id = %s AND c.clock IN {DUTIES} AND c.clock_at <= now()", [scene.office.pk])
    digests = sorted(service.name_hashes(scene.surname))
    clerk = _client(scene.clerk)
    desk = "/kk/desk/office/"
    return [
        ("office desk", clerk(desk), _list(office)),
        ("office desk, late", clerk(desk + "?show=late"), _list(late, sums=office)),
        ("office desk, last page", clerk(desk + "?page=9999"), _list(office)),
        ("by number", clerk(desk, {"q": scene.number}), _detail(scene.number)),
        ("by surname", clerk(desk, {"q": scene.surname}), _by_name(digests[0], scene.office.pk)),
        ("one case", clerk(f"/kk/case/{scene.number}/"), _detail(scene.number)),
        ("mediator's desk", _client(scene.mediator)("/kk/desk/mediator/"), _led(hers)),
        ("region desk", _client(scene.coordinator)("/kk/desk/region/"), _list(region, states=True)),
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
        _asked(SUMS.format(where=counted), counted_values)
        found = _asked(ROWS.format(where=where), values)
        _asked(SIDES, [[one[0] for one in found]])
        if states:
            _asked(STATES.format(where=where), values)

    return ask


def _led(rows: tuple[str, list[object]]) -> Ask:
    where, values = rows

    def ask() -> None:
        _asked(SUMS.format(where=where), values)
        found = [one[0] for one in _asked(ROWS.format(where=where), values)]
        for question in (SIDES, *LED):
            _asked(question, [found])
        for question in (TODAY, ASKED_OF):
            _asked(question, values)

    return ask


def _by_name(digest: str, office: int) -> Ask:
    def ask() -> None:
        found = [one[0] for one in _asked(BY_NAME, [digest, office])]
        _asked("SELECT * FROM mediation_case WHERE id = ANY(%s)", [found])
        _asked(SIDES, [found])

    return ask


def _detail(number: str) -> Ask:
    def ask() -> None:
        for question in DETAIL:
            _asked(question, [number])

    return ask


def _asked(question: str, values: list[object]) -> list[tuple[object, ...]]:
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchall()


def _told(what: str, page: Ask, bare: Ask) -> int:
    """One line: the page, the time its questions took of it, and the bare SQL; in turn, 60 times."""
    page(), bare()
    queries = 0
    spans: tuple[list[float], ...] = ([], [], [])
    for _ in range(ASKED):
        begun = time.perf_counter()
        counted = _counted(page)
        spans[0].append(1000 * (time.perf_counter() - begun))
        spans[1].append(sum(counted))
        queries = len(counted)
        begun = time.perf_counter()
        bare()
        spans[2].append(1000 * (time.perf_counter() - begun))
    whole, asked, sql = (sorted(one)[int(ASKED * 0.95)] for one in spans)
    print(
        f"  {what:24} {queries:3} queries, p95 {asked:6.1f} ms; bare SQL {sql:6.1f} ms:"
        f" x{asked / sql:.1f} (goal x{TIMES}; least x{min(spans[1]) / min(spans[2]):.1f});"
        f" the whole page {whole:6.1f} ms"
    )
    return int(asked > TIMES * sql)


def _counted(page: Ask) -> list[float]:
    """How long each question of the page took, with the fetching of its rows."""
    from django.db import connection  # noqa: PLC0415

    spans = []

    def timed(execute: Callable[..., object], *asked: object) -> object:
        begun = time.perf_counter()
        try:
            return execute(*asked)
        finally:
            spans.append(1000 * (time.perf_counter() - begun))

    with connection.execute_wrapper(timed):
        page()
    return spans


if __name__ == "__main__":
    raise SystemExit(main())
