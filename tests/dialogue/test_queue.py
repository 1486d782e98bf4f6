"""The queue: 25 are taken, decided in one send, likeness over scripts is shown, wordings are a person's."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from kelisim.apps.dialogue.actions.add_statement import Written, add_statement, write_statement
from kelisim.apps.dialogue.actions.moderate import appeal, claim, merge, part, reject
from kelisim.apps.dialogue.actions.word import confirm, reword, word
from kelisim.apps.dialogue.errors import NotATypo, NotMergeable
from kelisim.apps.dialogue.models import Form, Statement, Variant
from kelisim.apps.dialogue.queries.alike import alike
from kelisim.apps.dialogue.queries.backlog import Sought, find, lacking
from kelisim.apps.dialogue.queries.log import log_of
from kelisim.kernel.access.door import Refused
from kelisim.kernel.audit.models import Entry
from tests.dialogue.people import answers, person, voter
from tests.web.staff_steps import done, page

pytestmark = pytest.mark.django_db


def at(name, *more):
    with override("kk"):
        return reverse(name, args=["water", *more])


def waiting(conversation, number, text="Арық қазайық"):
    return [
        write_statement(voter(conversation, f"p{one}"), Written(texts={Form.KK_CYRL: f"{text} {one}"}))
        for one in range(number)
    ]


def states():
    rows = Statement.objects.filter(by_organiser=False).order_by("number")
    return list(rows.values_list("state", "reason"))


def test_a_page_is_taken_decided_in_one_send_and_the_next_follows(client, conversation, bolat):
    waiting(conversation, 30)
    client.force_login(bolat)
    assert done(client, at("statement-work"), {"go": "take"}) == at("statement-work")
    assert Statement.objects.filter(claimed_by=bolat).count() == 25
    told = {"go": "decide", "rest": "accept", "deed_12": "reject", "reason_12": "personal"}
    done(client, at("statement-work"), {**told, "deed_13": "merge", "into_13": "3"})
    assert states()[:3] == [("rejected", "personal"), ("merged", ""), ("live", "")]
    assert [one for one, _ in states()].count("live") == 23
    assert Statement.objects.filter(claimed_by=bolat).count() == 5, "the next ones are hers already"
    deeds = Entry.objects.filter(by=bolat.pk).values_list("deed", flat=True)
    assert list(deeds).count("dialogue.statement_live") == 23
    assert list(deeds).count("dialogue.statements_claimed") == 2


def test_what_is_refused_is_named_and_nothing_typed_is_lost(client, conversation, bolat):
    waiting(conversation, 3)
    client.force_login(bolat)
    done(client, at("statement-work"), {"go": "take"})
    told = {"go": "decide", "deed_12": "reject", "deed_13": "merge", "into_13": "77", "deed_14": "accept"}
    answer = client.post(at("statement-work"), told)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Тізімнен себебін таңдаңыз" in text
    assert 'name="into_13" inputmode="numeric" size="6" maxlength="9" value="77"' in text
    assert states() == [("waiting", ""), ("waiting", ""), ("live", "")]


def test_two_moderators_hold_different_statements(client, conversation, bolat, asel):
    waiting(conversation, 30)
    claim(conversation, range(12, 37), by=bolat)
    client.force_login(asel)
    done(client, at("statement-work"), {"go": "take"})
    assert set(Statement.objects.filter(claimed_by=asel).values_list("number", flat=True)) == set(
        range(37, 42)
    )
    done(client, at("statement-work"), {"go": "decide", "deed_12": "accept"})
    assert states()[0] == ("waiting", ""), "what another holds is not decided"
    done(client, at("statement-work"), {"go": "let_go"})
    assert not Statement.objects.filter(claimed_by=asel).exists()


def test_an_appeal_is_taken_by_another_person_only(client, conversation, bolat, asel):
    appeal(reject(waiting(conversation, 1)[0], reason="off_topic", by=bolat))
    for somebody, number in ((bolat, 0), (asel, 1)):
        client.force_login(somebody)
        done(client, at("statement-work"), {"go": "take", "state": "appealed"})
        assert Statement.objects.filter(claimed_by=somebody).count() == number
    done(client, at("statement-work"), {"go": "decide", "deed_12": "accept"})
    assert states() == [("live", "")]


def test_statements_are_found_by_state_language_words_and_number(conversation, asel, bolat):
    add_statement(conversation, Written(texts={Form.RU: "Вода дешевле", Form.KK_ARAB: "سۋ ارزان"}), by=asel)
    reject(Statement.objects.get(number=0), reason="several", by=bolat)

    def numbers(**sought):
        return [one.number for one in find(conversation, Sought(**sought))]

    assert numbers(state="rejected") == [0]
    assert numbers(tongue="ru") == numbers(words="ДЕШЕВЛЕ") == numbers(words="су арз") == [12]
    assert numbers(words="7") == [7]
    assert numbers(missing="kk-Cyrl") == [12]
    assert numbers() == list(range(13))
    assert lacking(conversation) == {"kk-Cyrl": 1, "kk-Latn": 12, "kk-Arab": 11, "ru": 11, "en": 12}


def test_the_same_words_are_found_over_three_scripts_and_like_ones_by_their_words(conversation, asel):
    add_statement(conversation, Written(texts={Form.KK_CYRL: "Суды әділ бөлу керек"}), by=asel)
    add_statement(conversation, Written(texts={Form.KK_CYRL: "Су әділ бөлінсе, керек емес"}), by=asel)
    for form, text in ((Form.KK_LATN, "Sudy ádil bólu kerek"), (Form.KK_ARAB, "سۋدى ادىل بولۋ كەرەك")):
        new = write_statement(voter(conversation, form), Written(texts={form: text}))
        found = alike(conversation, [new])[new.number]
        assert [(one.number, one.share) for one in found] == [(12, 1.0)]
    like = write_statement(voter(conversation, "x"), Written(texts={Form.KK_CYRL: "Суды әділ бөлу"}))
    assert [(one.number, one.share) for one in alike(conversation, [like])[like.number]] == [(12, 0.75)]


def test_a_slip_keeps_the_votes_and_a_change_of_meaning_makes_a_new_statement(conversation, bolat):
    answers(voter(conversation, "vera"), "+")
    first = Statement.objects.get(number=0)
    assert word(first, {Form.KK_CYRL: "Пікір 0.", Form.RU: "Мнение 0"}, by=bolat) == 2
    entries = Entry.objects.filter(deed__startswith="dialogue.wording").order_by("number")
    assert [(one.deed, one.facts["form"]) for one in entries] == [
        ("dialogue.wording_mended", "kk-Cyrl"),
        ("dialogue.wording_added", "ru"),
    ]
    with pytest.raises(NotATypo):
        word(first, {Form.KK_CYRL: "Мүлде басқа ой"}, by=bolat)
    made = reword(first, {Form.KK_CYRL: "Мүлде басқа ой"}, by=bolat)
    assert (made.reworded_from, made.state, made.votes.count()) == (first, "waiting", 0)
    assert first.variants.get(form="kk-Cyrl").text == "Пікір 0."
    assert log_of(conversation).votes.value.tolist() == [1]


def test_a_machines_draft_is_read_by_a_person_first(client, conversation, bolat):
    first = Statement.objects.get(number=0)
    Variant.objects.create(statement=first, form="en", text="Statement 0", key="x", machine=True)
    client.force_login(bolat)
    told = {"kk_Cyrl": "Пікір 0", "en": "Statement 0", "kind": "typo", "read_en": "on"}
    done(client, at("statement-wording", 0), told)
    assert first.variants.get(form="en").checked_by == bolat
    confirm(first, Form.EN, by=bolat)
    assert Entry.objects.filter(deed="dialogue.wording_confirmed").count() == 1


def test_merged_by_mistake_is_parted_and_two_never_merge_into_each_other(conversation, bolat):
    one, other = Statement.objects.filter(number__in=(0, 1))
    merge(one, into=other, by=bolat)
    with pytest.raises(NotMergeable):
        merge(other, into=one, by=bolat)
    assert (part(one, by=bolat).state, part(one, by=bolat).merged_into) == ("waiting", None)


def test_only_who_moderates_words_statements(conversation, client, asel):
    pavel = person("pavel", None)
    with pytest.raises(Refused):
        word(Statement.objects.get(number=0), {Form.RU: "x"}, by=pavel)
    client.force_login(pavel)
    for address in (at("statement-queue"), at("statement-work"), at("statement-wording", 0)):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_queue_asks_as_often_for_many_as_for_one(
    client, conversation, bolat, number, django_assert_num_queries
):
    found = waiting(conversation, number)
    claim(conversation, [one.number for one in found], by=bolat)
    client.force_login(bolat)
    for name, queries in (("statement-queue", 10), ("statement-work", 8)):
        page(client, at(name))
        with django_assert_num_queries(queries):
            page(client, at(name))
