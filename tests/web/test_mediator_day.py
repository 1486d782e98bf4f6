"""The mediator's desk as a working place: what comes next in each case, with the same questions for many."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kelisim.apps.mediation.actions.open_session import Meeting, open_session
from tests import cast as stories
from tests.crowd import crowd


def asked(client, address) -> tuple[int, list[str]]:
    """How many questions the page asks, and what comes next in its cases."""
    with CaptureQueriesContext(
        connection,
    ) as questions:
        answer = client.get(address)
    return len(questions), [one.what for one in answer.context["works"]]


def test_thirty_cases_ask_as_often_as_three(cast, enter, to) -> None:
    story = stories.agreed(cast)
    client = enter(story.case.mediator.user)
    crowd(story, 2)
    asked(client, to("mediator-desk"))
    few, _works = asked(client, to("mediator-desk"))
    crowd(story, 27)
    many, works = asked(client, to("mediator-desk"))
    assert (many, len(works)) == (few, 30)


def test_today_stands_open_and_the_rest_lies_in_piles(cast, enter, to) -> None:
    story = stories.agreed(cast)
    crowd(story, 11)
    told = enter(story.case.mediator.user).get(to("mediator-desk")).context
    piles = [[one.what for one in pile.works] for pile in told["piles"]]
    assert {one.what for one in told["due"]} == {"Кездесуді жазып қою"}
    assert [set(pile) for pile in piles] == [{"Кездесу жоспарлау"}, {"Кездесу белгіленген"}]
    assert len(told["due"]) + sum(map(len, piles)) == 12
    assert not {one.record for one in told["today"]} & {one.href for one in told["due"]}


def test_each_case_leads_to_its_next_deed(cast, enter, to, clock) -> None:
    story = stories.confirmed(cast)
    client = enter(cast.daniyar)

    def first() -> tuple[str, str]:
        work = client.get(to("mediator-desk")).context["works"][0]
        return work.what, work.href.rpartition("/do/")[2]

    assert first() == ("Медиация туралы шарт жазу", "agreement/")
    terms = stories.documents.proposed_terms(story.case)
    stories.draft_agreement(story.case, terms=terms, by=cast.daniyar, keys=cast.keys(cast.daniyar))
    assert first()[1] == "sign-agreement/"
    story.sign(stories.ItemKind.AGREEMENT, "M")
    assert first() == ("Тараптар оқып, қол қояды", "")
    for who in "AB":
        story.sign(stories.ItemKind.AGREEMENT, who)
    assert first()[1] == "meeting/"
    meeting = Meeting(starts_at=timezone.now() + timedelta(hours=1), mode="video")
    open_session(story.case, meeting=meeting, by=cast.daniyar)
    assert first() == ("Кездесу белгіленген", "move/?meeting=1")
    assert len(client.get(to("mediator-desk")).context["today"]) == 1
    clock.move_to(timezone.now() + timedelta(hours=2))
    assert first()[1] == "record/?meeting=1"
