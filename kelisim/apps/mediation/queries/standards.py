"""The service standards of the pack, and how far a period attained them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kelisim.apps.mediation.queries.times import Span, Time
from kelisim.kernel.packs.codes import text
from kelisim.kernel.packs.dated import NoValue, value_on
from kelisim.kernel.texts.of import Text

FILE = "mediation/standards"


@dataclass(frozen=True, kw_only=True)
class Standard:
    """Within so many days for such a share; `attained` is None where fewer than ten began."""

    time: Time
    says: Text
    days: int
    target: float
    attained: float | None

    @property
    def missed(self) -> bool:
        """Whether the share fell short."""
        return self.attained is not None and self.attained < self.target


def standards(spans: dict[Time, Span], day: date) -> list[Standard]:
    """Those in force on the day; a country without any has none."""
    found = []
    for time, span in spans.items():
        try:
            days, share = (value_on(f"{time}.{what}", day, file=FILE) for what in ("days", "share"))
        except NoValue:
            continue
        within = int(str(days.value))
        found.append(
            Standard(
                time=time,
                says=text(days.text or {}),
                days=within,
                target=int(str(share.value)) / 100,
                attained=span.within(within),
            )
        )
    return found
