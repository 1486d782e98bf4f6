"""What is lost, and what each is told: a side, the staff, an applicant without an office; consents."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from kelisim.apps.mediation.actions.open_escrow import Ground, open_escrow
from kelisim.apps.mediation.actions.renew_secret import renew_secret
from kelisim.apps.mediation.actions.return_key import return_key
from kelisim.apps.mediation.actions.share_note import share_note
from kelisim.apps.mediation.actions.unlock import unlock
from kelisim.apps.mediation.actions.withdraw import withdraw
from kelisim.apps.mediation.actions.write_note import Note, write_note
from kelisim.apps.mediation.errors import WrongPassphrase
from kelisim.apps.mediation.models import Case, Item
from kelisim.kernel.seal.models import EscrowSet
from kelisim.web.mediation.apply.forms import OfficeScreen
from tests import cast as story
from tests.web.staff_steps import done, errors, page

STATEMENT = "Жеке куәлігімен келді."


def come_in(client, to, told, secret):
    client.cookies.clear()
    assert client.post(to("my-case"), {"number": str(told.case), "secret": secret}).status_code == 302
    return client.get(to("my-case"))


def test_a_side_reads_every_opening_of_her_case_and_nothing_an_officer_wrote(cast, client, to):
    told = story.running(cast)
    secret = renew_secret(told.party("A"), by=cast.aizhan)
    ground = Ground(reason="secret_lost", statement=STATEMENT, to="A")
    open_escrow(told.case, ground=ground, by=cast.marat, keys=cast.keys(cast.marat))
    for who, code in (("A", secret), ("B", told.secret("B"))):
        shown = come_in(client, to, told, code)
        [opened] = shown.context["sight"].kept.opened
        assert (opened.reason, opened.to, opened.label) == (
            "Тарап құпия кодын жоғалтты",
            "өтініш берушіге",
            "екінші уәкілді күтеді",
        ), who
        assert STATEMENT not in shown.content.decode()
        assert cast.marat.name not in shown.content.decode()
    return_key(told.case, to="A", by=cast.gulnar, keys=cast.keys(cast.gulnar))
    shown = come_in(client, to, told, secret)
    assert [one.label for one in shown.context["sight"].kept.opened] == ["кілт қайтарылды"]
    assert story.ESSENCE in shown.content.decode()


def test_a_side_takes_a_consent_back_on_her_page(cast, client, to):
    told = story.running(cast)
    vera, keys = told.party("A"), told.keys("A")
    write_note(told.case, note=Note(room="private", text="жеке сөз"), once="p", by=vera, keys=keys)
    share_note(Item.objects.get(compartment="private:A"), by=vera, keys=keys)
    theirs = come_in(client, to, told, told.secret("B")).context["sight"].kept.given
    assert [bool(one.key) for one in theirs if one.version] == [False]
    mine = come_in(client, to, told, told.secret("A")).context["sight"].kept.given
    [note] = [one for one in mine if one.version]
    assert (note.who, note.version, note.whom) == (story.VERA.name, 1, "екі тарапқа және медиаторға")
    done(client, to("my-case-deed", "take-back"), {"consent": note.key})
    assert "жеке сөз" not in come_in(client, to, told, told.secret("B")).content.decode()


def test_passphrase_and_code_lost_a_new_key_is_made_and_the_old_one_opens_nothing(cast, enter, to):
    told = story.received(cast)
    client = enter(cast.aizhan, key=False)
    assert to("key-anew") in page(client, to("key-recover"))
    new = "жаңа ұзын құпия сөйлем"
    assert errors(client, to("key-anew"), {"passphrase": new, "again": new}) == {"lost"}
    short = {"passphrase": "қысқа", "again": "қысқа", "lost": "on"}
    assert errors(client, to("key-anew"), short) == {"passphrase"}
    made = client.post(to("key-anew"), {"passphrase": new, "again": new, "lost": "on"})
    assert made.context["code"]
    with pytest.raises(WrongPassphrase):
        unlock(cast.aizhan, story.PASSPHRASE)
    assert story.ESSENCE not in page(client, to("case-detail", number=str(told.case)))


def test_where_nobody_can_keep_it_secret_no_application_is_taken_and_the_page_says_what_to_do(
    cast, client, to
):
    answers = {"region": cast.region.code}
    assert not OfficeScreen(answers=answers).nobody
    EscrowSet.objects.update(until=timezone.now())
    form = OfficeScreen(answers=answers)
    assert (form.nobody, form.in_person) == (True, [cast.office])


def test_the_council_confirms_a_list_and_its_keys_are_destroyed(cast, enter, to, clock):
    Authenticator.objects.get_or_create(user=cast.gulnar, type=Authenticator.Type.TOTP, defaults={"data": {}})
    told = story.received(cast)
    withdraw(told.case, by=told.party("A"))
    clock.shift(timedelta(days=365 * 3 + 2).total_seconds())
    for name in ("aizhan", "saule", "timur"):
        assert enter(getattr(cast, name), key=False).get(to("council-keeping")).status_code == 404
    client = enter(cast.marat, key=False)
    shown = client.get(to("council-keeping"))
    assert [row["number"] for row in shown.context["rows"]] == [str(told.case)]
    assert shown.context["unverified"]
    listed = json.loads(client.get(to("council-keeping") + "?format=json").content)["rows"]
    assert [row["number"] for row in listed] == [str(told.case)]
    done(client, to("council-keeping"), {"case": told.case.pk})
    assert told.case.wraps.exists()
    done(client, to("council-keeping"), {"case": [told.case.pk, "x", "0"], "looked": "on"})
    assert not told.case.wraps.exists()
    assert Case.objects.filter(pk=told.case.pk).exists()
    assert client.get(to("council-keeping")).context["rows"] == []
