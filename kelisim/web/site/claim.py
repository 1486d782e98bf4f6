"""One claim on a page of its own: the claim, what speaks for it, what speaks against it; no verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from kelisim.apps.statistics.actions.hand_in import closed
from kelisim.apps.statistics.models import Evidence
from kelisim.apps.statistics.queries.claims import Kind, Statement, statements
from kelisim.apps.statistics.queries.evidence import Gone, Shelf, shelves
from kelisim.apps.statistics.states.evidence import Side, Standing
from kelisim.kernel.texts import say
from kelisim.web.files import list_file
from kelisim.web.site import claim_lists
from kelisim.web.site.narrative import Claim, Goal, Programme, Shown, Story
from kelisim.web.site.narrative import story as tell
from kelisim.web.site.story import told

ADDED_BY = {
    "article": gettext_lazy("the authors of the article"),
    "kelisim": gettext_lazy("the editors of this platform, from the sources named"),
}
MEANS = {
    Standing.STATED: gettext_lazy("It was said; no evidence lies here yet."),
    Standing.EVIDENCED: gettext_lazy("Evidence lies here, and no counter-evidence."),
    Standing.CONTESTED: gettext_lazy("Something speaks against it: read both sides."),
    Standing.REVIEWED: gettext_lazy(
        "Both sides were heard, the time for comments is over, and everything handed in was answered."
    ),
}


@dataclass(frozen=True, kw_only=True)
class Column:
    """One side: what the pack says, who added it, and what readers handed in."""

    side: Side
    title: str
    said: str = ""
    by: Sequence[object] = ()
    conflicts: Sequence[object] = ()
    pieces: Sequence[Evidence] = ()


@dataclass(frozen=True, kw_only=True)
class Happening:
    """A line of the claim's history."""

    when: str
    text: str
    href: str = ""


def found(code: str) -> Statement:
    """The claim or expected result of this code; 404 where the pack has none."""
    statement = statements().get(code)
    if statement is None:
        raise Http404
    return statement


def claim_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Claim, evidence and counter-evidence side by side, who added each and when, and the history."""
    statement, whole, day = found(code), tell(), timezone.localdate()
    shelf = shelves([code])[code]
    lying = {code: shelf}
    file = list_file(request, claim_lists.evidence(lying), claim_lists.standings(lying))
    if file is not None:
        return file
    part, programme = _record(whole, code)
    stands = shelf.standing(statement, day)
    context = {
        "statement": statement,
        "programme": programme,
        "part": part,
        "told": told(whole, programme or part),
        "claimed_by": added_by(part.claim_by) if isinstance(part, Claim) else [],
        "columns": columns_of(whole, part, shelf),
        "stands": stands.label,
        "means": MEANS[stands],
        "shelf": shelf,
        "history": _history(statement, shelf),
        "closed": closed(statement, day),
        "here": "claims" if statement.kind == Kind.CLAIMED else "expected-results",
    }
    return render(request, "site/claim_detail.html", context)


def added_by(codes: Sequence[str]) -> list[object]:
    """Who added a column, in words."""
    return [ADDED_BY.get(code, code) for code in codes]


def columns_of(whole: Story, part: Claim | Goal, shelf: Shelf) -> list[Column]:
    """Both sides, apart: nothing is weighed one against the other."""
    sides = {Side.FOR: _("What speaks for it"), Side.AGAINST: _("What speaks against it")}
    if not isinstance(part, Claim):
        return [Column(side=side, title=title, pieces=shelf.on(side)) for side, title in sides.items()]
    clashes = whole.records(Shown(what="conflicts", ids=part.conflicts)) if part.conflicts else []
    packed = {
        Side.FOR: (part.evidence, part.evidence_by, ()),
        Side.AGAINST: (part.counter, part.counter_by, clashes),
    }
    return [
        Column(
            side=side,
            title=title,
            said=packed[side][0].of(),
            by=added_by(packed[side][1]),
            conflicts=packed[side][2],
            pieces=shelf.on(side),
        )
        for side, title in sides.items()
    ]


def _record(whole: Story, code: str) -> tuple[Claim | Goal, Programme | None]:
    for claim in whole.claims:
        if claim.id == code:
            return claim, None
    for programme in whole.programmes:
        for goal in programme.items:
            if goal.id == code:
                return goal, programme
    raise Http404


def _why_gone(gone: Gone) -> str:
    told = {"reference": gone.reference, "side": gone.side.label, "reason": gone.reason}
    if gone.reason:
        return pgettext("history", "%(reference)s taken down by the editors: %(side)s. %(reason)s") % told
    return pgettext("history", "%(reference)s withdrawn by its writer: %(side)s") % told


def _history(statement: Statement, shelf: Shelf) -> list[Happening]:
    """What happened here, in order: the time for comments, what was published, what is gone."""
    lines: list[tuple[str, Happening]] = []
    for day, text in (
        (statement.since, _("Evidence is taken in from this day.")),
        (statement.until, _("From this day evidence is no longer taken in.")),
    ):
        if day:
            lines.append((day.isoformat(), Happening(when=say.date(day), text=text)))
    for piece in shelf.published:
        if piece.decided_at:
            at = timezone.localtime(piece.decided_at)
            text = pgettext("history", "%(reference)s published: %(side)s") % {
                "reference": piece.reference,
                "side": Side(piece.side).label,
            }
            told_at = Happening(when=say.date(at.date()), text=text, href=f"#{piece.reference}")
            lines.append((at.isoformat(), told_at))
    for gone in shelf.gone:
        at = timezone.localtime(gone.at)
        lines.append((at.isoformat(), Happening(when=say.date(at.date()), text=_why_gone(gone))))
    return [line for _at, line in sorted(lines, key=lambda one: one[0])]
