"""Deeds after the settlement and after a refusal: calls, a new case, papers, complaints, registration."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.complain import hear_complaint
from kelisim.apps.mediation.actions.enforce import enforce
from kelisim.apps.mediation.actions.record_call import Call, record_call
from kelisim.apps.mediation.actions.register import register
from kelisim.apps.mediation.actions.remediate import Anew, remediate
from kelisim.apps.mediation.actions.submit import Receipt
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.models.case import Clock
from kelisim.apps.mediation.queries import complaints, following
from kelisim.web.mediation.staff.deed import Deed, DeedForm
from kelisim.web.mediation.staff.forms.followed import AnewForm, CallForm, HearForm, PapersForm


def _call(form: CallForm) -> None:
    told = form.cleaned_data
    call = Call(result=told["result"], answers=form.answers())
    record_call(form.owed[told["question"]], call, once=told["once"], by=form.work.user)


def opened_anew(form: AnewForm) -> Receipt:
    """The new case of a form that is filled in; its receipt is shown once."""
    told = form.cleaned_data
    anew = Anew(
        side=told["side"], essence=told["essence"], short_text=told["short_text"], notice=told["notice"]
    )
    return remediate(form.work.case, anew, once=told["once"], by=form.work.user)


def _papers(form: PapersForm) -> None:
    enforce(form.work.case, side=form.cleaned_data["side"], by=form.work.user)


def _hear(form: HearForm) -> None:
    hear_complaint(form.work.case, heeded=form.cleaned_data["heeded"] == "yes", by=form.work.user)


def _register(form: DeedForm) -> None:
    register(form.work.case, by=form.work.user)


def _anew(form: AnewForm) -> None:
    opened_anew(form)


def owes_call(case: Case) -> bool:
    """Whether the office still owes a call in this case."""
    return following.calls(Case.objects.filter(pk=case.pk)).exists()


def _unregistered(case: Case) -> bool:
    return case.clock == Clock.REGISTER


CALL: Deed[CallForm] = Deed(
    name="call",
    verb="call",
    title=_("Write a call down"),
    lead=_("Ask by number and day only. Answers left open stay as they were."),
    button=_("Write down"),
    done=_("The call is written down."),
    form=CallForm,
    act=_call,
    may=access.may_follow_up,
    when=owes_call,
)
REMEDIATE: Deed[AnewForm] = Deed(
    name="remediate",
    verb="remediate",
    title=_("Mediate again"),
    lead=_("A new case that follows this one. The other side is invited and may say no."),
    button=_("Open the new case"),
    form=AnewForm,
    act=_anew,
    may=access.may_follow_up,
    when=following.has_trouble,
)
PAPERS: Deed[PapersForm] = Deed(
    name="papers",
    verb="enforce",
    title=_("Papers for a side"),
    lead=_("She is told where her copy of the settlement lies. The office neither opens nor sends it."),
    button=_("Tell her"),
    done=_("She is told where her papers lie."),
    form=PapersForm,
    act=_papers,
    may=access.may_follow_up,
    when=following.has_trouble,
)
HEAR: Deed[HearForm] = Deed(
    name="hear",
    verb="hear_complaint",
    title=_("Decide the complaint"),
    lead=_("The applicant finds the refusal wrong. Who refused does not decide."),
    button=_("Save the decision"),
    done=_("The decision is saved; the applicant is told."),
    form=HearForm,
    act=_hear,
    may=access.may_hear_complaint,
    when=complaints.stands,
)
REGISTER: Deed[DeedForm] = Deed(
    name="register",
    verb="register",
    title=_("Register the appeal"),
    lead=_("On the day it came or the next working day. Choosing the route registers it as well."),
    button=_("Register"),
    done=_("The appeal is registered."),
    form=DeedForm,
    act=_register,
    may=access.may_work,
    when=_unregistered,
)
