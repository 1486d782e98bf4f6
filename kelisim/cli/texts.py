"""Every text for people in a source file: what it says, in which context, on which line."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract
from django.utils.translation.template import templatize

_ONE, _MANY, _IN, _MANY_IN = (1,), (1, 2), ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...]] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), _ONE),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), _MANY),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), _IN),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), _MANY_IN),
}  # where the text, its plural and its context stand among the arguments, as Babel writes it


@dataclass(frozen=True, order=True)
class Key:
    """What gettext looks a text up by."""

    context: str
    text: str

    def __str__(self) -> str:
        return f"{self.text!r}" + (f" ({self.context})" if self.context else "")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A text somebody asks for: its line and its plural."""

    key: Key
    plural: str
    line: int


def asked_in(path: Path) -> Iterator[Asked]:
    """The texts of a module or a template, in their order."""
    text = path.read_text(encoding="utf-8")
    yield from _in_python(text) if path.suffix == ".py" else _in_template(text, str(path))


def _in_template(text: str, name: str) -> Iterator[Asked]:
    """Read as the Python its texts amount to, one line for one line."""
    python = templatize(text, origin=name)
    code = BytesIO("\n".join(line.lstrip() for line in python.split("\n")).encode())
    for line, said, _comments, context in extract(
        "python", code, keywords=KEYWORDS, options={"encoding": "utf-8"}
    ):
        one, plural = said if isinstance(said, tuple) else (said, "")
        if one:
            yield Asked(key=Key(str(context or ""), one), plural=plural, line=line)


def _in_python(text: str) -> Iterator[Asked]:
    """Under whatever name the module calls gettext, and in the braces of an f-string too."""
    nodes = list(ast.walk(ast.parse(text)))
    meant = {
        name.asname: name.name
        for node in nodes
        if isinstance(node, ast.ImportFrom)
        for name in node.names
        if name.asname and name.name in KEYWORDS
    }
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda one: (one.lineno, one.col_offset)):
        called = _name(call.func)
        places = KEYWORDS.get(meant.get(called, called), ())
        texts = [_literal(argument) for argument in call.args]
        if places and len(texts) >= len(places):
            context = "".join(texts[place[0] - 1] for place in places if isinstance(place, tuple))
            one, *plural = (texts[place - 1] for place in places if isinstance(place, int))
            if one:
                yield Asked(key=Key(context, one), plural="".join(plural), line=call.lineno)


def _name(called: ast.expr) -> str:
    """`gettext` of `gettext(...)` and of `translation.gettext(...)`."""
    return called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")


def _literal(argument: ast.expr) -> str:
    """A text that stands there as it is; empty for one that is computed."""
    value = argument.value if isinstance(argument, ast.Constant) else ""
    return value if isinstance(value, str) else ""
