"""Parameters as people type them: days, codes, limits; whatever is wrong is found all at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal, NamedTuple, Self

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from pydantic import (
    BaseModel,
    BeforeValidator,
    Field,
    ModelWrapValidatorHandler,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError

from kelisim.apps.institution.errors import BadDay
from kelisim.apps.institution.queries.days import day_of
from kelisim.web.api.problems import Bad, bad_parameters

MOST = 1000
AS_KNOWN = gettext_noop("As it was known at the end of that day, YYYY-MM-DD. Default: as known now.")


def _day(value: Any) -> Any:
    try:
        return day_of(value) if isinstance(value, str) else value
    except BadDay as error:
        raise PydanticCustomError("bad_day", "{told}", {"told": str(error)}) from None


def days_in(text: str) -> str:
    """Days with commas between; the first that is none is said."""
    for one in text.split(","):
        _day(one.strip())
    return ",".join(one.strip() for one in text.split(","))


Day = Annotated[date, BeforeValidator(_day)]
Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$", max_length=100)]


class Asked(BaseModel):
    """What every address may be asked."""

    lang: Literal["kk", "ru", "en"] | None = Field(
        None,
        description=gettext_noop(
            "Language of error texts. Default: the first the request accepts, else Kazakh. "
            "Texts in answers always come in all three."
        ),
    )

    @model_validator(mode="wrap")
    @classmethod
    def everything_at_once(
        cls, data: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo
    ) -> Self:
        """Unknown and repeated names, values of a wrong form, and values that contradict each other."""
        request = (info.context or {})["request"]
        bad = [*_strange(request, cls)]
        try:
            found = handler(data)
        except ValidationError as error:
            raise bad_parameters([*bad, *map(_bad, error.errors())]) from None
        bad += found.contradictions()
        if bad:
            raise bad_parameters(bad)
        return found

    def contradictions(self) -> list[Bad]:
        """What is wrong although each value alone is right."""
        return []


class Listed(Asked):
    """What every list may be asked."""

    limit: int = Field(100, ge=1, le=MOST, description=gettext_noop("How many items at most, 1 to 1000."))
    cursor: str | None = Field(
        None,
        max_length=1000,
        description=gettext_noop(
            "Where to go on: taken from “next” of an earlier answer, never made by hand."
        ),
    )


def backwards(start: tuple[str, date | None], end: tuple[str, date | None]) -> list[Bad]:
    """The later of two days given first."""
    if start[1] is None or end[1] is None or start[1] <= end[1]:
        return []
    words = {"start": start[1].isoformat(), "end": end[1].isoformat()}
    text = _("%(end)s is before %(start)s. Give the earlier day first.") % words
    return [Bad(parameter=end[0], code="days_backwards", value=words["end"], detail=text)]


def no_such(parameter: str, value: str) -> Bad:
    """A code that nothing has."""
    text = _("There is nothing under the code “%(value)s”. Look the code up in its list.")
    return Bad(parameter=parameter, code="no_such_thing", value=value, detail=text % {"value": value[:40]})


class Owner(NamedTuple):
    """A parameter, the code it was given, and the rows that would have this code."""

    parameter: str
    code: str | None
    rows: QuerySet[Any]


def refuse_unknown(page: Mapping[str, Any], owners: Iterable[Owner]) -> None:
    """An empty answer for a code nobody has would look like a finding."""
    if page["items"]:
        return
    bad = [no_such(one.parameter, one.code) for one in owners if one.code and not one.rows.exists()]
    if bad:
        raise bad_parameters(bad)


def _names(model: type[Asked]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _strange(request: HttpRequest, model: type[Asked]) -> Iterator[Bad]:
    known = _names(model)
    for name, values in request.GET.lists():
        if name not in known:
            text = _("“%(name)s” is no parameter of this address. There are: %(known)s.")
            words = {"name": name[:40], "known": ", ".join(known)}
            yield Bad(parameter=name[:40], code="unknown_parameter", value=values[-1], detail=text % words)
        elif len(values) > 1:
            text = _("“%(name)s” is given %(times)s times. Give it once.")
            words = {"name": name, "times": str(len(values))}
            yield Bad(parameter=name, code="repeated_parameter", value=values[-1], detail=text % words)


def _bad(error: Mapping[str, Any]) -> Bad:
    """One complaint of the shapes' library in our words."""
    name = str(error["loc"][-1]) if error["loc"] else ""
    given, limits = error["input"], error.get("ctx", {})
    value = given if isinstance(given, str) else None
    code, text = _words(error["type"])
    words = {
        "name": name,
        "value": (value or "")[:40],
        "told": str(limits.get("told", "")),
        "choices": _choices(limits),
    }
    return Bad(parameter=name, code=code, value=value, detail=text % words)


def _choices(limits: Mapping[str, Any]) -> str:
    """The library's “'a', 'b' or 'c'” without its English."""
    return str(limits.get("expected", "")).replace("' or '", "', '").replace("'", "")


def _words(kind: str) -> tuple[str, str]:
    if kind == "bad_day":
        return "bad_day", "%(told)s"
    if kind == "missing":
        return "missing_parameter", _("“%(name)s” is missing. Give it.")
    if kind in ("literal_error", "enum"):
        return "not_a_choice", _("“%(value)s” is not possible here. Choose one of: %(choices)s.")
    if kind.startswith(("int_", "greater_than", "less_than")):
        return "out_of_range", _("“%(value)s” is no whole number from 1 to 1000.")
    return "bad_code", _("“%(value)s” is no code: letters, digits, “-”, “_” and “.” only.")
