"""A day as Popolo: organizations, posts, persons, memberships. Rules: docs/method/formats.md#popolo."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date

from django.conf import settings

from kelisim.apps.institution.models import Tenure
from kelisim.apps.institution.queries.exports.day import Day, Named, Told, day_told
from kelisim.apps.institution.queries.posts import OpenPost
from kelisim.engines.timeline.dates import written
from kelisim.engines.timeline.types import Effect, Json
from kelisim.kernel.texts.of import LANGUAGES, text_of

CONTENT_TYPE = "application/json"
SCHEMA = "kelisim/popolo/1"


def popolo(day: date, *, base: str, as_known: date | None = None) -> bytes:
    """The day as one file; `base` is the site's own address, to which the addresses of pages are added."""
    found = popolo_json(day_told(day, as_known), base)
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def popolo_json(told: Day, base: str) -> dict[str, Json]:
    """The same as data. Names are in Kazakh; the other languages stand among the other names."""
    known = told.found.as_known
    persons = {row.person.code: row.person for row in told.tenures}
    return {
        "meta": {
            "schema": SCHEMA,
            "pack": settings.PACK,
            "on": told.found.day.isoformat(),
            "as_known": known.isoformat() if known else None,
        },
        "organizations": [_organization(body, base) for body in told.bodies.values()],
        "posts": [_post(post, base) for post in told.posts],
        "persons": [{"id": code, "name": persons[code].name} for code in sorted(persons)],
        "memberships": [_membership(row, base) for row in told.tenures],
    }


def popolo_date(effect: Effect | None) -> str | None:
    """A date as exactly as it is known; of a span between two days only what both have in common."""
    if effect is None:
        return None
    if effect.precision != "between":
        return written(effect.first, effect.last, effect.precision)
    first, last = effect.first, effect.last
    if (first.year, first.month) == (last.year, last.month):
        return f"{last.year:04}-{last.month:02}"
    return f"{last.year:04}" if first.year == last.year else None


def _filled(pairs: Iterable[tuple[str, Json]]) -> dict[str, Json]:
    """What is known; an unknown is left out."""
    return {key: value for key, value in pairs if value not in (None, "", [])}


def _organization(body: Told, base: str) -> Json:
    return _filled(
        (
            ("id", body.code),
            ("name", body.name.of("kk")),
            ("other_names", [name for one in body.names for name in _other_names(one, body)]),
            ("identifiers", [{"scheme": "kelisim", "identifier": body.code}]),
            ("classification", body.kind),
            ("parent_id", body.parent),
            ("founding_date", popolo_date(body.born)),
            ("dissolution_date", popolo_date(body.ended)),
            ("links", [{"url": f"{base}structure/bodies/{body.code}/"}] if body.effects else []),
            ("sources", list(_sources(body.effects, base))),
        )
    )


def _other_names(one: Named, body: Told) -> Iterator[Json]:
    """The names it no longer bears, and the one it bears in the other languages; the note says which."""
    current = one is body.names[-1]
    for lang in LANGUAGES:
        name = getattr(one.text, lang)
        if name and not (current and name == body.name.of("kk")):
            yield _filled(
                (
                    ("name", name),
                    ("start_date", popolo_date(one.given)),
                    ("end_date", popolo_date(one.taken)),
                    ("note", lang),
                )
            )


def _sources(effects: Iterable[Effect], base: str) -> Iterator[Json]:
    """The acts, each with the clause, the day at its own precision, and whether it was only recalled."""
    for row in effects:
        days = written(row.first, row.last, row.precision)
        said = (row.verb.value, row.act, row.clause, days, "" if row.verified else "not verified")
        yield {"url": f"{base}structure/acts/{row.act}/", "note": ", ".join(filter(None, said))}


def _post(post: OpenPost, base: str) -> Json:
    row = post.row
    label = text_of(row, "label")
    sources = [{"url": f"{base}structure/acts/{row.act.code}/", "note": row.act.code}] if row.act else []
    others = [getattr(label, lang) for lang in ("ru", "en") if getattr(label, lang)]
    return _filled(
        (
            ("id", row.code),
            ("label", label.of("kk")),
            ("other_label", others),
            ("role", label.of("kk")),
            ("organization_id", row.organisation.code),
            ("sources", sources),
        )
    )


def _membership(row: Tenure, base: str) -> Json:
    since = row.since.isoformat() if row.since else None
    act = row.act.code if row.act else ""
    return _filled(
        (
            ("id", ":".join((row.post.code, row.person.code, since or "")).rstrip(":")),
            ("label", text_of(row.post, "label").of("kk")),
            ("role", text_of(row.post, "label").of("kk")),
            ("person_id", row.person.code),
            ("organization_id", row.post.organisation.code),
            ("post_id", row.post.code),
            ("on_behalf_of_id", row.on_behalf_of.code if row.on_behalf_of else None),
            ("start_date", since),
            ("end_date", row.until.isoformat() if row.until else None),
            ("sources", [{"url": f"{base}structure/acts/{act}/", "note": act}] if act else []),
        )
    )
