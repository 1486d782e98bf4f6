"""The settlement in full: typed, stopped where it is vague, printed; every paper in the case's language."""

from __future__ import annotations

import re

import pytest
from django.utils.translation import override

from kelisim.apps.mediation.actions.draft_settlement import draft_settlement
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import documents, notices_of, outcomes_of
from kelisim.apps.mediation.queries.application_of import application
from kelisim.kernel.documents.typeset import typeset
from tests import cast as story
from tests.mediation.languages import strangers
from tests.web.paper_reading import extended, leader, printed, side_of, words_of
from tests.web.staff_steps import done

SETTLEMENT = {
    "text": "Тараптар татуласты.",
    "full": "part",
    "rest": "Ауланы бөлу шешілген жоқ.",
    "property": "Абай даңғылы, 5, тізілімдегі нөмірі 12",
    "international": "on",
    "prevailing": "ru",
    "rows": "1",
    "debtor_1": "B",
    "creditor_1": "A",
    "kind_1": "pay",
    "what_1": "Шарбақ құнын төлеу",
    "amount_1": "40000",
    "due_on_1": "2026-05-01",
    "schedule_1": "екі бөлікпен, ай сайын",
}


def test_a_settlement_says_who_is_owed_how_much_and_what_stays_open(cast, enter, to):
    told = story.running(cast, languages=("kk", "ru"))
    client = enter(leader(told))
    write = to("mediator-deed", number=str(told.case), deed="settlement")
    done(client, write, SETTLEMENT)
    again = client.get(write).context["form"]
    assert {name: str(again[name].value()) for name in SETTLEMENT} == SETTLEMENT | {"international": "True"}
    words = words_of(client.get(to("case-paper", number=str(told.case), name="settlement")))
    for word in (
        *("дау ішінара реттелді", SETTLEMENT["rest"], SETTLEMENT["property"], SETTLEMENT["schedule_1"]),
        *("40 000", "мүлікке құқықты тіркеуге негіз", "Сингапур", "орыс"),
    ):
        assert word in words.replace("\xa0", " ")
    _client, shown = side_of(told, "B")
    assert all(SETTLEMENT[name] in shown for name in ("rest", "property", "schedule_1"))


VAGUE = (
    ({"amount_1": ""}, "amount_1"),
    ({"amount_1": "0"}, "amount_1"),
    ({"what_1": "Бірдеңе төлейді"}, "what_1"),
    ({"due_on_1": "", "event_1": "Жақын арада"}, "event_1"),
    ({"due_on_1": "", "event_1": "по возможности"}, "event_1"),
    ({"due_on_1": ""}, "due_on_1"),
    ({"creditor_1": "B"}, "creditor_1"),
    ({"prevailing": "en"}, "prevailing"),
)


def test_vague_wording_is_stopped_at_its_field(cast, enter, to):
    told = story.running(cast, languages=("kk", "ru"))
    client = enter(leader(told))
    write = to("mediator-deed", number=str(told.case), deed="settlement")
    for change, wrong in VAGUE:
        assert client.post(write, SETTLEMENT | change).context["form"].errors.keys() == {wrong}, change
    assert not told.case.items.filter(kind=ItemKind.SETTLEMENT).exists()


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_the_whole_pile_of_a_case_is_in_its_language_whatever_the_readers(cast, lang):
    told = extended(story.running(cast, language=lang))
    user = leader(told)
    draft_settlement(told.case, terms=story.SETTLEMENT, by=user, keys=cast.keys(user))
    for who in "ABM":
        told.sign(ItemKind.SETTLEMENT, who)
    case, keys = told.refreshed(), told.keys("A")
    with override("ru" if lang == "kk" else "kk"):
        sheets = [
            application(case, keys),
            notices_of.acceptance(case, case.offers.last()),
            notices_of.protocol(case.sessions.first()),
            notices_of.certificate(case),
            *(documents.signed_sheet(case, kind, keys) for kind in (ItemKind.AGREEMENT, ItemKind.SETTLEMENT)),
            *(make(case) for make in (outcomes_of.extension, outcomes_of.follow_up, outcomes_of.attestation)),
            outcomes_of.enforcement(case, keys),
        ]
    for sheet in sheets:
        words = without_what_people_typed(printed(typeset(sheet)), told)
        assert strangers(words, lang) == set(), sheet.title


def without_what_people_typed(words, told):
    """What is left of a document once names and typed texts are taken out."""
    case: Case = told.case
    office, mediator = case.office, case.mediator
    typed = {
        *(office.name_kk, office.address_kk, mediator.tenure.person.name, mediator.register_no),
        *(story.ESSENCE, story.SHORT_TEXT, story.SETTLEMENT.text, str(case)),
        *(f"{one.what} {one.how} {one.event} {one.otherwise}" for one in story.SETTLEMENT.promises),
        *(" ".join(filter(None, vars(who).values())) for who in (story.VERA, story.RUSTAM)),
    }
    gone = {word.strip(".,:;()«»") for text in typed for word in text.split()}
    digests = re.compile(r"[0-9a-f]{16}")
    kept = [word.strip(".,:;()«»") for word in digests.sub("", words).split()]
    return " ".join(word for word in kept if word not in gone)
