"""An application as it stands on paper: the cells of one row, and what it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kelisim.apps.mediation.queries.application import Application, Side
from kelisim.apps.mediation.queries.people import Identity
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.places.models import Territory


def application_of(
    office: Organisation, cells: Mapping[str, str], place: Territory, received_on: date
) -> Application:
    """The application one row makes. A paper without a channel came by a batch."""
    applicant = Identity(name=cells["applicant_name"], phone=cells["applicant_phone"])
    other = Identity(name=cells["other_name"], phone=cells["other_phone"])
    told = {"paper": cells["ref"], "referral": cells["referral_no"]}
    return Application(
        office=office,
        territory=place,
        applicant=Side(who=applicant, kind=cells["applicant_kind"] or "person", language=cells["language"]),
        other=Side(who=other, kind=cells["other_kind"] or "person", language=cells["language"]),
        topic=cells["topic"],
        essence=cells["essence"],
        stage=cells["stage"] or "none",
        channel=cells["channel"] or "batch",
        language=cells["language"],
        careful=bool(cells.get("careful")),
        claimed_ground=cells.get("claimed_ground", ""),
        claimed_area=cells.get("claimed_area", ""),
        received_on=received_on,
        notice=True,  # signed on the paper
        wishes={name: value for name, value in told.items() if value},
    )
