"""The desk of conversations: a draft is made, seeded, opened; strangers and other places find nothing."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from kelisim.apps.dialogue.models import Code, Conversation, Statement
from kelisim.kernel.access.roles import Role
from kelisim.kernel.places.models import Territory
from tests.dialogue.people import made, person
from tests.web.staff_steps import done, page

pytestmark = pytest.mark.django_db

RULES = {"tier": "open", "moderation": "strict", "code": "bread"}
OF_ONE = (
    *("conversation-lead", "conversation-change", "conversation-draft", "conversation-codes"),
    "statements-add",
)


@pytest.fixture
def hers(client, asel):
    """Asel's browser."""
    client.force_login(asel)
    return client


def at(name, *args):
    with override("kk"):
        return reverse(name, args=args)


def test_a_draft_is_made_changed_seeded_and_opened(hers, asel):
    told = {**RULES, "question_kk": "Нан бағасы қандай болсын?", "purpose_ru": "Чтобы знать"}
    where = done(hers, at("conversation-create"), told)
    assert where == at("conversation-lead", "bread")
    done(hers, at("conversation-change", "bread"), {**told, "sensitive": "on"})
    lines = "\n".join(f"Нан {number}" for number in range(10))
    done(hers, at("statements-add", "bread"), {"go": "pasted", "column": "text_kk", "lines": lines})
    done(hers, at("statements-add", "bread"), {"go": "typed", "kk_Latn": "Nan arzan", "ru": "Хлеб дёшев"})
    assert "Хлеб дёшев" in page(hers, at("conversation-draft", "bread"))
    done(hers, at("conversation-move", "bread", "open"), {})
    kept = Conversation.objects.get()
    assert (kept.state, kept.sensitive, kept.statements.count()) == ("open", True, 11)
    assert hers.get(at("conversation-change", "bread")).status_code == 404


def test_what_is_wrong_with_a_draft_is_said_beside_the_field(hers):
    told = {**RULES, "opens_on": "2026-05-02", "closes_on": "2026-05-02"}
    answer = hers.post(at("conversation-create"), told)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"question_kk", "closes_on"}
    assert not Conversation.objects.exists()


def test_few_statements_ask_for_a_second_yes(hers, asel, clock):
    made(asel, statements=2, opened=False)
    address = at("conversation-move", "water", "open")
    assert hers.post(address).status_code == 422
    done(hers, address, {"confirmed": "yes"})
    assert Conversation.objects.get().state == "open"


def test_bad_rows_of_a_pasted_list_are_all_shown(hers, conversation):
    told = {"go": "pasted", "column": "text_kk", "lines": f"Пікір 1\n{'ә' * 201}\nЖаңа"}
    answer = hers.post(at("statements-add", "water"), told)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "1-жол, text_kk бағаны" in text
    assert "2-жол, text_kk бағаны" in text
    assert Statement.objects.count() == 12


def test_codes_come_as_a_file_once(hers, asel, clock):
    made(asel, tier="code")
    answer = hers.post(at("conversation-codes", "water"), {"go": "make", "number": "7"})
    assert (answer["Content-Type"], len(answer.content.split())) == ("text/csv; charset=utf-8", 8)
    assert Code.objects.count() == 7
    assert "no-store" in answer["Cache-Control"]
    done(hers, at("conversation-codes", "water"), {"go": "void"})
    assert not Code.objects.exists()


@pytest.mark.parametrize("name", [None, *OF_ONE])
def test_strangers_and_other_places_find_nothing(client, asel, clock, name):
    two = [
        Territory.objects.create(code=code, level="region", name_kk=code)
        for code in ("110000000", "150000000")
    ]
    made(asel, opened=False, tier="code", territory=two[0])
    near, far = (person(f"f{at}", Role.FACILITATOR, place) for at, place in enumerate(two))
    address = at(name, "water") if name else at("dialogue-desk")
    for somebody in (person("pavel", None), person("gulnar", Role.ANALYST), *([far] if name else [])):
        client.force_login(somebody)
        assert client.get(address).status_code == 404, somebody
    client.force_login(near)
    assert client.get(address).status_code == 200


def test_a_moderator_sees_the_conversation_but_leads_nothing(client, bolat, conversation):
    client.force_login(bolat)
    assert "conversation-move" not in page(client, at("conversation-lead", "water"))
    for name in ("conversation-codes", "statements-add", "conversation-create"):
        assert client.get(at(name, *([] if name == "conversation-create" else ["water"]))).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_desk_asks_as_often_for_many_as_for_one(hers, asel, clock, number, django_assert_num_queries):
    for one in range(number):
        made(asel, code=f"c{one}", statements=one)
    hers.get(at("dialogue-desk"))
    with django_assert_num_queries(6):
        hers.get(at("dialogue-desk"))


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"),
    [("conversation-lead", 6), ("conversation-draft", 7), ("statements-add", 7), ("paper-session", 7)],
)
def test_the_pages_of_one_ask_as_often_for_many_statements_as_for_one(
    hers, asel, clock, name, queries, number, django_assert_num_queries
):
    made(asel, statements=number)
    hers.get(at(name, "water"))
    with django_assert_num_queries(queries):
        hers.get(at(name, "water"))
