"""How the ledger's rows are said to a reader."""

from __future__ import annotations

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from kelisim.apps.institution.queries.labels import Labels, head_words, value_words
from kelisim.apps.institution.queries.notes import frame, status_words
from kelisim.apps.institution.queries.structure import Head, text_in
from kelisim.engines.timeline.types import BIRTH, Effect, Kind, Verb
from kelisim.kernel.texts import say

_SAID: dict[Verb, Promise] = {
    Verb.CREATE: gettext_lazy("%(subject)s is created"),
    Verb.SPLIT_FROM: gettext_lazy("%(subject)s splits off from %(other)s"),
    Verb.RENAME: gettext_lazy("%(subject)s is renamed: %(name)s"),
    Verb.PLACE_UNDER: gettext_lazy("%(subject)s is placed under: %(other)s"),
    Verb.MERGE_INTO: gettext_lazy("%(subject)s is merged into: %(other)s"),
    Verb.HEAD: gettext_lazy("Head of %(subject)s: %(head)s"),
    Verb.GRANT: gettext_lazy("%(holder)s receives: %(subject)s"),
    Verb.REVOKE: gettext_lazy("%(holder)s loses: %(subject)s"),
    Verb.TRANSFER: gettext_lazy("%(subject)s passes from %(holder)s to %(other)s"),
    Verb.ABOLISH: gettext_lazy("%(subject)s is abolished"),
    Verb.AMEND: gettext_lazy("Amends: %(subject)s"),
    Verb.COMMENCE: gettext_lazy("Enters into force"),
    Verb.REPEAL: gettext_lazy("Repeals: %(subject)s"),
}


def when(first: date, last: date, precision: str) -> str:
    """A day at its own precision, never padded."""
    if precision == "between":
        return _("between %(first)s and %(last)s") % {"first": say.date(first), "last": say.date(last)}
    return say.date(first, precision=precision)


def when_of(effect: Effect) -> str:
    """The day of an effect."""
    return when(effect.first, effect.last, effect.precision)


def power_words(effect: Effect, names: Labels) -> str:
    """A power with its parameters; a legal status with its own words."""
    if effect.subject == frame().status:
        code = effect.value.get("code")
        words = status_words(str(code)).of() if code else ""
    else:
        words = value_words(effect.value)
    power = names.power(effect.subject)
    return f"{power}: {words}" if words else power


def effect_words(effect: Effect, names: Labels, territories: dict[str, str]) -> str:
    """One row of the ledger as a sentence."""
    other = effect.value.get("parent") or effect.value.get("into") or effect.value.get("to")
    other = other or effect.value.get("from")
    head = ""
    if effect.verb is Verb.HEAD:
        rule, of = str(effect.value["rule"]), str(effect.value["of"])
        head = head_words(Head(rule=rule, of=of, act=effect.act), names)
    said = str(_SAID[effect.verb]) % {
        "subject": subject_words(effect, names, territories),
        "other": territories.get(str(other)) or (names.body(str(other)) if other else ""),
        "holder": names.body(effect.key),
        "name": text_in(effect).of(),
        "head": head,
    }
    return said[:1].upper() + said[1:]


def subject_words(effect: Effect, names: Labels, territories: dict[str, str]) -> str:
    """What an effect is about."""
    if effect.kind is Kind.TERRITORY:
        return territories.get(effect.subject, effect.subject)
    if effect.kind is Kind.POWER:
        return power_words(effect, names)
    if effect.kind is Kind.ACT:
        return names.act(effect.subject)
    born = effect.verb in BIRTH
    return text_in(effect).of() if born else names.body(effect.subject)


def tie_words(tie: str) -> str:
    """How a body hangs on another."""
    if tie == "part":
        return pgettext("a body", "part of it")
    return pgettext("a body", "attached") if tie else ""
