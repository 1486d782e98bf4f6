"""Somebody applies in Kazakh on a small phone, makes mistakes, goes on elsewhere, sends twice, withdraws."""

import io

import pytest
from pypdf import PdfReader

from kelisim.apps.mediation.models import Case
from tests.journeys.applying import answer_questions, apply, fill_screens, send
from tests.journeys.browser import PHONE, expect_good
from tests.journeys.steps import Ticket, do, fill, go_on, open_case, ticket_on
from tests.journeys.told import COURT, QUESTIONS, SCREENS

pytestmark = pytest.mark.browser
AT_COURT = {**QUESTIONS, "stage": "court"}
WITH_COURT = {**SCREENS, "court": COURT}


def error_links(page):
    """Where the summary of errors, which has the focus, leads; each leads to something on the page."""
    page.wait_for_selector("main .errors:focus")
    found = [a.get_attribute("href") for a in page.locator("main .errors a").all()]
    assert all(page.locator(f"main {link}").count() == 1 for link in found)
    return found


def values(page, told):
    """What stands in the fields of a screen now."""
    out = {}
    for name in told:
        box = page.locator(f"main [name={name}]")
        kind = box.first.get_attribute("type")
        if kind in {"radio", "checkbox"}:
            out[name] = " ".join(one.get_attribute("value") or "on" for one in box.all() if one.is_checked())
        else:
            out[name] = box.input_value()
    return out


def test_everything_from_the_first_page_to_the_receipt(cast, page):
    answer_questions(page, AT_COURT, look=expect_good)
    fill_screens(page, WITH_COURT, look=expect_good)
    shown = page.locator("main").inner_text()
    for told in WITH_COURT.values():
        for name in ("applicant_name", "other_phone", "essence", "short_text", "access", "court_number"):
            assert told.get(name, "") in shown
    ticket = send(page)
    expect_good(page)
    case = Case.objects.get()
    assert (str(case), case.state, case.language, case.stage) == (ticket.number, "received", "kk", "court")
    assert case.office == cast.office


def test_errors_are_read_and_nothing_typed_is_lost(cast, page):
    answer_questions(page)
    page.locator("main a.button").first.click()
    told = {
        "applicant_name": "",
        "applicant_phone": "",
        "applicant_email": "вера@",
        "applicant_address": "Абай, 5",
    }
    fill(page, told)
    go_on(page)
    assert error_links(page) == ["#id_applicant_name", "#id_applicant_email"]
    assert page.title().startswith("Қате:")
    for name in ("applicant_name", "applicant_email"):
        box = page.locator(f"[name={name}]")
        assert box.get_attribute("aria-invalid") == "true"
        described = box.get_attribute("aria-describedby").split()
        assert page.locator(f"#{described[-1]}").inner_text()
    assert values(page, told) == told
    expect_good(page)
    fill(page, SCREENS["person"])
    go_on(page)
    fill(page, {"other_phone": "+7 701 000"})
    go_on(page)
    assert error_links(page) == ["#id_other_name"]
    fill(page, SCREENS["other"])
    go_on(page)
    go_on(page)
    assert error_links(page) == ["#id_region"]


def test_a_question_without_an_answer_says_so(cast, plain):
    plain.goto("/kk/apply/question/kind/")
    plain.locator("input").evaluate_all("all => all.forEach(one => one.required = false)")
    go_on(plain)
    assert error_links(plain) == ["#answers"]


@pytest.mark.parametrize("scripts", [True, False])
def test_another_language_keeps_what_was_typed_even_unsaved(cast, open_page, scripts):
    page = open_page(viewport=PHONE, locale="kk-KZ", java_script_enabled=scripts)
    answer_questions(page)
    page.locator("main a.button").first.click()
    for name, told in SCREENS.items():
        page.wait_for_url(f"**/kk/apply/step/{name}/")
        fill(page, told)
        for language in ("ru", "en", "kk"):
            page.click(f"button[name=switch][value={language}]")
            page.wait_for_url(f"**/{language}/apply/step/{name}/")
            assert page.locator("html").get_attribute("lang") == language
            assert values(page, told) == told
        go_on(page)
    page.wait_for_url("**/kk/apply/check/")
    page.check("[name=notice]")
    page.click("button[name=switch][value=ru]")
    page.wait_for_url("**/ru/apply/check/")
    assert page.locator("html").get_attribute("lang") == "ru"
    assert page.is_checked("[name=notice]")


