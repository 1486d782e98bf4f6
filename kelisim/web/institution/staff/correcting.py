"""A row is voided with a reason; the right one may be recorded in its place, in the same step."""

from __future__ import annotations

from django.http import QueryDict

from kelisim.apps.institution.actions.void_effect import void_effect
from kelisim.apps.institution.errors import RULES, InstitutionError
from kelisim.apps.institution.models import Effect
from kelisim.apps.institution.queries.drafts import read_draft
from kelisim.apps.institution.queries.ledger import engine_row
from kelisim.apps.institution.queries.lines import NAMES, lined
from kelisim.apps.institution.queries.preview import preview
from kelisim.kernel.accounts.models import User
from kelisim.web.institution.staff.forms import BasisForm, EffectForm, VoidForm, cells_of, told
from kelisim.web.institution.staff.told import Told
from kelisim.web.institution.staff.told import told as in_words


class Correction:
    """The forms of one correction: why, and the right row if there is one."""

    def __init__(self, effect: Effect, data: QueryDict | None) -> None:
        self.effect = effect
        self.seen: Told | None = None
        self.others: list[str] = []
        known = cells_of(effect)
        self.why = VoidForm(data) if data is not None else VoidForm()
        self.instead = data is not None and "instead" in data
        sent = data if self.instead else None
        self.basis = BasisForm(sent, initial=known)
        self.row = EffectForm(sent, prefix="row-1", initial=known)

    def done(self, by: User, go: str) -> bool:
        """Does it if everything is right and she asked for it; otherwise the forms say what to change."""
        right = self._right() if self.instead else None
        if not self.why.is_valid() or self.others or self.basis.errors or self.row.errors:
            return False
        if go != "publish":
            self.seen = self._preview(right)
            return False
        try:
            void_effect(self.effect, reason=self.why.cleaned_data["reason"], by=by, instead=right)
        except InstitutionError as error:
            self.others.append(str(error))
            return False
        return True

    def _right(self) -> Effect | None:
        old = self.effect
        cells = {"row": "effect", "act": old.act.code, "facts": " ".join(old.facts)}
        cells |= {**self.basis.cells(), **self.row.cells()}
        draft = read_draft([lined(cells, number=1)], without=self.effect.code)
        for complaint in draft.complaints:
            if not self.row.tell(complaint) and not self.basis.tell(complaint):
                self.others.append(told(complaint))
        if draft.bodies or draft.powers:
            self.row.add_error("subject", str(RULES["unknown"]))
        if not draft.effects:
            return None
        right = draft.effects[0]
        if "recalled" in old.value and _names(right) == _names(old):
            right.value["recalled"] = old.value["recalled"]
        return right

    def _preview(self, right: Effect | None) -> Told | None:
        if right is None:
            return None
        return in_words(preview([engine_row(right)], without=self.effect.code), [])

    @property
    def checked(self) -> bool:
        """Whether everything was checked and only her word is missing."""
        return self.why.is_bound and not (
            self.why.errors or self.others or self.basis.errors or self.row.errors
        )


def _names(effect: Effect) -> object:
    names = cells_of(effect)
    return [names[column] for column in NAMES]
