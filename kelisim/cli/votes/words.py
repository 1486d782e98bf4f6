"""A result in words: what unites, what all reject, where groups differ, what is not known, how sure it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

SHOWN, SHOWN_OF_GROUP = 10, 5
Document = dict[str, Any]
REASONS = {
    "too_few_people": gettext_noop("fewer than 12 people have voted on enough statements."),
    "too_few_statements": gettext_noop("fewer than 3 statements can be voted on."),
    "axes_not_determined": gettext_noop("the votes do not differ in any clear direction."),
    "one_cloud": gettext_noop("opinions form one cloud; groups in it would be drawn by chance."),
    "groups_too_small": gettext_noop("a group would be too small to speak of."),
    "unstable": gettext_noop("with some people left out, other groups appear."),
}
METHODS = {"yes": gettext_noop("by both methods"), "one_method": gettext_noop("by one method")}


def in_words(body: Document) -> str:
    """The report for a terminal, in the language that is active."""
    return "\n".join(_lines(body)) + "\n"


def _lines(body: Document) -> Iterator[str]:
    people = body["participants"]
    if people is not None:
        yield _("%(people)d people, %(counted)d counted; %(votes)d votes on %(live)d statements.") % {
            "people": people,
            "counted": body["counted"],
            "votes": body["votes"],
            "live": body["live"],
        }
    yield from _of_groups(body)
    for title, name in (
        (_("What unites"), "common_ground"),
        (_("What all reject"), "common_rejection"),
    ):
        yield from _of_statements(title, body[name])
    unknown = len(body["not_enough_votes"])
    if unknown:
        yield ""
        yield ngettext(
            "Not known yet: %(n)d statement has too few votes.",
            "Not known yet: %(n)d statements have too few votes.",
            unknown,
        ) % {"n": unknown}
    for one in body["warnings"]:
        yield _("Line %(line)s: %(text)s") % {"line": one["line"], "text": one["text"]}
    yield _("Digest of this result: %(digest)s") % {"digest": body["result_hash"]}


def _of_groups(body: Document) -> Iterator[str]:
    if body["no_clear_groups"]:
        yield _("No clear groups: %(why)s") % {"why": _(REASONS[body["reason"]])}
        return
    groups = body["groups"]
    yield ngettext("%(n)d opinion group.", "%(n)d opinion groups.", len(groups)) % {"n": len(groups)}
    sure = body["stability"]
    if sure.get("median") is not None:
        yield _("How sure: with one person in five left out the same groups appear to %(median).2f of 1.") % {
            "median": sure["median"]
        }
    for one in groups:
        yield ""
        yield ngettext("Group %(id)s, %(n)d person:", "Group %(id)s, %(n)d people:", one["size"]) % {
            "id": one["id"],
            "n": one["size"],
        }
        for each in one["representative"][:SHOWN_OF_GROUP]:
            side = _("agrees") if each["side"] == "agree" else _("disagrees")
            share = each["share"] * 100
            yield f"  {each['statement']:>6}  {side} {share:.0f} %"


def _of_statements(title: str, statements: list[Document]) -> Iterator[str]:
    leading = [one for one in statements if one["uniting"] != "no"][:SHOWN]
    yield ""
    yield f"{title}:"
    if not leading:
        yield "  " + _("No statement yet that both methods or one of them would name.")
    for one in leading:
        mark = _(METHODS[one["uniting"]])
        yield f"  {one['statement']:>6}  {one['score']:.2f} ({one['low']:.2f}–{one['high']:.2f})  {mark}"
