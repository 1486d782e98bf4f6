"""The lawyer of the secretariat, in Kazakh: records an act, sees what changes, corrects, decides."""

from __future__ import annotations

import json
from datetime import date
from html import unescape

import pytest
import time_machine
from allauth.mfa.models import Authenticator

from kelisim.apps.institution.models import Act, Effect
from kelisim.apps.registry.models import Organisation
from kelisim.cli.main import main
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.models import Entry
from tests.days import START
from tests.institution.test_pages import words

RECORD = "/kk/desk/ledger/record/"
SURE = {"source": "Егемен Қазақстан, № 41", "confidence": "high", "verified": "yes"}
ACT = SURE | {"act": "decree-900", "kind": "decree", "number": "900", "date": "2024-03-01",
              "name_kk": "Ассамблея туралы заңның күшін жою", "name_ru": "", "name_en": ""}  # fmt: skip
REPEAL = {"about": "act", "subject": "law-70", "verb": "repeal", "date": "2024-03-01"}
YOUTH = {"about": "organisation", "subject": "youth-council", "verb": "create", "date": "2024-03-01",
         "clause": "1(2)", "other": "assembly", "tie": "attached", "name_kk": "Жастар кеңесі"}  # fmt: skip


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(START, tick=True):
        yield


def person(name: str, role: str) -> User:
    user = User.objects.create_user(f"{name}@kelisim.example", name=name)
    RoleHolding.objects.create(user=user, role=role, since=date(2020, 1, 1))
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    return user


@pytest.fixture
def zarina(kz, client) -> User:
    """Signed in."""
    user = person("zarina", "secretariat")
    client.force_login(user)
    return user


def form(*rows: dict[str, str], go: str, act: dict[str, str] = ACT) -> dict[str, str]:
    cells = {f"row-{n}-{name}": text for n, row in enumerate(rows, 1) for name, text in row.items()}
    return {**act, **cells, "rows": str(len(rows)), "go": go}


def counts() -> tuple[int, int, int, int]:
    return Act.objects.count(), Effect.objects.count(), Organisation.objects.count(), Entry.objects.count()


def read(response, status: int = 200) -> str:
    assert response.status_code == status
    return words(response.content.decode())


def test_the_desk_leads_there_and_lists_what_waits(zarina, client):
    desk = client.get("/kk/desk/").content.decode()
    for page in ("ledger", "evidence", "figures", "releases"):  # she has four, and comes to each of them
        assert f'href="/kk/desk/{page}/"' in desk
    text = read(client.get("/kk/desk/ledger/"))
    assert "Актілер және олар өзгерткен нәрселер" in text
    assert "шешілмегені: " in text
    assert Act.objects.filter(identified=False).first().title_kk in text


@pytest.mark.parametrize("role", ["clerk", "coordinator", "auditor", "admin", "analyst"])
def test_others_read_and_do_not_write(kz, client, role):
    client.force_login(person("other", role))
    for address in (
        RECORD,
        "/kk/desk/ledger/",
        "/kk/desk/ledger/rows/L13/",
        "/kk/desk/ledger/undecided/law-70/",
    ):
        assert client.get(address).status_code == 403
        assert client.post(address, form(REPEAL, go="publish")).status_code == 403
    assert client.get("/kk/structure/acts/law-70/").status_code == 200


def test_a_stranger_is_led_to_the_door(kz, client):
    assert "/account/sign-in/" in client.get(RECORD)["Location"]


def test_the_preview_tells_before_and_after_and_writes_nothing(zarina, client):
    before = counts()
    head = {"about": "organisation", "subject": "assembly", "verb": "head", "rule": "elected",
            "other": "assembly-session", "date": "2024-03-01"}  # fmt: skip
    text = read(client.post(RECORD, form(YOUTH, head, REPEAL, go="preview")))
    assert "Жастар кеңесі құрылады" in text or "Жастар кеңесі" in text
    assert "Президент" in text[text.index("Осы жобадағы өзгерістер") : text.index("Содан бастап")]
    assert "Содан бастап шешілмей қалатындар" in text
    assert "Жариялау" in text
    assert counts() == before


