"""What went wrong, as problem JSON (RFC 9457) in the reader's language; every bad parameter at once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MEDIA = "application/problem+json"
ABOUT = "/api/#"  # leads to the page of the API in the reader's language
KINDS: dict[str, tuple[int, Promise, Promise]] = {
    "bad_parameters": (
        422,
        _("The question cannot be answered as it is asked"),
        _("Each parameter that is wrong is listed with what to do."),
    ),
    "no_such_thing": (404, _("There is no such thing"), _("Correct the code, or look it up in its list.")),
    "no_such_address": (
        404,
        _("There is nothing at this address"),
        _("All addresses are listed in /api/v1/openapi.json."),
    ),
    "no_ledger": (
        404,
        _("No ledger is loaded"),
        _("This copy of the platform holds no acts and effects, so it cannot say what stood on a day."),
    ),
    "no_figures": (404, _("Nothing was published"), _("No figures of this kind were published.")),
    "wrong_method": (
        405,
        _("This address can only be read"),
        _("Use GET, HEAD or OPTIONS; nothing here can be changed."),
    ),
    "too_much_asked": (400, _("The question is too long"), _("Give fewer parameters.")),
    "our_fault": (
        500,
        _("Something failed on our side"),
        _("Quote the number in the header X-Request-ID when you tell us."),
    ),
}


@dataclass(frozen=True, kw_only=True)
class Bad:
    """One wrong parameter: its name, the same code a command would have, the value, what to do."""

    parameter: str
    code: str
    value: str | None
    detail: str

    def told(self) -> dict[str, str | None]:
        """The line of the answer; a long value is cut."""
        value = None if self.value is None else self.value[:40]
        return {"parameter": self.parameter, "code": self.code, "value": value, "detail": self.detail}


class Refused(Exception):
    """The question cannot be answered; `bad` names each parameter that is at fault."""

    def __init__(self, kind: str, bad: Sequence[Bad] = ()) -> None:
        self.kind, self.bad = kind, tuple(bad)
        super().__init__(kind)


def bad_parameters(found: Sequence[Bad]) -> Refused:
    """Codes that nothing has are 404, as in an address; anything else is 422."""
    unknown = all(one.code == "no_such_thing" for one in found)
    return Refused("no_such_thing" if unknown else "bad_parameters", found)


def problem(kind: str, bad: Sequence[Bad] = ()) -> HttpResponse:
    """The answer for one kind of problem."""
    status, title, detail = KINDS[kind]
    told = {
        "type": f"{ABOUT}{kind}",
        "title": str(title),
        "status": status,
        "detail": str(detail),
        "code": kind,
        "errors": [one.told() for one in bad],
    }
    answer = HttpResponse(json.dumps(told, ensure_ascii=False), content_type=MEDIA, status=status)
    answer["Cache-Control"] = "no-store"
    return answer
