"""The pages of applying: start, one question a screen, the form, check, receipt, and coming back later."""

from __future__ import annotations

from dataclasses import replace

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kelisim.apps.mediation.actions.save_draft import save_draft
from kelisim.apps.mediation.actions.submit import Receipt, receipt_of, submit
from kelisim.apps.mediation.errors import MediationError
from kelisim.apps.mediation.queries.drafts import resumed
from kelisim.kernel.packs.dated import values
from kelisim.kernel.packs.triage import judge, questions
from kelisim.web.mediation import cookies, tongue
from kelisim.web.mediation.apply import steps
from kelisim.web.mediation.apply.application import application, emergency, is_careful, parts, reasons, said
from kelisim.web.mediation.apply.draft import Draft, draft_of, remember, save
from kelisim.web.mediation.apply.forms import CheckScreen
from kelisim.web.mediation.papers import pdf, receipt_paper

READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def apply(request: HttpRequest) -> HttpResponse:
    """What mediation is, what it costs, who sees what; begin or go on."""
    first = questions()
    begin = (
        reverse("apply-question", args=[first[0].code]) if first else reverse("apply-screen", args=["person"])
    )
    answers = draft_of(request).answers
    unfinished = steps.first_incomplete(answers) if answers else ""
    context = {
        "begin": begin,
        "started": bool(answers),
        "onward": reverse("apply-screen", args=[unfinished]) if unfinished else reverse("apply-check"),
        "promises": [said(line.text) for line in values("law/blocks") if line.applies_to == "start"],
        "emergency": emergency(),
    }
    return render(request, "mediation/apply/apply.html", context)


@never_cache
@READ_OR_SEND
def apply_question(request: HttpRequest, code: str) -> HttpResponse:
    """One plain question of the guided start."""
    order = [one.code for one in questions()]
    if code not in order:
        raise Http404
    question, at = questions()[order.index(code)], order.index(code)
    draft = draft_of(request)
    missing = False
    if request.method == "POST":
        answer = request.POST.get("answer", "")
        if any(one.code == answer for one in question.answers):
            draft = save(draft, {f"{steps.TRIAGE}{code}": answer})
            after = request.path if tongue.asked(request) else _question_after(order, at)
            return remember(_onward(request, after), draft)
        if tongue.asked(request):
            return _onward(request, request.path)
        missing = True
    context = {
        "question": question,
        "chosen": draft.answers.get(f"{steps.TRIAGE}{code}", ""),
        "number": at + 1,
        "total": len(order),
        "back": reverse("apply-question", args=[order[at - 1]]) if at else reverse("apply"),
        "missing": missing,
        "tongue_form": tongue.FORM,
    }
    return render(request, "mediation/apply/question.html", context)


def _question_after(order: list[str], at: int) -> str:
    if at + 1 < len(order):
        return reverse("apply-question", args=[order[at + 1]])
    return reverse("apply-result")


@never_cache
@require_safe
def apply_result(request: HttpRequest) -> HttpResponse:
    """Can be mediated, cannot because of a rule, or a person will decide; never a dead end."""
    answers = steps.triage_answers(draft_of(request).answers)
    if not answers:
        return redirect("apply")
    judgement = judge(answers, timezone.localdate())
    context = {
        "outcome": judgement.outcome,
        "rules": reasons(judgement.rules),
        "careful": is_careful(judgement.rules),
        "emergency": emergency(),
        "back": reverse("apply-question", args=[questions()[-1].code]),
    }
    return render(request, "mediation/apply/result.html", context)


@never_cache
@READ_OR_SEND
def apply_screen(request: HttpRequest, name: str) -> HttpResponse:
    """One screen of the form. Whatever was typed is kept, right or wrong, and in every language."""
    draft = draft_of(request)
    if name not in steps.screens(draft.answers):
        raise Http404
    form = steps.screen(name, draft.answers, request.POST if request.method == "POST" else None)
    place = steps.place_of(name, draft.answers)
    if request.method == "POST":
        draft = save(draft, form.typed())
        if tongue.asked(request):
            return remember(_onward(request, request.path), draft)
        if "later" in request.POST:
            return remember(redirect("apply-later"), draft)
        if form.is_valid():
            after = reverse("apply-screen", args=[place.after]) if place.after else reverse("apply-check")
            return remember(_onward(request, after), draft)
    back = reverse("apply-screen", args=[place.before]) if place.before else reverse("apply")
    context = {"form": form, "place": place, "back": back, "name": name, "tongue_form": tongue.FORM}
    response = render(request, "mediation/apply/screen.html", context)
    return remember(response, draft) if draft.code else response


