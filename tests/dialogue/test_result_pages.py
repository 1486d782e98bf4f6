"""Results on the web: in words and tables, in the reader's language, with files that tell no more."""

import csv
import hashlib
import json
import random
from io import StringIO

import pytest

from kelisim.apps.dialogue.actions.moderate import reject
from kelisim.apps.dialogue.actions.publish import publish
from kelisim.apps.dialogue.models import Conversation, Statement
from tests.dialogue.people import answers, made, two_camps, voter

pytestmark = pytest.mark.django_db
AT = "/dialogue/water/results/"


@pytest.fixture
def told(conversation, asel):
    """A publication of two camps."""
    two_camps(conversation, each=20)
    return publish(conversation, by=asel)


def page(client, address, lang="kk"):
    answer = client.get(f"/{lang}{address}")
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_page_says_everything_in_words_and_marks_another_language(client, told):
    text = page(client, AT, "en")
    for title in (
        "What unites",
        "What all reject",
        "Where groups differ",
        "Not known yet",
        "How sure we are",
    ):
        assert f">{title}</h2>" in text
    assert '<span lang="kk-Cyrl" dir="ltr">Пікір 0</span>' in text
    assert "2 opinion groups are described: A (20), B (20)" in text
    assert told.public["result_hash"] in text
    assert told.result_hash not in text
    assert told.log_digest not in text


def test_the_same_bytes_in_the_tables_files(client, told):
    rows = list(csv.DictReader(StringIO(page(client, f"{AT}?format=csv&list=groups-and-statements"))))
    assert {row["group"] for row in rows} == {"A", "B"}
    assert len(rows) == 24
    assert json.loads(page(client, f"{AT}?format=json&list=map"))["rows"]
    kept = json.loads(page(client, f"{AT}1.json"))["result"]
    covered = {name: one for name, one in kept.items() if name not in ("result_hash", "warnings")}
    compact = json.dumps(covered, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(compact.encode()).hexdigest() == kept["result_hash"]


def test_the_map_is_a_picture_with_a_name_and_a_description(client, told):
    svg = page(client, f"{AT}1/map.svg", "en")
    assert "<title" in svg
    assert "Group A stands" in svg


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_the_report_is_frozen_and_the_same_bytes_again(client, told, lang):
    first = client.get(f"/kk{AT}1/report-{lang}.pdf")
    assert first.content.startswith(b"%PDF")
    assert client.get(f"/en{AT}1/report-{lang}.pdf").content == first.content


def test_groups_of_fewer_than_ten_people_are_not_described(client, conversation, asel):
    for one in range(26):
        answers(voter(conversation, f"v{one}"), "".join("+-0"[(one * 7 + at * at) % 3] for at in range(12)))
    told = publish(conversation, by=asel).public
    assert (told["groups"], told["map"], told["counted"], told["votes"]) == ([], None, None, None)
    assert {one["score"] for one in told["common_ground"]} == {None}
    assert "ешқайсысы сипатталмайды" in page(client, AT)


def test_of_a_small_conversation_no_group_and_no_map_is_published(client, conversation, asel):
    dice = random.Random(3)
    for one in range(26):
        answers(voter(conversation, f"v{one}"), "".join(dice.choice("+-0") for _one in range(12)))
    result = publish(conversation, by=asel)
    assert (result.public["groups"], result.public["map"]) == ([], None)
    assert "Анық пікір топтары жоқ" in page(client, AT)
    assert client.get(f"/kk{AT}1/map.svg").status_code == 404


def test_what_was_rejected_since_is_not_shown_by_an_earlier_publication(client, told, bolat):
    reject(Statement.objects.get(number=0), reason="personal", by=bolat)
    for address in (AT, f"{AT}?format=csv&list=statements", f"{AT}1.json"):
        assert "Пікір 0" not in page(client, address)


def test_a_statement_that_begins_like_a_formula_is_harmless_in_a_file(client, conversation, asel):
    Statement.objects.get(number=0).variants.update(text="=1+1")
    two_camps(conversation, each=20)
    publish(conversation, by=asel)
    assert "'=1+1" in page(client, f"{AT}?format=csv&list=statements")
    assert "\n0,'=1+1" in page(client, f"{AT}?format=csv&list=common_ground")


def test_a_stranger_finds_no_draft_and_no_result_that_is_not_there(client, asel, clock):
    made(asel, opened=False)
    assert client.get(f"/kk{AT}").status_code == 404
    Conversation.objects.update(state="open")
    assert "Әзірге ештеңе жарияланған жоқ" in page(client, AT)
    for address in (f"{AT}1/", f"{AT}1.json", f"{AT}1/map.svg", f"{AT}1/report-kk.pdf"):
        assert client.get(f"/kk{address}").status_code == 404


def test_questions_to_the_database_do_not_grow(client, told, django_assert_max_num_queries):
    page(client, AT)
    with django_assert_max_num_queries(8):
        page(client, AT)


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_the_method_is_told_to_citizens(client, lang):
    assert "0.902" in page(client, "/dialogue/method/", lang).replace("0,902", "0.902")
