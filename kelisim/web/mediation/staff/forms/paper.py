"""One paper form after another, typed by keyboard; and a file of them. The checks are those of the batch."""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kelisim.apps.mediation.queries.batch import COLUMNS, check_cells, region_of_office
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.packs.codes import choices
from kelisim.kernel.places.models import Level, Territory
from kelisim.kernel.texts.of import of
from kelisim.web.mediation.staff.forms.triage import area, once_field

ESSENCE_LETTERS = 4000
MOST_RUN = 200  # forms typed one after another whose receipts are still at hand
LARGEST = 4_000_000
LARGEST_CARRIED = 2_200_000
CHANNELS = ("paper", "office", "telephone", "email")


def phone() -> forms.TextInput:
    """A field for a telephone number."""
    return forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})


def plain() -> forms.TextInput:
    """A field the browser proposes nothing in: another person's name must not appear."""
    return forms.TextInput(attrs={"autocomplete": "off"})


class PaperForm(forms.Form):
    """The cells of one row of a batch as fields; the first five stay for the next form."""

    KEPT: ClassVar[tuple[str, ...]] = ("office", "channel", "received_on", "territory", "language")

    office = forms.ChoiceField(label=pgettext_lazy("field", "Office"))
    channel = forms.ChoiceField(label=_("Came in by"))
    received_on = forms.DateField(
        label=_("Received on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    territory = forms.ChoiceField(label=_("Where the applicant lives"))
    language = forms.ChoiceField(label=_("Language of the case"))
    ref = forms.CharField(label=_("Number on the paper"), max_length=40, widget=plain())
    topic = forms.ChoiceField(label=_("What is it about?"))
    applicant_kind = forms.ChoiceField(label=_("The applicant is"))
    applicant_name = forms.CharField(label=_("Name of the applicant"), max_length=200, widget=plain())
    applicant_phone = forms.CharField(label=_("Telephone of the applicant"), max_length=30, widget=phone())
    other_kind = forms.ChoiceField(label=_("The other side is"))
    other_name = forms.CharField(
        label=_("Name of the other side"), max_length=200, required=False, widget=plain()
    )
    other_phone = forms.CharField(
        label=_("Telephone of the other side"), max_length=30, required=False, widget=phone()
    )
    stage = forms.ChoiceField(label=_("Where the matter is"))
    referral_no = forms.CharField(
        label=_("Number of the referral"), max_length=60, required=False, widget=plain()
    )
    claimed_ground = forms.ChoiceField(label=_("Claimed ground of discrimination"), required=False)
    claimed_area = forms.ChoiceField(label=_("Where it happened"), required=False)
    careful = forms.BooleanField(
        label=_("The paper tells of violence, a crime or a child at risk"), required=False
    )
    essence = forms.CharField(
        label=_("What happened and what is wanted"),
        max_length=ESSENCE_LETTERS,
        widget=area(4, ESSENCE_LETTERS),
    )
    once = once_field()
    run = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, offices: list[Organisation] | None, region: str, kept: Mapping[str, str]
    ) -> None:
        """`offices`: hers; None on the laptop, which has one. `region`: leading digits of the places."""
        self.region = region
        start = {"received_on": timezone.localdate(), "channel": CHANNELS[0], "stage": "none"}
        start |= {"applicant_kind": "person", "other_kind": "person"}
        super().__init__(data, initial={**start, **kept})
        self._offer(offices)
        focus = "ref" if kept else "channel"
        self.fields[focus].widget.attrs["autofocus"] = True

    def _offer(self, offices: list[Organisation] | None) -> None:
        if offices is None:
            del self.fields["office"]
        lists = {
            "channel": [one for one in choices("channels") if one[0] in CHANNELS],
            "territory": places_of(self.region),
            "language": settings.LANGUAGES,
            "topic": [("", _t("Choose")), *choices("topics")],
            "applicant_kind": [one for one in choices("side_kinds") if one[0] != "unknown"],
            "other_kind": choices("side_kinds"),
            "stage": choices("stages"),
            "claimed_ground": [("", "—"), *choices("discrimination_grounds")],
            "claimed_area": [("", "—"), *choices("discrimination_areas")],
        }
        if offices is not None:
            lists["office"] = [(one.code, of(one, "name")) for one in offices]
        for name, found in lists.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The checks of a batch, each beside its field."""
        cleaned = super().clean() or {}
        for wrong in check_cells(self.cells(cleaned), region=self.region):
            if wrong.column in self.fields and wrong.column not in self.errors:
                self.add_error(wrong.column, wrong.message)
        return cleaned

    def cells(self, cleaned: Mapping[str, Any] | None = None) -> dict[str, str]:
        """The row as it would stand in a file, and what a file has no column for."""
        told = self.cleaned_data if cleaned is None else cleaned
        row = {column: str(told.get(column) or "") for column in COLUMNS}
        more = {name: str(told.get(name) or "") for name in ("claimed_ground", "claimed_area")}
        return {**row, **more, "careful": "yes" if told.get("careful") else ""}

    def kept(self) -> dict[str, str]:
        """What the next form begins with."""
        stay = {name: str(self.cleaned_data[name]) for name in self.KEPT if name in self.cleaned_data}
        runs = [*runs_of(str(self.cleaned_data["run"])), str(self.cleaned_data["once"])]
        return {**stay, "run": " ".join(dict.fromkeys(runs[-MOST_RUN:]))}


def runs_of(typed: str) -> list[str]:
    """The keys of the forms typed before this one."""
    return [one for one in typed.split() if len(one) <= 64][-MOST_RUN:]


def places_of(region: str) -> list[tuple[str, str]]:
    """The region and its districts; without a region all regions."""
    rows = Territory.objects.filter(until=None, level__in=(Level.REGION, Level.DISTRICT))
    rows = rows.filter(code__startswith=region) if region else rows.filter(level=Level.REGION)
    return [(one.code, of(one, "name")) for one in rows.order_by("level", "code")]


def region_of(offices: list[Organisation], chosen: str) -> str:
    """The region of the office she chose, else of her first."""
    office = next((one for one in offices if one.code == chosen), offices[0] if offices else None)
    return region_of_office(office.territory) if office else ""


class BatchForm(forms.Form):
    """A file of paper applications for one office."""

    office = forms.ChoiceField(label=_("For which office"))
    file = forms.FileField(
        label=_("CSV file"),
        error_messages={"required": _("Choose the file.")},
        help_text=_(
            "UTF-8, with commas or semicolons; the first line names the columns. Nothing is written yet."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )
    carried = forms.CharField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)
    once = once_field()

    def __init__(self, data: Any = None, files: Any = None, *, offices: list[Organisation]) -> None:
        super().__init__(data, files)
        self.offices = offices
        self.fields["file"].required = not (data or {}).get("carried")
        self.fields["office"].choices = [(one.code, of(one, "name")) for one in offices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The bytes of the file: just chosen, or carried from the page before."""
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        raw = file.read() if file else opened(str(cleaned.get("carried", "")))
        if not raw:
            if "file" not in self.errors:
                self.add_error("file", _("The file is empty. Choose another one."))
        elif len(raw) > LARGEST or len(carried(raw)) > LARGEST_CARRIED:
            self.add_error("file", _("This file is too large for the page. Split it into several files."))
        cleaned["raw"], cleaned["called"] = raw, file.name if file else cleaned.get("name", "")
        return cleaned

    def chosen(self) -> Organisation:
        """The office."""
        return next(one for one in self.offices if one.code == self.cleaned_data["office"])


def carried(raw: bytes) -> str:
    """The file as the page carries it to the next: nothing is kept on the server between the two."""
    return base64.b64encode(zlib.compress(raw)).decode()


def opened(text: str) -> bytes:
    """The file again; empty if it is none."""
    try:
        return zlib.decompressobj().decompress(base64.b64decode(text, validate=True), LARGEST + 1)
    except (binascii.Error, zlib.error, ValueError):
        return b""
