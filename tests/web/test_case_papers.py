"""Each document where its reader needs it, and nowhere else."""

from __future__ import annotations

import io
import json
from datetime import date

import docx
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from kelisim.apps.mediation.actions.draft_settlement import draft_settlement
from kelisim.apps.mediation.models import ReleasedTable
from tests import cast as story
from tests.mediation.paper_samples import protocol
from tests.web.paper_reading import extended, leader, printed, side_of, words_of
from tests.web.staff_steps import done, page

FACTS = "Бала үйде жалғыз қалып жүр."


def own(name):
    with override("kk"):
        return reverse("my-case-paper", kwargs={"kind": name})


def test_a_side_keeps_what_is_hers(cast):
    told = story.settled(cast)
    client, shown = side_of(told, "A")
    for name, word in (
        ("application", story.ESSENCE),
        ("attestation", "Медиация өткені туралы растама"),
        ("enforcement", "Шарбақты ескі шекараға қайтару"),
    ):
        assert own(name) in shown
        assert word in words_of(client.get(own(name)))
    assert client.get(own("child-risk")).status_code == 404
    assert client.get(own("extension")).status_code == 404
    client, shown = side_of(told, "B")
    assert own("application") not in shown
    assert client.get(own("application")).status_code == 404
    assert own("enforcement") in shown


def test_no_pack_for_enforcement_before_the_settlement(cast):
    client, shown = side_of(extended(story.running(cast)), "A")
    assert own("enforcement") not in shown
    assert client.get(own("enforcement")).status_code == 404
    words = words_of(client.get(own("extension")))
    assert "2026 ж. 1 сәуір" in words
    assert "2026 ж. 20 сәуір" in words
    assert words.count("іс ішінде келісті") == 3


def test_a_side_reads_of_the_other_only_the_name(cast):
    client, _shown = side_of(story.settled(cast), "A")
    for name in ("application", "acceptance", "certificate", "attestation"):
        words = words_of(client.get(own(name)))
        assert story.RUSTAM.name in words
        assert story.RUSTAM.phone not in words


def test_the_office_has_the_clear_papers_and_no_words(cast, enter, to):
    told = story.settled(cast)
    client = enter(cast.aizhan)
    number = str(told.case)
    shown = page(client, to("case-detail", number=number))
    for name in ("follow-up", "attestation", "certificate"):
        assert to("case-paper", number=number, name=name) in shown
    sheet = words_of(client.get(to("case-paper", number=number, name="follow-up")))
    assert "2026 ж. 1 мамыр" in sheet
    assert "Орындалды" in sheet
    assert not any(word in sheet for word in (story.VERA.name, story.RUSTAM.name, "Шарбақ"))
    for name in ("application", "enforcement", "child-risk", "settlement"):
        assert client.get(to("case-paper", number=number, name=name)).status_code == 404


def test_the_office_prints_the_application_while_it_may_read_it(cast, enter, to):
    told = story.triaged(cast)
    address = to("case-paper", number=str(told.case), name="application")
    client = enter(cast.aizhan)
    assert address in page(client, to("case-detail", number=str(told.case)))
    assert story.ESSENCE in words_of(client.get(address))
    assert enter(cast.aizhan, key=False).get(address)["Location"].startswith(to("unlock"))
    assert enter(cast.oksana, key=False).get(address).status_code == 403
    assert enter(cast.pavel, key=False).get(address).status_code == 404


def test_the_notice_of_danger_is_for_her_who_wrote_it(cast, enter, to):
    told = story.running(cast)
    number = str(told.case)
    address = to("case-paper", number=number, name="child-risk")
    client = enter(leader(told))
    assert client.get(address).status_code == 404
    notice = {"facts": FACTS, "once": "once-c", "sure": "on"}
    done(client, to("mediator-deed", number=number, deed="child-risk"), notice)
    assert address in page(client, to("mediator-case", number=number))
    words = words_of(client.get(address))
    assert FACTS in words
    assert leader(told).name in words
    assert not any(name in words for name in (story.VERA.name, story.RUSTAM.name))
    assert enter(cast.aizhan).get(address).status_code == 404


def text_of(response):
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    read = docx.Document(io.BytesIO(response.content))
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in read.paragraphs), *cells])


def test_who_writes_a_document_has_a_copy_to_edit(cast, enter, to):
    told = story.running(cast)
    terms = story.Terms(text="<b>{{ 7*7 }} & {% now %}\x0b", none=True)
    draft_settlement(told.case, terms=terms, by=leader(told), keys=cast.keys(leader(told)))
    twin = to("case-twin", number=str(told.case), name="settlement")
    client = enter(leader(told))
    assert twin in page(client, to("mediator-case", number=str(told.case)))
    words = text_of(client.get(twin))
    assert "<b>{{ 7*7 }} & {% now %}" in words
    assert story.VERA.name in words
    assert client.get(to("case-twin", number=str(told.case), name="protocol-1")).status_code == 404
    assert enter(leader(told), key=False).get(twin)["Location"].startswith(to("unlock"))
    for who in (cast.aizhan, cast.saule, cast.pavel):
        assert enter(who, key=False).get(twin).status_code in {403, 404}


def test_a_letter_has_a_copy_and_a_referral_its_return_slip(cast, enter, to):
    told = story.triaged(cast)
    client = enter(cast.aizhan)
    body = cast.council
    body.external = True
    body.save()
    data = {"to": body.code, "text": "Істі қарауыңызды сұраймыз.", "elsewhere": ""}
    done(client, to("case-deed", number=str(told.case), deed="refer-out"), data)
    words = words_of(client.get(to("case-paper", number=str(told.case), name="letter")))
    for word in (body.name_kk, "алынды", "қабылданды", "басталды", "аяқталды", "Меморандум нөмірі"):
        assert word in words
    twin = text_of(client.get(to("case-twin", number=str(told.case), name="letter")))
    assert "Істі қарауыңызды сұраймыз." in twin


def test_a_clerk_sets_the_protocol_of_an_election(cast, enter, to):
    address = to("election-protocol")
    client = enter(cast.aizhan, key=False)
    assert address in page(client, to("office-desk"))
    page(client, address)

    def sent(told):
        file = SimpleUploadedFile("p.json", json.dumps(told).encode(), "application/json")
        return client.post(address, {"file": file})

    assert "Данияр Һәкім" in printed(sent(protocol("kk")).content)
    refused = sent(protocol("kk") | {"candidates": []}).context["form"].errors["file"]
    assert refused == [
        "Хаттама оқылмады: кандидаттар мен дауыстар. Файлда осы өрістерді түзетіп, оны қайта таңдаңыз."
    ]
    assert enter(cast.saule, key=False).get(address).status_code == 404


def test_the_statistics_form_prints_released_counts_only(db, client, to):
    assert client.get(to("mediation-form")).status_code == 404
    ReleasedTable.objects.create(
        level="outcome",
        since=date(2026, 1, 1),
        until=date(2026, 4, 1),
        rows=["all"],
        columns=["Sf", "W"],
        values=[[25, None, 30], [25, None, 30]],
        rule={"least_cases": 5, "least_applicants": 3, "base": 5, "least_interval": 5},
    )
    ReleasedTable.objects.create(
        level="region_topic",
        since=date(2026, 1, 1),
        until=date(2026, 4, 1),
        rows=["750000000"],
        columns=["family"],
        values=[[45, 45], [45, 45]],
        rule={"least_cases": 5, "least_applicants": 3, "base": 5, "least_interval": 5},
    )
    words = printed(client.get(to("mediation-form")).content)
    assert all(word in words for word in ("25", "<5", "30", "45", "Отбасы"))
