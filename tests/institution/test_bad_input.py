"""The bad input of the ledger, from a file and on the lawyer's page: one clear sentence, nothing changes."""

from __future__ import annotations

import csv
from datetime import date

import pytest
from allauth.mfa.models import Authenticator

from kelisim.apps.institution.models import Act, Effect
from kelisim.apps.institution.queries.lines import COLUMNS
from kelisim.apps.registry.models import Organisation
from kelisim.cli.main import main
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.models import Entry
from tests.institution.test_pages import words

pytestmark = pytest.mark.usefixtures("kz")
SURE = {"source": "gazette", "confidence": "high", "verified": "yes"}
FUND = {"about": "organisation", "subject": "fund", "date": "2024-03-01"}
GOOD = FUND | {"verb": "place_under", "other": "assembly", "tie": "part"}
NAMES = {"name_kk": "Қор", "name_ru": "Фонд", "name_en": "Fund"}
FRAME = {
    "kk": "«{}» мұнда сай келмейді: {}.",
    "ru": "«{}» сюда не подходит: {}.",
    "en": "“{}” does not fit here: {}.",
}
# What is wrong: the act, the row, the column, and why in each language.
BAD = {
    "before its subject's birth": (
        "law-70",
        FUND | NAMES | {"verb": "rename", "date": "2001-01-01"},
        "subject",
        {
            "kk": "ол күні бұл әлі жоқ; күнді түзетіңіз немесе құрылу мерзімін нақтылаңыз",
            "ru": "в этот день его ещё нет; исправьте день или уточните день создания",
            "en": "it is not in being yet on that day; correct the day or narrow the creation",
        },
    ),
    "a circle": (
        "law-70",
        GOOD | {"other": "fund"},
        "other",
        {
            "kk": "орган өзіне-өзі бағынып қалады; басқа жоғарғы органды таңдаңыз",
            "ru": "орган оказался бы подчинён сам себе; выберите другой вышестоящий орган",
            "en": "a body would stand under itself; choose another parent",
        },
    ),
    "an article the act does not have": (
        "const-1995",
        GOOD | {"clause": "99(1)"},
        "clause",
        {
            "kk": "актіде мұндай бап жоқ; соңғысы – 98",
            "ru": "в акте нет такой статьи; последняя – 98",
            "en": "the act has no such article; its last one is 98",
        },
    ),
    "a day the calendar lacks": (
        "law-70",
        GOOD | {"date": "1995-02-30"},
        "date",
        {
            "kk": "мұндай күн жоқ; 2007-07-26, 2005-04, 2014 немесе 2015-10-27/2018-04-27 түрінде жазыңыз",
            "ru": "такого дня нет; напишите 2007-07-26, 2005-04, 2014 или 2015-10-27/2018-04-27",
            "en": "there is no such day; write 2007-07-26, 2005-04, 2014 or 2015-10-27/2018-04-27",
        },
    ),
}  # fmt: skip
SHORT = {
    "kk": "Жолда 3 ұяшық, ал бірінші жолда 21.",
    "ru": "В строке ячеек: 3, а в первой: 21.",
    "en": "The line has 3 cells where the first line has 21.",
}
each_language = pytest.mark.parametrize("lang", ["kk", "ru", "en"])


def sentence(lang: str, case: str) -> str:
    """The whole sentence a reader of this language gets."""
    _act, bad, column, why = BAD[case]
    return FRAME[lang].format(bad[column], why[lang])


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Act, Effect, Organisation, Entry))


@pytest.fixture
def speaking(monkeypatch):
    """Sets the language of the terminal."""

    def speak(lang: str) -> None:
        monkeypatch.delenv("LC_ALL", raising=False)
        monkeypatch.setenv("LANG", f"{lang}_KZ.UTF-8")

    return speak


@pytest.fixture
def zarina(client) -> User:
    """Of the secretariat, signed in."""
    user = User.objects.create_user("zarina@kelisim.example", name="Зарина")
    RoleHolding.objects.create(user=user, role="secretariat", since=date(2020, 1, 1))
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    client.force_login(user)
    return user


@each_language
@pytest.mark.parametrize("case", BAD)
def test_a_bad_line_of_a_file_gets_its_sentence_and_nothing_is_written(
    tmp_path, capsys, speaking, lang, case
):
    act, bad, column, _why = BAD[case]
    path = tmp_path / "acts.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        for row in (GOOD | {"verb": "head", "other": "assembly", "tie": "", "rule": "elected"}, bad):
            writer.writerow(SURE | {"row": "effect", "act": act} | row)
    speaking(lang)
    before = counts()
    assert main(["institution", "import", str(path)]) == 2
    assert capsys.readouterr() == ("", f"acts.csv:3:{column}: {sentence(lang, case)}\n")
    assert counts() == before


@each_language
@pytest.mark.parametrize("case", BAD)
def test_a_bad_row_of_the_page_gets_the_same_sentence_and_nothing_is_written(zarina, client, lang, case):
    act, bad, column, _why = BAD[case]
    before = counts()
    sent = {f"row-1-{name}": text for name, text in bad.items()} | SURE | {"rows": "1", "go": "publish"}
    response = client.post(f"/{lang}/desk/ledger/record/?act={act}", sent)
    page = response.content.decode()
    assert response.status_code == 200
    assert words(page).count(sentence(lang, case)) == 2  # in the summary at the top and beside the field
    assert f'id="id_row-1-{column}_error"' in page
    assert counts() == before


@each_language
def test_a_line_with_too_few_cells_is_told_and_the_good_one_is_not_written(tmp_path, capsys, speaking, lang):
    path = tmp_path / "acts.csv"
    good = SURE | {"row": "effect", "act": "law-70"} | GOOD
    lines = (COLUMNS, [good.get(name, "") for name in COLUMNS], ["effect", "law-70", "2024-03-01"])
    path.write_text("".join(",".join(cells) + "\n" for cells in lines), encoding="utf-8")
    speaking(lang)
    before = counts()
    assert main(["institution", "import", str(path)]) == 2
    assert capsys.readouterr() == ("", f"acts.csv:3:1: {SHORT[lang]}\n")
    assert counts() == before


@each_language
def test_of_a_good_and_a_bad_row_on_the_page_neither_is_written(zarina, client, lang):
    _act, bad, _column, _why = BAD["a circle"]
    before = counts()
    head = FUND | {"verb": "head", "other": "assembly", "rule": "elected"}
    rows = {f"row-{n}-{name}": text for n, row in enumerate((head, bad), 1) for name, text in row.items()}
    response = client.post(
        f"/{lang}/desk/ledger/record/?act=law-70", SURE | rows | {"rows": "2", "go": "publish"}
    )
    page = response.content.decode()
    assert 'id="id_row-2-other_error"' in page
    assert 'id="id_row-1-other_error"' not in page
    assert words(page).count(sentence(lang, "a circle")) == 2
    assert counts() == before
