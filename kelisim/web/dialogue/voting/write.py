"""Writing a statement: what says nearly the same is shown first; then it is sent."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kelisim.apps.dialogue import states
from kelisim.apps.dialogue.actions.add_statement import MOST_LETTERS, Written, write_statement
from kelisim.apps.dialogue.errors import DialogueError, NotOpen
from kelisim.apps.dialogue.models import Form, Tier
from kelisim.apps.dialogue.queries.similar import similar
from kelisim.web.dialogue.voting import tongues
from kelisim.web.dialogue.voting.asking import Asking, asking
from kelisim.web.dialogue.voting.page import Sent, sent
from kelisim.web.dialogue.voting.told import quote
from kelisim.web.dialogue.voting.words import moderation_said


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def statement_write(request: HttpRequest, code: str) -> HttpResponse:
    """One thought, in one language; from here it goes to her own page."""
    here = asking(request, code)
    if here.participation is None and here.conversation.tier != Tier.OPEN:
        return redirect("conversation-vote", code)
    text, form = request.POST.get("text", "").strip(), request.POST.get("form", "")
    form = form if form in set(Form) else tongues.forms(request)[0]
    alike = similar(text, here.pool.shown) if request.method == "POST" else []
    problem = ""
    if request.method == "POST" and (not alike or "anyway" in request.POST):
        problem = _sent(here, text, Form(form))
        if not problem:
            return here.remembered(redirect("conversation-mine", code))
    context = {**_frame(here), "typed": text, "form": form, "problem": problem}
    context["alike"] = [{"number": one.number, **quote(request, one)} for one in alike]
    return render(request, "dialogue/statement_write.html", context, status=422 if problem else 200)


def _sent(here: Asking, text: str, form: Form) -> str:
    """Sends it; what is wrong, if anything."""
    page = sent(here.request.POST.get("page", ""), here.conversation.code)
    if page is None:
        return _("This page was too old to be read. Send your statement again.")
    try:
        write_statement(here.begin(token=page.token), Written(texts={form: text}))
    except DialogueError as error:
        return str(error)
    return ""


def _frame(here: Asking) -> dict[str, Any]:
    question, language = tongues.text_with_language(here.conversation, "question")
    open_ = here.conversation.state == states.Conversation.OPEN
    return {
        "conversation": here.conversation,
        "question": question,
        "question_lang": language,
        "closed": "" if open_ else str(NotOpen()),
        "moderation": moderation_said(here.conversation.moderation),
        "most": MOST_LETTERS,
        "forms": [(one.value, one.label) for one in Form],
        # Her token goes along, so that a first statement sent twice is one.
        "page": Sent(statement=0, page=0, form="", probability=None, token=here.token).signed(
            here.conversation.code
        ),
    }
