"""What a mediator does between the agreement and the end."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.child_risk import child_risk
from kelisim.apps.mediation.actions.end_expired import end_expired
from kelisim.apps.mediation.actions.end_impossible import end_impossible
from kelisim.apps.mediation.actions.end_left import end_left
from kelisim.apps.mediation.actions.extend import extend
from kelisim.apps.mediation.actions.replace_mediator import replace_mediator
from kelisim.apps.mediation.actions.write_note import Note, write_note
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.states import Closing
from kelisim.web.mediation.staff.deed import Deed
from kelisim.web.mediation.staff.forms.meeting import side_of
from kelisim.web.mediation.staff.forms.talks import (
    LEFT,
    ChildRiskForm,
    EndForm,
    ExtendForm,
    NoteForm,
    ReplaceForm,
)


def _note(form: NoteForm) -> None:
    told = form.cleaned_data
    room, _between, letter = told["room"].partition("_")
    note = Note(room=room, text=told["text"], side=side_of(form.work, letter))
    write_note(form.work.case, note=note, once=told["once"], by=form.work.user, keys=form.work.keys)


def _extend(form: ExtendForm) -> None:
    extend(form.work.case, until=form.cleaned_data["until"], by=form.work.user)


def _replace(form: ReplaceForm) -> str:
    work = form.work
    replace_mediator(work.case, reason=form.cleaned_data["reason"], by=work.user, keys=work.keys)
    return reverse("mediator-desk")


def _end(form: EndForm) -> None:
    work, ground = form.work, form.cleaned_data["ground"]
    if ground == Closing.IMPOSSIBLE:
        end_impossible(work.case, by=work.user)
    elif ground == Closing.EXPIRED:
        end_expired(work.case, by=work.user)
    else:
        end_left(work.case, side=ground.removeprefix(LEFT), by=work.user)


def _child_risk(form: ChildRiskForm) -> None:
    work, told = form.work, form.cleaned_data
    child_risk(work.case, facts=told["facts"], once=told["once"], by=work.user, keys=work.keys)


def _not_extended(case: Case) -> bool:
    return not case.extended


NOTE: Deed[NoteForm] = Deed(
    name="note",
    verb="open_session",
    title=_("Write a note"),
    lead=_("Sealed at once. A private note becomes joint only when the side it belongs to agrees."),
    button=_("Seal the note"),
    done=_("The note is sealed."),
    form=NoteForm,
    act=_note,
    may=access.may_lead,
    key=True,
)
EXTEND: Deed[ExtendForm] = Deed(
    name="extend",
    verb="extend",
    title=_("A longer term"),
    lead=_("Holds once both sides and you have named the same day."),
    button=_("Agree to this day"),
    done=_("Your word is recorded."),
    form=ExtendForm,
    act=_extend,
    may=access.may_lead,
    when=_not_extended,
)
REPLACE: Deed[ReplaceForm] = Deed(
    name="replace",
    verb="replace",
    title=_("Give the case back"),
    lead=_("The office finds another mediator. What was said so far stays closed to her."),
    button=_("Give it back"),
    done=_("The case is with the office again."),
    form=ReplaceForm,
    act=_replace,
    may=access.may_lead,
    key=True,
    danger=True,
)
END: Deed[EndForm] = Deed(
    name="end",
    verb="end_impossible",
    title=_("End the mediation"),
    lead=_("Without a settlement, on exactly one ground of the law. The sides get notice and certificate."),
    button=_("End it"),
    done=_("The mediation is ended."),
    form=EndForm,
    act=_end,
    may=access.may_lead,
    danger=True,
)
CHILD_RISK: Deed[ChildRiskForm] = Deed(
    name="child-risk",
    verb="child_risk",
    title=_("A child is at risk"),
    lead=_("The one exception to secrecy. The notice is sealed among your notes; its sending is recorded."),
    button=_("Record the notice"),
    done=_("The notice is recorded. Hand it to the guardianship body now."),
    form=ChildRiskForm,
    act=_child_risk,
    may=access.may_lead,
    key=True,
    danger=True,
)
