"""How an act is addressed as a work and as an expression. Rules: docs/method/formats.md#addresses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from django.conf import settings

from kelisim.apps.institution.errors import NoExpression, NotIdentified
from kelisim.apps.institution.models import Act, Effect
from kelisim.apps.institution.states import Verb
from kelisim.engines.timeline.dates import BadDate, parse
from kelisim.kernel.packs.pack import current
from kelisim.kernel.texts.of import LANGUAGES, text_of

# How the format writes the languages of the pages (ISO 639-2).
THREE_LETTERS = {"kk": "kaz", "ru": "rus", "en": "eng"}


@dataclass(frozen=True, kw_only=True)
class Expression:
    """An act in one language, as it read from a day on."""

    language: str
    since: date
    uri: str

    @property
    def name(self) -> str:
        """`kaz@2010-06-14`."""
        return self.uri.rpartition("/")[2]


def home() -> str:
    """The site's own address, under which the pages of things lie in every language."""
    return f"{settings.ORIGIN}/"


def country() -> str:
    """The country of the pack, as the format writes it."""
    return current().country.lower()


def work_uri(act: Act) -> str:
    """`/akn/kz/act/decree/1995-03-01/2066`; raises NotIdentified.

    An act whose number is not known is told apart by its code; a date known less exactly than to the day
    gives its year alone.
    """
    if not act.identified:
        raise NotIdentified(code=act.code)
    on = act.date.isoformat() if act.precision == "day" else f"{act.date_last.year:04}"
    last = quote(act.number or act.code, safe="")
    return f"/akn/{country()}/act/{act.kind.replace('_', '-')}/{on}/{last}"


def unidentified_uri(act: Act) -> str:
    """What stands in for the address of an act nobody has identified: a thing of our own, no work."""
    return f"/akn/ontology/object/{country()}/{act.code}"


def address(act: Act) -> str:
    """The work's address, or the thing that stands in for it."""
    return work_uri(act) if act.identified else unidentified_uri(act)


def languages_read(act: Act) -> tuple[str, ...]:
    """The languages in which the title was read; if it was read in none, those in which it is known."""
    title = text_of(act, "title")
    known = [lang for lang in LANGUAGES if getattr(title, lang)]
    return tuple(lang for lang in known if lang not in act.recalled) or tuple(known)


def expressions(act: Act, suffered: Iterable[Effect]) -> tuple[Expression, ...]:
    """One for each language and each redaction the ledger knows, oldest first."""
    work = work_uri(act)
    days = {act.date_last} | {redaction(row) for row in suffered if row.verb == Verb.AMEND}
    return tuple(
        Expression(language=lang, since=day, uri=f"{work}/{THREE_LETTERS[lang]}@{day.isoformat()}")
        for day in sorted(days)
        for lang in languages_read(act)
    )


def redaction(row: Effect) -> date:
    """The day of the redaction an amendment made: the one it names, else its last possible day."""
    try:
        return parse(str(row.value.get("redaction", ""))).last
    except BadDate:
        return row.on_last


def chosen(act: Act, known: tuple[Expression, ...], *, lang: str = "", on: date | None = None) -> Expression:
    """The expression in this language (else the first) of the redaction of this day (else the newest).

    Raises NoExpression.
    """
    found = [
        one
        for one in known
        if one.language == (lang or known[0].language) and (on is None or one.since <= on)
    ]
    if found:
        return found[-1]
    asked = "@".join(filter(None, (THREE_LETTERS.get(lang, lang), on.isoformat() if on else "")))
    raise NoExpression(code=act.code, asked=asked, known=", ".join(one.name for one in known))
