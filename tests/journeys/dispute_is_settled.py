"""One dispute, whole, in Kazakh: from the phone of who applies to the counts on the page of figures."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page
from pypdf import PdfReader

from kelisim.apps.mediation.actions.route import route
from kelisim.apps.mediation.actions.submit import submit
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.queries.application import Side
from kelisim.apps.mediation.queries.people import Identity
from kelisim.kernel.queue.worker import run_due
from tests.cast import PASSPHRASE, Cast
from tests.journeys.applying import Look, apply, no_look
from tests.journeys.browser import DESK, PHONE, expect_fits, expect_good
from tests.journeys.scan import scan_everything
from tests.journeys.steps import (
    Ticket,
    do,
    fill,
    go_on,
    mailed,
    open_case,
    pdf_of,
    sign_in,
    ticket_on,
    unlock,
)
from tests.journeys.told import (
    CANARIES,
    CONDITION,
    NOTES,
    RUSTAM_MAIL,
    SCREENS,
    SETTLEMENT,
    VERA_MAIL,
)

pytestmark = pytest.mark.browser
# Others who apply in the same quarter, by topic: some counts may be shown, some may not.
OTHERS = {"neighbours": 11, "labour": 8, "family": 4, "debt": 4}


@dataclass
class Scene:
    """The four devices, who holds them, and how closely their pages are looked at."""

    cast: Cast
    vera: Page
    rustam: Page
    aizhan: Page
    daniyar: Page
    look: Look
    tickets: dict[str, Ticket] = field(default_factory=dict)

    def case(self) -> Case:
        """As it stands now."""
        return Case.objects.get(number=self.tickets["vera"].number.replace("-", ""))

    def see(self, page: Page, path: str = "") -> None:
        """Opens a page anew and looks at it."""
        page.goto(path) if path else page.reload()
        self.look(page)


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


def vera_applies(scene: Scene) -> None:
    """On her phone, without an account."""
    scene.tickets["vera"] = apply(scene.vera, look=no_look)
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
    side.wait_for_selector("main .errors")
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
    fill(page, {"day": day, "hour": "12:00", "mode": "meeting"})
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
        page.wait_for_selector("main .errors")
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


def counts_are_published(scene: Scene) -> None:
    """28 applied, 12 of them about neighbours: the page rounds, and does not tell what is small."""
    page = scene.vera
    for language in ("ru", "kk"):
        scene.see(page, f"/{language}/statistics/mediation/")
    rows = page.locator("#released ~ * tbody tr, #released ~ tbody tr")
    assert rows.count() == 1
    # labour, neighbours, debt, family, all; the order of the Kazakh alphabet
    assert rows.locator("td").all_inner_texts() == ["10", "10", "<5", "<5", "30"]


def text_of(paper: bytes) -> str:
    """What a document says."""
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages)
