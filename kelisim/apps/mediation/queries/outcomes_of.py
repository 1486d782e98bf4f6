"""What a case leaves behind as sheets: longer term, attestation, follow-up, enforcement; nothing is kept."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kelisim.apps.mediation.models import Case, Move, Session
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import law, sealed
from kelisim.apps.mediation.queries.documents import matter, signed_sheet
from kelisim.apps.mediation.queries.papers import outcomes, talks
from kelisim.apps.mediation.queries.papers.matter import Matter, Signed
from kelisim.kernel.access.door import Refused
from kelisim.kernel.documents.sheet import Sheet
from kelisim.kernel.packs.codes import code_name, codes
from kelisim.kernel.seal.ring import Keyring
from kelisim.kernel.texts import say

CHILD_RISK = "child_risk"


def extension(case: Case) -> Sheet:
    """The longer term, with the word of each. Raises Refused while the three have not named one day."""
    last = case.moves.filter(verb="extend", facts__agreed=1).last()
    if last is None or case.agreed_on is None:
        raise Refused
    until = str(last.facts["until"])
    head = matter(case, last.on)
    with override(case.language):
        voices = tuple(
            _voice(head, move) for move in case.moves.filter(verb="extend", facts__until=until).order_by("id")
        )
    extended = talks.Extended(
        began=case.agreed_on,
        before=_before(case, last),
        until=dt.date.fromisoformat(until),
        voices=voices,
    )
    return talks.extension(head, extended=extended)


def _before(case: Case, last: Move) -> dt.date:
    """The last day before the extension: older moves did not note it, so it is what the law gave."""
    noted = str(last.facts.get("before", ""))
    if noted:
        return dt.date.fromisoformat(noted)
    return law.due_on(case, case.agreed_on or last.on)


def _voice(head: Matter, move: Move) -> Signed:
    names = {**dict(zip("AB", (side.name for side in head.sides), strict=False)), "M": head.mediator}
    said = _("agreed in the case, %(at)s") % {"at": say.moment(move.at)}
    return Signed(name=names[str(move.facts["voice"])], how=said)


def at_risk(case: Case, keys: Keyring) -> Sheet:
    """The last notice the mediator wrote. Raises Refused if no open key opens one."""
    found = sealed.latest(case, keys, ItemKind.LETTER, CHILD_RISK)
    if found is None:
        raise Refused
    head = matter(case, timezone.localdate(found.at), names=False)
    return talks.at_risk(head, facts=found.text(), written_at=found.at)


def attestation(case: Case) -> Sheet:
    """That mediation took place. Raises Refused before the agreement."""
    return outcomes.attestation(matter(case), course=_course(case))


def follow_up(case: Case) -> Sheet:
    """The sheet of numbers and days on which performance is asked."""
    head = matter(case, names=False)
    with override(case.language):
        answers = tuple(one.name.of() for one in codes("performance"))
    return outcomes.follow_up(head, promised=_promised(case, head), answers=answers)


def enforcement(case: Case, keys: Keyring) -> Sheet:
    """Attestation and settlement in one, for the side whose key it is. Refused before the settlement."""
    if case.settled_on is None:
        raise Refused
    head = matter(case)
    settlement = signed_sheet(case, ItemKind.SETTLEMENT, keys)
    return outcomes.enforcement(
        head, course=_course(case), promised=_promised(case, head), settlement=settlement
    )


def _course(case: Case) -> outcomes.Course:
    if case.agreed_on is None:
        raise Refused
    ended = case.settled_on or (timezone.localdate(case.ended_at) if case.ended_at else None)
    return outcomes.Course(
        began=case.agreed_on,
        meetings=case.sessions.filter(status=Session.Status.HELD).count(),
        settled_on=case.settled_on,
        ended_on=ended,
    )


def _promised(case: Case, head: Matter) -> tuple[outcomes.Promised, ...]:
    with override(head.lang):
        return tuple(
            outcomes.Promised(
                number=one.number,
                debtor=outcomes.of_side(head, one.debtor.side),
                due=say.date(one.due_on) if one.due_on else _("upon an event"),
                status=code_name("performance", one.status).of() if one.status else "",
            )
            for one in case.obligations.select_related("debtor")
        )
