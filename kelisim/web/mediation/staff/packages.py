"""Laptops that work without a network, and the packages that came from them: enrolled, imported, missed."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.accept_enrolment import enrolment_of
from kelisim.apps.mediation.actions.enrol_device import enrol_device, revoke_device
from kelisim.apps.mediation.actions.import_package import import_package
from kelisim.apps.mediation.errors import MediationError
from kelisim.apps.mediation.models import Device
from kelisim.apps.mediation.queries import packages
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.access.door import person, require
from kelisim.kernel.access.roles import Role
from kelisim.kernel.texts import say
from kelisim.kernel.texts.of import of
from kelisim.web.desks import staff_page
from kelisim.web.files import Listing, download, list_file
from kelisim.web.mediation.staff.door import keys_of, require_desk, show, to_unlock
from kelisim.web.mediation.staff.paper_forms import own_offices
from kelisim.web.mediation.staff.words import said

COLUMNS = ("laptop", "number", "imported_at", "applications", "state")


class EnrolForm(forms.Form):
    """A laptop's name and the key it shows."""

    office = forms.ChoiceField(label=pgettext_lazy("field", "Office"))
    name = forms.CharField(label=_("What you call this laptop"), max_length=80)
    key = forms.CharField(
        label=_("Key the laptop shows"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("64 letters and digits. Compare them with the laptop before you enrol it."),
    )

    def __init__(self, data: object = None, *, offices: list[Organisation]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["office"].choices = [(one.code, of(one, "name")) for one in offices]  # type: ignore[attr-defined]


class PackageForm(forms.Form):
    """The file from the laptop."""

    file = forms.FileField(label=_("Package from the laptop"))


@dataclass(frozen=True, kw_only=True)
class Line:
    """One package of a laptop, or the gap where one is missing."""

    number: int
    at: str
    cases: int | None


@dataclass(frozen=True, kw_only=True)
class Laptop:
    """A laptop with everything that came from it."""

    device: Device
    lines: list[Line]
    gaps: list[int]


@staff_page
def laptops(request: HttpRequest) -> HttpResponse:
    """The office's laptops, their packages and the gaps; import and enrolment."""
    require_desk(request, Role.CLERK)
    offices = own_offices(person(request.user))
    go = request.POST.get("go", "")
    enrol = EnrolForm(request.POST if go == "enrol" else None, offices=offices)
    package = PackageForm(request.POST if go == "import" else None, request.FILES or None)
    if go == "import" and not keys_of(request):
        return to_unlock(request)
    if go == "enrol" and enrol.is_valid() and _enrolled(request, enrol, offices):
        return HttpResponseRedirect(reverse("laptops"))
    imported = None
    if go == "import" and package.is_valid():
        imported = _imported(request, package)
    found = [_laptop(one) for one in _devices(offices)]
    rows = [row for one in found for row in _rows(one)]
    file = list_file(request, Listing(name="packages", columns=COLUMNS, rows=rows))
    if file is not None:
        return file
    forms_shown = {"enrol": enrol, "package": package}
    context = {**forms_shown, "laptops": found, "imported": imported, "locked": not keys_of(request)}
    return show(request, "laptops", context)


@staff_page
def laptop_enrolment(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The file the laptop opens to know its office; nothing in it is secret."""
    device = _device(request, uid)
    return download(enrolment_of(device), "enrolment.json", "application/json")


@staff_page
def laptop_revoke(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ends the trust in a laptop: asked first, then done."""
    device = _device(request, uid)
    if request.method == "POST":
        revoke_device(device, by=person(request.user))
        messages.success(request, str(_("This laptop is not trusted any more.")))
        return HttpResponseRedirect(reverse("laptops"))
    return show(request, "laptop_revoke", {"device": device})


def _devices(offices: list[Organisation]) -> list[Device]:
    codes = [one.code for one in offices]
    return list(Device.objects.filter(office_code__in=codes).prefetch_related("packages").order_by("id"))


def _device(request: HttpRequest, uid: UUID) -> Device:
    """A laptop of her own office; of others she learns nothing."""
    require_desk(request, Role.CLERK)
    codes = [one.code for one in own_offices(person(request.user))]
    return get_object_or_404(Device, uid=uid, office_code__in=codes)


def _laptop(device: Device) -> Laptop:
    gaps = packages.gaps(device)
    came = [Line(number=one.number, at=say.moment(one.at), cases=one.cases) for one in device.packages.all()]
    lost = [Line(number=number, at="", cases=None) for number in gaps]
    return Laptop(device=device, lines=sorted([*came, *lost], key=lambda one: -one.number), gaps=gaps)


def _rows(laptop: Laptop) -> list[list[object]]:
    came = {one.number: one.at.isoformat() for one in laptop.device.packages.all()}
    return [
        [
            str(laptop.device),
            one.number,
            came.get(one.number),
            one.cases,
            "lost" if one.cases is None else "imported",
        ]
        for one in laptop.lines
    ]


def _enrolled(request: HttpRequest, form: EnrolForm, offices: list[Organisation]) -> bool:
    told = form.cleaned_data
    office = next(one for one in offices if one.code == told["office"])
    require(access.may_enrol_office(person(request.user), office))
    try:
        enrol_device(office, key=told["key"], name=told["name"], by=person(request.user))
    except MediationError as error:
        form.add_error("key", said(error))
        return False
    messages.success(request, str(_("The laptop is enrolled. Give it its enrolment file.")))
    return True


def _imported(request: HttpRequest, form: PackageForm) -> object:
    try:
        return import_package(
            form.cleaned_data["file"].read(), by=person(request.user), ring=keys_of(request)
        )
    except MediationError as error:
        form.add_error("file", said(error))
        return None
