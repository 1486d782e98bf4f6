"""Values by day, working days, the guided start: what the pack of Kazakhstan answers."""

from datetime import date

import pytest
from django.utils.translation import override

from kelisim.kernel.packs import calendar
from kelisim.kernel.packs.codes import choices, code_name, codes, languages
from kelisim.kernel.packs.complaints import BadPack
from kelisim.kernel.packs.dated import NoValue, dated_values, unverified, value_on, values
from kelisim.kernel.packs.pack import Pack
from kelisim.kernel.packs.triage import judge, questions, weight_of
from kelisim.kernel.texts.of import Text

GOOD = "{key: a, value: 1, source: s, verified: yes"


@pytest.fixture
def pack(tmp_path):
    def make(text):
        (tmp_path / "x.yaml").write_text(text)
        return Pack("test", tmp_path)

    return make


def complaints(pack):
    with pytest.raises(BadPack) as caught:
        dated_values(pack, "x.yaml")
    return [(said.code, said.line, said.column, said.value) for said in caught.value.complaints]


@pytest.mark.parametrize(
    ("day", "term"),
    [(date(2011, 8, 5), 60), (date(2021, 12, 31), 60), (date(2022, 1, 1), 30), (date(2026, 11, 24), 30)],
)
def test_the_term_follows_the_edition_of_the_day(day, term):
    assert value_on("term_days", day).value == term


def test_before_the_first_edition_there_is_no_value():
    with pytest.raises(NoValue) as caught:
        value_on("term_days", date(2011, 8, 4))
    assert (caught.value.file, caught.value.key, caught.value.day) == (
        "law/deadlines",
        "term_days",
        date(2011, 8, 4),
    )


def test_a_value_says_where_it_was_read():
    value = value_on("term_days", date(2025, 3, 1))
    assert (value.act, value.article, value.edition, value.verified) == (
        "401-IV",
        "20(9)",
        "2025-01-10",
        True,
    )


@pytest.mark.parametrize("file", ["deadlines", "rules", "blocks", "grounds", "editions"])
def test_every_value_of_the_law_is_ours_or_names_its_act(file):
    loose = [value.key for value in values(f"law/{file}") if value.basis != "service" and not value.act]
    assert loose == []


@pytest.mark.parametrize("file", ["rules", "blocks", "grounds", "deadlines"])
def test_every_text_of_the_law_is_in_three_languages(file):
    texts = [(value.key, set(value.text)) for value in values(f"law/{file}") if value.text]
    assert texts
    assert [key for key, languages in texts if languages != {"kk", "ru", "en"}] == []
    assert [value.key for value in values(f"law/{file}") if value.text and not all(value.text.values())] == []


def test_the_agreement_has_eleven_conditions_in_the_old_edition_and_fourteen_in_the_new():
    def conditions(day):
        return [
            value.value
            for value in values("law/blocks")
            if value.key.startswith("agreement.") and value.holds(day)
        ]

    assert conditions(date(2019, 5, 1)) == list(range(1, 12))
    assert conditions(date(2025, 5, 1)) == list(range(1, 15))


@pytest.mark.parametrize("day", [date(2019, 5, 1), date(2025, 5, 1)])
def test_there_are_five_grounds_for_ending(day):
    grounds = [v.value for v in values("law/grounds") if v.key.startswith("ground_") and v.holds(day)]
    assert grounds == ["settled", "impossible", "refused", "left", "expired"]


def test_a_bad_record_is_named_with_its_line_and_what_is_missing(pack):
    text = (
        f"- {GOOD}}}\n- {{key: b, value: 1, verified: yes}}\n"
        "- {key: c, value: 1, source: s, verified: maybe, x: 1}\n"
    )
    assert complaints(pack(text)) == [
        ("no_source", 2, "source", "b"),
        ("bad_value", 3, "verified", "maybe"),
        ("bad_value", 3, "x", "1"),
    ]


@pytest.mark.parametrize(
    "spans",
    [
        ("", ""),
        (", until: 2020-01-02", ", since: 2020-01-01"),
        (", since: 2020-01-01", ", since: 2021-01-01"),
        (", until: 2020-01-01", ", until: 2021-01-01"),
    ],
)
def test_two_values_on_one_day_are_refused(pack, spans):
    text = "".join(f"- {GOOD}{span}}}\n" for span in spans)
    assert complaints(pack(text)) == [("overlap", 1, 1, "a")]


def test_a_value_ends_on_the_day_the_next_begins(pack):
    text = f"- {GOOD}, until: 2020-01-01}}\n- {GOOD.replace('1', '2')}, since: 2020-01-01}}\n"
    first, second = dated_values(pack(text), "x.yaml")
    days = [date(2019, 12, 31), date(2020, 1, 1)]
    assert [(first.holds(day), second.holds(day)) for day in days] == [(True, False), (False, True)]


