"""Evidence on claims: what is taken in, who decides, what stays when it is withdrawn."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils.translation import override

from kelisim.apps.statistics import access
from kelisim.apps.statistics.actions.decide_evidence import decide_evidence
from kelisim.apps.statistics.actions.hand_in import Offer, hand_in
from kelisim.apps.statistics.actions.withdraw_evidence import withdraw_evidence
from kelisim.apps.statistics.errors.evidence import (
    DecidedAlready,
    EvidenceRefused,
    PublicReasonMissing,
    ReasonMissing,
    TooLong,
)
from kelisim.apps.statistics.models import Evidence
from kelisim.apps.statistics.queries.claims import Kind, Statement, statements
from kelisim.apps.statistics.queries.evidence import shelves
from kelisim.apps.statistics.states.evidence import (
    Side,
)
from kelisim.kernel.access.door import Refused
from kelisim.kernel.access.roles import Role
from kelisim.kernel.audit.models import Entry
from kelisim.kernel.texts.of import Text
from tests.statistics.evidence import OFFER, ONCE, account, handed_in, published

pytestmark = pytest.mark.django_db
NOW = "2026-03-02T05:00:00Z"


@pytest.fixture(autouse=True)
def clock():
    """A Monday morning."""
    with time_machine.travel(NOW, tick=False), override("en"):
        yield


@pytest.fixture
def zarina(db):
    """An editor."""
    return account("zarina", "secretariat")


def test_the_pack_says_what_may_be_evidenced_and_which_column_only_says_that_there_is_nothing():
    found = statements()
    assert len([one for one in found.values() if one.kind == Kind.CLAIMED]) == 9
    assert [code for code, one in found.items() if one.kind == Kind.EXPECTED] == [
        "c2022-result-1",
        "c2022-result-2",
    ]
    assert found["result-3"].given == {Side.AGAINST}
    assert found["result-1"].given == {Side.FOR, Side.AGAINST}
    assert found["c2022-result-1"].given == frozenset()


def test_what_comes_in_waits_and_nothing_of_it_is_shown():
    receipt = handed_in()
    row = Evidence.objects.get()
    assert (row.state, row.words, row.writer, row.reference) == (
        "received", OFFER.words, None, f"E-{row.pk}",
    )  # fmt: skip
    assert receipt.key not in row.key_hash
    shelf = shelves(["result-2"])["result-2"]
    assert (shelf.published, shelf.gone, shelf.waiting, shelf.returned) == ((), (), 1, 0)


EMPTY = {
    "en": {
        "side": "Say whether it speaks for the claim or against it.",
        "language": "Choose the language in which you have written.",
        "words": "Write what speaks for the claim or against it: what happened, where and when, and what "
        "your source says of it.",
        "source_title": "Name the source: the title of the book, article, act, report or page in which it "
        "can be read. Without a source nothing is taken in.",
        "source_address": "Say where the source is found: its web address, or the publisher, archive "
        "and page.",
        "source_read_on": "Give the day on which you read the source.",
    },
    "kk": {
        "side": "Тұжырымды растай ма, әлде оған қайшы ма – көрсетіңіз.",
        "language": "Қай тілде жазғаныңызды таңдаңыз.",
        "words": "Тұжырымды не растайтынын немесе оған не қайшы екенін жазыңыз: не болды, қайда, қашан және "
        "дереккөзіңіз бұл туралы не дейді.",
        "source_title": "Дереккөзді атаңыз: мұны оқуға болатын кітаптың, мақаланың, актінің, есептің "
        "немесе беттің атауы. Дереккөзсіз ештеңе қабылданбайды.",
        "source_address": "Дереккөздің қайда екенін көрсетіңіз: веб-мекенжайы не баспасы, мұрағаты және "
        "беті.",
        "source_read_on": "Дереккөзді қай күні оқығаныңызды көрсетіңіз.",
    },
    "ru": {
        "side": "Укажите, говорит ли это за утверждение или против него.",
        "language": "Выберите язык, на котором вы написали.",
        "words": "Напишите, что говорит за утверждение или против него: что произошло, где и когда и что об "
        "этом сказано в вашем источнике.",
        "source_title": "Назовите источник: название книги, статьи, акта, отчёта или страницы, где это можно "
        "прочесть. Без источника ничего не принимается.",
        "source_address": "Укажите, где найти источник: веб-адрес или издательство, архив и страница.",
        "source_read_on": "Укажите день, когда вы прочли источник.",
    },
}


@pytest.mark.parametrize("lang", EMPTY)
def test_an_empty_offer_is_refused_with_every_reason_at_once(lang):
    with override(lang), pytest.raises(EvidenceRefused) as refused:
        hand_in(statements()["result-2"], offer=Offer(words="  \n"), once=ONCE)
    with override(lang):
        assert {name: str(one) for name, one in refused.value.problems.items()} == EMPTY[lang]
    assert not Evidence.objects.exists()


def test_what_is_too_long_or_not_yet_or_without_a_key_is_refused():
    wrong = {"words": "ә" * 4001, "source_title": "x" * 301, "source_address": "x" * 501, "name": "x" * 121}
    with pytest.raises(EvidenceRefused) as refused:
        hand_in(
            statements()["result-2"],
            offer=Offer(side="for", language="kk", source_read_on=date(2026, 3, 3), **wrong),
            once="short",
        )
    assert {name: str(one) for name, one in refused.value.problems.items()} == {
        "": "This form cannot be sent. Send it once more from this page; what you wrote is kept here.",
        "source_read_on": "3 March 2026 has not come yet. Give the day on which you read the source.",
        **{
            name: f"There are {len(text)} characters and {len(text) - 1} fit. Shorten it; what you wrote is "
            "kept here."
            for name, text in wrong.items()
        },
    }
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        (None, None, ""),
        (date(2026, 3, 2), date(2026, 3, 3), ""),
        (
            date(2026, 3, 3),
            None,
            "Evidence on this claim is taken in from 3 March 2026. Come back on that day.",
        ),
        (
            None,
            date(2026, 3, 2),
            "Evidence on this claim was taken in until 2 March 2026. What was handed in stays on its page; "
            "what you handed in yourself you can still withdraw.",
        ),
    ],
)
def test_outside_the_time_for_comments_nothing_is_taken_in(since, until, said):
    statement = Statement(
        code="x", kind=Kind.CLAIMED, text=Text(en="x"), since=since, until=until, given=frozenset()
    )
    if not said:
        assert hand_in(statement, offer=OFFER, once=ONCE).evidence.claim == "x"
        return
    with pytest.raises(EvidenceRefused) as refused:
        hand_in(statement, offer=OFFER, once=ONCE)
    assert {name: str(one) for name, one in refused.value.problems.items()} == {"": said}


def test_the_same_form_twice_is_one_piece_with_one_address():
    first, second = handed_in(), handed_in(words="something else")
    assert (first.evidence, first.key) == (second.evidence, second.key)
    assert Evidence.objects.get().words == OFFER.words
    assert Entry.objects.filter(deed="statistics.evidence_handed_in").count() == 1
    assert handed_in(2).evidence != first.evidence


ROLES = [role.value for role in Role if role not in {Role.PUBLIC, Role.PARTY}]


@pytest.mark.parametrize("role", ["", *ROLES])
def test_the_editors_alone_see_what_was_handed_in_and_decide(role):
    evidence, user = handed_in().evidence, account("somebody", role)
    editor = role == "secretariat"
    assert access.may_edit(user) is editor
    assert list(access.visible_evidence(user)) == ([evidence] if editor else [])
    assert access.may_decide(user, evidence) is editor
    if not editor:
        for verb in ("publish", "return"):
            with pytest.raises(Refused):
                decide_evidence(evidence, verb=verb, answer="x", by=user)
    assert not access.may_edit(None)
    assert not access.visible_evidence(None).exists()


def test_nobody_decides_on_what_she_handed_in_herself(zarina):
    own = handed_in(by=zarina).evidence
    assert list(access.visible_evidence(zarina)) == [own]
    with pytest.raises(Refused):
        decide_evidence(own, verb="publish", answer="", by=zarina)
    other = account("other", "secretariat")
    assert decide_evidence(own, verb="publish", answer="", by=other).state == "published"


def test_an_editor_publishes_the_words_as_they_stand(zarina):
    row = published(zarina, answer="Read by us.")
    assert (row.state, row.words, row.name, row.answer, row.answer_language) == (
        "published", OFFER.words, "Павел", "Read by us.", "en",
    )  # fmt: skip
    entry = Entry.objects.get(deed="statistics.evidence_published")
    assert (entry.by, entry.facts) == (zarina.pk, {"claim": "result-2", "side": "against"})
    assert shelves(["result-2"])["result-2"].on(Side.AGAINST) == [row]


def test_returning_needs_a_reason_and_what_was_decided_stays_decided(zarina):
    evidence = handed_in().evidence
    with pytest.raises(ReasonMissing):
        decide_evidence(evidence, verb="return", answer=" ", by=zarina)
    with pytest.raises(TooLong):
        decide_evidence(evidence, verb="return", answer="x" * 2001, by=zarina)
    decide_evidence(evidence, verb="return", answer="No page is named.", by=zarina)
    with pytest.raises(DecidedAlready) as late:
        decide_evidence(evidence, verb="publish", answer="", by=zarina)
    assert str(late.value) == (
        f"{evidence.reference} was settled in the meantime: returned with a reason. Nothing was changed."
    )
    shelf = shelves(["result-2"])["result-2"]
    assert (shelf.published, shelf.gone, shelf.waiting, shelf.returned) == ((), (), 0, 1)


def test_what_should_never_have_been_public_is_taken_down_and_everybody_learns_why(zarina):
    receipt = handed_in(by=account("pavel"))
    row = decide_evidence(receipt.evidence, verb="publish", answer="Read.", by=zarina)
    with pytest.raises(PublicReasonMissing):
        decide_evidence(row, verb="take_down", answer=" ", by=zarina)
    row = decide_evidence(row, verb="take_down", answer="It speaks of a private person.", by=zarina)
    shelf = shelves(["result-2"])["result-2"]
    gone = [(one.reference, one.side, one.reason) for one in shelf.gone]
    assert (shelf.published, gone) == (
        (), [(row.reference, Side.AGAINST, "It speaks of a private person.")]
    )  # fmt: skip
    assert (shelf.taken_down, shelf.withdrawn) == (1, 0)
    assert row.words == OFFER.words  # hers to read and to withdraw
    withdraw_evidence(receipt.key)
    shelf = shelves(["result-2"])["result-2"]
    assert (shelf.taken_down, shelf.withdrawn) == (0, 1)


@pytest.mark.parametrize(("verb", "gone"), [("", 0), ("publish", 1), ("return", 0)])
def test_withdrawn_it_keeps_no_word_and_a_reader_who_saw_it_learns_why(zarina, verb, gone):
    receipt = handed_in(by=account("pavel"))
    if verb:
        decide_evidence(receipt.evidence, verb=verb, answer="A reason.", by=zarina)
    for _twice in range(2):
        withdraw_evidence(receipt.key)
    row = Evidence.objects.get()
    kept = (row.words, row.source_title, row.source_address, row.name, row.answer)
    assert (row.state, kept, row.source_read_on, row.writer) == ("withdrawn", ("",) * 5, None, None)
    shelf = shelves(["result-2"])["result-2"]
    assert (shelf.published, len(shelf.gone), shelf.waiting, shelf.returned) == ((), gone, 0, 0)
    assert Entry.objects.filter(deed="statistics.evidence_withdrawn").count() == 1


def test_the_audit_holds_codes_and_never_a_word(zarina):
    published(zarina, answer="Жауап")
    told = " ".join(str(entry.facts) for entry in Entry.objects.all())
    for word in ("есеп", "Павел", "example.org", "Жауап"):
        assert word not in told


@pytest.mark.parametrize(
    "broken",
    [
        {"source_title": ""},
        {"state": "withdrawn"},
        {"state": "published"},
        {"state": "returned", "answer": ""},
        {"state": "taken_down", "answer": "without a decision"},
        {"answer": "without a decision"},
    ],
)
def test_the_database_itself_refuses_what_breaks_a_rule(broken):
    row = handed_in().evidence
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.filter(pk=row.pk).update(**broken)


def test_two_questions_however_many_claims_and_pieces(zarina, django_assert_num_queries):
    for number in (1, 2, 3):
        published(zarina, number)
    for codes in (["result-2"], list(statements())):
        with django_assert_num_queries(2):
            shelves(codes)
