"""A clerk's paper batch: every bad cell named, all or nothing, the same file once."""

import json

import pytest
from django.utils import translation

from kelisim.apps.mediation.actions.import_batch import import_batch
from kelisim.apps.mediation.actions.open_case import open_case
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.queries.batch import COLUMNS, read_batch
from kelisim.cli.main import main
from kelisim.kernel.access.door import Refused
from kelisim.kernel.audit.models import Entry

GOOD = {
    "ref": "P-1",
    "received_on": "2026-02-27",
    "channel": "paper",
    "language": "kk",
    "territory": "751100000",
    "topic": "neighbours",
    "applicant_kind": "person",
    "applicant_name": "Вера Ким",
    "applicant_phone": "+77010000001",
    "other_kind": "person",
    "other_name": "Рүстем Сағындық",
    "other_phone": "+77010000002",
    "essence": "Шарбақ, «екі» метрге жылжыды",
    "stage": "none",
    "referral_no": "",
}
# 37 rows, each with one planted fault, and the fault it must be told by.
FAULTS = [
    *[({column: ""}, column, "empty") for column in ("ref", "received_on", "language", "territory", "topic")],
    *[({column: ""}, column, "empty") for column in ("applicant_name", "applicant_phone", "essence")],
    *[
        ({"received_on": day}, "received_on", "bad_date")
        for day in ("2026-02-30", "27.02.2026", "кеше", "2026-13-01")
    ],
    *[({"received_on": day}, "received_on", "future") for day in ("2026-03-03", "2027-01-01")],
    *[({"channel": code}, "channel", "unknown_code") for code in ("fax", "Paper")],
    *[({"language": code}, "language", "unknown_code") for code in ("kz", "qaz", "KK")],
    *[({"territory": code}, "territory", "unknown_territory") for code in ("75", "759999999", "Алматы")],
    *[({"territory": code}, "territory", "elsewhere") for code in ("KZ",)],
    *[({"topic": code}, "topic", "unknown_code") for code in ("fence", "көршілер", "neighbors")],
    *[({"applicant_kind": code}, "applicant_kind", "unknown_code") for code in ("human", "адам")],
    *[({"other_kind": code}, "other_kind", "unknown_code") for code in ("nobody", "фирма")],
    *[({"other_name": ""}, "other_name", "name_or_unknown")],
    *[({"stage": code}, "stage", "unknown_code") for code in ("trial", "сот")],
    *[({"essence": "ш" * 4001}, "essence", "too_long")],
    *[({"ref": "P-REPEATED"}, "ref", "repeated")] * 3,
]


def as_csv(*changes, delimiter=",", bom=False):
    lines = [delimiter.join(COLUMNS)]
    for number, change in enumerate(changes, start=1):
        row = {**GOOD, "ref": f"P-{number}", **change}
        lines.append(delimiter.join(f'"{row[column]}"' for column in COLUMNS))
    return ("\ufeff" * bom + "\n".join(lines) + "\n").encode()


def test_each_of_37_planted_faults_is_named_with_its_line_and_column(cast):
    raw = as_csv({"ref": "P-REPEATED"}, *[change for change, _column, _code in FAULTS])
    batch = read_batch(raw, region="75")
    assert len(FAULTS) == 37
    assert [(one.line, one.column, one.code) for one in batch.wrong] == [
        (line, column, code) for line, (_change, column, code) in enumerate(FAULTS, start=3)
    ]
    assert max(len(one.value) for one in batch.wrong) <= 40


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_every_fault_has_its_sentence_in_three_languages(cast, lang):
    raw = as_csv({"ref": "P-REPEATED"}, *[change for change, _column, _code in FAULTS])
    with translation.override(lang):
        told = {one.code: one.message for one in read_batch(raw, region="75").wrong}
    with translation.override("en"):
        english = {one.code: one.message for one in read_batch(raw, region="75").wrong}
    assert all(told.values())
    assert [code for code in told if lang != "en" and told[code] == english[code]] == []


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"\xff\xfe\x00", "not_utf8"),
        (as_csv(), "no_rows"),
        (as_csv({}).replace(b"topic", b"theme", 1), "missing_column"),
        (as_csv({}) + b'"P-2","x"\n', "cell_count"),
        (b",".join(map(str.encode, COLUMNS)) + b'\n"open', "not_csv"),
    ],
)
def test_a_broken_file_is_refused_with_its_reason(cast, raw, code):
    batch = read_batch(raw, region="75")
    assert batch.wrong[0].code == code


def test_one_fault_and_nothing_is_written(cast):
    batch = read_batch(as_csv({}, {"topic": "fence"}), region="75")
    with pytest.raises(ValueError, match="complaints"):
        import_batch(cast.office, batch, by=cast.aizhan)
    assert Case.objects.count() == 0


def test_a_good_batch_makes_cases_whose_secrets_open_them(cast):
    batch = read_batch(as_csv({}, {}, bom=True, delimiter=";"), region="75")
    entered = import_batch(cast.office, batch, by=cast.aizhan)
    cases = list(Case.objects.order_by("id"))
    assert [(one.state, one.channel, one.office_id, str(one.received_at.date())) for one in cases] == [
        ("received", "paper", cast.office.pk, "2026-02-27")
    ] * 2
    assert [open_case(one.number, one.secret).who.case_id for one in entered] == [one.pk for one in cases]


def test_the_same_file_again_is_the_same_import(cast):
    batch = read_batch(as_csv({}, {}), region="75")
    first = import_batch(cast.office, batch, by=cast.aizhan)
    again = import_batch(cast.office, batch, by=cast.aizhan)
    assert [(one.ref, one.number) for one in again] == [(one.ref, one.number) for one in first]
    assert [one.secret for one in again] == ["", ""]
    assert (Case.objects.count(), Entry.objects.filter(deed="mediation.imported").count()) == (2, 1)


def test_a_stranger_imports_nothing(cast):
    batch = read_batch(as_csv({}), region="75")
    with pytest.raises(Refused):
        import_batch(cast.office, batch, by=cast.pavel)


def test_the_command_prints_every_fault_and_ends_with_2(cast, tmp_path, capsys):
    path = tmp_path / "papers.csv"
    path.write_bytes(as_csv({}, {"topic": "fence"}))
    command = ["mediation", "import", "--office", cast.office.code, "--batch", str(path), "--json"]
    assert main(command) == 2
    (fault,) = json.loads(capsys.readouterr().out)["errors"]
    assert (fault["file"], fault["line"], fault["column"], fault["value"]) == (
        "papers.csv",
        3,
        "topic",
        "fence",
    )
    assert main(command[:-1]) == 2
    assert capsys.readouterr() == ("", f"papers.csv:3:topic: {fault['message']}\n")
    path.write_bytes(as_csv({}))
    assert main([*command, "--dry-run"]) == 0
    assert json.loads(capsys.readouterr().out) == {"rows": 1, "entered": []}
    assert main(command) == 0
    assert json.loads(capsys.readouterr().out)["entered"][0]["ref"] == "P-1"
    assert Case.objects.count() == 1
