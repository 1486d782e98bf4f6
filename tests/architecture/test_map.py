"""Every path that the map and the other documents name is there."""

import re

import pytest

from tests.architecture.house import ROOT

DOCUMENTS = ["docs/map.md", "README.md", "CONTRIBUTING.md"]
_PATH = re.compile(r"`([\w./<>*-]+(?:/|\.(?:py|md|html|toml|yaml|csv|css|js|lock|po|typ|service)))`")


def _there(named: str) -> bool:
    """From the root, from the house, or, as a room's file is called, from some room."""
    pattern = re.sub(r"<[^>]*>", "*", named).rstrip("/")
    return any(next(ROOT.glob(start + pattern), None) for start in ("", "kelisim/", "kelisim/apps/*/"))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_named_path_exists(document):
    named = _PATH.findall((ROOT / document).read_text(encoding="utf-8"))
    assert named, f"{document} names no file at all"
    assert [path for path in named if not _there(path)] == []
