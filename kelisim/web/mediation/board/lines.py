"""The tables of a board, each a list that downloads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kelisim.apps.mediation.models.case import Outcome
from kelisim.apps.mediation.queries.board import Funnel, Lack, Quarter
from kelisim.apps.mediation.queries.evenness import Evenness
from kelisim.apps.mediation.queries.measures import Counts
from kelisim.apps.mediation.queries.rates import Rate, Ratio
from kelisim.apps.mediation.queries.standards import Standard
from kelisim.apps.mediation.queries.times import Span, Time
from kelisim.kernel.packs.codes import code_name
from kelisim.kernel.texts import say
from kelisim.web.mediation.board.cells import NOT_TOLD, columns, number, share, whole
from kelisim.web.mediation.board.table import Table
from kelisim.web.mediation.board.words import NUMBERS, RATES, TIMES

Row = list[str]


def flow(found: Counts) -> Table:
    """What was open, came, was resolved in which way, and is open: the two sides of the balance."""
    rows = [
        ("P0", _("Open before"), found.open_before),
        ("A", _("Applications"), found.applications),
        *((code, str(Outcome(code).label), number) for code, number in found.outcomes.items()),
        ("P1", _("Open after"), found.open_after),
        ("M", _("Agreements to mediate"), found.agreements),
        ("CO", _("Consultations given, a count of services"), found.consultations),
        ("X", _("Appeals answered or referred, outside applications"), found.appeals),
    ]
    return Table(
        key="flow",
        caption=_("Flow of cases"),
        columns=columns("", _("What"), number=_("Number")),
        rows=[[code, what, whole(number)] for code, what, number in rows],
    )


def shares(told: Mapping[Rate, Ratio]) -> Table:
    """Every measure beside its part and its whole."""
    return Table(
        key="measures",
        caption=_("Measures"),
        columns=columns(_("Measure"), _("Of what"), number=_("Value"), more=(_("Part"), _("Whole"))),
        rows=[
            [
                str(name),
                str(of_what),
                _value(rate, told[rate]),
                whole(told[rate].part),
                whole(told[rate].whole),
            ]
            for rate, (name, of_what) in RATES.items()
        ],
    )


def spans(told: Mapping[Time, Span]) -> Table:
    """Days until half and nine tenths were done, open cases counted in."""
    return Table(
        key="times",
        caption=_("Times in days, open cases counted in"),
        columns=columns(
            pgettext("column", "Span"),
            number=_("Half within"),
            more=(_("Nine tenths within"), _("Done"), _("Open")),
        ),
        rows=[
            [
                str(TIMES[name]),
                whole(one.median),
                whole(one.ninth_tenth),
                whole(one.done),
                whole(one.open),
            ]
            for name, one in told.items()
        ],
    )


def attained(told: Iterable[Standard]) -> Table:
    """The Centre's service standards, the target and what was attained."""
    return Table(
        key="standards",
        caption=_("Service standards"),
        columns=columns(_("Standard"), number=_("Target"), more=(_("Attained"),)),
        rows=[[one.says.of(), share(one.target), share(one.attained)] for one in told],
    )


def by_language(told: Mapping[str, Ratio]) -> Table:
    """Applications by language: whom the offices reach."""
    return Table(
        key="languages",
        caption=_("Applications by language"),
        columns=columns(_("Language"), number=_("Share"), more=(_("Part"), _("Whole"))),
        rows=[
            [say.language_name(code), share(one.value), whole(one.part), whole(one.whole)]
            for code, one in told.items()
        ],
    )


def grounds(told: Mapping[Outcome, Ratio]) -> Table:
    """Why no mediation came about, or none was settled."""
    return Table(
        key="grounds",
        caption=_("Grounds on which it ended without a settlement"),
        columns=columns(_("Ground"), number=_("Share"), more=(_("Part"), _("Whole"))),
        rows=[
            [str(one.label), share(ratio.value), whole(ratio.part), whole(ratio.whole)]
            for one, ratio in told.items()
        ],
    )


def load(told: Evenness) -> Table:
    """How evenly mediators are loaded; nobody is named."""
    rows = [
        (_("Mediators on the register"), whole(told.mediators)),
        (_("Open mediations a mediator"), number(told.open)),
        (_("Agreements of the period a mediator"), number(told.yearly)),
        (_("Standard deviation of load to capacity"), number(told.sd)),
        (_("Gini of load to capacity"), number(told.gini)),
    ]
    return Table(
        key="load",
        caption=_("Load of mediators"),
        columns=columns(_("What"), number=_("Number")),
        rows=[list(row) for row in rows],
    )


def units(told: Funnel, names: Mapping[str, str]) -> Table:
    """The units of a funnel by name, with what chance alone would allow."""
    return Table(
        key="units",
        caption=str(RATES[told.rate][0]),
        columns=columns(
            pgettext("column", "Unit"),
            number=_("Share"),
            more=(_("Whole"), _("95 % by chance"), _("99.8 % by chance"), _("Outside")),
        ),
        rows=sorted(
            [
                names.get(one.code, one.code),
                share(one.ratio.value),
                whole(one.ratio.whole),
                _between((one.band.inner_low, one.band.inner_high) if one.band else None),
                _between((one.band.outer_low, one.band.outer_high) if one.band else None),
                _("yes") if one.outside else "",
            ]
            for one in told.units
        ),
    )


def past(told: Iterable[Quarter]) -> Table:
    """The unit beside its own past."""
    return Table(
        key="past",
        caption=_("The last eight quarters"),
        columns=columns(
            _("Quarter"), number=_("Applications"), more=(_("Resolved"), pgettext("column", "Settled"))
        ),
        rows=[
            [quarter_name(one.first), whole(one.applications), whole(one.resolved), whole(one.settled)]
            for one in told
        ],
    )


def lacks(told: Iterable[Lack], names: Mapping[str, str]) -> Table:
    """Where one more place would save most."""
    return Table(
        key="lacking",
        caption=_("Where a mediator is lacking"),
        columns=columns(
            _("Region"), _("Language"), _("Topic"), _("Office"), number=_("One more place would save, km")
        ),
        rows=[
            [
                names.get(one.region, one.region),
                say.language_name(one.language),
                code_name("topics", one.topic).of(),
                names.get(one.office, one.office) or NOT_TOLD,
                number(one.metres / 1000, digits=0),
            ]
            for one in told
        ],
    )


def quarter_name(first: date) -> str:
    """2026 Q3 as people write it."""
    return _("%(year)s, quarter %(quarter)s") % {"year": first.year, "quarter": (first.month + 2) // 3}


def _value(rate: Rate, one: Ratio) -> str:
    return number(one.value) if rate in NUMBERS else share(one.value)


def _between(band: tuple[float, float] | None) -> str:
    return f"{say.percent(band[0])} – {say.percent(band[1])}" if band else NOT_TOLD
