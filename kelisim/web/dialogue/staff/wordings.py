"""One statement in every language: a person translates it, mends slips, or says something else with it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from kelisim.apps.dialogue import states
from kelisim.apps.dialogue.actions.word import confirm, reword, word
from kelisim.apps.dialogue.errors import DialogueError
from kelisim.apps.dialogue.models import Statement
from kelisim.kernel.access.door import person
from kelisim.kernel.accounts.models import User
from kelisim.kernel.texts.of import of
from kelisim.web.dialogue.staff.door import desk_page, moderated, show
from kelisim.web.dialogue.staff.forms_queue import WordingForm


@desk_page
def statement_wording(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Its wordings, what it came from and what became of it."""
    conversation, user = moderated(request, code), person(request.user)
    rows = Statement.objects.select_related("conversation__territory", "reworded_from", "merged_into")
    statement = get_object_or_404(
        rows.prefetch_related("variants", "reworded"), conversation=conversation, number=number
    )
    form = WordingForm(request.POST or None, statement=statement)
    if request.method == "POST" and form.is_valid():
        try:
            kept = _kept(statement, form, user)
        except DialogueError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The wordings are kept."))
            return HttpResponseRedirect(reverse("statement-wording", args=[code, kept.number]))
    context = {
        "one": conversation,
        "question": of(conversation, "question"),
        "statement": statement,
        "label": states.LABELS[statement.state],
        "reason": states.REASONS.get(statement.reason, ""),
        "form": form,
    }
    return show(request, "statement_wording", context, wrong=bool(form.errors))


def _kept(statement: Statement, form: WordingForm, user: User) -> Statement:
    if form.cleaned_data["kind"] == "meaning":
        return reword(statement, form.texts(), by=user)
    word(statement, form.texts(), by=user)
    for draft in form.confirmed():
        confirm(statement, draft, by=user)
    return statement
