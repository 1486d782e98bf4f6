"""No page, table or file counts people past disclosure control: whoever counts is on the list."""

import ast
import re

from tests.architecture.house import ROOT, files, name

# Outside the mediation room and its own pages only these take more from it than `public`, and never a case.
KNOCKS_ELSEWHERE = {
    ("kelisim/web/site/grid.py", "kelisim.apps.mediation.access.grid"): "who may see what, generated",
    ("kelisim/web/statistics/released.py", "kelisim.apps.mediation.models.case"): "what outcomes are called",
    ("kelisim/web/statistics/counts.py", "kelisim.apps.mediation.models.case"): "what outcomes are called",
}
# Whatever the web floor counts itself.
COUNTS = {
    "kelisim/web/site/offices.py": "offices, which are public bodies",
    "kelisim/web/mediation/party/standing.py": "the sides of a reader's own case: one or two",
}
_COUNTING = re.compile(r"\.count\(\)|\bCount\(|\.aggregate\(")


def outside_the_room():
    for path in files(".py", under="kelisim"):
        if not name(path).startswith(("kelisim/apps/mediation/", "kelisim/web/mediation/", "kelisim/cli/")):
            yield path


def taken(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kelisim.apps.mediation"):
            yield from (
                f"{node.module}.{one.name}" if node.module == "kelisim.apps.mediation" else node.module
                for one in node.names
            )
        elif isinstance(node, ast.Import):
            yield from (one.name for one in node.names if one.name.startswith("kelisim.apps.mediation"))


def test_other_rooms_and_pages_know_cases_only_through_what_was_released():
    found = {(name(path), module) for path in outside_the_room() for module in taken(path)}
    assert {one for one in found if one[1] != "kelisim.apps.mediation.public"} == set(KNOCKS_ELSEWHERE)


def test_what_the_room_tells_others_counts_no_live_case():
    source = (ROOT / "kelisim/apps/mediation/public.py").read_text(encoding="utf-8")
    assert not _COUNTING.search(source)
    assert re.findall(r"Case\.objects\.\w+\([^)]*\)\.(\w+)", source) == ["exists"]


def test_exact_counts_of_warnings_reach_no_page_and_no_api():
    """They are for the monitor alone (docs/method/warnings.md)."""
    pages = files(".py", under="kelisim/web")
    assert [name(one) for one in pages if "weekly_warnings" in one.read_text(encoding="utf-8")] == []


def test_the_web_floor_counts_only_what_is_on_the_list():
    found = {
        name(path)
        for path in files(".py", under="kelisim/web")
        if _COUNTING.search(path.read_text(encoding="utf-8"))
    }
    assert found == set(COUNTS)


def test_the_method_note_names_every_place_that_counts():
    told = (ROOT / "docs/method/disclosure.md").read_text(encoding="utf-8")
    places = [*COUNTS, *(path for path, _module in KNOCKS_ELSEWHERE)]
    assert [path for path in places if path.removeprefix("kelisim/") not in told] == []
