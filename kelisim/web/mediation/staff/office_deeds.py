"""What a clerk does around a mediation: proposing, sending again, handing over, a lost secret."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.no_mediator import no_mediator
from kelisim.apps.mediation.actions.propose import Choice, propose
from kelisim.apps.mediation.actions.resend_invitation import resend_invitation
from kelisim.apps.mediation.actions.transfer import hand_over, transfer
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.queries.offers import live_offer
from kelisim.apps.mediation.states import State
from kelisim.web.mediation.staff.deed import Deed, DeedForm
from kelisim.web.mediation.staff.forms.proposal import ProposeForm
from kelisim.web.mediation.staff.forms.transfer import TransferForm
from kelisim.web.mediation.staff.forms.triage import OnceForm


def _propose(form: ProposeForm) -> None:
    told = form.cleaned_data
    choice = Choice(
        mediator=form.chosen(),
        override=told["override"],
        named_by_sides=told["named_by_sides"],
        languages=form.spoken,
    )
    propose(form.work.case, by=form.work.user, keys=form.work.keys, choice=choice)


def _nobody_asked(case: Case) -> bool:
    return live_offer(case) is None


PROPOSE: Deed[ProposeForm] = Deed(
    name="propose",
    verb="propose",
    title=_("Propose a mediator"),
    lead=_("The list is computed; you decide whom to ask, and the sides choose by signing."),
    button=_("Ask this mediator"),
    done=_("The mediator is asked."),
    form=ProposeForm,
    act=_propose,
    may=access.may_work,
    key=True,
    when=_nobody_asked,
    template="case_propose",
)


def _no_mediator(form: DeedForm) -> None:
    no_mediator(form.work.case, by=form.work.user)


def _resend(form: OnceForm) -> None:
    resend_invitation(form.work.case, once=form.cleaned_data["once"], by=form.work.user)


def _hand_over(form: DeedForm) -> str:
    hand_over(form.work.case, by=form.work.user, keys=form.work.keys)
    return reverse("office-desk")  # the case is not hers to see any more


def _transfer(form: TransferForm) -> None:
    transfer(form.work.case, to=form.chosen(), by=form.work.user)


def _mailed(case: Case) -> bool:
    open_now = case.state == State.INVITING and not case.careful
    return open_now and case.parties.filter(side="B", has_email=True).exists()


def _moving(case: Case) -> bool:
    return case.moving_to_id is not None


NO_MEDIATOR: Deed[DeedForm] = Deed(
    name="no-mediator",
    verb="no_mediator",
    title=_("Close: no mediator"),
    lead=_("Only together with both sides, when nobody fits or every mediator was refused."),
    button=_("Close the case"),
    done=_("The case is closed: no mediator."),
    form=DeedForm,
    act=_no_mediator,
    may=access.may_work,
    danger=True,
)
RESEND: Deed[OnceForm] = Deed(
    name="resend",
    title=_("Send the invitation again"),
    lead=_("The same link with the same last day goes to the e-mail that is written down now."),
    button=_("Send again"),
    done=_("The invitation is sent again."),
    form=OnceForm,
    act=_resend,
    may=access.may_work,
    when=_mailed,
)
HAND_OVER: Deed[DeedForm] = Deed(
    name="hand-over",
    title=_("Hand the case over"),
    lead=_("The coordinator moved this case. Your key seals it to the other office; yours opens it no more."),
    button=_("Hand over"),
    done=_("The case is handed over."),
    form=DeedForm,
    act=_hand_over,
    may=access.may_work,
    key=True,
    when=_moving,
)
TRANSFER: Deed[TransferForm] = Deed(
    name="transfer",
    verb="transfer",
    title=_("Move to another office"),
    lead=_("If its office still holds a key of the case, a clerk there hands it over first."),
    button=_("Move"),
    done=_("The case is being moved."),
    form=TransferForm,
    act=_transfer,
    may=access.may_transfer,
)
