"""`kelisim keys`: what offices lack, and keys made from the command line."""

from __future__ import annotations

import json

import pytest
import time_machine

from kelisim.cli.main import main
from kelisim.kernel.seal.models import EscrowSet, Holder
from tests.cast import PASSPHRASE, Cast, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    with time_machine.travel("2026-03-02T05:00:00Z", tick=False):
        return make_cast(keys=False)


def say(monkeypatch, *typed: str) -> None:
    answers = iter(typed)
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(answers))


def test_an_office_is_made_ready_step_by_step(cast, capsys, monkeypatch) -> None:
    assert main(["keys", "status", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told == {"offices": 1, "lacking": {"office-751": ["key", "escrow officers"]}}
    for name in ("aizhan", "marat", "gulnar", "viktor"):
        say(monkeypatch, PASSPHRASE, PASSPHRASE)
        assert main(["keys", "enrol", f"{name}@kelisim.example"]) == 0
        assert "Recovery code, shown once: " in capsys.readouterr().out
    assert main(["keys", "office", "office-751", "aizhan@kelisim.example"]) == 0
    officers = [f"{name}@kelisim.example" for name in ("marat", "gulnar", "viktor")]
    assert main(["keys", "officers", "council-75", *officers]) == 0
    capsys.readouterr()
    assert main(["keys", "status"]) == 0
    assert capsys.readouterr().out == "1 offices, 1 can take applications.\n"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["keys", "enrol", "nobody@example.org"], "No account has the address nobody@example.org."),
        (["keys", "office", "office-751", "nobody@example.org"], "No account has the address"),
        (["keys", "office", "office-751", "pavel@kelisim.example"], "does not hold the role"),
        (["keys", "office", "office-999", "aizhan@kelisim.example"], "office-999"),
        (["keys", "officers", "council-75", *["nobody@example.org"] * 3], "No account has the address"),
    ],
)
def test_bad_input_makes_nothing_and_exits_two(cast, capsys, typed, said) -> None:
    assert main(typed) == 2
    assert said in capsys.readouterr().out
    assert not Holder.objects.exists()
    assert not EscrowSet.objects.exists()


def test_two_different_passphrases_make_no_key(cast, capsys, monkeypatch) -> None:
    say(monkeypatch, PASSPHRASE, "another passphrase")
    assert main(["keys", "enrol", "aizhan@kelisim.example"]) == 2
    say(monkeypatch, "short", "short")
    assert main(["keys", "enrol", "aizhan@kelisim.example"]) == 2
    assert not Holder.objects.exists()


def test_what_an_office_lacks_is_named(cast, capsys) -> None:
    assert main(["keys", "status"]) == 1
    assert capsys.readouterr().out.splitlines()[0] == "office-751: no key and no escrow officers"
