"""The application being typed: kept sealed under a code that only the person's browser knows."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from kelisim.apps.mediation.actions.save_draft import save_draft
from kelisim.apps.mediation.errors import NoSuchDraft
from kelisim.apps.mediation.queries.drafts import resumed
from kelisim.web.mediation import cookies

ONCE = "once"  # the random key that makes sending twice one application


@dataclass(frozen=True, kw_only=True)
class Draft:
    """The answers so far and the code they are kept under; both empty before the first answer."""

    code: str = field(default="", repr=False)
    answers: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def once(self) -> str:
        """The key of this application, made with its first answer."""
        return self.answers.get(ONCE, "")


def draft_of(request: HttpRequest) -> Draft:
    """The draft behind the browser's cookie; an empty one where there is none or it is gone."""
    code = cookies.value(request, cookies.DRAFT)
    if not code:
        return Draft()
    try:
        return Draft(code=code, answers=resumed(code).answers)
    except NoSuchDraft:
        return Draft()


def save(draft: Draft, answers: Mapping[str, str]) -> Draft:
    """The draft with these answers added, saved."""
    merged = {ONCE: secrets.token_urlsafe(24), **draft.answers, **answers}
    saved = save_draft(merged, language=(get_language() or "kk")[:2], code=draft.code)
    return Draft(code=saved.code, answers=merged)


def remember(response: HttpResponse, draft: Draft) -> HttpResponse:
    """Lets the browser come back to the draft."""
    cookies.keep(response, cookies.DRAFT, draft.code)
    return response
