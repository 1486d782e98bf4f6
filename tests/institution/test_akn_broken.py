"""Whatever is broken in a document, the answer is complaints: nothing else is ever raised."""

from __future__ import annotations

import random

import pytest
from lxml import etree

from kelisim.apps.institution.queries.drafts import read_draft
from kelisim.apps.institution.queries.exports.akn import act_xml
from kelisim.apps.institution.queries.reading.akn import read_akn
from kelisim.kernel.packs.complaints import BadPack
from tests.institution.exports_read import SCHEMAS

SOUND = SCHEMAS / "akomantoso" / "corpus" / "sound.xml"
STRANGE = [
    "",
    "#",
    "~",
    "/",
    "/akn/",
    "//",
    "0000-00-00",
    "1995-02-30T00:00:00",
    "ғ" * 300,
    "=;=",
    "http://[",
    "#e1",
]


def broken(content: bytes, chance: random.Random) -> bytes:
    """An element or an attribute taken out, said twice or made strange, one to three times."""
    root = etree.fromstring(content)
    for _ in range(chance.randint(1, 3)):
        one = chance.choice([element for element in root.iter() if element.getparent() is not None])
        deed = chance.choice(["remove", "repeat", "forget", "spoil", "empty"])
        if deed == "remove":
            one.getparent().remove(one)
        elif deed == "repeat":
            one.getparent().append(etree.fromstring(etree.tostring(one)))
        elif deed == "empty":
            one.text, one[:] = None, []
        elif one.attrib:
            name = chance.choice(sorted(one.attrib))
            if deed == "forget":
                del one.attrib[name]
            else:
                one.set(name, chance.choice(STRANGE))
        if len(root) == 0:
            break
    return etree.tostring(root, encoding="UTF-8")


@pytest.mark.parametrize("seed", range(4))
def test_only_complaints_ever_come_of_it(kz, seed):
    chance = random.Random(seed)
    sources = [SOUND.read_bytes(), act_xml("law-70"), act_xml("decree-856"), act_xml("decree-148")]
    refused: list[BadPack] = []
    for _ in range(60):
        content = broken(chance.choice(sources), chance)
        try:
            read_draft(read_akn(content, "broken.xml")[0]).must_be_sound()
        except BadPack as error:
            refused.append(error)
    assert len(refused) > 10
    assert all(complaint.line >= 1 and str(complaint) for error in refused for complaint in error.complaints)


@pytest.mark.parametrize("cut", [2, 40, 400, 2000])
def test_a_file_cut_short_is_refused_where_it_ends(kz, cut):
    content = SOUND.read_bytes()[:-cut]
    with pytest.raises(BadPack) as refused:
        read_akn(content, "cut.xml")
    assert [complaint.code for complaint in refused.value.complaints] == ["not_xml"]
