"""Keys of the staff: made once, opened, locked, recovered by the printed code; the office's key lent on."""

from __future__ import annotations

import re
from datetime import date

from kelisim.apps.mediation.actions.enrol import enrol
from kelisim.apps.mediation.queries.people import office_holder, staff_holder
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.roles import Role
from kelisim.kernel.seal.models import Loan, Unlocked
from kelisim.web.mediation.cookies import KEYS
from tests import cast as story
from tests.cast import PASSPHRASE
from tests.web.staff_steps import done, errors, page

CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{5}(?:-[0-9A-HJKMNP-TV-Z]{5}){4}")
NEW = "жаңа ұзын құпия сөз"


def test_first_key_is_made_and_its_code_shown_once(cast, enter, to):
    client = enter(cast.saule, key=False)
    assert client.get(to("unlock"))["Location"] == to("key-make")
    assert errors(client, to("key-make"), {"passphrase": "қысқа", "again": "қысқа"}) == {"passphrase"}
    assert errors(client, to("key-make"), {"passphrase": NEW, "again": PASSPHRASE}) == {"again"}
    assert staff_holder(cast.saule.pk) is None
    made = client.post(to("key-make"), {"passphrase": NEW, "again": NEW})
    assert len(CODE.findall(made.content.decode())) == 1
    assert NEW not in made.content.decode()
    assert client.get(to("key-make"))["Location"] == to("unlock")
    assert errors(client, to("key-make"), {"passphrase": NEW, "again": NEW}) == {"__all__"}


def test_unlock_opens_and_lock_closes(cast, enter, to):
    told = story.received(cast)
    client = enter(cast.aizhan, key=False)
    address = to("case-detail", number=str(told.case))
    assert story.ESSENCE not in page(client, address)
    assert errors(client, to("unlock"), {"passphrase": "қате сөз болады", "next": address}) == {"passphrase"}
    assert KEYS not in client.cookies
    assert done(client, to("unlock"), {"passphrase": PASSPHRASE, "next": address}) == address
    cookie = client.cookies[KEYS]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Strict")
    assert story.ESSENCE in page(client, address)
    done(client, to("lock"), {"next": address})
    assert Unlocked.objects.count() == 0
    assert story.ESSENCE not in page(client, address)


def test_half_an_hour_without_use_locks(cast, enter, to, clock):
    told = story.received(cast)
    client = enter(cast.aizhan)
    clock.shift(31 * 60)
    assert story.ESSENCE not in page(client, to("case-detail", number=str(told.case)))


def test_unlock_leads_nowhere_else(cast, enter, to):
    client = enter(cast.aizhan, key=False)
    for elsewhere in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        assert done(client, to("unlock"), {"passphrase": PASSPHRASE, "next": elsewhere}) == to("desk")


def test_printed_code_gives_a_new_passphrase_and_is_spent(cast, enter, to):
    code = enrol(cast.saule, PASSPHRASE, by=None)
    client = enter(cast.saule, key=False)
    typed = {"passphrase": NEW, "again": NEW}
    assert errors(client, to("key-recover"), {**typed, "code": "AAAAA-BBBBB"}) == {"code"}
    made = client.post(to("key-recover"), {**typed, "code": code.lower().replace("-", " ")})
    fresh = CODE.findall(made.content.decode())
    assert len(fresh) == 1
    assert fresh[0] != code
    assert errors(client, to("key-recover"), {**typed, "code": code}) == {"code"}
    done(client, to("unlock"), {"passphrase": NEW})


def test_another_persons_cookie_opens_nothing(cast, enter, to):
    told = story.received(cast)
    left_behind = enter(cast.daniyar).cookies[KEYS].value
    client = enter(cast.aizhan, key=False)
    client.cookies[KEYS] = left_behind
    assert story.ESSENCE not in page(client, to("case-detail", number=str(told.case)))


def test_office_key_is_lent_to_a_colleague(cast, enter, to):
    RoleHolding.objects.create(
        user=cast.pavel,
        role=Role.CLERK,
        body=cast.office.code,
        territory=cast.district,
        since=date(2020, 1, 1),
    )
    enrol(cast.pavel, PASSPHRASE, by=None)
    client = enter(cast.aizhan)
    assert cast.pavel.name in page(client, to("office-keys"))
    lend = {"office": cast.office.code, "to": str(cast.pavel.pk)}
    done(client, to("office-keys"), lend)
    done(client, to("office-keys"), lend)
    assert Loan.objects.filter(clerk__user=cast.pavel).count() == 1
    assert cast.pavel.name not in page(client, to("office-keys"))


def test_office_keys_are_for_clerks(cast, enter, to):
    for who in (cast.daniyar, cast.timur, cast.pavel):
        assert enter(who, key=False).get(to("office-keys")).status_code == 404
    client = enter(cast.aizhan)
    done(client, to("office-keys"), {"office": "council-75"})
    lend = {"office": cast.office.code, "to": str(cast.timur.pk)}
    assert client.post(to("office-keys"), lend).status_code == 403
    assert Loan.objects.count() == 1


def test_a_clerk_left_and_the_office_gets_a_new_key(cast, enter, to):
    told = story.received(cast)
    old = office_holder(cast.office.code)
    client = enter(cast.aizhan)
    assert done(client, to("office-keys"), {"office": cast.office.code, "renew": "on"}) == to("unlock")
    assert office_holder(cast.office.code) != old
    address = to("case-detail", number=str(told.case))
    assert story.ESSENCE not in page(client, address)
    done(client, to("unlock"), {"passphrase": PASSPHRASE})
    assert story.ESSENCE in page(client, address)
