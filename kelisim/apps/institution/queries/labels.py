"""How codes of the ledger are called: bodies, powers, acts, heads, parameters, flags."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kelisim.apps.institution.models import Act, Power
from kelisim.apps.institution.queries.structure import Head, Structure
from kelisim.apps.institution.states import ActKind
from kelisim.apps.registry.public import external_bodies
from kelisim.engines.timeline.types import Json
from kelisim.kernel.texts.of import Text, text_of

FLAGS: dict[str, Promise] = {
    "basis_repealed": gettext_lazy("the act it rests on was repealed"),
    "orphan": gettext_lazy("the body it is attached to has ended"),
}
CHANGES: dict[str, Promise] = {
    "institution_created": gettext_lazy("institution created"),
    "institution_abolished": gettext_lazy("institution abolished"),
    "renamed": gettext_lazy("institution renamed"),
    "status_changed": gettext_lazy("status changed"),
    "head_changed": gettext_lazy("rule of the head changed"),
    "organ_created": gettext_lazy("body created"),
    "organ_abolished": gettext_lazy("body abolished"),
    "organ_renamed": gettext_lazy("body renamed"),
    "organ_moved": gettext_lazy("body placed under another"),
    "power_granted": gettext_lazy("power granted"),
    "power_changed": gettext_lazy("power changed"),
    "power_revoked": gettext_lazy("power revoked"),
    "power_transferred": gettext_lazy("power transferred"),
    "act_commenced": gettext_lazy("act enters into force"),
    "act_amended": gettext_lazy("act amended"),
    "act_repealed": gettext_lazy("act repealed"),
}
_HEADS: dict[str, Promise] = {
    "ex_officio": gettext_lazy("%(of)s, by office"),
    "elected": gettext_lazy("elected: %(of)s"),
    "appointed": gettext_lazy("appointed: %(of)s"),
    "named": gettext_lazy("%(of)s, named in the act"),
}
_BASES: dict[str, Promise] = {
    "all": gettext_lazy("all members"),
    "present": gettext_lazy("members present"),
    "voting": gettext_lazy("members voting"),
}
# What citing an act takes; its facts and its source are read where they are shown.
_CITED = (
    *("code", "number", "kind", "date", "date_last", "precision", "title_kk", "title_ru", "title_en"),
    *("identified", "verified"),
)


@dataclass(frozen=True, kw_only=True)
class Labels:
    """Names by code."""

    bodies: Mapping[str, Text]
    powers: Mapping[str, Text]
    acts: Mapping[str, Act]

    def body(self, code: str | None) -> str:
        """A body's name on the day; its code where it has none."""
        return self._of(self.bodies, code)

    def power(self, code: str) -> str:
        """A power's name."""
        return self._of(self.powers, code)

    def act(self, code: str) -> str:
        """An act's title."""
        return text_of(self.acts[code], "title").of() if code in self.acts else code

    def act_short(self, code: str) -> str:
        """An act as a jurist cites it: kind and number, or kind and year."""
        act = self.acts.get(code)
        if act is None:
            return code
        kind = ActKind(act.kind).label  # the model's own way translates every kind there is
        if act.number:
            return _("%(kind)s № %(number)s") % {"kind": kind, "number": act.number}
        return _("%(kind)s, %(year)s") % {"kind": kind, "year": act.date_last.year}

    def subject(self, code: str) -> str:
        """Whatever an effect is about."""
        return self.act(code) if code in self.acts else self._of({**self.bodies, **self.powers}, code)

    @staticmethod
    def _of(names: Mapping[str, Text], code: str | None) -> str:
        if code is None:
            return ""
        return (names[code].of() if code in names else "") or code


def labels(found: Structure | None = None) -> Labels:
    """The names of everything the ledger speaks of; of bodies as they were on the structure's day."""
    outside = {code: text_of(row, "name") for code, row in external_bodies().items()}
    return Labels(
        bodies={**outside, **(found.names if found else {})},
        powers={row.code: text_of(row, "name") for row in Power.objects.all()},
        acts={row.code: row for row in Act.objects.only(*_CITED)},
    )


def head_words(head: Head, names: Labels) -> str:
    """`the President, by office`."""
    return str(_HEADS[head.rule]) % {"of": names.body(head.of)}


def value_words(value: Mapping[str, Json]) -> str:
    """The parameters of a power as a reader says them: seats, out of how many, by what majority."""
    parts = []
    seats, of, decision = value.get("seats"), value.get("of"), value.get("decision")
    if isinstance(seats, int):
        parts.append(ngettext("%(seats)s seat", "%(seats)s seats", seats) % {"seats": seats})
    if isinstance(of, int):
        parts.append(_("out of %(of)s") % {"of": of})
    if isinstance(decision, str):
        share, _of, base = decision.partition(" of ")
        parts.append(_("by %(share)s of %(base)s") % {"share": share, "base": _BASES.get(base, base)})
    return ", ".join(parts)
