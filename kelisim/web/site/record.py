"""What every record of a story has: texts in three languages, days, codes, and what it rests on."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

from kelisim.engines.timeline.dates import Days, parse
from kelisim.kernel.texts.of import Text


def _whole(text: Text) -> Text:
    if not (text.kk and text.ru and text.en):
        raise ValueError("a text in kk, ru and en")
    return text


def _days(value: Any) -> Any:
    return parse(value) if isinstance(value, str) and value else value or None


def _codes(value: Any) -> Any:
    return value.split() if isinstance(value, str) else value


Said = Annotated[Text, AfterValidator(_whole)]
Day = Annotated[Days | None, BeforeValidator(_days)]
Codes = Annotated[tuple[str, ...], BeforeValidator(_codes)]
Empty = Text()


class Part(BaseModel):
    """Anything told: what it rests on, what does not fit, and whether it was read or only recalled."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    facts: Codes = ()
    sources: Codes = ()
    inconsistencies: Codes = ()
    verified: bool = True
