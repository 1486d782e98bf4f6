"""Documents of a case as PDF, each for those who may read what stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from kelisim.apps.mediation import access
from kelisim.apps.mediation.access import Thing
from kelisim.apps.mediation.models import Case, Offer, Party
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import application_of, notices_of, outcomes_of, people, sealed
from kelisim.apps.mediation.queries.documents import signed_sheet
from kelisim.apps.mediation.states import Closing, State
from kelisim.kernel.access.door import require
from kelisim.kernel.documents.sheet import Sheet
from kelisim.kernel.packs.codes import code_name
from kelisim.web.desks import staff_page
from kelisim.web.mediation.papers import docx, pdf, square
from kelisim.web.mediation.staff.deed import Work, work_of
from kelisim.web.mediation.staff.door import address, the_case, to_unlock

_LETTERS = {Closing.ANSWERED, Closing.REFERRED, Closing.INADMISSIBLE}
_ENDINGS = {Closing.IMPOSSIBLE, Closing.REFUSED, Closing.LEFT, Closing.EXPIRED}
PROTOCOL = "protocol-"
_SIGNED = (ItemKind.AGREEMENT, ItemKind.SETTLEMENT)
_SEALED = {"application", "letter", "agreement", "settlement", "child-risk"}


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A document she may open; `twin`: where its copy for editing is, if she is one who edits it."""

    label: str
    href: str
    twin: str = ""


@dataclass(frozen=True, kw_only=True)
class Promised:
    """The clear row of an obligation: number, side, kind, day, status."""

    number: int
    side: str
    kind: str
    due_on: date | None
    status: str


def promised(case: Case) -> list[Promised]:
    """The obligations of a settlement without their wording."""
    return [
        Promised(
            number=one.number,
            side=one.debtor.side,
            kind=code_name("obligation_kinds", one.kind).of(),
            due_on=one.due_on,
            status=code_name("performance", one.status).of() if one.status else "",
        )
        for one in case.obligations.all()
    ]


def invitation_link(party: Party, token: str) -> str:
    """The address an invitation leads to, in the language of whom it is for."""
    with override(party.language):
        return f"{settings.ORIGIN}{reverse('invitation', args=[token])}"


def office_papers(work: Work) -> list[Paper]:
    """The documents that exist in this case and whose readers include her."""
    return [_paper(work, name, label) for name, label in _there(work)]


def _paper(work: Work, name: str, label: str) -> Paper:
    twin = address("case-twin", work.case, name=name) if _edits(work, name) else ""
    return Paper(label=label, href=address("case-paper", work.case, name=name), twin=twin)


def _edits(work: Work, name: str) -> bool:
    """Whether she writes this document: letters are the clerk's, what is signed is the mediator's."""
    if name == "letter":
        return access.may_work(work.user, work.case)
    return name in {ItemKind.AGREEMENT, ItemKind.SETTLEMENT} and access.may_lead(work.user, work.case)


def _there(work: Work) -> list[tuple[str, str]]:
    case, user = work.case, work.user
    if not access.may(user, "read", Thing.IDENTITY, case):
        return []
    joint = access.may(user, "read", Thing.JOINT, case)
    intake = access.may(user, "read", Thing.INTAKE, case)
    over = bool(case.settled_on or case.closing in _ENDINGS)
    verbs = {(one.verb, one.user_id) for one in case.moves.all()}
    written = set(case.items.filter(kind__in=_SIGNED).values_list("kind", flat=True)) if joint else set()
    found = [
        ("application", _("Application"), intake),
        ("invitation", _("Invitation"), case.state == State.INVITING and access.may_work(user, case)),
        ("letter", _("Letter"), case.closing in _LETTERS and intake),
        ("consultation", _("Note of the consultation"), any(verb == "consult" for verb, _user in verbs)),
        ("acceptance", _("Statement of the mediator"), _accepted(case) is not None),
        ("agreement", _("Agreement to mediate"), ItemKind.AGREEMENT in written),
        ("extension", _("Extension of the term"), case.extended),
        ("settlement", _("Settlement agreement"), ItemKind.SETTLEMENT in written),
        ("follow-up", _("Follow-up sheet"), bool(case.settled_on and case.obligations.all())),
        ("ending", _("Notice of the end"), case.closing in _ENDINGS),
        ("certificate", _("Certificate of mediation"), over),
        ("attestation", _("Attestation of the office"), over),
        # Only for her who wrote it; for nobody else is there such a paper.
        ("child-risk", _("Notice of danger to a child"), ("child_risk", user.pk) in verbs),
    ]
    return [(name, label) for name, label, there in found if there]


def _accepted(case: Case) -> Offer | None:
    return next((one for one in reversed(case.offers.all()) if one.statement), None)


@staff_page
def case_twin(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """The copy for editing of a document she writes; the document itself is the PDF."""
    work = work_of(request, the_case(request, number))
    if name not in dict(_there(work)) or not _edits(work, name):
        raise Http404
    if not work.keys:
        return to_unlock(request)
    return docx(_sheet(work, name), name)


@staff_page
def case_paper(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """One document, typeset for this reader and kept nowhere in clear."""
    work = work_of(request, the_case(request, number))
    require(access.may(work.user, "read", Thing.IDENTITY, work.case))
    if name in _SEALED and not work.keys:
        return to_unlock(request)
    if not name.startswith(PROTOCOL) and name not in dict(_there(work)):
        raise Http404
    return pdf(_sheet(work, name), name)


def _sheet(work: Work, name: str) -> Sheet:
    case = work.case
    if name == "invitation":
        party = case.parties.get(side=Party.Side.RESPONDENT)
        token = people.identity(party).token
        link = invitation_link(party, token)
        return notices_of.invitation(case, token, address=link, square=square(link))
    if name in {ItemKind.AGREEMENT, ItemKind.SETTLEMENT}:
        return signed_sheet(case, ItemKind(name), work.keys)
    sealed_papers = {
        "application": application_of.application,
        "letter": notices_of.letter,
        "child-risk": outcomes_of.at_risk,
    }
    if name in sealed_papers:
        return sealed_papers[name](case, work.keys)
    return _open_sheet(case, name)


def _open_sheet(case: Case, name: str) -> Sheet:
    if name.startswith(PROTOCOL):
        found = case.sessions.filter(number=_digits(name)).exclude(status="planned").first()
        if found is None:
            raise Http404
        return notices_of.protocol(found)
    offer = _accepted(case)
    if name == "acceptance" and offer is not None:
        return notices_of.acceptance(case, offer)
    plain = {
        "consultation": notices_of.consultation,
        "ending": notices_of.ending,
        "certificate": notices_of.certificate,
        "extension": outcomes_of.extension,
        "follow-up": outcomes_of.follow_up,
        "attestation": outcomes_of.attestation,
    }
    return plain[name](case)


def _digits(name: str) -> int:
    number = name.removeprefix(PROTOCOL)
    return int(number) if number.isascii() and number.isdigit() and len(number) < 4 else 0


def can_open_intake(work: Work) -> bool:
    """Whether one of her open keys opens the application."""
    return sealed.can_open(work.case, sealed.INTAKE, work.keys)
