"""An application at the desk: every error at once, read back, sent once, receipted; nothing kept between."""

from __future__ import annotations

import pytest

from kelisim.apps.mediation.actions.open_case import open_case
from kelisim.apps.mediation.models import Case, Move
from kelisim.apps.mediation.queries import people
from kelisim.kernel.packs.triage import questions
from kelisim.kernel.seal.models import Holder
from tests import cast as story
from tests.web.staff_steps import page

TYPED = {
    "channel": "telephone",
    "office": "office-751",
    "territory": "751100000",
    "acts_as": "self",
    "applicant_kind": "person",
    "applicant_name": "Вера Ким",
    "applicant_phone": "+77010000001",
    "other_kind": "person",
    "other_name": "Рүстем Сағындық",
    "other_phone": "+77010000002",
    "topic": "neighbours",
    "essence": story.ESSENCE,
    "language": "kk",
    "languages": ["ru", "en"],
    "notice": "on",
    "once": "w" * 24,
}


@pytest.fixture
def typed():
    """Everything a clerk types, the guided start answered with each question's first answer."""
    return {**TYPED, **{f"triage_{one.code}": one.answers[0].code for one in questions()}}


def test_read_back_and_sent_once(cast, enter, to, typed):
    client = enter(cast.aizhan, key=False)
    assert 'name="essence"' in page(client, to("walk-in"))
    back = client.post(to("walk-in"), {**typed, "go": "check"}).content.decode()
    assert Case.objects.count() == 0
    assert [story.ESSENCE in back, "Вера Ким" in back, "Телефон" in back] == [True] * 3
    first = client.post(to("walk-in"), {**typed, "go": "send"})
    again = client.post(to("walk-in"), {**typed, "go": "send"})
    receipt = first.context["receipt"]
    assert again.context["receipt"].secret == receipt.secret
    case = Case.objects.get()
    assert (case.channel, case.topic, case.languages, case.track) == (
        "telephone",
        "neighbours",
        "kk ru en",
        "civil",
    )
    assert Move.objects.get(verb="submit").user == cast.aizhan
    assert open_case(receipt.number, receipt.secret).who.case == case
    assert people.identities(case)["B"].name == "Рүстем Сағындық"
    assert first.content.decode().count(receipt.secret) == 1


def test_every_error_at_once_and_nothing_lost(cast, enter, to, typed):
    client = enter(cast.aizhan, key=False)
    wrong = {**typed, "applicant_phone": "", "essence": "", "triage_safety": "", "office": "x", "go": "check"}
    del wrong["notice"]
    response = client.post(to("walk-in"), wrong)
    found = {name for section in response.context["wrong"] for name in section.errors}
    assert found == {"applicant_phone", "essence", "triage_safety", "office", "notice"}
    text = response.content.decode()
    assert (text.count('id="errors-title"'), "Рүстем Сағындық" in text) == (1, True)
    assert (Case.objects.count(), Holder.objects.filter(kind="party").count()) == (0, 0)


def test_change_goes_back_with_everything_typed(cast, enter, to, typed):
    client = enter(cast.aizhan, key=False)
    text = client.post(to("walk-in"), {**typed, "go": "change"}).content.decode()
    assert [story.ESSENCE in text, 'value="Вера Ким"' in text] == [True, True]


def test_danger_makes_a_careful_case(cast, enter, to, typed):
    client = enter(cast.aizhan, key=False)
    client.post(to("walk-in"), {**typed, "triage_safety": "yes", "go": "send"})
    assert Case.objects.get().careful


def test_for_clerks_of_the_office_alone(cast, enter, to, typed):
    for who in (cast.daniyar, cast.saule, cast.timur, cast.pavel):
        client = enter(who, key=False)
        assert client.get(to("walk-in")).status_code == 404
        assert client.post(to("walk-in"), {**typed, "go": "send"}).status_code == 404
    assert Case.objects.count() == 0


def test_an_office_without_keys_says_so(cast, enter, to):
    Holder.objects.filter(kind="office").delete()
    text = page(enter(cast.aizhan, key=False), to("walk-in"))
    assert to("office-keys") in text
    assert 'name="essence"' not in text
