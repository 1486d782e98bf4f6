"""Computes a published result once more from the log and says whether it comes out the same."""

from __future__ import annotations

from dataclasses import dataclass

from kelisim.apps.dialogue.models import Result
from kelisim.apps.dialogue.queries.figures import figures_again


@dataclass(frozen=True, kw_only=True)
class Replay:
    """Both hashes, then and now, and how many of the votes of then are gone."""

    result: Result
    result_hash: str
    log_digest: str
    votes: int

    @property
    def same(self) -> bool:
        """To the byte."""
        return self.same_log and self.result_hash == self.result.result_hash

    @property
    def same_log(self) -> bool:
        """Whether the entries are those of then."""
        return self.log_digest == self.result.log_digest

    @property
    def erased(self) -> int:
        """Votes of people who erased themselves since; nothing else makes entries vanish."""
        return self.result.votes - self.votes


def replay(result: Result) -> Replay:
    """The analysis of what is left of the log of then."""
    again = figures_again(result)
    return Replay(
        result=result,
        result_hash=again.document()["result_hash"],
        log_digest=again.log.digest,
        votes=len(again.found.votes.value),
    )
