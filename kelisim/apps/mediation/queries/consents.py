"""The consents of a case: who consented, to which exact version, for whom, when, how, and until when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from kelisim.apps.mediation.models import Case, Move, Party


class Kind(StrEnum):
    """To what."""

    SHARE_NOTE = "share_note"
    CALL_IN = "call_in"
    FOLLOW_UP = "follow_up"
    DATA_NOTICE = "data_notice"


@dataclass(frozen=True, kw_only=True)
class Consent:
    """One consent. `key` names it where it can be taken back: a move's number or a kind; never content."""

    key: str
    kind: Kind
    side: str
    version: int
    at: datetime
    withdrawn_at: datetime | None = None


def consents(case: Case, reader: Party) -> list[Consent]:
    """What the reader may know: notes shared and persons called in by either side, of the rest her own.

    One query, the oldest first.
    """
    verbs = ["share_note", "answer_call", "withdraw_consent"]
    moves = list(case.moves.filter(verb__in=verbs).select_related("party").order_by("id"))
    ended = {str(one.facts.get("consent")): one for one in moves if one.verb == "withdraw_consent"}
    shared = [_shared(one, ended.get(str(one.pk))) for one in moves if one.verb == "share_note"]
    return sorted([*_own(reader, moves), *shared, *_called(moves)], key=lambda one: one.at)


def _shared(move: Move, end: Move | None) -> Consent:
    return Consent(
        key=str(move.pk),
        kind=Kind.SHARE_NOTE,
        side=move.party.side if move.party else "",
        version=int(str(move.facts.get("version", 1))),
        at=move.at,
        withdrawn_at=end.at if end else None,
    )


def _called(moves: list[Move]) -> list[Consent]:
    """Whose consent a person was called in by; it is taken back where the person is shown."""
    found: dict[tuple[str, str], Consent] = {}
    for move in moves:
        side = move.party.side if move.party else ""
        about = (str(move.facts.get("participant")), side)
        if move.verb == "answer_call" and move.facts.get("agrees"):
            found[about] = Consent(key="", kind=Kind.CALL_IN, side=side, version=1, at=move.at)
        elif move.verb == "answer_call" and about in found:
            found[about] = replace(found[about], withdrawn_at=move.at)
    return list(found.values())


def _own(reader: Party, moves: list[Move]) -> list[Consent]:
    found = []
    if reader.notice_at is not None:
        found.append(Consent(key="", kind=Kind.DATA_NOTICE, side=reader.side, version=1, at=reader.notice_at))
    ends = [
        one for one in moves if one.party_id == reader.pk and one.facts.get("consent") == Kind.FOLLOW_UP.value
    ]
    given = reader.joined_at
    if given is not None and (reader.follow_up or ends):
        end = None if reader.follow_up else ends[-1].at
        found.append(
            Consent(
                key=Kind.FOLLOW_UP.value,
                kind=Kind.FOLLOW_UP,
                side=reader.side,
                version=1,
                at=given,
                withdrawn_at=end,
            )
        )
    return found


def still_shared(case: Case, party: Party) -> set[str]:
    """The ids of her private notes that stand in the joint part now: shared and not taken back."""
    moves = case.moves.filter(verb__in=["share_note", "withdraw_consent"], party=party)
    ended = {str(one.facts.get("consent")) for one in moves if one.verb == "withdraw_consent"}
    return {
        str(one.facts.get("item")) for one in moves if one.verb == "share_note" and str(one.pk) not in ended
    }
