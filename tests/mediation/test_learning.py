"""Once a month: what a place at each mediator is worth, what is lacking, and the offers that say so."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from kelisim.apps.mediation.actions.learn_prices import learn_prices
from kelisim.apps.mediation.models import Case, Learning, Mediator
from kelisim.apps.mediation.queries import proposals
from kelisim.apps.mediation.tasks import learn
from kelisim.kernel.audit.models import Entry
from tests import cast as stories

pytestmark = pytest.mark.django_db


def applied(cast, number, *, language="kk", days=40, **more):
    """Applications of last month where the office sits; codes and days only."""
    day = timezone.localdate() - timedelta(days=days)
    place = cast.office.territory
    Case.objects.bulk_create(
        Case(
            state="triaged",
            route="mediation",
            office=cast.office,
            territory=place,
            region=Mediator.objects.first().region,
            topic="family",
            language=language,
            received_at=timezone.now(),
            entered_on=day,
            **more,
        )
        for _ in range(number)
    )


def test_a_full_mediator_has_a_price_and_the_language_nobody_speaks_is_lacking(cast):
    Mediator.objects.update(capacity=2, languages="kk")
    applied(cast, 2 * Mediator.objects.count() + 1)
    applied(cast, 1, language="uz")
    applied(cast, 5, days=500)  # longer ago than a year
    found = learn_prices()
    assert (found.cases, found.unassigned) == (
        2 * Mediator.objects.count() + 2,
        {"capacity": 1, "no_shared_language": 1},
    )
    assert set(found.prices) == {str(one.pk) for one in Mediator.objects.all()}
    assert min(found.prices.values()) > 4_000_000
    assert {(language, topic) for _region, language, topic, _office, _metres in found.lacks} == {
        ("kk", "family"),
        ("uz", "family"),
    }


def test_once_a_month_and_kept(cast):
    applied(cast, 3)
    learn()
    first = Learning.objects.get()
    applied(cast, 3)
    learn()
    assert Learning.objects.get() == first
    assert Entry.objects.filter(deed="mediation.learned").count() == 1
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert learn_prices().cases == 6
    assert Learning.objects.count() == 2


def test_an_offer_says_which_month_taught_its_price(cast):
    story = stories.proposing(cast)
    before = proposals.ranking(story.case)
    first = before.proposals[0]
    Learning.objects.create(month="2026-03-01", cases=1, prices={str(first.mediator.pk): 390_000})
    after = proposals.ranking(story.case)
    assert (before.prices_of, after.prices_of) == ("", "2026-03")
    assert after.explanation(first.mediator)["chosen"]["price"] == 390_000
    assert after.explanation(first.mediator)["prices_of"] == "2026-03"
    assert after.proposals[0].mediator != first.mediator
    assert after.input_sha256 != before.input_sha256
