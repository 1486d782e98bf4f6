"""The lawyer brings an act in from a file: sees what it changes and what is not taken, then publishes."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from kelisim.apps.institution.models import Act, Effect
from tests.days import START
from tests.institution.exports_read import SCHEMAS
from tests.institution.test_lawyer import counts, person, read

CORPUS = SCHEMAS / "akomantoso" / "corpus"
PAGE = "/kk/desk/ledger/from-file/"
EXPECTED = json.loads((CORPUS / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(START, tick=True):
        yield


@pytest.fixture
def zarina(kz, client):
    """Signed in."""
    user = person("zarina", "secretariat")
    client.force_login(user)
    return user


def upload(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, (CORPUS / name).read_bytes(), content_type="application/xml")


def carried(response) -> str:
    """The content the page carries to its second step."""
    return unescape(re.search(r'name="content" value="([^"]*)"', response.content.decode())[1])


def test_she_sees_what_changes_and_publishes_what_she_saw(zarina, client):
    assert PAGE in client.get("/kk/desk/ledger/").content.decode()
    before = counts()
    seen = client.post(PAGE, {"file": upload("sound.xml"), "go": "preview"})
    text = read(seen)
    assert "Жаңа акті: Қоғамдық келісімді дамыту тұжырымдамасы туралы decree-1200" in text
    assert "Файлдан алынбағаны" in text
    assert "publication 31-жол" in text
    assert counts() == before
    done = client.post(PAGE, {"content": carried(seen), "go": "publish"})
    assert done["Location"] == "/kk/structure/acts/decree-1200/"
    assert [after - one for one, after in zip(before, counts(), strict=True)] == [1, 4, 0, 1]
    assert set(Effect.objects.filter(code__startswith="R").values_list("recorded_by", flat=True)) == {
        zarina.pk
    }


def test_a_second_time_there_is_nothing_to_publish(zarina, client):
    seen = client.post(PAGE, {"file": upload("sound.xml"), "go": "preview"})
    client.post(PAGE, {"content": carried(seen), "go": "publish"})
    before = counts()
    again = client.post(PAGE, {"file": upload("sound.xml"), "go": "preview"})
    assert "Бұл файлдағының бәрі жазылған; жариялайтын ештеңе жоқ." in read(again)
    assert 'value="publish"' not in again.content.decode()
    assert counts() == before


@pytest.mark.parametrize("name", ["several.xml", "entity-bomb.xml", "utf-16.xml", "empty.xml"])
def test_every_fault_is_told_in_her_language_and_nothing_is_written(zarina, client, name):
    before = counts()
    for go in ("preview", "publish"):
        answer = client.post(PAGE, {"file": upload(name), "go": go})
        text = read(answer)
        for told in EXPECTED[name]["kk"]:
            assert " ".join(told.split()) in text
        assert 'value="publish"' not in answer.content.decode()
    assert counts() == before


def test_no_file_is_asked_for(zarina, client):
    assert "Файлды таңдаңыз." in read(client.post(PAGE, {"go": "preview"}))


def test_what_another_wrote_meanwhile_is_told(zarina, client):
    seen = client.post(PAGE, {"file": upload("sound.xml"), "go": "preview"})
    day = date(2026, 8, 1)
    told = {"number": "1200", "title_kk": "Басқа тақырып", "confidence": "high", "verified": True}
    Act.objects.create(code="decree-1200", kind="decree", date=day, date_last=day, **told)
    before = counts()
    text = read(client.post(PAGE, {"content": carried(seen), "go": "publish"}))
    assert "бұл акті мұнда «Басқа тақырып» деп жазылған" in text
    assert counts() == before


@pytest.mark.parametrize("role", ["clerk", "auditor", "admin"])
def test_others_do_not_write(kz, client, role):
    client.force_login(person("other", role))
    before = counts()
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {"file": upload("sound.xml"), "go": "publish"}).status_code == 403
    assert counts() == before


def test_a_stranger_is_asked_to_sign_in(kz, client):
    assert client.get(PAGE).status_code == 302
