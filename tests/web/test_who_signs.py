"""Who signs a settlement is the law of the day of its agreement, in one place; the form is told."""

from __future__ import annotations

from datetime import date

import pytest

from kelisim.apps.mediation.actions.draft_settlement import draft_settlement
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import law, signatures
from kelisim.apps.mediation.queries.working_day import next_of, with_next
from kelisim.web.mediation.staff.agreement_deeds import a_side_unsigned, unsigned
from tests import cast as stories
from tests.cast import SETTLEMENT
from tests.mediation.signing_ways import on_key

pytestmark = pytest.mark.django_db
PAPER = ItemKind.SETTLEMENT


def waiting(cast, agreed_on=None):
    """A settlement nobody has signed, in a case agreed on a day."""
    story = stories.running(cast)
    user = story.refreshed().mediator.user
    draft_settlement(story.case, terms=SETTLEMENT, by=user, keys=cast.keys(user))
    if agreed_on:
        Case.objects.filter(pk=story.case.pk).update(agreed_on=agreed_on)
    return story


def stand(story):
    """Who is missing, what the mediator's and the sides' deeds ask, what her day says."""
    case = story.refreshed()
    (row,) = with_next(Case.objects.filter(pk=case.pk))
    missing = "".join(signatures.missing(case, signatures.draft(case, PAPER)))
    return missing, unsigned(case, PAPER), a_side_unsigned(case, PAPER), next_of(row).what


def without_sessions(story):
    story.case.sessions.all().delete()
    return story


def test_under_the_law_of_2021_the_sides_alone_sign_and_nothing_asks_the_mediator(cast):
    story = without_sessions(waiting(cast, date(2021, 6, 1)))
    assert stand(story) == ("AB", False, True, "signatures")
    on_key(story, PAPER, "A", None)
    assert stand(story) == ("B", False, True, "signatures")
    on_key(story, PAPER, "B", None)
    assert story.refreshed().state == "settled"
    assert stand(story)[:3] == ("", False, False)


def test_today_the_mediator_signs_too(cast):
    story = without_sessions(waiting(cast))
    assert stand(story) == ("ABM", True, True, "sign")
    on_key(story, PAPER, "M", None)
    assert stand(story) == ("AB", False, True, "signatures")


def test_the_agreement_is_signed_by_the_mediator_on_every_day(cast):
    case = waiting(cast, date(2021, 6, 1)).refreshed()
    assert signatures.mediator_signs(case, ItemKind.AGREEMENT)


def test_the_form_of_signing_is_that_of_the_day():
    def told(document, day):
        return [(one.article, one.value, one.verified) for one in law.signing(document, day)]

    assert told("settlement", date(2021, 12, 31)) == [("27(1)", "written", True)]
    assert told("settlement", date(2022, 1, 1)) == [
        ("27(1)", "written", True),
        ("27(1)", "no_originals", True),
        ("18(3)", "may", True),
    ]
    assert told("agreement", date(2022, 1, 1))[1:] == [("21(1)", "originals_on_request", True)]


def test_both_sides_of_the_table_read_it_and_the_identifier_is_asked_for_e_mail(cast, enter, to):
    story = waiting(cast)
    client = enter(story.refreshed().mediator.user)
    page = client.get(to("mediator-deed", number=str(story.case), deed="take-in-settlement"))
    text = page.content.decode()
    assert "түпнұсқасыз да заңды күші бар" in text
    assert "(тек электрондық пошта үшін)" in text
    sent = {"way": "mail", "side": "A"}
    form = client.post(page.request["PATH_INFO"], sent).context["form"]
    assert form.fields["message_id"].required
    assert "@ белгісімен" in form.errors["message_id"][0]
    assert "message_id" not in client.post(page.request["PATH_INFO"], {"way": "paper"}).context["form"].errors
