"""How a dispute is settled: agreement, meeting, notes, settlement, and what is asked a month later."""

from __future__ import annotations

from django.utils import timezone
from playwright.sync_api import Page

from kelisim.kernel.queue.worker import run_due
from tests.cast import PASSPHRASE
from tests.journeys.scene import Scene, text_of
from tests.journeys.steps import do, fill, go_on, mailed, open_case, pdf_of, unlock
from tests.journeys.told import CONDITION, NOTES, RUSTAM_MAIL, SCREENS, SETTLEMENT, VERA_MAIL


def agreement_is_signed(scene: Scene) -> None:
    """Its conditions are written; all three read one version and sign it."""
    page = scene.daniyar
    page.reload()
    unlock(page)
    page.wait_for_url("**/mediation/**")
    scene.look(page)
    assert SCREENS["matter"]["essence"] in page.locator("main").inner_text()
    page.click("main a[href$='/do/agreement/']")
    conditions = page.locator("main textarea")
    assert conditions.count() == 14
    for box in conditions.all():
        if not box.input_value():
            box.fill("—")
    conditions.last.fill(CONDITION)
    scene.look(page)
    go_on(page)
    page.wait_for_selector("main [role=status]")
    three_sign(scene, "agreement")
    assert scene.case().state == "agreed"
    paper = text_of(pdf_of(scene.vera, "main a[href$='/agreement.pdf']"))
    assert SCREENS["other"]["other_name"].split()[1] in paper
    assert "домбыраүнсіз" in paper
    run_due()


def three_sign(scene: Scene, kind: str) -> None:
    """The mediator with her passphrase, the sides with their secrets; each sees the document first."""
    page, deed = scene.daniyar, "sign-agreement" if kind == "agreement" else "settle"
    scene.look(page)
    page.click(f"main a[href$='/do/sign-{kind}/']")
    scene.look(page)
    fill(page, {"secret": PASSPHRASE})
    go_on(page)
    page.wait_for_selector("main [role=status]")
    for who, side in (("vera", scene.vera), ("rustam", scene.rustam)):
        scene.see(side, "/kk/my-case/")
        text_of(pdf_of(side, f"main a[href$='/{kind}.pdf']"))
        if who == "vera":
            wrong_secret(scene, side, deed)
        do(side, deed, {"secret": scene.tickets[who].secret})
    scene.see(scene.vera, "/kk/my-case/")


def wrong_secret(scene: Scene, side: Page, deed: str) -> None:
    """A slip of the finger signs nothing and says so, in every language."""
    form = side.locator(f"form[action$='/my-case/do/{deed}/']")
    form.locator("[name=secret]").fill("AAAA-BBBB-CCCC-DDDD-EEEE")
    form.locator("button").click()
    side.wait_for_selector("main .errors:focus")
    scene.look(side)
    side.click("header button[name=switch][value=ru]")
    side.wait_for_url("**/ru/my-case/**")
    side.goto("/kk/my-case/")


def they_meet(scene: Scene) -> None:
    """A meeting at noon, which is held."""
    page = scene.daniyar
    page.reload()
    page.click("main a[href$='/do/meeting/'] >> nth=0")
    day = timezone.localdate().isoformat()
    fill(page, {"day": day, "hour": "12:00", "mode": "meeting", "agreed": "on"})
    scene.look(page)
    go_on(page)
    page.wait_for_selector("main [role=status]")
    run_due()
    scene.see(scene.rustam, "/kk/my-case/")
    assert "12:00" in scene.rustam.locator("main").inner_text()
    page.click("main a[href*='/do/record/']")
    fill(page, {"status": "held", "minutes": "75"})
    scene.look(page)
    go_on(page)
    page.wait_for_selector("main [role=status]")
    scene.look(page)
    assert scene.case().state == "running"


def they_write(scene: Scene) -> None:
    """To everybody, to the mediator alone, to herself; each is read by those it is for and by nobody else."""
    vera, page = scene.vera, scene.daniyar
    vera.goto("/kk/my-case/")
    for room in ("joint", "private"):
        do(vera, "note", {"room": room, "text": NOTES[room]})
    for room, told in (("joint", "mediator_joint"), ("mediator", "mediator")):
        page.click(f"main a[href$='/do/note/?room={room}']")
        fill(page, {"text": NOTES[told]})
        scene.look(page)
        go_on(page)
        page.wait_for_selector("main [role=status]")
    scene.look(page)
    scene.rustam.goto("/kk/my-case/")
    scene.see(vera, "/kk/my-case/")
    expected = {
        "vera": ["joint", "private", "mediator_joint"],
        "rustam": ["joint", "mediator_joint"],
        "daniyar": list(NOTES),
    }
    for who, kinds in expected.items():
        shown = getattr(scene, who).content()
        assert [kind for kind, words in NOTES.items() if words in shown] == kinds, who


def settlement_is_signed(scene: Scene) -> None:
    """Two numbered obligations, three signatures."""
    page = scene.daniyar
    page.click("main a[href$='/do/settlement/']")
    fill(page, SETTLEMENT)
    page.click("main button[name=go][value=add]")
    page.wait_for_selector("main [name=what_3]")
    assert page.input_value("[name=what_2]") == SETTLEMENT["what_2"]
    scene.look(page)
    page.locator("main form .actions button:not([name])").click()
    page.wait_for_selector("main [role=status]")
    run_due()
    three_sign(scene, "settlement")
    assert scene.case().state == "settled"
    for side in (scene.vera, scene.rustam):
        side.goto("/kk/my-case/")
        paper = text_of(pdf_of(side, "main a[href$='/settlement.pdf']"))
        for name in ("what_1", "how_1", "event_2"):
            assert SETTLEMENT[name].split()[-1] in paper
        assert "48 613" in paper.replace("\xa0", " ")
    scene.look(scene.rustam)
    run_due()


def performance_is_asked(scene: Scene) -> None:
    """A month later each answers by the link in the mailbox; both say that all was done."""
    run_due()
    run_due()
    for page, address in ((scene.vera, VERA_MAIL), (scene.rustam, RUSTAM_MAIL)):
        scene.see(page, mailed(address, "/follow-up/"))
        assert page.locator("main fieldset").count() == 2
        go_on(page)
        page.wait_for_selector("main .errors:focus")
        scene.look(page)
        fill(page, {"answer_1": "performed", "answer_2": "performed"})
        page.click("header button[name=switch][value=ru]")
        page.wait_for_url("**/ru/follow-up/**")
        assert page.is_checked("[name=answer_2][value=performed]")
        page.click("header button[name=switch][value=kk]")
        page.wait_for_url("**/kk/follow-up/**")
        go_on(page)
        page.wait_for_url("**/follow-up/**")
        page.wait_for_selector("main p.lead")
        scene.look(page)
    case = scene.case()
    assert (case.state, case.closing) == ("closed", "performed")
    run_due()
    open_case(scene.vera, scene.tickets["vera"])
    scene.look(scene.vera)
