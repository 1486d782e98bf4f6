"""Keeping the register: a mediator her own entry, those who answer for it a suspension."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kelisim.apps.mediation.access.register import keeps_register, kept_mediators, may_suspend
from kelisim.apps.mediation.actions.confirm_entry import confirm_entry
from kelisim.apps.mediation.actions.join_account import join_account
from kelisim.apps.mediation.actions.suspend_mediator import lift_suspension, suspend_mediator
from kelisim.apps.mediation.errors import MediationError
from kelisim.apps.mediation.errors.register import NoSuchAccount
from kelisim.apps.mediation.queries import register
from kelisim.apps.mediation.queries.requirements import bars_for, said
from kelisim.kernel.access.door import person
from kelisim.web.desks import page_for, staff_page
from kelisim.web.mediation.register import lines
from kelisim.web.mediation.register.forms import AccountForm, EntryForm, SuspendForm
from kelisim.web.mediation.staff.words import said as in_words

NO_ACCOUNT = gettext_lazy(
    "No account of a mediator without an entry has this address. Check it, or have the account made first."
)


@staff_page
def own_entry(request: HttpRequest) -> HttpResponse:
    """Her entry as everybody reads it; she changes her contacts and says once a year that it is true."""
    user, day = person(request.user), timezone.localdate()
    own = get_object_or_404(register.found(register.Wanted(), day), user=user)
    told = {"address": own.address, "phone": own.phone, "email": own.email}
    bars = [said(rule).of() for rule in bars_for(own.kind, day)]
    form = EntryForm(request.POST if request.method == "POST" else None, initial=told)
    if request.method == "POST" and form.is_valid():
        confirm_entry(own, by=user, **{name: form.cleaned_data[name] for name in told})
        messages.success(request, _("Your entry is confirmed. Thank you."))
        return HttpResponseRedirect(reverse("own-entry"))
    context = {
        "form": form,
        "bars": bars,
        "line": lines.line_of(own, day),
        "confirm_by": register.confirm_by(own, day),
        "silent": register.is_silent(own, day),
    }
    return render(request, "mediation/register/own_entry.html", context)


@staff_page
def mediator_suspend(request: HttpRequest, pk: int) -> HttpResponse:
    """Suspends her for a time with a reason, or lifts it; for others there is no such page."""
    user, day = person(request.user), timezone.localdate()
    one = get_object_or_404(register.found(register.Wanted(), day), pk=pk)
    if not may_suspend(user, one):
        raise Http404
    form = SuspendForm(request.POST) if request.method == "POST" else SuspendForm()
    back = HttpResponseRedirect(reverse("mediator-detail", args=[pk]))
    if request.method == "POST" and "lift" in request.POST:
        lift_suspension(one, by=user)
        return back
    if request.method == "POST" and form.is_valid():
        try:
            suspend_mediator(one, by=user, **form.cleaned_data)
        except MediationError as error:
            form.add_error("until", str(error))
        else:
            return back
    context = {"form": form, "line": lines.line_of(one, day)}
    return render(request, "mediation/register/mediator_suspend.html", context)


@page_for(keeps_register)
def mediator_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Joins an account to an entry that was made before the account."""
    user, day = person(request.user), timezone.localdate()
    rows = kept_mediators(user).select_related("tenure__act", "territory", "region", "user")
    one = get_object_or_404(rows.filter(pk__in=register.on_register(day).values("pk")), pk=pk)
    form = AccountForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            join_account(one, email=form.cleaned_data["email"], by=user)
        except MediationError as error:
            form.add_error("email", NO_ACCOUNT if isinstance(error, NoSuchAccount) else in_words(error))
        else:
            messages.success(
                request, _("The account is joined. She makes her key the next time she signs in.")
            )
            return HttpResponseRedirect(reverse("register-desk"))
    context = {"form": form, "line": lines.line_of(one, day), "joined": one.user is not None}
    return render(request, "mediation/register/mediator_account.html", context)