def test_saved_for_later_it_goes_on_on_another_device(cast, page, plain):
    answer_questions(page)
    page.locator("main a.button").first.click()
    fill(page, SCREENS["person"])
    go_on(page)
    fill(page, {"other_name": "Рүстем", "other_email": "жартылай"})
    page.click("button[name=later]")
    page.wait_for_url("**/apply/later/")
    expect_good(page)
    code = page.locator(".secret").inner_text()
    page.click("main form button")
    page.wait_for_url("**/apply/continue/")
    expect_good(page)
    page.goto("/kk/apply/step/person/")
    assert page.input_value("[name=applicant_name]") == ""
    plain.goto("/kk/apply/")
    plain.click("main a[href$='/apply/continue/']")
    fill(plain, {"code": "AAAA-BBBB-CCCC"})
    go_on(plain)
    assert error_links(plain) == ["#code"]
    assert plain.input_value("[name=code]") == "AAAA-BBBB-CCCC"
    fill(plain, {"code": code.lower().replace("-", " ")})
    go_on(plain)
    plain.wait_for_url("**/apply/step/other/")
    assert values(plain, SCREENS["other"])["other_email"] == "жартылай"
    plain.goto("/kk/apply/step/person/")
    assert values(plain, SCREENS["person"]) == SCREENS["person"]


@pytest.mark.parametrize("scripts", [True, False])
def test_sent_twice_it_is_one_application_with_one_receipt(cast, open_page, scripts):
    page = open_page(viewport=PHONE, locale="kk-KZ", java_script_enabled=scripts)
    answer_questions(page)
    fill_screens(page)
    go_on(page)
    if scripts:
        assert page.locator("[name=notice]").evaluate("e => e.validity.valueMissing")
    fill(page, {"notice": "on"})
    page.locator("main form .actions button").first.dblclick()
    page.wait_for_selector(".secret")
    first = ticket_on(page)
    page.reload()
    assert ticket_on(page) == first
    assert Case.objects.exclude(state="draft").count() == 1
    with page.expect_response("**/apply/receipt.pdf") as loading:
        page.click("form[action$='receipt.pdf'] button")
    answer = loading.value
    assert answer.headers["content-type"] == "application/pdf"
    text = "".join(one.extract_text() for one in PdfReader(io.BytesIO(paper(page, answer))).pages)
    assert first.number in text
    assert first.secret in text


def paper(page, answer):
    """The bytes of a document a form asked for, asked once more: the browser keeps the first."""
    sent = answer.request
    again = page.request.post(
        sent.url, data=sent.post_data_buffer, headers={"content-type": sent.headers["content-type"]}
    )
    return again.body()


def test_number_and_secret_open_the_case_and_nothing_else_does(cast, page, plain):
    ticket = apply(page)
    said = set()
    for wrong in (
        Ticket(number=ticket.number, secret="AAAA-BBBB-CCCC-DDDD-EEEE"),
        Ticket(number="K7Q2M9XAF", secret=ticket.secret),
    ):
        plain.goto("/kk/my-case/")
        fill(plain, {"number": wrong.number, "secret": wrong.secret})
        go_on(plain)
        plain.wait_for_selector("main .errors:focus")
        assert plain.input_value("[name=number]") == wrong.number
        said.add(plain.locator("main .errors").inner_text())
    assert len(said) == 1
    open_case(plain, ticket)
    assert SCREENS["matter"]["essence"] in plain.locator("main").text_content()
    page.click("form[action$='/my-case/'] button")
    page.wait_for_selector("main .steps")
    for language in ("ru", "en", "kk"):
        page.goto(f"/{language}/my-case/")
        expect_good(page)
    do(page, "withdraw")
    expect_good(page)
    case = Case.objects.get()
    assert (case.state, case.closing) == ("closed", "withdrawn")
    page.click("form[action$='/my-case/leave/'] button")
    page.wait_for_selector("[name=secret]")
    expect_good(page)
    assert ticket.number not in page.content()
