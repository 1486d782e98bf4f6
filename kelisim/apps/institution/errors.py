"""What can go wrong in the ledger and with posts; each text says what happened and what to do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kelisim.kernel.texts.errors import TextError


class InstitutionError(TextError):
    """Whatever the ledger or a post refuses."""


class RowsNeverChange(InstitutionError):
    """Somebody tried to change or delete a row of the ledger."""

    text = _("A row of the ledger is never changed or deleted. Void it with a reason and add a new one.")


class NoSuchThing(InstitutionError):
    """A code that nothing in the registers has."""

    text = _("Nothing is recorded under the code “%(code)s”. Correct the code or record the thing first.")


class NotIdentified(InstitutionError):
    """An act nobody has identified has no address as a work."""

    text = _(
        "Nobody has identified the act “%(code)s” yet, so it has no address as a work and no Akoma Ntoso. "
        "What is known of it stands on its page."
    )


class NoExpression(InstitutionError):
    """The act has no such expression: its title was not read in that language, or it is not of that day."""

    text = _("The act “%(code)s” has no expression “%(asked)s”. There are: %(known)s.")


class BadDay(InstitutionError):
    """A text that is no day; a bare year is none."""

    text = _("“%(value)s” is no day. Write it as YYYY-MM-DD, for example 2021-01-01.")


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


# What each rule of the ledger asks for; the engine names the rule and the value, the text says what to do.
RULES = {
    "verb": _("an act cannot do this to a thing of this kind; choose another verb"),
    "days": _("the last possible day is before the first; correct one of the two"),
    "key": _("the holder of a power is named for grants, revocations and transfers, and only there"),
    "value": _("the value does not fit this verb; add what is missing or remove what is too much"),
    "name": _("a name is missing; a new name is given in all three languages"),
    "repeated": _("the same is already recorded for this day; void one of the two rows"),
    "exists": _("it is already in being on that day; correct the day or void the earlier row"),
    "ended": _("it has already ended on that day; only a new creation may follow"),
    "before_create": _("it is not in being yet on that day; correct the day or narrow the creation"),
    "not_in_being": _("the body named here is not in being on that day; correct the code or the day"),
    "not_held": _("the power is not held by this body on that day; correct the holder or the day"),
    "exclusive": _("only one body may hold this power, and another one does; use a transfer"),
    "changed": _("a row of the ledger is never changed; void it with a reason and add a new row"),
    "one_subject": _("exactly one of organisation, territory, power and act is what the effect is about"),
    "unknown": _("nothing has this code; correct it or record the thing first"),
    "reason": _("a voided row says why, and only a voided one does"),
    "surer": _("a row may not be surer than its source; lower it or name a better source"),
    "circle": _("a body would stand under itself; choose another parent"),
}
