"""How a dispute begins: she applies, the office invites, he joins, a mediator accepts, both confirm."""

from __future__ import annotations

from kelisim.kernel.queue.worker import run_due
from tests.journeys.applying import apply
from tests.journeys.scene import Scene, text_of
from tests.journeys.steps import do, fill, go_on, mailed, open_case, pdf_of, sign_in, ticket_on, unlock
from tests.journeys.told import RUSTAM_MAIL, SCREENS, VERA_MAIL


def vera_applies(scene: Scene) -> None:
    """On her phone, without an account."""
    scene.tickets["vera"] = apply(scene.vera)
    scene.look(scene.vera)
    run_due()
    mailed(VERA_MAIL, "/my-case/")


def aizhan_invites(scene: Scene) -> None:
    """She signs in, opens her key, reads, chooses the route and invites."""
    page, number = scene.aizhan, scene.tickets["vera"].number
    sign_in(page, scene.cast.aizhan)
    scene.look(page)
    fill(page, {"q": "тобылгыева"})
    page.click("main form[role=search] button")
    page.wait_for_selector("main tbody a")
    scene.look(page)
    page.click(f"main tbody a:has-text('{number}')")
    assert SCREENS["matter"]["essence"] not in page.content()
    scene.look(page)
    unlock(page)
    page.wait_for_url(f"**/case/{number}/")
    scene.look(page)
    shown = page.locator("main").inner_text()
    for word in (
        SCREENS["matter"]["essence"],
        SCREENS["person"]["applicant_name"],
        SCREENS["wishes"]["access"],
    ):
        assert word in shown
    go_on(page)
    page.wait_for_selector("main [name=answer_days]")
    scene.look(page)
    go_on(page)
    page.wait_for_url("**/invitation/")
    scene.look(page)
    letter = text_of(pdf_of(page, "main a[href$='/invitation.pdf']"))
    assert SCREENS["person"]["applicant_name"] in letter
    assert "Бәйтерекшатыр" in letter
    run_due()


def rustam_joins(scene: Scene) -> None:
    """The link in his mailbox; he reads who asks and about what, and agrees to try."""
    page = scene.rustam
    scene.see(page, mailed(RUSTAM_MAIL, "/invitation/"))
    shown = page.locator("main").inner_text()
    assert SCREENS["matter"]["short_text"] in shown
    assert SCREENS["person"]["applicant_name"] in shown
    assert SCREENS["matter"]["essence"] not in page.content()
    go_on(page)
    if page.locator(
        "main .errors"
    ).count():  # without scripts; otherwise the browser itself asks for the tick
        scene.look(page)
    fill(page, {"phone": SCREENS["other"]["other_phone"], "notice": "on", "follow_up": "on"})
    for language in ("ru", "kk"):
        page.click(f"header button[name=switch][value={language}]")
        page.wait_for_url(f"**/{language}/invitation/**")
        assert page.is_checked("[name=notice]")
        scene.look(page)
    go_on(page)
    page.wait_for_selector(".secret")
    scene.look(page)
    scene.tickets["rustam"] = ticket_on(page)
    page.click("header button[name=switch][value=ru]")
    page.wait_for_url("**/ru/invitation/**")
    assert ticket_on(page) == scene.tickets["rustam"]
    page.click("header button[name=switch][value=kk]")
    page.wait_for_url("**/kk/invitation/**")
    page.click("main form[action$='/my-case/'] button")
    page.wait_for_selector("main .steps")
    scene.look(page)
    run_due()


def aizhan_proposes(scene: Scene) -> None:
    """The list with its reasons; she asks the first."""
    page = scene.aizhan
    scene.see(page, f"/kk/case/{scene.tickets['vera'].number}/")
    page.click("main a[href$='/do/propose/']")
    scene.look(page)
    first = page.locator("main label:has([name=mediator]:checked)").inner_text()
    assert all(reason in first for reason in ("0,0 км", "Көршілер", "қазақ тілі", "40"))
    go_on(page)
    page.wait_for_selector("main [role=status]")
    scene.look(page)
    run_due()
    mailed("daniyar@kelisim.example", "/desk/")


def daniyar_accepts(scene: Scene) -> None:
    """He sees whom it concerns, states that he has no tie, and accepts."""
    page = scene.daniyar
    sign_in(page, scene.cast.daniyar)
    scene.look(page)
    page.click("main .card a")
    scene.look(page)
    assert SCREENS["person"]["applicant_name"] in page.locator("main").inner_text()
    page.click("main a[href$='/do/accept/']")
    for box in page.locator("main [type=radio][value=no]").all():
        box.check()
    fill(page, {"competent": "on"})
    scene.look(page)
    go_on(page)
    page.wait_for_selector("main [role=status]")
    run_due()


def both_confirm(scene: Scene) -> None:
    """Each on the own phone."""
    open_case(scene.vera, scene.tickets["vera"])
    for page in (scene.vera, scene.rustam):
        scene.see(page, "/kk/my-case/")
        assert "Daniyar Һәкімұлы" in page.locator("main").inner_text()
        do(page, "confirm")
    run_due()