def test_published_in_one_step_with_one_entry_and_read_back(zarina, client):
    client.post(RECORD, form(YOUTH, go="publish"))
    row = Effect.objects.get(organisation__code="youth-council")
    assert (row.act.code, row.clause, row.recorded_by, row.code[0]) == ("decree-900", "1(2)", zarina, "R")
    entry = Entry.objects.get(deed="institution.published")
    assert (entry.by, entry.thing, entry.facts) == (zarina.pk, "decree-900", {"acts": 1, "effects": 1})
    assert "Жастар кеңесі" in read(client.get("/kk/structure/?on=2024-03-01"))
    assert "Жастар кеңесі" not in read(client.get("/kk/structure/?on=2024-02-29"))


def test_pressed_twice_it_is_recorded_once(zarina, client):
    for _press in range(2):
        client.post(RECORD, form(YOUTH, go="publish"))
    assert Effect.objects.filter(organisation__code="youth-council").count() == 1


def test_one_more_row_without_scripts_keeps_what_was_typed(zarina, client):
    page = client.post(RECORD, form(YOUTH, go="add")).content.decode()
    assert 'name="row-2-verb"' in page
    assert 'value="youth-council"' in unescape(page)
    assert "errors" not in page[page.index("<main") : page.index("</main")]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (YOUTH | {"date": "1995-02-30"}, "мұндай күн жоқ"),
        (YOUTH | {"other": "nobody"}, "аталған орган ол күні жоқ"),
        (YOUTH | {"verb": "rename", "subject": "fund", "date": "2001", "other": "", "tie": "",
                  "name_ru": "Фонд", "name_en": "Fund"}, "ол күні бұл әлі жоқ"),
        (YOUTH | {"verb": "place_under", "subject": "fund", "other": "fund", "name_kk": ""},
         "өзіне-өзі бағынып"),
        (YOUTH | {"subject": "fund", "verb": "repeal", "other": "", "tie": "", "name_kk": ""},
         "басқа әрекетті таңдаңыз"),
        (YOUTH | {"clause": "бір жерде"}, "бұл бап емес"),
        (REPEAL | {"subject": "law-7000"}, "мұндай код жоқ"),
        (YOUTH | {"verb": ""}, "міндетті"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_in_kazakh_and_nothing_changes(zarina, client, row, sentence):
    before = counts()
    response = client.post(RECORD, form(row, go="publish"))
    page = response.content.decode()
    assert sentence in read(response)
    assert 'aria-invalid="true"' in page
    assert "<title>Қате:" in " ".join(page.split())
    assert counts() == before


def test_a_repeal_lists_every_line_until_a_later_effect_decides_it(zarina, client):
    after = client.post(RECORD, form(REPEAL, go="publish"))
    assert after["Location"].endswith("/acts/decree-900/")
    address = "/kk/desk/ledger/undecided/law-70/"
    text = read(client.get(address))
    lines = text.count("Акт арқылы шешу")
    assert f"шешілмегені: {lines}" in text
    assert lines > 10
    page = unescape(client.get(address).content.decode())
    link = "?about=power&subject=relations-monitoring&holder=assembly&verb=revoke"
    assert link in page
    assert 'value="relations-monitoring"' in client.get(f"{RECORD}{link}&act=decree-900").content.decode()
    revoke = {"about": "power", "subject": "relations-monitoring", "verb": "revoke", "holder": "assembly",
              "date": "2024-03-01"}  # fmt: skip
    seen = read(client.post(f"{RECORD}?act=decree-900", form(revoke, go="preview", act=SURE)))
    assert "Осымен шешілгендер" in seen
    client.post(f"{RECORD}?act=decree-900", form(revoke, go="publish", act=SURE))
    assert f"шешілмегені: {lines - 1}" in read(client.get(address))
    assert f"шешілмегені: {lines - 1}" in read(client.get("/kk/desk/ledger/"))


def test_a_row_is_voided_with_the_right_one_in_its_place_and_known_as_before(zarina, client, capsys):
    address = "/kk/desk/ledger/rows/L13/"
    page = client.get(address).content.decode()
    assert 'value="2007-07-26"' in page
    right = {"about": "organisation", "subject": "assembly", "verb": "rename", "date": "2007-08-15",
             "name_kk": "Қазақстан халқы Ассамблеясы", "name_ru": "Ассамблея народа Казахстана",
             "name_en": "Assembly of the People of Kazakhstan"}  # fmt: skip
    sent = form(right, go="preview", act=SURE | {"reason": "күні қате оқылған", "instead": "on"})
    before = counts()
    text = read(client.post(address, sent))
    assert "Енді есептелмейді" in text
    old_name, new_name = "Қазақстан халықтарының Ассамблеясы", "Қазақстан халқы Ассамблеясы"
    assert f"Енді есептелмейді: Атауы өзгереді: {old_name} – енді {new_name}" in text
    assert f"{old_name} – енді {new_name} {old_name} институт" in text
    assert counts() == before
    with time_machine.travel("2026-11-25T05:00:00Z", tick=True):
        client.force_login(zarina)
        assert client.post(address, sent | {"go": "publish"})["Location"] == "/kk/desk/ledger/"
    old, new = Effect.objects.get(code="L13"), Effect.objects.latest("id")
    assert (old.reason, old.voided, old.voided_by) == ("күні қате оқылған", new.recorded, zarina)
    assert (new.on, new.facts, new.act) == (date(2007, 8, 15), old.facts, old.act)
    assert Entry.objects.latest("number").deed == "institution.effect_voided"
    with time_machine.travel("2026-11-26T05:00:00Z", tick=True):
        now = read(client.get("/kk/structure/?on=2007-08-01"))
        then = read(client.get("/kk/structure/?on=2007-08-01&as_known=2026-11-24"))
    assert f"2007 ж. 1 тамыз {old_name}" in now
    assert "2007 ж. 1 тамыз 2026 ж. 24 қараша күні белгілі болған күйінде" in then
    assert new_name in then[then.index("белгілі болған күйінде") :]
    assert told_by_command(capsys, "2026-11-24") == new_name
    assert told_by_command(capsys, "2026-11-25") == old_name


def told_by_command(capsys, known: str) -> str:
    capsys.readouterr()
    assert main(["institution", "on", "2007-08-01", "--as-known", known, "--json"]) == 0
    return json.loads(capsys.readouterr().out)["institution"]["name"]["kk"]


@pytest.mark.parametrize("typed", ["2014", "1995-02-30", "0001-01-01"])
def test_a_bad_day_of_knowledge_is_told_beside_its_field(kz, client, typed):
    page = client.get("/kk/structure/", {"on": "2007-08-01", "as_known": typed}).content.decode()
    assert "id_as_known_error" in page
    assert f'value="{typed}"' in page


def test_before_anything_was_recorded_nothing_is_known(kz, client):
    text = read(client.get("/en/structure/?on=2007-08-01&as_known=2000-01-01"))
    assert "Nothing had been recorded" in text


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"reason": ""}, "Себеб"),
        ({"reason": "қате", "instead": "on"}, "міндетті"),
    ],
)
def test_a_row_is_not_voided_without_a_reason_or_with_half_a_row(zarina, client, sent, sentence):
    before = counts()
    text = read(client.post("/kk/desk/ledger/rows/L42/", sent | {"go": "publish"}))
    assert sentence in text
    assert Effect.objects.get(code="L42").voided is None
    assert counts() == before


def test_a_creation_others_rest_on_is_not_voided(zarina, client):
    text = read(client.post("/kk/desk/ledger/rows/L01/", {"reason": "қате", "go": "publish"}))
    assert "Тізбе мұны қабылдамайды" in text
    assert Effect.objects.get(code="L01").voided is None


def test_a_voided_row_tells_why_and_is_not_voided_again(zarina, client):
    client.post("/kk/desk/ledger/rows/L42/", {"reason": "қайта оқылды", "go": "publish"})
    text = read(client.get("/kk/desk/ledger/rows/L42/"))
    assert "қайта оқылды" in text
    read(client.post("/kk/desk/ledger/rows/L42/", {"reason": "тағы", "go": "publish"}))
    assert Effect.objects.get(code="L42").reason == "қайта оқылды"
