"""What the front desk does with an appeal beside its route: a longer term, danger, sending it back."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.extend_answer import extend_answer
from kelisim.apps.mediation.actions.forward_danger import forward_danger
from kelisim.apps.mediation.actions.send_back import send_back
from kelisim.apps.mediation.actions.write_letter import Letter
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.queries import appeal
from kelisim.web.mediation.staff.deed import Deed
from kelisim.web.mediation.staff.forms.appeal import DangerForm, ExtendForm, ReturnForm


def _extend(form: ExtendForm) -> None:
    told, work = form.cleaned_data, form.work
    extend_answer(
        work.case, until=told["until"], letter=Letter(text=told["text"]), by=work.user, keys=work.keys
    )


def _danger(form: DangerForm) -> None:
    forward_danger(form.work.case, to=form.cleaned_data["to"], by=form.work.user)


def _send_back(form: ReturnForm) -> None:
    told, work = form.cleaned_data, form.work
    send_back(
        work.case, ground=told["ground"], letter=Letter(text=told["text"]), by=work.user, keys=work.keys
    )


def _extendable(case: Case) -> bool:
    return appeal.latest_answer(case) is not None and appeal.extended_to(case) is None


def _returnable(case: Case) -> bool:
    return not case.careful and bool(appeal.return_grounds(appeal.received_on(case)))


EXTEND: Deed[ExtendForm] = Deed(
    name="extend-answer",
    verb="extend_answer",
    title=_("Longer term to answer"),
    lead=_("Once, where the matter needs it. The applicant is told the reason within three working days."),
    button=_("Put the last day off"),
    done=_("The last day is put off, and the applicant is told."),
    form=ExtendForm,
    act=_extend,
    may=access.may_work,
    key=True,
    when=_extendable,
)
DANGER: Deed[DangerForm] = Deed(
    name="danger",
    verb="forward_danger",
    title=_("Danger: forward at once"),
    lead=_(
        "The appeal tells of a crime or of a danger to safety. It goes at once to the body that can act; "
        "from now on nothing is sent in this case by itself."
    ),
    button=_("It was forwarded"),
    done=_("Written down: to whom, when and by whom it was forwarded."),
    form=DangerForm,
    act=_danger,
    may=access.may_work,
    danger=True,
)
RETURN: Deed[ReturnForm] = Deed(
    name="send-back",
    verb="send_back",
    title=_("Send the appeal back"),
    lead=_("Within three working days, on a ground the law lists. The applicant may come again."),
    button=_("Send back and close"),
    done=_("The appeal is sent back, the case is closed."),
    form=ReturnForm,
    act=_send_back,
    may=access.may_work,
    key=True,
    danger=True,
    when=_returnable,
)
