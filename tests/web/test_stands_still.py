"""The disk is full, the database away: nothing is kept by half, and the page says so and what to do."""

from __future__ import annotations

import errno
from contextlib import contextmanager

import psycopg
import pytest
from django.core.cache import cache
from django.db import IntegrityError, OperationalError, connection, transaction

from kelisim.apps.mediation.queries import own_device
from kelisim.web.middleware import stands_still
from tests import cast as stories

pytestmark = pytest.mark.django_db
SAID = {"kk": "қайта жүктеңіз. Браузер қайта жіберуді сұраса", "ru": "Отправленное дважды засчитывается"}


@contextmanager
def failing(*beginnings: str):
    """Every statement that begins so fails as SQLite says it."""

    def fail(execute, sql, params, many, context):
        if sql.lstrip().upper().startswith(beginnings):
            raise OperationalError("database or disk is full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fail):
        yield
    transaction.set_rollback(False)  # only here a page lies inside a transaction, the test's own


@pytest.fixture
def person(client):
    """A browser that is shown what the server makes of a failure."""
    cache.clear()
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_a_side_that_could_not_enter_is_told_what_to_do_and_enters_afterwards(person, cast, to, lang):
    story = stories.received(cast)
    typed = {"number": story.receipts["A"].number, "secret": story.secret("A")}
    address = to("my-case", lang=lang)
    with failing("INSERT", "UPDATE"):
        answer = person.post(address, typed)
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "120", "no-store")
    told = answer.content.decode()
    assert SAID[lang] in told
    assert f'lang="{lang}"' in told
    assert answer["X-Request-ID"] in told
    assert typed["number"] not in told
    assert typed["secret"] not in told
    assert person.post(address, typed).status_code == 302


def test_a_deed_of_the_staff_that_failed_is_sent_again_and_counts_once(enter, person, cast, to):
    story = stories.received(cast)
    address = to("case-deed", number=str(story.case), deed="route")
    chosen = {"to": "mediation", "rule": "scope_civil"}
    enter(cast.aizhan)
    for beginning in ("UPDATE", 'INSERT INTO "MEDIATION_MOVE', 'INSERT INTO "AUDIT'):
        with failing(beginning):
            assert person.post(address, chosen).status_code == 503, beginning
        assert story.refreshed().moves.filter(verb="route").count() == 0
    for _turn in range(2):
        assert person.post(address, chosen).status_code == 302
    assert story.refreshed().moves.filter(verb="route").count() == 1


def test_a_page_that_is_read_says_that_nothing_was_lost(enter, person, cast, to):
    enter(cast.aizhan)
    with failing("SELECT"):
        answer = person.get(to("desk"))
    assert answer.status_code == 503
    assert "ештеңе жоғалған жоқ" in answer.content.decode()
    assert person.get(to("desk")).status_code in {200, 302}


def test_what_a_machine_lacks_is_told_from_a_fault_of_ours():
    full = OSError(errno.ENOSPC, "No space left on device")
    told = RuntimeError("the file was not written")
    told.__cause__ = full
    assert stands_still(full)
    assert stands_still(told)
    assert stands_still(OperationalError("terminating connection due to administrator command"))
    assert not stands_still(OSError(errno.ENOENT, "No such file"))
    assert not stands_still(IntegrityError("UNIQUE constraint failed"))


def test_no_file_of_the_laptop_is_half_written_on_a_full_disk(monkeypatch, settings, tmp_path):
    settings.VAR = tmp_path

    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(own_device.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        own_device.public_key()
    monkeypatch.undo()
    settings.VAR = tmp_path
    assert own_device.public_key() == own_device.public_key()
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["intake"]


if connection.vendor == "postgresql":  # SQLite is no server that could be restarted

    @pytest.mark.django_db(transaction=True)
    def test_after_a_restart_of_the_server_the_very_next_pages_work(client):
        pages = ["/kk/find-an-office/", "/ru/find-an-office/", "/kk/my-case/"]
        assert [client.get(page).status_code for page in pages] == [200] * len(pages)
        info = connection.connection.info
        connection.close()  # back into the pool, as after each request
        drop = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s AND pid <> %s"
        with psycopg.connect(info.dsn, password=info.password, autocommit=True) as other:
            gone = other.execute(drop, [info.dbname, other.info.backend_pid]).fetchall()
        assert len(gone) >= 2
        for page in pages:
            assert client.get(page).status_code == 200
            connection.close()
