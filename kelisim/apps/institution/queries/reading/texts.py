"""What can be wrong in a document; each text says what to do."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WRONG: dict[str, Promise] = {
    "two_acts": _("a file holds one act; put the other one into a file of its own"),
    "no_act": _("there is no document in it; an act is expected"),
    "other_document": _("only acts are read here; this is another kind of document"),
    "no_work": _("the work is not identified; add FRBRWork with its FRBRuri and FRBRdate"),
    "missing": _("this element is missing; add it"),
    "country": _(
        "this platform keeps the acts of “%(known)s”; correct the country or bring the act elsewhere"
    ),
    "kind": _("this kind of act is not known here; write one of: %(words)s"),
    "day": _("there is no such day; write 2007-07-26"),
    "partial": _("the date must be the last possible day of %(known)s"),
    "other_date": _("the address has another day than FRBRdate, %(known)s; correct one of the two"),
    "recorded": _("this act is recorded here with “%(known)s”; an act that stands is not changed here"),
    "two_codes": _("the act with this address is recorded as “%(known)s”; correct one of the two"),
    "code": _("a code has Latin letters, digits and hyphens only"),
    "no_reference": _("no reference of this file has this eId; correct it or add the reference"),
    "no_act_there": _("no recorded act has this address; record that act first or correct the address"),
    "no_event": _("no event of this file has this eId; correct it or add the event"),
    "other_day": _(
        "the ledger has this on %(known)s; void that row with a reason first, or correct the date"
    ),
}
