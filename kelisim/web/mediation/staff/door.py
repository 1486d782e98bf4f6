"""How every page of the staff begins: signed in, only cases she sees, and the keys her browser has open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from kelisim.apps.mediation import access
from kelisim.apps.mediation.models import Case, Move, Obligation, Offer
from kelisim.apps.mediation.models.number import read_number, shown_number
from kelisim.apps.mediation.queries.keyring import keyring
from kelisim.kernel.access.door import holdings, person
from kelisim.kernel.access.roles import Role
from kelisim.web.mediation import cookies

if TYPE_CHECKING:
    from kelisim.kernel.seal.ring import Keyring


def keys_of(request: HttpRequest) -> Keyring:
    """Her open keys; empty while they are locked."""
    return keyring(cookies.value(request, cookies.KEYS), person(request.user))


def the_case(request: HttpRequest, number: str) -> Case:
    """The case of this number if she sees it; otherwise there is no such page."""
    return get_object_or_404(access.visible_cases(person(request.user)), number=read_number(number) or "-")


def whole_case(request: HttpRequest, number: str) -> Case:
    """The same with what its page tells again and again: moves, offers, obligations; three queries.

    For a page that only reads: a deed asks anew.
    """
    case = the_case(request, number)
    prefetch_related_objects(
        [case],
        Prefetch("moves", Move.objects.select_related("user", "party")),
        Prefetch("offers", Offer.objects.select_related("mediator__tenure__person")),
        Prefetch("obligations", Obligation.objects.select_related("debtor")),
    )
    return case


def require_desk(request: HttpRequest, role: Role) -> None:
    """A desk exists for those who hold its role; for others there is no such page."""
    if not holdings(person(request.user), role):
        raise Http404


def address(page: str, case: Case, /, **more: Any) -> str:
    """The address of a page of one case; in it stands the number, nothing else."""
    return reverse(page, kwargs={"number": shown_number(case.number), **more})


def to_unlock(request: HttpRequest) -> HttpResponse:
    """To the page where she opens her key, and back here."""
    return HttpResponseRedirect(f"{reverse('unlock')}?{urlencode({'next': request.get_full_path()})}")


def onward(request: HttpRequest, otherwise: str = "desk") -> str:
    """Where a page leads back to: an address of our own or her desk."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()})
    return asked if asked.startswith("/") and ours else reverse(otherwise)


def show(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A page of the staff."""
    return render(request, f"mediation/staff/{template}.html", context, status=status)
