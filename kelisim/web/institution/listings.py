"""The lists of the structure and of two compared days as files: each line with its act."""

from __future__ import annotations

from kelisim.apps.institution.queries.councils import COUNCIL_COLUMNS, council_rows, council_tree
from kelisim.apps.institution.queries.labels import Labels, head_words
from kelisim.apps.institution.queries.structure import Dated, Structure
from kelisim.web.files import Listing
from kelisim.web.institution.sides import Block, Side
from kelisim.web.institution.tree import Cited, PostLine, PowerLine, cited_effect, uncertain


def structure_listings(
    found: Structure, names: Labels, held: dict[str, list[PowerLine]], posts: list[PostLine]
) -> list[Listing]:
    """Bodies, powers held and lapsed, posts, councils, acts in force, what is uncertain, what undecided."""
    return [
        _bodies(found, names),
        *(_powers(name, lines) for name, lines in held.items()),
        Listing(
            name="posts",
            columns=("post", "body", "seats", "filled_by", "holders", "act"),
            rows=[(row.label, row.body, row.seats, row.filled_by, row.holders, row.act) for row in posts],
        ),
        Listing(name="councils", columns=COUNCIL_COLUMNS, rows=council_rows(council_tree(found.day))),
        Listing(
            name="acts",
            columns=("act", "title"),
            rows=[(code, names.act(code)) for code in found.acts_in_force],
        ),
        _cited("uncertain", uncertain(found, names)),
        Listing(
            name="undecided",
            columns=("text", "repealed", "act", "clause"),
            rows=[
                (cited.text, line.act, cited.act, cited.clause)
                for line in found.consequences
                for cited in (cited_effect(line.effect, names),)
            ],
        ),
    ]


def _bodies(found: Structure, names: Labels) -> Listing:
    columns = ("body", "name", "parent", "as", "head", "created", "created_by", "placed", "placed_by")
    return Listing(
        name="bodies",
        columns=(*columns, "verified", "facts"),
        rows=[
            (
                organ.code,
                organ.name.of(),
                organ.parent,
                organ.tie,
                head_words(organ.head, names) if organ.head else "",
                *_dated(organ.created),
                *_dated(organ.placed),
                organ.verified,
                organ.facts,
            )
            for organ in found.organs
        ],
    )


def _dated(day: Dated) -> tuple[str, str]:
    return day.on, day.act


def _powers(name: str, lines: list[PowerLine]) -> Listing:
    return Listing(
        name=name,
        columns=("power", "name", "parameters", "holder", "since", "act", "clause", "remarks"),
        rows=[
            (
                line.code,
                line.power,
                line.words,
                line.holder,
                line.since.text,
                line.since.act,
                line.since.clause,
                "; ".join(line.marks),
            )
            for line in lines
        ],
    )


def _cited(name: str, lines: list[Cited]) -> Listing:
    return Listing(
        name=name,
        columns=("text", "when", "act", "clause"),
        rows=[(line.text, line.when, line.act, line.clause) for line in lines],
    )


def sides_listing(blocks: list[Block]) -> Listing:
    """Every line of the two days with the act behind each side."""
    columns = ("kind", "what", "before", "before_act", "after", "after_act", "difference")
    return Listing(
        name="sides",
        columns=columns,
        rows=[
            (block.title, line.what, *_side(line.before), *_side(line.after), line.mark)
            for block in blocks
            for line in block.lines
        ],
    )


def _side(side: Side | None) -> tuple[str, str]:
    return (side.cited.text, side.cited.act) if side else ("", "")
