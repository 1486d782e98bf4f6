"""The tables of whole years, as the job releases them, before somebody who has collected them all."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from django.utils import timezone

from kelisim.apps.mediation.actions.release_counts import release_counts
from kelisim.apps.mediation.models import Case, Party, ReleasedTable
from kelisim.apps.mediation.models.case import Outcome
from kelisim.apps.mediation.public import released_until
from kelisim.cli.main import main
from kelisim.engines.disclosure.types import TOTAL
from kelisim.kernel.audit.models import Entry
from kelisim.kernel.packs.codes import codes
from kelisim.kernel.packs.models import Installation
from kelisim.kernel.places.models import Level, Territory
from kelisim.kernel.places.queries import units_on
from tests.cast import at
from tests.engines.attacker import Attacker, Printed, recovered
from tests.places import plant

LEAST_INTERVAL = 5


@pytest.fixture
def country(db, clock):
    """Regions and districts, no case yet, on the second day of 2021."""
    plant()
    Installation.objects.create(pack="kz", version="test", loaded_at=timezone.now())
    clock.move_to(at("2021-01-02"))


@pytest.fixture
def few_regions(country):
    """The same with four regions, so that the attack has time to be thorough."""
    Territory.objects.update(parent=None, carved_from=None)
    gone = Territory.objects.exclude(level=Level.COUNTRY)
    for code in ("11", "71", "75", "79"):
        gone = gone.exclude(code__startswith=code)
    gone.delete()


class Varied:
    """How people came, from where, what they claim and how settlements are kept: unevenly, like all else."""

    def __init__(self, dice):
        self.dice = dice
        self.lists = {
            "channel": [code.code for code in codes("channels")],
            "language": ["kk", "ru", "en"],
            "stage": [code.code for code in codes("stages")],
        }
        self.grounds = ["", *(code.code for code in codes("discrimination_grounds"))]
        self.areas = [code.code for code in codes("discrimination_areas")]

    def pick(self, among):
        return among[min(int(self.dice.paretovariate(0.7)), len(among)) - 1]

    def draw(self):
        told = {field: self.pick(among) for field, among in self.lists.items()}
        told["claimed_ground"] = self.pick(self.grounds)
        return {**told, "claimed_area": self.pick(self.areas) if told["claimed_ground"] else ""}

    def perform(self, case, until):
        """Three settlements of four are followed to the end half a year later, if that lies in time."""
        if case.outcome in ("Sf", "Sp") and self.dice.random() < 0.75:
            ends = case.resolved_on + timedelta(days=self.dice.randrange(150))
            if ends < until:
                case.state, case.closed_at = "closed", at(ends.isoformat())
                case.closing = self.pick(["performed", "partly", "not", "unknown"])


def entered(dice, number, since, until):
    """So many applications, most of them in few places and of few topics, about half resolved in time."""
    regions = units_on(since).values_list("code", flat=True)
    districts = [
        one
        for one in Territory.objects.filter(level=Level.DISTRICT).order_by("code")
        if f"{one.code[:2]}0000000" in regions
    ]
    topics = [code.code for code in codes("topics")]
    outcomes = [code for code in Outcome.values if code != Outcome.APPEAL]
    more = Varied(random.Random(number))
    cases = []
    for _ in range(number):
        district = districts[min(int(dice.paretovariate(0.5)), len(districts)) - 1]
        day = since + timedelta(days=dice.randrange((until - since).days))
        ends = day + timedelta(days=dice.randrange(180))
        cases.append(
            Case(
                state="running",
                territory=district,
                region_id=f"{district.code[:2]}0000000",
                topic=topics[min(int(dice.paretovariate(0.8)), len(topics)) - 1],
                received_at=at(day.isoformat()),
                entered_on=day,
                resolved_on=ends if ends < until else None,
                outcome=outcomes[min(int(dice.paretovariate(0.8)), 12) - 1] if ends < until else "",
                **more.draw(),
            )
        )
        more.perform(cases[-1], until)
    Case.objects.bulk_create(cases)
    Party.objects.bulk_create(
        Party(case=case, side="A", identity=b"", person_hash=f"{dice.randrange(number)}") for case in cases
    )


def collected(revision=1, *, only=False):
    """What anybody can download: the tables as they were when that revision was the latest.

    `only`: of a second revision only the tables that say something else; the others may be of older counts.
    """
    in_force, tables = {}, {}
    for one in released_until(date(2100, 1, 1)):
        if one.revision <= revision:
            before = in_force.get(one.period)
            in_force[one.period] = one
            tables[one.period] = drawn_up(one, before)
    if only:
        tables = {period: tables[period] for period, one in in_force.items() if one.revision == revision}
    districts = {row for table in tables.values() if table.level == "district" for row in table.names(0)}
    return Attacker(list(tables.values()), region_of={code: f"{code[:2]}0000000" for code in districts})


def drawn_up(one, before=None):
    """A table as she keeps it, with what stood the same in the revision before."""

    def sign(place):
        return tuple("Σ" if name == TOTAL else name for name in place)

    return Printed(
        one.period.level,
        one.period.since.isoformat(),
        one.period.until.isoformat(),
        {sign(place): value for place, value in one.counts.values.items()},
        frozenset(
            sign(place)
            for place, value in one.counts.values.items()
            if before is not None and before.counts.values[place] == value
        ),
    )


def exposed():
    """How many places the audit says are beyond help."""
    return sum(entry.facts["exposed"] for entry in Entry.objects.filter(deed="mediation.released_counts"))


def test_the_sample_year_gives_no_hidden_count_away(country, clock, capsys):
    clock.move_to(at("2020-01-02"))
    assert main(["sample", "mediation", "--year", "2019", "--cases", "3000"]) == 0
    assert len(release_counts()) == 15
    assert exposed() == 0
    attack = collected()
    assert sum(value is not None for table in attack.tables for value in table.values.values()) > 100
    assert recovered(attack.by_differencing(), LEAST_INTERVAL) == []
    assert recovered(attack.by_linear_programming(LEAST_INTERVAL), LEAST_INTERVAL) == []


@pytest.mark.parametrize("number", [150, 2_000])
def test_two_uneven_years_give_no_hidden_count_away(few_regions, number):
    entered(random.Random(number), number, date(2019, 2, 1), date(2021, 1, 1))
    assert len(release_counts()) == 30
    assert exposed() == 0
    attack = collected()
    assert recovered(attack.by_differencing(), LEAST_INTERVAL) == []
    assert recovered(attack.by_linear_programming(LEAST_INTERVAL), LEAST_INTERVAL) == []


def test_years_of_hardly_an_application_print_nothing_and_are_proved_safe(few_regions):
    """Three applications in a year, then none: the audit does not say that any of it is given away."""
    entered(random.Random(1), 3, date(2019, 1, 1), date(2020, 1, 1))
    assert len(release_counts()) == 30
    assert exposed() == 0
    values = [value for table in ReleasedTable.objects.all() for line in table.values for value in line]
    assert set(values) == {None}
    assert recovered(collected().by_linear_programming(LEAST_INTERVAL), LEAST_INTERVAL) == []


def test_a_quarter_is_released_once_and_stays_whatever_is_corrected_later(few_regions, clock):
    clock.move_to(at("2019-04-02"))
    entered(random.Random(1), 300, date(2019, 1, 1), date(2019, 4, 1))
    assert {table.level for table in release_counts()} == {"outcome", "region_topic"}
    once = list(ReleasedTable.objects.values())
    assert release_counts() == []  # whoever asks again and averages reads the same
    entered(random.Random(2), 40, date(2019, 1, 1), date(2019, 4, 1))  # a late batch of paper
    entered(random.Random(3), 900, date(2019, 4, 1), date(2020, 1, 1))
    clock.move_to(at("2020-01-02"))
    assert len(release_counts()) == 13
    assert list(ReleasedTable.objects.filter(until=date(2019, 4, 1)).values()) == once


def test_the_audit_keeps_a_digest_of_what_was_released(few_regions, clock):
    clock.move_to(at("2019-04-02"))
    entered(random.Random(1), 60, date(2019, 1, 1), date(2019, 4, 1))
    release_counts()
    entry = Entry.objects.get(deed="mediation.released_counts")
    assert (entry.thing, entry.by, entry.facts["exposed"], len(entry.facts["digest"])) == (
        "counts:2019-04-01",
        None,
        0,
        64,
    )


def test_rows_and_columns_do_not_tell_what_was_counted(few_regions, clock):
    clock.move_to(at("2019-04-02"))
    entered(random.Random(1), 9, date(2019, 1, 1), date(2019, 4, 1))
    release_counts()
    table = ReleasedTable.objects.get(level="region_topic")
    assert table.rows == ["110000000", "710000000", "750000000", "790000000"]
    assert table.columns == [code.code for code in codes("topics")]
    assert ReleasedTable.objects.get(level="outcome").columns == [
        code for code in Outcome.values if code != Outcome.APPEAL
    ]


def test_the_command_says_what_came_out(few_regions, clock, capsys):
    clock.move_to(at("2019-04-02"))
    entered(random.Random(1), 2, date(2019, 1, 1), date(2019, 4, 1))
    assert main(["mediation", "release"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "outcome 2019-01-01..2019-04-01: 26 of 26 values hidden",
        "region_topic 2019-01-01..2019-04-01: 80 of 80 values hidden",
    ]
    assert main(["mediation", "release"]) == 0
    assert capsys.readouterr().out == ""


def test_a_country_without_cases_releases_nothing(country):
    assert release_counts() == []
