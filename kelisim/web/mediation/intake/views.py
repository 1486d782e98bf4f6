"""Taking applications without a network: the form, the receipt, packages to carry to the office."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from kelisim.apps.mediation.actions.accept_enrolment import accept_enrolment
from kelisim.apps.mediation.actions.export_package import export_package, package_file
from kelisim.apps.mediation.actions.keep_form import Kept, keep_form
from kelisim.apps.mediation.errors import MediationError
from kelisim.apps.mediation.errors.intake import NotEnrolled
from kelisim.apps.mediation.models import Device, Package
from kelisim.apps.mediation.queries.own_device import own_device, public_key, waiting
from kelisim.web.files import download
from kelisim.web.mediation.staff.forms.paper import PaperForm

Page = Callable[..., HttpResponse]


class EnrolmentForm(forms.Form):
    """The file the office gave back."""

    file = forms.FileField(label=_("Enrolment file of the office"))


def intake_page(view: Page) -> Page:
    """Only on a laptop in intake mode; elsewhere there is no such page. Nothing is kept by the browser."""

    @wraps(view)
    def guarded(request: HttpRequest, **named: object) -> HttpResponse:
        if not settings.INTAKE:
            raise Http404
        return view(request, **named)

    return never_cache(guarded)


@intake_page
def intake(request: HttpRequest) -> HttpResponse:
    """One application after another: sealed as it is saved, receipted on the next page."""
    try:
        device = own_device()
    except NotEnrolled:
        return redirect("intake-enrol")
    if request.method != "POST":
        kept = {"channel": "office", "language": (get_language() or "kk")[:2]}
        return _form_page(request, device, PaperForm(offices=None, region=device.region, kept=kept))
    form = PaperForm(request.POST, offices=None, region=device.region, kept={})
    if not form.is_valid():
        return _form_page(request, device, form)
    try:
        receipt = keep_form(form.cells(), once=form.cleaned_data["once"])
    except MediationError as error:
        form.add_error(None, str(error))
        return _form_page(request, device, form)
    stay = {name: value for name, value in form.kept().items() if name != "run"}
    return _form_page(request, device, PaperForm(offices=None, region=device.region, kept=stay), receipt)


def _form_page(
    request: HttpRequest, device: Device, form: PaperForm, receipt: Kept | None = None
) -> HttpResponse:
    context = {"form": form, "office": _office(device), "receipt": receipt, "waiting": waiting()}
    return render(request, "mediation/intake/form.html", context)


@intake_page
def intake_enrol(request: HttpRequest) -> HttpResponse:
    """The laptop's key to give to the office, and the file the office gives back."""
    form = EnrolmentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            accept_enrolment(form.cleaned_data["file"].read())
        except MediationError as error:
            form.add_error("file", str(error))
        else:
            return HttpResponseRedirect(reverse("intake"))
    key = public_key()
    parts = [key[at : at + 8] for at in range(0, len(key), 8)]
    return render(request, "mediation/intake/enrol.html", {"form": form, "key": " ".join(parts)})


@intake_page
def intake_packages(request: HttpRequest) -> HttpResponse:
    """Every package made here; making the next one. A package may be saved as often as is needed."""
    try:
        device = own_device()
        if request.method == "POST":
            export_package()
            return redirect("intake-packages")
    except NotEnrolled:
        return redirect("intake-enrol")
    context = {"made": device.packages.order_by("-number"), "waiting": waiting(), "office": _office(device)}
    return render(request, "mediation/intake/packages.html", context)


@intake_page
def intake_package(_request: HttpRequest, number: int) -> HttpResponse:
    """The file of one package, the same bytes every time."""
    package = get_object_or_404(Package.objects.select_related("device"), device=own_device(), number=number)
    return download(package_file(package), f"kelisim-intake-{number:04}.json", "application/json")


def _office(device: Device) -> str:
    names: dict[str, str] = device.office_names
    return names.get((get_language() or "kk")[:2]) or names.get("kk") or device.office_code
