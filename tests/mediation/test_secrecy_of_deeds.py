"""Every deed is done once with words of its own; afterwards none of them lies anywhere in clear."""

from __future__ import annotations

import pickle
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.utils import timezone

from kelisim.apps.mediation import tasks
from kelisim.apps.mediation.actions.call_in import Call, call_in
from kelisim.apps.mediation.actions.export_package import package_file
from kelisim.apps.mediation.actions.give_feed import give_feed
from kelisim.apps.mediation.actions.open_session import Meeting, open_session
from kelisim.apps.mediation.models import Case, Package
from kelisim.apps.mediation.queries.calendar_feed import feed_file, feed_of
from kelisim.apps.mediation.queries.diary import Diary
from kelisim.apps.mediation.queries.participants import Person
from kelisim.engines.names.fold import fold
from kelisim.kernel.queue.worker import run_due
from tests import cast as stories
from tests.cast import PASSPHRASE, RUSTAM, VERA
from tests.disguises import shown_in
from tests.mediation import deeds, electing, offline, signing_ways
from tests.mediation.marks import MARKS
from tests.mediation.test_secrecy import dump

INTERPRETER = Person(name=MARKS["call in"], phone="+77010000444", email="jaiyqbai@example.org")


def typed() -> list[str]:
    """Whatever somebody typed into a deed: words of the case, names, numbers, ways to reach somebody."""
    names = [*VERA.name.split(), *RUSTAM.name.split(), "РҮСТЕМ", offline.CANARY]
    reached = [
        VERA.iin,
        VERA.phone,
        VERA.email,
        RUSTAM.phone,
        RUSTAM.email,
        INTERPRETER.phone,
        electing.PHONE,
    ]
    words = [*MARKS.values(), *names, *reached, INTERPRETER.email, "+77010000077", PASSPHRASE]
    return [*words, *(fold(word) for word in words if len(word) > 4)]  # "ким" is part of many words


def everything(outside: dict[str, bytes]) -> dict[str, bytes]:
    """Each place a word may end up in; `outside`: what was handed out."""
    letters = [f"{one.subject}\n{one.body}\n{one.attachments}" for one in mail.outbox]
    files = [path for path in sorted(Path(settings.VAR).rglob("*")) if path.is_file()]
    return outside | {
        "database": dump(),
        "mail": "\n".join(letters).encode(),
        "cache": pickle.dumps(cache._cache),
        "names of files": "\n".join(map(str, files)).encode(),
        "files": b"\n".join(path.read_bytes() for path in files),
    }


def beside_the_others() -> bytes:
    """Deeds that whole_dispute does not tell, amid the talks; gives the mediator's calendar."""
    case = Case.objects.select_related("mediator__user").get()
    mediator = case.mediator
    call_in(case, call=Call(role="interpreter", who=INTERPRETER), once="i" * 24, by=mediator.user)
    tomorrow = timezone.now() + timedelta(hours=30)
    open_session(case, meeting=Meeting(starts_at=tomorrow, mode="meeting"), by=mediator.user)
    return feed_file(feed_of(give_feed(Diary(mediator=mediator), by=mediator.user)))


@pytest.fixture
def handed_out(cast, clock) -> dict[str, bytes]:
    """Everything was done, and the clocks have sent their reminders; gives what left the house."""
    cache.clear()
    out = {}
    for name, deed in deeds.whole_dispute(cast):
        deed()
        if name == "export":
            out["package"] = package_file(Package.objects.get())
        if name == "end the part":
            out["feed"] = beside_the_others()
    for day in ("2026-03-03", "2026-04-27", "2026-05-04"):
        clock.move_to(stories.at(day))
        tasks.clocks()
        run_due(stories.at(day))
    return out


def test_no_word_of_any_deed_lies_in_clear(handed_out, capfd) -> None:
    places = everything(handed_out) | {"log": "".join(capfd.readouterr()).encode()}
    assert b"BEGIN:VEVENT" in places["feed"]  # the scan sees what lies in clear
    assert b"neighbours" in places["database"]
    assert len(mail.outbox) > 40
    found = {place: shown_in(what, typed()) for place, what in places.items()}
    assert {place: words for place, words in found.items() if words} == {}
    for taken_in in (signing_ways.SCAN, b"%PDF-"):
        assert taken_in not in places["database"]
