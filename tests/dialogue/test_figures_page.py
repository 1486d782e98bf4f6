"""The facilitator's page: live figures for whoever leads, a publication asked for, a refusal told."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from kelisim.apps.dialogue.actions.ask_publication import ask_publication, under_way
from kelisim.apps.dialogue.actions.moderate import reject
from kelisim.apps.dialogue.actions.refresh import refresh
from kelisim.apps.dialogue.models import Conversation, Result, Statement
from kelisim.apps.dialogue.tasks import publish_one
from kelisim.kernel.access.door import Refused
from tests.dialogue.people import two_camps
from tests.web.staff_steps import done, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def address():
    with override("kk"):
        return reverse("conversation-figures", args=["water"])


def test_figures_are_told_and_a_publication_is_asked_for_once(client, conversation, asel, address):
    two_camps(conversation, each=20)
    refresh(conversation)
    client.force_login(asel)
    text = page(client, address)
    for words in ("есепке алынған адамдар", "<svg", "A: бес адамнан азы", "Алғашқы ондағы осал пікірлер"):
        assert words in text, words
    done(client, address, {})
    assert under_way(Conversation.objects.get())
    assert ask_publication(conversation, by=asel) is False
    assert "Жарияланым есептелуде" in page(client, address)
    publish_one(conversation.pk, asel.pk)
    assert Result.objects.get().counted == 40
    assert not under_way(Conversation.objects.get())
    assert client.get(address + "?format=csv").content.decode().count("\n") == 2


def test_what_the_job_refuses_is_told_and_not_tried_again(client, conversation, asel, address):
    two_camps(conversation, each=20)
    publish_one(conversation.pk, asel.pk)
    two_camps(conversation, each=2, start=20)
    refresh(conversation)
    client.force_login(asel)
    done(client, address, {})
    publish_one(conversation.pk, asel.pk)
    text = page(client, address)
    assert "жаңадан саналған адам саны: 4" in text
    assert "жаңадан есепке алынғандар: 4" in text
    assert Result.objects.count() == 1


def test_before_the_first_votes_it_says_so_and_others_find_nothing(
    client, conversation, asel, bolat, address
):
    client.force_login(asel)
    assert "Әзірге сандар жоқ" in page(client, address)
    client.force_login(bolat)
    assert client.get(address).status_code == 404
    with pytest.raises(Refused):
        ask_publication(conversation, by=bolat)


def test_figures_are_computed_anew_when_statements_are_decided_on_not_only_when_votes_come(
    conversation, asel, bolat
):
    two_camps(conversation, each=8)
    refresh(conversation)
    assert refresh(conversation) is None
    reject(Statement.objects.get(number=0), reason="several", by=bolat)
    assert refresh(conversation).document["live"] == 11


@pytest.mark.parametrize("each", [8, 12])
def test_it_asks_as_often_for_many_as_for_few(
    client, conversation, asel, address, each, django_assert_num_queries
):
    two_camps(conversation, each=each)
    refresh(conversation)
    client.force_login(asel)
    page(client, address)
    with django_assert_num_queries(10):
        page(client, address)
