"""An act and its effects on one page: what was typed, read as lines, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import QueryDict

from kelisim.apps.institution.models import Act
from kelisim.apps.institution.queries.drafts import Draft, read_draft
from kelisim.apps.institution.queries.lines import Line, lined
from kelisim.kernel.packs.complaints import Complaint
from kelisim.web.institution.staff.forms import ActForm, BasisForm, Cells, EffectForm, told

MOST = 40
_PREFILLED = ("about", "subject", "verb", "holder", "date")


class Sheet:
    """The forms of one page: the act (or only its source, if the act stands already) and rows of effects."""

    def __init__(self, act: Act | None, first: Cells, rows: list[EffectForm]) -> None:
        self.act, self.first, self.rows = act, first, rows
        self.others: list[str] = []

    @classmethod
    def blank(cls, act: Act | None, asked: Mapping[str, str]) -> Sheet:
        """An empty sheet; the address may already say what the first row is about."""
        initial = {name: asked.get(name, "") for name in _PREFILLED}
        known = {"source": act.source, "confidence": act.confidence} if act else {"act": asked.get("act", "")}
        first = BasisForm(initial=known) if act else ActForm(initial=known)
        return cls(act, first, [EffectForm(prefix="row-1", initial=initial)])

    @classmethod
    def typed(cls, act: Act | None, data: QueryDict) -> Sheet:
        """What was sent; one more row where that was asked for."""
        asked = data.get("rows", "1")
        count = min(max(int(asked) if asked.isdecimal() else 1, 1), MOST)
        rows = [EffectForm(data, prefix=f"row-{number}") for number in range(1, count + 1)]
        if data.get("go") == "add" and count < MOST:
            rows.append(EffectForm(prefix=f"row-{count + 1}"))
        return cls(act, BasisForm(data) if act else ActForm(data), rows)

    def lines(self) -> list[Line]:
        """The filled rows as lines: the act is line 0, the effects follow by their row."""
        first = self.first.cells()
        code = self.act.code if self.act else first["act"]
        sure = {name: first[name] for name in ("source", "confidence", "verified")}
        lines = [] if self.act else [lined({"row": "act", **first}, number=0)]
        for number, form in enumerate(self.rows, 1):
            if not form.is_blank():
                cells = {"row": "effect", "act": code, **sure, **form.cells()}
                lines.append(lined(cells, number=number))
        return lines

    def read(self) -> Draft:
        """Everything checked; complaints stand beside their fields."""
        self.first.full_clean()
        lines = self.lines()
        draft = read_draft(lines)
        for form in self.rows:
            if form.is_blank():
                form.errors.clear()
        self.tell(draft.complaints)
        return draft

    def tell(self, complaints: list[Complaint]) -> None:
        """Each beside its field; what belongs to none of them at the top."""
        for complaint in complaints:
            form = self.rows[complaint.line - 1] if complaint.line else self.first
            if not form.tell(complaint) and not self.first.tell(complaint):
                self.others.append(told(complaint))

    @property
    def forms(self) -> list[Cells]:
        """All forms in order."""
        return [self.first, *self.rows]

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.others and not any(form.errors for form in self.forms)
