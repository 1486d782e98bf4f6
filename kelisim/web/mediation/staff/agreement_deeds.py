"""The agreement to mediate and the settlement: written by the mediator, signed by everybody."""

from __future__ import annotations

from typing import TypeVar

from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.draft_agreement import draft_agreement
from kelisim.apps.mediation.actions.draft_settlement import draft_settlement
from kelisim.apps.mediation.actions.sign_document import SIGNED_BY
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import signatures
from kelisim.apps.mediation.queries.offers import window_over
from kelisim.web.mediation.staff.deed import Deed
from kelisim.web.mediation.staff.forms.agreement import (
    AgreementForm,
    SignAgreementForm,
    SignForm,
    SignSettlementForm,
    TakeInAgreementForm,
    TakeInForm,
    TakeInSettlementForm,
)
from kelisim.web.mediation.staff.forms.settlement import SettlementForm

Scan = TypeVar("Scan", bound=TakeInForm)


def unsigned(case: Case, kind: ItemKind) -> bool:
    """Whether there is a version that waits for the mediator's signature."""
    return signatures.MEDIATOR in _missing(case, kind)


def _draft(form: AgreementForm) -> None:
    work = form.work
    due_on = form.cleaned_data.get("due_on")
    draft_agreement(work.case, terms=form.terms(), by=work.user, keys=work.keys, due_on=due_on)


def _draft_settlement(form: SettlementForm) -> None:
    work = form.work
    draft_settlement(work.case, terms=form.terms(), by=work.user, keys=work.keys)


def _sign(form: SignForm | TakeInForm) -> None:
    told, by = form.cleaned_data, form.work.user
    act = SIGNED_BY[form.kind]
    act(form.work.case, digest=told["digest"], secret=told["secret"], by=by, hand=form.hand())


def a_side_unsigned(case: Case, kind: ItemKind) -> bool:
    """Whether there is a version that waits for a side's signature."""
    return bool(set(_missing(case, kind)) - {signatures.MEDIATOR})


def _missing(case: Case, kind: ItemKind) -> list[str]:
    item = signatures.draft(case, kind)
    return signatures.missing(case, item) if item else []


DRAFT: Deed[AgreementForm] = Deed(
    name="agreement",
    verb="draft_agreement",
    title=_("Write the agreement to mediate"),
    lead=_(
        "The conditions of the law, filled with what is known. A new version is signed anew by everybody."
    ),
    button=_("Show it to the sides for signing"),
    done=_("The agreement is written. The sides are asked to sign."),
    form=AgreementForm,
    act=_draft,
    may=access.may_lead,
    key=True,
    when=window_over,
    template="agreement",
)
SIGN: Deed[SignAgreementForm] = Deed(
    name="sign-agreement",
    verb="sign_agreement",
    title=_("Sign the agreement to mediate"),
    lead=_("Mediation begins when both sides and you have signed the same version."),
    button=_("Sign"),
    done=_("You have signed."),
    form=SignAgreementForm,
    act=_sign,
    may=access.may_lead,
    key=True,
    when=lambda case: unsigned(case, ItemKind.AGREEMENT),
    template="sign",
)
SETTLEMENT: Deed[SettlementForm] = Deed(
    name="settlement",
    verb="draft_settlement",
    title=_("Write the settlement"),
    lead=_("As the sides found it. Each obligation names who, what, and by which day or event."),
    button=_("Show it to the sides for signing"),
    done=_("The settlement is written. The sides are asked to sign."),
    form=SettlementForm,
    act=_draft_settlement,
    may=access.may_lead,
    key=True,
    template="settlement",
)
SETTLE: Deed[SignSettlementForm] = Deed(
    name="sign-settlement",
    verb="settle",
    title=_("Sign the settlement"),
    lead=_("It is in force on the day the last of you signs."),
    button=_("Sign"),
    done=_("You have signed."),
    form=SignSettlementForm,
    act=_sign,
    may=access.may_lead,
    key=True,
    when=lambda case: unsigned(case, ItemKind.SETTLEMENT),
    template="sign",
)


def _take_in(name: str, form: type[Scan]) -> Deed[Scan]:
    """What a side signed by hand, under the document of this form."""
    kind = form.kind
    return Deed(
        name=name,
        verb=signatures.VERBS[kind],
        title=_("Take in a signature given by hand"),
        lead=_(
            "You vouch with your key that this scan came from the side. "
            "It is sealed; both sides can look at it."
        ),
        button=_("Take it in"),
        done=_("The signature is taken in."),
        form=form,
        act=_sign,
        may=access.may_lead,
        key=True,
        when=lambda case: a_side_unsigned(case, kind),
        template="sign",
    )


TAKE_IN = _take_in("take-in-agreement", TakeInAgreementForm)
TAKE_IN_SETTLEMENT = _take_in("take-in-settlement", TakeInSettlementForm)
