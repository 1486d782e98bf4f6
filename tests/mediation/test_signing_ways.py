"""A document signed by hand, by e-mail, in the PDF, beside it: each leaves evidence, each can be checked."""

import datetime as dt
import hashlib
import io
import json
from dataclasses import replace

import pytest
import yaml
from django.utils import timezone
from django.utils.translation import override
from pypdf import PdfReader

from kelisim.apps.mediation.actions.draft_settlement import draft_settlement
from kelisim.apps.mediation.actions.settle import settle
from kelisim.apps.mediation.actions.take_in import OWN_KEY, by_mail, on_paper, signed_file
from kelisim.apps.mediation.errors import AnswersMissing, AnswerWrong, DocumentChanged, WrongPassphrase
from kelisim.apps.mediation.errors import signatures as errors
from kelisim.apps.mediation.models import Item, Move
from kelisim.apps.mediation.models.sealed import ItemKind, Way
from kelisim.apps.mediation.queries import documents, evidence, sealed, signatures
from kelisim.kernel.access.door import Refused
from kelisim.kernel.documents.check import Fault, check
from kelisim.kernel.documents.trust import roots
from kelisim.kernel.seal.ring import Keyring
from tests import cast as stories
from tests.cast import PASSPHRASE, SETTLEMENT
from tests.mediation.signing_ways import SCAN, by_hand, in_pdf, known_root, on_key
from tests.signing import issued, signed_outside

PAPER = ItemKind.SETTLEMENT


@pytest.fixture
def story(cast, tmp_path, settings):
    """A settlement is written and waits for three signatures; one outside issuer is known here."""
    found = stories.running(cast)
    user = found.refreshed().mediator.user
    draft_settlement(found.case, terms=SETTLEMENT, by=user, keys=cast.keys(user))
    settings.VAR = tmp_path
    return found


@pytest.fixture
def root(tmp_path):
    return known_root(tmp_path)


def kept(story, side="B") -> dict[str, evidence.Evidence]:
    """What is kept of the signatures, as a side reads it."""
    item = signatures.draft(story.case, PAPER)
    return evidence.evidence(sealed.opened(story.case, story.keys(side)), item)


def ways(story) -> dict[str, Way]:
    item = signatures.draft(story.case, PAPER)
    return {who: one.way for who, one in signatures.signatures(story.case, item).items()}


def test_three_sign_each_in_her_own_way_and_the_settlement_stands(story, root):
    on_key(story, PAPER, "A", OWN_KEY)
    in_pdf(story, PAPER, "B", root)
    assert story.refreshed().state == "running"
    on_key(story, PAPER, "M", None)
    assert story.refreshed().state == "settled"
    assert ways(story) == {"A": Way.KEY, "B": Way.PDF, "M": Way.KEY}
    told = kept(story)
    assert (told["B"].name, told["B"].issuer) == ("РҮСТЕМ", "Түбір")
    file, media = evidence.kept_file(story.case, told["B"].file, story.keys("A"))
    assert media == "application/pdf"
    assert hashlib.sha256(file).hexdigest() == told["B"].sha256
    blank = evidence.blank_file(story.case, PAPER, story.keys("A"))
    now = timezone.now()
    found = check(file, base=blank, roots=roots(now.date()), at=now)
    assert [one.house for one in found] == [True, False]
    assert evidence.file_to_sign(story.case, PAPER, story.keys("A")) == file
    assert "Шарбақты" in "".join(page.extract_text() for page in PdfReader(io.BytesIO(file)).pages)


def test_a_scan_is_kept_with_who_took_it_in_and_when(story):
    by_hand(story, PAPER, "B", on_paper("B", SCAN, received_on=timezone.localdate()))
    told = kept(story, "A")["B"]
    assert (told.way, told.received_on) == (Way.PAPER, timezone.localdate().isoformat())
    assert (told.taken_by, told.media) == (story.case.mediator.tenure.person.name, "image/png")
    assert evidence.kept_file(story.case, told.file, story.keys("A")) == (SCAN, "image/png")
    move = Move.objects.get(verb="settle")
    assert (move.user, move.facts["way"]) == (story.case.mediator.user, "paper")
    assert move.facts["evidence"] == hashlib.sha256(SCAN).hexdigest()
    with override("kk"):
        text = repr(documents.signed_sheet(story.case, PAPER, story.keys("A")))
    assert "қолмен" in text


def test_an_answer_by_mail_keeps_its_message_id_under_the_keys_of_the_case(story):
    message = "<20260302.1@mail.example>"
    today = timezone.localdate()
    by_hand(story, PAPER, "A", by_mail("A", SCAN, message_id=message, received_on=today))
    assert (kept(story)["A"].way, kept(story)["A"].message_id) == (Way.MAIL, message)
    assert b"mail.example" not in b"".join(bytes(one.box) for one in Item.objects.all())
    assert "mail.example" not in json.dumps(list(Move.objects.values_list("facts", flat=True)))
    assert evidence.kept_file(story.case, kept(story)["A"].file, Keyring()) is None


