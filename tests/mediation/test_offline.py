"""Applications without a network: sealed at once, numbered, signed; entered once, or refused."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from kelisim.apps.mediation.actions.accept_enrolment import accept_enrolment, enrolment_of
from kelisim.apps.mediation.actions.enrol_device import enrol_device, revoke_device
from kelisim.apps.mediation.actions.export_package import export_package, package_file
from kelisim.apps.mediation.actions.import_package import import_package
from kelisim.apps.mediation.actions.keep_form import keep_form
from kelisim.apps.mediation.actions.open_case import open_case
from kelisim.apps.mediation.actions.renew_office_key import renew_office_key
from kelisim.apps.mediation.errors import KeyLocked
from kelisim.apps.mediation.errors.intake import (
    DeviceKeyWrong,
    DeviceRevoked,
    DeviceUnknown,
    EnrolmentWrong,
    NotEnrolled,
    PackageNumberUsed,
    PackageTampered,
    PackageUnreadable,
)
from kelisim.apps.mediation.models import Case, Device, Package, SealedForm
from kelisim.apps.mediation.queries import packages, people
from kelisim.kernel.access.door import Refused
from kelisim.kernel.audit.models import Entry
from kelisim.kernel.seal.ring import Keyring
from tests.mediation import offline
from tests.mediation.offline import CANARY


@pytest.fixture(autouse=True)
def own_key(settings, tmp_path):
    """Each test is a laptop of its own."""
    settings.VAR = tmp_path


@pytest.fixture
def laptop(cast) -> Device:
    return offline.enrolled(cast)


def entered(cast, raw):
    return import_package(raw, by=cast.aizhan, ring=cast.keys(cast.aizhan))


def test_a_package_becomes_cases_with_the_numbers_and_secrets_that_were_handed_out(cast, laptop):
    kept = [offline.taken(number) for number in (1, 2)]
    found = entered(cast, offline.package())
    assert (found.new, found.known, found.conflicts) == (tuple(one.number for one in kept), 0, ())
    opened = [open_case(one.number, one.secret).who.case for one in kept]
    assert [(one.state, one.channel, one.office_id) for one in opened] == [
        ("received", "office", cast.office.pk)
    ] * 2
    assert people.identities(opened[0])["A"].name == "Вера 1"
    assert Entry.objects.get(deed="mediation.package_imported").facts["cases"] == 2


def test_the_same_form_sent_twice_on_the_laptop_is_one(laptop):
    first, again = offline.taken(1), offline.taken(1)
    assert (first, SealedForm.objects.count()) == (again, 1)


def test_nothing_that_was_typed_can_be_read_on_the_laptop(cast, laptop, tmp_path):
    kept = offline.taken(1)
    made = export_package()
    told = [bytes(one.box) for one in SealedForm.objects.all()] + [package_file(made)]
    for word in (CANARY, "Вера", kept.secret, kept.number.replace("-", ""), "neighbours"):
        assert all(word.encode() not in one for one in told), word


def test_a_package_is_written_as_often_as_is_needed_and_is_the_same(laptop):
    offline.taken(1)
    made = export_package()
    assert (package_file(made), export_package()) == (package_file(Package.objects.get()), None)


def test_imported_again_it_is_the_same_import(cast, laptop):
    offline.taken(1)
    raw = offline.package()
    entered(cast, raw)
    again = entered(cast, raw)
    assert (again.new, again.known, Case.objects.count()) == ((), 1, 1)


def test_a_form_that_comes_in_a_second_package_is_entered_once(cast, laptop):
    offline.taken(1)
    entered(cast, offline.package())
    offline.taken(1)
    offline.taken(2)
    found = entered(cast, offline.package())
    assert (found.package.number, len(found.new), found.known, Case.objects.count()) == (2, 1, 1, 2)


def test_the_same_form_with_other_words_is_a_second_case_for_a_clerk_to_link(cast, laptop):
    offline.taken(1)
    entered(cast, offline.package())
    offline.taken(1, essence="басқа сөз", applicant_name="Вера Басқа")
    found = entered(cast, offline.package())
    assert (found.new, len(found.conflicts), Case.objects.count()) == ((), 1, 2)
    assert Case.objects.values("repeat_hash").distinct().count() == 1


def test_a_missing_number_is_a_lost_package(cast, laptop):
    files = []
    for number in (1, 2, 3):
        offline.taken(number)
        made = export_package()
        files.append(package_file(made))
    SealedForm.objects.all().delete()
    Package.objects.all().delete()
    entered(cast, files[0])
    entered(cast, files[2])
    assert packages.gaps(laptop) == [2]
    entered(cast, files[1])
    assert packages.gaps(laptop) == []


@pytest.mark.parametrize(
    "change", [{"number": 7}, {"office": "office-999"}, {"digest": "0" * 64}, {"count": 2}, {"forms": []}]
)
def test_a_package_changed_on_the_way_is_refused_whole(cast, laptop, change):
    offline.taken(1)
    raw = offline.package()
    with pytest.raises(PackageTampered):
        entered(cast, offline.renumbered(raw, **change))
    assert (Case.objects.count(), Package.objects.count()) == (0, 0)


def test_a_swapped_blob_or_signature_is_refused(cast, laptop):
    offline.taken(1)
    told = json.loads(offline.package())
    offline.taken(2)
    other = json.loads(offline.package())
    for part in ("blobs", "signature"):
        with pytest.raises(PackageTampered):
            entered(cast, json.dumps({**told, part: other[part]}).encode())


@pytest.mark.parametrize(
    "raw", [b"", b"{}", b"[1]", b"\xff\xfe", b'{"manifest": 3, "blobs": [], "signature": ""}']
)
def test_no_package_at_all_is_told(cast, laptop, raw):
    with pytest.raises(PackageUnreadable):
        entered(cast, raw)


def test_an_unknown_and_a_revoked_laptop_are_refused(cast, laptop):
    offline.taken(1)
    raw = offline.package()
    revoke_device(laptop, by=cast.aizhan)
    with pytest.raises(DeviceRevoked):
        entered(cast, raw)
    Device.objects.all().delete()
    with pytest.raises(DeviceUnknown):
        entered(cast, raw)
    assert Case.objects.count() == 0


def test_two_packages_with_one_number_are_told(cast, laptop):
    """A laptop set up anew from a copy counts from the copy."""
    offline.taken(1)
    first = package_file(export_package())
    Package.objects.all().update(number=5)
    SealedForm.objects.all().delete()
    Package.objects.all().delete()
    offline.taken(2)
    second = package_file(export_package())
    SealedForm.objects.all().delete()
    Package.objects.all().delete()
    entered(cast, first)
    with pytest.raises(PackageNumberUsed):
        entered(cast, second)


def test_without_the_offices_key_a_package_stays_closed(cast, laptop):
    offline.taken(1)
    raw = offline.package()
    with pytest.raises(KeyLocked):
        import_package(raw, by=cast.aizhan, ring=Keyring())
    with pytest.raises(Refused):
        import_package(raw, by=cast.pavel, ring=cast.keys(cast.aizhan))


def test_a_package_on_its_way_while_the_office_changes_its_key_twice(cast, laptop):
    offline.taken(1)
    raw = offline.package()
    for _turn in range(2):
        renew_office_key(cast.office, by=cast.aizhan, ring=cast.keys(cast.aizhan))
    assert len(entered(cast, raw).new) == 1


def test_only_the_laptops_own_enrolment_is_taken(cast, laptop, settings, tmp_path):
    settings.VAR = tmp_path / "another"
    with pytest.raises(EnrolmentWrong):
        accept_enrolment(enrolment_of(laptop))
    with pytest.raises(EnrolmentWrong):
        accept_enrolment(b"{}")
    with pytest.raises(NotEnrolled):
        keep_form(offline.cells(), once="x" * 24)


def test_a_key_is_enrolled_once_and_not_after_the_trust_has_ended(cast, laptop):
    again = enrol_device(cast.office, key=laptop.verify_key.upper(), name="", by=cast.aizhan)
    assert again == laptop
    revoke_device(laptop, by=cast.aizhan)
    for key in (laptop.verify_key, "zz", "0" * 63):
        with pytest.raises(DeviceKeyWrong):
            enrol_device(cast.office, key=key, name="", by=cast.aizhan)
    with pytest.raises(Refused):
        enrol_device(cast.office, key="0" * 64, name="", by=cast.pavel)


def test_the_paper_day_counts_else_the_day_it_was_taken(cast, laptop, clock):
    offline.taken(1)
    clock.shift(timedelta(days=3))
    entered(cast, offline.package())
    assert str(timezone.localdate(Case.objects.get().received_at)) == "2026-02-27"
