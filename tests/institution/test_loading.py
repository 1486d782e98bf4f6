"""The ledger file: whole or not at all, every bad line named, loading again changes nothing."""

from __future__ import annotations

import shutil

import pytest

from kelisim.apps.institution.actions import load_acts, load_ledger, load_posts
from kelisim.apps.institution.models import Act, Effect, Post
from kelisim.apps.registry.actions import load_communities, load_organisations
from kelisim.apps.registry.public import CommunityKind, communities
from kelisim.kernel.packs.complaints import BadPack
from kelisim.kernel.packs.pack import Pack, open_pack
from tests.institution.conftest import load_everything, plant


@pytest.fixture
def copy(tmp_path, db):
    """A copy of the pack's own part, to be broken; territories and bodies are there."""
    plant()
    source = open_pack("kz").folder
    for name in ("institution", "registry"):
        shutil.copytree(source / name, tmp_path / name)
    pack = Pack("kz", tmp_path)
    load_communities.load(pack)
    load_organisations.load(pack)
    load_acts.load(pack)
    return pack


def broken(pack: Pack, file: str, row: str, old: str, new: str) -> int:
    """In the line of `file` that begins the record `row`, writes `new` for `old`; answers its number."""
    path = pack.folder / file
    lines = path.read_text(encoding="utf-8").splitlines()
    (number,) = (n for n, text in enumerate(lines) if text.startswith((f"- {{id: {row},", f"{row},")))
    assert lines[number].count(old) == 1
    lines[number] = lines[number].replace(old, new)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return number + 1


def test_loading_again_adds_nothing(kz):
    before = list(Effect.objects.values())
    rows = load_everything()
    assert rows == [51, 49, Act.objects.count() + 15, 93, Post.objects.count()]
    assert list(Effect.objects.values()) == before


def test_peoples_and_confessions_are_found_in_any_script(kz):
    assert communities(CommunityKind.PEOPLE).count() == 44
    assert communities(CommunityKind.CONFESSION).count() == 7
    for spelling in ("ұйғырлар", "уйгуры", "UYGHURS"):
        assert [row.code for row in communities().matching(spelling)] == ["uyghur"]


LEDGER = "institution/ledger.yaml"
BAD = {
    "an unknown act": ("L13", "decree-370", "decree-371", "act", "decree-371"),
    "an unknown body": ("L27", "council-of-mothers", "mothers", "organisation", "mothers"),
    "two subjects": ("L22", "verb:", "power: bill-review, verb:", "subject", "L22"),
    "half a date": ("L23", "2009-01-28", '"2009-1"', "on", "2009-1"),
    "an unknown verb": ("L22", "verb: create", "verb: found", "verb", "found"),
    "a wrong shape": ("L35", "as: attached", "as: beside", "as", "beside"),
    "before its creation": ("L35", "on: 2020", "on: 2013", "subject", "ksi"),
    "an unknown source": ("L29", "source: seed", "source: rumour", "source", "rumour"),
    "surer than its source": ("L07", "sure: medium", "sure: high", "sure", "high"),
    "a voided row without a reason": ("L13", "act:", "voided: 2026-11-23, act:", "reason", ""),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_line_is_named_and_nothing_is_saved(copy, case):
    row, old, new, column, value = BAD[case]
    line = broken(copy, LEDGER, row, old, new)
    with pytest.raises(BadPack) as caught:
        load_ledger.load(copy)
    found = [(told.file, told.line, told.column, told.value) for told in caught.value.complaints]
    assert found == [(LEDGER, line, column, value)]
    assert Effect.objects.count() == 0


def test_every_bad_line_is_named_at_once(copy):
    first = broken(copy, LEDGER, "L13", "decree-370", "decree-371")
    second = broken(copy, LEDGER, "L27", "council-of-mothers", "mothers")
    with pytest.raises(BadPack) as caught:
        load_ledger.load(copy)
    assert [told.line for told in caught.value.complaints] == [first, second]


def test_a_row_that_stands_is_not_changed_by_the_file(copy):
    load_ledger.load(copy)
    broken(copy, LEDGER, "L13", "2007-07-26", "2007-07-27")
    with pytest.raises(BadPack, match="void it with a reason"):
        load_ledger.load(copy)


def test_the_file_voids_a_row_and_adds_the_right_one(copy):
    load_ledger.load(copy)
    path = copy.folder / LEDGER
    text = path.read_text(encoding="utf-8")
    old = next(line for line in text.splitlines() if line.startswith("- {id: L23,"))
    voided = old.replace("{id: L23,", '{id: L23, voided: 2026-11-30, reason: "read again",')
    added = old.replace("{id: L23,", "{id: L23x, recorded: 2026-11-30,").replace("2009-01-28", "2009-01-29")
    path.write_text(text.replace(old, f"{voided}\n{added}"), encoding="utf-8")
    assert load_ledger.load(copy) == 94
    rows = Effect.objects.filter(code__in=("L23", "L23x")).order_by("code")
    assert [(row.code, row.voided is None, row.reason) for row in rows] == [
        ("L23", False, "read again"),
        ("L23x", True, ""),
    ]


def test_a_post_at_an_unknown_body_is_named(copy):
    broken(copy, "institution/posts.yaml", "kenesi-chair", "organisation: kenesi", "organisation: nobody")
    with pytest.raises(BadPack) as caught:
        load_posts.load(copy)
    (complaint,) = caught.value.complaints
    assert (complaint.column, complaint.value) == ("organisation", "nobody")


def test_a_community_of_an_unknown_kind_is_named(copy):
    broken(copy, "registry/communities.csv", "islam", "confession", "party")
    with pytest.raises(BadPack) as caught:
        load_communities.load(copy)
    (complaint,) = caught.value.complaints
    assert (complaint.column, complaint.value) == ("kind", "party")


def test_a_post_the_pack_names_no_more_goes_unless_it_was_opened_at_a_body(copy):
    load_ledger.load(copy)
    load_posts.load(copy)
    kept = Post.objects.get(code="kenesi-chair")
    for code in ("mediation-council-member", "mediator:office-1"):
        Post.objects.create(code=code, organisation=kept.organisation, filled_by="appointed")
    load_posts.load(copy)
    assert not Post.objects.filter(code="mediation-council-member").exists()
    assert Post.objects.filter(code__in=("kenesi-chair", "mediator:office-1")).count() == 2
    seats = Post.objects.filter(organisation__code="mediation-council").values_list("facts", flat=True)
    assert list(seats) == [["F174", "X19"]] * 3
