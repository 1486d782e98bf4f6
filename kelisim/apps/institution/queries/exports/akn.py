"""An act as Akoma Ntoso: what the ledger knows of its life, one expression at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kelisim.apps.institution.errors import NoSuchThing
from kelisim.apps.institution.models import Act, Effect
from kelisim.apps.institution.queries.exports.akn_document import Told, document
from kelisim.apps.institution.queries.exports.markup import written
from kelisim.apps.institution.queries.exports.works import chosen, expressions, languages_read
from kelisim.apps.institution.queries.ledger import end_of
from kelisim.kernel.packs.pack import current

__all__ = ["CONTENT_TYPE", "Asked", "act_xml", "languages_read"]
CONTENT_TYPE = "application/akn+xml"
_ACTS = "institution/acts.yaml"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which expression: its language, the day on which it stood, the day whose knowledge is asked for."""

    lang: str = ""
    on: date | None = None
    as_known: date | None = None


def act_xml(code: str, asked: Asked | None = None) -> bytes:
    """One expression of an act. Raises NoSuchThing, NotIdentified, NoExpression."""
    asked = asked or Asked()
    act = Act.objects.filter(code=code).first()
    if act is None:
        raise NoSuchThing(code=code[:60])
    rows = _rows(act, asked.as_known)
    suffered = [row for row in rows if row.about_act_id == act.pk]
    known = expressions(act, suffered)
    told = Told(
        act=act,
        suffered=suffered,
        done=[row for row in rows if row.about_act_id != act.pk],
        expression=chosen(act, known, lang=asked.lang, on=asked.on),
        expressions=known,
        issued=_issued(act, rows),
    )
    return written(document(told))


def _rows(act: Act, as_known: date | None) -> list[Effect]:
    """What acts did to this act, and what it did to others, as it was known."""
    rows = Effect.objects.filter(about_act__isnull=False).filter(Q(act=act) | Q(about_act=act))
    rows = rows.select_related("act", "about_act").order_by("on_last", "on", "code")
    return list(rows.unvoided() if as_known is None else rows.stood_at(end_of(as_known)))


def _issued(act: Act, rows: list[Effect]) -> date:
    """The day of this description: of the newest row in it, never the day on which it is asked for."""
    listed = current().files.get(_ACTS)
    days = [row.recorded.date() for row in rows]
    return max([*days, date.fromisoformat(listed.read) if listed else act.date_last])
