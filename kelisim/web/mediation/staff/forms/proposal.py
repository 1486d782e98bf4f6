"""Which mediator is asked: the first of the list, or another one with a reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.models import Mediator
from kelisim.apps.mediation.queries.proposals import ranking
from kelisim.kernel.packs.codes import choices, languages
from kelisim.web.mediation.staff.deed import DeedForm, Work
from kelisim.web.mediation.staff.offered import Listed, Ranked, in_words


class ProposeForm(DeedForm):
    """The list as radio buttons; a reason where it is not the first."""

    mediator = forms.ChoiceField(label=_("Whom to ask"), widget=forms.RadioSelect)
    override = forms.ChoiceField(
        label=_("Why not the first of the list"),
        required=False,
        help_text=_("Needed only if you choose another one."),
    )
    named_by_sides = forms.BooleanField(label=_("Both sides named this mediator themselves"), required=False)

    def __init__(self, data: Any = None, *, work: Work) -> None:
        self.spoken = known_languages(work)
        self.found = ranking(work.case, languages=self.spoken)
        first = self.found.proposals[0].mediator.pk if self.found.proposals else ""
        super().__init__(data, work=work, initial={"mediator": first})
        self.offer("mediator", [(str(one.mediator.pk), one.name) for one in self.found.proposals])
        self.offer("override", [("", _t("Choose")), *choices("override_reasons")])
        self.fields["mediator"].error_messages["invalid_choice"] = _t(
            "This mediator is not on the list any more."
        )

    @cached_property
    def listed(self) -> Listed:
        """The list in words."""
        return in_words(self.work.case, self.found)

    def lines(self) -> list[tuple[Any, Ranked]]:
        """Each radio button with its line."""
        return [*zip(self["mediator"].subwidgets, self.listed.ranked, strict=True)]

    def tongues(self) -> list[tuple[str, str, bool]]:
        """Languages the list may be widened to: code, name, whether it is in use."""
        used = self.spoken or (self.work.case.language,)
        return [(one.code, one.name.of(), one.code in used) for one in languages()]

    def chosen(self) -> Mediator:
        """The mediator whose button was pressed."""
        pk = int(self.cleaned_data["mediator"])
        return next(one.mediator for one in self.found.proposals if one.mediator.pk == pk)

    def clean(self) -> dict[str, Any]:
        """Another than the first needs a reason, unless both sides named her."""
        cleaned = super().clean() or {}
        first = str(self.found.proposals[0].mediator.pk) if self.found.proposals else ""
        free = cleaned.get("named_by_sides") or cleaned.get("override")
        if cleaned.get("mediator") not in {None, first} and not free:
            self.add_error("override", _("You chose another mediator than the first: choose the reason."))
        return cleaned


def known_languages(work: Work) -> tuple[str, ...]:
    """The languages asked for in the address, those of the pack alone."""
    asked = work.query.getlist("languages") if work.query else []
    return tuple(one.code for one in languages() if one.code in asked)
