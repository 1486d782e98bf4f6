"""What can go wrong in the ledger and with posts; each text says what happened and what to do."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _


class InstitutionError(Exception):
    """Carries its data; `str()` is the text in the reader's language."""

    text: ClassVar[object] = ""

    def __init__(self, **data: object) -> None:
        self.data = data
        super().__init__(data)

    def __str__(self) -> str:
        return str(self.text) % self.data


class RowsNeverChange(InstitutionError):
    """Somebody tried to change or delete a row of the ledger."""

    text = _("A row of the ledger is never changed or deleted. Void it with a reason and add a new one.")


class NoSuchThing(InstitutionError):
    """A code that nothing in the registers has."""

    text = _("Nothing is recorded under the code “%(code)s”. Correct the code or record the thing first.")


class BadEffect(InstitutionError):
    """An effect breaks a rule of the ledger; `problems` lists every one."""

    text = _("The ledger does not accept this: %(problems)s")


class AlreadyVoided(InstitutionError):
    """The row was voided before."""

    text = _("Row %(code)s was already voided on %(on)s. Nothing was changed.")


class ReasonMissing(InstitutionError):
    """A row is voided without saying why."""

    text = _("Say why row %(code)s is voided, so that a reader understands the correction.")


class NoPost(InstitutionError):
    """The post's body is not in being on the first day."""

    text = _("“%(body)s” is not in being on %(on)s, so nobody can hold a post there. Check the day.")


class NoProposingPower(InstitutionError):
    """The one rule: on the first day the proposer must exist and hold the proposing power."""

    text = _(
        "On %(on)s “%(proposer)s” does not hold the power “%(power)s”, so it can propose nobody for this "
        "post. Check the first day."
    )


class NoSeatFree(InstitutionError):
    """All seats are taken on the first day."""

    text = _("All %(seats)s seats are taken on %(on)s. End a tenure first or check the day.")


class AlreadyHolds(InstitutionError):
    """The person holds the post on that day."""

    text = _("This person already holds the post on %(on)s. End that tenure first.")


class BadSpan(InstitutionError):
    """The last day is not after the first."""

    text = _("The end %(until)s is not after the beginning %(since)s. Correct one of the two.")


class AlreadyEnded(InstitutionError):
    """The tenure has an end."""

    text = _("This tenure already ended on %(until)s. Nothing was changed.")
