"""Documents of a case as sheets in its own language, from what the reader's keys open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kelisim.apps.mediation.models import Case, Party
from kelisim.apps.mediation.models.number import shown_number
from kelisim.apps.mediation.models.sealed import BY_HAND, ItemKind, Way
from kelisim.apps.mediation.queries import law, people, sealed, signatures
from kelisim.apps.mediation.queries.papers import agreements
from kelisim.apps.mediation.queries.papers.matter import Matter, Side, Signed
from kelisim.kernel.access.door import Refused
from kelisim.kernel.documents.sheet import Sheet
from kelisim.kernel.packs.codes import code_name, languages
from kelisim.kernel.seal.ring import Keyring
from kelisim.kernel.texts import say
from kelisim.kernel.texts.of import of


def matter(case: Case, day: dt.date | None = None, *, names: bool = True) -> Matter:
    """The head of a document of this case today, in the case's language."""
    with override(case.language):
        sides = tuple(_side(party) for party in case.parties.all()) if names else ()
        return Matter(
            number=shown_number(case.number),
            lang=case.language,
            day=day or timezone.localdate(),
            office=of(case.office, "name") if case.office else "",
            office_address=of(case.office, "address") if case.office else "",
            topic=code_name("topics", case.topic).of(),
            sides=sides,
            mediator=case.mediator.tenure.person.name if case.mediator else "",
            register_no=case.mediator.register_no if case.mediator else "",
            sample=case.sample,
        )


def told(head: Matter) -> dict[str, Any]:
    """A head as it is sealed with a document, so that the document never depends on later changes."""
    return {
        **vars(head),
        "day": head.day.isoformat(),
        "sides": [vars(side) for side in head.sides],
    }


def signed_sheet(case: Case, kind: ItemKind, keys: Keyring, *, blank: bool = False) -> Sheet:
    """The agreement or the settlement as sealed, with the signatures so far. Raises Refused, KeyLocked.

    Built from the sealed words alone; the digest printed at its foot is what was signed. `blank`: with empty
    lines to sign on, whoever has signed, so that everybody gets the same bytes.
    """
    opened = sealed.latest(case, keys, kind)
    if opened is None:
        raise Refused
    head = _head(opened.words["matter"])
    signed = _signed(case, head, opened, blank=blank)
    with override(head.lang):
        if kind == ItemKind.AGREEMENT:
            conditions = tuple((one[0], one[1]) for one in _list(opened.words["conditions"]))
            return agreements.agreement(head, conditions=conditions, signed=signed)
        return agreements.settlement(head, terms=_terms(head, opened), signed=signed)


def proposed_terms(case: Case) -> dict[str, str]:
    """A first text for each condition of the agreement, from what is known, for the mediator to change."""
    day = timezone.localdate()
    head = matter(case)
    with override(case.language):
        known = {
            "date_place": f"{say.date(day)}, {head.office_address or head.office}",
            "sides": "\n".join(_line(side) for side in head.sides),
            "subject": head.topic,
            "mediator": f"{head.mediator}, {head.office}",
            "language": _languages(case),
            "details": "\n".join(f"{side.name}: {side.contact}" for side in head.sides),
            "term": "" if law.term_is_typed(case) else say.date(law.due_on(case, day)),
        }
        return {
            code: known.get(code) or standard_text(code) for code in law.condition_codes("agreement", day)
        }


def standard_text(code: str) -> str:
    """Our own first wording of a condition, in the active language."""
    return {
        "costs": _("A public mediator takes no fee; the sides share her expenses equally."),
        "confidentiality": _(
            "Nobody tells what was said in mediation without the written consent of who said it; "
            "whoever breaks this answers for it by law."
        ),
        "liability": _(
            "The mediator answers by law for breaking secrecy and for leading the talks unfairly."
        ),
        "procedure": _(
            "The mediator meets the sides together or apart, at times agreed with them; "
            "she does not advise and does not decide."
        ),
        "rights_duties": _(
            "Each side may leave at any time, refuse the mediator, and bring a representative; "
            "each takes part in good faith."
        ),
        "ending": _(
            "Mediation ends with a settlement, when the mediator finds agreement impossible, "
            "when both sides or one of them give it up, or when the term is over."
        ),
        "other_terms": _("None."),
    }.get(code, "")


