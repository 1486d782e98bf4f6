"""The cast of every story, what they hold, and a case carried to any state.

Aizhan clerk, Daniyar and Kamila mediators, Vera and Rustam the sides, Saule coordinator, Marat (with Gulnar
and Viktor) of the Council, Oksana auditor, Timur administrator (never reads a case), Pavel a stranger.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from kelisim.apps.institution.models import Post, Tenure
from kelisim.apps.mediation.actions.accept_offer import accept_offer
from kelisim.apps.mediation.actions.confirm import confirm
from kelisim.apps.mediation.actions.draft_agreement import draft_agreement
from kelisim.apps.mediation.actions.draft_settlement import Promise, Terms, draft_settlement
from kelisim.apps.mediation.actions.enrol import enrol
from kelisim.apps.mediation.actions.enrol_officers import enrol_officers
from kelisim.apps.mediation.actions.invite import Invitation, invite
from kelisim.apps.mediation.actions.join import Joining, join
from kelisim.apps.mediation.actions.make_office_key import make_office_key
from kelisim.apps.mediation.actions.open_case import open_case
from kelisim.apps.mediation.actions.open_session import Meeting, open_session
from kelisim.apps.mediation.actions.propose import propose
from kelisim.apps.mediation.actions.record_session import record_session
from kelisim.apps.mediation.actions.route import route
from kelisim.apps.mediation.actions.settle import settle
from kelisim.apps.mediation.actions.sign_agreement import sign_agreement
from kelisim.apps.mediation.actions.submit import Application, Receipt, Side, submit
from kelisim.apps.mediation.actions.unlock import unlock
from kelisim.apps.mediation.models import Case, Mediator, Offer, Party
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import documents, signatures
from kelisim.apps.mediation.queries.keyring import keyring
from kelisim.apps.mediation.queries.people import Identity
from kelisim.apps.registry.models import Organisation, OrganisationKind, Person
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User
from kelisim.kernel.packs.codes import codes
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
    council = _body("council-75", OrganisationKind.MEDIATION_COUNCIL, region, name="Алматы медиация кеңесі")
    office = _body("office-751", OrganisationKind.MEDIATION_OFFICE, district, name="«Достық» кабинеті")
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


@dataclass
class Story:
    """One case on its way, with what its people hold."""

    cast: Cast
    case: Case
    receipts: dict[str, Receipt] = field(default_factory=dict)
    invitation: Invitation | None = None
    offer: Offer | None = None

    def party(self, side: str) -> Party:
        """Vera (A) or Rustam (B)."""
        return Party.objects.select_related("case", "holder").get(case=self.case, side=side)

    def secret(self, side: str) -> str:
        """What stands on her receipt."""
        return self.receipts[side].secret

    def keys(self, side: str) -> Keyring:
        """A side's open key."""
        return keyring(open_case(self.receipts[side].number, self.secret(side)).cookie)

    def refreshed(self) -> Case:
        """The case as it stands now."""
        self.case = Case.objects.select_related("office", "mediator", "region").get(pk=self.case.pk)
        return self.case

    def sign(self, kind: ItemKind, who: str) -> Case:
        """A (Vera), B (Rustam) or M (the mediator) signs the newest version."""
        act = sign_agreement if kind == ItemKind.AGREEMENT else settle
        digest = signatures.draft(self.case, kind).digest
        by = self.refreshed().mediator.user if who == "M" else self.party(who)
        secret = PASSPHRASE if who == "M" else self.secret(who)
        self.case = act(self.case, digest=digest, secret=secret, by=by)
        return self.case


def received(cast: Cast, **changes: object) -> Story:
    """Vera has applied."""
    receipt = submit(cast.application(**changes), once=ONCE_A)
    return Story(cast=cast, case=receipt.case, receipts={"A": receipt})


def triaged(cast: Cast, **changes: object) -> Story:
    """Aizhan has decided that it is for mediation."""
    story = received(cast, **changes)
    story.case = route(story.case, to="mediation", rule="scope_civil", by=cast.aizhan)
    return story


