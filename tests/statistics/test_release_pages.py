"""Pages of releases: what everybody reads, what the desk does, what is refused; in three languages."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from lxml import html

from kelisim.apps.statistics.models import DamagedFile, Release
from kelisim.apps.statistics.queries.known import known
from kelisim.apps.statistics.queries.release.reading import keys_to_read
from kelisim.apps.statistics.queries.release.shelf import rows_of
from kelisim.apps.statistics.states.release import State
from kelisim.kernel.access.roles import NEVER_GRANTED, Role
from kelisim.kernel.audit.models import Entry
from kelisim.web.statistics.releases.changed import value_told
from tests.listings import links, lists, rows_in
from tests.statistics.releasing import NOTES, WORDS, draft, person, published, signed


def to(name, *args, lang="kk"):
    with override(lang):
        return reverse(name, args=args)


def enter(client, user):
    Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {}})
    client.force_login(user)
    return client


@pytest.mark.parametrize("role", [None, *(role for role in Role if role not in NEVER_GRANTED)])
def test_the_desk_is_there_for_the_secretariat_alone(data, saltanat, client, role):
    draft(saltanat)
    enter(client, person("somebody", role))
    addresses = (to("release-desk"), to("release-reading", "2026-1"))
    expected = 200 if role == Role.SECRETARIAT else 404
    assert [client.get(address).status_code for address in addresses] == [expected] * 2
    if expected == 404:
        assert [client.post(address, {}).status_code for address in addresses] == [404] * 2


def test_without_signing_in_the_desk_asks_to_sign_in(client, db):
    for address in (to("release-desk"), to("release-reading", "2026-1")):
        assert client.get(address)["Location"].startswith(to("account_login"))


@pytest.mark.parametrize("state", [State.DRAFTED, State.CHECKED])
def test_nobody_reads_a_release_before_it_is_published(data, saltanat, client, state):
    (draft if state == State.DRAFTED else signed)(saltanat)
    enter(client, saltanat)
    assert [
        client.get(to("release-detail", "2026-1")).status_code,
        client.get(to("release-file", "2026-1", "README.md")).status_code,
        client.get(to("release-archive", "2026-1")).status_code,
        client.get(to("release-table", "2026-1", "breaks")).status_code,
        client.get(to("release-citation", "2026-1", "bib")).status_code,
        client.get("/api/v1/releases/2026-1").status_code,
    ] == [404] * 6
    assert json.loads(client.get("/api/v1/releases").content)["items"] == []


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_everybody_reads_a_published_release(data, saltanat, client, lang):
    release = published(saltanat)
    title = {"kk": "2026-1 шығарылымы", "ru": "Выпуск 2026-1", "en": "Release 2026-1"}[lang]
    page = client.get(to("release-detail", "2026-1", lang=lang)).content.decode()
    assert f"<h1>{title}</h1>" in page
    for told in (WORDS.of(lang), NOTES.of(lang), release.digest, "sdmx/figures.csv"):
        assert told in page
    assert client.get(to("release-list", lang=lang)).status_code == 200
    for line in release.files:
        if line["rows"] is not None:
            table = line["path"].removesuffix(".csv").replace("/", ".")
            assert client.get(to("release-table", "2026-1", table, lang=lang)).status_code == 200


def test_the_pages_ask_the_same_number_of_questions_with_one_and_with_three(
    data, saltanat, client, django_assert_num_queries
):
    published(saltanat)
    for more in ((), ("2026-2", "2026-3")):
        for code in more:
            published(saltanat, code)
        with django_assert_num_queries(2):  # the releases, whether this is a sample
            client.get(to("release-list"))
        with django_assert_num_queries(5):  # the release, its damage, its successor, indicators, sample
            client.get(to("release-detail", "2026-1"))


def test_every_file_comes_as_it_was_published(data, shelf, saltanat, client):
    release = published(saltanat)
    folder = shelf / "2026-1"
    for line in [*release.files, {"path": "SHA256SUMS", "digest": release.digest}]:
        answer = client.get(to("release-file", "2026-1", line["path"]))
        assert b"".join(answer) == (folder / line["path"]).read_bytes()
        assert (answer["ETag"], answer["Cache-Control"]) == (
            f'"{line["digest"]}"',
            "public, max-age=31536000, immutable",
        )
    archive = b"".join(client.get(to("release-archive", "2026-1")))
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        inside = {name.removeprefix("kelisim-2026-1/"): found.read(name) for name in found.namelist()}
    assert inside == {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize("path", ["../../db.sqlite3", "nothing.csv", "data", "../kelisim-2026-1.zip"])
def test_nothing_beside_the_release_is_handed_out(data, saltanat, client, path):
    published(saltanat)
    assert client.get(f"/kk/statistics/releases/2026-1/file/{path}").status_code == 404


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("2026-1/data/population.csv", ("release-file", "2026-1", "data/population.csv")),
        ("2026-1/data/population.csv", ("release-table", "2026-1", "data.population")),
        ("kelisim-2026-1.zip", ("release-archive", "2026-1")),
    ],
)
def test_a_tampered_file_is_refused_and_flagged_once(data, shelf, saltanat, client, path, address):
    published(saltanat)
    target = shelf / path
    target.chmod(0o644)
    target.write_bytes(target.read_bytes().replace(b"population", b"populatiom"))
    for _again in range(2):
        answer = client.get(to(*address))
        assert answer.status_code == 503
        assert "Бұл файл бүлінген" in answer.content.decode()
    assert DamagedFile.objects.count() == 1
    assert Entry.objects.filter(deed="statistics.release_damaged").count() == 1
    assert "Кейбір файлдар бүлінген" in client.get(to("release-detail", "2026-1")).content.decode()
    other = client.get(to("release-file", "2026-1", "README.md"))
    assert b"".join(other) == (shelf / "2026-1" / "README.md").read_bytes()


def test_a_lost_folder_is_told_and_breaks_no_page(data, shelf, saltanat, client):
    published(saltanat)
    (shelf / "2026-1").rename(shelf / "away")
    assert client.get(to("release-detail", "2026-1")).status_code == 200
    assert client.get(to("release-file", "2026-1", "README.md")).status_code == 503
    assert enter(client, saltanat).get(to("release-reading", "2026-1")).status_code == 200


def test_the_release_is_cited(data, saltanat, client):
    release = published(saltanat)
    told = {
        ending: client.get(to("release-citation", "2026-1", ending, lang="en")).content.decode()
        for ending in ("bib", "ris", "csl.json")
    }
    assert told["bib"].startswith("@dataset{kelisim-kz-2026-1,")
    assert told["ris"].startswith("TY  - DATA\r\n")
    (item,) = json.loads(told["csl.json"])
    assert (item["type"], item["version"], release.digest in item["note"]) == ("dataset", "2026-1", True)
    assert client.get(to("release-citation", "2026-1", "doc")).status_code == 404


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("3420", "3 420"),
        ("70.4 rounded", "70,4 (дереккөзде дөңгелектелген)"),
        ("-12.5 revised", "\u221212,5 (түзетілген)"),
        ("", "–"),
    ],
)
def test_a_value_of_the_change_log_is_told_in_words(cell, told):
    with override("kk"):
        assert value_told(cell).replace("\u00a0", " ") == told


def test_a_rest_stands_where_there_is_no_sum_to_subtract(data, shelf, saltanat, client):
    release = draft(saltanat)
    rows = {row["key"]: row for row in rows_of(release, "reconciliations.csv")}
    worship, parts = rows["places-of-worship-2006"], rows["religious-associations-2006"]
    assert (worship["difference"], worship["rest"]) == ("", "513")
    assert (parts["difference"], parts["rest"]) == ("322", "")
    page = enter(client, saltanat).get(to("release-reading", "2026-1")).content.decode()
    assert "Қалғанына тиетіні 513" in page


def form(**changes):
    texts = {f"words_{lang}": WORDS.of(lang) for lang in ("kk", "ru", "en")}
    return {"code": "2026-1", "licence": "CC-BY-4.0", **texts, **changes}


def test_the_secretary_drafts_reads_signs_and_publishes(data, saltanat, client):
    enter(client, saltanat)
    reading = to("release-reading", "2026-1")
    assert client.post(to("release-desk"), form())["Location"] == reading
    release = Release.objects.get()
    keys = keys_to_read(release)
    page = client.get(reading).content.decode()
    assert [f'value="{key}"' in page for key in keys] == [True] * len(keys)
    sign = {"go": "sign", "digest": release.digest}
    refused = client.post(reading, {**sign, "read": keys[1:]})
    assert (refused.status_code, keys[0] in refused.content.decode()) == (422, True)
    assert refused.content.decode().count(" checked>") == len(keys) - 1
    for _twice in range(2):
        assert client.post(reading, {**sign, "read": keys})["Location"] == reading
    for _twice in range(2):
        assert client.post(reading, {"go": "publish"})["Location"] == to("release-detail", "2026-1")
    release.refresh_from_db()
    assert (release.state, release.checked_by, release.published_by) == ("published", saltanat, saltanat)
    assert "Publish" not in client.get(reading).content.decode()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"code": "26-1"}, "«26-1» шығарылым нөмірі емес"),
        ({"words_ru": ""}, "id_words_ru"),
        ({"licence": "mine"}, "id_licence"),
    ],
)
def test_a_wrong_form_keeps_what_was_typed(data, saltanat, client, changes, told):
    answer = enter(client, saltanat).post(to("release-desk"), form(**changes))
    page = answer.content.decode()
    assert (answer.status_code, told in page, WORDS.kk in page) == (422, True, True)
    assert Release.objects.count() == 0


def test_every_list_is_a_file_with_as_many_rows(data, saltanat, client):
    published(saltanat)
    gone = known().filter(indicator="composition", territory="KZ", category="german")
    gone.replace(timezone.now())
    published(saltanat, "2026-2")
    for page, names in (
        (to("release-list"), {"releases"}),
        (to("release-detail", "2026-2"), {"files", "counted", "revised"}),
        (to("release-table", "2026-2", "data.population"), {"rows"}),
    ):
        tree = html.fromstring(client.get(page).content)
        shown, offered = lists(tree), links(tree)
        assert (set(shown), set(offered)) == (names, names)
        for name, found in offered.items():
            assert [rows_in(client, page, link) for link in found] == [shown[name]] * 2, name


def test_the_api_tells_releases_and_their_files(data, saltanat, client):
    release = published(saltanat)
    listed = json.loads(client.get("/api/v1/releases").content)["items"]
    one = json.loads(client.get("/api/v1/releases/2026-1").content)
    assert [row["digest"] for row in listed] == [release.digest]
    assert [(row["path"], row["digest"]) for row in one["files"]] == [
        (line["path"], line["digest"]) for line in release.files
    ]
    assert client.get("/api/v1/releases/1999-1").status_code in (400, 404)