def _languages(case: Case) -> str:
    """The languages of the mediation; where there are several, the one of the case prevails."""
    spoken = case.languages.split()
    named = ", ".join(map(code_name_of_language, spoken))
    if len(spoken) < 2:
        return named
    said = _("If the texts differ, this one prevails: %(language)s.")
    return f"{named}. {said % {'language': code_name_of_language(case.language)}}"


def code_name_of_language(code: str) -> str:
    """A language's name in the active language."""
    return next((one.name.of() for one in languages() if one.code == code), code)


def _side(party: Party) -> Side:
    who = people.identity(party)
    contact = ", ".join(filter(None, (who.address, who.phone, who.email)))
    power = f", {who.power}" if who.power else ""
    return Side(
        name=who.name,
        role=_("Applicant") if party.side == Party.Side.APPLICANT else _("Other side"),
        contact=contact,
        representative=f"{who.representative}{power}" if who.representative else "",
    )


def _line(side: Side) -> str:
    represented = f" ({side.representative})" if side.representative else ""
    return f"{side.role}: {side.name}{represented}"


def _head(words: object) -> Matter:
    told_before: Mapping[str, Any] = words if isinstance(words, dict) else {}
    return Matter(
        **{
            **told_before,
            "day": dt.date.fromisoformat(told_before["day"]),
            "sides": tuple(Side(**side) for side in told_before["sides"]),
        }
    )


def _signed(case: Case, head: Matter, opened: sealed.Opened, *, blank: bool) -> tuple[Signed, ...]:
    given = {} if blank else signatures.signatures(case, opened.item)
    names = {
        "A": head.sides[0].name,
        "B": head.sides[1].name if len(head.sides) > 1 else "",
        "M": head.mediator,
    }
    with override(head.lang):
        return tuple(
            Signed(name=names.get(one, one), how=_how(given.get(one), opened.item.digest))
            for one in signatures.signers(case, opened.item)
        )


def _how(signature: signatures.Signature | None, digest: str) -> str:
    if signature is None:
        return ""
    told = {"at": say.moment(signature.at), "digest": digest[:16]}
    if signature.way in BY_HAND:
        return _("signed by hand, the scan was taken in %(at)s; document %(digest)s") % told
    if signature.way != Way.KEY:
        return _("signed electronically, taken in %(at)s; document %(digest)s") % told
    return _("signed with her own key, %(at)s; document %(digest)s") % told


def _terms(head: Matter, opened: sealed.Opened) -> agreements.Terms:
    """In the active language; a settlement sealed before a field existed has nothing there."""
    prevailing = opened.text("prevailing")
    spoken = [str(code) for code in _list(opened.words.get("languages"))]
    return agreements.Terms(
        text=opened.text(),
        promises=tuple(_promise(head, one) for one in _list(opened.words["obligations"])),
        full=bool(opened.words["full"]),
        followed=bool(opened.words["followed"]),
        rest=opened.text("rest"),
        clauses=tuple((one[0], one[1]) for one in _list(opened.words.get("clauses"))),
        rounds=tuple(law.numbers("follow_rounds_days", head.day)),
        prevailing=code_name_of_language(prevailing) if prevailing else "",
        languages=", ".join(map(code_name_of_language, spoken)),
    )


def _promise(head: Matter, one: Mapping[str, Any]) -> agreements.Promise:
    due = say.date(dt.date.fromisoformat(one["due_on"])) if one["due_on"] else str(one["event"])
    names = dict(zip("AB", (side.name for side in head.sides), strict=False))
    return agreements.Promise(
        number=int(one["number"]),
        debtor=names[one["debtor"]],
        creditor=names.get(one.get("creditor", ""), ""),
        kind=code_name("obligation_kinds", one["kind"]).of(),
        amount=say.money(one["amount"]) if one.get("amount") else "",
        schedule=str(one.get("schedule", "")),
        wording=str(one["what"]),
        how=str(one["how"]),
        due=due,
        otherwise=str(one["otherwise"]),
    )


def _list(words: object) -> list[Any]:
    return list(words) if isinstance(words, list) else []
