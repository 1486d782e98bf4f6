"""The pages of evidence: claim, form, receipt, the editors' desk; and the files."""

import csv
import json
import re
from io import StringIO
from shutil import copytree, ignore_patterns

import pytest
import time_machine
from django.core.cache import cache

from kelisim.apps.statistics.actions.withdraw_evidence import withdraw_evidence
from kelisim.apps.statistics.models import Evidence
from kelisim.apps.statistics.queries.claims import statements
from tests.statistics.evidence import OFFER, ONCE, account, handed_in, published
from tests.web.evidence_pages import TYPED, signed_in, text, to

pytestmark = pytest.mark.django_db
LISTS = ("evidence", "standings")


@pytest.fixture(autouse=True)
def morning():
    """A Monday morning, and nobody has handed in anything within the hour."""
    cache.clear()
    with time_machine.travel("2026-03-02T05:00:00Z", tick=False):
        yield


@pytest.fixture
def zarina(db):
    return account("zarina", "secretariat")


def side(body, name):
    return re.search(rf'<section aria-labelledby="{name}">.*?</section>', body, re.DOTALL)[0]


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_each_claim_and_expected_result_has_a_page_with_both_sides_apart(client, zarina, lang):
    published(zarina, 1, name="")
    published(zarina, 2, side="for", words="Оны растайтын сан бар.")
    body = text(client.get(to("claim-detail", "result-2", lang=lang)))
    assert OFFER.words in side(body, "against")
    assert OFFER.words not in side(body, "for")
    assert {"kk": "есімі көрсетілмеген", "ru": "имя не указано", "en": "no name given"}[lang] in side(
        body, "against"
    )
    assert "Павел" in side(body, "for")
    for code in statements():
        assert text(client.get(to("claim-detail", code, lang=lang))).count("<h1>") == 1
    assert client.get(to("claim-detail", "no-such-claim")).status_code == 404
    assert client.get(to("evidence-add", "no-such-claim")).status_code == 404


def test_what_waits_or_was_returned_or_withdrawn_is_nowhere_in_public(client, zarina):
    words = ["Әлі оқылмаған сөз.", "Қайтарылған сөз.", "Кері алынған сөз."]
    handed_in(1, words=words[0])
    returned = handed_in(2, words=words[1]).evidence
    signed_in(client, zarina)
    done = {"verb": "return", "answer": "Дереккөз табылмады."}
    assert client.post(to("evidence-decide", returned.pk), done).status_code == 302
    client.logout()
    gone = handed_in(3, words=words[2])
    withdraw_evidence(gone.key)
    files = ["", *(f"?format={ending}&list={name}" for ending in ("csv", "json") for name in LISTS)]
    told = "".join(
        text(client.get(to(name) + file)) for name in ("claims", "expected-results") for file in files
    )
    told += text(client.get(to("claim-detail", "result-2")))
    assert [word for word in (*words, "Дереккөз табылмады.") if word in told] == []


def test_what_was_written_is_text_and_a_foreign_address_no_script(client, zarina):
    row = published(
        zarina,
        words="<script>alert(1)</script>\n<b>x</b>",
        source_address="javascript:alert(1)",
        name="<i>N</i>",
        answer="<u>a</u>",
    )
    signed_in(client, zarina)
    for address in (to("claim-detail", "result-2"), to("evidence-decide", row.pk)):
        raw = client.get(address).content.decode()
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in raw
        assert 'href="javascript' not in raw
        assert not re.search(r"<script>|<i>N|<u>a", raw)


def test_a_reader_hands_in_and_sees_what_became_of_it(client, zarina):
    form = text(client.get(to("evidence-add", "result-2") + "?side=against"))
    assert re.search(r'value="against"[^>]*checked', form)
    sent = client.post(to("evidence-add", "result-2"), TYPED)
    receipt = sent["Location"]
    assert client.post(to("evidence-add", "result-2"), TYPED)["Location"] == receipt
    row = Evidence.objects.get()
    body = text(client.get(receipt))
    assert f"http://testserver{receipt}" in body
    assert "қабылданды, әлі оқылған жоқ" in body
    signed_in(client, zarina)
    client.post(to("evidence-decide", row.pk), {"verb": "publish", "answer": "Оқыдық."})
    client.logout()
    body = text(client.get(receipt))
    assert "жарияланды" in body
    assert "Оқыдық." in body
    assert client.post(receipt).status_code == 302
    body = text(client.get(receipt))
    assert OFFER.words not in body
    assert "авторы қайтарып алды" in body
    assert client.get(to("evidence-receipt", "0" * 40)).status_code == 404
    claim = text(client.get(to("claim-detail", "result-2")))
    assert f"{row.reference} авторы қайтарып алды" in claim


def test_nothing_typed_is_lost_when_something_is_wrong(client):
    wrong = {**TYPED, "source_title": " ", "source_read_on": "2026-02-30", "words": "бір\r\nекі\x00"}
    body = text(client.post(to("evidence-add", "result-2"), wrong))
    assert "Дереккөзсіз ештеңе қабылданбайды." in body
    assert "Бұл күн емес. Былай жазыңыз: ЖЖЖЖ-АА-КК, мысалы, 2021-01-01." in body
    for kept in ("бір", OFFER.source_address, "2026-02-30", f'value="{ONCE}"'):
        assert kept in body
    assert not Evidence.objects.exists()
    again = client.post(to("evidence-add", "result-2"), {**wrong, **TYPED, "words": "бір\r\nекі\x00"})
    assert again.status_code == 302
    assert Evidence.objects.get().words == "бір\nекі"


