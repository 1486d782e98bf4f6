"""The clerk's desk and the page of a case: what waits, what is late, every deed from route to proposal."""

from __future__ import annotations

import pytest

from kelisim.apps.mediation.actions.open_case import open_case
from kelisim.apps.mediation.errors import NoSuchCase
from kelisim.apps.mediation.models import Case, Move, Offer
from kelisim.apps.mediation.models.case import Route
from kelisim.apps.mediation.queries import people
from kelisim.apps.mediation.queries.application import Side
from kelisim.apps.mediation.queries.people import Identity
from kelisim.apps.mediation.states import Closing, State
from kelisim.apps.registry.models import Organisation
from kelisim.kernel.queue.models import Asked
from tests import cast as story
from tests.web.staff_steps import done, errors, page


def deed(to, told, name):
    """The address of a clerk's deed."""
    return to("case-deed", number=str(told.case), deed=name)


def other(cast, number, **changes):
    """One more application."""
    return story.submit(cast.application(**changes), once=f"{number:024d}").case


def test_desk_lists_the_next_clock_first_and_says_what_is_late(cast, enter, to, clock):
    late = other(cast, 1)
    clock.shift(40 * 86400)
    fresh = other(cast, 2, topic="family")
    client = enter(cast.aizhan)
    response = client.get(to("office-desk"))
    rows = [(row.number, row.late, row.names) for row in response.context["rows"]]
    names = f"{story.VERA.name} · {story.RUSTAM.name}"
    assert rows == [(str(late), True, names), (str(fresh), False, names)]
    assert [(tab.code, tab.number) for tab in response.context["tabs"]] == [
        ("waiting", 2),
        ("late", 1),
        ("", 2),
    ]
    for query, expected in (
        ("?show=late", [late]),
        ("?topic=family", [fresh]),
        ("?state=triaged", []),
        ("?state=nonsense&topic=nonsense&show=nonsense", [late, fresh]),
    ):
        listed = client.get(to("office-desk") + query).context["rows"]
        assert [row.number for row in listed] == [str(one) for one in expected], query


def test_a_case_is_found_by_number_and_by_name_in_any_alphabet(cast, enter, to):
    told = story.received(cast)
    client = enter(cast.aizhan)
    for typed in (str(told.case), told.case.number.lower(), "Сағындық", "sagyndyq", "Ким Вера", "VERA KIM"):
        found = client.post(to("office-desk"), {"q": typed}).context["rows"]
        assert [row.number for row in found] == [str(told.case)], typed
    for typed in ("Саг", "Ахметов", "Ким Ахметов", "0000-0000-0", "!"):
        assert client.post(to("office-desk"), {"q": typed}).context["rows"] == [], typed
    assert client.post(to("office-desk"), {"q": ""}).context["find"].errors


def test_route_is_chosen_and_chosen_anew(cast, enter, to):
    told = story.received(cast)
    client = enter(cast.aizhan, key=False)
    assert deed(to, told, "route") in page(client, to("case-detail", number=str(told.case)))
    assert errors(client, deed(to, told, "route"), {"to": "mediation", "rule": ""}) == {"rule"}
    assert errors(client, deed(to, told, "route"), {"to": "war", "rule": "scope_civil"}) == {"to"}
    done(client, deed(to, told, "route"), {"to": "answer", "rule": "scope_civil"})
    done(client, deed(to, told, "route"), {"to": "mediation", "rule": "scope_civil"})
    done(client, deed(to, told, "route"), {"to": "mediation", "rule": "scope_civil"})
    case = Case.objects.get()
    assert (case.state, case.route, case.moves.filter(verb="route").count()) == (
        State.TRIAGED,
        Route.MEDIATION,
        2,
    )


def test_consultation_once(cast, enter, to):
    told = story.received(cast)
    client = enter(cast.aizhan, key=False)
    address = deed(to, told, "consult")
    assert errors(client, address, {"minutes": "0", "once": "a"}) == {"minutes"}
    done(client, address, {"minutes": "20", "once": "a"})
    done(client, address, {"minutes": "20", "once": "a"})
    done(client, address, {"minutes": "15", "once": "b", "settles": "on"})
    case = Case.objects.get()
    assert (case.state, case.closing) == (State.CLOSED, Closing.CONSULTED)
    assert case.moves.filter(verb="consult").count() == 2
    paper = client.get(to("case-paper", number=str(case), name="consultation"))
    assert paper.content.startswith(b"%PDF")


