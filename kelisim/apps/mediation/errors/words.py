"""Codes that stand in errors, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kelisim.kernel.packs.dated import values
from kelisim.kernel.texts.of import Text

# Data that holds codes of fields or reasons, which a person reads in words.
WORDED = ("fields", "field", "why")
FIELDS = {
    "topic": _("what the dispute is about"),
    "essence": _("what happened"),
    "short_text": _("text for the other side"),
    "applicant_name": _("your name"),
    "applicant_contact": _("your telephone, e-mail or address"),
    "other_name": _("the name of the other side"),
    "name": _("name"),
    "contact": _("telephone, e-mail or address"),
    "route": _("route"),
    "rule": _("rule"),
    "letter": _("text of the letter"),
    "elsewhere": _("where else to go"),
    "reason": _("reason"),
    "statement": _("written statement"),
    "competence": _("that you are competent in this matter"),
    "due_on": _("last day set by whoever referred the matter"),
    "mode": _("way of meeting"),
    "role": _("as what somebody is called in"),
    "leader": _("which leader of the roster"),
    "minutes": _("length in minutes"),
    "text": _("text"),
    "facts": _("facts"),
    "obligations": _("obligations, or that there are none"),
    "debtor": _("who is to do it"),
    "kind": _("kind"),
    "what": _("what exactly is to be done"),
    "due": _("a day or an event"),
    "creditor": _("whom it is owed to"),
    "amount": _("how much"),
    "clauses": _("the blocks of the settlement"),
    "prevailing": _("the language that prevails"),
    "file": _("the file is no JSON object"),
    "lang": _("the language of the protocol"),
    "held_on": _("the day of the meeting"),
    "place": _("the place of the meeting"),
    "number": _("the number of the protocol"),
    "community": _("the local community"),
    "entitled": _("how many may vote"),
    "present": _("how many were present"),
    "chair": _("who led the meeting"),
    "secretary": _("who wrote the protocol"),
    "candidates": _("the candidates and their votes"),
    "message_id": _("the identifier of the e-mail, as its header has it"),
    "received_on": _("the day it came"),
    "not_on_register": _("not on the register today"),
    "suspended": _("suspended"),
    "not_confirmed": _("has not confirmed her entry in the register"),
    "away": _("is away these days"),
    "missing": _("who did not come"),
    "no_key": _("has no key yet"),
    "advised_here": _("gave advice in this matter"),
    "too_many_open_cases": _("has too many open cases"),
    "asked_before_passed": _("was asked and passed"),
    "asked_before_objected": _("a side objected"),
    "asked_before_replaced": _("was replaced in this case"),
}


def in_words(value: object) -> str:
    """One code or a list of them, as a person reads them; an unknown code stays."""
    codes = value if isinstance(value, list | tuple) else [value]
    return ", ".join(_one_in_words(str(code)) for code in codes)


def _one_in_words(code: str) -> str:
    if code in FIELDS:
        return str(FIELDS[code])
    blocks = (one for one in values("law/blocks") if one.key.partition(".")[2] == code and one.text)
    found = next((one.text for one in blocks if one.text), None)
    return Text(**found).of() if found else code
