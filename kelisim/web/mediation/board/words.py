"""The measures of a board in the reader's words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kelisim.apps.mediation.models.case import Clock
from kelisim.apps.mediation.queries.missed import FORWARD
from kelisim.apps.mediation.queries.rates import Rate
from kelisim.apps.mediation.queries.times import Time

RATES: dict[Rate, tuple[Promise, Promise]] = {
    Rate.CLEARANCE: (_("Clearance rate"), _("resolved, of applications")),
    Rate.TURNOVER: (_("Case turnover"), _("resolved, for each case open at the end")),
    Rate.DISPOSITION: (
        _("Disposition time, days: a forecast"),
        _("days times open cases, for each resolved"),
    ),
    Rate.UPTAKE: (_("Uptake"), _("agreements, of invitations answered or lapsed")),
    Rate.SETTLEMENT: (_("Settlement rate of finished mediations"), _("settled, of settled and ended")),
    Rate.SETTLED: (_("Settled, of applications"), _("settled, of those who applied in the period")),
    Rate.CONSULTED: (_("Consultation share"), _("closed by advice, of those who applied in the period")),
    Rate.FULL: (_("Settled in full"), _("of all that settled")),
    Rate.PAST_TERM: (_("Past the term"), _("ended after the term, of mediations never extended")),
    Rate.REFUSED_OFFERS: (_("Objections and passes"), _("of mediators offered")),
    Rate.ASSISTED: (_("Assisted"), _("written down by a clerk, of those who applied in the period")),
    Rate.ON_TIME: (_("Obligations on time"), _("performed by their day, of those due in the period")),
}
NUMBERS = {Rate.TURNOVER, Rate.DISPOSITION}  # told as numbers; the others as shares

TIMES: dict[Time, Promise] = {
    Time.ROUTE: _("From receipt to application"),
    Time.AGREEMENT: _("From application to agreement"),
    Time.MEETING: _("From agreement to first meeting"),
    Time.END: _("From agreement to end"),
    Time.WHOLE: _("From application to end"),
}

DUTIES: dict[str, Promise] = {
    Clock.REGISTER: pgettext_lazy("duty", "Registering an appeal"),
    Clock.ANSWER: pgettext_lazy("duty", "Deciding its way and answering"),
    FORWARD: pgettext_lazy("duty", "Sending it on to another body"),
    Clock.OFFER: pgettext_lazy("duty", "A mediator's answer to an offer"),
    Clock.TERM: pgettext_lazy("duty", "The term of the mediation"),
}

# How each table is counted, and of what its shares are; the formulas stand in docs/method/measures.md.
DEFINITIONS: dict[str, Promise] = {
    "flow": _(
        "Each case counts on the local day of its step: an application when it is routed to mediation or "
        "consultation, an outcome when the matter is resolved. Withdrawn before routing, it was no "
        "application."
    ),
    "standards": _(
        "Attained: the share of those begun in the quarter that were done within the days named; what is "
        "still open is counted by Kaplan-Meier. The denominator is everything begun in the quarter."
    ),
    "measures": _(
        "Value = part / whole; both stand beside it. Shares “of those who applied” follow the applications "
        "of the quarter whatever became of them since; the others count what happened in the quarter."
    ),
    "times": _(
        "The day by which half, or nine tenths, of those begun in the quarter were done, by Kaplan-Meier: "
        "what is still open lengthens the time. No value where the curve does not reach that far."
    ),
    "grounds": _("Each ground over the sum of all grounds in the table; settled cases are not in it."),
    "missed": _(
        "Missed: last days that passed in the quarter undone, each counted once, even if cured later. "
        "Begun: appeals received, appeals sent on, offers made, agreements signed in the same quarter. A "
        "duty may begin in one quarter and be missed in the next, so this is no share of one group."
    ),
    "languages": _("Applications of the quarter by the language of the case, over all applications of it."),
    "satisfaction": _(
        "Sides asked about performance in the quarter; each counts once, with her last answer. Response: "
        "those who answered, of those asked. “<5” stands for fewer than five cases, for fewer than three "
        "people, or for more, hidden so that a small number cannot be worked out. Numbers are rounded to "
        "five."
    ),
    "referrals": _(
        "Received: referrals of the quarter in our ledger; case opened and mediated: what became of them "
        "since. Share agreed: rows the same in both lists, over all rows of either list. Disputed: all "
        "other rows. Closed for good when both sides have confirmed."
    ),
    "load": _(
        "Of mediators on the register at the end of the quarter. Load: agreements of the quarter; "
        "capacity: cases a year by her own entry. Gini is 0 where all are loaded alike, near 1 where one "
        "does everything."
    ),
    "units": _(
        "Each unit's part over its own whole. The lines are the common share plus and minus what chance "
        "alone would give a unit of that size in 95 and in 99.8 of a hundred quarters."
    ),
    "past": _("Applications, resolved and settled cases by the local day of the step, quarter by quarter."),
    "lacking": _(
        "Of last year's applications: how many kilometres all cases together would save if one more case a "
        "year could be taken there in that language and topic."
    ),
}
