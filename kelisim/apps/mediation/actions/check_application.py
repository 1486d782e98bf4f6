"""Looks an application through before anything is saved: all missing fields at once, then what cannot be."""

from __future__ import annotations

from kelisim.apps.mediation.errors import AnswersMissing, AnswerWrong, NoticeNotAccepted, TextTooLong
from kelisim.apps.mediation.queries.application import Application
from kelisim.kernel.packs.codes import codes
from kelisim.kernel.seal.keys import SECRET_LETTERS

LONGEST = {"essence": 4000, "short_text": 1000}
ONCE_LETTERS = SECRET_LETTERS + 2
_LISTS = {
    "topic": "topics",
    "track": "tracks",
    "stage": "stages",
    "channel": "channels",
    "claimed_ground": "discrimination_grounds",
    "claimed_area": "discrimination_areas",
}


def check_application(application: Application, *, once: str) -> None:
    """Raises what is wrong, the missing answers first and all together."""
    missing = _missing(application)
    if missing:
        raise AnswersMissing(fields=missing)
    if not application.notice:
        raise NoticeNotAccepted
    if len(once) < ONCE_LETTERS:
        raise AnswerWrong(field="once", value=once[:40])
    for name, limit in LONGEST.items():
        length = len(getattr(application, name))
        if length > limit:
            raise TextTooLong(field=name, length=length, limit=limit)
    for name, group in _LISTS.items():
        require_code(name, getattr(application, name), group)
    for side in ("applicant", "other"):
        require_code(f"{side}_kind", getattr(application, side).kind, "side_kinds")


def require_code(field: str, value: str, group: str) -> None:
    """Raises AnswerWrong unless the pack's list has the code; an empty value is another check's matter."""
    if value and not any(one.code == value for one in codes(group)):
        raise AnswerWrong(field=field, value=value[:40])


def _missing(application: Application) -> list[str]:
    unnamed = application.other.kind == "unknown"
    needed = {
        "topic": application.topic,
        "essence": application.essence.strip(),
        "applicant_name": application.applicant.who.name.strip(),
        "applicant_contact": application.applicant.who.reachable(),
        "other_name": application.other.who.name.strip() or unnamed,
    }
    return [name for name, value in needed.items() if not value]
