"""The facilitator's page: what is known now, what is still missing, and the deed to publish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kelisim.apps.dialogue import access
from kelisim.apps.dialogue.actions.ask_publication import ask_publication, refusal, under_way
from kelisim.apps.dialogue.models import Conversation, Form, Latest, Result, Statement
from kelisim.apps.dialogue.queries.backlog import lacking
from kelisim.kernel.access.door import person
from kelisim.kernel.texts.of import of, reader_language
from kelisim.kernel.texts.say import date as said_day
from kelisim.kernel.texts.say import number
from kelisim.web.charts.draw import Words
from kelisim.web.charts.figure import Column, Figure, drawings
from kelisim.web.dialogue.staff.door import desk_page, led, show
from kelisim.web.files import Cell, list_file

TOP = 10
FRAGILE_SHARE, FRAGILE_PEOPLE = 0.03, 5  # docs/method/dialogue.md
Document = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Told:
    """A statement on this page: its number, its words, and a figure about it."""

    number: int
    text: str
    form: str
    figure: Any = ""


@desk_page
def conversation_figures(request: HttpRequest, code: str) -> HttpResponse:
    """Latest figures for whoever leads; nobody else sees them. Sent, it asks for a publication."""
    conversation = led(request, code)
    if request.method == "POST":
        asked = ask_publication(conversation, by=person(request.user))
        said = (
            _("The publication is being computed. Look again in a minute.")
            if asked
            else _("A publication is already under way.")
        )
        messages.info(request, said)
        return HttpResponseRedirect(reverse("conversation-figures", args=[code]))
    latest = Latest.objects.filter(conversation=conversation).first()
    last = Result.objects.filter(conversation=conversation).defer("whole").first()
    figure = _over_time(latest) if latest and latest.history else None
    file = list_file(request, figure.listing) if figure else None
    if file is not None:
        return file
    context = {
        "one": conversation,
        "question": of(conversation, "question"),
        "may_publish": access.may_lead(person(request.user), conversation),
        "under_way": under_way(conversation),
        "refused": refusal(conversation),
        "last": last,
        "latest": latest,
        "figure": figure,
        "lacking": [{"form": Form(form).label, "number": n} for form, n in lacking(conversation).items()],
        **(_known(conversation, latest, last) if latest else {}),
    }
    return show(request, "conversation_figures", context)


def _known(conversation: Conversation, latest: Latest, last: Result | None) -> dict[str, Any]:
    document, routing = latest.document, latest.routing
    words = _words(conversation)
    return {
        "document": document,
        "alarm": routing.get("alarm", False),
        "short": _short(document, routing),
        "fragile": _fragile(document, words),
        "next": _next(routing, words),
        "changes": _changes(document, last, words) if last else None,
    }


def _words(conversation: Conversation) -> dict[str, Told]:
    """Every statement by its number as text, in the reader's language where it is worded."""
    rows = Statement.objects.filter(conversation=conversation).prefetch_related("variants")
    tongue, found = reader_language(), {}
    for one in rows:
        variants = list(one.variants.all())
        mine = [variant for variant in variants if variant.form.startswith(tongue)]
        shown = (mine or variants)[0]
        found[str(one.number)] = Told(number=one.number, text=shown.text, form=shown.form)
    return found


def _short(document: Document, routing: Document) -> list[dict[str, Any]]:
    """Group by group, on how many statements fewer than five of it have answered."""
    sizes = {one["id"]: one["size"] for one in document["groups"]}
    rows = routing["statements"].values()
    return [
        {"group": letter, "size": sizes.get(letter, 0), "number": sum(row["short"][at] for row in rows)}
        for at, letter in enumerate(routing.get("groups", []))
    ]


def _fragile(document: Document, words: Mapping[str, Told]) -> list[Told]:
    """What a handful of people who disagree would push out of the first ten."""
    least = max(FRAGILE_PEOPLE, ceil(FRAGILE_SHARE * document["counted"]))
    return [
        _with(words[one["statement"]], one["withstands"])
        for one in document["common_ground"][:TOP]
        if one["statement"] in words and one["withstands"] is not None and one["withstands"] < least
    ]


def _next(routing: Document, words: Mapping[str, Told]) -> Told | None:
    """The statement whose answers would tell most."""
    known = [(row["priority"], name) for name, row in routing["statements"].items() if name in words]
    return words[max(known)[1]] if known else None


def _changes(document: Document, last: Result, words: Mapping[str, Told]) -> dict[str, Any]:
    """What is new since the last publication: people, votes, and who came into the first ten or left."""
    now = [one["statement"] for one in document["common_ground"][:TOP]]
    before = [one["statement"] for one in last.public["common_ground"][:TOP]]
    return {
        "counted": document["counted"] - last.counted,
        "votes": document["votes"] - last.votes,
        "came": [words[one] for one in now if one not in before and one in words],
        "left": [words[one] for one in before if one not in now and one in words],
    }


def _with(told: Told, figure: Any) -> Told:
    return Told(number=told.number, text=told.text, form=told.form, figure=figure)


def _over_time(latest: Latest) -> Figure:
    rows = [{"day": one["day"], "counted": one["counted"]} for one in latest.history]
    words = Words(
        title=_("Counted people day by day"),
        description=_("How many people had voted on enough statements at the end of each day."),
        labels={"counted": _("counted people")},
    )
    return Figure(
        key="counted",
        caption=words.title,
        **drawings("dialogue.counted", rows, words),
        chips=[],
        columns=[
            Column(label=_("Day")),
            *(Column(label=one, number=True) for one in (_("counted people"), _("Votes"), _("Groups"))),
            Column(label=_("Stability"), number=True),
        ],
        rows=[_row(one) for one in reversed(latest.history)],
    )


def _row(one: Document) -> list[str]:
    median = one["median"]
    return [
        Cell(said_day(date.fromisoformat(one["day"])), one["day"]),
        *(Cell(number(one[name]), one[name]) for name in ("counted", "votes", "groups")),
        Cell("" if median is None else number(median), median),
    ]
