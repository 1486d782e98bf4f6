"""Who the cast are: places, an office, a council, accounts with roles and keys."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from kelisim.apps.institution.models import Post, Tenure
from kelisim.apps.mediation.actions.enrol import enrol
from kelisim.apps.mediation.actions.enrol_officers import enrol_officers
from kelisim.apps.mediation.actions.make_office_key import make_office_key
from kelisim.apps.mediation.actions.unlock import unlock
from kelisim.apps.mediation.models import Mediator
from kelisim.apps.mediation.queries.application import Application, Side
from kelisim.apps.mediation.queries.keyring import keyring
from kelisim.apps.mediation.queries.people import Identity
from kelisim.apps.registry.models import Organisation, OrganisationKind, Person
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User
from kelisim.kernel.places.models import Level, Territory
from kelisim.kernel.seal.ring import Keyring
from kelisim.kernel.texts.keys import set_keys

PASSPHRASE = "demo passphrase 2026"
PASSWORD = "kelisim-demo-2026"
ONCE_A, ONCE_B = "a" * 24 + "vera", "b" * 24 + "rustam"

VERA = Identity(
    name="Вера Ивановна Ким",
    iin="850101400123",
    phone="+77010000001",
    email="vera@example.org",
    address="Алматы, Абай даңғылы, 5",
)
RUSTAM = Identity(
    name="Рүстем Әлімұлы Сағындық", phone="+77010000002", email="rustam@example.org", address="Алматы"
)
ESSENCE = "Көршім шарбақты менің жеріме жылжытып қойды, екі ай бойы келісе алмай жүрміз."
SHORT_TEXT = "Шарбақ туралы бірге отырып сөйлесейік."
STATEMENT = dict.fromkeys(
    ("kin", "work", "money", "advice", "role", "organisation", "dispute", "anything"), False
)


@dataclass
class Cast:
    """Everybody, by name."""

    region: Territory
    district: Territory
    office: Organisation
    council: Organisation
    aizhan: User
    daniyar: User
    kamila: User
    saule: User
    marat: User
    gulnar: User
    viktor: User
    oksana: User
    timur: User
    pavel: User
    mediators: dict[str, Mediator] = field(default_factory=dict)

    def keys(self, who: User) -> Keyring:
        """Her keys, opened with the passphrase of the demo."""
        return keyring(unlock(who, PASSPHRASE), who)

    def application(self, **changes: object) -> Application:
        """Vera's application about a fence."""
        told = Application(
            office=self.office,
            territory=self.district,
            applicant=Side(who=VERA),
            other=Side(who=RUSTAM),
            topic="neighbours",
            track="civil",
            essence=ESSENCE,
            short_text=SHORT_TEXT,
            notice=True,
            follow_up=True,
            answers={"kind": "civil", "safety": "no"},
            wishes={"mode": "meeting"},
        )
        return replace(told, **changes)


def make_cast(*, keys: bool = True) -> Cast:
    """The whole cast with an office, a council, roles and, unless told otherwise, keys."""
    region, district = _places()
    council = body("council-75", OrganisationKind.MEDIATION_COUNCIL, region, name="Алматы медиация кеңесі")
    office = body("office-751", OrganisationKind.MEDIATION_OFFICE, district, name="«Достық» кабинеті")
    Organisation.objects.filter(pk=office.pk).update(parent=council)
    office.parent = council
    cast = Cast(
        region=region,
        district=district,
        office=office,
        council=council,
        aizhan=_user("aizhan", Role.CLERK, territory=district, body=office.code),
        daniyar=_user("daniyar", Role.MEDIATOR),
        kamila=_user("kamila", Role.MEDIATOR),
        saule=_user("saule", Role.COORDINATOR, territory=region),
        marat=_user("marat", Role.COUNCIL, territory=region),
        gulnar=_user("gulnar", Role.COUNCIL, territory=region),
        viktor=_user("viktor", Role.COUNCIL, territory=region),
        oksana=_user("oksana", Role.AUDITOR),
        timur=_user("timur", Role.ADMIN),
        pavel=_user("pavel", None),
    )
    for number, name in enumerate(("daniyar", "kamila"), start=1):
        cast.mediators[name] = _mediator(cast, getattr(cast, name), number)
    if keys:
        for name in ("aizhan", "daniyar", "kamila", "marat", "gulnar", "viktor"):
            enrol(getattr(cast, name), PASSPHRASE, by=None)
        make_office_key(office, by=cast.aizhan)
        enrol_officers(council, officers=[cast.marat, cast.gulnar, cast.viktor], by=None)
    return cast


def _places() -> tuple[Territory, Territory]:
    country = place("KZ", Level.COUNTRY, None, "Қазақстан")
    region = place("750000000", Level.REGION, country, "Алматы")
    district = place("751100000", Level.DISTRICT, region, "Алмалы ауданы")
    return region, district


def place(code: str, level: Level, parent: Territory | None, name: str) -> Territory:
    found = Territory.objects.filter(code=code).first()
    if found is not None:
        return found
    row = Territory(
        code=code, level=level, kind=level, parent=parent, name_kk=name, name_ru=name, name_en=name
    )
    row.lat, row.lon = 43.25, 76.92
    set_keys(row, name)
    row.save()
    return row


def body(code: str, kind: OrganisationKind, territory: Territory, *, name: str) -> Organisation:
    row = Organisation(code=code, kind=kind, territory=territory, name_kk=name, name_ru=name, name_en=name)
    row.address_kk = row.address_ru = row.address_en = "Абай даңғылы, 1"
    set_keys(row, name)
    row.save()
    return row


def _user(name: str, role: Role | None, *, territory: Territory | None = None, body: str = "") -> User:
    user = User.objects.create_user(f"{name}@kelisim.example", PASSWORD, name=name.title())
    if role is not None:
        RoleHolding.objects.create(
            user=user, role=role, territory=territory, body=body, since=date(2020, 1, 1)
        )
    return user


def _mediator(cast: Cast, user: User, number: int) -> Mediator:
    post, _made = Post.objects.get_or_create(
        code="mediator:office-751",
        defaults={
            "organisation": cast.office,
            "label_kk": "медиатор",
            "label_ru": "медиатор",
            "label_en": "mediator",
            "filled_by": "election",
        },
    )
    person = Person(code=f"person-{user.name.lower()}", name=f"{user.name} Һәкімұлы")
    set_keys(person, person.name)
    person.save()
    tenure = Tenure.objects.create(post=post, person=person, since=date(2020, 1, 1))
    return Mediator.objects.create(
        tenure=tenure,
        user=user,
        kind="public",
        office=cast.office,
        territory=cast.district,
        region=cast.region,
        languages="kk ru",
        topics="neighbours family" if number == 1 else "family",
        capacity=40,
        register_no=f"ALM-{number}",
    )
