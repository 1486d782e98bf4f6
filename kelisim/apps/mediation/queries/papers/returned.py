"""The return slip of a referral that came in: its number, four statuses with their days, the ground."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from kelisim.apps.mediation.models import Referral
from kelisim.apps.mediation.queries.referrals import NOT_STARTED, SETTLED, standing
from kelisim.kernel.documents.sheet import Facts, Notice, Sheet, Signatures, Table
from kelisim.kernel.packs.codes import code_name
from kelisim.kernel.texts import say
from kelisim.kernel.texts.of import of


def return_slip(referral: Referral, lang: str) -> Sheet:
    """As it stands today. No name, no number of the case, nothing of what was said; JSON attached."""
    today = timezone.localdate()
    with override(lang):
        return Sheet(
            title=_("Return slip"),
            subtitle=_("Referral %(number)s") % {"number": referral.ref},
            lang=lang,
            day=today,
            house=of(referral.office, "name", lang),
            footer=_("Referral %(number)s") % {"number": referral.ref},
            sample=_("Sample: not a real case") if referral.office.sample else "",
            attached=True,
            blocks=(
                Facts(rows=_addresses(referral, lang)),
                _statuses(referral),
                Facts(rows=((_("Ground of the end, by the law"), _ground(standing(referral).ground)),)),
                Notice(text=_("This is all that is told: taking part is each side's free choice.")),
                Signatures(rows=((_("For the office"), ""),)),
            ),
        )


def _addresses(referral: Referral, lang: str) -> tuple[tuple[str, str], ...]:
    return (
        (pgettext("letter", "From"), of(referral.office, "name", lang)),
        (pgettext("letter", "To"), of(referral.institution, "name", lang)),
        (_("Number of the referral"), referral.ref),
        (_("Number of the memorandum"), referral.memorandum),
    )


def _statuses(referral: Referral) -> Table:
    found = standing(referral)
    days = (
        (pgettext("referral", "received"), found.received_on),
        (pgettext("referral", "accepted"), found.accepted_on),
        (pgettext("referral", "started"), found.started_on),
        (pgettext("referral", "ended"), found.ended_on),
    )
    rows = tuple((status, _day(day)) for status, day in days)
    return Table(head=(_("Status"), _("Date")), rows=rows, widths=(5, 4), ruled=True)


def _day(day: date | None) -> str:
    return say.date(day) if day else ""


def _ground(ground: str) -> str:
    own = {SETTLED: _("settlement signed"), NOT_STARTED: _("mediation did not begin")}
    return own.get(ground) or (code_name("closing", ground).of() if ground else "")
