"""A mediator who cannot go on: her open cases by number, one deed over all, and what is needed after."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kelisim.apps.mediation import access
from kelisim.apps.mediation.access.offices import mediators_of
from kelisim.apps.mediation.actions.relieve import relieve
from kelisim.apps.mediation.errors import MediationError
from kelisim.apps.mediation.errors.offices import DayOutsideTenure
from kelisim.apps.mediation.models import Case, Mediator
from kelisim.apps.mediation.queries import register
from kelisim.apps.mediation.queries import relief as queries
from kelisim.kernel.access.door import person
from kelisim.kernel.accounts.models import User
from kelisim.kernel.texts.of import of
from kelisim.web.desks import staff_page
from kelisim.web.files import Listing, list_file
from kelisim.web.mediation.staff.door import address, show
from kelisim.web.mediation.staff.forms.relief import ReliefForm
from kelisim.web.mediation.staff.rows import state_of, tone_of
from kelisim.web.mediation.staff.words import said


@dataclass(frozen=True, kw_only=True)
class Left:
    """One case by its number."""

    number: str
    href: str
    state: str
    tone: str
    office: str
    code: str
    officers: bool


@staff_page
def mediator_relieve(request: HttpRequest, pk: int) -> HttpResponse:
    """Before: what she leaves. After: what looks for another one and where two officers are needed."""
    user = person(request.user)
    rows = mediators_of(user).select_related("tenure__person", "office")
    one = get_object_or_404(rows, pk=pk)
    form = ReliefForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            relieve(one, told=form.told(), by=user)
        except MediationError as error:
            labels = {name: str(one.label) for name, one in form.fields.items()}
            concerned = "on" if isinstance(error, DayOutsideTenure) else "until"
            form.add_error(concerned, said(error, labels))
        else:
            messages.success(request, _("Her open cases look for another mediator. The sides are told."))
            return HttpResponseRedirect(reverse("mediator-relieve", args=[pk]))
    open_now = _lines(queries.cases_of(one), user)
    freed = _lines(queries.freed_cases(one), user)
    file = list_file(request, _listing("open", open_now), _listing("left", freed))
    context = {
        "mediator": one,
        "name": one.tenure.person.name,
        "office": of(one.office, "name"),
        "gone": _gone(one),
        "suspended": _suspended(one),
        "form": form,
        "open": open_now,
        "elsewhere": queries.number_of_cases(one) - len(open_now),
        "freed": freed,
    }
    return file or show(request, "mediator_relieve", context)


def _gone(one: Mediator) -> bool:
    until = one.tenure.until
    return until is not None and until <= timezone.localdate()


def _suspended(one: Mediator) -> bool:
    return register.is_suspended(one, timezone.localdate())


def _lines(cases: QuerySet[Case], user: User) -> list[Left]:
    """Those the reader sees; two officers are needed where no office holds the application any more."""
    listed = list(cases.filter(pk__in=access.visible_cases(user).values("pk")).select_related("office"))
    needing = queries.needing_officers(listed)
    return [
        Left(
            number=str(one),
            href=address("case-detail", one),
            state=state_of(one.state, one.closing),
            tone=tone_of(one.state),
            office=of(one.office, "name") if one.office else "",
            code=one.state,
            officers=one.pk in needing,
        )
        for one in listed
    ]


def _listing(name: str, lines: list[Left]) -> Listing:
    rows = [(one.number, one.code, one.office, one.officers) for one in lines]
    return Listing(name=name, columns=("case", "state", "office", "two_officers"), rows=rows)
