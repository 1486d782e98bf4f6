"""The statistics form of the latest quarter that is out, from the tables as they were printed."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kelisim.apps.mediation.models import Case, ReleasedTable
from kelisim.apps.mediation.models.case import Outcome
from kelisim.apps.mediation.queries import released
from kelisim.apps.mediation.queries.papers import counted
from kelisim.engines.disclosure.types import TOTAL
from kelisim.engines.names.order import sort_key
from kelisim.kernel.documents.sheet import Sheet
from kelisim.kernel.packs.codes import code_name
from kelisim.kernel.places.models import Territory
from kelisim.kernel.texts.of import of


def statistics_form(lang: str) -> Sheet | None:
    """The form in this language; None while no quarter is out. Nothing but released counts is read."""
    tables = released.last_quarter()
    if not tables:
        return None
    with override(lang):
        parts = [part for table in tables for part in _parts(table)]
    first = tables[0]
    told = counted.Counted(
        since=first.since,
        until=first.until,
        released_on=timezone.localdate(first.released_at),
        parts=tuple(parts),
        digests=tuple(released.digest(table) for table in tables),
        sample=Case.objects.filter(sample=True).exists(),
    )
    return counted.form(told, lang)


def _parts(table: ReleasedTable) -> list[counted.CountedPart]:
    if table.level == "outcome":
        return [_outcomes(table)]
    return [_regions(table), _topics(table)]


def _outcomes(table: ReleasedTable) -> counted.CountedPart:
    counts = released.printed(table)
    rows = [
        (str(Outcome(code).label), counts.value(column=code))
        for code in Outcome.values
        if code in counts.columns
    ]
    return counted.CountedPart(
        name=_("How applications ended"), rows=(*rows, (_("Total, rounded by itself"), counts.value()))
    )


def _regions(table: ReleasedTable) -> counted.CountedPart:
    counts = released.printed(table)
    names = {row.code: of(row, "name") for row in Territory.objects.filter(code__in=counts.rows)}
    rows = [(names.get(code, code), counts.value(code, TOTAL)) for code in counts.rows]
    return counted.CountedPart(
        name=_("Applications by region"),
        rows=(
            *sorted(rows, key=lambda row: sort_key(row[0])),
            (_("Total, rounded by itself"), counts.value()),
        ),
    )


def _topics(table: ReleasedTable) -> counted.CountedPart:
    counts = released.printed(table)
    rows = [(code_name("topics", code).of(), counts.value(TOTAL, code)) for code in counts.columns]
    return counted.CountedPart(
        name=_("Applications by topic"), rows=tuple(sorted(rows, key=lambda row: sort_key(row[0])))
    )
