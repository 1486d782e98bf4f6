"""The states of a release: the drawing, every deed in every state, and that nothing changes afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from kelisim.apps.statistics.actions.check_release import check_release
from kelisim.apps.statistics.actions.publish_release import publish_release
from kelisim.apps.statistics.errors import ReleaseNeverChanges, WrongStep
from kelisim.apps.statistics.models import Release
from kelisim.apps.statistics.states.release import MOVES, State, drawing, may_move
from kelisim.kernel.audit.models import Entry
from tests.statistics.releasing import draft, published, signed

PAGE = Path(__file__).parents[2] / "docs" / "states" / "release.md"
GRID = {
    ("draft", None): True,
    ("draft", State.DRAFTED): True,
    ("draft", State.CHECKED): True,
    ("check", State.DRAFTED): True,
    ("publish", State.CHECKED): True,
    ("supersede", State.PUBLISHED): True,
}


def test_the_drawing_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == drawing(), f"write states.drawing() into {PAGE.name}"


@pytest.mark.parametrize("deed", MOVES)
@pytest.mark.parametrize("state", [None, *State])
def test_each_deed_in_each_state(deed, state):
    assert may_move(deed, state) is GRID.get((deed, state), False)


def _release(state: State, by) -> Release:
    if state == State.DRAFTED:
        return draft(by)
    if state == State.CHECKED:
        return signed(by)
    release = published(by)
    if state == State.SUPERSEDED:
        published(by, "2026-2")
        release.refresh_from_db()
    return release


@pytest.mark.parametrize("state", list(State))
def test_the_deeds_keep_to_the_table(data, saltanat, state):
    release = _release(state, saltanat)
    assert release.state == state
    refused = {
        "check": lambda: check_release(release, digest=release.digest, read=[], by=saltanat),
        "publish": lambda: publish_release(release, by=saltanat),
        "draft": lambda: draft(saltanat),
    }
    for deed, do in refused.items():
        if not may_move(deed, state):
            with pytest.raises(ReleaseNeverChanges if deed == "draft" else WrongStep):
                do()
    release.refresh_from_db()
    assert release.state == state


def test_drafting_anew_voids_the_signature(data, saltanat):
    assert signed(saltanat).checked_by == saltanat
    again = draft(saltanat)
    assert (again.state, again.checked_at, again.checked_by) == (State.DRAFTED, None, None)
    assert Release.objects.count() == 1


def test_each_step_says_who_and_is_in_the_audit(data, saltanat):
    first, second = published(saltanat), published(saltanat, "2026-2")
    first.refresh_from_db()
    assert (second.supersedes, second.state) == (first, State.PUBLISHED)
    assert (first.drafted_by, first.checked_by, first.published_by, first.superseded_by) == (saltanat,) * 4
    assert None not in (first.drafted_at, first.checked_at, first.published_at, first.superseded_at)
    entries = Entry.objects.filter(deed__startswith="statistics.release_").order_by("number")
    steps = ("drafted", "checked", "published")
    assert list(entries.values_list("deed", "facts__code", "by")) == [
        *((f"statistics.release_{step}", "2026-1", saltanat.pk) for step in steps),
        *((f"statistics.release_{step}", "2026-2", saltanat.pk) for step in steps),
        ("statistics.release_superseded", "2026-1", saltanat.pk),
    ]


def test_a_published_release_is_never_written_again(data, saltanat):
    release = published(saltanat)
    release.words_kk = "Басқа сөз."
    for change in (
        release.save,
        release.delete,
        lambda: Release.objects.update(words_kk="Басқа сөз."),
        lambda: Release.objects.all().delete(),
        lambda: Release.objects.bulk_update([release], ["words_kk"]),
        lambda: Release.objects.bulk_create([release], update_conflicts=True),
    ):
        with pytest.raises(ReleaseNeverChanges):
            change()
    assert Release.objects.get().words_kk == "Алғашқы жинақ."


def test_two_releases_are_never_the_newest_at_once(data, saltanat):
    published(saltanat)
    other = draft(saltanat, "2026-2")
    other.state = State.PUBLISHED
    other.checked_at = other.published_at = other.drafted_at
    other.published_by = saltanat
    with pytest.raises(IntegrityError), transaction.atomic():
        other.save()