def test_a_form_without_its_key_comes_back_with_one(client):
    body = text(client.post(to("evidence-add", "result-2"), {**TYPED, "once": "x"}))
    assert "Осы беттен тағы бір рет жіберіңіз" in body
    once = re.search(r'name="once" value="([^"]{22,})"', body)[1]
    assert client.post(to("evidence-add", "result-2"), {**TYPED, "once": once}).status_code == 302


def test_another_language_in_the_middle_takes_what_was_typed_along(client):
    address = to("evidence-add", "result-2")
    sent = client.post(address, {**TYPED, "switch": "ru"})
    assert (sent.status_code, sent["Location"]) == (307, to("evidence-add", "result-2", lang="ru"))
    body = text(client.post(sent["Location"], {**TYPED, "switch": "ru"}))
    assert OFFER.words in body
    assert f'value="{ONCE}"' in body
    assert not Evidence.objects.exists()


def test_one_address_hands_in_five_within_an_hour_and_a_repeated_one_is_none(client):
    address = to("evidence-add", "result-2")

    def send(number, **more):
        return client.post(address, {**TYPED, "once": f"a-key-of-the-form-{number:04}"}, **more)

    assert [send(number).status_code for number in (1, 1, 2, 3, 4, 5)] == [302] * 6
    body = text(send(6), 429)
    assert "Желілік мекенжайыңыздан бір сағат ішінде 5 дәлел келді" in body
    assert OFFER.words in body
    assert send(5).status_code == 302  # the same as before
    assert send(6, HTTP_X_FORWARDED_FOR="192.0.2.7").status_code == 302  # added by the proxy of this machine
    assert send(7, HTTP_X_FORWARDED_FOR="192.0.2.9", REMOTE_ADDR="198.51.100.1").status_code == 302
    assert Evidence.objects.count() == 7
    with time_machine.travel("2026-03-02T06:00:01Z", tick=False):
        assert send(8).status_code == 302


@pytest.fixture
def over(settings, tmp_path):
    """The pack with a claim whose time for comments has ended."""
    folder = tmp_path / "kelisim" / "packs" / "over"
    copytree(settings.BASE_DIR / "kelisim" / "packs" / "kz", folder, ignore=ignore_patterns("boundaries"))
    claims = folder / "story" / "claims.yaml"
    ended = "- id: result-2\n  comments_since: 2026-01-01\n  comments_until: 2026-03-02\n"
    claims.write_text(claims.read_text("utf-8").replace("- id: result-2\n", ended), "utf-8")
    settings.BASE_DIR, settings.PACK = tmp_path, "over"


def test_when_the_time_is_over_the_pages_say_so_and_nothing_typed_is_lost(client, over):
    told = "Бұл тұжырым бойынша дәлел мына күнге дейін қабылданды: 2026 ж. 2 наурыз."
    claim = text(client.get(to("claim-detail", "result-2")))
    assert told in claim
    assert "Қарсы дәлел қосу" not in claim
    assert "екі жағы қаралған" in claim
    assert "2026 ж. 1 қаңтар" in claim
    form = text(client.get(to("evidence-add", "result-2")))
    assert told in form
    assert 'name="words"' not in form
    sent = text(client.post(to("evidence-add", "result-2"), TYPED))
    assert told in sent
    assert OFFER.words in sent
    assert not Evidence.objects.exists()
    assert client.post(to("evidence-add", "result-1"), TYPED).status_code == 302


def test_the_files_hold_what_is_published_and_no_formula(client, zarina):
    row = published(zarina, words="=HYPERLINK(1)", answer="Оқыдық.")
    published(zarina, 3, code="result-1")
    handed_in(2)
    page = to("claim-detail", "result-2")
    lines = list(csv.DictReader(StringIO(text(client.get(page + "?format=csv&list=evidence")))))
    assert lines == [
        {
            "reference": row.reference,
            "claim": "result-2",
            "side": "against",
            "words": "'=HYPERLINK(1)",
            "language": "kk",
            "source_title": OFFER.source_title,
            "source_address": OFFER.source_address,
            "source_read_on": "2026-02-01",
            "name": "Павел",
            "received_on": "2026-03-02",
            "published_on": "2026-03-02",
            "answer": "Оқыдық.",
            "answer_language": lines[0]["answer_language"],
        }
    ]
    told = json.loads(client.get(to("claims") + "?format=json&list=evidence").content)["rows"]
    assert [(one["claim"], one["words"]) for one in told] == [
        ("result-1", OFFER.words),
        ("result-2", "=HYPERLINK(1)"),
    ]
    stands = json.loads(client.get(page + "?format=json&list=standings").content)["rows"]
    assert [(one["stands"], one["published_against"], one["waiting"]) for one in stands] == [
        ("contested", 1, 1)
    ]
    expected = csv.DictReader(
        StringIO(text(client.get(to("expected-results") + "?format=csv&list=standings")))
    )
    assert [(one["id"], one["stands"]) for one in expected] == [
        ("c2022-result-1", "stated"),
        ("c2022-result-2", "stated"),
    ]


def test_one_piece_or_three_ask_the_same(client, zarina, django_assert_num_queries):
    signed_in(client, zarina)
    shelved = (("claims", []), ("expected-results", []), ("claim-detail", ["result-2"]))
    for pieces in (1, 3):
        for number in range(10 * pieces, 11 * pieces):
            handed_in(number)
            published(zarina, 1000 + number)
        for name, args in (*shelved, ("evidence-desk", [])):
            cost = COST.get(name, ABOUT_HER + BANNER + SHELVES)
            with django_assert_num_queries(cost):
                client.get(to(name, *args))


ABOUT_HER, BANNER, SHELVES = 4, 1, 2
COST = {"evidence-desk": 8}
