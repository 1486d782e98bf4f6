"""Small files, small functions, names that say something; exceptions are named with their reason."""

import ast

from tests.architecture.house import files, name

LINES = {".py": 300, ".html": 120, ".txt": 120, ".css": 400, ".js": 150}
FUNCTION, TEST = 40, 60  # a test states a whole expected value
LONGER: dict[str, str] = {}
SAY_NOTHING = {"utils", "util", "helpers", "helper", "services", "common", "misc", "signals", "managers"}


def _measured():
    for path in files(*LINES):
        if "migrations" not in path.parts and "packs" not in path.parts:
            yield path


def test_no_file_is_longer_than_its_kind_may_be():
    too_long = {
        name(path): lines
        for path in _measured()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LINES[path.suffix]
    }
    told = "\n".join(f"{path} {lines}" for path, lines in too_long.items())
    assert sorted(too_long) == sorted(LONGER), told


def test_no_function_is_longer_than_it_may_be():
    too_long = []
    for path in _measured():
        if path.suffix != ".py":
            continue
        allowed = TEST if name(path).startswith("tests/") else FUNCTION
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines > allowed:
                    too_long.append(f"{name(path)}:{node.lineno} {node.name} has {lines} lines")
    assert too_long == [], "\n".join(too_long)


def test_every_file_is_named_after_what_it_holds():
    assert [name(path) for path in files(".py") if path.stem in SAY_NOTHING] == []


def test_every_module_says_at_its_head_what_it_is():
    silent = [
        name(path)
        for path in files(".py")
        if "migrations" not in path.parts
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == [], "\n".join(silent)
