"""One dispute, whole, in Kazakh: from the phone of who applies to the counts on the page of figures."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from playwright.sync_api import Page

from kelisim.apps.mediation.actions.release_counts import release_counts
from kelisim.apps.mediation.actions.route import route
from kelisim.apps.mediation.actions.submit import submit
from kelisim.apps.mediation.queries.application import Side
from kelisim.apps.mediation.queries.people import Identity
from kelisim.kernel.queue.worker import run_due
from tests.cast import PASSPHRASE
from tests.journeys.beginning import (
    aizhan_invites,
    aizhan_proposes,
    both_confirm,
    daniyar_accepts,
    rustam_joins,
    vera_applies,
)
from tests.journeys.browser import DESK, PHONE, expect_fits, expect_good
from tests.journeys.scan import scan_everything
from tests.journeys.scene import Scene
from tests.journeys.settling import (
    agreement_is_signed,
    performance_is_asked,
    settlement_is_signed,
    they_meet,
    they_write,
)
from tests.journeys.told import CANARIES

pytestmark = pytest.mark.browser
# Others who apply in the same quarter, by topic: some counts may be shown, some may not.
OTHERS = {"neighbours": 11, "labour": 8, "family": 4, "debt": 4}


@pytest.fixture(params=[True, False], ids=["scripts", "plain"])
def scene(request, cast, open_page) -> Scene:
    """Two phones and two desks; once with scripts, once without."""

    def device(screen: dict[str, int]) -> Page:
        return open_page(viewport=screen, locale="kk-KZ", java_script_enabled=request.param)

    return Scene(
        cast=cast,
        vera=device(PHONE),
        rustam=device(PHONE),
        aizhan=device(DESK),
        daniyar=device(DESK),
        look=expect_good if request.param else expect_fits,
    )


def test_a_dispute_from_the_application_to_the_counts(scene, clock, capfd):
    others_apply(scene)
    vera_applies(scene)
    aizhan_invites(scene)
    rustam_joins(scene)
    aizhan_proposes(scene)
    daniyar_accepts(scene)
    both_confirm(scene)
    agreement_is_signed(scene)
    they_meet(scene)
    they_write(scene)
    settlement_is_signed(scene)
    clock.shift(timedelta(days=31))
    performance_is_asked(scene)
    counts_are_published(scene)
    secrets = [one.secret for one in scene.tickets.values()]
    assert len(mail.outbox) > 10
    scan_everything([*CANARIES, PASSPHRASE, *secrets, *(one.replace("-", "") for one in secrets)], capfd)


def others_apply(scene: Scene) -> None:
    """Neighbours at the office, as the desk of Aizhan gets them every week."""
    topics = [topic for topic, count in OTHERS.items() for _ in range(count)]
    for number, topic in enumerate(topics):
        who = Identity(name=f"Көрші {number} Көршіұлы", phone=f"+7701000{number:04}")
        told = scene.cast.application(applicant=Side(who=who), topic=topic)
        case = submit(told, once=f"neighbour-{number}-of-the-same-quarter").case
        route(case, to="mediation", rule="scope_civil", by=scene.cast.aizhan)
    run_due()


def counts_are_published(scene: Scene) -> None:
    """28 applied, 12 about neighbours, all in one city: the country is told, the city would tell too much.

    Were the city's 12 printed beside the country's 12, every other region would hold four at most.
    """
    release_counts()  # as the night after the quarter does
    page = scene.vera
    for language in ("ru", "kk"):
        scene.see(page, f"/{language}/statistics/mediation/")
    table = page.locator("#released ~ * table, #released ~ table")
    assert set(table.locator("tbody td").all_inner_texts()) == {"<5"}
    topics = table.locator("thead th").all_inner_texts()[1:]
    told = dict(zip(topics, table.locator("tfoot td").all_inner_texts(), strict=True))
    assert len(told) == 16
    assert {topic: count for topic, count in told.items() if count != "<5"} == {
        "Еңбек": "10",
        "Көршілер": "10",
        "Барлығы": "30",
    }
