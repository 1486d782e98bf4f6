"""Statements that may say the same: equal words over three scripts, or many shared; a person decides."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kelisim.apps.dialogue import states
from kelisim.apps.dialogue.models import Conversation, Statement, Variant

SHOWN = 3
ENOUGH = 0.5  # of the words of both together
_STEM, _SHORT = 5, 3  # Kazakh and Russian endings begin late in a word; shorter words say little


@dataclass(frozen=True, kw_only=True)
class Alike:
    """A live statement somebody may find the same. `share` of the words, 1 for the very same."""

    number: int
    form: str
    text: str
    share: float


def alike(conversation: Conversation, statements: Iterable[Statement]) -> dict[int, list[Alike]]:
    """For each of them (by number, its variants fetched) the likeliest live ones; one question asked."""
    rows = list(
        Variant.objects.filter(
            statement__conversation=conversation, statement__state=states.Statement.LIVE
        ).values_list("statement__number", "form", "text", "key")
    )
    bags = [stems(key) for _number, _form, _text, key in rows]
    holding: dict[str, list[int]] = defaultdict(list)
    for at, bag in enumerate(bags):
        for stem in bag:
            holding[stem].append(at)
    found = {}
    for one in statements:
        best: dict[int, Alike] = {}
        for key in (variant.key for variant in one.variants.all()):
            for at, share in _near(key, rows, bags, holding):
                number, form, text, _key = rows[at]
                if number != one.number and (number not in best or best[number].share < share):
                    best[number] = Alike(number=number, form=form, text=text, share=share)
        found[one.number] = sorted(best.values(), key=lambda near: (-near.share, near.number))[:SHOWN]
    return found


def stems(key: str) -> frozenset[str]:
    """The beginnings of the words of a folded text."""
    return frozenset(word[:_STEM] for word in key.split() if len(word) >= _SHORT)


def _near(
    key: str,
    rows: list[tuple[int, str, str, str]],
    bags: list[frozenset[str]],
    holding: dict[str, list[int]],
) -> Iterable[tuple[int, float]]:
    bag = stems(key)
    shared = Counter(at for stem in bag for at in holding.get(stem, ()))
    for at, common in shared.items():
        share = 1.0 if rows[at][3] == key else common / len(bag | bags[at])
        if share >= ENOUGH:
            yield at, share
