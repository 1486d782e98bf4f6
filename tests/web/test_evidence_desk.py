"""The editors' desk: there for them alone, and not for what they handed in themselves."""

import pytest

from kelisim.apps.statistics.models import Evidence
from kelisim.kernel.access.roles import Role
from tests.statistics.evidence import OFFER, account, handed_in, published
from tests.web.evidence_pages import signed_in, text, to

pytestmark = pytest.mark.django_db


@pytest.fixture
def zarina(db):
    return account("zarina", "secretariat")


ROLES = [role.value for role in Role if role not in {Role.PUBLIC, Role.PARTY}]


@pytest.mark.parametrize("role", ["", *ROLES])
def test_the_desk_is_there_for_the_editors_alone(client, role):
    row = handed_in().evidence
    addresses = [to("evidence-desk"), to("evidence-decide", row.pk)]
    assert [client.get(one).status_code for one in addresses] == [302, 302]
    signed_in(client, account("somebody", role))
    expected = 200 if role == "secretariat" else 404
    assert [client.get(one).status_code for one in addresses] == [expected] * 2
    sent = client.post(addresses[1], {"verb": "publish", "answer": ""})
    assert sent.status_code == (302 if role == "secretariat" else 404)
    assert Evidence.objects.get().state == ("published" if role == "secretariat" else "received")


def test_an_editor_finds_her_own_without_buttons_and_may_not_send_them(client, zarina):
    own = handed_in(by=zarina).evidence
    signed_in(client, zarina)
    body = text(client.get(to("evidence-decide", own.pk)))
    assert "Мұны өзіңіз тапсырғансыз" in body
    assert 'name="verb"' not in body
    assert client.post(to("evidence-decide", own.pk), {"verb": "publish"}).status_code == 403


def test_an_editor_reads_why_nothing_was_done(client, zarina):
    row = handed_in().evidence
    signed_in(client, zarina)
    body = text(client.post(to("evidence-decide", row.pk), {"verb": "return", "answer": ""}))
    assert "Неге қайтарып отырғаныңызды және авторы не істей алатынын жазыңыз" in body
    text(client.post(to("evidence-decide", row.pk), {"verb": "edit", "answer": "x", "words": "басқа"}))
    assert Evidence.objects.get().words == OFFER.words
    assert Evidence.objects.get().state == "received"


def test_an_editor_takes_down_what_was_public_and_the_page_says_why(client, zarina):
    row = published(zarina)
    signed_in(client, zarina)
    decide = to("evidence-decide", row.pk)
    assert 'value="publish"' not in text(client.get(decide))
    body = text(client.post(decide, {"verb": "take_down", "answer": ""}))
    assert "Неге алып тастағаныңызды жазыңыз" in body
    assert OFFER.words in text(client.get(to("claim-detail", "result-2")))
    assert client.post(decide, {"verb": "take_down", "answer": "Жеке адам туралы."}).status_code == 302
    body = text(client.get(to("claim-detail", "result-2")))
    assert OFFER.words not in body
    assert f"{row.reference} редакторлар алып тастады: тұжырымға қайшы. Жеке адам туралы." in body
    assert 'name="verb"' not in text(client.get(decide))
