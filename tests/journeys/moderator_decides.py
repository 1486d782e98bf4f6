"""A facilitator opens a conversation in Kazakh; a moderator decides on its statements in Russian."""

from __future__ import annotations

import pytest

from kelisim.apps.dialogue.actions.add_statement import Written, write_statement
from kelisim.apps.dialogue.actions.refresh import refresh
from kelisim.apps.dialogue.models import Conversation, Form, Statement
from kelisim.apps.dialogue.queries.sheets import sheet_code
from kelisim.kernel.access.roles import Role
from tests.dialogue.people import person, two_camps, voter
from tests.journeys.browser import DESK, PHONE, expect_good
from tests.journeys.steps import come_in, fill, go_on

pytestmark = pytest.mark.browser

DRAFT = {
    "question_kk": "Ауылдағы суды қалай бөлеміз?",
    "question_ru": "Как делить воду в селе?",
    "purpose_kk": "Су кезегінің тәртібін келісу үшін.",
    "decides_kk": "Ауыл әкімі, шілде айының соңына дейін.",
    "code": "water",
    "tier": "open",
    "moderation": "strict",
}
SEEDS = "\n".join(f"Су кезегі {number}-күні ауыссын" for number in range(1, 11))
WRITTEN = (
    (Form.KK_CYRL, "Су есептегіш әр үйге қойылсын"),
    (Form.KK_LATN, "Su kezegi 1-kúni aýyssyn"),
    (Form.RU, "Соседи воруют воду, особенно один"),
)


def opened(page) -> None:
    """She makes a draft, pastes ten statements, looks at it and opens it."""
    page.goto("/kk/desk/dialogue/")
    expect_good(page)
    page.click("main a[href$='/new/']")
    expect_good(page)
    go_on(page)
    page.wait_for_selector("main .errors")
    expect_good(page)
    fill(page, DRAFT)
    go_on(page)
    page.wait_for_url("**/of/water/")
    expect_good(page)
    page.click("main a[href$='/statements/']")
    page.fill("[name=lines]", f"{SEEDS}\n{'ұзын ' * 50}")
    page.click("button[value=pasted]")
    page.wait_for_selector("main .wrong")
    expect_good(page)
    page.fill("[name=lines]", SEEDS)
    page.click("button[value=pasted]")
    page.wait_for_selector("main .statements li:nth-child(10)")
    page.goto("/kk/desk/dialogue/of/water/draft/")
    expect_good(page)
    page.goto("/kk/desk/dialogue/of/water/")
    page.click("main a[href$='/do/open/']")
    expect_good(page)
    page.click("main form button")
    page.wait_for_url("**/of/water/")


def decided(page) -> None:
    """He takes the page, accepts one, merges the one in Latin letters, rejects the third, mends a slip."""
    page.goto("/ru/desk/dialogue/of/water/queue/")
    expect_good(page)
    page.click("button[value=take]")
    page.wait_for_selector("main .line")
    page.check("[name=deed_10][value=accept]")
    page.check("[name=deed_11][value=merge]")
    page.check("[name=deed_12][value=reject]")
    page.click("button[value=decide]")
    page.wait_for_selector("main .errors")
    expect_good(page)
    page.check("[name=deed_12][value=reject]")
    page.select_option("[name=reason_12]", "personal")
    page.click("button[value=decide]")
    page.wait_for_selector("main .empty")
    expect_good(page)
    page.goto("/ru/desk/dialogue/of/water/statements/10/")
    fill(page, {"ru": "Поставить счётчик воды в каждый дом"})
    expect_good(page)
    go_on(page)
    page.wait_for_selector("main [role=status], [role=status]")


def test_a_conversation_is_opened_in_kazakh_and_moderated_in_russian(cast, page, open_page):
    asel, bolat = person("asel", Role.FACILITATOR), person("bolat", Role.MODERATOR)
    opened(come_in(page, asel))
    conversation = Conversation.objects.get()
    assert (conversation.state, conversation.statements.count()) == ("open", 10)
    for form, text in WRITTEN:
        write_statement(voter(conversation, text), Written(texts={form: text}))

    decided(come_in(open_page(viewport=DESK, locale="ru-RU"), bolat))
    told = Statement.objects.filter(by_organiser=False).values_list("state", "reason", "merged_into__number")
    assert list(told) == [("live", "", None), ("merged", "", 0), ("rejected", "personal", None)]
    assert Statement.objects.get(number=10).variants.count() == 2

    two_camps(conversation, each=20)
    refresh(conversation)
    page.goto("/kk/desk/dialogue/of/water/figures/")
    expect_good(page)
    page.click("main form button")
    page.wait_for_selector("[role=status]")

    page.goto("/kk/desk/dialogue/of/water/paper/")
    page.fill("[name=s1]", sheet_code(conversation, 1))
    page.fill("[name=v1_0]", "+")
    page.set_viewport_size(PHONE)
    expect_good(page)
    page.click("button[value=grid]")
    page.wait_for_selector("main .card h3")
    assert conversation.batches.get().sheets.get().votes.get().value == 1
