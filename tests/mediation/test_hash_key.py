"""The key names are matched by changes alone: old cases still match new ones, and links stay."""

from __future__ import annotations

import stat

import pytest

from kelisim.apps.mediation.actions.join import Joining, join
from kelisim.apps.mediation.actions.submit import submit
from kelisim.apps.mediation.models import Case, NameHash, Party
from kelisim.cli.main import main
from kelisim.config import env
from kelisim.kernel.audit.models import Entry
from kelisim.kernel.seal import service
from tests import cast as stories
from tests.cast import ONCE_B

pytestmark = pytest.mark.django_db


def digests():
    """All by which names are matched."""
    words = NameHash.objects.order_by("party", "digest").values_list("party", "digest")
    people = Party.objects.order_by("pk").values_list("person_hash", "iin_hash")
    return list(words), list(people), list(Case.objects.order_by("pk").values_list("repeat_hash", flat=True))


@pytest.fixture
def house(settings, tmp_path, monkeypatch):
    """A place for keys; what the command sets in its own process ends with it."""
    monkeypatch.setenv("KELISIM_VAR", str(tmp_path))
    monkeypatch.delenv("KELISIM_HASH_KEY", raising=False)
    settings.HASH_KEY = settings.SERVICE_KEY
    return tmp_path / "keys"


def test_old_and_new_cases_still_find_each_other_and_links_stay(cast, house, settings, capsys):
    story = stories.inviting(cast)
    before = digests()
    assert main(["keys", "hash"]) == 0
    assert "2 sides are hashed anew" in capsys.readouterr().out
    after = digests()
    for old, new in zip(before, after, strict=True):
        assert len(old) == len(new)
        assert {one for one in old if one != ""}.isdisjoint(new)
    assert env.hash_key(env.read()) == settings.HASH_KEY != settings.SERVICE_KEY
    assert stat.S_IMODE((house / "hash").stat().st_mode) == 0o600
    assert join(story.invitation.token, joining=Joining(notice=True), once=ONCE_B)
    again = submit(cast.application(), once="z" * 30).case
    assert again.repeat_hash == Case.objects.order_by("pk").first().repeat_hash
    assert NameHash.objects.filter(digest__in=service.name_hashes("Ким Вера")).count() == 4
    assert Entry.objects.filter(deed="mediation.hashes_renewed").count() == 1


def test_a_key_told_by_the_environment_is_used_and_nothing_is_written(cast, house, settings, monkeypatch):
    stories.received(cast)
    monkeypatch.setenv("KELISIM_HASH_KEY", "ab" * 32)
    settings.HASH_KEY = env.hash_key(env.read())
    for _twice in range(2):
        assert main(["keys", "hash"]) == 0
        told = digests()
    assert told == digests()
    assert settings.HASH_KEY == "ab" * 32
    assert not (house / "hash").exists()


def test_who_was_forgotten_matches_nothing(cast, house):
    case = stories.received(cast).case
    case.parties.update(identity=b"")
    assert main(["keys", "hash"]) == 0
    assert digests() == ([], [("", "")] * 2, [""])