def test_only_the_mediator_takes_in_what_was_signed_by_hand_and_nobody_for_another(story, root):
    scan = on_paper("B", SCAN, received_on=timezone.localdate())
    with pytest.raises(Refused):
        on_key(story, PAPER, "A", scan)
    with pytest.raises(Refused):
        by_hand(story, PAPER, "M", replace(scan, signer="M"))
    file = signed_outside(evidence.blank_file(story.case, PAPER, story.keys("B")), root.person)
    hand = signed_file(story.party("B"), PAPER, file, keys=story.keys("B"))
    with pytest.raises(Refused):
        on_key(story, PAPER, "A", hand)
    with pytest.raises(Refused):
        by_hand(story, PAPER, "B", hand)
    assert ways(story) == {}
    assert Item.objects.filter(kind=ItemKind.EVIDENCE).count() == 0


def test_a_row_whose_evidence_or_way_was_tampered_with_is_no_signature(story):
    by_hand(story, PAPER, "B", on_paper("B", SCAN, received_on=timezone.localdate()))
    row = Move.objects.get(verb="settle")
    good = dict(row.facts)
    for changed in ({"evidence": "0" * 64}, {"way": "mail"}, {"signer": "A"}, {"way": "key"}):
        row.facts = good | changed
        row.save()
        assert ways(story) == {}, changed
    row.facts = good
    row.save()
    assert ways(story) == {"B": Way.PAPER}


def test_twice_is_once_and_a_new_version_asks_anew(story, root):
    scan = on_paper("B", SCAN, received_on=timezone.localdate())
    for _time in range(2):
        by_hand(story, PAPER, "B", scan)
    assert Item.objects.filter(kind__in=["evidence", "document"]).count() == 2
    assert Move.objects.filter(verb="settle").count() == 1
    in_pdf(story, PAPER, "A", root)
    old = signatures.draft(story.case, PAPER).digest
    user = story.case.mediator.user
    draft_settlement(story.refreshed(), terms=SETTLEMENT, by=user, keys=story.cast.keys(user))
    assert ways(story) == {}
    assert evidence.newest_file(story.case, PAPER) is None
    with pytest.raises(DocumentChanged):
        settle(story.case, digest=old, secret=PASSPHRASE, by=user, hand=scan)


def test_what_is_no_scan_too_large_or_without_a_day_is_not_taken_in(story):
    today = timezone.localdate()
    with pytest.raises(errors.NotAScan):
        on_paper("B", b"GIF89a", received_on=today)
    with pytest.raises(errors.FileTooLarge):
        on_paper("B", SCAN + b"0" * 12_000_001, received_on=today)
    with pytest.raises(AnswersMissing):
        on_paper("B", SCAN, received_on=None)
    with pytest.raises(AnswerWrong):
        on_paper("B", SCAN, received_on=today + dt.timedelta(days=1))
    for bad in ("", "no-at-sign", "two words@x", "a" * 300 + "@x"):
        with pytest.raises(AnswersMissing):
            by_mail("B", SCAN, message_id=bad, received_on=today)
    with pytest.raises(WrongPassphrase):
        by_hand(story, PAPER, "B", on_paper("B", SCAN, received_on=today), secret="бөтен құпия сөз")


def test_a_signed_file_that_does_not_count_says_why(story, root):
    blank = evidence.blank_file(story.case, PAPER, story.keys("B"))

    def refused(file, error):
        with pytest.raises(error):
            signed_file(story.party("B"), PAPER, file, keys=story.keys("B"))

    now = timezone.now()
    refused(blank, errors.FileUnsigned)
    refused(b"%PDF-1.7", errors.FileUnreadable)
    refused(signed_outside(blank, issued("РҮСТЕМ", now, by=issued("Бөтен", now))), errors.IssuerUnknown)
    refused(
        signed_outside(blank, issued("РҮСТЕМ", now, by=root.root, days=(-9, -1))), errors.CertificateExpired
    )
    agreement = evidence.blank_file(story.case, ItemKind.AGREEMENT, story.keys("B"))
    refused(signed_outside(agreement, root.person), errors.OtherDocument)
    good = signed_outside(blank, root.person)
    refused(good + b"\n", errors.SignatureNotWhole)
    refused(b"0\x80" + b"cms", errors.NoSignatureService)
    on_key(story, PAPER, "A", OWN_KEY)
    refused(evidence.file_to_sign(story.case, PAPER, story.keys("B")), errors.NoNewSignature)
    assert ways(story) == {"A": Way.KEY}


def test_the_same_certificate_cannot_sign_for_both_sides(story, root):
    in_pdf(story, PAPER, "A", root)
    both = evidence.file_to_sign(story.case, PAPER, story.keys("B"))
    with pytest.raises(errors.NoNewSignature):
        signed_file(story.party("B"), PAPER, both, keys=story.keys("B"))


