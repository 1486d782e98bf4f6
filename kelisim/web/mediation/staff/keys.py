"""A staff member's own key: made, opened for half an hour, locked, recovered; and her office's key."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kelisim.apps.mediation.actions.enrol import enrol
from kelisim.apps.mediation.actions.lend_office_key import lend_office_key
from kelisim.apps.mediation.actions.make_office_key import make_office_key
from kelisim.apps.mediation.actions.recover_key import recover_key
from kelisim.apps.mediation.actions.renew_office_key import renew_office_key
from kelisim.apps.mediation.actions.replace_key import replace_key
from kelisim.apps.mediation.actions.unlock import lock as lock_keys
from kelisim.apps.mediation.actions.unlock import unlock as open_key
from kelisim.apps.mediation.errors import MediationError, PassphraseTooShort
from kelisim.apps.mediation.queries import office_keys as queries
from kelisim.apps.mediation.queries import people
from kelisim.apps.registry.public import offices
from kelisim.kernel.access.door import holdings, person
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User
from kelisim.web.desks import staff_page
from kelisim.web.mediation import cookies
from kelisim.web.mediation.staff.door import keys_of, onward, require_desk, show, to_unlock
from kelisim.web.mediation.staff.forms.keys import (
    AnewForm,
    NewPassphraseForm,
    OfficeKeyForm,
    RecoverForm,
    UnlockForm,
)
from kelisim.web.mediation.staff.words import said


@staff_page
def unlock(request: HttpRequest) -> HttpResponse:
    """Her passphrase opens her key in this browser; without a key she makes one first."""
    user = person(request.user)
    if people.staff_holder(user.pk) is None:
        return redirect("key-make")
    after = onward(request)
    form = UnlockForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            cookie = open_key(user, form.cleaned_data["passphrase"])
        except MediationError as error:
            form.add_error("passphrase", said(error))
        else:
            lock_keys(cookies.value(request, cookies.KEYS))
            response = HttpResponseRedirect(after)
            cookies.keep(response, cookies.KEYS, cookie)
            return response
    return show(request, "unlock", {"form": form, "next": after, "open": bool(keys_of(request))})


@staff_page
def lock(request: HttpRequest) -> HttpResponse:
    """Closes whatever this browser has open, now."""
    if request.method != "POST":
        return redirect("unlock")
    lock_keys(cookies.value(request, cookies.KEYS))
    messages.info(request, _("Your key is locked."))
    response = HttpResponseRedirect(onward(request))
    cookies.drop(response, cookies.KEYS)
    return response


@staff_page
def key_make(request: HttpRequest) -> HttpResponse:
    """Her first key. The recovery code is on this one answer and nowhere else."""
    user = person(request.user)
    if request.method != "POST" and people.staff_holder(user.pk) is not None:
        return redirect("unlock")
    form = NewPassphraseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        passphrase = form.cleaned_data["passphrase"]
        try:
            code = enrol(user, passphrase, by=user)
        except MediationError as error:
            form.add_error("passphrase" if isinstance(error, PassphraseTooShort) else None, said(error))
        else:
            return _made(request, user, passphrase, code)
    return show(request, "key_make", {"form": form})


@staff_page
def key_recover(request: HttpRequest) -> HttpResponse:
    """The printed code gives a new passphrase; the code is spent, the next one is shown once."""
    user = person(request.user)
    form = RecoverForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        passphrase = form.cleaned_data["passphrase"]
        try:
            code = recover_key(user, form.cleaned_data["code"], passphrase)
        except PassphraseTooShort as error:
            form.add_error("passphrase", said(error))
        except MediationError:
            form.add_error("code", _("This code opens no key. Check it letter by letter on your sheet."))
        else:
            return _made(request, user, passphrase, code)
    return show(request, "key_recover", {"form": form})


@staff_page
def key_anew(request: HttpRequest) -> HttpResponse:
    """Passphrase and code are both lost: a new key, and what that means is said before."""
    user = person(request.user)
    form = AnewForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        passphrase = form.cleaned_data["passphrase"]
        try:
            code = replace_key(user, passphrase, by=user)
        except MediationError as error:
            form.add_error("passphrase", said(error))
        else:
            lock_keys(cookies.value(request, cookies.KEYS))
            return _made(request, user, passphrase, code)
    return show(request, "key_anew", {"form": form})


def _made(request: HttpRequest, user: User, passphrase: str, code: str) -> HttpResponse:
    response = show(request, "key_made", {"code": code})
    cookies.keep(response, cookies.KEYS, open_key(user, passphrase))
    return response


@staff_page
def office_keys(request: HttpRequest) -> HttpResponse:
    """The keys of her offices: made by the first clerk, lent by one who has it to one who has not."""
    require_desk(request, Role.CLERK)
    user, ring = person(request.user), keys_of(request)
    if not ring:
        return to_unlock(request)
    codes = [one.body for one in holdings(user, Role.CLERK) if one.body]
    if request.method == "POST":
        form = OfficeKeyForm(request.POST, offices=offices().filter(code__in=codes))
        if form.is_valid():
            return _office_key(request, form)
        messages.error(request, _("Choose an office and a clerk from the list."))
        return redirect("office-keys")
    return show(request, "office_keys", {"rows": queries.office_keys(offices().filter(code__in=codes), ring)})


def _office_key(request: HttpRequest, form: OfficeKeyForm) -> HttpResponse:
    user, ring = person(request.user), keys_of(request)
    office, to, renew = (form.cleaned_data[name] for name in ("office", "to", "renew"))
    try:
        if to is not None:
            lend_office_key(office, to=to, by=user, ring=ring)
            messages.success(request, _("Done. Your colleague has it after opening her key again."))
            return redirect("office-keys")
        if renew:
            renew_office_key(office, by=user, ring=ring)
        else:
            make_office_key(office, by=user)
    except MediationError as error:
        messages.error(request, said(error))
        return redirect("office-keys")
    lock_keys(cookies.value(request, cookies.KEYS))
    messages.success(request, _("The key of the office is made. Open your key again to use it."))
    return redirect("unlock")
