"""Who asks for a page of a conversation: the conversation, her participation, her answers."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from kelisim.apps.dialogue.actions.take_part import hashed, take_part
from kelisim.apps.dialogue.models import Conversation, Participation, Tier
from kelisim.apps.dialogue.queries.answers import Answers, answers_of
from kelisim.apps.dialogue.queries.pool import Pool, pool_of
from kelisim.apps.dialogue.queries.standing import Standing, Where
from kelisim.apps.dialogue.queries.taking import Taking, taking_part
from kelisim.web.dialogue.voting import cookies


@dataclass(kw_only=True)
class Asking:
    """One request. `token` is what her phone keeps, or will keep from her first vote on."""

    request: HttpRequest
    taking: Taking
    participation: Participation | None
    token: str
    began: bool = False  # her participation began with this request: the answer sets the cookie

    @property
    def conversation(self) -> Conversation:
        """What she asks for."""
        return self.taking.conversation

    @cached_property
    def pool(self) -> Pool:
        """The live statements."""
        return pool_of(self.conversation)

    def answers(self) -> Answers:
        """Hers so far, asked anew each time."""
        if self.participation is None:
            return Answers()
        return answers_of(self.participation, self.pool.numbers)

    def standing(self, answers: Answers) -> Standing:
        """Where she stands in the last publication."""
        found = self.pool.standings
        return found.of(answers.standing) if found else Standing(where=Where.EARLY)

    def begin(self, *, token: str = "", code: str = "") -> Participation:
        """Her participation, begun now if there is none. Raises NotOpen, NeedsACode."""
        if self.participation is None:
            self.token = token or self.token
            known = self.request.user.is_authenticated
            self.participation = take_part(self.conversation, token=self.token, code=code, known=known)
            self.began = self.conversation.tier != Tier.ACCOUNT
        return self.participation

    def remembered(self, response: HttpResponse) -> HttpResponse:
        """The answer, with the cookie if she has just begun."""
        if self.began:
            cookies.keep(response, self.conversation.code, cookies.TOKEN, self.token)
        return response


def asking(request: HttpRequest, code: str) -> Asking:
    """Who asks; 404 for a draft and for what does not exist."""
    kind, secret = cookies.kept(request, code)
    hashes = {"recovery_hash" if kind == cookies.WORDS else "token_hash": hashed(secret)} if secret else {}
    taking = taking_part(code, **hashes)
    if taking is None:
        raise Http404
    if taking.conversation.tier == Tier.ACCOUNT:
        return _by_account(request, taking)
    token = secret if kind == cookies.TOKEN else secrets.token_urlsafe(18)
    return Asking(request=request, taking=taking, participation=taking.participation, token=token)


def _by_account(request: HttpRequest, taking: Taking) -> Asking:
    """One account, one participation, on whatever device; who it is cannot be told without the secret."""
    told = f"{taking.conversation.pk}:{request.user.pk}"
    token = salted_hmac("dialogue.account", told, settings.SECRET_KEY, algorithm="sha256").hexdigest()
    own = taking_part(taking.conversation.code, token_hash=hashed(token)) if request.user.pk else None
    return Asking(
        request=request, taking=taking, participation=own.participation if own else None, token=token
    )
