"""Mediators offered to a case and the ranked list, with every reason in words."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kelisim.apps.mediation.models import Case, Mediator, Offer
from kelisim.apps.mediation.queries.proposals import Proposal, Ranking
from kelisim.kernel.packs.codes import code_name, codes
from kelisim.kernel.texts import say
from kelisim.kernel.texts.of import of
from kelisim.web.mediation.staff.words import BARS, NOT_USED, named

_METRES = 1000


@dataclass(frozen=True, kw_only=True)
class Offered:
    """One mediator who was asked: when, what became of it, what was declared."""

    name: str
    status: str
    tone: str
    lines: list[str]


@dataclass(frozen=True, kw_only=True)
class Term:
    """One term of a score."""

    label: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """One line of the list: who, her place, why, and the sum everybody can recompute."""

    pk: int
    rank: int
    name: str
    office: str
    score: str
    reasons: str
    terms: str


@dataclass(frozen=True, kw_only=True)
class Listed:
    """The whole page: the list, who was left out, what was not used."""

    ranked: list[Ranked]
    left_out: list[Term]
    not_used: list[str]
    input: str = field(default="")


def offers_of(case: Case) -> list[Offered]:
    """Everybody who was asked, the newest first."""
    return [_offered(row) for row in reversed(case.offers.all())]


def _offered(offer: Offer) -> Offered:
    waiting = offer.status == Offer.Status.WAITING
    lines = [_("Asked on %(day)s.") % {"day": say.moment(offer.offered_at)}]
    if waiting:
        lines.append(_("May answer until %(day)s.") % {"day": say.moment(offer.answer_by)})
    if offer.named_by_sides:
        lines.append(_("Both sides named this mediator."))
    if offer.override:
        lines.append(
            _("Not the first of the list: %(why)s.")
            % {"why": code_name("override_reasons", offer.override).of()}
        )
    if offer.pass_reason:
        lines.append(code_name("pass_reasons", offer.pass_reason).of())
    if offer.statement:
        lines.append(_declared(offer))
    if offer.status == Offer.Status.ACCEPTED and offer.window_ends_on:
        lines.append(_("The sides may object until %(day)s.") % {"day": say.date(offer.window_ends_on)})
    return Offered(
        name=offer.mediator.tenure.person.name,
        status=str(Offer.Status(offer.status).label),
        tone={"waiting": "now", "accepted": "good", "objected": "care"}.get(offer.status, ""),
        lines=lines,
    )


def _declared(offer: Offer) -> str:
    points = [one.name.of() for one in codes("conflict_points") if offer.statement.get(one.code)]
    if not points:
        return _("Declared no conflict of interest.")
    return _("Declared: %(points)s.") % {"points": "; ".join(points)}


def in_words(case: Case, found: Ranking) -> Listed:
    """The ranked list in words; the first is what the engine proposes."""
    out = Mediator.objects.filter(pk__in=found.left_out).select_related("tenure__person")
    return Listed(
        ranked=[_ranked(one, case) for one in found.proposals],
        left_out=[
            Term(label=one.tenure.person.name, value=named(BARS, found.left_out[one.pk])) for one in out
        ],
        not_used=[named(NOT_USED, code) for code in found.not_used],
        input=found.input_sha256[:16],
    )


def _ranked(one: Proposal, case: Case) -> Ranked:
    ranked = one.ranked
    topic = ranked.cost - ranked.metres
    terms = [
        (_("way"), ranked.metres),
        (_("topic not among hers"), topic),
        (_("busier than the year asks"), ranked.load_penalty),
        (_("few places left with such mediators"), ranked.price),
    ]
    return Ranked(
        pk=one.mediator.pk,
        rank=one.rank,
        name=one.name,
        office=of(one.mediator.office, "name"),
        score=_km(ranked.score),
        reasons=" · ".join(_reasons(one, case)),
        terms=" + ".join(f"{label} {_km(metres)}" for label, metres in terms if metres),
    )


def _reasons(one: Proposal, case: Case) -> list[str]:
    ranked, topic = one.ranked, code_name("topics", case.topic).of()
    known = (
        _("works on this topic: %(topic)s") if one.knows_topic else _("does not list this topic: %(topic)s")
    )
    shared = next((str(reason.value) for reason in ranked.reasons if reason.code == "language"), "")
    return [
        _("%(km)s away") % {"km": _km(ranked.metres)},
        known % {"topic": topic},
        _("speaks %(language)s") % {"language": say.language_name(shared)},
        ngettext(
            "%(load)s case this year, room for %(capacity)s",
            "%(load)s cases this year, room for %(capacity)s",
            ranked.load,
        )
        % {"load": say.number(ranked.load), "capacity": say.number(ranked.capacity)},
    ]


def _km(metres: int) -> str:
    return _("%(number)s km") % {"number": say.number(metres / _METRES, digits=1)}
