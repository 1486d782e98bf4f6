"""The handbook of the model: gathered from the chapters, in three languages, with its acts."""

from html import unescape

import pytest
from django.urls import reverse
from django.utils.translation import override

from kelisim.kernel.packs.pack import open_pack
from kelisim.kernel.texts.of import LANGUAGES
from kelisim.web.site.model import sections_of
from kelisim.web.site.narrative import told_by

pytestmark = pytest.mark.django_db


def page(client, lang):
    with override(lang):
        address = reverse("model")
    response = client.get(address)
    assert response.status_code == 200
    return unescape(response.content.decode())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_section_stands_with_its_paragraphs(client, lang):
    body = page(client, lang)
    told = {part.id: part for chapter in told_by("kz").chapters for part in chapter.paragraphs}
    for section in sections_of(open_pack("kz")):
        assert section.title.of(lang) in body
        assert not section.text.of() or getattr(section.text, lang) in body
        assert [code for code in section.paragraphs if told[code].text.of(lang) not in body] == []


def test_the_handbook_carries_the_facts_of_the_model_and_names_known_sources():
    sections, whole = sections_of(open_pack("kz")), told_by("kz")
    named = {fact for section in sections for fact in section.facts}
    assert named == {
        *("F033", "F034", "F035", "F036", "F037", "F038", "F039", "F040", "F041"),
        *("F106", "F151", "F158"),
    }
    gathered = {code for section in sections for code in section.paragraphs}
    carried = {
        fact
        for chapter in whole.chapters
        for paragraph in chapter.paragraphs
        if paragraph.id in gathered
        for part in (paragraph, *paragraph.items)
        for fact in part.facts
    }
    assert named <= carried
    assert {code for section in sections for code in section.sources} <= {one.id for one in whole.sources}


def test_every_act_of_the_handbook_is_an_act_of_the_pack():
    acts = {record["id"] for record in open_pack("kz").records("institution/acts.yaml")}
    assert {code for section in sections_of(open_pack("kz")) for code in section.acts} <= acts


def test_a_pack_without_a_handbook_says_so(client, settings, django_assert_num_queries):
    page(client, "kk")
    with django_assert_num_queries(2):
        page(client, "kk")
    settings.PACK = "_blank"
    assert 'class="empty"' in page(client, "kk")
