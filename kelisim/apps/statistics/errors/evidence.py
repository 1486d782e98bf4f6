"""What can go wrong with evidence on a claim; the form says the same words beside its fields."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kelisim.kernel.texts.errors import TextError


class EvidenceError(TextError):
    """Something about evidence that was handed in."""


class EvidenceRefused(ValueError):
    """Nothing was taken in: `problems` has every one, by the field it belongs to ("" for the whole)."""

    def __init__(self, problems: dict[str, EvidenceError]) -> None:
        self.problems = problems
        super().__init__(sorted(problems))


class SideMissing(EvidenceError):
    """For or against was not said."""

    text = _("Say whether it speaks for the claim or against it.")


class LanguageMissing(EvidenceError):
    """The language of the words was not said."""

    text = _("Choose the language in which you have written.")


class WordsMissing(EvidenceError):
    """Nothing was written."""

    text = _(
        "Write what speaks for the claim or against it: what happened, where and when, and what your source "
        "says of it."
    )


class SourceMissing(EvidenceError):
    """The source is not named."""

    text = _(
        "Name the source: the title of the book, article, act, report or page in which it can be read. "
        "Without a source nothing is taken in."
    )


class PlaceMissing(EvidenceError):
    """Where the source is found was not said."""

    text = _("Say where the source is found: its web address, or the publisher, archive and page.")


class DayMissing(EvidenceError):
    """The day of reading was not said."""

    text = _("Give the day on which you read the source.")


class DayAhead(EvidenceError):
    """The day of reading has not come yet."""

    text = _("%(day)s has not come yet. Give the day on which you read the source.")


class TooLong(EvidenceError):
    """More than fits."""

    text = _("There are %(length)s characters and %(limit)s fit. Shorten it; what you wrote is kept here.")


class FormTooOld(EvidenceError):
    """The form has no key of its own: a repeated sending could not be recognised."""

    text = _("This form cannot be sent. Send it once more from this page; what you wrote is kept here.")


class CommentsNotOpen(EvidenceError):
    """The period of comments has not begun."""

    text = _("Evidence on this claim is taken in from %(since)s. Come back on that day.")


class CommentsOver(EvidenceError):
    """The period of comments has ended."""

    text = _(
        "Evidence on this claim was taken in until %(until)s. What was handed in stays on its page; what you "
        "handed in yourself you can still withdraw."
    )


class ReasonMissing(EvidenceError):
    """Evidence is returned without saying why."""

    text = _("Write why you return it, and what the writer can do: she reads this, and nobody else does.")


class PublicReasonMissing(EvidenceError):
    """Evidence is taken down without saying why."""

    text = _(
        "Write why you take it down: everybody reads this in the history of the claim. Name nobody in it."
    )


class DecidedAlready(EvidenceError):
    """Somebody decided or withdrew in the meantime."""

    text = _("%(reference)s was settled in the meantime: %(state)s. Nothing was changed.")
