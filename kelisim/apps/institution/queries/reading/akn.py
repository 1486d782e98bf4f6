"""An act in Akoma Ntoso read as lines: identity, titles, adoption, and what acts did to it and it to others.

Rules, and what is not taken: docs/method/formats.md#bringing-an-act-in.
"""

from __future__ import annotations

from typing import Any

from kelisim.apps.institution.queries.lines import Line
from kelisim.apps.institution.queries.reading.identity import identity
from kelisim.apps.institution.queries.reading.known import Known
from kelisim.apps.institution.queries.reading.left import Left, left_in
from kelisim.apps.institution.queries.reading.life import Life
from kelisim.apps.institution.queries.reading.source import elements, first, local, parsed
from kelisim.apps.institution.queries.reading.texts import WRONG
from kelisim.kernel.packs.complaints import BadPack, Complaint

__all__ = ["Left", "read_akn"]


def read_akn(content: bytes, name: str) -> tuple[list[Line], list[Left]]:
    """The act's line with a line for each effect, and what of the file is not taken.

    What is wrong with a line stands on it, with the line of the file and the element. Raises BadPack if the
    file is no single act.
    """
    act = _act(parsed(content, name), name)
    meta = first(act, "meta")
    known = Known()
    one = identity(act, known, name)
    lines = [one.line, *Life(meta, one, known, name).lines()]
    for number, line in enumerate(lines, 1):
        line.number = number
    return lines, left_in(act, one)


def _act(root: Any, name: str) -> Any:
    """The one act of the file, with its one work."""
    documents = list(elements(root))
    found = [_complaint(name, other, "two_acts") for other in documents[1:]]
    if not documents:
        found.append(_complaint(name, root, "no_act"))
    elif local(documents[0]) != "act":
        found.append(_complaint(name, documents[0], "other_document"))
    else:
        identification = first(documents[0], "meta", "identification")
        works = list(elements(identification, "FRBRWork"))
        found += [_complaint(name, other, "two_acts") for other in works[1:]]
        if not works:
            found.append(_complaint(name, documents[0], "no_work"))
    if found:
        raise BadPack(found)
    return documents[0]


def _complaint(name: str, element: Any, wrong: str) -> Complaint:
    tag = local(element)
    return Complaint(
        file=name,
        code="bad_value",
        line=element.sourceline,
        column=tag,
        value=tag,
        hint=str(WRONG[wrong]),
    )
