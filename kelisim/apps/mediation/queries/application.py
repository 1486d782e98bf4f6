"""What an application tells: the sides, where, about what, and the words that are sealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kelisim.apps.mediation.queries.people import Identity
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.places.models import Territory


@dataclass(frozen=True, kw_only=True)
class Side:
    """One side as the applicant tells of it. Names stay in `who`, which never prints itself."""

    who: Identity
    kind: str = "person"
    language: str = "kk"


@dataclass(frozen=True, kw_only=True)
class Application:
    """Everything asked. What is sealed never prints itself; the rest is the clear layer."""

    office: Organisation
    territory: Territory
    applicant: Side
    other: Side
    topic: str
    essence: str = field(repr=False)
    short_text: str = field(default="", repr=False)
    track: str = ""
    stage: str = "none"
    channel: str = "web"
    language: str = "kk"
    languages: tuple[str, ...] = ()
    interpreter: bool = False
    careful: bool = False
    claimed_ground: str = ""
    claimed_area: str = ""
    received_on: date | None = None  # of a paper that came on an earlier day
    notice: bool = False
    follow_up: bool = False
    # Triage answers, wishes (mode, place, access, mediator wanted or not), court number and dates.
    answers: Mapping[str, str] = field(default_factory=dict, repr=False)
    wishes: Mapping[str, str] = field(default_factory=dict, repr=False)
