"""Acts brought in as Akoma Ntoso: what our own files say comes back whole, each fault has its sentence."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.db import connection
from django.utils.translation import override

from kelisim.apps.institution.actions import load_acts
from kelisim.apps.institution.actions.publish import publish
from kelisim.apps.institution.models import Act, Effect
from kelisim.apps.institution.queries.drafts import read_draft
from kelisim.apps.institution.queries.exports.akn import Asked, act_xml
from kelisim.apps.institution.queries.reading.akn import read_akn
from kelisim.apps.institution.queries.reading.life import clause_in
from kelisim.apps.institution.queries.reading.source import LARGEST_MB
from kelisim.apps.registry.models import Organisation
from kelisim.cli.main import main
from kelisim.cli.words import LANGUAGES
from kelisim.kernel.audit.models import Entry
from kelisim.kernel.packs.complaints import BadPack
from kelisim.kernel.packs.pack import open_pack
from tests.institution.exports_read import SCHEMAS, akn_faults

CORPUS = SCHEMAS / "akomantoso" / "corpus"
SOUND = CORPUS / "sound.xml"
EXPECTED: dict[str, dict[str, list[str]]] = json.loads((CORPUS / "expected.json").read_text(encoding="utf-8"))
ACT_FIELDS = [
    *(
        "code",
        "number",
        "kind",
        "date",
        "date_last",
        "precision",
        "title_kk",
        "title_ru",
        "title_en",
        "recalled",
    ),
    *("identifiers", "identified", "principal", "source", "confidence", "verified", "facts"),
]
EFFECT_FIELDS = [
    *(
        "act__code",
        "about_act__code",
        "clause",
        "verb",
        "value",
        "on",
        "on_last",
        "precision",
        "facts",
        "source",
    ),
    *("confidence", "verified"),
]


@pytest.fixture(autouse=True)
def terminal(monkeypatch):
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


def counts() -> tuple[int, int, int, int]:
    return Act.objects.count(), Effect.objects.count(), Organisation.objects.count(), Entry.objects.count()


def faults(content: bytes, name: str) -> list[str]:
    try:
        read_draft(read_akn(content, name)[0]).must_be_sound()
    except BadPack as error:
        return [str(complaint).removeprefix(f"{name}:") for complaint in error.complaints]
    return []


@pytest.mark.parametrize("lang", ["en", *LANGUAGES])
@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_each_fault_has_its_sentence(kz, name, lang):
    with override(lang):
        assert faults((CORPUS / name).read_bytes(), name) == EXPECTED[name][lang]


def test_the_corpus_and_its_list_are_the_same():
    files = {path.name for path in CORPUS.glob("*.xml")}
    assert set(EXPECTED) == files
    assert [name for name, told in EXPECTED.items() if not told["en"]] == ["sound.xml"]


@pytest.mark.parametrize("name", sorted(set(EXPECTED) - {"sound.xml"}))
def test_nothing_is_written_when_anything_is_wrong(kz, capsys, name):
    before = counts()
    assert main(["institution", "import", str(CORPUS / name)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines() == [f"{name}:{line}" for line in EXPECTED[name]["en"]]
    assert counts() == before


def test_a_file_too_large_and_one_that_is_not_there(kz, tmp_path, capsys):
    large = tmp_path / "large.xml"
    large.write_bytes(b" " * (LARGEST_MB * 1_000_000 + 1))
    assert main(["institution", "import", str(large)]) == 2
    assert "larger than 5 MB" in capsys.readouterr().err
    assert main(["institution", "import", str(tmp_path / "none.xml")]) == 2
    assert "none.xml:1:1: The file is missing" in capsys.readouterr().err


def test_a_document_from_elsewhere_is_recorded_with_its_life(kz, capsys):
    assert akn_faults(SOUND.read_bytes()) == []
    before = counts()
    assert main(["institution", "import", str(SOUND), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "acts": 1,
        "effects": 4,
        "already": 0,
        "dry_run": False,
        "not_taken": [
            {"line": 11, "what": "FRBRauthor"},
            {"line": 31, "what": "publication"},
            {"line": 48, "what": "efficacyMod"},
            {"line": 70, "what": "body"},
        ],
    }
    assert [after - one for one, after in zip(before, counts(), strict=True)] == [1, 4, 0, 1]
    act = Act.objects.get(code="decree-1200")
    assert (act.kind, act.number, act.date, act.title_kk) == (
        *("decree", "1200", date(2026, 8, 1)),
        "Қоғамдық келісімді дамыту тұжырымдамасы туралы",
    )
    assert (act.identifiers, act.source, act.confidence) == (
        {"adilet.zan.kz": "U2600001200"},
        "Gazette, /akn/kz/act/decree/2026-08-01/1200",
        "medium",
    )
    rows = Effect.objects.filter(code__startswith="R").order_by("code")
    assert list(rows.values_list("act__code", "verb", "about_act__code", "on", "clause")) == [
        ("claw-admin", "amend", "decree-1200", date(2026, 9, 1), ""),
        ("decree-1200", "commence", "decree-1200", date(2026, 8, 15), ""),
        ("decree-1200", "repeal", "decree-1144", date(2026, 8, 15), "2"),
        ("decree-1200", "amend", "claw-298", date(2026, 8, 15), "3"),
    ]


def test_the_same_document_twice_is_the_same_import(kz, capsys):
    main(["institution", "import", str(SOUND)])
    before = counts()
    capsys.readouterr()
    assert main(["institution", "import", str(SOUND)]) == 0
    told = capsys.readouterr().out
    assert "acts 0, effects 0; recorded before: 5" in told
    assert "Not taken from the file: line 70, body." in told
    assert counts() == before


def test_a_dry_run_writes_nothing(kz, capsys):
    before = counts()
    assert main(["institution", "import", str(SOUND), "--dry-run", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["effects"] == 4
    assert counts() == before


def test_every_act_of_the_pack_comes_back_as_recorded_already(kz):
    told = {}
    for act in Act.objects.filter(identified=True):
        lines, left = read_akn(act_xml(act.code), "act.xml")
        draft = read_draft(lines)
        told[act.code] = (draft.acts, draft.effects, draft.complaints, left, draft.already == len(lines))
    assert len(told) > 30
    assert {code: one for code, one in told.items() if one != ([], [], [], [], True)} == {}


@pytest.fixture
def exported(kz) -> dict[str, bytes]:
    """Every identified act as a file."""
    return {act.code: act_xml(act.code) for act in Act.objects.filter(identified=True)}


def acts_on_acts() -> list[dict]:
    rows = Effect.objects.filter(about_act__isnull=False)
    return sorted(rows.values(*EFFECT_FIELDS), key=str)


def empty_ledger() -> None:
    """Straight in the tables: no way of the house leads there."""
    with connection.cursor() as cursor:
        for table in ("institution_tenure", "institution_post", "institution_effect"):
            cursor.execute(f"DELETE FROM {table}")


def test_into_a_ledger_with_the_acts_alone_the_effects_come_back(exported):
    before = acts_on_acts()
    empty_ledger()
    assert acts_on_acts() == []
    for code, content in exported.items():
        publish(read_akn(content, f"{code}.xml")[0], by=None)
    assert acts_on_acts() == before


def test_into_an_empty_house_the_acts_come_back_field_for_field(exported):
    before = list(Act.objects.filter(identified=True).order_by("code").values(*ACT_FIELDS))
    empty_ledger()
    Act.objects.all().delete()
    for code, content in exported.items():
        lines = read_akn(content, f"{code}.xml")[0]
        publish([line for line in lines if line["row"] == "act"], by=None)
    assert list(Act.objects.order_by("code").values(*ACT_FIELDS)) == before


def test_an_older_expression_tells_the_same_act(kz):
    lines, _left = read_akn(act_xml("law-70", Asked(lang="ru", on=date(2012, 1, 1))), "law-70.xml")
    assert read_draft(lines).already == len(lines) == 10


def test_what_was_voided_does_not_come_back_with_the_file(kz):
    content = act_xml("decree-856")
    row = Effect.objects.get(code="A14")
    Effect.objects.filter(pk=row.pk).fill_void(voided=row.recorded, voided_by=None, reason="misread")
    publish(read_akn(content, "decree-856.xml")[0], by=None)
    assert Effect.objects.filter(act__code="decree-149", verb="repeal").count() == 1


@pytest.mark.parametrize(
    ("href", "clause"),
    [
        ("#art_2", "2"),
        ("/akn/x#art_9__para_4__point_1", "9(4)(1)"),
        ("#art_14-1__para_4", "14-1(4)"),
        ("#chp_1", ""),
    ],
)
def test_how_an_article_is_read_from_an_address(href, clause):
    assert clause_in(href) == clause


def test_the_pack_s_acts_can_be_loaded_again_after_an_import(kz):
    publish(read_akn(SOUND.read_bytes(), "sound.xml")[0], by=None)
    load_acts.load(open_pack("kz"))
    assert Act.objects.filter(code="decree-1200").exists()
