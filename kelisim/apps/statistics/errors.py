"""What can go wrong with figures, with the data a person needs to go on."""

from __future__ import annotations

from django.utils.translation import gettext as _


class FiguresNeverChange(TypeError):
    """Somebody tried to overwrite a figure: a programmer's mistake, never a reader's."""

    def __init__(self) -> None:
        super().__init__("Figures are only ever added and replaced. Load a table that revises them.")


class NoSuchFigures(LookupError):
    """Nothing was published for that place, day and thing. `known` are the periods that exist."""

    def __init__(self, indicator: str, period: str, known: list[str]) -> None:
        self.indicator, self.period, self.known = indicator, period, known
        super().__init__(f"{indicator} {period}")

    def __str__(self) -> str:
        return _("No figures of “%(indicator)s” for %(period)s. There are: %(known)s.") % {
            "indicator": self.indicator,
            "period": self.period,
            "known": ", ".join(self.known) or "-",
        }


class GrowthAcrossBreak(ValueError):
    """The series was broken between the two periods: their difference says nothing."""

    def __init__(self, since: str, until: str, broken_at: str) -> None:
        self.since, self.until, self.broken_at = since, until, broken_at
        super().__init__(f"{since} {until} {broken_at}")

    def __str__(self) -> str:
        return _(
            "No growth from %(since)s to %(until)s: the series is broken before %(broken_at)s. "
            "Choose two periods on one side of it."
        ) % {"since": self.since, "until": self.until, "broken_at": self.broken_at}


class NotPublishedAlone(LookupError):
    """The figures of this territory were published only within `unit`, in the borders of `layout`."""

    def __init__(self, territory: str, unit: str, layout: int) -> None:
        self.territory, self.unit, self.layout = territory, unit, layout
        super().__init__(f"{territory} in {unit}")

    def __str__(self) -> str:
        return _("Not published for %(territory)s alone, only within %(unit)s.") % {
            "territory": self.territory,
            "unit": self.unit,
        }
