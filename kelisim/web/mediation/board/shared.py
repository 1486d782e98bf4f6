"""What the board tells beyond cases: clocks missed, what sides think, the two ledgers of referrals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kelisim.apps.mediation.queries.rates import Ratio
from kelisim.apps.mediation.queries.satisfaction import Opinion
from kelisim.apps.mediation.queries.two_ledgers import TwoLedgers
from kelisim.kernel.packs.codes import code_name, codes
from kelisim.kernel.texts.of import of
from kelisim.web.files import Cell
from kelisim.web.mediation.board.cells import NOT_TOLD, columns, share, whole
from kelisim.web.mediation.board.table import Table
from kelisim.web.mediation.board.words import DUTIES

HIDDEN = "<5"  # one sign whatever the reason, as in releases


def missed(told: Mapping[str, Ratio]) -> Table:
    """Duties whose last day passed, cured since or not."""
    return Table(
        key="missed",
        caption=_("Last days that passed"),
        columns=columns(pgettext("column", "Duty"), number=_("Missed"), more=(_("Begun"), _("Share"))),
        rows=[
            [str(DUTIES[code]), whole(one.part), whole(one.whole), share(one.value)]
            for code, one in told.items()
        ],
    )


def opinions(told: Iterable[Opinion]) -> Table:
    """What sides answered, as protected as what is published."""
    options = codes("satisfaction_answers")
    more = (*(str(one) for one in options[1:]), _("Answered"), _("Asked"), _("Response"))
    return Table(
        key="satisfaction",
        caption=_("What the sides think"),
        columns=columns(_("Question"), number=str(options[0]) if options else "", more=more),
        rows=[
            [
                code_name("satisfaction", one.question).of(),
                *(_protected(one.answers[option.code]) for option in options),
                *(_protected(one.told), whole(one.asked), share(one.response)),
            ]
            for one in told
        ],
    )


def ledgers(told: Iterable[TwoLedgers]) -> Table:
    """Each institution with what came of its referrals, and how far its list and ours agree."""
    more = (_("Case opened"), _("Mediated"), _("The same in both lists"), _("Disputed"), _("Share agreed"))
    table = columns(_("Institution"), number=pgettext("referrals", "Received"), more=more)
    return Table(
        key="referrals",
        caption=_("Referrals by institution, two-sided"),
        columns=[*table, *columns(_("Confirmed by"), number="")[:1]],
        rows=[
            [
                of(one.institution, "name"),
                *(whole(number) for number in (one.received, one.opened, one.mediated)),
                *_agreement(one),
                _confirmed(one),
            ]
            for one in told
        ],
    )


def _agreement(one: TwoLedgers) -> list[str]:
    if one.agreed is None:
        return [NOT_TOLD] * 3
    return [whole(one.agreed.part), whole(one.disputed), share(one.agreed.value)]


def _confirmed(one: TwoLedgers) -> str:
    if one.agreed is None:
        return _("no list was handed in")
    if one.by_us and one.by_them:
        return _("both sides")
    if one.by_them:
        return _("the institution")
    return _("the offices") if one.by_us else _("nobody yet")


def _protected(value: int | None) -> str:
    return Cell(HIDDEN, None) if value is None else whole(value)
