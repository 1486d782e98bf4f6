"""The audit trail: only added to, chained, and every tampering is named."""

import json

import pytest
from django.db import connection, transaction

from kelisim.cli.main import main
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.audit.models import AppendOnly, Entry
from kelisim.kernel.audit.verify import Fault, Finding, verify
from kelisim.kernel.texts.code import NotACode

pytestmark = pytest.mark.django_db


def three() -> list[Entry]:
    return [record(f"test.deed_{n}", f"thing:{n}", by=None, n=n) for n in (1, 2, 3)]


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def faults() -> list[tuple[int, int, Finding]]:
    return [(fault.first, fault.last, fault.finding) for fault in verify().faults]


def test_record_keeps_who_what_and_facts():
    aizhan = User.objects.create_user("aizhan@kelisim.example", name="Aizhan")
    entry = record("mediation.routed", aizhan, by=aizhan, rule="APPC-65", days=[3, 15])
    kept = Entry.objects.get()
    assert (kept.number, kept.deed, kept.thing, kept.by, kept.facts, kept.hash) == (
        1,
        "mediation.routed",
        f"accounts.user:{aizhan.pk}",
        aizhan.pk,
        {"rule": "APPC-65", "days": [3, 15]},
        entry.hash,
    )
    assert verify().whole


@pytest.mark.parametrize(
    "value", ["Айжан", "Aizhan K", "a@kelisim.example", ["ok", "not ok"], 1.5, "x" * 201]
)
def test_names_and_sentences_are_refused_and_not_repeated(value):
    with pytest.raises(NotACode) as refused:
        record("test.deed", "thing:1", by=None, reason=value)
    assert str(value) not in str(refused.value)
    assert not Entry.objects.exists()


def test_an_entry_is_neither_changed_nor_deleted():
    entry = three()[0]
    entry.deed = "test.other"
    for attempt in (
        entry.save,
        entry.delete,
        Entry.objects.all().delete,
        lambda: Entry.objects.update(deed="test.other"),
        lambda: Entry.objects.bulk_update([entry], ["deed"]),
        lambda: Entry.objects.bulk_create([entry]),
    ):
        with pytest.raises(AppendOnly):
            attempt()
    assert list(Entry.objects.order_by("number").values_list("deed", flat=True)) == [
        "test.deed_1",
        "test.deed_2",
        "test.deed_3",
    ]


def test_the_record_is_rolled_back_with_the_deed():
    three()
    with transaction.atomic():
        record("test.deed", "thing:4", by=None)
        transaction.set_rollback(True)
    assert verify().entries == 3
    assert verify().whole


def test_an_empty_chain_is_whole():
    assert (verify().entries, verify().whole) == (0, True)


def test_verify_finds_a_changed_row():
    three()
    sql("UPDATE audit_entry SET thing = %s WHERE number = 2", "thing:9")
    assert faults() == [(2, 2, Finding.CHANGED)]


def test_verify_finds_a_row_rewritten_with_its_hash():
    three()
    sql("UPDATE audit_entry SET hash = %s WHERE number = 2", "f" * 64)
    assert faults() == [(2, 2, Finding.CHANGED), (3, 3, Finding.UNLINKED)]


def test_verify_finds_a_removed_row():
    three()
    sql("DELETE FROM audit_entry WHERE number = 2")
    assert faults() == [(2, 2, Finding.REMOVED)]


def test_verify_finds_a_cut_end():
    three()
    sql("DELETE FROM audit_entry WHERE number >= 2")
    assert faults() == [(2, 3, Finding.REMOVED)]


def test_verify_finds_an_inserted_row():
    last = three()[2]
    sql(
        "INSERT INTO audit_entry (number, at, deed, thing, facts, previous, hash)"
        " VALUES (9, %s, 'test.deed', 'thing:9', '{}', %s, %s)",
        *(last.at, last.hash, "e" * 64),
    )
    assert faults() == [(9, 9, Finding.INSERTED)]


def test_verify_finds_an_end_that_was_moved():
    three()
    sql("UPDATE audit_head SET hash = %s", "d" * 64)
    assert faults() == [(3, 3, Finding.WRONG_END)]


def test_a_noted_end_shows_that_the_whole_chain_was_made_anew():
    noted = three()[2]
    sql("DELETE FROM audit_entry")
    sql("DELETE FROM audit_head")
    three()
    assert verify().whole
    assert verify((3, noted.hash)).faults == (Fault(first=3, last=3, finding=Finding.NOT_AS_NOTED),)


def test_the_command_says_whole_or_names_the_fault(capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    last = three()[2]
    assert main(["audit", "verify", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "entries": 3,
        "head": f"3:{last.hash}",
        "faults": [],
        "whole": True,
    }
    sql("DELETE FROM audit_entry WHERE number = 2")
    assert main(["audit", "verify"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "entry 2: removed",
        "2 entries read.",
        "The chain is NOT whole.",
        f"End of the chain, to note down: 3:{last.hash}",
    ]
    assert main(["audit", "verify", "--noted", "three"]) == 2


def test_many_writers_make_one_chain(beside):
    write = """
from django.db import transaction
from kelisim.kernel.audit.log import record
for n in range(10):
    with transaction.atomic():
        record("test.deed", f"thing:{n}", by=None)
"""
    beside(write, 3)
    read = """
from kelisim.kernel.audit.verify import verify
verdict = verify()
print(verdict.entries, verdict.faults)
"""
    assert beside(read) == ["30 ()"]
