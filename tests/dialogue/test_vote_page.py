"""One page, one statement: small, without scripts, kept once, in the reader's language."""

import re

import pytest
from django.contrib.staticfiles import finders

from kelisim.apps.dialogue.actions.open_conversation import close, pause
from kelisim.apps.dialogue.actions.take_part import hashed
from kelisim.apps.dialogue.models import Code, Form, Participation, Statement, Variant, Vote
from kelisim.apps.dialogue.queries.log import log_of
from tests.dialogue.people import made
from tests.dialogue.voter import page_of, say

pytestmark = pytest.mark.django_db
PATH = "/kk/dialogue/water/vote/"
MOST_BYTES = 20 * 1024


def test_the_page_and_all_it_loads_is_at_most_twenty_kilobytes(client, conversation):
    Variant.objects.update(text="ә" * 200)
    page = client.get(PATH)
    told = page.content.decode()
    loaded = re.findall(r'<link rel="stylesheet" href="/static/([^"?]+)"', told)
    sheet = finders.find("css/vote.css")
    assert [re.sub(r"\.[0-9a-f]{12}\.", ".", one) for one in loaded] == ["css/vote.css"]
    with open(sheet, "rb") as read:
        assert len(page.content) + len(read.read()) < MOST_BYTES
    assert not re.search(r"<script|<img|<svg|font_link|\.woff|@import", told)


