"""What the signer of a release reads: sums held against printed totals, and where series are broken."""

from __future__ import annotations

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from kelisim.apps.statistics.models import Indicator
from kelisim.apps.statistics.queries.known import known
from kelisim.apps.statistics.queries.panels import Panel, panels
from kelisim.apps.statistics.queries.reconcile import Verdict
from kelisim.apps.statistics.queries.release.columns import Filled, column, number, optional, said
from kelisim.engines.tabular.types import Reference, Table
from kelisim.kernel.texts.of import text_of

SUMS, BREAKS = "reconciliations.csv", "breaks.csv"
_INDICATOR = Reference(column="indicator", table="indicators", target="code")
_SOURCE = Reference(column="source", table="sources", target="code")


def reading_tables() -> list[Filled]:
    """Reconciliations and breaks: each row has a key, and each is ticked before a release is signed."""
    return [
        Filled(table=_sums_table(), rows=lambda: sorted(_sum(panel) for panel in panels())),
        Filled(table=_breaks_table(), rows=_breaks),
    ]


def _sums_table() -> Table:
    return Table(
        name="reconciliations",
        path=SUMS,
        titles=said(_("Sums of parts held against printed totals")),
        columns=(
            column("key"),
            column("kind", options=("parts", "sources")),
            column("indicator"),
            column("period"),
            column("source"),
            column("added", "number"),
            column("printed", "number"),
            optional("difference", "number"),
            optional("rest", "number"),
            column("verdict", options=tuple(Verdict)),
            *(optional(f"reason_{language}") for language in ("kk", "ru", "en")),
            optional("inconsistencies"),
        ),
        key=("key",),
        references=(_INDICATOR, _SOURCE),
    )


def _breaks_table() -> Table:
    return Table(
        name="breaks",
        path=BREAKS,
        titles=said(_("Periods before which a series is broken")),
        columns=(
            column("key"),
            column("indicator"),
            column("period"),
            column("source"),
            column("figures", "integer"),
            *(optional(f"note_{language}") for language in ("kk", "ru", "en")),
        ),
        key=("key",),
        references=(_INDICATOR, _SOURCE),
    )


def _sum(panel: Panel) -> list[str]:
    return [
        panel.key,
        "sources" if panel.between_sources else "parts",
        panel.indicator.code,
        panel.period,
        panel.source.source_id,
        number(panel.sums.added),
        number(panel.sums.total),
        number(panel.sums.difference),
        number(panel.sums.rest),
        panel.sums.verdict.value,
        panel.reason.kk,
        panel.reason.ru,
        panel.reason.en,
        " ".join(panel.inconsistencies),
    ]


def _breaks() -> list[list[str]]:
    found = known().filter(break_before=True).order_by()
    counted = found.values_list("indicator_id", "period", "source_id").annotate(figures=Count("pk"))
    indicators = {row.code: row for row in Indicator.objects.all()}
    rows: list[list[str]] = []
    for indicator, period, source, figures in counted:
        note = text_of(indicators[indicator], "note")
        key = f"break.{indicator}.{period}.{source}"
        rows.append([key, indicator, period, source, str(figures), note.kk, note.ru, note.en])
    return sorted(rows)
