"""A document under signature as a side reads it, and the documents of a case she may keep as PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kelisim.apps.mediation.models import Case, Offer, Party
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import application_of, notices_of, outcomes_of, sealed, signatures
from kelisim.apps.mediation.queries.documents import signed_sheet
from kelisim.apps.mediation.states import Closing
from kelisim.kernel.documents.sheet import Sheet
from kelisim.kernel.texts import say
from kelisim.web.mediation.signed import Form, Signer, forms_of, signers_of

if TYPE_CHECKING:
    from kelisim.kernel.seal.ring import Keyring

_SEALED: dict[str, Callable[[Case, Keyring], Sheet]] = {
    "application": application_of.application,
    "letter": notices_of.letter,
    "enforcement": outcomes_of.enforcement,
}
_OPEN: dict[str, Callable[[Case], Sheet]] = {
    "ending": notices_of.ending,
    "certificate": notices_of.certificate,
    "attestation": outcomes_of.attestation,
    "extension": outcomes_of.extension,
}
_ENDINGS = {Closing.IMPOSSIBLE, Closing.REFUSED, Closing.LEFT, Closing.EXPIRED}


@dataclass(frozen=True, kw_only=True)
class Promise:
    """One numbered obligation in its words; `on` is its day, where it has one."""

    name: str
    what: str = field(repr=False)
    how: str = field(repr=False)
    on: date | None
    event: str = field(repr=False)
    otherwise: str = field(repr=False)
    creditor: str = ""
    amount: int | None = field(default=None, repr=False)
    schedule: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A document to read and perhaps to sign: `digest` is of exactly the version shown."""

    kind: str
    title: str
    lang: str
    digest: str
    conditions: Sequence[tuple[str, str]] = field(repr=False)
    text: str = field(repr=False)
    promises: Sequence[Promise] = field(repr=False)
    rest: str = field(default="", repr=False)
    clauses: Sequence[tuple[str, str]] = field(default=(), repr=False)
    prevailing: str = ""
    signed: Sequence[Signer] = ()
    forms: Sequence[Form] = ()
    mine: bool = False
    finished: bool = False


def papers(case: Case, party: Party, items: Sequence[sealed.Opened], names: Mapping[str, str]) -> list[Paper]:
    """Agreement and settlement, the newer first, as far as they are written; `items` are all she opens."""
    by_kind = {one.item.kind: one for one in items}
    titles = {ItemKind.SETTLEMENT: _("Settlement agreement"), ItemKind.AGREEMENT: _("Agreement to mediate")}
    return [
        _paper(party, by_kind[kind], {**names, "title": str(title)}, items)
        for kind, title in titles.items()
        if kind in by_kind
    ]


def _paper(
    party: Party, opened: sealed.Opened, names: Mapping[str, str], kept: Sequence[sealed.Opened]
) -> Paper:
    case, item = party.case, opened.item
    shown = {"A": names.get("A", ""), "B": names.get("B", ""), "M": str(_("The mediator"))}
    signed = signers_of(case, item, shown, kept, lambda uid: reverse("my-case-evidence", args=[uid]))
    return Paper(
        kind=item.kind,
        title=names["title"],
        lang=case.language,
        digest=item.digest,
        conditions=[(one[0], one[1]) for one in _rows(opened, "conditions")],
        text=opened.text(),
        promises=[_promise(one, names) for one in _rows(opened, "obligations")],
        rest=opened.text("rest"),
        clauses=[(one[0], one[1]) for one in _rows(opened, "clauses")],
        prevailing=say.language_name(opened.text("prevailing")) if opened.text("prevailing") else "",
        signed=signed,
        forms=forms_of(item.kind),
        mine=party.side in signatures.signatures(case, item),
        finished=all(one.at for one in signed),
    )


def _promise(row: Mapping[str, Any], names: Mapping[str, str]) -> Promise:
    return Promise(
        name=names.get(row["debtor"], ""),
        what=row["what"],
        how=row.get("how", ""),
        on=date.fromisoformat(row["due_on"]) if row.get("due_on") else None,
        event=row.get("event", ""),
        otherwise=row.get("otherwise", ""),
        creditor=names.get(row.get("creditor", ""), ""),
        amount=row.get("amount"),
        schedule=row.get("schedule", ""),
    )


def _rows(opened: sealed.Opened, name: str) -> list[Any]:
    found = opened.words.get(name, [])
    return list(found) if isinstance(found, list) else []


def stated(case: Case) -> Offer | None:
    """The last offer whose mediator made the statement."""
    return case.offers.exclude(statement={}).select_related("mediator__tenure__person").last()


def documents(case: Case, by_kind: Mapping[str, sealed.Opened]) -> list[tuple[str, str]]:
    """Name and title of every document this side may keep."""
    over = bool(case.settled_on or case.closing in _ENDINGS)
    found = [
        ("application", _("Application"), ItemKind.APPLICATION in by_kind),
        ("letter", _("Letter of the office"), ItemKind.LETTER in by_kind),
        ("acceptance", _("Statement of the mediator"), stated(case) is not None),
        ("agreement", _("Agreement to mediate"), ItemKind.AGREEMENT in by_kind),
        ("extension", _("Extension of the term"), case.extended),
        ("settlement", _("Settlement agreement"), ItemKind.SETTLEMENT in by_kind),
        ("ending", _("Notice of the end"), case.closing in _ENDINGS),
        ("certificate", _("Certificate of mediation"), over),
        ("attestation", _("Attestation of the office"), over),
        ("enforcement", _("Pack for enforcement"), bool(case.settled_on) and ItemKind.SETTLEMENT in by_kind),
    ]
    return [(name, str(title)) for name, title, there in found if there]


def sheet(case: Case, name: str, keys: Keyring) -> Sheet:
    """One of these documents, set anew."""
    if name in {ItemKind.AGREEMENT, ItemKind.SETTLEMENT}:
        return signed_sheet(case, ItemKind(name), keys)
    if name in _SEALED:
        return _SEALED[name](case, keys)
    offer = stated(case)
    if name == "acceptance" and offer is not None:
        return notices_of.acceptance(case, offer)
    return _OPEN[name](case)
