"""What a settlement may add beside its obligations, and which words are too vague to be performed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.queries import law
from kelisim.kernel.packs.codes import codes, text

# The blocks the sides may choose; what the law says to each stands in the pack (law/blocks).
CLAUSES: dict[str, Promise] = {
    "children": _("Children and alimony"),
    "property": _("Rights to property"),
    "international": _("Use in another country"),
}
MONEY = "pay"


def clauses_of(case: Case, chosen: Mapping[str, str]) -> list[list[str]]:
    """Name and text of each chosen block in the language of the case: the law's words, then the sides'."""
    today = timezone.localdate()
    with override(case.language):
        return [
            [str(name), "\n".join(filter(None, (_of_the_law(code, case, today), chosen[code].strip())))]
            for code, name in CLAUSES.items()
            if code in chosen
        ]


def _of_the_law(code: str, case: Case, day: date) -> str:
    found = law.clause("settlement", code, day)
    return text(found.text or {}).of(case.language) if found else ""


def vague_day(written: str) -> str:
    """The phrase of the pack's list for which no calendar has a day; empty if there is none."""
    return _phrase("vague_days", written)


def vague_thing(written: str) -> str:
    """The phrase of the pack's list that names nothing anybody could check; empty if there is none."""
    return _phrase("vague_things", written)


def _phrase(group: str, written: str) -> str:
    """The first phrase of a list that stands in the text, in whichever language of the list."""
    folded = written.casefold()
    for one in codes(group):
        for phrase in filter(None, (one.name.kk, one.name.ru, one.name.en)):
            if re.search(rf"(?<!\w){re.escape(phrase.casefold())}(?!\w)", folded):
                return phrase
    return ""


def lacks_amount(kind: str, what: str, amount: int | None) -> bool:
    """Whether money is promised and neither a number nor an amount says how much."""
    if amount is not None:
        return amount <= 0
    return kind == MONEY and not re.search(r"\d", what)