def test_no_cookie_of_hers_before_the_first_vote_and_one_afterwards(client, conversation):
    page = client.get(PATH)
    assert [name for name in client.cookies if "voice" in name] == []
    after = say(client, page)
    cookie = client.cookies["kelisim_voice_water"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    secret = cookie.value.split(".")[2].split(":")[0]
    assert Participation.objects.get().token_hash == hashed(secret)
    assert secret not in after.content.decode()


def test_a_vote_is_kept_with_its_chance_and_wording_and_the_next_statement_follows(client, conversation):
    after = say(client, client.get(PATH))
    kept = Vote.objects.get()
    assert (kept.value, kept.page, kept.form) == (1, 0, Form.KK_CYRL)
    assert kept.probability == pytest.approx(1 / 12)
    for _ in range(11):
        after = say(client, after, "0")
    assert len(set(Vote.objects.values_list("statement", flat=True))) == 12
    assert 'name="vote"' not in after.content.decode()


def test_a_page_sent_twice_is_one_vote_even_the_first_one_without_a_cookie(client, conversation):
    page = client.get(PATH)
    say(client, page)
    del client.cookies["kelisim_voice_water"]
    say(client, page)
    assert (Participation.objects.count(), Vote.objects.count()) == (1, 1)


def test_going_back_and_answering_otherwise_changes_the_answer_once(client, conversation):
    first = client.get(PATH)
    say(client, first, "1")
    for _ in range(2):
        say(client, first, "-1")
    assert list(Vote.objects.order_by("pk").values_list("value", "page")) == [(1, 0), (-1, 1)]
    assert log_of(conversation).votes.value.tolist() == [-1]


def test_a_link_leads_back_to_the_last_answer(client, conversation):
    after = say(client, client.get(PATH))
    link = re.search(r'href="(\?again=\d+)"', after.content.decode())[1]
    say(client, client.get(PATH + link), "-1")
    assert len(set(Vote.objects.values_list("statement", flat=True))) == 1
    assert Vote.objects.last().probability is None


def test_what_was_not_made_here_is_no_vote(client, conversation):
    page = client.get(PATH)
    for told in ({"page": page_of(page)[:-1] + "_", "vote": "1"}, {"page": page_of(page), "vote": "7"}, {}):
        assert client.post(PATH, told).status_code == 422
    assert not Vote.objects.exists()


def test_a_page_of_another_conversation_is_no_vote(client, conversation, asel):
    made(asel, code="roads")
    page = client.get("/kk/dialogue/roads/vote/")
    assert say(client, page).status_code == 422
    assert not Vote.objects.exists()


@pytest.mark.parametrize("deed", [pause, close])
def test_after_the_end_nothing_is_kept_and_the_page_says_so(client, conversation, asel, deed):
    first = client.get(PATH)
    second = say(client, first)
    deed(conversation, by=asel)
    late = say(client, second)
    assert late.status_code == 422
    assert "қазір дауысқа ашық емес" in late.content.decode()
    assert Vote.objects.count() == 1
    assert "қазір дауысқа ашық емес" in client.get(PATH).content.decode()


def test_a_statement_taken_away_meanwhile_is_said_and_the_next_one_shown(client, conversation):
    page = client.get(PATH)
    Statement.objects.exclude(number=0).update(state="rejected", decided_at=conversation.created_at)
    Statement.objects.filter(number=0).update(state="live")
    number = page.context["shown"].number
    after = say(client, page)
    assert after.status_code == (200 if number == 0 else 422)


def test_statements_are_read_in_her_language_else_in_another_and_from_the_right_where_that_is_so(
    client, asel, clock
):
    made(asel, statements=1)
    statement = Statement.objects.get()
    for form, text in ((Form.RU, "Мнение"), (Form.KK_ARAB, "پىكىر")):
        Variant.objects.create(statement=statement, form=form, text=text, key=text)
    for path, expected in (
        (PATH, 'lang="kk-Cyrl" dir="ltr">Пікір 0'),
        ("/ru/dialogue/water/vote/", 'lang="ru" dir="ltr">Мнение'),
        ("/en/dialogue/water/vote/", 'lang="kk-Cyrl" dir="ltr">Пікір 0'),
        (f"{PATH}?form=kk-Arab", 'lang="kk-Arab" dir="rtl">پىكىر'),
    ):
        assert expected in client.get(path).content.decode(), path


def test_a_machine_s_draft_is_not_shown_before_a_person_has_checked_it(client, asel, clock):
    made(asel, statements=1)
    Variant.objects.create(statement=Statement.objects.get(), form=Form.RU, text="Мнение", machine=True)
    assert "Мнение" not in client.get("/ru/dialogue/water/vote/").content.decode()


def test_a_code_opens_the_page_once_and_sending_it_twice_is_once(client, asel, clock):
    invited = made(asel, tier="code")
    Code.objects.create(conversation=invited, code_hash=hashed("ABC"))
    door = client.get(PATH)
    assert 'name="vote"' not in door.content.decode()
    assert client.post(PATH, {"page": page_of(door), "code": "abd"}).status_code == 422
    for _ in range(2):
        inside = client.post(PATH, {"page": page_of(door), "code": " abc "})
        assert 'name="vote"' in inside.content.decode()
        client.cookies.pop("kelisim_voice_water")
    assert Participation.objects.count() == 1


def test_a_draft_is_nobody_s_business(client, asel, clock):
    made(asel, opened=False)
    for path in ("/kk/dialogue/water/", PATH, "/kk/dialogue/water/where/"):
        assert client.get(path).status_code == 404
    assert "water" not in client.get("/kk/dialogue/").content.decode()


@pytest.mark.parametrize("statements", [1, 3, 40])
def test_a_vote_and_the_next_page_take_six_questions_at_most(
    client, asel, clock, settings, django_assert_num_queries, statements
):
    settings.VOTING_SECONDS = 60
    made(asel, statements=statements + 3)
    after = say(client, client.get(PATH))
    after = say(client, after)
    with django_assert_num_queries(6):  # two of them open and close the vote
        say(client, after)
    with django_assert_num_queries(2):
        client.get(PATH)


def test_the_list_and_the_page_say_what_is_asked_and_under_which_rules(client, conversation, asel):
    made(asel, code="roads", question_kk="Жолды қайтеміз?", tier="code")
    shown = client.get("/kk/dialogue/").content.decode()
    assert "Жолды қайтеміз?" in shown
    assert "Суды қалай бөлісеміз?" in shown
    detail = client.get("/kk/dialogue/water/").content.decode()
    assert 'href="/kk/dialogue/water/vote/"' in detail
