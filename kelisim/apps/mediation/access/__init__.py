"""Who may: the grid as data, the cases each person sees, who may do each deed.

Sealed content has a second lock that no line here can open: the reader's own key.
"""

from kelisim.apps.mediation.access.deeds import (
    may_accept_offer,
    may_answer_call,
    may_break_glass,
    may_change_contact,
    may_end,
    may_end_part,
    may_enrol_office,
    may_lead,
    may_note,
    may_show,
    may_sign,
    may_submit,
    may_take_part,
    may_transfer,
    may_work,
    sits_on,
)
from kelisim.apps.mediation.access.grid import GRID, Cell, GridRow, Limit, Reach, Thing, grid_rows
from kelisim.apps.mediation.access.memoranda import may_keep_memoranda
from kelisim.apps.mediation.access.referrals import (
    ledger_referrals,
    may_keep_ledger,
    may_receive,
    may_refer,
    own_institutions,
    reads_ledger,
    sent_referrals,
    visible_comparisons,
    waiting_referrals,
)
from kelisim.apps.mediation.access.sight import Who, may, standings, visible_cases, visible_parties

__all__ = [
    "GRID",
    "Cell",
    "GridRow",
    "Limit",
    "Reach",
    "Thing",
    "Who",
    "grid_rows",
    "ledger_referrals",
    "may",
    "may_accept_offer",
    "may_answer_call",
    "may_break_glass",
    "may_change_contact",
    "may_end",
    "may_end_part",
    "may_enrol_office",
    "may_keep_ledger",
    "may_keep_memoranda",
    "may_lead",
    "may_note",
    "may_receive",
    "may_refer",
    "may_show",
    "may_sign",
    "may_submit",
    "may_take_part",
    "may_transfer",
    "may_work",
    "own_institutions",
    "reads_ledger",
    "sent_referrals",
    "sits_on",
    "standings",
    "visible_cases",
    "visible_comparisons",
    "visible_parties",
    "waiting_referrals",
]
