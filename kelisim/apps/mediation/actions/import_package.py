"""At the office: a laptop's package becomes cases. All of it or nothing; nothing is entered twice."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.keep_form import seal_label, seal_place
from kelisim.apps.mediation.actions.submit import Ticket, receive, ticket
from kelisim.apps.mediation.errors import KeyLocked, OfficeCannotReceive
from kelisim.apps.mediation.errors.intake import (
    DeviceRevoked,
    DeviceUnknown,
    PackageNumberUsed,
    PackageTampered,
)
from kelisim.apps.mediation.models import Case, Device, Package
from kelisim.apps.mediation.models.number import shown_number
from kelisim.apps.mediation.queries import packages
from kelisim.apps.mediation.queries.batch import check_cells
from kelisim.apps.mediation.queries.packages import Received
from kelisim.apps.mediation.queries.paper import application_of
from kelisim.apps.mediation.queries.receiving import Receiver, receiver
from kelisim.apps.registry.public import Organisation, organisation
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.places.models import Territory
from kelisim.kernel.seal import box, service
from kelisim.kernel.seal.errors import Tampered
from kelisim.kernel.seal.ring import Keyring


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What a package became: new cases, forms that were here already, and conflicts for a clerk to link."""

    package: Package
    new: tuple[str, ...] = ()
    known: int = 0
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Form:
    """One form, opened."""

    uid: str
    words: Mapping[str, Any] = field(repr=False)
    content: str  # keyed hash of what it says
    once_hash: str


def import_package(raw: bytes, *, by: User, ring: Keyring) -> Imported:
    """Enters a package. Raises PackageUnreadable, PackageTampered, DeviceUnknown, DeviceRevoked, KeyLocked,
    PackageNumberUsed, OfficeCannotReceive, Refused."""
    found = packages.read_package(raw)
    device, office = _trusted(found, by)
    before = device.packages.filter(number=found.manifest.number).first()
    if before is not None:
        return _again(before, found)
    ready = receiver(office)
    if ready is None:
        raise OfficeCannotReceive(office=office.code)
    forms = _opened(found, device, ring)
    # Stretching a secret takes long: it is done before the transaction, for the new ones only.
    there = _there(forms)
    tickets = {one.uid: _ticket(one, there) for one in _new(forms, there)}
    with transaction.atomic():
        device = Device.objects.select_for_update().get(pk=device.pk)
        if device.revoked_at is not None:
            raise DeviceRevoked(day=timezone.localdate(device.revoked_at).isoformat())
        before = device.packages.filter(number=found.manifest.number).first()
        if before is not None:
            return _again(before, found)
        return _entered(_Work(device, office, ready, by), found, forms, tickets)


@dataclass(frozen=True)
class _Work:
    device: Device
    office: Organisation
    ready: Receiver
    by: User


def _trusted(found: Received, by: User) -> tuple[Device, Organisation]:
    device = Device.objects.select_related("holder").filter(uid=found.manifest.device).first()
    if device is None or device.holder is None:
        raise DeviceUnknown
    office = organisation(device.office_code)
    require(access.may_enrol_office(by, office))
    if device.revoked_at is not None:
        raise DeviceRevoked(day=timezone.localdate(device.revoked_at).isoformat())
    if found.manifest.office != device.office_code or not found.signed_by(device):
        raise PackageTampered
    return device, office


def _again(before: Package, found: Received) -> Imported:
    """The same package again is the same import; another one under its number is refused."""
    if before.digest != found.manifest.digest:
        raise PackageNumberUsed(number=before.number)
    return Imported(package=before, known=before.cases)


