"""The addresses of a case: deeds, papers, signatures; and those of a side and of the called-in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kelisim.web.mediation.party.deeds import DEEDS as SIDE_DEEDS
from kelisim.web.mediation.staff.clerk_deeds import DEEDS as CLERK_DEEDS
from kelisim.web.mediation.staff.mediator_deeds import DEEDS as MEDIATOR_DEEDS
from tests.web.grid.pages import (
    CALLED_IN,
    ESCROW,
    FOLLOWS,
    LEADS,
    MOVES,
    NAMES,
    READS_JOINT,
    SEES,
    SIDE,
    WORKS,
    Page,
    R,
    T,
    case,
    fixed,
)
from tests.web.grid.rights import Right, Stage, right
from tests.web.grid.things import Objects

# What a clerk's deed asks for, where it is not the ordinary work of an office.
_CLERKS: dict[str, Right] = {
    **{"transfer": MOVES, "open-escrow": ESCROW, "return-key": ESCROW, "hear": ESCROW},
    **{"call": FOLLOWS, "remediate": FOLLOWS, "papers": FOLLOWS},
}
_PAPERS: dict[str, tuple[Right, tuple[Stage, ...]]] = {
    "application": (right(T.INTAKE, side="A"), (Stage.EARLY, Stage.TALKS)),
    "acceptance": (right(T.OFFERS, "write"), (Stage.TALKS,)),
    "protocol-1": (right(T.CLEAR), (Stage.TALKS,)),
    "agreement": (right(T.JOINT), (Stage.TALKS,)),
}
APPLICANT = right(T.INTAKE, "write", R.PARTY, side="A")
_NOBODY = right(T.ACCOUNTS, "read", R.PUBLIC)


def _person(objects: Objects) -> str:
    return f"person={objects.participant}"


def _meeting(_objects: Objects) -> str:
    return "meeting=1"


# The address of these deeds names an object of the case besides.
_QUERIES = {"show-note": _person, "end-part": _person, "move": _meeting, "record": _meeting}


def of_cases() -> Iterator[tuple[str, Page]]:
    """Name and page."""
    for name in ("case-detail", "mediator-case"):
        yield name, Page(sees=SEES, named=case(), stages=tuple(Stage))
    for name in ("case-invitation", "case-secret"):
        yield name, Page(sees=SEES, may=WORKS, named=case())
    # The other case of a repeat is always her own: which case it is decided for stands in the address.
    yield (
        "case-repeat",
        Page(
            sees=SEES,
            may=WORKS,
            named=case(),
            body=lambda objects, _who: {"other": str(objects.cases[Stage.EARLY].case)},
        ),
    )
    yield "case-remediate", Page(sees=SEES, may=FOLLOWS, named=case())
    yield from _deeds()
    yield from _papers()
    yield from _of_sides()


def _deeds() -> Iterator[tuple[str, Page]]:
    for name in CLERK_DEEDS:
        yield f"case-deed {name}", Page(sees=SEES, may=_CLERKS.get(name, WORKS), named=case(deed=name))
    for name in MEDIATOR_DEEDS:
        offered = name in {"accept", "pass"}
        may = right(T.OFFERS, "write", R.MEDIATOR) if offered else LEADS
        page = Page(sees=SEES, may=may, named=case(deed=name))
        yield f"mediator-deed {name}", replace(page, query=_QUERIES.get(name))


def _papers() -> Iterator[tuple[str, Page]]:
    for name, (there, stages) in _PAPERS.items():
        yield (
            f"case-paper {name}",
            Page(sees=SEES, may=NAMES, there=there, named=case(name=name), stages=stages),
        )
    for name in ("agreement", "application", "letter"):
        there = LEADS if name == "agreement" else _NOBODY  # no twin of the others
        yield f"case-twin {name}", Page(sees=SEES, there=there, named=case(name=name))
    yield "case-to-sign", Page(sees=SEES, there=READS_JOINT, named=case(kind="settlement"))
    yield (
        "case-evidence",
        Page(
            sees=SEES,
            there=READS_JOINT,
            named=lambda objects, stage: {**case()(objects, stage), "uid": objects.evidence},
        ),
    )


def _of_sides() -> Iterator[tuple[str, Page]]:
    for name in SIDE_DEEDS:
        own = Page(signed_in=False, enters=SIDE, named=fixed(deed=name), placed=False)
        yield f"my-case-deed {name}", replace(own, writes=APPLICANT if name == "withdraw" else None)
    for name in ("sign", "leave"):
        yield (
            f"my-part-deed {name}",
            Page(signed_in=False, enters=CALLED_IN, named=fixed(deed=name), placed=False),
        )
    yield "my-part", Page(signed_in=False, enters=CALLED_IN, methods=("GET",))
    yield "my-calendar", Page(signed_in=False, enters=right(T.DIARY, "write", R.PARTY))
    own = Page(signed_in=False, methods=("GET",), placed=False)
    yield "my-case-trail", replace(own, sees=right(T.AUDIT, "read", R.PARTY))
    papers = {"application": T.INTAKE, "agreement": T.JOINT, "acceptance": T.OFFERS}
    for name, thing in papers.items():
        sees = right(thing, "read", R.PARTY, side="A" if thing == T.INTAKE else "")
        yield f"my-case-paper {name}", replace(own, sees=sees, named=fixed(kind=name))
    yield "my-case-to-sign", replace(own, sees=SIDE, named=fixed(kind="settlement"))
    yield (
        "my-case-evidence",
        replace(own, sees=SIDE, named=lambda objects, _stage: {"uid": objects.evidence}),
    )