def _letter_ends(cast, enter, to, told, name, data):
    client = enter(cast.aizhan, key=False)
    assert client.get(deed(to, told, name))["Location"].startswith(to("unlock"))
    client = enter(cast.aizhan)
    done(client, deed(to, told, name), data)
    done(client, deed(to, told, name), data)
    paper = client.get(to("case-paper", number=str(told.case), name="letter"))
    assert paper.content.startswith(b"%PDF")
    assert data["text"] in page(client, to("case-detail", number=str(told.case)))
    return told.refreshed().closing


def test_answer(cast, enter, to):
    told = story.triaged(cast)
    assert errors(enter(cast.aizhan), deed(to, told, "answer"), {"text": " "}) == {"text"}
    assert _letter_ends(cast, enter, to, told, "answer", {"text": "Жауап"}) == Closing.ANSWERED


def test_refer_out(cast, enter, to):
    told = story.triaged(cast)
    Organisation.objects.create(
        code="court-1", kind="court", external=True, name_kk="Сот", name_ru="Суд", name_en="Court"
    )
    data = {"text": "Сотқа жолданды", "to": "court-1"}
    assert errors(enter(cast.aizhan), deed(to, told, "refer-out"), {**data, "to": "x"}) == {"to"}
    assert _letter_ends(cast, enter, to, told, "refer-out", data) == Closing.REFERRED


def test_refusal_rests_on_a_verified_rule(cast, enter, to):
    told = story.triaged(cast)
    client = enter(cast.aizhan)
    form = client.get(deed(to, told, "refuse")).context["form"]
    offered = {code for code, _label in form.fields["rule"].choices}
    assert "bar_corruption" in offered
    assert not offered & {"scope_civil", "bar_other_laws", "stage_commission"}
    data = {"text": "Мүмкін емес", "rule": "bar_corruption", "elsewhere": "Прокуратура"}
    assert errors(client, deed(to, told, "refuse"), {**data, "rule": "scope_civil", "elsewhere": ""}) == {
        "rule",
        "elsewhere",
    }
    assert _letter_ends(cast, enter, to, told, "refuse", data) == Closing.INADMISSIBLE


def test_invitation_is_made_shown_printed_and_sent_again(cast, enter, to):
    told = story.triaged(cast)
    client = enter(cast.aizhan)
    shown = done(client, deed(to, told, "invite"), {"answer_days": "10"})
    assert shown == to("case-invitation", number=str(told.case))
    token = people.identity(told.party("B")).token
    assert token in page(client, shown)
    assert done(client, deed(to, told, "invite"), {"answer_days": "10"}) == shown
    assert people.identity(told.party("B")).token == token
    paper = client.get(to("case-paper", number=str(told.case), name="invitation"))
    assert paper.content.startswith(b"%PDF")
    again = Asked.objects.filter(key__startswith="invite-again:")
    done(client, deed(to, told, "resend"), {"once": "x"})
    done(client, deed(to, told, "resend"), {"once": "x"})
    assert again.count() == 1


def test_a_careful_case_is_judged_first(cast, enter, to):
    told = story.triaged(cast, careful=True)
    client = enter(cast.aizhan)
    assert errors(client, deed(to, told, "invite"), {"answer_days": "10"}) == {"safe"}
    done(client, deed(to, told, "invite"), {"answer_days": "10", "safe": "on"})
    assert told.refreshed().state == State.INVITING
    assert client.get(deed(to, told, "resend"))["Location"] == to("case-detail", number=str(told.case))


def test_contact_is_added_before_inviting(cast, enter, to):
    nobody = Side(who=Identity(name="Рүстем"))
    told = story.triaged(cast, other=nobody)
    client = enter(cast.aizhan)
    refused = client.post(deed(to, told, "invite"), {"answer_days": "10"})
    assert refused.context["form"].non_field_errors()
    address = deed(to, told, "other-contact")
    assert errors(client, address, {"name": "Рүстем"}) == {"phone"}
    done(client, address, {"name": "Рүстем", "phone": "+77010000009"})
    done(client, deed(to, told, "invite"), {"answer_days": "10"})
    assert people.identity(told.party("B")).phone == "+77010000009"


