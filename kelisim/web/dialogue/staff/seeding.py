"""The organiser's statements: typed, pasted a line each, or from a file; all of a list or none."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kelisim.apps.dialogue.actions.add_statement import Written, add_statement
from kelisim.apps.dialogue.actions.import_statements import import_file, import_lines
from kelisim.apps.dialogue.errors import BadRows, DialogueError
from kelisim.apps.dialogue.models import Conversation, Statement
from kelisim.kernel.access.door import person
from kelisim.kernel.accounts.models import User
from kelisim.kernel.texts.of import of
from kelisim.web.dialogue.staff.door import desk_page, led, show
from kelisim.web.dialogue.staff.forms import PastedForm, StatementFileForm, StatementForm

WAYS = {"typed": StatementForm, "pasted": PastedForm, "file": StatementFileForm}


@desk_page
def statements_add(request: HttpRequest, code: str) -> HttpResponse:
    """Three ways in; what was typed stays when it is refused."""
    conversation = led(request, code)
    go = request.POST.get("go", "")
    forms: dict[str, Any] = {
        name: kind(request.POST, request.FILES) if name == go else kind() for name, kind in WAYS.items()
    }
    wrong: list[object] = []
    if go in forms and forms[go].is_valid():
        try:
            made = _added(conversation, go, forms[go], person(request.user))
        except BadRows as error:
            wrong = list(error.wrong)
            forms[go].add_error(None, str(error))
        except DialogueError as error:
            forms[go].add_error(None, str(error))
        else:
            messages.success(request, _("Statements added: %(number)s.") % {"number": made})
            return HttpResponseRedirect(reverse("statements-add", args=[code]))
    rows = Statement.objects.filter(conversation=conversation, by_organiser=True)
    context = {
        "one": conversation,
        "question": of(conversation, "question"),
        "forms": forms,
        "sent": forms.get(go),
        "wrong": wrong,
        "rows": rows.prefetch_related("variants").order_by("-number")[:50],
    }
    return show(request, "statements_add", context, wrong=bool(go))


def _added(conversation: Conversation, go: str, form: Any, user: User) -> int:
    told = form.cleaned_data
    if go == "typed":
        written = Written(texts=form.texts(), topic=told["topic"], meta=told["meta"])
        add_statement(conversation, written, by=user)
        return 1
    if go == "pasted":
        return len(import_lines(conversation, told["lines"], column=told["column"], by=user))
    return len(import_file(conversation, told["file"].read(), by=user))
