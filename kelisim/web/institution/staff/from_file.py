"""An act read from a file in Akoma Ntoso: seen first, with what is not taken from it, then published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kelisim.apps.institution.actions.publish import publish
from kelisim.apps.institution.queries.drafts import Draft, read_draft
from kelisim.apps.institution.queries.ledger import engine_row
from kelisim.apps.institution.queries.lines import Line
from kelisim.apps.institution.queries.preview import preview
from kelisim.apps.institution.queries.reading.akn import Left, read_akn
from kelisim.kernel.access.door import person
from kelisim.kernel.packs.complaints import BadPack
from kelisim.web.institution.staff.door import lawyers_page
from kelisim.web.institution.staff.told import told

_NAME = "akn.xml"


class FileForm(forms.Form):
    """The file; once read, its content travels with the page: what is published is what was seen."""

    file = forms.FileField(
        label=gettext_lazy("File in Akoma Ntoso"),
        help_text=gettext_lazy("It describes one act. Nothing is written until you publish."),
        widget=forms.FileInput(attrs={"accept": ".xml,application/akn+xml"}),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty. Choose the right one."),
        },
    )
    content = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["file"].required = not (self.data.get("content") or self.initial.get("content"))

    def given(self) -> tuple[bytes, str]:
        """The bytes and the name of the file chosen, else of the one seen before."""
        chosen = self.cleaned_data["file"]
        if chosen is not None:
            return chosen.read(), chosen.name
        return self.cleaned_data["content"].encode(), _NAME


@dataclass
class Seen:
    """What a file says, or every sentence of what is wrong with it."""

    lines: list[Line]
    left: list[Left]
    draft: Draft
    wrong: list[str]


def _seen(content: bytes, name: str) -> Seen:
    try:
        lines, left = read_akn(content, name)
        draft = read_draft(lines)
        draft.must_be_sound()
    except BadPack as error:
        return Seen([], [], Draft(), [str(complaint) for complaint in error.complaints])
    return Seen(lines, left, draft, [])


@lawyers_page
def ledger_from_file(request: HttpRequest) -> HttpResponse:
    """Reads the file, shows what it changes, publishes what was seen."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "institution/staff/from_file.html", {"form": form})
    content, name = form.given()
    seen = _seen(content, name)
    if request.POST.get("go") == "publish" and not seen.wrong:
        try:
            return _published(request, seen)
        except BadPack as error:  # somebody else wrote in the meantime
            seen.wrong = [str(complaint) for complaint in error.complaints]
    draft = seen.draft
    context = {
        "form": FileForm(initial={"content": "" if seen.wrong else content.decode("utf-8-sig")}),
        "wrong": seen.wrong,
        "checked": not seen.wrong,
        "new": bool(draft.acts or draft.effects),
        "acts": draft.acts,
        "seen": told(preview([engine_row(row) for row in draft.effects]), draft.acts)
        if draft.effects
        else None,
        "left": seen.left,
    }
    return render(request, "institution/staff/from_file.html", context)


def _published(request: HttpRequest, seen: Seen) -> HttpResponse:
    code = seen.lines[0]["act"]
    done = publish(seen.lines, by=person(request.user))
    text = _("Published: acts %(acts)s, effects %(effects)s.")
    messages.success(request, text % {"acts": done.acts, "effects": done.effects})
    return HttpResponseRedirect(reverse("act-detail", args=[code]))