def inviting(cast: Cast, **changes: object) -> Story:
    """Rustam is invited."""
    story = triaged(cast, **changes)
    story.invitation = invite(story.case, by=cast.aizhan, keys=cast.keys(cast.aizhan))
    story.refreshed()
    return story


def proposing(cast: Cast, **changes: object) -> Story:
    """Rustam has joined."""
    story = inviting(cast, **changes)
    joining = Joining(notice=True, follow_up=True)
    story.receipts["B"] = join(story.invitation.token, joining=joining, once=ONCE_B)
    story.refreshed()
    return story


def offered(cast: Cast, **changes: object) -> Story:
    """A mediator is asked."""
    story = proposing(cast, **changes)
    story.offer = propose(story.case, by=cast.aizhan, keys=cast.keys(cast.aizhan))
    story.refreshed()
    return story


def accepted(cast: Cast, **changes: object) -> Story:
    """She has accepted; the sides may object."""
    story = offered(cast, **changes)
    user = story.offer.mediator.user
    story.case = accept_offer(story.offer, statement=STATEMENT, competent=True, by=user)
    story.offer.refresh_from_db()
    story.refreshed()
    return story


def confirmed(cast: Cast, **changes: object) -> Story:
    """Both sides have confirmed her."""
    story = accepted(cast, **changes)
    for side in ("A", "B"):
        story.case = confirm(story.case, offer=story.offer, by=story.party(side))
    return story


def agreed(cast: Cast, **changes: object) -> Story:
    """The agreement to mediate is signed by all three."""
    story = confirmed(cast, **changes)
    user = story.refreshed().mediator.user
    terms = documents.proposed_terms(story.case)
    draft_agreement(story.case, terms=terms, by=user, keys=cast.keys(user))
    for who in ("A", "B", "M"):
        story.sign(ItemKind.AGREEMENT, who)
    return story


def running(cast: Cast, **changes: object) -> Story:
    """One meeting was held."""
    story = agreed(cast, **changes)
    user = story.refreshed().mediator.user
    meeting = Meeting(starts_at=timezone.now() + timedelta(days=1), mode="meeting")
    session = open_session(story.case, meeting=meeting, by=user)
    record_session(session, status="held", minutes=90, by=user)
    story.refreshed()
    return story


SETTLEMENT = Terms(
    text="Тараптар шарбақты ескі шекараға қайтаруға келісті.",
    promises=(
        Promise(
            debtor="B",
            kind="do",
            what="Шарбақты ескі шекараға қайтару",
            how="өз қаражатына",
            due_on=date(2026, 5, 1),
            otherwise="сотқа жүгінеді",
        ),
        Promise(debtor="A", kind="pay", what="Жартысын, 40 000 теңгені төлеу", event="қайтарылған соң"),
    ),
)


def settled(cast: Cast, **changes: object) -> Story:
    """The settlement is signed by all three."""
    story = running(cast, **changes)
    user = story.refreshed().mediator.user
    draft_settlement(story.case, terms=SETTLEMENT, by=user, keys=cast.keys(user))
    for who in ("B", "M", "A"):
        story.sign(ItemKind.SETTLEMENT, who)
    return story


def at(day: str) -> datetime:
    """Noon of a day, as UTC."""
    return datetime.fromisoformat(f"{day}T07:00:00").replace(tzinfo=UTC)


def _places() -> tuple[Territory, Territory]:
    country = _place("KZ", Level.COUNTRY, None, "Қазақстан")
    region = _place("750000000", Level.REGION, country, "Алматы")
    district = _place("751100000", Level.DISTRICT, region, "Алмалы ауданы")
    return region, district


def _place(code: str, level: Level, parent: Territory | None, name: str) -> Territory:
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


def _body(code: str, kind: OrganisationKind, territory: Territory, *, name: str) -> Organisation:
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


def all_points() -> list[str]:
    """The eight points of the conflict statement, from the pack."""
    return [one.code for one in codes("conflict_points")]
