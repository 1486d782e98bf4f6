"""The return slip of a referral that came in: four statuses with their days, and nobody's name."""

from __future__ import annotations

import pytest
from django.utils import timezone
from django.utils.translation import override

from kelisim.apps.mediation.actions.open_from_referral import Told, open_from_referral
from kelisim.apps.mediation.actions.take_referrals import take_referrals
from kelisim.apps.mediation.models import Referral
from kelisim.kernel.texts import say
from tests.mediation.receiving_office import second_office
from tests.mediation.referring import CANARY, ROW, make_union, read
from tests.web.paper_reading import printed
from tests.web.staff_steps import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def referral(cast):
    union = make_union(cast)
    row = {**ROW, "territory": cast.district.code, "office": cast.office.code}
    (one,) = take_referrals(union, read(union, row), by=union.officer)
    one.officer = union.officer
    return one


def test_office_and_institution_print_it_as_it_stands(cast, referral, enter, to):
    address = to("referral-slip", referral.uid)
    told = Told(essence="Жалақы үш ай төленбеді.", notice=True)
    open_from_referral(referral, told, once="r" * 24, by=cast.aizhan)
    for reader, found in ((cast.aizhan, "referral-receive"), (referral.officer, "referrer-desk")):
        client = enter(reader, key=False)
        args = [referral.uid] if found == "referral-receive" else []
        assert address in page(client, to(found, *args))
        answer = client.get(address)
        assert answer["Content-Disposition"] == 'inline; filename="return-slip.pdf"'
        text = printed(answer.content)
        with override("kk"):
            today = say.date(timezone.localdate())
        assert (text.count(today) >= 2, "КО-17/2026" in text, "Кәсіподақ" in text) == (True, True, True)
        assert not {word for word in (CANARY, str(Referral.objects.get().case), "төленбеді") if word in text}


def test_others_find_none(cast, referral, enter, to):
    address, other = to("referral-slip", referral.uid), second_office(cast)
    for stranger in (cast.daniyar, cast.saule, cast.oksana, cast.timur):
        assert enter(stranger, key=False).get(address).status_code == 404
    cast.aizhan.holdings.update(body=other.code)
    assert enter(cast.aizhan, key=False).get(address).status_code == 404
