"""The ledger of a release: acts and their effects, as the institution room hands them out."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from kelisim.apps.institution import public as institution
from kelisim.apps.statistics.queries.release.columns import Filled, column, optional, said, text
from kelisim.engines.tabular.types import Column, Reference, Table


def ledger_tables() -> list[Filled]:
    """Acts first: the effects refer to them."""
    return [
        Filled(table=_acts(), rows=lambda: _sorted(institution.act_rows())),
        Filled(table=_effects(), rows=lambda: _sorted(institution.effect_rows())),
    ]


def _acts() -> Table:
    return Table(
        name="acts",
        path="ledger/acts.csv",
        titles=said(_("Legal acts of the institution")),
        columns=(
            column("code"),
            optional("number"),
            column("kind"),
            column("date", "date"),
            column("date_last", "date"),
            column("precision"),
            *(optional(f"title_{language}") for language in ("kk", "ru", "en")),
            column("identified", "boolean"),
            column("principal", "boolean"),
            *_read(),
            optional("facts"),
        ),
        key=("code",),
    )


def _effects() -> Table:
    return Table(
        name="effects",
        path="ledger/effects.csv",
        titles=said(_("Effects of the acts on bodies, powers, territories and acts")),
        columns=(
            column("code"),
            column("act"),
            optional("clause"),
            column("about", options=("organisation", "territory", "power", "about_act")),
            column("subject"),
            column("verb"),
            optional("key"),
            column("value"),
            column("on", "date"),
            column("on_last", "date"),
            column("precision"),
            optional("facts"),
            *_read(),
            column("voided", "boolean"),
            optional("reason"),
        ),
        key=("code",),
        references=(Reference(column="act", table="acts", target="code"),),
    )


def _read() -> tuple[Column, ...]:
    return optional("source_text"), column("confidence"), column("verified", "boolean")


def _sorted(rows: Iterator[tuple[object, ...]]) -> list[list[str]]:
    return sorted([text(value) for value in line] for line in rows)
