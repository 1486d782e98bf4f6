"""The people of the demo: who signs in, with which role, and with keys that open."""

from __future__ import annotations

from datetime import date

from kelisim.apps.mediation.actions.enrol import enrol
from kelisim.apps.mediation.actions.enrol_officers import enrol_officers
from kelisim.apps.mediation.actions.make_office_key import make_office_key
from kelisim.apps.mediation.models import Mediator
from kelisim.cli.sample.network import Network
from kelisim.kernel.access.grant import grant
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User
from kelisim.kernel.texts.keys import set_keys

PASSWORD = "kelisim-demo-2026"  # noqa: S105 - of invented people, printed at every start
PASSPHRASE = "demo passphrase 2026"  # noqa: S105 - the same
SINCE = date(2019, 1, 1)
ROLES = {
    "aizhan": Role.CLERK,
    "daniyar": Role.MEDIATOR,
    "kamila": Role.MEDIATOR,
    "saule": Role.COORDINATOR,
    "marat": Role.COUNCIL,
    "gulnar": Role.COUNCIL,
    "viktor": Role.COUNCIL,
    "oksana": Role.AUDITOR,
    "timur": Role.ADMIN,
    "zarina": Role.SECRETARIAT,
}
_NAMES = {
    "aizhan": "Айжан", "daniyar": "Данияр", "kamila": "Камила", "saule": "Сәуле", "marat": "Марат",
    "gulnar": "Гүлнар", "viktor": "Виктор", "oksana": "Оксана", "timur": "Тимур", "zarina": "Зарина",
}  # fmt: skip
_KEYS = ("aizhan", "daniyar", "kamila", "marat", "gulnar", "viktor")


def address(name: str) -> str:
    """What she signs in with."""
    return f"{name}@kelisim.example"


def hire(network: Network) -> dict[str, User]:
    """Makes the accounts, their roles and keys; the first office can receive applications from then on."""
    office, council = network.offices[0], network.councils[0]
    people = {name: _account(name) for name in ROLES}
    reach = {
        Role.CLERK: (office.territory, office.code),
        Role.COORDINATOR: (council.territory, ""),
        Role.COUNCIL: (council.territory, council.code),
    }
    for name, role in ROLES.items():
        territory, body = reach.get(role, (None, ""))
        grant(people[name], role=role, by=None, since=SINCE, territory=territory, body=body)
    _seat(network.mediators, office_pk=office.pk, people=[people["daniyar"], people["kamila"]])
    for name in _KEYS:
        enrol(people[name], PASSPHRASE, by=None)
    make_office_key(office, by=people["aizhan"])
    enrol_officers(council, officers=[people[name] for name in ("marat", "gulnar", "viktor")], by=None)
    return people


def _account(name: str) -> User:
    staff = ROLES[name] == Role.ADMIN
    return User.objects.create_user(address(name), PASSWORD, name=_NAMES[name], is_staff=staff)


def _seat(mediators: list[Mediator], *, office_pk: int, people: list[User]) -> None:
    """The demo's mediators take the first places of the first office and know most topics."""
    seats = [one for one in mediators if one.office_id == office_pk][: len(people)]
    for mediator, user in zip(seats, people, strict=True):
        mediator.user, mediator.languages, mediator.kind = user, "kk ru", "public"
        mediator.topics = "community debt family housing labour land neighbours school"
        mediator.save()
        person = mediator.tenure.person
        person.name = user.name
        set_keys(person, person.name)
        person.save()