def test_the_list_says_why_and_the_first_is_asked(cast, enter, to):
    told = story.proposing(cast)
    client = enter(cast.aizhan)
    response = client.get(deed(to, told, "propose"))
    listed = response.context["form"].listed
    assert [(one.rank, one.name) for one in listed.ranked] == [
        (1, "Daniyar Һәкімұлы"),
        (2, "Kamila Һәкімұлы"),
    ]
    assert [one.reasons.count(" · ") for one in listed.ranked] == [3, 3]
    assert "150,0" in listed.ranked[1].terms
    assert len(listed.not_used) == 6
    first = str(cast.mediators["daniyar"].pk)
    done(client, deed(to, told, "propose"), {"mediator": first})
    assert Offer.objects.get().mediator == cast.mediators["daniyar"]
    assert client.get(deed(to, told, "propose"))["Location"] == to("case-detail", number=str(told.case))
    assert "Daniyar Һәкімұлы" in page(client, to("case-detail", number=str(told.case)))


def test_another_than_the_first_needs_a_reason(cast, enter, to):
    told = story.proposing(cast)
    client = enter(cast.aizhan)
    second = {"mediator": str(cast.mediators["kamila"].pk)}
    assert errors(client, deed(to, told, "propose"), second) == {"override"}
    assert errors(client, deed(to, told, "propose"), {"mediator": "999999"}) == {"mediator"}
    done(client, deed(to, told, "propose"), {**second, "override": "sides_wish"})
    offer = Offer.objects.get()
    assert (offer.mediator, offer.override) == (cast.mediators["kamila"], "sides_wish")


def test_languages_widen_the_list(cast, enter, to):
    told = story.proposing(cast, language="tr")
    client = enter(cast.aizhan)
    assert client.get(deed(to, told, "propose")).context["form"].listed.ranked == []
    widened = deed(to, told, "propose") + "?languages=ru&languages=nonsense"
    assert len(client.get(widened).context["form"].listed.ranked) == 2
    done(client, widened, {"mediator": str(cast.mediators["daniyar"].pk)})
    assert Offer.objects.count() == 1


def test_nobody_fits_closes_together_with_the_sides(cast, enter, to):
    told = story.proposing(cast)
    client = enter(cast.aizhan)
    done(client, deed(to, told, "no-mediator"), {})
    done(client, deed(to, told, "no-mediator"), {})
    assert told.refreshed().closing == Closing.NO_MEDIATOR


def test_a_step_that_is_over_leads_back_to_the_case(cast, enter, to):
    told = story.inviting(cast)
    client = enter(cast.aizhan)
    assert client.get(deed(to, told, "route"))["Location"] == to("case-detail", number=str(told.case))
    late = client.post(deed(to, told, "route"), {"to": "answer", "rule": "scope_civil"})
    assert late.context["form"].non_field_errors()
    assert Move.objects.filter(verb="route").count() == 1


@pytest.mark.parametrize("stage", ["received", "triaged", "inviting", "proposing", "offered", "settled"])
@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_the_page_of_a_case_stands_in_every_state(cast, enter, to, stage, lang):
    told = getattr(story, stage)(cast)
    client = enter(cast.aizhan)
    text = page(client, to("case-detail", number=str(told.case), lang=lang))
    assert story.VERA.name in text
    assert (story.ESSENCE in text) == (stage != "settled")


def test_a_lost_secret_is_replaced_after_a_look_at_the_card(cast, enter, to):
    told = story.proposing(cast)
    client = enter(cast.aizhan, key=False)
    address = to("case-secret", number=str(told.case))
    assert errors(client, address, {"side": "B"}) == {"checked"}
    made = client.post(address, {"side": "B", "checked": "on"}).context["secret"]
    assert open_case(str(told.case), made).who == told.party("B")
    with pytest.raises(NoSuchCase):
        open_case(str(told.case), told.secret("B"))
    for who, status in ((cast.saule, 403), (cast.daniyar, 404), (cast.timur, 404)):
        assert enter(who, key=False).post(address, {"side": "A", "checked": "on"}).status_code == status
