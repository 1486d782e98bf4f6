"""A laptop and an office for the tests: two stores in one database, told apart by what each may hold."""

from __future__ import annotations

import json

from kelisim.apps.mediation.actions.accept_enrolment import accept_enrolment, enrolment_of
from kelisim.apps.mediation.actions.enrol_device import enrol_device
from kelisim.apps.mediation.actions.export_package import export_package, package_file
from kelisim.apps.mediation.actions.keep_form import keep_form
from kelisim.apps.mediation.models import Device, Package, SealedForm
from kelisim.apps.mediation.queries.own_device import public_key
from tests.mediation.test_import import GOOD

CANARY = "Тышқаншөп-7741"


def cells(**changes: str) -> dict[str, str]:
    """What is typed on the laptop."""
    return {**GOOD, "ref": "L-1", "channel": "office", "essence": f"{CANARY} шарбақ", **changes}


def enrolled(cast) -> Device:
    """The office enrols the laptop the test runs on."""
    device = enrol_device(cast.office, key=public_key(), name="Нұра", by=cast.aizhan)
    accept_enrolment(enrolment_of(device))
    return device


def taken(number: int, **changes: str):
    """One application taken without a network."""
    told = {"applicant_name": f"Вера {number}", "ref": f"L-{number}", **changes}
    return keep_form(cells(**told), once=f"{number:024}")


def package() -> bytes:
    """The next package as a file. The laptop's own rows are put aside, as on another machine."""
    made = export_package()
    raw = package_file(made)
    SealedForm.objects.all().delete()
    Package.objects.filter(pk=made.pk).delete()
    return raw


def renumbered(raw: bytes, **changes: object) -> bytes:
    """The same package with something changed on the way."""
    told = json.loads(raw)
    told["manifest"] |= changes
    return json.dumps(told).encode()


def typed(number: int, **changes: str) -> dict[str, str]:
    """The form as it is sent by a browser."""
    told = cells(applicant_name=f"Вера {CANARY}", applicant_phone="+77017741774", ref=f"L-{number}")
    return {**told, "once": f"{number:024}", **changes}
