"""A member of a council reads her board, takes a table, files a paper, and looks back at an older one."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urljoin

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.utils import timezone
from playwright.sync_api import Page

from kelisim.apps.mediation.actions.keep_council_paper import Filed, file_paper
from kelisim.apps.mediation.models import CouncilPaper
from kelisim.apps.mediation.models.council_paper import PaperKind
from kelisim.kernel.access.models import RoleHolding
from tests.journeys.browser import expect_good
from tests.journeys.steps import APP_SECRET, fill, sign_in

pytestmark = pytest.mark.browser
STRATEGY, ABROAD = "mediation-council-task-1", "mediation-council-task-3"


def test_a_member_of_the_national_council_works_through_her_board(cast, desktop):
    RoleHolding.objects.filter(user__in=(cast.marat, cast.gulnar)).update(territory=None)
    older = an_older_paper(cast)
    TOTP.activate(cast.gulnar, APP_SECRET)
    sign_in(desktop, cast.gulnar)
    desktop.click("main a[href$='/desk/council/']")
    she_reads_the_board(desktop)
    she_files_a_paper(desktop, cast)
    she_looks_back(desktop, older)
    everybody_reads_who_sits(desktop)


def an_older_paper(cast) -> CouncilPaper:
    today = timezone.localdate()
    told = Filed(
        kind=PaperKind.GUIDANCE,
        number="3",
        adopted_on=today - timedelta(days=200),
        title_kk="Шақыруды қалай жазу керек",
        title_ru="Как писать приглашение",
        tasks=(ABROAD,),
        due_on=today - timedelta(days=100),
        look_back_on=today,
    )
    return file_paper(told, council=cast.council, owner=cast.marat, by=cast.marat)


def she_reads_the_board(page: Page) -> None:
    contents = page.locator("main nav.contents a[href^='#']")
    for target in contents.evaluate_all("links => links.map(a => a.getAttribute('href'))"):
        assert page.locator(f"h2{target}").count() == 1, target
    page.click("main nav.contents a[href='#on-measures']")
    summary = page.locator("h2#on-measures ~ details summary").first
    summary.click()
    assert page.locator("details[open] p").first.is_visible()
    expect_good(page)
    link = page.locator("main a[href*='format=csv'][href*='list=measures']").first.get_attribute("href")
    answer = page.request.get(urljoin(page.url, link))
    assert answer.headers["content-type"].startswith("text/csv")
    assert len(answer.text().splitlines()) > 3


def she_files_a_paper(page: Page, cast) -> None:
    page.click("main a[href$='/desk/council/papers/']")
    page.locator("main form .actions button").click()
    assert page.locator("main [data-state=wrong]").count()
    today = timezone.localdate()
    told = {
        "council": "mediation-council",
        "kind": "recommendation",
        "number": "12",
        "adopted_on": today.isoformat(),
        "title_kk": "Кабинеттерде екі тілде қабылдау",
        "title_ru": "Приём в кабинетах на двух языках",
        "tasks": f"{STRATEGY} mediation-council-task-2",
        "owner": str(cast.marat.pk),
        "due_on": (today + timedelta(days=30)).isoformat(),
        "look_back_on": (today + timedelta(days=120)).isoformat(),
    }
    fill(page, told)
    page.locator("main form .actions button").click()
    page.wait_for_selector("main [data-kind=good]")
    expect_good(page)
    page.click("text=Кабинеттерде екі тілде қабылдау")
    facts = page.inner_text("main dl.facts")
    assert cast.marat.name in facts
    assert "медиация стратегиясын әзірлеу" in facts
    expect_good(page)
    assert CouncilPaper.objects.get(act__number="12").council.code == "mediation-council"


def she_looks_back(page: Page, older: CouncilPaper) -> None:
    page.click("main nav.trail a")
    page.click("text=Шақыруды қалай жазу керек")
    form = page.locator("main form").filter(has=page.locator("[name=helped]"))
    form.locator("[name=helped][value=partly]").check()
    form.locator("[name=finding]").fill("Шақырудан кейін қосылғандар үлесі сәл өсті.")
    expect_good(page)
    form.locator("button").click()
    page.wait_for_selector("main [data-kind=good]")
    assert "ішінара көмектесті" in page.inner_text("main dl.facts")
    older.refresh_from_db()
    assert (older.helped, older.looked_back_on) == ("partly", timezone.localdate())


def everybody_reads_who_sits(page: Page) -> None:
    page.click("main a[href*='/acts/']")
    assert "Шақыруды қалай жазу керек" in page.inner_text("main")
    page.goto("/kk/structure/#councils")
    assert "Парламент депутаты" in page.inner_text("main [data-rows=councils]")
    expect_good(page)
