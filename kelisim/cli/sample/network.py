"""The invented network: councils, their offices, the mediators of each, spread over real districts."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date

from kelisim.apps.institution.models import Post, Tenure
from kelisim.apps.mediation.models import Mediator
from kelisim.apps.registry.models import Organisation, OrganisationKind, Person
from kelisim.cli.sample import invented
from kelisim.engines.names.latin import romanise
from kelisim.kernel.packs.codes import codes
from kelisim.kernel.places.models import Level, Territory
from kelisim.kernel.places.queries import units_on
from kelisim.kernel.texts.keys import set_keys
from kelisim.kernel.texts.of import of

SOURCE = "sample"
FIRST_REGION = "750000000"  # the people of the demo sit here


@dataclass(frozen=True, kw_only=True)
class Size:
    """How many of each, in service from `since` until `until`; the regions are those of the first day."""

    councils: int
    offices: int
    mediators: int
    since: date
    until: date | None = None
    prefix: str = "sample"


@dataclass(frozen=True, kw_only=True)
class Network:
    """What was made, in order; the first of each are those of the demo's people."""

    councils: list[Organisation]
    offices: list[Organisation]
    mediators: list[Mediator]


def build(size: Size, dice: random.Random) -> Network:
    """Saves councils, offices, posts, people, tenures and mediators, each marked as sample."""
    seats = _seats(size)
    councils = _saved(
        [
            _council(place, f"{size.prefix}-council-{number:02d}")
            for number, place in enumerate(seats, start=1)
        ]
    )
    homes = [councils[number % len(councils)] for number in range(size.offices)]
    below = {council.code: _districts(council.territory) for council in councils}
    offices = _saved(
        [
            _office(
                home,
                _near(below[home.code], number // len(councils)),
                f"{size.prefix}-office-{number + 1:03d}",
                dice,
            )
            for number, home in enumerate(homes)
        ]
    )
    return Network(councils=councils, offices=offices, mediators=_mediators(offices, size, dice))


def _seats(size: Size) -> list[Territory]:
    """A council for each region of the day, the demo's first; the rest sit in districts."""
    units = sorted(units_on(size.since), key=lambda unit: (unit.code != FIRST_REGION, unit.code))
    seats = units[: size.councils]
    for unit in units:
        for district in _districts(unit)[1:2]:
            if len(seats) < size.councils and district.level == Level.DISTRICT:
                seats.append(district)
    return seats


def _near(places: list[Territory], number: int) -> Territory:
    return places[number % len(places)]


def _districts(place: Territory | None) -> list[Territory]:
    if place is None or place.level != Level.REGION:
        return [place] if place else []
    below = list(place.children.filter(level=Level.DISTRICT).order_by("code"))
    return below or [place]


def _saved(rows: list[Organisation]) -> list[Organisation]:
    for row in rows:
        set_keys(row, row.name_kk, row.name_ru, row.name_en)
    return Organisation.objects.bulk_create(rows)


def _council(place: Territory, code: str) -> Organisation:
    return Organisation(
        code=code,
        kind=OrganisationKind.MEDIATION_COUNCIL,
        name_kk=f"{of(place, 'name', 'kk')}: медиация кеңесі",
        name_ru=f"{of(place, 'name', 'ru')}: совет по медиации",
        name_en=f"{of(place, 'name', 'en')}: mediation council",
        territory=place,
        sample=True,
        source=SOURCE,
    )


def _office(home: Organisation, place: Territory, code: str, dice: random.Random) -> Organisation:
    house = invented.house_name(dice)
    building = dice.randint(1, 90)
    return Organisation(
        code=code,
        kind=OrganisationKind.MEDIATION_OFFICE,
        name_kk=f"«{house}» медиация кабинеті, {of(place, 'name', 'kk')}",
        name_ru=f"Кабинет медиации «{house}», {of(place, 'name', 'ru')}",
        name_en=f"Mediation office {romanise(house)}, {of(place, 'name', 'en')}",
        address_kk=f"Достық үйі, {building}",
        address_ru=f"Дом дружбы, {building}",
        address_en=f"House of Friendship, {building}",
        phone=f"+7 000 {code[-3:]} 00 00",
        hours_kk="дс–жм 9:00–18:00",
        hours_ru="пн–пт 9:00–18:00",
        hours_en="Mon–Fri 9:00–18:00",
        territory=place,
        parent=home,
        lat=place.lat,
        lon=place.lon,
        sample=True,
        source=SOURCE,
    )


def _mediators(offices: list[Organisation], size: Size, dice: random.Random) -> list[Mediator]:
    """People, their posts at the offices and what allotment needs to know of each."""
    homes = [offices[number % len(offices)] for number in range(size.mediators)]
    posts = {post.organisation_id: post for post in Post.objects.bulk_create([_post(one) for one in offices])}
    people = [Person(code=f"{size.prefix}-mediator-{n + 1:04d}", name=invented.full_name(dice), sample=True)
              for n in range(size.mediators)]  # fmt: skip
    for person in people:
        set_keys(person, person.name)
    people = Person.objects.bulk_create(people)
    tenures = Tenure.objects.bulk_create(
        [
            Tenure(post=posts[home.pk], person=person, since=size.since, until=size.until)
            for home, person in zip(homes, people, strict=True)
        ]
    )
    topics = [one.code for one in codes("topics")]
    regions = {unit.code[:2]: unit for unit in Territory.objects.filter(level=Level.REGION)}
    rows = []
    for number, (home, tenure) in enumerate(zip(homes, tenures, strict=True), start=1):
        place = home.territory
        if place is None:  # every invented office was given a place above
            raise TypeError(home.code)
        rows.append(
            Mediator(
                tenure=tenure,
                kind="public" if dice.random() < 0.8 else "professional",
                office=home,
                territory=place,
                region=regions[place.code[:2]],
                languages=dice.choice(("kk ru", "kk ru", "kk ru", "kk", "ru", "kk ru uz")),
                topics=" ".join(sorted(dice.sample(topics, 4))),
                capacity=dice.randint(24, 60),
                register_no=f"S-{number:04d}",
                lat=place.lat,
                lon=place.lon,
                sample=True,
            )
        )
    return Mediator.objects.bulk_create(rows)


def _post(office: Organisation) -> Post:
    return Post(
        code=f"mediator:{office.code}",
        organisation=office,
        label_kk="медиатор",
        label_ru="медиатор",
        label_en="mediator",
        filled_by="election",
    )
