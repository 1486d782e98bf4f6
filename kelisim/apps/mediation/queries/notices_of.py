"""The notices of one case as sheets: built anew from what is known, in the case's language, kept nowhere."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from kelisim.apps.mediation.models import Case, Move, Offer, Referral, Session
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import invitations, law, sealed
from kelisim.apps.mediation.queries.documents import matter
from kelisim.apps.mediation.queries.papers import letters, notices
from kelisim.apps.mediation.queries.papers.matter import Matter
from kelisim.apps.registry.public import organisations_by_code
from kelisim.kernel.access.door import Refused
from kelisim.kernel.documents.sheet import Sheet
from kelisim.kernel.packs.codes import code_name, codes, text
from kelisim.kernel.seal.ring import Keyring
from kelisim.kernel.texts import say
from kelisim.kernel.texts.of import of

_TITLES = {"refuse": letters.REFUSAL, "answer": letters.ANSWER, "refer_out": letters.REFERRAL}


def invitation(case: Case, token: str, *, address: str, square: str) -> Sheet:
    """The open invitation, to be handed over or posted."""
    invited = notices.Invited(
        text=invitations.short_text(case, token),
        by=invitations.answer_by(case),
        address=address,
        square=square,
    )
    return notices.invitation(matter(case), invited=invited)


def letter(case: Case, keys: Keyring) -> Sheet:
    """The letter that ended the appeal. Raises Refused if no open key opens it."""
    found = sealed.latest(case, keys, ItemKind.LETTER)
    move = case.moves.filter(verb__in=_TITLES).last()
    if found is None or move is None:
        raise Refused
    referred = move.verb == "refer_out"
    reply = letters.Reply(
        title=_TITLES[move.verb],
        rule=_rule(case, move),
        text=found.text(),
        elsewhere=found.text("elsewhere"),
        complaint=_complaint(case, move),
        addressee=_body(case, move.reason) if referred else "",
        memorandum=_memorandum(case, move.reason) if referred else "",
    )
    return letters.letter(matter(case, move.on), reply=reply)


def _body(case: Case, code: str) -> str:
    body = organisations_by_code({code}).get(code)
    return of(body, "name", case.language) if body else code


def _memorandum(case: Case, code: str) -> str:
    """Under which memorandum the body itself once sent this matter, if it did."""
    found = Referral.objects.filter(case=case, institution__code=code).first()
    return found.memorandum if found else ""


def _rule(case: Case, move: Move) -> str:
    key = move.reason if move.verb == "refuse" else case.rule
    rule = law.rule(key, timezone.localdate(case.received_at or case.created_at)) if key else None
    if rule is None:
        return ""
    where = ", ".join(filter(None, (rule.act, rule.article, rule.edition)))
    return f"{text(rule.text or {}).of(case.language)} ({where})" if where else ""


def _complaint(case: Case, move: Move) -> str:
    with override(case.language):
        last = say.date(law.last_day("complaint_days", move.on))
        said = _("You may complain to the mediation council until %(day)s.") % {"day": last}
    return said if move.verb == "refuse" else ""


def consultation(case: Case) -> Sheet:
    """The note of the last consultation. Raises Refused if none was given."""
    move = case.moves.filter(verb="consult").select_related("user").last()
    if move is None or move.user is None:
        raise Refused
    head = matter(case, move.on, names=False)
    return notices.consultation(head, minutes=int(move.facts["minutes"]), adviser=str(move.user.name))


def acceptance(case: Case, offer: Offer) -> Sheet:
    """The mediator's statement, point by point."""
    with override(case.language):
        yes, no = pgettext("statement", "Yes"), pgettext("statement", "No")
        answers = tuple(
            (point.name.of(), yes if offer.statement.get(point.code) else no)
            for point in codes("conflict_points")
        )
    stated = timezone.localdate(offer.answered_at or offer.offered_at)
    return notices.acceptance(matter(case, stated), answers=answers, on=stated)


def protocol(session: Session) -> Sheet:
    """Of one meeting: when, how, who, how long, when next; nothing of what was said."""
    case = session.case
    following = case.sessions.filter(number__gt=session.number, status=Session.Status.PLANNED).first()
    head = matter(case, timezone.localdate(session.starts_at))
    with override(case.language):
        lines = (
            (_("Meeting number"), str(session.number)),
            (_("Began"), say.moment(session.starts_at)),
            (_("How people met"), code_name("modes", session.mode).of()),
            (_("Who took part"), _present(session, head)),
            (_("Outcome"), str(Session.Status(session.status).label)),
            (_("Length"), _length(session)),
            (_("Interpreter"), pgettext("statement", "Yes") if session.interpreter else ""),
            (_("Next meeting"), say.moment(following.starts_at) if following else ""),
        )
    return notices.protocol(head, held=tuple((name, value) for name, value in lines if value))


def _length(session: Session) -> str:
    return _("%(minutes)s minutes") % {"minutes": session.minutes} if session.minutes else ""


def _present(session: Session, head: Matter) -> str:
    asked = session.apart.side if session.apart else ""
    names = [
        one.name
        for letter, one in zip("AB", head.sides, strict=False)
        if letter not in session.missing and asked in {"", letter}
    ]
    return ", ".join([*names, head.mediator])


def ending(case: Case) -> Sheet:
    """The notice of the end: ground, article and days."""
    return notices.ending(matter(case, _ended_on(case)), ended=_ended(case))


def certificate(case: Case) -> Sheet:
    """That mediation took place from one day to another."""
    return notices.certificate(matter(case), ended=_ended(case))


def _ended_on(case: Case) -> dt.date:
    if case.settled_on:
        return case.settled_on
    if case.ended_at is None:
        raise Refused
    return timezone.localdate(case.ended_at)


def _ended(case: Case) -> notices.Ended:
    """Raises Refused while mediation has not begun and ended."""
    on = _ended_on(case)
    if case.agreed_on is None:
        raise Refused
    ground = law.ground("settled" if case.settled_on else case.closing, on)
    return notices.Ended(
        ground=text(ground.text or {}).of(case.language) if ground else case.closing,
        article=ground.article if ground else "",
        began=case.agreed_on,
        on=on,
    )
