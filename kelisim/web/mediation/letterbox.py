"""The letterbox of referring institutions: a program with a pass sends referrals and reads their statuses.

It stands apart from the read API: it has a pass, writes, and is never kept by anybody on the way.
"""

from __future__ import annotations

import json
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from kelisim.apps.mediation.actions.take_referrals import take_referrals
from kelisim.apps.mediation.errors.referrals import KeyUsedOtherwise
from kelisim.apps.mediation.models import Referral, ReferrerPass
from kelisim.apps.mediation.queries.referral_file import read_referrals
from kelisim.apps.mediation.queries.referrals import pass_of, statuses

MEDIA = "application/problem+json"
A_PAGE = 500
LARGEST = 20_000  # bytes of one referral
KEY_LETTERS = range(16, 101)
NO_PASS = _("No valid pass was sent. Send “Authorization: Bearer …” with a pass that is not over.")
NO_KEY = _("The header Idempotency-Key is missing or not 16 to 100 characters long. Send a random one.")
NOT_ONE = _("Send one referral as a JSON object of at most %(most)s bytes.")
MENDED = _("The referral cannot be kept. Mend what is listed and send it again with the same key.")
METHOD = _("Use GET to read statuses and POST to send one referral.")


@csrf_exempt
def referrals(request: HttpRequest) -> HttpResponse:
    """GET: statuses of the institution's own. POST: one referral, the same one once."""
    given = _pass(request)
    if given is None:
        answer = _problem(401, NO_PASS)
        answer["WWW-Authenticate"] = "Bearer"
    elif request.method == "GET":
        answer = _listed(request, given)
    elif request.method == "POST":
        answer = _sent(request, given)
    else:
        answer = _problem(405, METHOD)
        answer["Allow"] = "GET, POST"
    answer["Cache-Control"] = "no-store"
    return answer


def _pass(request: HttpRequest) -> ReferrerPass | None:
    kind, _space, token = request.headers.get("Authorization", "").partition(" ")
    return pass_of(token.strip()) if kind.lower() == "bearer" else None


def _listed(request: HttpRequest, given: ReferrerPass) -> HttpResponse:
    rows = Referral.objects.filter(institution=given.institution).select_related("case").order_by("pk")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    following = page.next_page_number() if page.has_next() else None
    return _json(200, {"items": [statuses(one) for one in page], "next_page": following})


def _sent(request: HttpRequest, given: ReferrerPass) -> HttpResponse:
    key = request.headers.get("Idempotency-Key", "")
    if len(key) not in KEY_LETTERS:
        return _problem(400, NO_KEY)
    raw = request.body
    if len(raw) > LARGEST or not raw.lstrip().startswith(b"{"):
        return _problem(422, str(NOT_ONE) % {"most": LARGEST})
    told = read_referrals(raw, institution=given.institution)
    if told.wrong:
        named = ("column", "value", "code", "message")
        errors = [{name: one.as_json()[name] for name in named} for one in told.wrong]
        return _problem(422, MENDED, errors)
    try:
        kept = take_referrals(given.institution, told, by=given, key=key)
    except KeyUsedOtherwise as error:
        return _problem(409, str(error))
    return _json(201, statuses(Referral.objects.select_related("case").get(pk=kept[0].pk)))


def _problem(
    status: int, detail: str | Promise, errors: list[dict[str, str | int]] | None = None
) -> HttpResponse:
    told = {"type": "about:blank", "status": status, "detail": str(detail), "errors": errors or []}
    answer = _json(status, told)
    answer["Content-Type"] = MEDIA
    return answer


def _json(status: int, told: dict[str, Any]) -> HttpResponse:
    text = json.dumps(told, ensure_ascii=False)
    return HttpResponse(text, content_type="application/json", status=status)