def _opened(found: Received, device: Device, ring: Keyring) -> list[_Form]:
    seed = _seed(device, ring)
    forms = []
    for uid, blob in zip(found.manifest.forms, found.blobs, strict=True):
        size = int.from_bytes(blob[:2], "big")
        try:
            key = box.unwrap(blob[2 : 2 + size], seed=seed, label=seal_label(str(device.uid), uid))
            plain = box.unseal(blob[2 + size :], key=key, place=seal_place(str(device.uid), uid))
        except Tampered:
            raise PackageTampered from None
        words = json.loads(plain)
        if check_cells(words["cells"], region=device.region):
            raise PackageTampered
        told = json.dumps(words["cells"], sort_keys=True, ensure_ascii=False)
        forms.append(
            _Form(
                uid=uid,
                words=words,
                content=service.keyed_hash("intake-content", told),
                once_hash=service.keyed_hash("once", f"intake:{uid}"),
            )
        )
    return forms


def _seed(device: Device, ring: Keyring) -> bytes:
    """The key the forms are sealed to: open itself, or through the office's newer one."""
    own = ring.seeds.get(device.holder_id or 0)
    if own is not None:
        return own
    for seed in ring.seeds.values():
        try:
            return box.unwrap(bytes(device.bridge), seed=seed, label=bridge_label(device))
        except Tampered:
            continue
    raise KeyLocked


def bridge_label(device: Device) -> str:
    """What the older key under the newer one is bound to."""
    return f"intake-bridge|{device.uid}"


def _there(forms: list[_Form]) -> dict[str, list[str]]:
    """What was entered before of these forms: the keyed hashes of what each said."""
    wanted = {service.keyed_hash("intake-form", one.uid): one.uid for one in forms}
    known: dict[str, list[str]] = {}
    for contents in Package.objects.values_list("contents", flat=True):
        for key in wanted.keys() & contents.keys():
            known.setdefault(wanted[key], []).append(contents[key])
    return known


def _new(forms: list[_Form], there: Mapping[str, list[str]]) -> list[_Form]:
    return [one for one in forms if one.content not in there.get(one.uid, [])]


def _ticket(form: _Form, there: Mapping[str, list[str]]) -> Ticket:
    """Number and secret stand on a receipt already."""
    secret, number = str(form.words["secret"]), str(form.words["number"])
    return ticket(secret, once_hash=_entry_hash(form, there), number=number)


def _entry_hash(form: _Form, there: Mapping[str, list[str]]) -> str:
    """A form is one case; the same form with other words is a second one, for a clerk to link."""
    if form.uid in there:
        return service.keyed_hash("once", f"intake:{form.uid}:{form.content}")
    return form.once_hash


def _entered(work: _Work, found: Received, forms: list[_Form], tickets: Mapping[str, Ticket]) -> Imported:
    there = _there(forms)
    codes = {str(one.words["cells"]["territory"]) for one in forms}
    places = Territory.objects.in_bulk(codes)
    new, conflicts = [], []
    fresh = _new(forms, there)
    for form in fresh:
        case = _case(work, form, tickets[form.uid], places)
        if form.uid in there:
            first = Case.objects.get(once_hash=form.once_hash)
            case.repeat_hash = first.repeat_hash or case.repeat_hash
            case.save(update_fields=["repeat_hash"])
            conflicts.append(shown_number(case.number))
        else:
            new.append(shown_number(case.number))
    package = Package.objects.create(
        device=work.device,
        number=found.manifest.number,
        digest=found.manifest.digest,
        cases=len(forms),
        user=work.by,
        contents={service.keyed_hash("intake-form", one.uid): one.content for one in forms},
    )
    facts = {"number": package.number, "cases": len(new), "conflicts": len(conflicts)}
    record("mediation.package_imported", package, by=work.by, office=work.office.code, **facts)
    return Imported(
        package=package, new=tuple(new), known=len(forms) - len(fresh), conflicts=tuple(conflicts)
    )


def _case(work: _Work, form: _Form, entry: Ticket, places: Mapping[str, Territory]) -> Case:
    cells = form.words["cells"]
    taken = parse_datetime(str(form.words["taken_at"]))
    day = date.fromisoformat(cells["received_on"]) if cells.get("received_on") else None
    received_on = day or (timezone.localdate(taken) if taken else timezone.localdate())
    told = application_of(work.office, cells, places[cells["territory"]], received_on)
    return receive(told, entry, work.ready, by=work.by)
