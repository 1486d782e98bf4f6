"""Paper forms on the web: seen before anything is written, the same file once, and who may."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from pypdf import PdfReader

from kelisim.apps.mediation.actions.enrol_device import enrol_device
from kelisim.apps.mediation.actions.open_case import open_case
from kelisim.apps.mediation.actions.submit import submit
from kelisim.apps.mediation.errors import intake as errors
from kelisim.apps.mediation.models import Case, Move
from tests.mediation.test_import import GOOD, as_csv
from tests.web.staff_steps import done, page

OPEN_PAGES = ("paper-form", "paper-batch", "laptops")
TYPED = {**GOOD, "office": "office-751", "ref": "T-1", "once": "p" * 24}


def sent(client, to, raw, go="check", **more):
    file = SimpleUploadedFile("papers.csv", raw)
    told = {"office": "office-751", "once": "f" * 24, "go": go, "file": file, **more}
    return client.post(to("paper-batch"), told)


def hidden(answer) -> dict[str, str]:
    return dict(answer.context["hidden"])


@pytest.mark.parametrize("name", OPEN_PAGES)
@pytest.mark.parametrize("who", ["daniyar", "saule", "marat", "oksana", "timur", "pavel"])
def test_only_a_clerk_has_these_pages(cast, enter, to, name, who):
    assert enter(getattr(cast, who), key=False).get(to(name)).status_code == 404


def test_the_laptop_of_another_office_is_not_there(cast, enter, to):
    device = enrol_device(cast.office, key="0" * 64, name="", by=cast.aizhan)
    client = enter(cast.pavel, key=False)
    for name in ("laptop-enrolment", "laptop-revoke"):
        assert client.get(to(name, uid=device.uid)).status_code == 404
    assert client.post(to("laptop-revoke", uid=device.uid)).status_code == 404
    device.refresh_from_db()
    assert device.revoked_at is None


def test_on_the_platform_there_are_no_pages_of_the_laptop(client, cast, to):
    for name in ("intake", "intake-enrol", "intake-packages"):
        assert client.get(to(name)).status_code == 404


def test_bad_cells_are_named_and_leave_as_a_file_and_nothing_is_written(cast, enter, to):
    client = enter(cast.aizhan, key=False)
    answer = sent(client, to, as_csv({}, {"topic": "fence"}, {"received_on": "=1+1"}))
    assert [(one.line, one.column) for one in answer.context["batch"].wrong] == [
        (3, "topic"),
        (4, "received_on"),
    ]
    assert b'value="enter"' not in answer.content
    file = client.post(to("paper-batch"), {**hidden(answer), "go": "complaints"})
    rows = list(csv.reader(io.StringIO(file.content.decode())))
    assert [row[:2] for row in rows] == [["line", "column"], ["3", "topic"], ["4", "received_on"]]
    assert not rows[2][2].startswith("=")
    assert client.post(to("paper-batch"), {**hidden(answer), "go": "enter"}).context["batch"].wrong
    assert Case.objects.count() == 0


def test_a_good_file_is_seen_entered_once_and_receipted(cast, enter, to):
    client = enter(cast.aizhan, key=False)
    seen = sent(client, to, as_csv({}, {}))
    assert Case.objects.count() == 0
    first = client.post(to("paper-batch"), {**hidden(seen), "go": "enter"})
    again = client.post(to("paper-batch"), {**hidden(seen), "go": "enter"})
    assert [one.secret for one in first.context["entered"]] == [
        one.secret for one in again.context["entered"]
    ]
    for one in first.context["entered"]:
        open_case(one.number, one.secret)
    paper = client.post(to("paper-batch"), {**hidden(seen), "go": "receipts"})
    pages = PdfReader(io.BytesIO(paper.content)).pages
    assert len(pages) == 2
    for sheet, one in zip(pages, first.context["entered"], strict=True):
        assert one.number in sheet.extract_text()
    assert Case.objects.count() == 2
    other = {**hidden(seen), "once": "g" * 24}
    later = client.post(to("paper-batch"), {**other, "go": "enter"})
    assert [one.secret for one in later.context["entered"]] == ["", ""]
    assert client.post(to("paper-batch"), {**other, "go": "receipts"}).status_code == 404


@pytest.mark.parametrize("carried", ["", "???", "eJw="])
def test_without_a_file_it_is_asked_for(cast, enter, to, carried):
    client = enter(cast.aizhan, key=False)
    told = {"office": "office-751", "once": "f" * 24, "go": "enter", "carried": carried}
    assert set(client.post(to("paper-batch"), told).context["form"].errors) == {"file"}


def test_typed_one_after_another(cast, enter, to):
    client = enter(cast.aizhan, key=False)
    assert 'name="essence"' in page(client, to("paper-form"))
    first = client.post(to("paper-form"), TYPED)
    twice = client.post(to("paper-form"), TYPED)
    assert first.context["receipt"].secret == twice.context["receipt"].secret
    kept = first.context["form"].initial
    assert {name: kept[name] for name in ("office", "channel", "received_on", "territory", "language")} == {
        name: TYPED[name] for name in ("office", "channel", "received_on", "territory", "language")
    }
    more = {**TYPED, "ref": "T-2", "once": "q" * 24, "run": kept["run"], "claimed_ground": "language"}
    second = client.post(to("paper-form"), {**more, "claimed_area": "work", "careful": "on"})
    run = second.context["form"].initial["run"]
    paper = client.post(to("paper-receipts"), {"run": run})
    assert len(PdfReader(io.BytesIO(paper.content)).pages) == 2
    told = list(
        Case.objects.order_by("pk").values_list("claimed_ground", "claimed_area", "careful", "channel")
    )
    assert told == [("", "", False, "paper"), ("language", "work", True, "paper")]
    assert client.post(to("paper-receipts"), {"run": "x" * 24}).status_code == 404


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(cast, enter, to):
    client = enter(cast.aizhan, key=False)
    wrong = {**TYPED, "received_on": "2027-01-01", "other_name": "", "topic": ""}
    answer = client.post(to("paper-form"), wrong)
    assert set(answer.context["form"].errors) == {"received_on", "other_name", "topic"}
    assert GOOD["essence"] in answer.content.decode()
    assert Case.objects.count() == 0


def test_a_repeat_is_marked_on_the_desk_and_decided_on_the_case(cast, enter, to):
    first = submit(cast.application(), once="1" * 24).case
    second = submit(cast.application(), once="2" * 24).case
    client = enter(cast.aizhan)
    assert [row.repeat for row in client.get(to("office-desk")).context["rows"]] == [True, True]
    address = to("case-repeat", number=str(second))
    done(client, address, {"other": str(first), "same": "no"})
    assert [row.repeat for row in client.get(to("office-desk")).context["rows"]] == [False, False]
    (twin,) = client.get(to("case-detail", number=str(first))).context["twins"]
    assert (twin.number, twin.dismissed) == (str(second), True)
    assert client.post(address, {"other": "AAAA-AAAA-A", "same": "yes"}).status_code == 404
    assert enter(cast.saule, key=False).post(address, {"other": str(first)}).status_code == 403
    assert enter(cast.pavel, key=False).post(address, {"other": str(first)}).status_code == 404


def test_the_front_desk_does_its_deeds_on_pages(cast, enter, to):
    cases = [submit(cast.application(), once=f"{number:024}").case for number in range(2)]
    client = enter(cast.aizhan)

    def deed(case, name):
        return to("case-deed", number=str(case), deed=name)

    assert "2026" in page(client, to("case-detail", number=str(cases[0])))
    refused = client.post(deed(cases[0], "extend-answer"), {"until": "2026-09-01", "text": "Себебі"})
    assert "2026" in str(refused.context["form"].errors)
    done(client, deed(cases[0], "extend-answer"), {"until": "2026-05-01", "text": "Себебі"})
    assert set(client.post(deed(cases[0], "danger"), {}).context["form"].errors) == {"to", "told"}
    done(client, deed(cases[1], "send-back"), {"ground": "not_mended", "text": "Себебі"})
    verbs = Move.objects.filter(verb__in=("extend_answer", "send_back")).values_list("verb", flat=True)
    assert list(verbs) == ["extend_answer", "send_back"]


def test_every_error_of_intake_is_said_in_three_languages():
    kinds = [
        one
        for one in vars(errors).values()
        if isinstance(one, type) and issubclass(one, errors.MediationError) and one.text
    ]
    assert len(kinds) == 12
    for kind in kinds:
        said = set()
        for language in ("kk", "ru", "en"):
            with override(language):
                said.add(str(kind.text))
        assert len(said) == 3, kind.__name__


def test_unverified_law_is_public_and_whole(client, country, to):
    answer = client.get(to("unverified-law"))
    rows = answer.context["rows"]
    assert rows
    assert all(one.said and one.source for one in rows)
    assert to("unverified-law") in client.get(to("about")).content.decode()
