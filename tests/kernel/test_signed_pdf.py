"""A signed PDF is accepted whole or refused with its own reason."""

import datetime as dt
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PageObject

from kelisim.kernel.documents.check import Fault, NotAccepted, check
from kelisim.kernel.documents.sheet import Paragraph, Sheet
from kelisim.kernel.documents.sign import for_signing, sign
from kelisim.kernel.documents.trust import read, roots
from kelisim.kernel.documents.typeset import typeset
from tests.signing import issued, signed_outside

AT = dt.datetime(2026, 3, 2, 5, tzinfo=dt.UTC)
PLACES = ("A", "B", "M")


def paper(text: str = "Тараптар келісті.") -> bytes:
    """A document shown for signing."""
    sheet = Sheet(title="Келісім", lang="kk", day=AT.date(), blocks=(Paragraph(text=text),), attached=True)
    return for_signing(typeset(sheet), PLACES)


BASE = paper()
ROOT = issued("Түбір", AT)
VERA = issued("ВЕРА ПЕТРОВА", AT, by=ROOT)
OUTSIDE = signed_outside(BASE, VERA)
TRUSTED = [read(ROOT.pem)]


def fault(pdf: bytes, *, trusted=TRUSTED, at=AT, base=BASE) -> Fault:
    with pytest.raises(NotAccepted) as told:
        check(pdf, base=base, roots=trusted, at=at)
    return told.value.fault


def inside(pdf: bytes = BASE, who: str = "A", name: str = "Вера Петрова") -> bytes:
    """Signed here, with a key of the house."""
    return sign(pdf, seed=who.encode() * 32, field=who, name=name, at=AT)


def added(pdf: bytes, change) -> bytes:
    """One more revision, with whatever a hand adds."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def a_page(writer: IncrementalPdfFileWriter) -> None:
    stream = writer.add_object(generic.StreamObject(stream_data=b"0 0 m 9 9 l S"))
    box = generic.ArrayObject(generic.NumberObject(one) for one in (0, 0, 595, 842))
    writer.insert_page(PageObject(contents=stream, media_box=box))


def other_words(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    stream = writer.add_object(generic.StreamObject(stream_data=b"0 0 m 9 9 l S"))
    page["/Contents"] = stream
    writer.update_container(page)


def test_the_document_for_signing_has_equal_bytes_and_a_place_for_each():
    assert paper() == BASE
    fields = PdfFileReader(io.BytesIO(BASE)).root["/AcroForm"]["/Fields"]
    assert [str(one.get_object()["/T"]) for one in fields] == list(PLACES)


def test_two_signatures_in_order_each_a_revision_of_its_own():
    both = inside(inside(), "B", "Рүстем Әлиев")
    assert both.startswith(BASE)
    reader = PdfFileReader(io.BytesIO(both))
    before = PdfFileReader(io.BytesIO(BASE)).xrefs.total_revisions
    assert reader.xrefs.total_revisions == before + 2
    found = check(both, base=BASE, roots=roots(AT.date()), at=AT)
    assert [one.name for one in found] == ["Вера Петрова", "Рүстем Әлиев"]
    assert [one.issuer for one in found] == ["Kelisim localhost"] * 2


def test_one_signed_here_and_one_outside_are_both_accepted():
    both = signed_outside(inside(), VERA)
    found = check(both, base=BASE, roots=[*roots(AT.date()), *TRUSTED], at=AT)
    assert [(one.name, one.issuer) for one in found][1] == ("ВЕРА ПЕТРОВА", "Түбір")
    assert len({one.print for one in found}) == 2


def test_no_signature_no_pdf_and_another_document():
    assert fault(BASE) == Fault.UNSIGNED
    assert fault(b"%PDF-1.7 nothing") == Fault.UNREADABLE
    assert fault("Сәлем".encode()) == Fault.UNREADABLE
    assert fault(signed_outside(paper("Басқа келісім."), VERA)) == Fault.OTHER_DOCUMENT


def test_a_changed_byte_of_what_was_signed():
    at = BASE.index(b"/MarkInfo")
    changed = OUTSIDE[:at] + b"/MarkInfp" + OUTSIDE[at + 9 :]
    assert fault(changed) == Fault.BROKEN


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_signed_byte_can_be_changed(data):
    start, length, more, rest = PdfFileReader(io.BytesIO(OUTSIDE)).embedded_signatures[0].byte_range
    assert (start, more + rest) == (0, len(OUTSIDE))
    place = data.draw(st.one_of(st.integers(0, length - 1), st.integers(more, more + rest - 1)))
    other = bytes([OUTSIDE[place] ^ data.draw(st.integers(1, 255))])
    assert fault(OUTSIDE[:place] + other + OUTSIDE[place + 1 :]) in {
        *(Fault.BROKEN, Fault.UNREADABLE, Fault.UNSIGNED, Fault.NOT_WHOLE, Fault.OTHER_DOCUMENT)
    }


def test_a_root_nobody_named_is_not_trusted():
    own = issued("ВЕРА ПЕТРОВА", AT, by=issued("Түбір", AT))
    assert fault(signed_outside(BASE, own)) == Fault.UNKNOWN_ISSUER
    assert fault(OUTSIDE, trusted=[]) == Fault.UNKNOWN_ISSUER
    assert fault(OUTSIDE, trusted=roots(AT.date())) == Fault.UNKNOWN_ISSUER


def test_a_certificate_out_of_its_days():
    over = issued("ВЕРА ПЕТРОВА", AT, by=ROOT, days=(-60, -1))
    assert fault(signed_outside(BASE, over)) == Fault.EXPIRED
    early = issued("ВЕРА ПЕТРОВА", AT, by=ROOT, days=(1, 60))
    assert fault(signed_outside(BASE, early)) == Fault.EXPIRED
    assert fault(OUTSIDE, at=AT + dt.timedelta(days=366)) == Fault.EXPIRED


def test_a_certificate_that_is_not_for_signing():
    other = issued("ВЕРА ПЕТРОВА", AT, by=ROOT, signs=False)
    assert fault(signed_outside(BASE, other)) == Fault.NOT_FOR_SIGNING


def test_a_signature_that_leaves_the_end_out():
    assert fault(OUTSIDE + b"\n% more") == Fault.NOT_WHOLE


def test_a_page_added_after_signing_and_words_changed_before():
    assert fault(added(OUTSIDE, a_page)) == Fault.CHANGED
    assert fault(signed_outside(added(BASE, a_page), VERA)) == Fault.CHANGED
    assert fault(signed_outside(added(BASE, other_words), VERA)) == Fault.CHANGED
    assert fault(signed_outside(added(OUTSIDE, other_words), issued("Р", AT, by=ROOT), "B")) == Fault.CHANGED
