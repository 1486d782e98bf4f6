"""Signing by hand or with one's own certificate, on the pages: who may, what is refused, twice is once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from kelisim.apps.mediation.actions.draft_settlement import draft_settlement
from kelisim.apps.mediation.actions.take_in import OWN_KEY
from kelisim.apps.mediation.models import Item, Move
from kelisim.apps.mediation.models.sealed import ItemKind, Way
from kelisim.apps.mediation.queries import evidence, signatures
from tests import cast as stories
from tests.cast import PASSPHRASE, SETTLEMENT
from tests.mediation.signing_ways import SCAN, in_pdf, known_root, on_key
from tests.signing import issued, signed_outside
from tests.web.paper_reading import leader, printed, side_of

PAPER = ItemKind.SETTLEMENT
MESSAGE = "<20260302.1@mail.example>"


@pytest.fixture
def story(cast, tmp_path, settings):
    """A settlement waits for three signatures."""
    found = stories.running(cast)
    draft_settlement(found.case, terms=SETTLEMENT, by=leader(found), keys=cast.keys(leader(found)))
    settings.VAR = tmp_path
    return found


@pytest.fixture
def root(tmp_path):
    return known_root(tmp_path)


def ways(story):
    item = signatures.draft(story.case, PAPER)
    return {who: one.way for who, one in signatures.signatures(story.case, item).items()}


def kept(story):
    return Item.objects.filter(kind__in=["evidence", "document"]).count()


def told(story, **changes):
    """What a side, or with other words the mediator, sends."""
    return {"digest": signatures.draft(story.case, PAPER).digest, "secret": story.secret("B"), **changes}


def upload(name, content):
    return SimpleUploadedFile(name, content)


def send(client, to, story, file, **changes):
    """Rustam hands a signed file in."""
    data = told(story, file=upload("signed.pdf", file), **changes)
    return client.post(to("my-case-deed", "upload-settlement"), data, follow=True)


def test_a_side_downloads_the_document_signs_it_and_hands_it_in_and_twice_is_once(story, to, root):
    client, shown = side_of(story, "B")
    address = to("my-case-to-sign", PAPER)
    assert address in shown
    assert 'enctype="multipart/form-data"' in shown
    file = client.get(address)
    assert file["Content-Type"] == "application/pdf"
    assert "no-store" in file["Cache-Control"]
    assert file["Content-Disposition"] == 'attachment; filename="settlement.pdf"'
    signed = signed_outside(file.content, root.person)
    for _time in range(2):
        answer = send(client, to, story, signed)
        assert "Қол қойылған файлыңыз тексеріліп, қабылданды" in answer.content.decode()
    assert ways(story) == {"B": Way.PDF}
    assert (kept(story), Move.objects.filter(verb="settle").count()) == (2, 1)
    page = answer.content.decode()
    assert "РҮСТЕМ" in page  # the name on the certificate, for the sides
    assert "deed_upload" not in page
    assert client.get(address).content == signed


def test_a_mediator_takes_a_scan_in_and_both_sides_can_look_at_it(story, enter, to):
    client = enter(leader(story))
    case = client.get(to("mediator-case", number=str(story.case))).content.decode()
    address = to("mediator-deed", number=str(story.case), deed="take-in-settlement")
    assert address in case
    assert printed(client.get(to("case-to-sign", number=str(story.case), kind=PAPER)).content)
    today = timezone.localdate().isoformat()
    for _time in range(2):
        data = told(story, secret=PASSPHRASE, side="B", way="paper", received_on=today)
        answer = client.post(address, data | {"file": upload("scan.png", SCAN)}, follow=True)
        assert "Қолтаңба қабылданды." in answer.content.decode()
    assert ways(story) == {"B": Way.PAPER}
    assert (kept(story), Move.objects.filter(verb="settle").count()) == (2, 1)
    assert [code for code, _name in client.get(address).context["form"].fields["side"].choices] == ["A"]
    link = to("case-evidence", number=str(story.case), uid=_uid(answer.content.decode()))
    assert client.get(link).content == SCAN
    for side in "AB":
        browser, shown = side_of(story, side)
        file = browser.get(to("my-case-evidence", _uid(shown)))
        assert (file.content, file["Content-Type"]) == (SCAN, "image/png")
        assert file["Content-Disposition"] == 'attachment; filename="signature.png"'
        assert "no-store" in file["Cache-Control"]


def _uid(page):
    """Of the first file that is kept of a signature."""
    return re.search(r"/signature/([0-9a-f-]{36})/", page)[1]


def test_strangers_find_neither_the_document_nor_what_is_kept(story, enter, to, client, root):
    in_pdf(story, PAPER, "B", root)
    _rustam, shown = side_of(story, "B")
    uid = _uid(shown)
    own = [to("my-case-to-sign", PAPER), to("my-case-evidence", uid)]
    staff = [
        to("case-to-sign", number=str(story.case), kind=PAPER),
        to("case-evidence", number=str(story.case), uid=uid),
    ]
    assert [client.get(one).status_code for one in own] == [404, 404]
    assert {client.get(one).status_code for one in staff} == {302}  # to the sign-in, whatever the number
    case = story.case
    stranger = stories.submit(story.cast.application(essence="Басқа дау"), once="z" * 30)
    story.receipts["Z"], story.case = stranger, stranger.case
    other, _shown = side_of(story, "Z")
    story.case = case
    assert [other.get(one).status_code for one in own] == [404, 404]
    for name in ("aizhan", "kamila", "saule", "marat", "oksana", "timur"):
        browser = enter(getattr(story.cast, name), key=name not in {"saule", "oksana", "timur"})
        assert [browser.get(one).status_code for one in staff] == [404, 404], name
    browser = enter(leader(story), key=False)
    assert all("/key/" in browser.get(one)["Location"] for one in staff)
    for wrong in ("letter", "note"):
        browser = enter(leader(story))
        assert browser.get(to("case-to-sign", number=str(case), kind=wrong)).status_code == 404


def test_each_signed_file_that_does_not_count_says_why_in_kazakh_and_records_nothing(story, to, root):
    client, _shown = side_of(story, "B")
    blank = evidence.blank_file(story.case, PAPER, story.keys("B"))
    good, now = signed_outside(blank, root.person), timezone.now()
    of_agreement = evidence.blank_file(story.case, ItemKind.AGREEMENT, story.keys("B"))
    unknown = issued("РҮСТЕМ", now, by=issued("Бөтен", now))
    old = issued("РҮСТЕМ", now, by=root.root, days=(-9, -1))
    other = issued("РҮСТЕМ", now, by=root.root, signs=False)
    broken = good.replace(b"/ByteRange", b"/ByteRangE", 1)
    for file, said in (
        (blank, "файлда электрондық қолтаңба жоқ"),
        (b"%PDF-1.7", "файл оқылмайды"),
        (signed_outside(of_agreement, root.person), "осында көрсетілген нұсқа емес"),
        (signed_outside(blank, unknown), "бұл жүйеге белгісіз"),
        (signed_outside(blank, old), "сертификат бүгін жарамсыз"),
        (signed_outside(blank, other), "құжатқа қол қоюға арналмаған"),
        (good + b"\n", "қолтаңба файлды түгел қамтымайды"),
        (broken, "Қабылданбады: "),
        (b"0\x80cms", "тек қол қойылған PDF тексеріледі"),
        (b"%PDF-" + b"0" * 12_000_001, "МБ"),
        (b"", "Бос файл"),
    ):
        answer = send(client, to, story, file)
        form = answer.context["forms"]["upload"]
        assert said in " ".join(form.errors["file"]), (said, form.errors)
        assert '<details class="card" open><summary>Басқа тәсілмен қол қою' in answer.content.decode()
    assert (ways(story), kept(story)) == ({}, 0)


def test_a_wrong_secret_and_an_old_version_stand_at_their_field(story, to, root):
    client, _shown = side_of(story, "B")
    good = signed_outside(evidence.blank_file(story.case, PAPER, story.keys("B")), root.person)
    for changes, field in (({"secret": "AAAA-BBBB"}, "secret"), ({"digest": "0" * 64}, "file")):
        form = send(client, to, story, good, **changes).context["forms"]["upload"]
        assert set(form.errors) == {field}
    assert ways(story) == {}
    on_key(story, PAPER, "A", OWN_KEY)
    newest = evidence.file_to_sign(story.case, PAPER, story.keys("B"))
    form = send(client, to, story, newest).context["forms"]["upload"]
    assert "тек басқалардың қолтаңбалары" in form.errors["file"][0]


def test_what_the_mediator_cannot_take_in_stands_at_its_field_and_the_rest_stays(story, enter, to):
    client = enter(leader(story))
    address = to("mediator-deed", number=str(story.case), deed="take-in-settlement")
    today = timezone.localdate()
    good = {"side": "A", "way": "mail", "received_on": today.isoformat(), "message_id": MESSAGE, "told": "on"}
    for change, field, said in (
        ({"file": b"GIF89a"}, "file", "скан ретінде қабылданбайды"),
        ({"file": SCAN + b"0" * 12_000_001}, "file", "МБ"),
        ({"file": None}, "file", "толтыру міндетті"),
        ({"received_on": ""}, "received_on", "толтыру міндетті"),
        ({"received_on": (today + timedelta(days=1)).isoformat()}, "received_on", "әлі келген жоқ"),
        ({"message_id": ""}, "message_id", "@ белгісімен"),
        ({"message_id": "no-at-sign"}, "message_id", "@ белгісімен"),
        ({"told": ""}, "told", "Алдымен тарапқа айтыңыз"),
        ({"side": "M"}, "side", "тізімде жоқ"),
        ({"secret": "бөтен құпия сөз"}, "secret", "сәйкес келмейді"),
        ({"digest": "0" * 64}, "__all__", "Жаңа нұсқасын оқып"),
    ):
        data = told(story, secret=PASSPHRASE) | good | {"file": SCAN} | change
        data["file"] = upload("scan.png", data["file"]) if data["file"] else ""
        form = client.post(address, data).context["form"]
        assert set(form.errors) == {field}, (change.keys(), form.errors)
        assert said in form.errors[field][0]
        stays = {name: form[name].value() for name in good if name not in change}
        assert all(stays.values())
        assert form["secret"].as_widget().count("value=") == 0
    assert form["digest"].value() == told(story)["digest"]  # she goes on with the version shown now
    assert (ways(story), kept(story)) == ({}, 0)


def test_others_do_not_find_the_form_that_takes_in(story, enter, to):
    address = to("mediator-deed", number=str(story.case), deed="take-in-settlement")
    for name in ("aizhan", "kamila", "oksana"):
        assert enter(getattr(story.cast, name), key=False).get(address).status_code in {403, 404}, name
    assert ways(story) == {}
