"""Documents of a case, set on request and never kept in clear."""

from __future__ import annotations

import io
from dataclasses import replace

import segno
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kelisim.apps.mediation.actions.submit import Receipt, receipt_of
from kelisim.apps.mediation.queries import documents
from kelisim.apps.mediation.queries.papers import notices
from kelisim.kernel.documents.sheet import Block, Break, Heading, Sheet
from kelisim.kernel.documents.twin import twin
from kelisim.kernel.documents.typeset import typeset

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def pdf(sheet: Sheet, name: str) -> HttpResponse:
    """A document as an answer: shown or saved by the browser, kept by nobody on the way."""
    response = HttpResponse(typeset(sheet), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


def docx(sheet: Sheet, name: str) -> HttpResponse:
    """The copy for editing, likewise."""
    with override(sheet.lang):
        note = _("Copy for editing. The document itself is the PDF.")
    response = HttpResponse(twin(sheet, note=note), content_type=_WORD)
    response["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    response["Cache-Control"] = "no-store"
    return response


def square(text: str) -> str:
    """A square code as SVG."""
    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind="svg", border=1, xmldecl=False)
    return out.getvalue().decode()


def receipt_paper(once: str) -> Sheet | None:
    """The receipt for whoever holds the key of the form that was sent; None if nothing was."""
    receipt = receipt_of(once)
    return _receipt(receipt) if receipt else None


def receipts_paper(receipts: list[Receipt]) -> Sheet:
    """Many receipts in one document, each on a page of its own, in the language of its case."""
    sheets = [_receipt(one) for one in receipts]
    blocks: list[Block] = list(sheets[0].blocks)
    for one in sheets[1:]:
        blocks += [Break(), Heading(text=one.title), *one.blocks]
    return replace(sheets[0], blocks=tuple(blocks))


def _receipt(receipt: Receipt) -> Sheet:
    case = receipt.case
    with override(case.language):
        matter = documents.matter(case, timezone.localdate(receipt.at), names=False)
        received = notices.Received(
            secret=receipt.secret,
            square=square(f"{settings.ORIGIN}{reverse('my-case')}"),
            at=receipt.at,
            receiver=matter.office,
            step=_("A person at the office reads your application and answers."),
            by=receipt.next_by or timezone.localdate(receipt.at),
        )
    return notices.receipt(matter, received=received)
