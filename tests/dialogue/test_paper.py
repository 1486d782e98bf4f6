"""Sheets of paper: numbers that notice a slip, batches entered once, compared, withdrawn whole."""

import io

import pytest
from django.urls import reverse
from django.utils.translation import override
from pypdf import PdfReader

from kelisim.apps.dialogue.actions.import_sheets import confirm_batch, import_sheets, withdraw_batch
from kelisim.apps.dialogue.actions.open_conversation import close
from kelisim.apps.dialogue.errors import BadRows, NotOpen, SheetsChanged
from kelisim.apps.dialogue.models import Batch, Participation, Vote
from kelisim.apps.dialogue.queries.log import log_of
from kelisim.apps.dialogue.queries.sheets import sheet_code, sheet_number
from kelisim.kernel.access.door import Refused
from kelisim.kernel.access.roles import Role
from kelisim.kernel.audit.models import Entry
from tests.dialogue.people import made, person
from tests.web.staff_steps import done, page

pytestmark = pytest.mark.django_db


def file(conversation, *rows):
    told = [f"{sheet_code(conversation, sheet)},{statement},{vote}" for sheet, statement, vote in rows]
    return "\n".join(["sheet,statement,vote", *told]).encode()


def places(error):
    return [(one.line, one.column, one.code) for one in error.value.wrong]


def test_a_sheet_is_known_by_its_letters_whatever_keyboard_typed_them(conversation, asel):
    code = sheet_code(conversation, 17)
    cyrillic = code.translate(str.maketrans("ACEHKMPTXY", "АСЕНКМРТХУ"))
    assert [
        sheet_number(conversation, one) for one in (code, code.lower(), cyrillic, code.replace("-", " "))
    ] == [17] * 4
    for slip in ("", "17", "x", code.replace("17", "18"), sheet_code(made(asel, code="other"), 17)):
        assert sheet_number(conversation, slip) is None


def test_a_batch_counts_once_and_is_withdrawn_whole(conversation, asel):
    told = file(conversation, (1, 0, "1"), (1, 1, "-1"), (2, 0, "0"))
    batch = import_sheets(conversation, told, by=asel)
    shuffled = file(conversation, (2, 0, "0"), (1, 1, "-1"), (1, 0, "1"))
    assert import_sheets(conversation, shuffled, by=asel) == batch
    assert (Vote.objects.count(), Participation.objects.count()) == (3, 2)
    assert sorted(log_of(conversation).votes.value.tolist()) == [-1, 0, 1]
    assert withdraw_batch(withdraw_batch(batch, by=asel), by=asel).withdrawn_at
    assert log_of(conversation).votes.value.tolist() == []
    again = import_sheets(conversation, told, by=asel)
    assert (again.number, len(log_of(conversation).votes.value)) == (2, 3)
    deeds = list(Entry.objects.filter(deed__startswith="dialogue.batch").values_list("deed", flat=True))
    assert sorted(deeds) == ["dialogue.batch_entered"] * 2 + ["dialogue.batch_withdrawn"]


def test_every_bad_cell_is_named_and_nothing_is_kept(conversation, asel):
    import_sheets(conversation, file(conversation, (3, 0, "1")), by=asel)
    told = file(conversation, (1, 0, "1"), (1, 0, "0"), (1, 99, "2"), (3, 1, "1"), (3, 2, "1"))
    with pytest.raises(BadRows) as error:
        import_sheets(conversation, told + b"\n9-AAA,0,1\n1,2\n", by=asel)
    assert places(error) == [
        (3, "vote", "voted_twice"),
        (4, "statement", "no_statement"),
        (4, "vote", "no_vote"),
        (5, "sheet", "entered"),
        (7, "sheet", "no_sheet"),
        (8, "", "cell_count"),
    ]
    assert (Batch.objects.count(), Vote.objects.count()) == (1, 1)


def test_a_second_person_types_the_same_and_every_difference_is_named(conversation, asel):
    batch = import_sheets(conversation, file(conversation, (1, 0, "1"), (1, 1, "-1"), (2, 0, "0")), by=asel)
    other = person("gulnar", Role.FACILITATOR)
    with pytest.raises(SheetsChanged):
        confirm_batch(batch, file(conversation, (1, 0, "1")), by=asel)
    with pytest.raises(BadRows) as error:
        confirm_batch(batch, file(conversation, (1, 0, "1"), (1, 1, "1"), (1, 2, "1")), by=other)
    assert places(error) == [
        (1, "statement 0", "differs"),
        (3, "vote", "differs"),
        (4, "vote", "differs"),
    ]
    same = file(conversation, (2, 0, "0"), (1, 0, "1"), (1, 1, "-1"))
    assert confirm_batch(batch, same, by=other).confirmed_by == other


def test_only_who_may_and_only_while_it_runs(conversation, asel, bolat):
    told = file(conversation, (1, 0, "1"))
    with pytest.raises(Refused):
        import_sheets(conversation, told, by=bolat)
    with pytest.raises(NotOpen):
        import_sheets(close(conversation, by=asel), told, by=asel)


def test_sheets_are_printed_in_two_languages_typed_in_the_grid_and_withdrawn(client, conversation, asel):
    client.force_login(asel)
    with override("kk"):
        address, pdf = (reverse(name, args=["water"]) for name in ("paper-session", "paper-sheets"))
    paper = client.get(pdf, {"first": 7, "number": 2, "one": "kk-Cyrl", "other": "ru"})
    pages = PdfReader(io.BytesIO(paper.content)).pages
    assert [sheet_code(conversation, at) in pages[at - 7].extract_text() for at in (7, 8)] == [True, True]
    assert client.get(pdf, {"first": 0}).status_code == 422
    typed = {
        "go": "grid",
        "s1": sheet_code(conversation, 7),
        "v1_0": "+",
        "v1_3": "−",
        "s2": "8-XXX",
        "v2_0": "+",
    }
    answer = client.post(address, typed)
    assert answer.status_code == 422
    assert "2-жол, sheet бағаны" in answer.content.decode()
    assert 'value="8-XXX"' in answer.content.decode()
    done(client, address, {**typed, "s2": "", "v2_0": ""})
    assert list(Vote.objects.order_by("statement__number").values_list("statement__number", "value")) == [
        (0, 1),
        (3, -1),
    ]
    assert "Топтама 1" in page(client, address)
    done(client, address, {"go": "withdraw", "batch": "1"})
    assert Batch.objects.get().withdrawn_at
    client.force_login(person("pavel", None))
    assert (client.get(address).status_code, client.get(pdf).status_code) == (404, 404)
