"""Sealed content: what opens, what does not, and what a dump shows."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from kelisim.kernel.accounts.models import User
from kelisim.kernel.seal import box, council, keys, ring, service, tries
from kelisim.kernel.seal.errors import Tampered, TooSoon, WrongSecret
from kelisim.kernel.seal.models import Holder, Unlocked

PLACE = box.Place(case="K7M29QXB4", compartment="joint", item="note-1", version=1)
LABEL = "K7M29QXB4|joint|1"


def staff(name: str, passphrase: str = "demo passphrase 2026") -> keys.Made:
    return keys.staff_holder(User.objects.create_user(f"{name}@kelisim.example", name=name), passphrase)


@given(st.binary(max_size=5000))
def test_content_comes_back_and_its_length_does_not_show(content: bytes) -> None:
    key = box.new_key()
    sealed = box.seal(content, key=key, place=PLACE)
    assert box.unseal(sealed, key=key, place=PLACE) == content
    assert len(sealed) - 40 in box.SIZE_CLASSES


@pytest.mark.parametrize(
    ("length", "size"),
    [(0, 256), (255, 256), (256, 1024), (1_048_575, 1_048_576), (1_048_576, 2_097_152)],
)
def test_size_classes(length: int, size: int) -> None:
    assert box.size_class(length) == size
    assert box.unseal(box.seal(b"a" * length, key=b"k" * 32, place=PLACE), key=b"k" * 32, place=PLACE) == (
        b"a" * length
    )


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"case": "ANOTHER01"},
        {"compartment": "mediator"},
        {"item": "note-2"},
        {"version": 2},
    ],
)
def test_item_moved_to_another_place_is_refused(elsewhere: dict[str, object]) -> None:
    key = box.new_key()
    sealed = box.seal(b"text", key=key, place=PLACE)
    moved = box.Place(**{**vars(PLACE), **elsewhere})
    with pytest.raises(Tampered):
        box.unseal(sealed, key=key, place=moved)


def test_one_flipped_bit_is_refused() -> None:
    key = box.new_key()
    sealed = bytearray(box.seal(b"text", key=key, place=PLACE))
    sealed[60] ^= 1
    with pytest.raises(Tampered):
        box.unseal(bytes(sealed), key=key, place=PLACE)


@pytest.mark.django_db
def test_wrong_passphrase_opens_nothing_and_spelling_of_letters_does_not_matter() -> None:
    holder = staff("daniyar", "Менің құпиям й").holder
    seed = keys.unlock(holder, " Менің құпиям и\u0306 ")
    assert keys.unlock(holder, "Менің құпиям й") == seed
    with pytest.raises(WrongSecret):
        keys.unlock(holder, "менің құпиям й")


@pytest.mark.django_db
def test_party_secret_is_read_as_people_copy_it() -> None:
    holder = keys.party_holder("01AB0-CDEFG-HJKMN-PQRST")
    holder.save()
    assert keys.unlock(holder, "o1ab0 cdefg hjkmn pqrst") == keys.unlock(holder, "OLABO-CDEFG-HJKMN-PQRST")


@pytest.mark.django_db
def test_recovery_code_works_once_and_keeps_the_key() -> None:
    made = staff("aizhan", "old words")
    seed = keys.unlock(made.holder, "old words")
    fresh = keys.recover(made.holder, made.recovery_code, "new words")
    assert keys.unlock(Holder.objects.get(pk=made.holder.pk), "new words") == seed
    with pytest.raises(WrongSecret):
        keys.recover(made.holder, made.recovery_code, "third words")
    assert keys.recover(made.holder, fresh, "third words") != fresh


@pytest.mark.django_db
def test_wrap_opens_for_its_holder_in_its_compartment_only() -> None:
    one, two = staff("daniyar").holder, staff("marat").holder
    seed_one, seed_two = (keys.unlock(holder, "demo passphrase 2026") for holder in (one, two))
    key = box.new_key()
    sealed = box.wrap(key, public_key=bytes(one.public_key), label=LABEL)
    assert box.unwrap(sealed, seed=seed_one, label=LABEL) == key
    with pytest.raises(Tampered):
        box.unwrap(sealed, seed=seed_two, label=LABEL)
    with pytest.raises(Tampered):
        box.unwrap(sealed, seed=seed_one, label="K7M29QXB4|mediator|1")


@pytest.mark.django_db
def test_each_pair_of_officers_opens_and_none_alone() -> None:
    officers = [staff(name).holder for name in ("marat", "gulnar", "viktor")]
    seeds = {one.pk: keys.unlock(one, "demo passphrase 2026") for one in officers}
    heir = staff("daniyar").holder
    heir_seed = keys.unlock(heir, "demo passphrase 2026")
    key = box.new_key()
    pairs = council.pairs(key, officers=council.enrol("council-75", officers), label=LABEL)
    assert {frozenset((one.outer, one.inner)) for one in pairs} == {
        frozenset(pair) for pair in permutations(seeds, 2)
    }
    for pair in pairs:
        half = box.half_open(pair.sealed, seed=seeds[pair.outer])
        for holder, seed in seeds.items():
            if holder == pair.inner:
                again = box.rewrap(half, seed=seed, label=LABEL, public_key=bytes(heir.public_key))
                assert box.unwrap(again, seed=heir_seed, label=LABEL) == key
            else:
                with pytest.raises(Tampered):
                    box.unwrap(half, seed=seed, label=LABEL)
            if holder != pair.outer:
                with pytest.raises(Tampered):
                    box.half_open(pair.sealed, seed=seed)


@pytest.mark.django_db
def test_council_without_three_officers_leans_on_the_national_one() -> None:
    officers = [staff(name).holder for name in ("marat", "gulnar", "viktor")]
    assert council.standing_behind(["council-75", "national"]) is None
    national = council.enrol("national", officers)
    assert council.standing_behind(["council-75", "national"]) == national
    near = council.enrol("council-75", officers[::-1])
    assert council.standing_behind(["council-75", "national"]) == near
    with pytest.raises(ValueError, match="three different"):
        council.enrol("council-75", [officers[0]] * 3)
    again = council.enrol("council-75", officers)
    assert council.standing_behind(["council-75"]) == again
    officers[0].retired_at = timezone.now()
    officers[0].save()
    assert council.standing_behind(["council-75", "national"]) is None


@pytest.mark.django_db
def test_office_key_reaches_its_clerks_and_a_clerk_who_left_has_none() -> None:
    aizhan, bolat = staff("aizhan").holder, staff("bolat").holder
    office = keys.office_holder("office-751", [aizhan])
    opened = ring.opened(aizhan, "demo passphrase 2026")
    assert set(opened.holders()) == {aizhan.pk, office.pk}
    assert ring.opened(bolat, "demo passphrase 2026").holders() == [bolat.pk]
    keys.lend(office, opened.seeds[office.pk], bolat)
    assert ring.opened(bolat, "demo passphrase 2026").seeds[office.pk] == opened.seeds[office.pk]
    office.loans.filter(clerk=aizhan).delete()
    assert ring.opened(aizhan, "demo passphrase 2026").holders() == [aizhan.pk]


@pytest.mark.django_db
def test_one_person_has_one_live_key() -> None:
    made = staff("aizhan")
    with pytest.raises(IntegrityError), transaction.atomic():
        keys.staff_holder(made.holder.user, "second")


@pytest.mark.django_db
def test_keys_in_use_end_after_thirty_idle_minutes(time_machine) -> None:
    start = timezone.now()
    time_machine.move_to(start, tick=False)
    held = ring.opened(staff("daniyar").holder, "demo passphrase 2026")
    cookie = ring.remember(held)
    time_machine.move_to(start + timedelta(minutes=29), tick=False)
    assert ring.recall(cookie).seeds == held.seeds
    time_machine.move_to(start + timedelta(minutes=58), tick=False)
    assert ring.recall(cookie).seeds == held.seeds
    time_machine.move_to(start + timedelta(minutes=90), tick=False)
    assert not ring.recall(cookie)


@pytest.mark.django_db
def test_keys_in_use_cannot_be_read_from_the_database() -> None:
    held = ring.opened(staff("daniyar").holder, "demo passphrase 2026")
    cookie = ring.remember(held)
    row = Unlocked.objects.get()
    (seed,) = held.seeds.values()
    assert seed not in bytes(row.box)
    assert seed.hex().encode() not in bytes(row.box)
    assert cookie not in row.token
    assert repr(held) == "Keyring()"
    for other in (None, "", "bad!", "AAAA", cookie[:-8] + "AAAAAAA="):
        assert not ring.recall(other)
    ring.forget(cookie)
    assert not ring.recall(cookie)


def test_identity_is_bound_to_its_person_and_hides_its_length() -> None:
    short, long = {"name": "Ли"}, {"name": "Әбдірахманова Гүлбаршын Қайыржанқызы", "phone": "+77011234567"}
    sealed = service.conceal(long, about="party-1")
    assert service.reveal(sealed, about="party-1") == long
    assert len(sealed) == len(service.conceal(short, about="party-2"))
    with pytest.raises(Tampered):
        service.reveal(sealed, about="party-2")


def test_names_are_found_in_any_script_and_order() -> None:
    assert service.name_hashes("Қайрат Нұрланов") == service.name_hashes("НУРЛАНОВ кайрат")
    assert service.person_hash("Қайрат Нұрланов") == service.person_hash("Нурланов Кайрат")
    assert service.keyed_hash("name", "a") != service.keyed_hash("person", "a")


def test_code_key_needs_no_service_key(settings) -> None:
    sealed = box.seal(b"answers", key=service.code_key("A" * 20), place=PLACE)
    settings.SERVICE_KEY = "00" * 32
    assert box.unseal(sealed, key=service.code_key("A" * 20), place=PLACE) == b"answers"
    with pytest.raises(Tampered):
        box.unseal(sealed, key=service.code_key("B" * 20), place=PLACE)


@pytest.mark.django_db
def test_a_sixth_wrong_try_waits_longer_each_time(time_machine) -> None:
    start = timezone.now()
    time_machine.move_to(start, tick=False)
    for _ in range(4):
        tries.failed("K7M29QXB4")
    tries.knock("K7M29QXB4")
    tries.failed("K7M29QXB4")
    with pytest.raises(TooSoon) as error:
        tries.knock("K7M29QXB4")
    assert error.value.seconds == 30
    tries.knock("another")
    time_machine.move_to(start + timedelta(seconds=30), tick=False)
    tries.knock("K7M29QXB4")
    tries.failed("K7M29QXB4")
    with pytest.raises(TooSoon) as error:
        tries.knock("K7M29QXB4")
    assert error.value.seconds == 60
    tries.passed("K7M29QXB4")
    tries.knock("K7M29QXB4")
    assert [tries.delay_seconds(n) for n in (0, 4, 5, 6, 12, 99)] == [0, 0, 30, 60, 3600, 3600]


@pytest.mark.django_db
def test_signature_is_the_signers_own() -> None:
    one, two = staff("daniyar").holder, staff("marat").holder
    seed = keys.unlock(one, "demo passphrase 2026")
    signature = keys.sign(seed, b"document")
    assert keys.signed_by(one, b"document", signature)
    assert not keys.signed_by(one, b"another", signature)
    assert not keys.signed_by(two, b"document", signature)
    assert not keys.signed_by(one, b"document", signature[:-1])


def test_a_submission_sent_twice_has_one_secret_that_cannot_be_guessed() -> None:
    secret = keys.derived_secret("a" * 32)
    assert secret == keys.derived_secret("a" * 32) != keys.derived_secret("a" * 31 + "b")
    assert len(keys.canonical_secret(secret)) == 20
    assert set(keys.canonical_secret(secret)) <= set(keys.ALPHABET)
