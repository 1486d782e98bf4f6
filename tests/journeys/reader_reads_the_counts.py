"""A journalist reads the released counts of mediation on a phone, in Kazakh: what is hidden, and why."""

import json
import random
from dataclasses import asdict
from datetime import date
from hashlib import sha256

import pytest

from kelisim.apps.mediation.models import ReleasedTable
from kelisim.apps.mediation.queries.released import rule_on
from kelisim.apps.mediation.queries.tables import frame, periods_of
from kelisim.engines.disclosure.rounding import rounded
from kelisim.kernel.packs.sample import mark_sample
from tests.cast import at
from tests.journeys.reading import asked, choose, look, rows, said, told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SINCE = "2025-01-01"
YEAR = {"from": SINCE, "to": "2025-12-31"}
PERIOD = "2025-01-01..2026-01-01"
HIDDEN = "«<5» бес істен аз, үш өтініш берушіден аз дегенді немесе шағын санды есептеп шығаруға болмайтындай"
OUTCOMES = "figure#outcome-2"
DISTRICTS = "a[href*='list=district-1']"


@pytest.fixture
def released(country, clock):
    """Of a year everything, its outcomes revised since; after it nothing that may be printed."""
    clock.move_to(at("2026-07-02"))
    mark_sample()
    dice = random.Random(7)
    year, after = periods_of(2025), [one for one in periods_of(2026) if one.until <= date(2026, 7, 1)]
    tables = [table(one, dice) for one in year]
    tables += [table(one, dice, revision=2) for one in year if one.level == "outcome"]
    ReleasedTable.objects.bulk_create([*tables, *(table(one, None) for one in after)])


def table(period, dice, *, revision=1) -> ReleasedTable:
    """As it might be printed: every row and column there is; without dice, and of openings, nothing."""
    one = frame(period)
    much = 0 if dice is None or period.level == "break_glass" else 60 if len(one.rows) > 1 else 900
    cells = [[int(much * dice.random() ** 4) if much else 0 for _ in one.columns] for _ in one.rows]
    lines = [[*line, sum(line)] for line in cells]
    lines.append([sum(column) for column in zip(*lines, strict=True)])
    rule = rule_on(period.until)
    values = [[None if count < 5 else rounded(count, rule.base) for count in line] for line in lines]
    return ReleasedTable(
        level=period.level,
        since=period.since,
        until=period.until,
        revision=revision,
        rows=list(one.rows),
        columns=list(one.columns),
        values=values,
        rule=asdict(rule),
    )


def she_comes_in(page) -> None:
    """From the front page to the figures of mediation; of the last quarter nothing is printed, and why."""
    page.goto("/")
    page.wait_for_url("**/kk/")
    page.click("main section.band a.all")
    page.click("main ul.cards a:text-is('Медиация сандарда')")
    page.wait_for_url("**/kk/statistics/mediation/")
    text = look(page)
    for words in ("ойдан шығарылған үлгінікі", "428 өтініш беруші", "Бұл кезеңнің барлық саны жасырылған"):
        assert words in text
    page.click("main a:text-is('Барлық жарияланған сандар, қайта қаралған нұсқалары мен бақылау сандары')")
    page.wait_for_url("**/mediation/released/")


def a_period_that_tells_nothing(page) -> None:
    """All of it is withheld: said in words, with the reason, and the way to a period that tells something."""
    text = look(page)
    assert HIDDEN in text
    assert "2026 ж. II тоқсан (жасырылған)" in said(page, "#period")
    why = said(page, "main .notice:has-text('Бұл кезеңнің барлық саны жасырылған')")
    assert "Өтініштер қалай аяқталды Өңірлер мен тақырыптар бойынша өтініштер" in why
    assert "мұндай іс мүлде болмаған. Қайсысы екені айтылмайды" in why
    assert page.locator("main figure").count() == 0
    page.click("main .notice a:has-text('2025 ж. IV тоқсан')")
    page.wait_for_url("**period=2025-10-01..2026-01-01")
    assert "2025 ж. 1 қазан – 2025 ж. 31 желтоқсан" in said(page, "main h2 >> nth=0")


def a_year_and_its_revision(page) -> None:
    """Both revisions, with what a change means; the list drawn, the names whole; some tables withheld."""
    choose(page, period=PERIOD)
    text = look(page)
    assert "Мән бес не одан көп іске анық өзгергенде ғана ауысады" in text
    assert "Өтініштер қалай аяқталды, 2-нұсқа" in said(page, OUTCOMES)
    drawing = page.locator(f"{OUTCOMES} .drawing[data-for=narrow]").text_content()
    assert "Екінші тарап жауап бермеді" in drawing
    assert "…" not in drawing
    assert "Сақтаудағы кілттің ашылуы, себебі бойынша" in said(
        page, "main .notice:has-text('Толық жасырылған')"
    )


def three_ways_to_one_number(page) -> list[dict]:
    """The list as CSV and as JSON, and the API: one and the same, hidden where it is hidden."""
    listed, same = rows(page, f"{OUTCOMES} a[href*='csv']"), told(page, f"{OUTCOMES} a[href*='json']")["rows"]
    answers = asked(page, "mediation/released", **YEAR)
    outcome = next(one for one in reversed(answers) if one["level"] == "outcome" and one["since"] == SINCE)
    values = [one["value"] for one in outcome["cells"] if one["row"] is None]
    assert [row["Барлығы"] for row in same] == values
    assert [row["Барлығы"] for row in listed] == ["" if one is None else str(one) for one in values]
    assert None in values
    assert values[-1] > 1_000
    page.click("main details summary:text-is('Аудандар бойынша өтініштер')")
    districts = [row["Барлығы"] for row in rows(page, DISTRICTS)]
    assert "" in districts
    return answers


def a_digest_can_be_checked(page, answers) -> None:
    """Whoever builds it from what the API answers finds the one that stands on the page."""
    assert page.locator(
        f"main a[href='/api/v1/mediation/released?from={YEAR['from']}&to={YEAR['to']}']"
    ).is_visible()
    there = [row["SHA-256"] for row in rows(page, "main a[href*='list=digests'][href*='csv']")]
    made = [digest(one) for one in answers if (one["since"], one["until"]) == (SINCE, "2026-01-01")]
    assert made == there
    assert len(there) == 8
    assert all(one in said(page) for one in made)


def digest(one: dict) -> str:
    """As docs/method/disclosure.md says."""
    cells = {(cell["row"], cell["column"]): cell["value"] for cell in one["cells"]}
    down, across = (list(dict.fromkeys(key[axis] for key in cells)) for axis in (0, 1))
    values = [[cells[row, column] for column in across] for row in down]
    printed = [one["level"], one["since"], one["until"], down[:-1], across[:-1], values]
    return sha256(json.dumps(printed, ensure_ascii=False).encode()).hexdigest()


def the_same_in(page, other: str, *words: str) -> None:
    """The switch of languages keeps the period; nothing of another language stays."""
    page.click(f"header a[hreflang={other}]")
    page.wait_for_url(f"**/{other}/statistics/mediation/released/?period={PERIOD}")
    text = look(page)
    for one in words:
        assert one in text


def test_a_journalist_reads_what_was_released_and_what_was_not(page, released):
    she_comes_in(page)
    a_period_that_tells_nothing(page)
    a_year_and_its_revision(page)
    a_digest_can_be_checked(page, three_ways_to_one_number(page))
    the_same_in(page, "ru", "Скрыто целиком", "Чем завершились обращения, пересмотр 2")
    the_same_in(page, "en", "Withheld as a whole", "How applications ended, revision 2")
