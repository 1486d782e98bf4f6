"""The measures of a board in the reader's words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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
