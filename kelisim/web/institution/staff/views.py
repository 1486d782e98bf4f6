"""The lawyer records acts, corrects rows, and sees what a repeal left undecided."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kelisim.apps.institution.actions.publish import publish
from kelisim.apps.institution.errors import NoSuchThing
from kelisim.apps.institution.models import Act, Effect
from kelisim.apps.institution.queries.drafts import Draft
from kelisim.apps.institution.queries.labels import labels
from kelisim.apps.institution.queries.ledger import engine_row
from kelisim.apps.institution.queries.preview import preview
from kelisim.apps.institution.queries.structure import structure_on
from kelisim.apps.institution.queries.undecided import undecided_after, undecided_counts
from kelisim.kernel.access.door import person
from kelisim.kernel.packs.complaints import BadPack
from kelisim.web.institution.staff.correcting import Correction
from kelisim.web.institution.staff.door import lawyers_page
from kelisim.web.institution.staff.sheet import Sheet
from kelisim.web.institution.staff.told import Told, open_lines, row_of, territories, told

LATEST = 20
JOINED = ("act", "organisation", "territory", "power", "about_act")


def codes_known() -> dict[str, list[tuple[str, str]]]:
    """The codes a browser offers while she types: bodies, and everything an effect can be about."""
    found = structure_on(timezone.localdate())
    names = labels(found)
    bodies = [(code, names.body(code)) for code in sorted(names.bodies)]
    acts = [(code, names.act_short(code)) for code in sorted(names.acts)]
    powers = [(code, names.power(code)) for code in sorted(names.powers)]
    return {"bodies": bodies, "subjects": [*bodies, *powers, *acts], "acts": acts}


@lawyers_page
def ledger_desk(request: HttpRequest) -> HttpResponse:
    """Undecided lines by repealed act, acts nobody has identified, the rows written last."""
    found = structure_on(timezone.localdate())
    names = labels(found)
    latest = list(Effect.objects.select_related(*JOINED).order_by("-recorded", "-id")[:LATEST])
    places = territories([engine_row(row) for row in latest])
    context = {
        "undecided": [(code, names.act(code), count) for code, count in undecided_counts(found).items()],
        "unknown": [(code, names.act(code)) for code, act in names.acts.items() if not act.identified],
        "latest": [row_of(row, names, places) for row in latest],
        "acts": codes_known()["acts"],
    }
    return render(request, "institution/staff/desk.html", context)


@lawyers_page
def ledger_record(request: HttpRequest) -> HttpResponse:
    """A new act with its effects, or more effects of an act that stands: seen first, then published."""
    asked = request.GET.get("act", "").strip()
    act = Act.objects.filter(code=asked).first() if asked else None
    if request.method != "POST":
        if asked and act is None:
            messages.warning(request, str(NoSuchThing(code=asked[:60])))
        return _sheet(request, Sheet.blank(act, request.GET))
    sheet = Sheet.typed(act, request.POST)
    if request.POST.get("go") == "add":
        return _sheet(request, sheet)
    draft = sheet.read()
    if sheet.is_sound and not (draft.acts or draft.effects):
        sheet.others.append(_("There is nothing new here: fill in at least one effect."))
    if not sheet.is_sound:
        return _sheet(request, sheet)
    if request.POST.get("go") != "publish":
        return _sheet(request, sheet, seen=_told(draft))
    return _published(request, sheet)


def _published(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    try:
        done = publish(sheet.lines(), by=person(request.user))
    except BadPack as error:  # somebody else wrote in the meantime
        sheet.tell(error.complaints)
        return _sheet(request, sheet)
    text = _("Published: acts %(acts)s, effects %(effects)s.")
    messages.success(request, text % {"acts": done.acts, "effects": done.effects})
    code = sheet.act.code if sheet.act else sheet.first.cells()["act"]
    if undecided_after(code, timezone.localdate()).count:
        return HttpResponseRedirect(reverse("ledger-undecided", args=[code]))
    return HttpResponseRedirect(reverse("act-detail", args=[code]))


def _told(draft: Draft) -> Told | None:
    """What the draft changes; nothing for an act without effects."""
    if not draft.effects:
        return None
    return told(preview([engine_row(row) for row in draft.effects]), draft.acts)


def _sheet(request: HttpRequest, sheet: Sheet, *, seen: Told | None = None) -> HttpResponse:
    checked = request.method == "POST" and request.POST.get("go") != "add" and sheet.is_sound
    context = {"sheet": sheet, "seen": seen, "checked": checked, "codes": codes_known()}
    return render(request, "institution/staff/record.html", context)


@lawyers_page
def ledger_row(request: HttpRequest, code: str) -> HttpResponse:
    """One row: voided with a reason, with the right one in its place if she gives it."""
    effect = get_object_or_404(Effect.objects.select_related(*JOINED), code=code)
    names = labels(structure_on(timezone.localdate()))
    shown = row_of(effect, names, territories([engine_row(effect)]))
    context: dict[str, Any] = {"row": shown, "effect": effect}
    if effect.voided is None:
        correction = Correction(effect, request.POST if request.method == "POST" else None)
        if request.method == "POST" and correction.done(person(request.user), request.POST.get("go", "")):
            messages.success(request, _("Row %(code)s is voided.") % {"code": code})
            return HttpResponseRedirect(reverse("ledger-desk"))
        context |= {"correction": correction, "codes": codes_known()}
    return render(request, "institution/staff/row.html", context)


@lawyers_page
def ledger_undecided(request: HttpRequest, code: str) -> HttpResponse:
    """Every live result that rests on a repealed act; each line closes only by a later effect."""
    if not Act.objects.filter(code=code).exists():
        raise Http404
    found = undecided_after(code, timezone.localdate())
    context = {
        "code": code,
        "title": labels(found.found).act(code),
        "stands": code in found.found.acts_in_force,
        "count": found.count,
        "rows": open_lines(found.effects, found.found),
        "tenures": found.tenures,
    }
    return render(request, "institution/staff/undecided.html", context)
