"""What a publication says, in plain words before any table or picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kelisim.apps.dialogue.queries.published import Publication
from kelisim.kernel.texts import say
from kelisim.web.charts.opinions import middle
from kelisim.web.dialogue.results.tables import differing, entries, fragile, letters, unites

Told = Mapping[str, Any]
REASONS = {
    "too_few_people": gettext_lazy("fewer than twelve people have answered enough statements"),
    "too_few_statements": gettext_lazy("there are fewer than three statements"),
    "axes_not_determined": gettext_lazy("the answers show no direction in which people differ"),
    "one_cloud": gettext_lazy("people differ one by one, not in camps"),
    "groups_too_small": gettext_lazy("the groups that could be seen are too small"),
    "unstable": gettext_lazy("with other people asked the groups would have been others"),
}
FIRM = 0.9


def groups(told: Told) -> str:
    """How many opinion groups, or that there are none and why."""
    if told["no_clear_groups"]:
        return _("There are no clear opinion groups: %(reason)s. The figures are of everybody together.") % {
            "reason": REASONS[told["reason"]]
        }
    found = told["groups"]
    if not found:
        return _("Opinion groups were found, but each has fewer than ten people: none of them is described.")
    named = ", ".join(f"{one['id']} ({say.number(one['size'])})" for one in found)
    said = ngettext(
        "%(count)s opinion group is described: %(named)s. An opinion group is people who vote alike, never "
        "people of one origin or faith.",
        "%(count)s opinion groups are described: %(named)s. An opinion group is people who vote alike, never "
        "people of one origin or faith.",
        len(found),
    )
    small = told["counted"] is None
    rest = _("Beside them stands a group of fewer than ten people, which is not described.") if small else ""
    return " ".join(filter(None, (said % {"count": len(found), "named": named}, rest)))


def uniting(told: Told) -> str:
    """How many statements unite."""
    found = entries(told, "common_ground", unites)
    both = sum(one["uniting"] == "yes" for one in found)
    if not found:
        return _("No statement unites everybody so far.")
    return _("Statements that unite all groups by both methods: %(both)s; by one of them only: %(one)s.") % {
        "both": both,
        "one": len(found) - both,
    }


def rejected(told: Told) -> str:
    """How many all reject."""
    found = len(entries(told, "common_rejection", unites))
    if not found:
        return _("No statement is rejected by all groups so far.")
    return ngettext(
        "%(count)s statement is rejected by all groups.",
        "%(count)s statements are rejected by all groups.",
        found,
    ) % {"count": found}


def differences(told: Told) -> str:
    """How many statements part the groups, of all with enough answers."""
    if told["no_clear_groups"]:
        return _("Without clear groups there is nothing in which groups could differ.")
    found, of = len(differing(told)), told["division"]["of"]
    return _(
        "%(count)s of %(of)s statements with enough answers are contested: in one group most surely agree, "
        "in another most surely do not."
    ) % {"count": found, "of": of}


def unknown(told: Told) -> str:
    """What cannot be said yet."""
    found = len(told["not_enough_votes"])
    if not found:
        return _("Every statement has enough answers in every group.")
    return ngettext(
        "Of %(count)s statement nothing is said yet: it needs five answers in every group and ten together.",
        "Of %(count)s statements nothing is said yet: each needs five answers in every group and ten "
        "together.",
        found,
    ) % {"count": found}


def certainty(told: Told) -> str:
    """How firm the groups are, and how many results few people could turn."""
    weak = sum(fragile(told, one) for one in entries(told, "common_ground", unites))
    median = told["stability"].get("median")
    said = []
    if median is not None and not told["no_clear_groups"]:
        firm = _("The groups are firm: drawn again from four fifths of the people they agree to %(share)s.")
        fair = _(
            "The groups are fairly firm: drawn again from four fifths of the people they agree to %(share)s."
        )
        said.append((firm if median >= FIRM else fair) % {"share": say.percent(median, digits=0)})
    if weak:
        said.append(
            ngettext(
                "%(count)s uniting statement is fragile: few people could turn it.",
                "%(count)s uniting statements are fragile: few people could turn them.",
                weak,
            )
            % {"count": weak}
        )
    said.append(_("Nobody was drawn by lot: the result holds for those who took part."))
    return " ".join(said)


def sure_facts(one: Publication) -> list[dict[str, str]]:
    """The figures behind the sentence, as names and values."""
    told, stability = one.told, one.told["stability"]
    hidden = _("hidden: a small group or cell could be worked out")
    overlap = stability.get("common_ground_top10")
    facts = [
        (_("People who took part"), _number(told["participants"], hidden)),
        (_("Counted: answered enough statements"), _number(told["counted"], hidden)),
        (_("Statements voted on"), say.number(told["live"])),
        (_("Votes"), _number(told["votes"], hidden)),
        (_("Agreement of the groups when drawn again, median"), _share(stability.get("median"))),
        (_("The same, in the worst tenth"), _share(stability.get("p10"))),
        (
            _("Of the first ten uniting statements found again"),
            "–" if overlap is None else say.number(overlap, digits=1),
        ),
    ]
    return [{"label": label, "value": value} for label, value in facts]


def _number(value: int | None, hidden: str) -> str:
    return hidden if value is None else say.number(value)


def _share(value: float | None) -> str:
    return "–" if value is None else say.percent(value, digits=0)


def changes(one: Publication) -> list[str]:
    """What became different since the publication before; empty for the first."""
    if one.previous is None:
        return []
    now, before = one.told, one.previous.public
    said = []
    if len(letters(now)) != len(letters(before)):
        said.append(
            _("Groups described: %(before)s before, %(now)s now.")
            % {"before": len(letters(before)), "now": len(letters(now))}
        )
    if None not in (now["counted"], before["counted"]):
        said.append(
            _("Newly counted people: %(count)s.") % {"count": say.number(now["counted"] - before["counted"])}
        )
    new, old = _united(now), _united(before)
    came, went = len(new - old), len(old - new)
    said.append(
        _("Newly uniting statements: %(came)s; no longer uniting: %(went)s.") % {"came": came, "went": went}
    )
    parted = {each["statement"] for each in differing(now)} - {
        each["statement"] for each in differing(before)
    }
    said.append(_("Newly contested statements: %(count)s.") % {"count": len(parted)})
    return said


def _united(told: Told) -> set[str]:
    return {one["statement"] for one in entries(told, "common_ground", unites)}


def map_words(told: Told) -> str:
    """The map for whoever does not see it: where each group stands."""
    said = [
        _(
            "A square map. The nearer two people stand, the more alike they answered. A square is coloured "
            "where at least %(least)s people of a group stand, darker where there are more; single people "
            "are not shown."
        )
        % {"least": told["map"]["least"]}
    ]
    for letter in letters(told):
        found = middle([cell for cell in told["map"]["cells"] if cell["group"] == letter])
        words = {"letter": letter}
        if found is None:
            said.append(_("Group %(letter)s stands too scattered to be drawn.") % words)
        else:
            said.append(
                _("Group %(letter)s stands %(place)s.")
                % {**words, "place": _place(found, told["map"]["side"])}
            )
    return " ".join(said)


def _place(found: tuple[float, float], side: int) -> str:
    across, up = (3 * (one + 0.5) / side for one in found)
    rows = (
        (_("at the lower left"), _("at the bottom"), _("at the lower right")),
        (_("on the left"), _("in the middle"), _("on the right")),
        (_("at the upper left"), _("at the top"), _("at the upper right")),
    )
    return rows[min(int(up), 2)][min(int(across), 2)]
