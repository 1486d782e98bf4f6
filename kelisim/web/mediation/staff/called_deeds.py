"""Who else takes part: the mediator asks the sides, shows joint notes by name, ends a part."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.call_in import Call, call_in
from kelisim.apps.mediation.actions.end_part import end_part
from kelisim.apps.mediation.actions.show_item import show_item
from kelisim.apps.mediation.queries.participants import Person
from kelisim.web.mediation.staff.deed import Deed
from kelisim.web.mediation.staff.forms.called import CallForm, EndPartForm, ShowForm


def _call(form: CallForm) -> None:
    told = form.cleaned_data
    who = Person(name=told["name"], phone=told["phone"], email=told["email"], leader=told["leader"])
    call = Call(role=told["role"], who=who, language=told["language"])
    call_in(form.work.case, call=call, once=told["once"], by=form.work.user)


def _show(form: ShowForm) -> None:
    work = form.work
    for item in work.case.items.filter(uid__in=form.cleaned_data["items"]):
        show_item(form.person, item, by=work.user, keys=work.keys)


def _end(form: EndPartForm) -> None:
    end_part(form.person, by=form.work.user)


CALL_IN: Deed[CallForm] = Deed(
    name="call-in",
    verb="call_in",
    title=_("Call somebody in"),
    lead=_("Both sides are asked first. Who is called signs confidentiality before anything is shown."),
    button=_("Ask both sides"),
    done=_("Both sides are asked."),
    form=CallForm,
    act=_call,
    may=access.may_lead,
)
SHOW: Deed[ShowForm] = Deed(
    name="show-note",
    verb="show_item",
    title=_("Show joint notes"),
    lead=_("A copy under this person's own key. Both sides see what is shown to whom."),
    button=_("Show"),
    done=_("Shown."),
    form=ShowForm,
    act=_show,
    may=access.may_lead,
    key=True,
)
END_PART: Deed[EndPartForm] = Deed(
    name="end-part",
    verb="end_part",
    title=_("End this person's part"),
    lead=_("The keys of what was shown are deleted. What was signed still holds."),
    button=_("End the part"),
    done=_("The part is ended."),
    form=EndPartForm,
    act=_end,
    may=access.may_lead,
    danger=True,
)
