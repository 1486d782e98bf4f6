"""The page of two days side by side, with the acts between them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kelisim.apps.institution.queries.as_json import comparison_json
from kelisim.apps.institution.queries.comparison import Compared, compared_from
from kelisim.apps.institution.queries.labels import Labels, labels
from kelisim.apps.institution.queries.ledger import ledger
from kelisim.apps.institution.queries.notes import frame
from kelisim.apps.institution.queries.structure import structure_from
from kelisim.engines.timeline.types import Effect
from kelisim.web.files import json_file, list_file, listing, refused, wanted
from kelisim.web.institution import sides
from kelisim.web.institution.forms import SpanForm
from kelisim.web.institution.listings import sides_listing
from kelisim.web.institution.tree import turning_points
from kelisim.web.institution.words import effect_words

COLUMNS = ("effect", "kind", "subject", "key", "text", "on", "precision", "act", "clause", "lasted", "facts")


def institution_compare(request: HttpRequest) -> HttpResponse:
    """What stood on each of two days, what is the same, new, gone or changed, and by which acts."""
    rows = ledger()
    if not rows:
        return render(request, "institution/no_ledger.html")
    turns = [day for day in _turns(rows) if day <= timezone.localdate()]
    last = turns[-1] if turns else timezone.localdate()
    form = SpanForm(request.GET, last - timedelta(days=1), timezone.localdate())
    days, asked = form.days(), wanted(request)
    if days is None:
        return refused(form) if asked else render(request, "institution/compare.html", {"form": form})
    found = compared_from(rows, *days)
    if asked == "json" and not request.GET.get("list"):
        return json_file(_file(found), comparison_json(found))
    start, end = structure_from(rows, days[0]), structure_from(rows, days[1])
    after = labels(end)
    before = Labels(bodies={**after.bodies, **start.names}, powers=after.powers, acts=after.acts)
    blocks = sides.blocks(start, end, before, after)
    file = list_file(request, listing(_file(found), _rows(found, after), COLUMNS), sides_listing(blocks))
    if file is not None:
        return file
    context = {
        "form": form,
        "start": start,
        "end": end,
        "blocks": blocks,
        "acts": sides.acts_between(found.acts, sides.steps(found.changes, after)),
        "uncertain": [
            (effect_words(row, after, {}), row.act, after.act_short(row.act)) for row in found.uncertain
        ],
        "notes": found.notes,
        "turns": _pairs(turns),
    }
    return render(request, "institution/compare.html", context)


def _turns(rows: list[Effect]) -> list[date]:
    setting = frame()
    return turning_points(rows, setting.chain, setting.status)


def _pairs(turns: list[date]) -> list[tuple[date, date]]:
    """From one turn of the institution to the next."""
    return list(pairwise(turns))


def _file(found: Compared) -> str:
    return f"institution-compare-{found.start.isoformat()}-{found.end.isoformat()}"


def _rows(found: Compared, names: Labels) -> list[dict[str, object]]:
    return [
        {
            "effect": change.effect.code,
            "kind": change.kind,
            "subject": change.subject,
            "key": change.key,
            "text": effect_words(change.effect, names, {}),
            "on": change.effect.last.isoformat(),
            "precision": change.effect.precision,
            "act": change.effect.act,
            "clause": change.effect.clause,
            "lasted": change.net,
            "facts": list(change.effect.facts),
        }
        for change in found.changes
    ]
