"""Cases and mediators as the allotment's engine wants them: one that waits now, or all of a year."""

from __future__ import annotations

from datetime import date

from kelisim.apps.mediation.models import Case, Mediator
from kelisim.apps.mediation.models.case import Route
from kelisim.apps.mediation.queries import register
from kelisim.engines.allotment.types import CaseNeeds, MediatorOffer
from kelisim.kernel.places.models import Territory

Point = tuple[float, float]
NOWHERE: Point = (0.0, 0.0)


def needs(case: Case, day: date) -> CaseNeeds:
    """One case that waits on the day."""
    lat, lon = _centre(case.territory)
    return CaseNeeds(
        id=case.number,
        day=day,
        region=case.region_id or "",
        language=case.language,
        topic=case.topic,
        lat=lat,
        lon=lon,
    )


def offer(mediator: Mediator) -> MediatorOffer:
    """One mediator; her region and territory are fetched with her."""
    return _offer(mediator, _centre(mediator.territory))


def year_of_cases(since: date, until: date) -> list[CaseNeeds]:
    """Every application to mediate of the span, without its number: two queries, however many."""
    centres = _centres()
    rows = Case.objects.filter(route=Route.MEDIATION, entered_on__gte=since, entered_on__lt=until)
    told = rows.values_list("pk", "entered_on", "region", "language", "topic", "territory")
    return [
        CaseNeeds(
            id=str(pk),
            day=day or since,
            region=region or "",
            language=language,
            topic=topic,
            lat=centres.get(place or "", NOWHERE)[0],
            lon=centres.get(place or "", NOWHERE)[1],
        )
        for pk, day, region, language, topic, place in told
    ]


def team_on(day: date) -> list[MediatorOffer]:
    """Everybody on the register on the day."""
    centres = _centres()
    rows = register.on_register(day).select_related("office")
    return [_offer(row, centres.get(row.territory_id, NOWHERE)) for row in rows]


def _offer(mediator: Mediator, centre: Point) -> MediatorOffer:
    return MediatorOffer(
        id=str(mediator.pk),
        office=mediator.office.code,
        region=mediator.region_id,
        languages=mediator.speaks(),
        topics=mediator.knows(),
        capacity=mediator.capacity,
        lat=mediator.lat if mediator.lat is not None else centre[0],
        lon=mediator.lon if mediator.lon is not None else centre[1],
    )


def _centre(territory: Territory | None) -> Point:
    while territory is not None and territory.lat is None:
        territory = territory.parent
    if territory is None or territory.lat is None or territory.lon is None:
        return NOWHERE
    return territory.lat, territory.lon


def _centres() -> dict[str, Point]:
    """The centre of every territory, that of the nearest above it where it has none of its own."""
    rows = {code: (above, lat, lon) for code, above, lat, lon in
            Territory.objects.values_list("code", "parent", "lat", "lon")}  # fmt: skip
    found: dict[str, Point] = {}
    for code in rows:
        at: str | None = code
        while at is not None and rows[at][1] is None:
            at = rows[at][0]
        if at is not None:
            lat, lon = rows[at][1:]
            found[code] = (lat or 0.0, lon or 0.0)
    return found
