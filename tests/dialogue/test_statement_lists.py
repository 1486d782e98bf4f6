"""Statements from a list or a file: all or none, every bad row named; codes are made once."""

import pytest

from kelisim.apps.dialogue.actions.import_statements import import_file, import_lines
from kelisim.apps.dialogue.actions.issue_codes import issue_codes, void_codes
from kelisim.apps.dialogue.actions.open_conversation import archive, close
from kelisim.apps.dialogue.actions.take_part import take_part
from kelisim.apps.dialogue.errors import BadRows, NeedsACode, TooManyCodes, WrongStep
from kelisim.apps.dialogue.models import Code, Statement, Variant
from kelisim.kernel.access.door import Refused
from kelisim.kernel.audit.models import Entry
from tests.dialogue.people import made

pytestmark = pytest.mark.django_db

GOOD = "text_kk,text_ru,text_en,topic\nСу тегін болсын,Вода бесплатна,,water\n,,Meters for all,\n"
BAD = (
    "text_kk,text_ru,topic\n"
    "Су тегін болсын,Вода бесплатна,water\n"
    ",,\n"
    '"Су\nтегін болсын",,\n'
    f"{'ә' * 201},x,{'t' * 61}\n"
    "a,b\n"
    "ПІКІР 3,,\n"
)


def places(error):
    return [(one.line, one.column, one.code) for one in error.value.wrong]


def test_a_file_becomes_statements_that_are_voted_on_at_once(conversation, asel):
    made_ = import_file(conversation, GOOD.encode(), by=asel)
    assert [(one.number, one.state, one.by_organiser, one.topic) for one in made_] == [
        (12, "live", True, "water"),
        (13, "live", True, ""),
    ]
    forms = Variant.objects.filter(statement__in=made_).values_list("statement__number", "form", "text")
    assert list(forms) == [
        (12, "kk-Cyrl", "Су тегін болсын"),
        (12, "ru", "Вода бесплатна"),
        (13, "en", "Meters for all"),
    ]
    entry = Entry.objects.order_by("number").last()
    assert (entry.deed, entry.facts) == ("dialogue.statements_imported", {"number": 2, "first": 12})
    with pytest.raises(BadRows):
        import_file(conversation, GOOD.encode(), by=asel)
    assert Statement.objects.count() == 14, "the same file sent again adds nothing"


def test_every_bad_row_is_named_with_line_and_column_and_nothing_is_kept(conversation, asel):
    with pytest.raises(BadRows) as error:
        import_file(conversation, BAD.encode(), by=asel)
    assert places(error) == [
        (3, "text_kk", "no_wording"),
        (4, "text_kk", "twice"),
        (6, "topic", "too_long"),
        (6, "text_kk", "too_long"),
        (7, "", "cell_count"),
        (8, "text_kk", "known"),
    ]
    assert Statement.objects.count() == 12


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", [(1, "", "no_rows")]),
        (b"text_kk\n", [(1, "", "no_rows")]),
        (b"\xff\xfe", [(1, "", "not_utf8")]),
        (b'text_kk\n"open', [(2, "", "not_csv")]),
        (b"text_kk,words,words\na,b,c\n", [(1, "words", "unknown_column"), (1, "words", "unknown_column")]),
    ],
)
def test_what_is_no_such_file_is_said(conversation, asel, raw, expected):
    with pytest.raises(BadRows) as error:
        import_file(conversation, raw, by=asel)
    assert places(error) == expected


def test_a_list_is_taken_a_line_each(conversation, asel):
    found = import_lines(conversation, "Бір\n\n  Екі  \n", column="text_kk", by=asel)
    assert [one.variants.get().text for one in found] == ["Бір", "Екі"]
    with pytest.raises(BadRows) as error:
        import_lines(conversation, "Үш\nBir\n", column="text_en", by=asel)
    assert places(error) == [(2, "text_en", "known")], "the same words in another script"


def test_nothing_is_added_to_what_is_closed_and_nobody_else_adds(conversation, asel, bolat):
    with pytest.raises(Refused):
        import_lines(conversation, "Бір", column="text_kk", by=bolat)
    for shut in (close(conversation, by=asel), archive(conversation, by=asel)):
        with pytest.raises(WrongStep):
            import_lines(shut, "Бір", column="text_kk", by=asel)


def test_codes_are_told_once_and_open_once_however_they_are_typed(asel, bolat, clock):
    invited = made(asel, tier="code")
    codes = issue_codes(invited, number=3, by=asel)
    assert len(set(codes)) == 3
    assert not Code.objects.filter(code_hash__in=codes).exists()
    take_part(invited, token="vera", code=f" {codes[0].lower().replace('-', ' ')} ")
    with pytest.raises(NeedsACode):
        take_part(invited, token="rustam", code=codes[0])
    assert void_codes(invited, by=asel) == 2
    with pytest.raises(NeedsACode):
        take_part(invited, token="rustam", code=codes[1])
    for number in (0, 5001):
        with pytest.raises(TooManyCodes):
            issue_codes(invited, number=number, by=asel)
    with pytest.raises(Refused):
        issue_codes(invited, number=1, by=bolat)
