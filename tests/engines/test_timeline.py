"""The fold, the comparison, lapse, orphans and repeals."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from kelisim.engines.timeline.compare import Frame, compare, name_in
from kelisim.engines.timeline.dates import BadDate, Days, parse, written
from kelisim.engines.timeline.fold import fold
from kelisim.engines.timeline.structure import acts_in_force, bodies, consequences, holdings, in_being
from kelisim.engines.timeline.types import Kind, State
from tests.engines.timeline_cases import (
    GIVEN,
    NAME,
    RECORDED,
    created,
    effect,
    granted,
)

FRAME = Frame(chain=("a",), status="p", given=GIVEN)


def on(effects, day: str, **more) -> State:
    return fold(effects, day=date.fromisoformat(day), given=GIVEN, **more)


# --- partial dates --------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2014", Days(first=date(2014, 1, 1), last=date(2014, 12, 31), precision="year")),
        ("2005-04", Days(first=date(2005, 4, 1), last=date(2005, 4, 30), precision="month")),
        ("2004-02", Days(first=date(2004, 2, 1), last=date(2004, 2, 29), precision="month")),
        ("1995-03-01", Days(first=date(1995, 3, 1), last=date(1995, 3, 1), precision="day")),
        (
            "2015-10-27/2018-04-27",
            Days(first=date(2015, 10, 27), last=date(2018, 4, 27), precision="between"),
        ),
    ],
)
def test_a_partial_date_is_read_and_written_at_its_own_precision(text, span):
    assert parse(text) == span
    assert written(span.first, span.last, span.precision) == text


@pytest.mark.parametrize(
    "text", ["", "95", "2014-13", "2014-02-30", "2014-1-1", "2018-04-27/2015-10-27", "2014-05-01T00:00"]
)
def test_a_date_of_another_form_is_refused(text):
    with pytest.raises(BadDate):
        parse(text)


# --- the fold -------------------------------------------------------------------------------
def test_a_body_begins_on_its_day_and_ends_on_its_day():
    ledger = [created("1", "2000-01-01", "a"), effect("2", "2005-01-01", "abolish", "a")]
    assert [
        in_being(on(ledger, day), "a") for day in ("1999-12-31", "2000-01-01", "2004-12-31", "2005-01-01")
    ] == [
        False,
        True,
        True,
        False,
    ]


def test_a_change_counts_only_when_it_is_certain():
    ledger = [created("1", "2000-01-01", "a"), effect("2", "2003", "rename", "a", {**NAME, "en": "New"})]
    for day, name, uncertain in (
        ("2002-12-31", "Council", []),
        ("2003-01-01", "Council", ["2"]),
        ("2003-12-30", "Council", ["2"]),
        ("2003-12-31", "New", []),
    ):
        state = on(ledger, day)
        assert name_in(state.last["name", "a", ""])["en"] == name
        assert [row.code for row in state.uncertain] == uncertain


def test_as_known_on_ignores_what_was_recorded_later_or_voided_before():
    early, late = RECORDED, RECORDED + timedelta(days=30)
    wrong = replace(created("1", "2000-01-01", "a"), recorded=early, voided=late)
    right = created("2", "2001-01-01", "a", recorded=late)
    assert in_being(on([wrong, right], "2000-06-01", as_known=early), "a")
    assert not in_being(on([wrong, right], "2000-06-01", as_known=late), "a")
    assert not in_being(on([wrong, right], "2000-06-01"), "a")
    assert on([wrong, right], "2000-06-01", as_known=early - timedelta(seconds=1)).counted == ()


def test_a_part_ends_with_its_parent_and_an_attached_body_is_orphaned():
    ledger = [
        created("1", "2000-01-01", "a"),
        created("2", "2000-01-01", "b", "a", "part"),
        created("3", "2000-01-01", "c", "a", "attached"),
        created("4", "2000-01-01", "d", "b", "part"),
        effect("5", "2005-01-01", "abolish", "a"),
    ]
    assert [(body.code, body.orphan) for body in bodies(on(ledger, "2004-01-01"))] == [
        ("a", False),
        ("b", False),
        ("c", False),
        ("d", False),
    ]
    assert [(body.code, body.orphan) for body in bodies(on(ledger, "2005-01-01"))] == [("c", True)]


def test_a_power_of_a_body_that_ended_is_lapsed():
    ledger = [
        created("1", "2000-01-01", "a"),
        granted("2", "2001-01-01", "p", "a", {"seats": 9}),
        effect("3", "2005-01-01", "abolish", "a"),
    ]
    for day, lapsed in (("2004-01-01", False), ("2005-01-01", True)):
        assert [(row.power, row.holder, row.lapsed) for row in holdings(on(ledger, day))] == [
            ("p", "a", lapsed)
        ]


def test_a_second_grant_replaces_the_parameters_and_a_transfer_moves_in_one_step():
    ledger = [
        created("1", "2000-01-01", "a"),
        created("2", "2000-01-01", "b"),
        granted("3", "2001-01-01", "p", "a", {"seats": 9}),
        granted("4", "2002-01-01", "p", "a", {"seats": 5}),
        granted("5", "2003-01-01", "p", "a", {"to": "b"}, verb="transfer"),
        granted("6", "2004-01-01", "p", "b", {}, verb="revoke"),
    ]
    assert [
        [(row.holder, dict(row.granted.value)) for row in holdings(on(ledger, f"{year}-06-01"))]
        for year in (2001, 2002, 2003, 2004)
    ] == [[("a", {"seats": 9})], [("a", {"seats": 5})], [("b", {"to": "b"})], []]


def test_an_abolished_power_is_held_by_nobody():
    ledger = [
        created("1", "2000-01-01", "a"),
        granted("2", "2001-01-01", "p", "a"),
        effect("3", "2002-01-01", "abolish", "p", kind=Kind.POWER),
    ]
    assert holdings(on(ledger, "2002-01-01")) == ()


def test_a_body_created_again_has_lost_its_head_and_name():
    ledger = [
        created("1", "2000-01-01", "a"),
        effect("2", "2000-01-02", "head", "a", {"rule": "elected", "of": "a"}),
        effect("3", "2001-01-01", "abolish", "a"),
        created("4", "2002-01-01", "a"),
    ]
    (again,) = bodies(on(ledger, "2002-01-01"))
    assert (again.created.code, again.named.code, again.head) == ("4", "4", None)


def test_an_act_runs_from_its_adoption_or_from_its_entry_into_force_until_repeal():
    ledger = [
        effect("1", "2001-06-01", "commence", "act-1", kind=Kind.ACT),
        effect("2", "2005-01-01", "repeal", "act-1", kind=Kind.ACT, act="act-2"),
    ]
    adopted = {"act-1": date(2001, 1, 1), "act-2": date(2005, 1, 1)}
    assert [
        acts_in_force(on(ledger, day), adopted) for day in ("2001-03-01", "2001-06-01", "2005-01-01")
    ] == [
        (),
        ("act-1",),
        ("act-2",),
    ]


# --- repeal ---------------------------------------------------------------------------------
def test_after_a_repeal_every_dependent_line_is_listed_until_it_is_closed():
    base = [
        created("01", "2000-01-01", "a", act="law"),
        effect("02", "2000-01-01", "head", "a", {"rule": "elected", "of": "a"}, act="law"),
        created("03", "2001-01-01", "b", "a", "part", act="amending"),
        effect("04", "2001-01-01", "amend", "law", kind=Kind.ACT, act="amending"),
        granted("05", "2000-01-01", "p", "a", act="law"),
        granted("06", "2000-01-01", "q", "a", act="other"),
        effect("07", "2002-01-01", "rename", "a", NAME, act="other"),
        effect("08", "2005-01-01", "repeal", "law", kind=Kind.ACT, act="new"),
    ]
    assert consequences(on(base, "2004-12-31")) == ()
    open_lines = consequences(on(base, "2005-01-01"))
    assert [(line.act, line.effect.code) for line in open_lines] == [
        ("law", "01"),  # its place; its name rests on another act
        ("law", "02"),
        ("law", "03"),
        ("law", "05"),
    ]
    closed = [
        *base,
        effect("09", "2005-01-01", "place_under", "a", {"parent": "state", "as": "attached"}, act="new"),
        effect("10", "2005-01-01", "head", "a", {"rule": "named", "of": "a"}, act="new"),
        granted("11", "2005-01-01", "p", "a", act="new"),
        effect("12", "2006-01-01", "abolish", "b", act="new"),
    ]
    assert [line.effect.code for line in consequences(on(closed, "2005-01-01"))] == ["03"]
    assert consequences(on(closed, "2006-01-01")) == ()


def test_a_lapsed_power_stays_on_the_list_after_a_repeal():
    ledger = [
        created("1", "2000-01-01", "a", act="other"),
        granted("2", "2000-01-01", "p", "a", act="law"),
        effect("3", "2005-01-01", "abolish", "a", act="new"),
        effect("4", "2005-01-01", "repeal", "law", kind=Kind.ACT, act="new"),
    ]
    assert [line.effect.code for line in consequences(on(ledger, "2005-01-01"))] == ["2"]


# --- comparison -----------------------------------------------------------------------------
def test_a_comparison_names_what_did_not_last():
    ledger = [
        created("1", "2000-01-01", "a"),
        granted("2", "2001-01-01", "q", "a", {"seats": 9}),
        granted("3", "2002-01-01", "q", "a", verb="revoke"),
        created("4", "2002-01-02", "b"),
        effect("5", "2003-01-01", "place_under", "b", {"parent": "a", "as": "part"}),
    ]
    found = compare(ledger, start=date(2000, 6, 1), end=date(2003, 6, 1), frame=FRAME)
    assert [(row.kind, row.subject, row.key, row.before, row.after, row.net) for row in found.changes] == [
        ("power_granted", "q", "a", None, {"seats": 9}, False),
        ("power_revoked", "q", "a", {"seats": 9}, None, True),
        ("organ_created", "b", "", None, {"name": NAME, "parent": "state", "as": "attached"}, True),
        ("organ_moved", "b", "", "state", "a", True),
    ]


def test_a_comparison_of_a_day_with_itself_is_empty_and_one_backwards_is_refused():
    ledger = [created("1", "2000-01-01", "a")]
    assert compare(ledger, start=date(2000, 1, 1), end=date(2000, 1, 1), frame=FRAME).changes == ()
    with pytest.raises(ValueError, match="2000"):
        compare(ledger, start=date(2000, 1, 2), end=date(2000, 1, 1), frame=FRAME)


def test_a_moment_is_compared_as_a_moment():
    row = created("1", "2000-01-01", "a", recorded=datetime(2026, 1, 1, 23, 59, tzinfo=UTC))
    assert on([row], "2000-01-01", as_known=datetime(2026, 1, 1, 12, tzinfo=UTC)).counted == ()
