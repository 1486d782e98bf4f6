"""The desk, the state of the background work, and the audit trail."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import connection
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kelisim.kernel.access.door import held, may, person, require, roles_of
from kelisim.kernel.access.roles import LABELS, Role
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.models import Entry
from kelisim.kernel.packs.models import Installation
from kelisim.kernel.queue.again import try_again
from kelisim.kernel.queue.models import Flag
from kelisim.kernel.queue.state import state

ROWS_A_PAGE = 50

# What a role comes for, by the name of the page's address. A page whose room is not built yet is left out.
DESKS: tuple[tuple[Role, str, Promise], ...] = (
    (Role.CLERK, "office-desk", gettext_lazy("Cases of the office")),
    (Role.MEDIATOR, "mediator-desk", gettext_lazy("My mediations")),
    (Role.COORDINATOR, "region-desk", gettext_lazy("Mediation in the region")),
    (Role.COUNCIL, "council-desk", gettext_lazy("Mediation council")),
    (Role.COORDINATOR, "referral-ledger", gettext_lazy("Ledger of referrals")),
    (Role.COUNCIL, "referral-ledger", gettext_lazy("Ledger of referrals")),
    (Role.COUNCIL, "council-keys", gettext_lazy("Officers and keys of the council")),
    (Role.CLERK, "register-desk", gettext_lazy("Desk of the register")),
    (Role.COORDINATOR, "register-desk", gettext_lazy("Desk of the register")),
    (Role.COUNCIL, "register-desk", gettext_lazy("Desk of the register")),
    (Role.COUNCIL, "memorandum-add", gettext_lazy("Register of memoranda")),
    (Role.COUNCIL, "council-complaints", gettext_lazy("Complaints of refusals")),
    (Role.COORDINATOR, "role-proposals", gettext_lazy("Proposals of roles")),
    (Role.COUNCIL, "role-proposals", gettext_lazy("Proposals of roles")),
    (Role.REFERRER, "referrer-desk", gettext_lazy("Our referrals")),
    (Role.FACILITATOR, "dialogue-desk", gettext_lazy("Conversations")),
    (Role.MODERATOR, "dialogue-desk", gettext_lazy("Conversations")),
    (Role.SECRETARIAT, "ledger-desk", gettext_lazy("Acts and what they change")),
    (Role.SECRETARIAT, "evidence-desk", gettext_lazy("Evidence handed in on claims")),
    (Role.SECRETARIAT, "figure-tables", gettext_lazy("Tables of figures")),
    (Role.SECRETARIAT, "release-desk", gettext_lazy("Releases of figures")),
    (Role.SECRETARIAT, "memorandum-add", gettext_lazy("Register of memoranda")),
    (Role.AUDITOR, "status", gettext_lazy("State of the background work")),
    (Role.AUDITOR, "audit", gettext_lazy("Audit trail")),
    (Role.AUDITOR, "council-desk", gettext_lazy("Mediation council")),
    (Role.AUDITOR, "referral-ledger", gettext_lazy("Ledger of referrals")),
    (Role.AUDITOR, "role-proposals", gettext_lazy("Proposals of roles")),
    (Role.ADMIN, "status", gettext_lazy("State of the background work")),
    (Role.ADMIN, "audit", gettext_lazy("Audit trail")),
    (Role.ADMIN, "admin:index", gettext_lazy("Accounts and roles")),
    (Role.ADMIN, "role-proposals", gettext_lazy("Proposals of roles")),
)
LEADS_TO = {
    Role.CLERK,
    Role.MEDIATOR,
    Role.COORDINATOR,
    Role.REFERRER,
}  # one page holds her work


@dataclass(frozen=True, kw_only=True)
class Way:
    """A page she may open."""

    label: str
    href: str


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def ways_of(roles: frozenset[Role]) -> list[Way]:
    """The pages of these roles that exist, each once."""
    found = {_address(name): str(label) for role, name, label in DESKS if role in roles}
    return [Way(label=label, href=href) for href, label in found.items() if href]


@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """Where signing in leads: straight to the desk of her one role, else to the list of all she may open."""
    roles = roles_of(request.user)
    ways = ways_of(roles)
    if len(roles) == 1 and roles <= LEADS_TO and ways:
        return HttpResponseRedirect(ways[0].href)
    return desk_all(request)


@login_required
def desk_all(request: HttpRequest) -> HttpResponse:
    """What she may open, which roles she holds, and her account."""
    ways = ways_of(roles_of(request.user))
    roles = [{"label": LABELS[Role(holding.role)], "holding": holding} for holding in held(request.user)]
    return render(request, "account/desk_all.html", {"ways": ways, "roles": roles})


@login_required
def status(request: HttpRequest) -> HttpResponse:
    """The queue, the timetable, the worker's heartbeat, the database."""
    require(may(request.user, "status.read"))
    context = {
        "state": state(timezone.now()),
        "may_try_again": may(request.user, "status.try_again"),
        "installation": Installation.objects.first(),
        "database": connection.vendor,
        "sync": _sync(),
        "mail": settings.EMAIL_BACKEND == "django.core.mail.backends.smtp.EmailBackend",
    }
    return render(request, "account/status.html", context)


def _sync() -> str:
    """How surely SQLite writes: FULL survives a power cut, NORMAL is for load tests."""
    if connection.vendor != "sqlite":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        return {1: "NORMAL", 2: "FULL"}.get(cursor.fetchone()[0], "OFF")


@login_required
@require_POST
def status_try_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks anew for a job that failed after its last try."""
    require(may(request.user, "status.try_again"))
    if try_again(get_object_or_404(Flag, pk=pk), by=person(request.user)):
        messages.success(request, _("The job will be tried again now."))
    else:
        messages.info(request, _("Somebody has already asked for this job again."))
    return HttpResponseRedirect(reverse("status"))


def visible_entries(user: User) -> QuerySet[Entry]:
    """The auditor reads all, an administrator what concerns accounts and roles, everybody her own deeds."""
    entries = Entry.objects.all()
    if may(user, "audit.read"):
        return entries
    own = Q(by=user.pk)
    if may(user, "audit.read_accounts"):
        return entries.filter(own | Q(deed__startswith="accounts.") | Q(deed__startswith="access."))
    return entries.filter(own)


@login_required
def audit(request: HttpRequest) -> HttpResponse:
    """The trail, newest first; narrowed by deed, thing and person."""
    user = person(request.user)
    if not (may(user, "audit.read") or may(user, "audit.read_accounts")):
        raise Http404
    entries = visible_entries(user)
    asked = {name: request.GET.get(name, "").strip()[:120] for name in ("deed", "thing", "by")}
    if asked["deed"]:
        entries = entries.filter(deed__startswith=asked["deed"])
    if asked["thing"]:
        entries = entries.filter(thing__startswith=asked["thing"])
    if asked["by"]:
        entries = entries.filter(by__in=User.objects.filter(email=asked["by"].lower()).values("pk"))
    page = Paginator(entries, ROWS_A_PAGE).get_page(request.GET.get("page"))
    people = dict(User.objects.filter(pk__in={entry.by for entry in page}).values_list("pk", "name"))
    rows = [
        {
            "entry": entry,
            "by": people.get(entry.by or 0, str(entry.by or "")),
            "facts": ", ".join(
                f"{name} {value}" for name, value in sorted(entry.facts.items()) if value != ""
            ),
        }
        for entry in page
    ]
    return render(request, "account/audit.html", {"page": page, "rows": rows, "asked": asked})
