"""Citations of an article as people write them, in Kazakh, Russian or English, also turned round."""

from __future__ import annotations

import re
from dataclasses import dataclass

_N = r"(\d+(?:-\d+)?)"
_ARTICLE = (
    re.compile(rf"{_N}\s*-?\s*ба[пб]\w*"),
    re.compile(rf"\bст(?:ать\w+|\.)?\s*{_N}"),
    re.compile(rf"\bart(?:icles?|\.)?\s*{_N}"),
)
_PART = (
    re.compile(rf"{_N}\)?\s*-?\s*(?:бөлі|бөліг|тармақ|тармағ)\w*"),
    re.compile(rf"\b(?:подпункт\w*|пункт\w*|част\w+|пп?\.|ч\.)\s*{_N}"),
    re.compile(rf"\b(?:sub-?paragraph|paragraph|part|point)\s*{_N}"),
)
_SHORT = re.compile(rf"(?:\b|^){_N}\s*\(\s*{_N}\s*\)")
# An article never stands inside a part: "the article 6 of part 14-1" says it the wrong way round.
_TURNED = (
    re.compile(rf"{_N}\)?\s*-?\s*(?:бөлі|тармақ|тармағ)\w*[ні]ің\s+{_N}\s*-?\s*ба[пб]\w*"),
    re.compile(rf"\bстать\w+\s*{_N}\s+(?:подпункта|пункта|части)\s*{_N}"),
    re.compile(rf"\barticle\s*{_N}\s+of\s+(?:sub-?paragraph|paragraph|part)\s*{_N}"),
)


class NoCitation(ValueError):
    """A text in which no article is named."""


@dataclass(frozen=True, kw_only=True)
class Citation:
    """An article and, where said, its part; `turned` if the text had the two the wrong way round."""

    article: str
    part: str = ""
    turned: bool = False

    def __str__(self) -> str:
        return f"{self.article}({self.part})" if self.part else self.article


def cited(text: str) -> Citation:
    """`14-1 бөлімінің 6-бабы` is article 6(14-1), turned round. Raises NoCitation."""
    said = " ".join(text.casefold().replace("–", "-").split())
    short = _SHORT.search(said)
    if short:
        return Citation(article=short[1], part=short[2])
    article = _first(_ARTICLE, said)
    if article is None:
        if re.fullmatch(_N, said):
            return Citation(article=said)
        raise NoCitation(text)
    turned = any(pattern.search(said) for pattern in _TURNED)
    return Citation(article=article, part=_first(_PART, said) or "", turned=turned)


def _first(patterns: tuple[re.Pattern[str], ...], said: str) -> str | None:
    found = (pattern.search(said) for pattern in patterns)
    return next((one[1] for one in found if one), None)
