"""After a whole journey a dump of the database, the mail and the log hold no word that was typed."""

from __future__ import annotations

import base64

import pytest
from django.contrib import admin
from django.core import mail
from django.db import connection

from kelisim.apps.mediation import tasks
from kelisim.apps.mediation.actions.answer import answer
from kelisim.apps.mediation.actions.keep_document import keep_document
from kelisim.apps.mediation.actions.open_escrow import Ground, open_escrow
from kelisim.apps.mediation.actions.save_draft import save_draft
from kelisim.apps.mediation.actions.submit import submit
from kelisim.apps.mediation.actions.write_letter import Letter
from kelisim.apps.mediation.actions.write_note import Note, write_note
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import documents
from kelisim.kernel.documents.typeset import typeset
from kelisim.kernel.queue.worker import run_due
from tests import cast as stories
from tests.cast import PASSPHRASE, RUSTAM, VERA, at
from tests.disguises import disguises, shown_in

CANARY = "канарейка"


def dump() -> bytes:
    """Every row of every table, as bytes; a BLOB as it lies there."""
    out = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                for value in row:
                    if isinstance(value, bytes | memoryview):
                        out.append(bytes(value))
                    else:
                        out.append(str(value).encode())
    return b"\n".join(out)


def typed_words(secrets: list[str]) -> list[str]:
    told = [
        *(VERA.name.split() + RUSTAM.name.split()),
        *(VERA.iin, VERA.phone, VERA.email, RUSTAM.phone, RUSTAM.email, "Абай даңғылы, 5"),
        *("шарбақты", "Шарбақ", "сөйлесейік", "40 000", "шекараға", CANARY),
        PASSPHRASE,
    ]
    return [*told, *secrets, *(one.replace("-", "") for one in secrets)]


def test_the_scan_would_find_a_word_however_it_is_written() -> None:
    for text in ("шарбақты", "x шарбақты", "xy шарбақты", "xyz шарбақты жылжытты"):
        plain = text.encode()
        for written in (plain, text.encode("utf-16-le"), plain.hex().encode(), base64.b64encode(plain)):
            assert any(form in written for form in disguises("шарбақты")), text


@pytest.fixture
def journey(cast, clock):
    story = stories.settled(cast)
    daniyar = cast.keys(cast.daniyar)
    for room, side in (("joint", None), ("private", story.party("B")), ("mediator", None)):
        note = Note(room=room, text=f"{CANARY} {room}", side=side)
        write_note(story.case, note=note, once=room, by=cast.daniyar, keys=daniyar)
    pdf = typeset(documents.signed_sheet(story.case, ItemKind.SETTLEMENT, daniyar))
    keep_document(story.case, kind=ItemKind.SETTLEMENT, pdf=pdf, by=cast.daniyar, keys=daniyar)
    ground = Ground(reason="mediator_unable", statement=f"{CANARY} statement")
    open_escrow(story.case, ground=ground, by=cast.marat, keys=cast.keys(cast.marat))
    other = stories.Story(cast=cast, case=submit(cast.application(), once="c" * 30).case)
    stories.route(other.case, to="answer", rule="appeal_never_refused", by=cast.aizhan)
    letter = Letter(text=f"{CANARY} letter", elsewhere=CANARY)
    answer(other.case, letter=letter, by=cast.aizhan, keys=cast.keys(cast.aizhan))
    save_draft({"essence": f"{CANARY} draft"}, language="kk")
    clock.move_to(at("2026-05-04"))
    tasks.clocks()
    run_due(at("2026-05-04"))
    return story


def test_a_dump_shows_no_word_that_was_typed(journey) -> None:
    found = dump()
    assert b"neighbours" in found  # the scan sees what lies in clear
    secrets = [journey.secret(side) for side in ("A", "B")]
    assert shown_in(found, typed_words(secrets)) == []


def test_the_mail_and_the_log_show_none_either(journey, capsys) -> None:
    spool = "\n".join(f"{one.subject}\n{one.body}" for one in mail.outbox) + "".join(capsys.readouterr())
    secrets = [journey.secret(side) for side in ("A", "B")]
    assert [word for word in typed_words(secrets) if word in spool] == []
    assert len(mail.outbox) > 10


def test_sealed_lengths_are_classes_only(journey) -> None:
    lengths = {len(bytes(item.box)) - 40 for item in journey.case.items.all()}
    assert lengths <= {256, 1024, 4096, 16384, 65536, 262144}


def test_no_sealed_table_is_in_the_admin() -> None:
    sealed = {"item", "wrap", "party", "namehash"}
    listed = {
        model._meta.model_name for model in admin.site._registry if model._meta.app_label == "mediation"
    }
    assert not listed & sealed
    assert {model._meta.app_label for model in admin.site._registry}.isdisjoint({"seal"})
