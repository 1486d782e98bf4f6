"""What can go wrong with a case; each text says what happened, which value, what to do next. Never a name."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.errors.words import WORDED, in_words
from kelisim.kernel.texts.errors import TextError


class MediationError(TextError):
    """Carries codes and numbers only; codes of fields and reasons are told in words."""

    def __str__(self) -> str:
        told = {name: in_words(value) if name in WORDED else value for name, value in self.data.items()}
        return str(self.text) % told


class NotInThisState(MediationError):
    """The table of moves has no such move from here."""

    text = _(
        "This step is not possible now: the case is in the state “%(state)s”. "
        "Open the case again to see what can be done next."
    )


class AnswersMissing(MediationError):
    """Required fields are empty; `fields` names them all."""

    text = _("Some answers are missing: %(fields)s. Fill them in and send again; nothing you typed is lost.")


class AnswerWrong(MediationError):
    """A field holds a value that cannot be."""

    text = _("The field “%(field)s” cannot hold “%(value)s”. Choose one of the values offered.")


class TextTooLong(MediationError):
    """More letters than the field takes."""

    text = _("The text has %(length)s characters; %(limit)s fit. Shorten it; nothing you typed is lost.")


class NoticeNotAccepted(MediationError):
    """The data notice was not confirmed."""

    text = _(
        "Please read how your data are kept and tick the box; without it the application cannot be sent."
    )


class OfficeCannotReceive(MediationError):
    """The office has no key, or no three escrow officers stand behind it."""

    text = _(
        "This office cannot receive applications online yet: its keys are not set up. "
        "Choose another office, or go there in person or call."
    )


class NoSuchCase(MediationError):
    """Unknown number or wrong secret: one answer for both."""

    text = _("There is no case with this number and secret. Check both on your receipt and try again.")


class WaitBeforeTrying(MediationError):
    """Too many wrong tries."""

    text = _("Too many tries. Wait %(seconds)s seconds, then try again with your receipt at hand.")


class NoSuchDraft(MediationError):
    """The resume code opens no draft."""

    text = _(
        "No saved application opens with this code. Check the code; "
        "drafts are deleted 30 days after they were last saved, and a lost code cannot be restored."
    )


class NoSuchInvitation(MediationError):
    """The link is unknown, used or replaced."""

    text = _(
        "This invitation link is not valid any more. "
        "Call the office that wrote to you; it can send a new one."
    )


class KeyLocked(MediationError):
    """The reader may, but her key is not open."""

    text = _("Your key is locked. Type your passphrase or secret to go on; nothing you typed is lost.")


class WrongPassphrase(MediationError):
    """The passphrase or secret does not open the key."""

    text = _("This passphrase or secret does not fit. Check the keyboard language and try again.")


class AlreadyEnrolled(MediationError):
    """The person has a key already."""

    text = _("You have a key already. Unlock it with your passphrase, or use your printed recovery code.")


class PassphraseTooShort(MediationError):
    """The passphrase is shorter than allowed."""

    text = _("The passphrase has %(length)s characters; at least %(least)s are needed. Use several words.")


class RuleNotVerified(MediationError):
    """Only a verified rule of the edition in force may refuse."""

    text = _(
        "The rule “%(rule)s” may not refuse this application: its wording is not verified "
        "or it was not in force on %(day)s. Choose a verified rule or another route."
    )


class ContactMissing(MediationError):
    """Nothing to invite the other side by."""

    text = _("The other side has no address, telephone or e-mail. Add one contact, then invite.")


class CarefulCase(MediationError):
    """Violence or a child at risk: a person decides first."""

    text = _(
        "This case is marked for special care. Confirm that inviting the other side is safe, "
        "then send the invitation by hand."
    )


class InvitationOver(MediationError):
    """The period to answer is over."""

    text = _("The time to answer ended on %(day)s. Call the office if you still want to take part.")


class InvitationRunning(MediationError):
    """The period to answer is not over."""

    text = _("The other side may answer until %(day)s. Wait until then.")


class NoMediatorFits(MediationError):
    """Nobody eligible is left."""

    text = _(
        "No mediator fits: region %(region)s, language %(language)s. "
        "Widen the languages, ask another office, or close the case together with both sides."
    )


class MediatorNotEligible(MediationError):
    """The chosen mediator is barred; `why` is a code."""

    text = _("This mediator cannot take the case: %(why)s. Choose another one from the list.")


class OverrideReasonMissing(MediationError):
    """Another than the first was chosen without a reason."""

    text = _("You chose another mediator than the first of the list. Choose a reason and send again.")


class OfferOpen(MediationError):
    """A mediator is already asked."""

    text = _("A mediator was already asked and may answer until %(day)s. Wait for the answer.")


class StatementIncomplete(MediationError):
    """Points of the conflict statement are not answered."""

    text = _("Answer every point of the statement; these are open: %(fields)s.")


class WindowOpen(MediationError):
    """The sides may still object."""

    text = _("The sides may object until %(day)s. Wait, or go on once both have confirmed.")


class ConditionsMissing(MediationError):
    """The agreement lacks conditions of the law."""

    text = _("The agreement is not complete: %(fields)s. Fill in every condition, then show it for signing.")


class DocumentChanged(MediationError):
    """The signer saw another version."""

    text = _("The document was changed after you opened it. Read the new version, then sign.")


class NothingToSign(MediationError):
    """There is no draft yet."""

    text = _("There is no document to sign yet. The mediator writes it first.")


class ObligationVague(MediationError):
    """An obligation lacks its object, its day or event, or its side."""

    text = _("Obligation %(number)s is not clear enough: %(fields)s. Add what is missing.")


class TermOver(MediationError):
    """Longer than the law lets the mediation last."""

    text = _("The term cannot run beyond %(day)s. Choose an earlier day.")


class OnlyOnce(MediationError):
    """The term was extended before."""

    text = _("The term was extended before; the law allows it once.")


class MeetingStillToCome(MediationError):
    """Only what has happened can be recorded."""

    text = _("The meeting is on %(day)s. Record it on that day or later, or cancel it now.")


class BeforeAgreement(MediationError):
    """No session, joint or private item before the gate."""

    text = _("This is possible only after both sides and the mediator have signed the agreement to mediate.")


class TransferNotAccepted(MediationError):
    """The receiving office has no key."""

    text = _("The office “%(office)s” cannot take the case: its keys are not set up.")


class AnswersForAnotherRound(MediationError):
    """A follow-up link that is closed."""

    text = _("This question is closed. If something is not performed, call the office.")


class NothingUnperformed(MediationError):
    """Papers for enforcement without anything to enforce."""

    text = _(
        "No side said that an obligation was not performed. "
        "Record first what was said on the telephone; then go on."
    )


class NoComplaint(MediationError):
    """Nothing was refused, or nobody complained."""

    text = _("There is no refusal here to complain of, or no complaint to decide.")


class ComplaintTooLate(MediationError):
    """The days to complain are over."""

    text = _("The time to complain ended on %(day)s. You may apply anew at any time.")
