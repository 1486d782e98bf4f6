"""What can go wrong in a conversation; each text says what happened and what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from kelisim.kernel.texts.errors import TextError


class DialogueError(TextError):
    """Whatever the room refuses."""


class NotOpen(DialogueError):
    """A vote or a statement for a conversation that is not open now."""

    text = _("This conversation is not open for votes now. Your earlier votes count; nothing new was kept.")


class NotToBeVotedOn(DialogueError):
    """A statement that is not live."""

    text = _("This statement is no longer voted on. Go on to the next one; your other votes count.")


class NotAVote(DialogueError):
    """Anything but agree, disagree and pass."""

    text = _("Choose one of the three: agree, disagree or pass.")


class WrongStep(DialogueError):
    """A deed that cannot be done from where the thing stands."""

    text = _("This cannot be done any more: it is “%(state)s” now. Look at it again; nothing was changed.")


class NeedsACode(DialogueError):
    """An invited conversation entered without a code, or with one that is used or unknown."""

    text = _("This conversation is by invitation. Type the code you were given; each code can be used once.")


class NoWording(DialogueError):
    """A statement or question without text in any language."""

    text = _("Write the text in at least one language.")


class TooLong(DialogueError):
    """More letters than a phone shows at once."""

    text = _("The text has %(length)s letters; at most %(most)s fit. Say one thought, and say it shorter.")


class FewStatements(DialogueError):
    """Opening with fewer than ten statements has to be confirmed."""

    text = _(
        "There are %(found)s statements to vote on; with fewer than %(least)s first visitors soon run out "
        "of them. Add some, or confirm that you open it so."
    )


class Claimed(DialogueError):
    """Another moderator works on it."""

    text = _("Somebody else is deciding on this statement until %(until)s. Take the next one.")


class NoReason(DialogueError):
    """Rejecting needs one of the listed reasons: the author reads it."""

    text = _("Choose a reason from the list: the author will read it.")


class NotMergeable(DialogueError):
    """Into itself, into one that is not live, into another conversation."""

    text = _("It can only be merged into a live statement of the same conversation. Choose another.")


class ManyWaiting(DialogueError):
    """So many statements of one person that nobody has read yet."""

    text = _(
        "%(most)s of your statements still wait to be read. Write the next one when they are decided on."
    )


class WrongWords(DialogueError):
    """Recovery words that open nothing here."""

    text = _(
        "These are not the eight words of a participant in this conversation. Look at their order and "
        "spelling and type them again."
    )


class AppealedOnce(DialogueError):
    """An author may ask once for a second look."""

    text = _("You have already asked for a second look at this statement; another person decides.")


class TooSoon(DialogueError):
    """Between two publications fewer than ten newly counted people."""

    text = _(
        "Since the last publication %(new)s people were newly counted; with fewer than %(least)s the "
        "difference would tell how single people voted. Publish later."
    )


class NothingToPublish(DialogueError):
    """Nobody is counted yet."""

    text = _("Nobody has voted on enough statements yet. Publish once there are votes.")


class BadRows(DialogueError):
    """A file or a list with rows that cannot be taken; nothing of it was kept."""

    text = _("%(number)s places have to be put right. Nothing was kept; mend them and send it again.")

    def __init__(self, wrong: Sequence[object]) -> None:
        super().__init__(number=len(wrong))
        self.wrong = wrong


class TooManyCodes(DialogueError):
    """More codes at once than anybody hands out."""

    text = _("Between 1 and %(most)s codes are made at once. Type a smaller number.")


class SheetsChanged(DialogueError):
    """A batch that was withdrawn, or one that is confirmed by whoever entered it."""

    text = _("A batch is entered a second time by another person, and only while it counts.")


class AnotherDecides(DialogueError):
    """An appeal is heard by somebody else than who rejected."""

    text = _("You rejected statement %(number)s yourself; its author asked for somebody else to look at it.")


class NotATypo(DialogueError):
    """Too much of a wording was changed to keep the votes given to it."""

    text = _(
        "In the wording “%(form)s” more than a slip was changed, and people have voted on the old words. "
        "Change less, or make a new statement of it."
    )
