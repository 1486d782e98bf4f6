"""The queue of statements: found, taken 25 at a time for 15 minutes, decided in one send."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from kelisim.apps.dialogue import states
from kelisim.apps.dialogue.actions.decide import Decision, decide
from kelisim.apps.dialogue.actions.moderate import appealed, claim, held, let_go
from kelisim.apps.dialogue.models import FORMS, Conversation, Statement
from kelisim.apps.dialogue.queries.alike import Alike, alike
from kelisim.apps.dialogue.queries.backlog import by_state, find
from kelisim.kernel.access.door import person
from kelisim.kernel.accounts.models import User
from kelisim.kernel.texts.of import of
from kelisim.web.dialogue.staff.door import desk_page, moderated, show
from kelisim.web.dialogue.staff.forms_queue import QueueForm
from kelisim.web.files import Cell, Listing, Stranger, list_file

ON_A_PAGE = 25
COLUMNS = ("number", "state", "written_by", "reason", "merged_into", *(form.value for form in FORMS))


@dataclass(frozen=True, kw_only=True)
class Line:
    """A statement on the page of decisions: what may be done with it, and what may say the same."""

    statement: Statement
    label: Any
    deeds: tuple[str, ...]
    near: list[Alike]
    hers: bool  # she rejected it herself and its author appealed: somebody else decides
    error: object = None
    chosen: str = ""
    reason: str = ""
    into: str = ""


@desk_page
def statement_queue(request: HttpRequest, code: str) -> HttpResponse:
    """Statements by where they stand, by language, by words; a page of them can be taken."""
    conversation, user = moderated(request, code), person(request.user)
    form = QueueForm(request.GET)
    rows = _asked(conversation, form)
    file = list_file(request, Listing(name="statements", columns=COLUMNS, rows=_lines(rows)))
    if file is not None:
        return file
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    now = timezone.now()
    context = {
        "one": conversation,
        "question": of(conversation, "question"),
        "form": form,
        "page": page,
        "rows": [
            {
                "statement": one,
                "label": states.LABELS[one.state],
                "reason": states.REASONS.get(one.reason, ""),
                "appealed": appealed(one),
                "busy": bool(one.claimed_until and one.claimed_until > now and one.claimed_by_id != user.pk),
            }
            for one in page
        ],
        "held": len(held(conversation, user)),
        "counts": [(states.LABELS[state], number) for state, number in by_state(conversation).items()],
        "asked": form.asked(),
    }
    return show(request, "statement_queue", context)


@desk_page
def statement_work(request: HttpRequest, code: str) -> HttpResponse:
    """What she holds now. Sent, it is decided, and the next page is taken."""
    conversation, user = moderated(request, code), person(request.user)
    form = QueueForm(request.POST if request.method == "POST" else request.GET)
    go = request.POST.get("go", "")
    if go == "let_go":
        let_go(conversation, by=user)
        return HttpResponseRedirect(reverse("statement-queue", args=[code]))
    if go == "take":
        _take(conversation, form, user)
        return _again(code, form)
    if go == "decide":
        asked = _decisions(request, held(conversation, user))
        outcome = decide(conversation, asked, by=user)
        if outcome.done:
            messages.success(request, _("Decided: %(number)s.") % {"number": outcome.done})
        if not outcome.refused:
            if not held(conversation, user):
                _take(conversation, form, user)
            return _again(code, form)
        return _work(request, conversation, form, dict(outcome.refused))
    return _work(request, conversation, form, {})


def _work(
    request: HttpRequest, conversation: Conversation, form: QueueForm, refused: dict[int, Any]
) -> HttpResponse:
    user = person(request.user)
    rows = list(held(conversation, user).prefetch_related("variants").order_by("number"))
    near = alike(conversation, rows)
    lines = [
        Line(
            statement=one,
            label=states.LABELS[one.state],
            deeds=_deeds(one),
            near=near[one.number],
            hers=appealed(one) and one.decided_by_id == user.pk,
            error=refused.get(one.number),
            **_sent(request, one.number),
        )
        for one in rows
    ]
    context = {
        "one": conversation,
        "question": of(conversation, "question"),
        "lines": lines,
        "wrong": [line for line in lines if line.error],
        "reasons": states.REASONS.items(),
        "asked": form.asked(),
        "until": min((one.claimed_until for one in rows if one.claimed_until), default=None),
    }
    return show(request, "statement_work", context, wrong=bool(refused))


def _deeds(one: Statement) -> tuple[str, ...]:
    """What may be done with it from where it stands."""
    state = states.Statement(one.state)
    found = [deed for deed in ("accept", "reject", "merge", "part") if states.allows(deed, state)]
    return (*found, "reject") if appealed(one) else tuple(found)


def _sent(request: HttpRequest, number: int) -> dict[str, str]:
    """What she had chosen, so that nothing is lost when one line is refused."""
    sent = request.POST
    return {
        "chosen": sent.get(f"deed_{number}", ""),
        "reason": sent.get(f"reason_{number}", ""),
        "into": sent.get(f"into_{number}", ""),
    }


def _decisions(request: HttpRequest, rows: Iterable[Statement]) -> list[Decision]:
    """One a line; the lines without one get what was chosen for the rest."""
    sent = request.POST
    rest, why = sent.get("rest", ""), sent.get("rest_reason", "")
    found = []
    for one in rows:
        deed = sent.get(f"deed_{one.number}", "")
        reason = sent.get(f"reason_{one.number}", "")
        if not deed and rest in _deeds(one):
            deed, reason = rest, why
        into = sent.get(f"into_{one.number}", "").strip()
        number = int(into) if into.isascii() and into.isdigit() and len(into) <= 9 else None
        if deed in _deeds(one):
            found.append(Decision(number=one.number, deed=deed, reason=reason, into=number))
    return found


def _take(conversation: Conversation, form: QueueForm, user: User) -> None:
    """The next page of what is asked for and nobody holds; what she is not to decide is left to others."""
    now = timezone.now()
    rows = _asked(conversation, form).filter(Q(claimed_until=None) | Q(claimed_until__lte=now))
    own = Q(state=states.Statement.REJECTED, decided_by=user, appealed_at__isnull=False)
    numbers = list(rows.exclude(own).values_list("number", flat=True)[:ON_A_PAGE])
    claim(conversation, numbers, by=user)


def _asked(conversation: Conversation, form: QueueForm) -> QuerySet[Statement]:
    return find(conversation, form.sought()).prefetch_related("variants")


def _again(code: str, form: QueueForm) -> HttpResponseRedirect:
    asked = urlencode({name: value for name, value in form.asked().items() if value})
    return HttpResponseRedirect(f"{reverse('statement-work', args=[code])}{'?' if asked else ''}{asked}")


def _lines(rows: Iterable[Statement]) -> Iterator[list[object]]:
    """Asked for only where a file is."""
    for one in rows:
        yield _cells(one)


def _cells(one: Statement) -> list[object]:
    texts = {variant.form: variant.text for variant in one.variants.all()}
    merged = one.merged_into.number if one.merged_into else None
    return [
        *(one.number, Cell(str(states.LABELS[one.state]), one.state)),
        *("organiser" if one.by_organiser else "participant", one.reason or None, merged),
        *(Stranger(texts.get(form, "")) for form in FORMS),
    ]