def test_a_file_signed_beside_the_newest_is_kept_and_the_newest_stays(story, root):
    blank = evidence.blank_file(story.case, PAPER, story.keys("B"))
    on_key(story, PAPER, "A", OWN_KEY)
    newest = evidence.file_to_sign(story.case, PAPER, story.keys("A"))
    hand = signed_file(story.party("B"), PAPER, signed_outside(blank, root.person), keys=story.keys("B"))
    on_key(story, PAPER, "B", hand)
    assert evidence.file_to_sign(story.case, PAPER, story.keys("A")) == newest
    assert ways(story) == {"A": Way.KEY, "B": Way.PDF}


def test_roots_are_those_named_with_their_days(tmp_path, settings, root):
    settings.VAR = tmp_path
    listed = tmp_path / "trust" / "roots.yaml"
    held = yaml.safe_load(listed.read_text())
    since = held[0]["since"]
    assert [len(roots(day)) for day in (since - dt.timedelta(days=1), since)] == [1, 2]
    listed.unlink()
    assert len(roots(since)) == 1  # never those of the machine


@pytest.fixture
def checker(settings, monkeypatch):
    """A checker beside the house, as NCANode answers; what it says is set by the test. Nothing goes out."""
    told: dict[str, object] = {}
    asked: list[dict[str, object]] = []

    class Line:
        def __init__(self, host: str, port: int, *, timeout: float) -> None:
            assert (host, port, timeout) == ("127.0.0.1", 14579, 10)

        def request(self, method: str, path: str, body: bytes, _headers: dict[str, str]) -> None:
            assert (method, path) == ("POST", "/cms/verify")
            asked.append(json.loads(body))
            if "answer" not in told:
                raise ConnectionRefusedError

        def getresponse(self) -> io.BytesIO:
            return io.BytesIO(json.dumps(told["answer"]).encode())

        def close(self) -> None:
            pass

    monkeypatch.setattr("http.client.HTTPConnection", Line)
    settings.CMS_SERVICE = "http://127.0.0.1:14579"
    return told, asked


CERTIFICATE = {
    "valid": True,
    "notAfter": "2027-03-01T00:00:00.000+00:00",
    "serialNumber": "17",
    "subject": {"commonName": "РҮСТЕМ ӘЛИЕВ"},
    "issuer": {"commonName": "ҰКО"},
}


def test_a_signature_beside_the_document_is_asked_of_the_service_on_this_machine(story, checker):
    told, asked = checker
    told["answer"] = {"status": 200, "valid": True, "signers": [{"certificates": [CERTIFICATE]}]}
    hand = signed_file(story.party("B"), PAPER, b"0\x80cms", keys=story.keys("B"))
    assert (hand.way, hand.told["name"]) == (Way.CMS, "РҮСТЕМ ӘЛИЕВ")
    assert set(asked[0]) == {"cms", "data", "revocationCheck", "checkOcsp", "checkCrl"}
    on_key(story, PAPER, "B", hand)
    assert (ways(story), kept(story)["B"].issuer) == ({"B": Way.CMS}, "ҰКО")


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({"valid": False}, errors.SignatureBroken),
        (
            {"valid": True, "signers": [{"certificates": [CERTIFICATE | {"valid": False}]}]},
            errors.IssuerUnknown,
        ),
        ({"valid": True, "signers": [{"certificates": [CERTIFICATE]}] * 2}, errors.SignatureServiceSilent),
        ({"valid": True, "signers": []}, errors.SignatureServiceSilent),
        ({"status": 500}, errors.SignatureServiceSilent),
        ([], errors.SignatureServiceSilent),
    ],
)
def test_what_the_service_says_otherwise_records_nothing(story, checker, answer, error):
    checker[0]["answer"] = answer
    with pytest.raises(error):
        signed_file(story.party("B"), PAPER, b"0\x80cms", keys=story.keys("B"))
    assert ways(story) == {}


def test_a_service_that_is_gone_loses_nothing(story, checker):
    with pytest.raises(errors.SignatureServiceSilent) as told, override("kk"):
        signed_file(story.party("B"), PAPER, b"0\x80cms", keys=story.keys("B"))
    with override("kk"):
        assert "жауап бермей" in str(told.value)
    assert ways(story) == {}


def test_every_fault_has_its_own_words():
    assert set(errors.NOT_ACCEPTED) == set(Fault)
    words = [errors.NoNewSignature, errors.NoSignatureService, *errors.NOT_ACCEPTED.values()]
    for language, begins in (("kk", "Қабылданбады: "), ("ru", "Не принято: "), ("en", "Not accepted: ")):
        with override(language):
            said = [str(one()) for one in words]
        assert all(text.startswith(begins) for text in said)
        assert len(set(said)) == len(words)
