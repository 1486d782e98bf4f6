"""What a mediator does with an offer."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.actions.accept_offer import accept_offer
from kelisim.apps.mediation.actions.pass_offer import pass_offer
from kelisim.apps.mediation.models import Case, Offer
from kelisim.kernel.access.door import Refused
from kelisim.kernel.accounts.models import User
from kelisim.web.mediation.staff.deed import Deed, Work
from kelisim.web.mediation.staff.forms.offer import AcceptForm, PassForm


def asked(user: User, case: Case) -> Offer | None:
    """The offer of this case that waits for her answer."""
    rows = case.offers.filter(status=Offer.Status.WAITING, mediator__user=user)
    return rows.select_related("mediator").first()


def _answers(user: User, case: Case) -> bool:
    """She was asked here: now, or before (answering twice is answering once)."""
    return case.offers.filter(mediator__user=user).exists()


def _waits(case: Case) -> bool:
    return case.offers.filter(status=Offer.Status.WAITING).exists()


def _offer(work: Work) -> Offer:
    found = case_offer(work)
    if found is None:
        raise Refused
    return found


def case_offer(work: Work) -> Offer | None:
    """Her newest offer in this case."""
    return work.case.offers.filter(mediator__user=work.user).select_related("mediator").last()


def _accept(form: AcceptForm) -> None:
    told = form.cleaned_data
    offer = _offer(form.work)
    accept_offer(offer, statement=form.statement(), competent=told["competent"], by=form.work.user)


def _pass(form: PassForm) -> str:
    pass_offer(_offer(form.work), reason=form.cleaned_data["reason"], by=form.work.user)
    return reverse("mediator-desk")


ACCEPT: Deed[AcceptForm] = Deed(
    name="accept",
    verb="accept_offer",
    title=_("Accept the case"),
    lead=_("The sides read your answers. They may object for some days, or confirm you sooner."),
    button=_("Accept and state this"),
    done=_("You have accepted. The sides are told."),
    form=AcceptForm,
    act=_accept,
    may=_answers,
    when=_waits,
)
PASS: Deed[PassForm] = Deed(
    name="pass",
    verb="pass_offer",
    title=_("Pass the case on"),
    lead=_("There is no penalty; the next mediator is asked."),
    button=_("Pass"),
    done=_("You have passed. The office is told."),
    form=PassForm,
    act=_pass,
    may=_answers,
    when=_waits,
)
