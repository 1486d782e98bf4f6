"""Records of a YAML file as typed rows; every record that does not fit is named with its line."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, PrivateAttr, ValidationError

from kelisim.kernel.packs.complaints import BadPack, Complaint
from kelisim.kernel.packs.read import Record
from kelisim.kernel.texts.of import Text

YesNo = Annotated[bool, BeforeValidator(lambda value: {"yes": True, "no": False}.get(str(value), value))]
Shape = TypeVar("Shape", bound="Line")


class Names(BaseModel):
    """A text in three languages; a language nobody knows is left out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kk: str = ""
    ru: str = ""
    en: str = ""

    @property
    def text(self) -> Text:
        """As the rest of the house passes a text on."""
        return Text(kk=self.kk, ru=self.ru, en=self.en)


class Line(BaseModel):
    """One record; it remembers the line it began on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    facts: list[str] = []
    inconsistencies: list[str] = []
    external_facts: list[str] = []
    _line: int = PrivateAttr(default=1)

    @property
    def line(self) -> int:
        """Where the record begins."""
        return self._line


Lang = Literal["kk", "ru", "en"]


def shaped(records: Any, path: str, shape: type[Shape]) -> list[Shape]:
    """Raises BadPack with every record that lacks something, has too much, or holds another kind of value."""
    if not isinstance(records, list):
        raise BadPack([Complaint(file=path, code="not_a_list")])
    rows: list[Shape] = []
    complaints: list[Complaint] = []
    for record in records:
        if not isinstance(record, Record):
            complaints.append(Complaint(file=path, code="not_a_mapping", value=str(record)))
            continue
        try:
            row = shape.model_validate(record)
            row._line = record.line
            rows.append(row)
        except ValidationError as error:
            complaints += [_complaint(path, record, problem) for problem in error.errors()]
    if complaints:
        raise BadPack(complaints)
    return rows


def _complaint(path: str, record: Record, problem: Any) -> Complaint:
    field = ".".join(str(part) for part in problem["loc"])
    value = str(record.get(problem["loc"][0], "")) if problem["loc"] else ""
    return Complaint(
        file=path,
        code="bad_value",
        line=record.line,
        column=field,
        value=value or field,
        hint=str(problem["msg"]),
    )
