"""Who has signed a document and how, and the files of it: for the sides and the mediator alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kelisim.apps.mediation import access
from kelisim.apps.mediation.access import Thing
from kelisim.apps.mediation.models import Case, Item
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import evidence, law, sealed, signatures
from kelisim.apps.mediation.queries.keyring import keyring
from kelisim.apps.mediation.queries.people import party_of
from kelisim.apps.mediation.queries.requirements import cited, said
from kelisim.kernel.documents.house import root_certificate
from kelisim.web.desks import staff_page
from kelisim.web.mediation import cookies
from kelisim.web.mediation.staff.deed import work_of
from kelisim.web.mediation.staff.door import the_case, to_unlock

if TYPE_CHECKING:
    from kelisim.kernel.seal.ring import Keyring

KINDS = (ItemKind.AGREEMENT, ItemKind.SETTLEMENT)


@dataclass(frozen=True, kw_only=True)
class Signer:
    """Who has to sign; when and how she did; `href`: the file that is kept of it."""

    who: str
    at: datetime | None = None
    how: str = ""
    certificate: str = field(default="", repr=False)
    href: str = ""


def signers_of(
    case: Case,
    item: Item,
    names: Mapping[str, str],
    opened: Iterable[sealed.Opened],
    link: Callable[[str], str],
) -> list[Signer]:
    """Everybody who has to sign this version, in order."""
    given, kept = signatures.signatures(case, item), evidence.evidence(opened, item)
    return [
        _signer(names.get(one, one), given.get(one), kept.get(one), link)
        for one in signatures.signers(case, item)
    ]


@dataclass(frozen=True, kw_only=True)
class Form:
    """What the law says of the form of signing, by which article."""

    text: str
    article: str
    verified: bool


def forms_of(kind: str) -> list[Form]:
    """In which form a document of this kind is signed today; shown where it is signed, stopping nothing."""
    return [
        Form(text=said(one).of(), article=cited(one), verified=one.verified)
        for one in law.signing(kind, timezone.localdate())
    ]


def _signer(
    who: str,
    given: signatures.Signature | None,
    kept: evidence.Evidence | None,
    link: Callable[[str], str],
) -> Signer:
    if given is None:
        return Signer(who=who)
    if kept is None or kept.way != given.way:
        return Signer(who=who, at=given.at, how=str(given.way.label))
    certificate = ", ".join(filter(None, (kept.name, kept.issuer)))
    return Signer(
        who=who, at=given.at, how=str(given.way.label), certificate=certificate, href=link(kept.file)
    )


@never_cache
@require_safe
def my_case_to_sign(request: HttpRequest, kind: str) -> HttpResponse:
    """The file a side signs elsewhere, with the electronic signatures so far."""
    ring = keyring(cookies.value(request, cookies.KEYS))
    party = party_of(ring)
    if party is None:
        raise Http404
    return _to_sign(party.case, kind, ring)


@never_cache
@require_safe
def my_case_evidence(request: HttpRequest, uid: str) -> HttpResponse:
    """What is kept of a signature, for a side."""
    ring = keyring(cookies.value(request, cookies.KEYS))
    party = party_of(ring)
    if party is None:
        raise Http404
    return _kept(party.case, uid, ring)


@staff_page
def case_to_sign(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """The same file for the mediator of the case, to print or to hand on."""
    work = work_of(request, the_case(request, number))
    if not access.may(work.user, "read", Thing.JOINT, work.case):
        raise Http404
    return _to_sign(work.case, kind, work.keys) if work.keys else to_unlock(request)


@staff_page
def case_evidence(request: HttpRequest, number: str, uid: str) -> HttpResponse:
    """What is kept of a signature, for the mediator of the case."""
    work = work_of(request, the_case(request, number))
    if not access.may(work.user, "read", Thing.JOINT, work.case):
        raise Http404
    return _kept(work.case, uid, work.keys) if work.keys else to_unlock(request)


@require_safe
def house_root(_request: HttpRequest) -> HttpResponse:
    """The certificate under which this house vouches for its signers' keys; for everybody."""
    return HttpResponse(root_certificate(), content_type="application/x-pem-file")


def _to_sign(case: Case, kind: str, keys: Keyring) -> HttpResponse:
    if kind not in KINDS or signatures.draft(case, ItemKind(kind)) is None:
        raise Http404
    return _file(evidence.file_to_sign(case, ItemKind(kind), keys), "application/pdf", kind)


def _kept(case: Case, uid: str, keys: Keyring) -> HttpResponse:
    found = evidence.kept_file(case, str(uid), keys)
    if found is None:
        raise Http404
    return _file(*found, "signature")


def _file(content: bytes, media: str, name: str) -> HttpResponse:
    """Saved, never shown inside the site: it came from outside."""
    ending = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}.get(media, "p7s")
    response = HttpResponse(content, content_type=media)
    response["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    response["Cache-Control"] = "no-store"
    return response
