"""`kelisim accounts open`: the first administrator, and every wrong word explained."""

import pytest
from django.core import mail

from kelisim.cli.main import main
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.models import Entry
from kelisim.kernel.queue.worker import run_due

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def password(monkeypatch):
    monkeypatch.setattr("getpass.getpass", lambda prompt: "a sentence only he knows")
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


def test_the_first_administrator_is_opened_from_the_command_line(capsys):
    assert main(["accounts", "open", "Timur@kelisim.example", "--name", "Timur", "--role", "admin"]) == 0
    timur = User.objects.get(email="timur@kelisim.example")
    assert timur.check_password("a sentence only he knows")
    assert list(RoleHolding.objects.values_list("user", "role", "territory", "body")) == [
        (timur.pk, "admin", None, "")
    ]
    deeds = list(Entry.objects.order_by("number").values_list("deed", "by"))
    assert deeds == [("accounts.opened", None), ("access.granted", None)]
    assert "timur@kelisim.example may sign in now." in capsys.readouterr().out


def test_with_mail_a_link_is_sent():
    assert main(["accounts", "open", "saule@kelisim.example", "--name", "Saule", "--mail"]) == 0
    run_due()
    assert [message.to for message in mail.outbox] == [["saule@kelisim.example"]]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["not-an-address", "--name", "X"], "Enter a valid email address."),
        (["x@kelisim.example", "--name", "X", "--role", "king"], "king"),
        (["x@kelisim.example", "--name", "X", "--role", "party"], "party"),
        (["x@kelisim.example", "--name", "X", "--role", "clerk", "--territory", "999999999"], "999999999"),
        (["timur@kelisim.example", "--name", "X"], "already exists"),
    ],
)
def test_a_wrong_word_is_explained_and_nothing_is_saved(words, complaint, capsys):
    User.objects.create_user("timur@kelisim.example", name="Timur")
    assert main(["accounts", "open", *words]) == 2
    assert complaint in capsys.readouterr().out
    assert (User.objects.count(), RoleHolding.objects.count(), Entry.objects.count()) == (1, 0, 0)


def test_a_short_password_is_refused(monkeypatch, capsys):
    monkeypatch.setattr("getpass.getpass", lambda prompt: "short")
    assert main(["accounts", "open", "x@kelisim.example", "--name", "X"]) == 2
    assert "12" in capsys.readouterr().out
    assert not User.objects.exists()
