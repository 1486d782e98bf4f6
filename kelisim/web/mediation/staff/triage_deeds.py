"""What a clerk does with an appeal: route, consultation, letters, refusal, invitation, contacts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.answer import answer
from kelisim.apps.mediation.actions.change_contact import change_contact
from kelisim.apps.mediation.actions.consult import consult
from kelisim.apps.mediation.actions.invite import invite
from kelisim.apps.mediation.actions.refer_out import refer_out
from kelisim.apps.mediation.actions.refuse import refuse
from kelisim.apps.mediation.actions.route import route
from kelisim.apps.mediation.actions.write_letter import Letter
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.models.case import Route
from kelisim.web.mediation.staff.deed import Deed
from kelisim.web.mediation.staff.door import address
from kelisim.web.mediation.staff.forms.triage import (
    ConsultForm,
    ContactForm,
    InviteForm,
    LetterForm,
    OtherContactForm,
    ReferForm,
    RefuseForm,
    RouteForm,
)


def _route(form: RouteForm) -> None:
    told = form.cleaned_data
    route(form.work.case, to=told["to"], rule=told["rule"], by=form.work.user)


def _consult(form: ConsultForm) -> None:
    told = form.cleaned_data
    consult(
        form.work.case,
        minutes=told["minutes"],
        settles=told["settles"],
        once=told["once"],
        by=form.work.user,
    )


def _letter(form: LetterForm) -> Letter:
    return Letter(text=form.cleaned_data["text"], elsewhere=form.cleaned_data.get("elsewhere", ""))


def _answer(form: LetterForm) -> None:
    answer(form.work.case, letter=_letter(form), by=form.work.user, keys=form.work.keys)


def _refer(form: ReferForm) -> None:
    refer_out(
        form.work.case,
        to=form.cleaned_data["to"],
        letter=_letter(form),
        by=form.work.user,
        keys=form.work.keys,
    )


def _refuse(form: RefuseForm) -> None:
    refuse(
        form.work.case,
        rule=form.cleaned_data["rule"],
        letter=_letter(form),
        by=form.work.user,
        keys=form.work.keys,
    )


def _invite(form: InviteForm) -> str:
    work, told = form.work, form.cleaned_data
    invite(
        work.case,
        by=work.user,
        keys=work.keys,
        answer_days=told["answer_days"],
        safe=told.get("safe", False),
    )
    return address("case-invitation", work.case)


def _routed(*routes: str) -> Any:
    def when(case: Case) -> bool:
        return case.route in routes

    return when


ROUTE: Deed[RouteForm] = Deed(
    name="route",
    verb="route",
    title=_("Choose the route"),
    lead=_(
        "What this appeal is, and the rule you rest on. You may choose anew until the other side is invited."
    ),
    button=_("Save the route"),
    done=_("The route is saved."),
    form=RouteForm,
    act=_route,
    may=access.may_work,
)
CONSULT: Deed[ConsultForm] = Deed(
    name="consult",
    verb="consult",
    title=_("Record a consultation"),
    lead=_("Advice is a service of the office. Whoever gave it cannot mediate in this matter."),
    button=_("Record"),
    done=_("The consultation is recorded."),
    form=ConsultForm,
    act=_consult,
    may=access.may_work,
)
ANSWER: Deed[LetterForm] = Deed(
    name="answer",
    verb="answer",
    title=_("Answer by letter"),
    lead=_("The letter is sealed for the applicant; the case is closed as answered."),
    button=_("Send the answer and close"),
    done=_("The answer is sent, the case is closed."),
    form=LetterForm,
    act=_answer,
    may=access.may_work,
    key=True,
)
REFER: Deed[ReferForm] = Deed(
    name="refer-out",
    verb="refer_out",
    title=_("Refer to another body"),
    lead=_("The applicant learns where her appeal went and why; the case is closed as referred."),
    button=_("Refer and close"),
    done=_("The appeal is referred, the case is closed."),
    form=ReferForm,
    act=_refer,
    may=access.may_work,
    key=True,
)
REFUSE: Deed[RefuseForm] = Deed(
    name="refuse",
    verb="refuse",
    title=_("Refuse mediation"),
    lead=_(
        "Only by a verified rule of the law on the day of the application, and never without another way."
    ),
    button=_("Refuse and close"),
    done=_("Mediation is refused, the case is closed."),
    form=RefuseForm,
    act=_refuse,
    may=access.may_work,
    key=True,
    danger=True,
)
INVITE: Deed[InviteForm] = Deed(
    name="invite",
    verb="invite",
    title=_("Invite the other side"),
    lead=_("She learns who invites, about what, the short text, and that taking part is voluntary."),
    button=_("Invite"),
    done=_("The invitation is made."),
    form=InviteForm,
    act=_invite,
    may=access.may_work,
    key=True,
    when=_routed(Route.MEDIATION),
)


def _contact(form: ContactForm) -> None:
    told = {name: form.cleaned_data[name] for name in ("name", "phone", "email", "address")}
    change_contact(form.party, who=replace(form.before, **told), by=form.work.user)


CONTACT: Deed[ContactForm] = Deed(
    name="contact",
    title=_("Contact of the applicant"),
    lead=_("Reminders are sent here. No word of the case stands in them."),
    button=_("Save"),
    done=_("The contact is saved."),
    form=ContactForm,
    act=_contact,
    may=access.may_work,
)
OTHER_CONTACT: Deed[OtherContactForm] = Deed(
    name="other-contact",
    title=_("Contact of the other side"),
    lead=_("Without one contact nobody can be invited."),
    button=_("Save"),
    done=_("The contact is saved."),
    form=OtherContactForm,
    act=_contact,
    may=access.may_work,
)
