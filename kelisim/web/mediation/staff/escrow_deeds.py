"""Break-glass as two officers do it: one opens a case for a reason, another returns its key."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.open_escrow import Ground, open_escrow
from kelisim.apps.mediation.actions.return_key import return_key
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.queries.break_glass import live_opening
from kelisim.web.mediation.staff.deed import Deed
from kelisim.web.mediation.staff.forms.escrow import OpenForm, ReturnForm


def _open(form: OpenForm) -> str:
    told, work = form.cleaned_data, form.work
    ground = Ground(reason=told["reason"], statement=told["statement"], to=told["to"])
    open_escrow(work.case, ground=ground, by=work.user, keys=work.keys)
    return reverse("council-keys")


def _return(form: ReturnForm) -> str:
    told, work = form.told(), form.work
    return_key(work.case, to=told.opening.to if told else "", by=work.user, keys=work.keys)
    return reverse("council-keys")


def _closed(case: Case) -> bool:
    return live_opening(case) is None


def _half_open(case: Case) -> bool:
    return live_opening(case) is not None


OPEN_ESCROW: Deed[OpenForm] = Deed(
    name="open-escrow",
    verb="open_escrow",
    title=_("Return a lost key: first turn"),
    lead=_(
        "You open the outer seal; a second officer finishes. Neither of you sees what people wrote, "
        "and both sides are told at once."
    ),
    button=_("Open the outer seal"),
    done=_("The outer seal is open. Both sides are told; now the second officer has the turn."),
    form=OpenForm,
    act=_open,
    may=access.may_break_glass,
    key=True,
    danger=True,
    when=_closed,
)
RETURN_KEY: Deed[ReturnForm] = Deed(
    name="return-key",
    verb="return_key",
    title=_("Return a lost key: second turn"),
    lead=_("You seal the keys of the case to the new holder. You see nothing of what people wrote."),
    button=_("Return the key"),
    done=_("The key is returned: the new holder opens the texts with her own key now."),
    form=ReturnForm,
    act=_return,
    may=access.may_break_glass,
    key=True,
    when=_half_open,
    template="escrow_return",
)
