"""A mediator's day in Kazakh: takes her calendar in, plans around it, holds, notes who stayed away, feeds."""

from __future__ import annotations

from datetime import timedelta

import icalendar
import pytest
from django.utils import timezone

from kelisim.apps.mediation.models import Session
from kelisim.kernel.queue.worker import run_due
from tests import cast as stories
from tests.crowd import crowd
from tests.journeys.browser import DESK, PHONE, expect_good, take_picture
from tests.journeys.steps import Ticket, do, fill, go_on, mailed, open_case, sign_in
from tests.mediation.test_calendar_file import calendar, event

pytestmark = pytest.mark.browser


def look(page, name: str) -> None:
    expect_good(page)
    take_picture(page, f"day-{name}")


def accepted(page) -> None:
    """The page says that it was done."""
    page.wait_for_selector("main [role=status]")


def test_a_mediator_plans_her_day(cast, open_page, clock):
    story = stories.agreed(cast)
    crowd(story, 29)
    page = open_page(viewport=DESK, locale="kk-KZ")
    sign_in(page, cast.daniyar)
    page.goto("/kk/desk/mediator/")
    assert page.locator("ul.works > li").count() == 30
    assert page.locator("[aria-labelledby=today] ul.works > li").count() == 6
    look(page, "thirty")
    takes_a_calendar_in(page)
    plans_around_a_conflict(page, story)
    token = gives_a_feed(page, story)
    records_and_moves(page, story, clock)
    a_side_marks_and_extends(open_page, page, story)
    ends_the_feed(page, token)


def takes_a_calendar_in(page) -> None:
    """A file that is none is refused; a real one keeps only the times."""
    page.click("main a[href$='/desk/mediator/calendar/']")
    for raw, good in ((b"not a calendar", False), (busy(), True)):
        file = {"name": "calendar.ics", "mimeType": "text/calendar", "buffer": raw}
        page.set_input_files("[name=file]", file)
        page.click("button[value=import]")
        page.wait_for_selector("main [role=status]" if good else "main .errors")
        look(page, "calendar" if good else "calendar-refused")
    assert page.locator("[data-rows=busy] tbody tr").count() == 1
    assert "Құпия кездесу" not in page.content()
    page.set_viewport_size(PHONE)
    fill(page, {"first": (timezone.localdate() + timedelta(days=20)).isoformat(), "reason": "leave"})
    page.click("button[value=mark]")
    accepted(page)
    assert page.locator("[data-rows=busy] tbody tr").count() == 2
    page.set_viewport_size(DESK)


def busy() -> bytes:
    """Tomorrow from ten to noon."""
    day = timezone.localdate() + timedelta(days=1)
    return calendar(*event(f"DTSTART:{day:%Y%m%d}T050000Z", f"DTEND:{day:%Y%m%d}T070000Z"))


def plans_around_a_conflict(page, story) -> None:
    """The conflict is shown, a free time is chosen."""
    page.goto(f"/kk/mediation/{story.case}/do/meeting/")
    day = (timezone.localdate() + timedelta(days=1)).isoformat()
    told = {"day": day, "hour": "10:30", "lasts": "60", "mode": "video", "agreed": "on"}
    fill(page, told)
    go_on(page)
    page.wait_for_selector("main .errors")
    assert "күнтізбеден" in page.locator("#against ~ ul, #against + ul").inner_text()
    assert Session.objects.filter(case=story.case).count() == 0
    look(page, "conflict")
    page.locator(".slots a").last.click()
    page.wait_for_url("**at=**")
    fill(page, {"mode": "video", "agreed": "on"})
    go_on(page)
    accepted(page)
    run_due()
    page.goto(f"/kk/mediation/{story.case}/do/meeting/")
    fill(page, {**told, "hour": "10:15"})
    go_on(page)
    page.check("[name=despite]")
    go_on(page)
    accepted(page)
    assert Session.objects.filter(case=story.case).count() == 2
    look(page, "case")


def gives_a_feed(page, story) -> str:
    """The link is shown once and read by a calendar program: a number, no name."""
    page.goto("/kk/desk/mediator/calendar/")
    page.click("button[value=give]")
    link = page.input_value("#link")
    look(page, "feed")
    answer = page.request.get(link[link.index("/kk/") :])
    found = icalendar.Calendar.from_ical(answer.body()).walk("VEVENT")
    assert f"Медиация, {story.case}" in {str(one["SUMMARY"]) for one in found}
    assert stories.VERA.name not in answer.text()
    return link[link.index("/kk/") :]


def records_and_moves(page, story, clock) -> None:
    """The sooner meeting nobody came to; the later one is moved and held."""
    second = Session.objects.get(case=story.case, number=2)
    address = f"/kk/mediation/{story.case}"
    clock.move_to(second.starts_at + timedelta(hours=2))
    sign_in_again(page, story)
    page.goto(f"{address}/do/record/?meeting=2")
    fill(page, {"status": "no_show", "absent": "A B"})
    look(page, "record")
    go_on(page)
    accepted(page)
    assert Session.objects.get(pk=second.pk).missing == "AB"
    page.goto(f"{address}/do/move/?meeting=1")
    fill(page, {"hour": "09:00", "agreed": "on"})
    look(page, "move")
    go_on(page)
    accepted(page)
    run_due(timezone.now())
    path = mailed(stories.VERA.email, ".ics")
    (one,) = icalendar.Calendar.from_ical(page.request.get(path).body()).walk("VEVENT")
    assert (int(one["SEQUENCE"]), one["DTSTART"].dt) == (
        1,
        Session.objects.get(case=story.case, number=1).starts_at,
    )
    clock.move_to(Session.objects.get(case=story.case, number=1).ends_at())
    sign_in_again(page, story)
    page.goto(f"{address}/do/record/?meeting=1")
    fill(page, {"status": "held", "minutes": "50"})
    go_on(page)
    accepted(page)


def sign_in_again(page, story) -> None:
    """Days have passed."""
    page.context.clear_cookies()
    sign_in(page, story.cast.daniyar)


def a_side_marks_and_extends(open_page, page, story) -> None:
    """Vera says when she cannot come; all three name the same later day."""
    until = story.refreshed().due_on + timedelta(days=10)
    page.goto(f"/kk/mediation/{story.case}/do/extend/")
    fill(page, {"until": until.isoformat()})
    go_on(page)
    accepted(page)
    for letter in "AB":
        phone = open_page(viewport=PHONE, locale="kk-KZ", has_touch=True)
        receipt = story.receipts[letter]
        open_case(phone, Ticket(number=receipt.number, secret=receipt.secret))
        do(phone, "extend", {"until": until.isoformat()})
        if letter == "A":
            look(phone, "my-case")
            phone.click("main a[href$='/my-case/calendar/']")
            day = (timezone.localdate() + timedelta(days=3)).isoformat()
            fill(phone, {"first": day, "since": "09:00", "until": "12:00", "reason": "work"})
            phone.click("button[value=mark]")
            accepted(phone)
            look(phone, "my-calendar")
    assert story.refreshed().due_on == until


def ends_the_feed(page, token: str) -> None:
    """The link opens nothing any more."""
    page.goto("/kk/desk/mediator/calendar/")
    page.click("button[value=end]")
    accepted(page)
    assert page.request.get(token).status == 404
