"""Roles proposed by coordinators and councils, and the administrator's answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kelisim.apps.registry.public import organisations_by_code
from kelisim.kernel.access.door import may, person, require
from kelisim.kernel.access.grant import IncompatibleRoles, OwnGrant
from kelisim.kernel.access.models import RoleProposal
from kelisim.kernel.access.propose import (
    PROPOSE,
    AccountMissing,
    AlreadyDecided,
    AnswerMissing,
    BodyMissing,
    account_of,
    decide_role,
    propose_role,
    reads_proposals,
    visible_proposals,
)
from kelisim.kernel.access.roles import LABELS, REASONS
from kelisim.kernel.accounts.actions import open_account
from kelisim.kernel.accounts.models import User
from kelisim.kernel.texts.of import of
from kelisim.web.account.proposal_forms import AnswerForm, ProposalForm
from kelisim.web.desks import page_for
from kelisim.web.files import Listing, Stranger, list_file

ON_A_PAGE = 25
COLUMNS = ("email", "name", "role", "territory", "body", "proposed_at", "state", "decided_at", "answer")
STATES = {
    "waiting": pgettext_lazy("proposal", "waits"),
    "granted": pgettext_lazy("proposal", "granted"),
    "refused": pgettext_lazy("proposal", "refused"),
}
LOOKS = {"waiting": "now", "granted": "good", "refused": "care"}

REFUSALS: dict[type[ValueError], Promise] = {
    OwnGrant: gettext_lazy("Nobody proposes herself or decides on her own proposal. Ask somebody else."),
    BodyMissing: gettext_lazy("This role is for one office. Choose the office in the list of places."),
    AccountMissing: gettext_lazy("Nobody may sign in with this address yet. Open the account, then grant."),
    AnswerMissing: gettext_lazy("Say why you refuse: the proposer reads it."),
    AlreadyDecided: gettext_lazy("Somebody has decided otherwise before you. Read the answer below."),
}
REFUSED: tuple[type[ValueError], ...] = (*REFUSALS, IncompatibleRoles)


@page_for(reads_proposals)
def role_proposals(request: HttpRequest) -> HttpResponse:
    """What waits first, then what was decided, the newest first."""
    user = person(request.user)
    rows = visible_proposals(user).order_by(F("decided_at").desc(nulls_first=True), "-proposed_at", "-pk")
    file = list_file(request, Listing(name="role-proposals", columns=COLUMNS, rows=map(_cells, rows)))
    if file is not None:
        return file
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": _lines(list(page)), "proposes": may(user, PROPOSE)}
    return render(request, "account/role_proposals.html", context)


@page_for(lambda user: may(user, PROPOSE))
def role_propose(request: HttpRequest) -> HttpResponse:
    """Somebody is proposed; where she is proposed already, that proposal is shown."""
    user = person(request.user)
    form = ProposalForm(request.POST if request.method == "POST" else None, by=user)
    if form.is_bound and form.is_valid():
        try:
            row = propose_role(form.proposal(), by=user)
        except (OwnGrant, BodyMissing) as refused:
            form.add_error("place" if isinstance(refused, BodyMissing) else "email", said(refused))
        else:
            messages.success(request, _("The proposal is with the administrators. Their answer stands here."))
            return HttpResponseRedirect(reverse("role-proposal", args=[row.pk]))
    return render(request, "account/role_propose.html", {"form": form})


@page_for(reads_proposals)
def role_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal with its answer; an administrator answers here."""
    user = person(request.user)
    row = get_object_or_404(visible_proposals(user), pk=pk)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            messages.success(request, _done(row, form, go=request.POST.get("go", ""), by=user))
        except REFUSED as refused:
            form.add_error("answer" if isinstance(refused, AnswerMissing) else None, said(refused))
            row.refresh_from_db()
        else:
            return HttpResponseRedirect(reverse("role-proposal", args=[pk]))
    decides = row.decided_at is None and may(user, "accounts.change")
    context = {
        "line": _lines([row])[0],
        "form": form,
        "decides": decides,
        "account": account_of(row) if decides else None,
    }
    return render(request, "account/role_proposal.html", context)


def _done(row: RoleProposal, form: AnswerForm, *, go: str, by: User) -> str:
    """Does what the button says; what was done, in words."""
    if go == "open":
        require(may(by, "accounts.change"))
        if account_of(row) is None:
            open_account(User(email=row.email, name=row.name), by=by)
        return _("The account is open. Its owner gets a link by mail.")
    decide_role(row, granted=go == "grant", answer=form.cleaned_data["answer"], by=by)
    return _("Granted from today on.") if go == "grant" else _("Refused.")


def said(refused: ValueError) -> str:
    """Why a deed was refused, in the reader's language."""
    if isinstance(refused, IncompatibleRoles):
        told = {"reason": REASONS[refused.reason], "held": LABELS[refused.held]}
        return _("%(reason)s She holds: %(held)s. End that role first.") % told
    return str(REFUSALS[type(refused)])


def _lines(rows: list[RoleProposal]) -> list[dict[str, Any]]:
    bodies = organisations_by_code({row.body for row in rows if row.body})
    return [
        {
            "row": row,
            "body": of(bodies[row.body], "name") if row.body in bodies else row.body,
            "state": {"label": STATES[row.state], "looks": LOOKS[row.state]},
        }
        for row in rows
    ]


def _cells(row: RoleProposal) -> list[object]:
    typed = (Stranger(row.email), Stranger(row.name), row.role, row.territory_id, row.body)
    return [*typed, row.proposed_at, row.state, row.decided_at, Stranger(row.answer)]