@pytest.mark.parametrize(
    ("day", "count", "last"),
    [
        (date(2025, 3, 19), 3, date(2025, 3, 27)),  # 20, then Nauryz moved over 21-25, 26, 27
        (date(2026, 1, 6), 1, date(2026, 1, 8)),  # Christmas between
        (date(2026, 11, 24), 15, date(2026, 12, 15)),
        (date(2026, 12, 15), 1, date(2026, 12, 17)),  # Independence Day
        (date(2031, 3, 20), 1, date(2031, 3, 21)),  # a year the pack does not know: weekends only
        (date(2026, 11, 27), 0, date(2026, 11, 27)),
    ],
)
def test_working_days_are_counted_from_the_next_day(day, count, last):
    assert calendar.add_working_days(day, count) == last


def test_working_days_between_and_the_next_one():
    assert calendar.working_days_between(date(2026, 12, 14), date(2026, 12, 20)) == 4
    assert calendar.working_days_between(date(2026, 12, 20), date(2026, 12, 14)) == 0
    assert calendar.next_working_day(date(2026, 5, 9)) == date(2026, 5, 12)
    assert calendar.known_years() == {2025, 2026, 2027}


def test_lists_of_codes_are_complete_in_three_languages_and_without_repeats():
    pack_groups = (
        "topics",
        "channels",
        "closing",
        "pass_reasons",
        "conflict_points",
        "obligation_kinds",
        "stages",
    )
    for group in pack_groups:
        found = codes(group)
        assert found
        assert len({code.code for code in found}) == len(found)
        assert [code.code for code in found if not (code.name.kk and code.name.ru and code.name.en)] == []
    assert len(codes("conflict_points")) == 8
    assert codes("no such list") == ()


def test_a_code_the_pack_no_longer_knows_is_shown_as_itself():
    assert code_name("topics", "family") == Text(kk="Отбасы", ru="Семья", en="Family")
    assert code_name("topics", "gone") == Text(kk="gone", ru="gone", en="gone")
    with override("kk"):
        assert choices("session_kinds") == [("joint", "Бірлескен"), ("separate", "Жеке-жеке")]


def test_languages_begin_with_those_of_the_pages():
    assert [(language.code, language.state) for language in languages() if language.interface] == [
        ("kk", True),
        ("ru", False),
        ("en", False),
    ]


def test_the_guided_start_asks_nine_questions_in_three_languages():
    asked = questions()
    assert [question.code for question in asked] == [
        "kind", "sides", "state_body", "third_persons", "capacity", "stage", "corruption", "safety", "urgent",
    ]  # fmt: skip
    texts = [
        text for question in asked for text in (question.text, *(answer.text for answer in question.answers))
    ]
    assert [text for text in texts if not (text.kk and text.ru and text.en)] == []


def test_every_rule_an_answer_names_exists():
    known = {rule.key for rule in values("law/rules")}
    named = {answer.rule for question in questions() for answer in question.answers if answer.rule}
    assert named - known == set()


@pytest.mark.parametrize(
    ("answers", "day", "outcome", "rules"),
    [
        ({"kind": "family"}, date(2026, 11, 24), "can", ["scope_family"]),
        ({"kind": "offence"}, date(2019, 5, 1), "cannot", ["scope_offence"]),
        ({"kind": "offence"}, date(2025, 5, 1), "can", ["scope_offence"]),
        ({"kind": "civil", "state_body": "yes"}, date(2019, 5, 1), "cannot",
         ["state_body_side", "scope_civil"]),
        ({"kind": "civil", "state_body": "yes"}, date(2025, 5, 1), "person",
         ["state_body_side", "scope_civil"]),
        ({"kind": "civil", "corruption": "yes"}, date(2025, 5, 1), "cannot",
         ["bar_corruption", "scope_civil"]),
        ({"kind": "labour", "stage": "commission"}, date(2025, 5, 1), "warn",
         ["stage_commission", "scope_labour"]),
        ({"kind": "family", "safety": "yes", "urgent": "yes"}, date(2025, 5, 1), "person",
         ["violence_or_child", "urgent_date", "scope_family"]),
        ({}, date(2025, 5, 1), "person", []),
        ({"kind": "no such answer", "nor": "question"}, date(2025, 5, 1), "person", []),
        ({"stage": "bailiff"}, date(2010, 5, 1), "person", []),
    ],
)  # fmt: skip
def test_the_answers_are_judged_by_the_rules_of_the_day(answers, day, outcome, rules):
    judged = judge(answers, day)
    assert (judged.outcome, [rule.key for rule in judged.rules]) == (outcome, rules)


def test_a_rule_nobody_verified_sends_to_a_person_and_never_refuses():
    rule = value_on("bar_corruption", date(2025, 5, 1), file="law/rules")
    assert (weight_of(rule), weight_of(rule.model_copy(update={"verified": False}))) == ("cannot", "person")


def test_what_a_lawyer_still_has_to_read_is_listed_by_file():
    found = unverified()
    assert {"law/rules.yaml", "law/blocks.yaml", "law/editions.yaml"} <= set(found)
    assert [value.key for value in found["law/rules.yaml"]] == ["stage_commission"]
    assert {value.verified for group in found.values() for value in group} == {False}
