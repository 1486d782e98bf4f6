"""A release against its data: the same bytes for the same figures, changes, refusals, loading again."""

from __future__ import annotations

import csv
import json
import os
from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import override

from kelisim.apps.mediation import public as mediation
from kelisim.apps.statistics.actions.build_release import BUILDING, built
from kelisim.apps.statistics.actions.check_release import check_release
from kelisim.apps.statistics.actions.draft_release import Told, draft_release
from kelisim.apps.statistics.actions.load_series import load_table
from kelisim.apps.statistics.actions.publish_release import publish_release
from kelisim.apps.statistics.actions.verify_release import verify_release
from kelisim.apps.statistics.errors import (
    BadReleaseCode,
    CountsNotProtected,
    DataChanged,
    FiguresWithoutSource,
    FilesDamaged,
    NotAllRead,
    NothingToRelease,
    WordsMissing,
)
from kelisim.apps.statistics.models import DamagedFile, Observation, Release, Source
from kelisim.apps.statistics.queries.known import known
from kelisim.apps.statistics.queries.release.counts import Frozen, read_counts
from kelisim.apps.statistics.queries.release.reading import keys_to_read
from kelisim.apps.statistics.queries.release.shelf import rows_of
from kelisim.cli.main import main
from kelisim.engines.disclosure.suppress import release as protect
from kelisim.engines.disclosure.types import Cell, Rule
from kelisim.kernel.access.roles import Role
from kelisim.kernel.texts.of import Text
from tests.statistics.releasing import TOLD, WORDS, draft, person, published, signed

HEAD = "indicator,territory,category,period,value,unit,layout,status,precision,break_before,source\n"
RULE = Rule(least_cases=5, least_applicants=3, base=5, least_interval=5)


