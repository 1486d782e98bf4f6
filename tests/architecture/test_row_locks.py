"""A row that was waited for is read with what it points to now, not with what it did before the wait."""

import ast

from tests.architecture.house import files, name


def _called(function: ast.FunctionDef) -> set[str]:
    return {node.attr for node in ast.walk(function) if isinstance(node, ast.Attribute)}


def test_no_locked_row_is_joined():
    """After a wait PostgreSQL reads the locked row anew, but none joined to it: those are prefetched."""
    joined = [
        f"{name(path)}: {node.name}"
        for path in files(".py", under="kelisim")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and {"select_for_update", "select_related"} <= _called(node)
    ]
    assert joined == [], "\n".join(joined)
