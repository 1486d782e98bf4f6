"""The receipt as a document: the number, the office and the day it was received, and nothing of the sides."""

import pytest
from django.utils import translation

from kelisim.kernel.documents.sheet import Facts, Secret
from kelisim.web.mediation.papers import receipt_paper
from tests import cast as stories


def test_nothing_was_sent_with_a_made_up_key(db):
    assert receipt_paper("made-up") is None


@pytest.mark.parametrize("reader", ["kk", "ru", "en"])
def test_the_receipt_is_in_the_cases_language_and_of_the_day_it_was_received(cast, clock, reader):
    story = stories.received(cast)
    receipt = story.receipts["A"]
    clock.shift(3 * 24 * 3600)
    with translation.override(reader):
        paper = receipt_paper(stories.ONCE_A)
    secret, facts = (next(one for one in paper.blocks if isinstance(one, kind)) for kind in (Secret, Facts))
    assert secret.code == receipt.secret
    office = receipt.office
    assert (paper.lang, paper.house, paper.subtitle) == (
        "kk", office.name_kk, f"№ {receipt.number} іс · 2026 ж. 2 наурыз",
    )  # fmt: skip
    assert facts.rows == (
        ("Іс нөмірі", receipt.number),
        ("Қабылданды", "2026 ж. 2 наурыз, 10:00"),
        ("Қабылдаған", office.name_kk),
        ("Кабинет", "\n".join(filter(None, (office.name_kk, office.address_kk)))),
        ("Келесі қадам", "Кабинет маманы өтінішіңізді оқып, жауап береді."),
        ("Ең кеш мерзімі", "2026 ж. 27 наурыз"),
    )
