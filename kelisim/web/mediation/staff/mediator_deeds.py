"""Every deed of a mediator by name, and which of them are open in a case."""

from __future__ import annotations

from typing import Any

from kelisim.web.mediation.staff.agreement_deeds import (
    DRAFT,
    SETTLE,
    SETTLEMENT,
    SIGN,
    TAKE_IN,
    TAKE_IN_SETTLEMENT,
)
from kelisim.web.mediation.staff.called_deeds import CALL_IN, END_PART, SHOW
from kelisim.web.mediation.staff.deed import Deed, Work
from kelisim.web.mediation.staff.meeting_deeds import MEET, MOVE, RECORD
from kelisim.web.mediation.staff.offer_deeds import ACCEPT, PASS
from kelisim.web.mediation.staff.talks_deeds import CHILD_RISK, END, EXTEND, NOTE, REPLACE

DEEDS: dict[str, Deed[Any]] = {
    one.name: one
    for one in (
        *(CALL_IN, SHOW, END_PART, TAKE_IN, TAKE_IN_SETTLEMENT),
        *(ACCEPT, PASS, DRAFT, SIGN, MEET, MOVE, RECORD, NOTE),
        *(SETTLEMENT, SETTLE, EXTEND, REPLACE, END, CHILD_RISK),
    )
}


def possible(work: Work) -> dict[str, Deed[Any]]:
    """The deeds open now, by the name of their place on the page."""
    return {one.name.replace("-", "_"): one for one in DEEDS.values() if one.possible(work)}
