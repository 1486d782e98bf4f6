"""What is sent names an object: her own acts, one of another place or of the other side does nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.files.uploadedfile import SimpleUploadedFile

from kelisim.apps.institution.public import council_tasks
from kelisim.apps.mediation.models import Case, OfficeMove
from kelisim.apps.mediation.states import State
from tests.web.grid.rights import Place, Stage
from tests.web.grid.things import Objects

Body = dict[str, object]
HOME, REGION = frozenset({Place.OWN}), frozenset({Place.OWN, Place.SIBLING})


@dataclass(frozen=True, kw_only=True)
class Sending:
    """Who sends what to which page. `acts`: where the named object is hers; there it must write."""

    who: str
    page: str
    kwargs: Callable[[Objects], Body] = field(default=lambda _own: {})  # of her own case, always
    body: Callable[[Objects], Body]
    query: Callable[[Objects], str] = field(default=lambda _named: "")
    acts: frozenset[Place] = HOME
    before: Callable[[Objects], object] = field(default=lambda _own: None)


def _deed(name: str) -> Callable[[Objects], Body]:
    return lambda _own: {"deed": name}


def _of_case(stage: Stage = Stage.TALKS, **more: object) -> Callable[[Objects], Body]:
    return lambda own: {"number": str(own.cases[stage].case), **more}


def _accepted(own: Objects) -> None:
    """The sides may still object."""
    Case.objects.filter(pk=own.cases[Stage.TALKS].case.pk).update(state=State.ACCEPTED)


def _settled(own: Objects) -> None:
    """The time in which calls are owed."""
    Case.objects.filter(pk=own.cases[Stage.TALKS].case.pk).update(state=State.SETTLED)


def _no_moves(_own: Objects) -> None:
    OfficeMove.objects.all().delete()


def _note(objects: Objects, mark: str) -> object:
    return objects.cases[Stage.TALKS].case.items.filter(once=mark).values_list("uid", flat=True).first()


def _ledger(objects: Objects) -> Body:
    file = SimpleUploadedFile("list.csv", b"ref\nA-1\n", "text/csv")
    return {"office": objects.union.code, "quarter": "2025-Q3", "file": file, "once": "l" * 24}


SENDINGS: dict[str, Sending] = {
    "a side answers about a mediator": Sending(
        who="vera",
        page="my-case-deed",
        kwargs=_deed("object"),
        body=lambda o: {"offer": o.cases[Stage.TALKS].offer.pk},
        before=_accepted,
    ),
    "a side shares her own note": Sending(
        who="vera",
        page="my-case-deed",
        kwargs=_deed("share"),
        body=lambda o: {"item": o.held.sent.notes["A"]},
    ),
    "a side agrees to a call": Sending(
        who="vera",
        page="my-case-deed",
        kwargs=_deed("agree-call"),
        body=lambda o: {"call": o.held.sent.asked},
    ),
    "a side refuses a call": Sending(
        who="rustam",
        page="my-case-deed",
        kwargs=_deed("refuse-call"),
        body=lambda o: {"call": o.held.sent.asked},
    ),
    "a mediator shows a note": Sending(
        who="daniyar",
        page="mediator-deed",
        kwargs=_of_case(deed="show-note"),
        query=lambda o: f"person={o.participant}",
        body=lambda o: {"items": [str(_note(o, "Ортақжазба"))]},
    ),
    "a mediator ends a part": Sending(
        who="daniyar",
        page="mediator-deed",
        kwargs=_of_case(deed="end-part"),
        query=lambda o: f"person={o.held.sent.called}",
        body=lambda _o: {"sure": "on"},
    ),
    "a clerk writes down a call": Sending(
        who="aizhan",
        page="case-deed",
        kwargs=_of_case(deed="call"),
        body=lambda o: {"question": str(o.held.question.uid), "result": "no_answer", "once": "c" * 24},
        before=_settled,
    ),
    "a clerk links two cases": Sending(
        who="aizhan",
        page="case-repeat",
        kwargs=_of_case(),
        body=lambda o: {"other": str(o.cases[Stage.EARLY].case), "same": "yes"},
    ),
    "a clerk links a referral": Sending(
        who="aizhan",
        page="referral-receive",
        kwargs=lambda own: {"uid": own.referral.uid},
        body=lambda o: {"go": "link", "number": str(o.cases[Stage.EARLY].case)},
    ),
    "a clerk accepts an office": Sending(
        who="aizhan", page="office-moves", body=lambda o: {"go": "accept", "move": o.coming.pk}
    ),
    "a clerk declines an office": Sending(
        who="aizhan", page="office-moves", body=lambda o: {"go": "decline", "move": o.coming.pk}
    ),
    "a clerk renews a key": Sending(
        who="aizhan", page="office-keys", body=lambda o: {"office": o.office.code, "renew": "on"}
    ),
    "a clerk enrols a laptop": Sending(
        who="aizhan",
        page="laptops",
        body=lambda o: {"go": "enrol", "office": o.office.code, "name": "Жаңа", "key": "ab" * 32},
    ),
    "a clerk takes a request": Sending(
        who="aizhan",
        page="inclusion-ask",
        body=lambda o: {
            **{"once": "q" * 24, "office": o.office.code, "kind": "professional"},
            **{"language": "kk", "name": "Сұраушы"},
        },
    ),
    "a council's member takes a request": Sending(
        who="marat",
        page="inclusion-ask",
        body=lambda o: {
            **{"once": "q" * 24, "office": o.office.code, "kind": "professional"},
            **{"language": "kk", "name": "Сұраушы"},
        },
        acts=REGION,
    ),
    "a mediator is free again": Sending(
        who="daniyar", page="mediator-diary", body=lambda o: {"go": "free", "number": o.held.busy["mediator"]}
    ),
    "a room is free again": Sending(
        who="aizhan", page="office-diary", body=lambda o: {"go": "free", "number": o.held.busy["office"]}
    ),
    "a side is free again": Sending(
        who="vera", page="my-calendar", body=lambda o: {"go": "free", "number": o.held.busy["party"]}
    ),
    "a coordinator moves an office": Sending(
        who="saule",
        page="region-moves",
        body=lambda o: {"office": o.coming.office.code, "to": "office-751", "named": "Қаулы 5"},
        acts=REGION,
        before=_no_moves,
    ),
    "an institution ends a pass": Sending(
        who="asel", page="referrer-desk", body=lambda o: {"revoke": o.held.given.pk}
    ),
    "an institution hands in a quarter": Sending(who="asel", page="comparisons", body=_ledger),
    "a council files a paper": Sending(
        who="marat",
        page="council-papers",
        body=lambda o: {
            **{"council": o.office.parent.code, "kind": "decision", "number": "9", "title_kk": "Ш"},
            **{
                "title_ru": "Р",
                "adopted_on": "2026-03-01",
                "owner": o.paper.owner_id,
                "due_on": "2026-05-01",
            },
            **{"look_back_on": "2026-06-01", "tasks": [one.id for one in council_tasks()][:1]},
        },
        acts=REGION,
    ),
}