def correct(tmp_path, *lines):
    """Loads a table with these figures."""
    table = tmp_path / "table.csv"
    table.write_text(HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    load_table(table, why="corrected")


def test_the_same_data_give_the_same_bytes_in_any_language(data, saltanat):
    release = draft(saltanat)
    digests = set()
    for language in ("kk", "ru", "en"):
        with override(language), time_machine.travel(timezone.now().replace(hour=9)), built(release) as done:
            digests.add(done.digest)
    assert digests == {release.digest}
    first = publish_release(_signed(release, saltanat), by=saltanat).archive
    assert len(first) == 64


def _signed(release, by):
    return check_release(release, digest=release.digest, read=keys_to_read(release), by=by)


def test_what_changed_since_the_release_before(data, shelf, saltanat, tmp_path):
    published(saltanat)
    correct(
        tmp_path,
        "population,KZ,all,2000-01-01,14901642,person,,final,exact,no,bns-2000-2023",
        "population,KZ,all,2024-01-01,20033842,person,,preliminary,exact,no,bns-2000-2023",
    )
    known().filter(indicator="experts").replace(timezone.now())
    published(saltanat, "2026-2")
    source = "bns-2000-2023"
    changed = [list(row.values()) for row in rows_of(Release.objects.get(code="2026-2"), "changes.csv")]
    assert [row for row in changed if row[0] == "population"] == [
        ["population", "KZ", "all", "2000-01-01", source, "revised", "14901641", "14901642 revised"],
        ["population", "KZ", "all", "2024-01-01", source, "added", "", "20033842 preliminary"],
    ]
    assert [row[0:1] + row[5:6] + row[7:] for row in changed if row[0] != "population"] == [
        ["experts", "withdrawn", ""]
    ]
    told = json.loads((shelf / "2026-2" / "changelog.json").read_text("utf-8"))
    assert (told["supersedes"], told["words"]["kk"]) == ("2026-1", WORDS.kk)
    assert {code: row for code, row in told["indicators"].items() if sum(list(row.values())[:3])} == {
        "experts": {"added": 0, "revised": 0, "withdrawn": 1, "figures": 0},
        "population": {"added": 1, "revised": 1, "withdrawn": 0, "figures": len(_rows("population"))},
    }
    assert (shelf / "2026-1" / "data" / "experts.csv").exists()
    assert verify_release(Release.objects.get(code="2026-1")) == []


def _rows(indicator):
    return list(known().filter(indicator=indicator))


def test_a_release_loads_again_with_equal_numbers(data, shelf, saltanat):
    published(saltanat)
    fields = (
        "indicator_id", "territory_id", "category_id", "period", "value", "unit", "layout", "status",
        "precision", "break_before", "source_id", "facts", "inconsistencies",
    )  # fmt: skip
    before = sorted(known().order_by().values_list(*fields), key=str)
    Observation.objects.all().delete()
    for table in sorted((shelf / "2026-1" / "data").glob("*.csv")):
        load_table(table)
    assert sorted(known().order_by().values_list(*fields), key=str) == before


def test_data_that_changed_since_the_signature_are_not_published(data, shelf, saltanat, tmp_path):
    release = signed(saltanat)
    correct(tmp_path, "population,KZ,all,2000-01-01,14901642,person,,final,exact,no,bns-2000-2023")
    with pytest.raises(DataChanged) as refused, override("kk"):
        publish_release(release, by=saltanat)
    with override("kk"):
        assert "Оны қайта дайындап, оқып, жаңадан қол қойыңыз" in str(refused.value)
    assert [path.name for path in shelf.iterdir()] == [f".draft-2026-1-{release.digest[:16]}"]
    assert published(saltanat).state == "published"


def test_a_signature_holds_for_the_draft_that_was_read(data, shelf, saltanat):
    release = draft(saltanat)
    keys = keys_to_read(release)
    with pytest.raises(DataChanged):
        check_release(release, digest="0" * 64, read=keys, by=saltanat)
    with pytest.raises(NotAllRead) as refused:
        check_release(release, digest=release.digest, read=keys[2:], by=saltanat)
    assert refused.value.data == {"keys": ", ".join(keys[:2])}
    file = shelf / f".draft-2026-1-{release.digest[:16]}" / "breaks.csv"
    file.chmod(0o644)
    file.write_text("key\n", encoding="utf-8")
    with pytest.raises(FilesDamaged):
        check_release(release, digest=release.digest, read=keys, by=saltanat)


def test_another_release_in_between_sends_the_signed_one_back(data, saltanat):
    waiting = signed(saltanat, "2026-1")
    published(saltanat, "2026-2")
    with pytest.raises(DataChanged):
        publish_release(waiting, by=saltanat)


def test_figures_without_a_source_or_a_date_are_named(data, saltanat):
    Source.objects.filter(code="mfa-geneva").update(title_kk="")
    with pytest.raises(FiguresWithoutSource) as refused:
        draft(saltanat)
    expected = sorted(f"{row.indicator_id} {row.period}" for row in known().filter(source="mfa-geneva"))
    assert refused.value.data["rows"].split(", ") == sorted({*expected})[:10]
    assert Release.objects.count() == 0


@pytest.mark.parametrize(
    ("code", "told", "error"),
    [
        ("2026", TOLD, BadReleaseCode),
        ("../2026-1", TOLD, BadReleaseCode),
        ("2026-1", Told(words=Text(kk="Сөз.", ru=" ")), WordsMissing),
    ],
)
def test_what_is_typed_wrongly_drafts_nothing(data, shelf, saltanat, code, told, error):
    with pytest.raises(error):
        draft_release(code, told=told, by=saltanat)
    assert (Release.objects.count(), shelf.exists()) == (0, False)


def test_without_figures_there_is_nothing_to_release(shelf, saltanat):
    with pytest.raises(NothingToRelease):
        draft(saltanat)
    assert list(shelf.iterdir()) == []


@pytest.mark.parametrize("role", [None, Role.ANALYST, Role.AUDITOR, Role.ADMIN, Role.COORDINATOR])
def test_nobody_else_does_any_of_it(data, saltanat, role):
    other = person("other", role)
    release = draft(saltanat)
    for deed in (
        lambda: draft(other),
        lambda: check_release(release, digest=release.digest, read=keys_to_read(release), by=other),
        lambda: publish_release(release, by=other),
    ):
        with pytest.raises(PermissionDenied):
            deed()


def counts(period, *cells):
    rule = Rule(least_cases=5, least_applicants=3, base=5, least_interval=5)
    made = protect([Cell(row=r, column=c, cases=n, applicants=n) for r, c, n in cells], rule=rule)
    return mediation.ReleasedCounts(
        period=period, counts=made, rule=rule, released_on=period.until, digest=""
    )


def test_counts_of_people_are_frozen_with_the_release(data, shelf, saltanat, monkeypatch):
    period = mediation.Period(level="outcome", since=date(2026, 7, 1), until=date(2026, 10, 1))
    first = counts(period, ("all", "Sf", 61), ("all", "N2", 3), ("all", "C", 38))
    monkeypatch.setattr(mediation, "released_until", lambda day: [first])
    published(saltanat)
    later = counts(period, ("all", "Sf", 99), ("all", "C", 38))
    monkeypatch.setattr(mediation, "released_until", lambda day: [later])
    second = published(saltanat, "2026-2")
    frozen = read_counts(rows_of(second, "mediation/counts.csv"))
    assert frozen == [Frozen(level="outcome", since=period.since, until=period.until, counts=first.counts)]
    cells = {
        (row["row"], row["column"]): row["value"] or "hidden"
        for row in rows_of(second, "mediation/counts.csv")
    }
    assert "3" not in cells.values()
    assert "hidden" in cells.values()


def test_a_count_that_was_not_protected_is_never_released(data, shelf, saltanat, monkeypatch):
    period = mediation.Period(level="outcome", since=date(2026, 7, 1), until=date(2026, 10, 1))
    table = counts(period, ("all", "Sf", 61), ("all", "C", 38))
    leaking = type(table.counts)(
        rows=table.counts.rows,
        columns=table.counts.columns,
        values={**table.counts.values, ("all", "Sf"): 61},
    )
    told = mediation.ReleasedCounts(
        period=period, counts=leaking, rule=RULE, released_on=period.until, digest=""
    )
    monkeypatch.setattr(mediation, "released_until", lambda day: [told])
    with pytest.raises(CountsNotProtected):
        draft(saltanat)
    assert [path for path in shelf.iterdir() if not path.name.startswith(BUILDING)] == []


def test_the_command_tells_with_its_exit_status(data, shelf, saltanat, capsys, monkeypatch):
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    by = ["--by", "saltanat@kelisim.example"]
    words = ["--words-kk", WORDS.kk, "--words-ru", WORDS.ru, "--words-en", WORDS.en]
    assert main(["release", "publish", "2026-1", *by]) == 2
    assert main(["release", "draft", "2026", *by, *words]) == 2
    assert main(["release", "draft", "2026-1", "--by", "nobody@kelisim.example", *words]) == 2
    person("pavel", None)
    assert main(["release", "draft", "2026-1", "--by", "pavel@kelisim.example", *words]) == 3
    assert main(["release", "draft", "2026-1", *by, *words]) == 0
    assert main(["release", "publish", "2026-1", *by]) == 3
    assert main(["release", "check", "2026-1", *by]) == 3
    assert main(["release", "check", "2026-1", *by, "--read", "ALL"]) == 0
    assert main(["release", "publish", "2026-1", *by]) == 0
    release = Release.objects.get()
    capsys.readouterr()
    assert main(["release", "list"]) == 0
    assert capsys.readouterr().out.split() == ["2026-1", str(release.day), "published", release.digest]
    assert main(["release", "verify", "2026-1"]) == 0
    assert capsys.readouterr().out.strip() == release.digest
    assert main(["release", "verify", "1999-1"]) == 2


def test_verifying_names_what_is_damaged_lost_or_added_and_clears_what_is_whole_again(
    data, shelf, saltanat, capsys
):
    release = published(saltanat)
    folder = shelf / "2026-1"
    file = folder / "breaks.csv"
    right = file.read_bytes()
    file.chmod(0o644)
    file.write_bytes(right + b"x\n")
    folder.chmod(0o755)
    (folder / "added.csv").write_text("x\n", encoding="utf-8")
    (folder / "changes.csv").unlink()
    assert verify_release(release) == ["added.csv", "breaks.csv", "changes.csv"]
    assert main(["release", "verify", "2026-1"]) == 4
    assert "breaks.csv" in capsys.readouterr().err
    file.write_bytes(right)
    assert verify_release(release) == ["added.csv", "changes.csv"]
    open_ones = DamagedFile.objects.filter(mended_at=None)
    assert list(open_ones.values_list("path", flat=True)) == ["added.csv", "changes.csv"]


def test_files_and_folders_are_read_only(data, shelf, saltanat):
    published(saltanat)
    modes = {path.is_dir(): path.stat().st_mode & 0o777 for path in (shelf / "2026-1").rglob("*")}
    assert modes == {True: 0o555, False: 0o444}


def test_a_later_build_sweeps_away_what_a_killed_one_left(data, shelf, saltanat):
    for name, hours in (("old", 2), ("young", 0)):
        folder = shelf / f"{BUILDING}2026-1-{name}"
        folder.mkdir(parents=True)
        moment = timezone.now().timestamp() - hours * 3600
        os.utime(folder, (moment, moment))
    draft(saltanat)
    assert [path.name for path in shelf.glob(f"{BUILDING}*")] == [f"{BUILDING}2026-1-young"]


def test_every_table_begins_with_its_header(data, shelf, saltanat):
    release = published(saltanat)
    for line in release.files:
        if line["rows"] is not None:
            with (shelf / "2026-1" / line["path"]).open(encoding="utf-8", newline="") as file:
                assert len(list(csv.reader(file))) == line["rows"] + 1, line["path"]