def _onward(request: HttpRequest, path: str) -> HttpResponse:
    """The next page, in the other language if the person asked to switch."""
    lang = tongue.asked(request)
    return HttpResponseRedirect(tongue.in_language(path, lang) if lang else path)


@never_cache
@READ_OR_SEND
def apply_check(request: HttpRequest) -> HttpResponse:
    """Everything typed, with a way back to each screen; then it is sent, once."""
    draft = draft_of(request)
    unfinished = steps.first_incomplete(draft.answers)
    if request.method == "POST" and request.POST.get("once"):
        return _send(request, draft, unfinished)
    if unfinished:
        return redirect("apply-screen", name=unfinished)
    return _check_page(request, draft, CheckScreen())


def _send(request: HttpRequest, draft: Draft, unfinished: str) -> HttpResponse:
    once = request.POST["once"]
    if (elsewhere := tongue.onward(request)) is not None:
        return elsewhere
    sent = receipt_of(once)
    if sent is not None:  # the same form again: the same receipt
        return _receipt_page(request, sent, once)
    if unfinished:
        return redirect("apply-screen", name=unfinished)
    if tongue.asked(request):
        return _check_page(request, draft, tongue.untouched(CheckScreen, request))
    form = CheckScreen(request.POST)
    if not form.is_valid():
        return _check_page(request, draft, form)
    wanted = application(draft.answers, notice=True, follow_up=form.cleaned_data["follow_up"])
    try:
        receipt = submit(wanted, once=once, draft_code=draft.code)
    except MediationError as error:
        form.add_error(None, str(error))
        return _check_page(request, draft, form)
    return _receipt_page(request, receipt, once)


def _receipt_page(request: HttpRequest, receipt: Receipt, once: str) -> HttpResponse:
    context = {"receipt": receipt, "once": once, "tongue_form": tongue.FORM}
    response = render(request, "mediation/apply/receipt.html", context)
    cookies.drop(response, cookies.DRAFT)
    return response


def _check_page(request: HttpRequest, draft: Draft, form: forms.Form) -> HttpResponse:
    context = {
        "form": form,
        "parts": parts(draft.answers),
        "once": draft.once,
        "tongue_form": tongue.FORM,
    }
    return render(request, "mediation/apply/check.html", context)


@never_cache
@require_http_methods(["POST"])
def apply_receipt_pdf(request: HttpRequest) -> HttpResponse:
    """The receipt as a document, for whoever holds the key of the form that was sent."""
    paper = receipt_paper(request.POST.get("once", ""))
    if paper is None:
        raise Http404
    return pdf(paper, "receipt")


@never_cache
@READ_OR_SEND
def apply_later(request: HttpRequest) -> HttpResponse:
    """The code to come back with; and leaving this telephone without a trace."""
    draft = draft_of(request)
    if not draft.code:
        return redirect("apply-continue")
    if request.method == "POST":
        response = redirect("apply-continue")
        cookies.drop(response, cookies.DRAFT)
        return response
    saved = save_draft(draft.answers, language=get_language()[:2], code=draft.code)
    return render(request, "mediation/apply/later.html", {"code": saved.code, "kept": saved.kept_until})


@never_cache
@READ_OR_SEND
def apply_continue(request: HttpRequest) -> HttpResponse:
    """Coming back with the code, on this device or another."""
    typed = request.POST.get("code", "")
    problem = ""
    if request.method == "POST":
        try:
            found = resumed(typed)
        except MediationError as error:
            problem = str(error)
        else:
            with override(found.language):
                unfinished = steps.first_incomplete(found.answers)
                path = reverse("apply-screen", args=[unfinished]) if unfinished else reverse("apply-check")
            draft = Draft(code=typed, answers=found.answers)
            return remember(HttpResponseRedirect(path), replace(draft, code=typed))
    return render(request, "mediation/apply/continue.html", {"problem": problem, "typed": typed})
