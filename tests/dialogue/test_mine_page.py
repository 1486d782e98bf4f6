"""What she wrote and what became of it; another device; and leaving at once."""

import pytest

from kelisim.apps.dialogue.actions.moderate import accept, merge, reject
from kelisim.apps.dialogue.actions.publish import publish
from kelisim.apps.dialogue.actions.recover import secret_of
from kelisim.apps.dialogue.actions.take_part import hashed
from kelisim.apps.dialogue.actions.vote import Ballot, vote
from kelisim.apps.dialogue.models import Participation, Statement, Vote
from kelisim.apps.dialogue.queries import recovery
from kelisim.apps.dialogue.queries.log import log_of
from tests.dialogue.people import made, two_camps, voter
from tests.dialogue.voter import PATH, marks, page_of, say

pytestmark = pytest.mark.django_db
TEXT = "Арық бойына ағаш егейік"


@pytest.fixture
def words(monkeypatch):
    """The words of the Kazakhstan pack."""
    monkeypatch.setattr(recovery, "_list", lambda _pack: ("алма", "қайың", "өзен", "домбыра"))


def write(client, text=TEXT, **more):
    page = client.get(f"{PATH}write/")
    return client.post(f"{PATH}write/", {"page": page_of(page), "text": text, "form": "kk-Cyrl", **more})


def mine(client):
    return client.get(f"{PATH}mine/").content.decode()


def written():
    return Statement.objects.get(by_organiser=False)


def test_a_statement_goes_to_her_own_page_and_waits(client, conversation):
    assert write(client).url == f"{PATH}mine/"
    assert TEXT in mine(client)
    assert "күтіп тұр" in mine(client)
    assert (written().state, written().author) == ("waiting", Participation.objects.get())


def test_sending_it_twice_without_the_cookie_is_one_statement(client, conversation):
    page = client.get(f"{PATH}write/")
    for _ in range(2):
        client.post(f"{PATH}write/", {"page": page_of(page), "text": TEXT, "form": "kk-Cyrl"})
        client.cookies.pop("kelisim_voice_water")
    assert (Participation.objects.count(), Statement.objects.filter(by_organiser=False).count()) == (1, 1)


def test_what_says_nearly_the_same_is_shown_first_in_whatever_script(client, conversation, bolat):
    write(client)
    accept(written(), by=bolat)
    shown = write(client, "Aryq boiyna ағаштар егейік")
    assert [one["text"] for one in shown.context["alike"]] == [TEXT]
    assert Statement.objects.count() == 13
    write(client, "Арық бойына ағаш екпейік", anyway="yes")
    assert Statement.objects.count() == 14


@pytest.mark.parametrize("text", [" ", "ә" * 201])
def test_what_is_no_statement_is_said_and_kept_in_the_form(client, conversation, text):
    refused = write(client, text)
    assert refused.status_code == 422
    assert text.strip() in refused.content.decode()
    assert not Participation.objects.exists() or not Statement.objects.filter(by_organiser=False).exists()


def test_five_may_wait_at_once(client, conversation):
    texts = [f"{word} қажет" for word in ("су", "жол", "мектеп", "орман", "базар", "көпір")]
    codes = [write(client, text, anyway="yes").status_code for text in texts]
    assert codes == [302] * 5 + [422]


def test_the_reason_is_read_and_a_second_look_asked_for_once(client, conversation, bolat):
    write(client)
    reject(written(), reason="off_topic", by=bolat)
    number = written().number
    assert f"{PATH}mine/{number}/appeal/" in mine(client)
    assert client.post(f"{PATH}mine/{number}/appeal/").status_code == 302
    assert written().appealed_at is not None
    assert f"{PATH}mine/{number}/appeal/" not in mine(client)
    assert client.post(f"{PATH}mine/{number}/appeal/").status_code == 422


def test_nobody_else_appeals_or_reads(client, conversation, bolat):
    write(client)
    reject(written(), reason="off_topic", by=bolat)
    client.cookies.clear()
    assert TEXT not in mine(client)
    assert client.post(f"{PATH}mine/{written().number}/appeal/").status_code == 404
    say(client, client.get(f"{PATH}vote/"))
    assert client.post(f"{PATH}mine/{written().number}/appeal/").status_code == 404


def test_votes_on_it_are_told_in_whole_tens_and_groups_as_published(client, conversation, asel, bolat):
    write(client)
    accept(written(), by=bolat)
    for one in range(9):
        vote(voter(conversation, f"a{one}"), Ballot(statement=12, value=1, page=90))
    assert "дауыс берді" not in mine(client)
    for one in range(19):
        vote(voter(conversation, f"b{one}"), Ballot(statement=12, value=-1, page=91))
    assert "20 немесе одан көп" in mine(client)
    two_camps(conversation, each=20)
    publish(conversation, by=asel)
    groups = client.get(f"{PATH}mine/").context["statements"][0]["groups"]
    assert [(one[1], one[2]) for one in groups] == [("5 % немесе одан аз", "95 % немесе одан көп")]


def test_a_merged_statement_says_so(client, conversation, bolat):
    write(client)
    merge(written(), into=Statement.objects.get(number=0), by=bolat)
    assert "қосылды" in mine(client)


def test_votes_are_withdrawn_at_once_and_given_again(client, conversation):
    marks(client, "+-0")
    path = f"{PATH}leave/withdraw/"
    client.get(path)
    assert Vote.objects.filter(withdrawn=True).count() == 0
    client.post(path)
    client.post(path)
    assert len(log_of(conversation).votes.value) == 0
    marks(client, "+")
    assert log_of(conversation).votes.value.tolist() == [1]


def test_erased_is_gone_and_so_is_the_cookie(client, conversation):
    write(client)
    marks(client, "+-0")
    done = client.post(f"{PATH}leave/erase/")
    assert (Participation.objects.count(), Vote.objects.count()) == (0, 0)
    assert done.cookies["kelisim_voice_water"].value == ""
    assert written().author is None
    assert client.get(f"{PATH}leave/burn/").status_code == 404


def test_eight_words_open_the_same_participation_elsewhere(client, conversation, words):
    marks(client, "+-0")
    first = client.post(f"{PATH}mine/").context["words"]
    told = client.post(f"{PATH}mine/").context["words"]
    assert len(told) == 8
    kept = Participation.objects.get()
    assert " ".join(told) not in str(vars(kept))
    assert kept.recovery_hash == hashed(secret_of(" ".join(told)))
    other = type(client)()
    back = f"{PATH}return/"
    assert other.post(back, {"words": " ".join(told[:7])}).status_code == 422
    if first != told:
        assert other.post(back, {"words": " ".join(first)}).status_code == 422
    typed = "  ".join(told).upper().replace("Қ", "К").replace("Ө", "О")
    assert other.post(back, {"words": typed}).url == f"{PATH}mine/"
    assert other.get(f"{PATH}mine/").context["answered"] == 3
    marks(other, "...+")
    marks(client, "....-")
    assert Participation.objects.count() == 1
    assert client.get(f"{PATH}mine/").context["answered"] == 5


def test_without_a_list_of_words_none_are_offered(client, conversation, monkeypatch):
    monkeypatch.setattr(recovery, "_list", lambda _pack: ())
    marks(client, "+")
    client.post(f"{PATH}mine/")
    assert Participation.objects.get().recovery_hash == ""


def test_an_invited_conversation_is_written_to_only_from_inside(client, asel, clock):
    made(asel, tier="code")
    assert client.get(f"{PATH}write/").url == f"{PATH}vote/"
