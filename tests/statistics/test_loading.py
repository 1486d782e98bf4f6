"""Staff hand in a table, read what is wrong, mend it, look at what changes, and publish all or nothing."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile

from kelisim.apps.statistics import access
from kelisim.apps.statistics.actions.bring_table import bring_table
from kelisim.apps.statistics.actions.name_source import name_source
from kelisim.apps.statistics.actions.publish_table import publish_table
from kelisim.apps.statistics.actions.put_away import put_away
from kelisim.apps.statistics.models import FigureTable, Observation, Source
from kelisim.kernel.access.door import Refused
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.models import Entry
from tests.statistics.test_pages import plain

DESK = "/kk/desk/figures/"
HEAD = "indicator,territory,category,period,value,unit,layout,status,precision,break_before,source"
GOOD = "population,KZ,all,1999-01-01,14955106,person,,final,exact,no,seed"
SEVENTEEN = "population,610000000,all,2018-06-19,1,person,17,final,exact,no,seed"
STAFF = [role for role in Role if role not in (Role.PUBLIC, Role.PARTY)]


def account(role: str) -> User:
    user = User.objects.create_user(f"{role}@kelisim.example", name=role)
    RoleHolding.objects.create(user=user, role=role, since=date(2020, 1, 1))
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    return user


@pytest.fixture
def zarina(figures, client):
    """Of the secretariat, signed in."""
    user = account("secretariat")
    client.force_login(user)
    return user


def table(*lines: str, head: str = HEAD) -> bytes:
    return "\n".join([head, *lines, ""]).encode()


def sent(client, content: bytes, name: str = "sanaq.csv"):
    return client.post(DESK, {"table": SimpleUploadedFile(name, content)})


def wrong(client, content: bytes) -> list[tuple[str, str, str]]:
    """What the page complains about: line, column, value; each with something to do."""
    page = sent(client, content)["Location"]
    assert "Қате ұяшық не жол саны" in plain(client.get(page))
    rows = list(csv.DictReader(StringIO(client.get(f"{page}?format=csv&list=wrong").content.decode())))
    assert all(row["what_to_do"] for row in rows)
    return [(row["line"], row["column"], row["value"]) for row in rows]


def state() -> tuple[int, int, int]:
    return Observation.objects.count(), FigureTable.objects.count(), Entry.objects.count()


@pytest.mark.parametrize("role", STAFF)
def test_only_the_secretariat_loads_figures(figures, client, role):
    user, keeper = account(role), User.objects.create_user("keeper@kelisim.example", name="keeper")
    waiting = FigureTable.objects.create(
        name="a.csv", digest="a", content=table(GOOD), by=keeper, received="2026-11-25T00:00:00Z"
    )
    allowed = role == Role.SECRETARIAT
    client.force_login(user)
    assert (access.may_load(user), access.visible_tables(user).exists()) == (allowed, allowed)
    pages = (DESK, f"{DESK}source/", f"{DESK}{waiting.pk}/")
    assert [client.get(page).status_code for page in pages] == [200 if allowed else 404] * len(pages)
    if not allowed:
        before = state()
        assert sent(client, table(GOOD)).status_code == 404
        assert client.post(f"{DESK}{waiting.pk}/", {"seen": ""}).status_code == 404
        assert client.post(f"{DESK}{waiting.pk}/away/").status_code == 404
        for deed in (
            lambda: bring_table(b"", name="a", by=user),
            lambda: publish_table(waiting, seen="", why="", by=user),
            lambda: put_away(waiting, by=user),
            lambda: name_source(Source(code="x"), by=user),
        ):
            with pytest.raises(Refused):
                deed()
        assert state() == before


def test_a_stranger_is_asked_to_sign_in(figures, client):
    assert client.get(DESK).status_code == 302


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (GOOD.replace("KZ", "999999999"), ("2", "territory", "999999999")),
        (GOOD.replace("14955106", "fourteen"), ("2", "value", "fourteen")),
        (GOOD.replace("14955106", '"14955106,5"'), ("2", "value", "14955106,5")),
        (GOOD.replace("14955106", "1" * 40), ("2", "value", "1" * 40)),
        (GOOD.replace("population", "happiness"), ("2", "indicator", "happiness")),
        (GOOD.replace("1999-01-01", "1995-02-30"), ("2", "period", "1995-02-30")),
        (GOOD.replace("1999-01-01", "1995-13"), ("2", "period", "1995-13")),
        (GOOD.replace("1999-01-01", "2009/2006"), ("2", "period", "2009/2006")),
        (GOOD.replace("seed", "sanaq-2026"), ("2", "source", "sanaq-2026")),
        (GOOD + ",one,more", ("2", "1", "13")),
        (f"{GOOD}\n{GOOD}", ("3", "territory", "KZ")),
        (f"{SEVENTEEN}\n{SEVENTEEN.replace('610', '630').replace(',17,', ',16,')}", ("3", "layout", "16")),
        (GOOD.replace("KZ", '"KZ'), ("2", "1", "")),
    ],
)
def test_a_bad_cell_is_named_with_what_to_do_and_nothing_is_published(zarina, client, line, complaint):
    before = Observation.objects.count()
    assert wrong(client, table(line)) == [complaint]
    assert Observation.objects.count() == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Кесте бос."),
        (table(GOOD).decode().encode("utf-16"), "UTF-8"),
        (table(GOOD).replace(b",", b";"), "«;»"),
        (table(GOOD).replace(b",", b"\t"), "«Tab»"),
        (table(GOOD.replace(",seed", ""), head=HEAD.replace(",source", "")), "«source»"),
        (table(GOOD + ",1", head=HEAD + ",mood"), "«mood»"),
    ],
)
def test_a_file_that_is_no_such_table_is_one_complaint(zarina, client, content, said):
    answer = client.get(sent(client, content)["Location"])
    assert said in plain(answer)
    assert len(wrong(client, content)) == 1


def test_a_byte_order_mark_does_no_harm(zarina, client):
    page = sent(client, b"\xef\xbb\xbf" + table(GOOD))["Location"]
    assert "Не өзгереді" in plain(client.get(page))


def test_a_table_that_is_too_long_is_refused_before_it_is_kept(zarina, client):
    answer = sent(client, b"x" * (20 * 1024 * 1024 + 1))
    assert answer.status_code == 422
    assert "20 МБ-қа дейін" in plain(answer)
    assert not FigureTable.objects.exists()


def test_every_bad_cell_is_told_and_the_mended_table_is_published(zarina, client):
    bad = [GOOD.replace("KZ", "KAZ"), GOOD.replace("1999", "1998").replace("final", "last")]
    assert wrong(client, table(*bad)) == [("2", "territory", "KAZ"), ("3", "status", "last")]
    page = sent(client, table(GOOD, GOOD.replace("1999", "1998")))["Location"]
    seen = client.get(page).context["seen"]
    answer = client.post(page, {"seen": seen})
    assert answer["Location"] == page
    rows = Observation.objects.filter(period__in=("1998-01-01", "1999-01-01"))
    assert list(rows.values_list("table", "value").order_by("period")) == [("sanaq.csv", 14955106)] * 2
    assert "Бұл кесте жарияланды" in plain(client.get(page))
    before = state()
    client.post(page, {"seen": seen})  # the second tap
    assert state() == before


def test_the_same_file_handed_in_twice_is_one_table(zarina, client):
    assert sent(client, table(GOOD))["Location"] == sent(client, table(GOOD))["Location"]
    assert FigureTable.objects.count() == 1


REVISED = "religious-associations,KZ,all,2006-01-01,3742,association,,final,exact,no,seed"


def test_a_revision_is_seen_with_both_values_and_needs_a_reason(zarina, client):
    page = sent(client, table(REVISED, GOOD))["Location"]
    said = plain(client.get(page))
    assert [text for text in ("3 420", "3 742", "14 955 106", "түзетілген") if text not in said] == []
    seen = client.get(page).context["seen"]
    answer = client.post(page, {"seen": seen, "why": ""})
    assert answer.status_code == 422
    assert "Себебін жазыңыз" in plain(answer)
    assert not Observation.objects.exclude(replaced=None).exists()
    client.post(page, {"seen": seen, "why": "Бюро түзетті"})
    after = Observation.objects.get(indicator="religious-associations", value=3742, replaced=None)
    assert (after.status, after.why) == ("revised", "Бюро түзетті")


def test_what_moved_between_looking_and_publishing_is_looked_at_again_and_nothing_typed_is_lost(
    zarina, client
):
    page = sent(client, table(REVISED))["Location"]
    seen = client.get(page).context["seen"]
    other = sent(client, table(REVISED.replace("3742", "3500")))["Location"]
    client.post(other, {"seen": client.get(other).context["seen"], "why": "басқасы"})
    answer = client.post(page, {"seen": seen, "why": "Бюро түзетті"})
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "Осы арада" in said
    assert "Бюро түзетті</textarea>" in said
    client.post(page, {"seen": answer.context["seen"], "why": "Бюро түзетті"})
    values = Observation.objects.filter(
        indicator="religious-associations", category="all", period="2006-01-01"
    )
    assert [int(row.value) for row in values.order_by("recorded")] == [3420, 3500, 3742]


SOURCE = {
    "code": "sanaq-2026", "url": "https://stat.gov.kz/", "read_on": "2026-11-20", "verified": "on",
    **{f"{name}_{lang}": f"{name} {lang}" for name in ("title", "short", "licence")
       for lang in ("kk", "ru", "en")},
}  # fmt: skip


def test_a_new_source_is_named_on_the_way_and_the_table_waits_meanwhile(zarina, client):
    page = sent(client, table(GOOD.replace("seed", "sanaq-2026")))["Location"]
    pk = FigureTable.objects.get().pk
    assert f"source/?table={pk}&amp;code=sanaq-2026" in client.get(page).content.decode()
    form = client.get(f"{DESK}source/?table={pk}&code=sanaq-2026").content.decode()
    assert 'value="sanaq-2026"' in form
    answer = client.post(f"{DESK}source/", {**SOURCE, "table": pk, "title_ru": "", "read_on": "2026-02-30"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"title_ru", "read_on"}
    assert "title kk" in answer.content.decode()
    assert client.post(f"{DESK}source/", {**SOURCE, "table": pk})["Location"] == page
    assert "title kk" not in plain(client.get("/kk/statistics/"))  # nothing of it is published yet
    client.post(page, {"seen": client.get(page).context["seen"]})
    assert "title kk" in plain(client.get("/kk/statistics/"))


def test_a_source_cannot_be_named_twice(zarina, client):
    assert client.post(f"{DESK}source/", {**SOURCE, "code": "seed"}).status_code == 422


@pytest.mark.parametrize("number", ["", "x", "²", "99999999999999999999"])
def test_a_source_asked_for_by_no_table_leads_back_to_all(zarina, client, number):
    assert client.post(f"{DESK}source/", {**SOURCE, "table": number})["Location"] == DESK


def test_a_table_put_away_leaves_nothing_but_the_audit(zarina, client):
    page = sent(client, table(GOOD))["Location"]
    client.post(f"{page}away/")
    assert client.get(page).status_code == 404
    deeds = [entry.deed for entry in Entry.objects.order_by("-number")[:2]]
    assert deeds == ["statistics.table_put_away", "statistics.table_handed_in"]


def test_a_table_that_changes_nothing_is_not_offered_for_publishing(zarina, client):
    page = sent(client, table(GOOD))["Location"]
    client.post(page, {"seen": client.get(page).context["seen"]})
    again = sent(client, table(GOOD))["Location"]
    assert "Жариялайтын ештеңе жоқ" in plain(client.get(again))


@pytest.mark.parametrize("lines", [1, 60])
def test_a_look_asks_the_same_few_questions(zarina, client, django_assert_num_queries, lines):
    rows = [GOOD.replace("1999", str(1900 + number)) for number in range(lines)]
    page = sent(client, table(*rows))["Location"]
    client.get(page)
    with django_assert_num_queries(15):
        client.get(page)
