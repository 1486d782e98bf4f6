"""Every address of the room: which cells of the grid open it, and for which objects. The one table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kelisim.apps.mediation.access.grid import Limit, Thing
from kelisim.kernel.access.roles import Role
from kelisim.web.mediation.party.deeds import DEEDS as SIDE_DEEDS
from kelisim.web.mediation.staff.clerk_deeds import DEEDS as CLERK_DEEDS
from kelisim.web.mediation.staff.mediator_deeds import DEEDS as MEDIATOR_DEEDS
from tests.web.grid.rights import Answer, Place, Right, Stage, right
from tests.web.grid.things import Objects

R = Role
T = Thing
# The roles that come by the desks; sides, the called-in and institutions have ways of their own.
DESKS = (R.MEDIATOR, R.CLERK, R.COORDINATOR, R.COUNCIL, R.AUDITOR)
SEES = right(T.CLEAR, "read", *DESKS)
WORKS = right(T.CLEAR, "write", R.CLERK)
LEADS = right(T.JOINT, "write", R.MEDIATOR)
FOLLOWS = right(T.OBLIGATIONS, "write", R.CLERK)
MOVES = right(T.CLEAR, "write", R.COORDINATOR, limit=Limit.TRANSFER)
ESCROW = right(T.CLEAR, "write", R.COUNCIL, limit=Limit.ESCROW)
NAMES = right(T.IDENTITY, "read", *DESKS)
LEDGER = (R.COORDINATOR, R.COUNCIL, R.AUDITOR)

Named = Callable[[Objects, Stage], dict[str, object]]


@dataclass(frozen=True, kw_only=True)
class Page:
    """One address. `sees` wanting: 404. `may` wanting: 403. `there` wanting: 404 again (no such part)."""

    sees: Right | None = None
    may: Right | None = None
    there: Right | None = None
    writes: Right | None = None  # what sending it takes, where that is more than reading
    named: Named | None = None  # the object its address names
    query: Callable[[Objects], str] | None = None
    stages: tuple[Stage, ...] = (Stage.TALKS,)
    signed_in: bool = True
    methods: tuple[str, ...] = ("GET", "POST")
    closed: bool = False  # for nobody: another mode of the product


def case(**more: object) -> Named:
    """The address of a case, with what else stands in it."""
    return lambda objects, stage: {"number": str(objects.cases[stage].case), **more}


def of_desk(role: Role, thing: Thing = T.CLEAR, deed: str = "write", limit: Limit = Limit.NONE) -> Page:
    """A page without an object, for those who hold this cell."""
    return Page(sees=right(thing, deed, role, limit=limit))  # type: ignore[arg-type]


CLERK, MEDIATOR = of_desk(R.CLERK), of_desk(R.MEDIATOR)
COORDINATOR = of_desk(R.COORDINATOR, limit=Limit.TRANSFER)
COUNCIL = of_desk(R.COUNCIL, limit=Limit.ESCROW)
ANY_ACCOUNT, EVERYBODY = Page(), Page(signed_in=False)
ONLY_READ = Page(signed_in=False, methods=("GET",))
LAPTOP = Page(signed_in=False, closed=True)
PLANS = right(T.MEMORANDA, "write")

# What a clerk's deed asks for, where it is not the ordinary work of an office.
_CLERKS: dict[str, Right] = {
    **{"transfer": MOVES, "open-escrow": ESCROW, "return-key": ESCROW, "hear": ESCROW},
    **{"call": FOLLOWS, "remediate": FOLLOWS, "papers": FOLLOWS},
}
_PAPERS: dict[str, tuple[Right, tuple[Stage, ...]]] = {
    "application": (right(T.INTAKE), (Stage.EARLY, Stage.TALKS)),
    "acceptance": (right(T.OFFERS, "write"), (Stage.TALKS,)),
    "protocol-1": (right(T.CLEAR), (Stage.TALKS,)),
    "agreement": (right(T.JOINT), (Stage.TALKS,)),
}


def _deeds() -> Iterator[tuple[str, Page]]:
    for name in CLERK_DEEDS:
        yield f"case-deed {name}", Page(sees=SEES, may=_CLERKS.get(name, WORKS), named=case(deed=name))
    for name in MEDIATOR_DEEDS:
        offered = name in {"accept", "pass"}
        may = right(T.OFFERS, "write", R.MEDIATOR) if offered else LEADS
        yield f"mediator-deed {name}", Page(sees=SEES, may=may, named=case(deed=name))
    for name in SIDE_DEEDS:
        yield (
            f"my-case-deed {name}",
            Page(
                signed_in=False,
                writes=right(T.JOINT, "write", R.PARTY),
                named=lambda _o, _s, name=name: {"deed": name},
            ),
        )
    for name in ("sign", "leave"):
        yield (
            f"my-part-deed {name}",
            Page(
                signed_in=False,
                writes=right(T.SHOWN, "read", R.INVITED),
                named=lambda _o, _s, name=name: {"deed": name},
            ),
        )


def _papers() -> Iterator[tuple[str, Page]]:
    for name, (there, stages) in _PAPERS.items():
        yield (
            f"case-paper {name}",
            Page(sees=SEES, may=NAMES, there=there, named=case(name=name), stages=stages),
        )
    for name in ("agreement", "application", "letter"):
        there = LEADS if name == "agreement" else right(T.ACCOUNTS, "read", R.PUBLIC)  # no twin: nobody
        yield f"case-twin {name}", Page(sees=SEES, there=there, named=case(name=name))
    own = {"application": right(T.INTAKE, "read", R.PARTY), "agreement": right(T.JOINT, "read", R.PARTY)}
    own["acceptance"] = right(T.OFFERS, "read", R.PARTY)
    for name, there in own.items():
        yield (
            f"my-case-paper {name}",
            Page(
                sees=there,
                signed_in=False,
                methods=("GET",),
                named=lambda _o, _s, name=name: {"kind": name},
            ),
        )


def _of(**named: Callable[[Objects], object]) -> Named:
    return lambda objects, _stage: {name: read(objects) for name, read in named.items()}


PAGES: dict[str, Page] = {
    # everybody's: no object of a case, or a link that is a key by itself (tests of their own)
    **dict.fromkeys(
        ("apply", "apply-result", "apply-check", "apply-later", "apply-continue", "my-case", "my-calendar"),
        EVERYBODY,
    ),
    **dict.fromkeys(("mediators", "memoranda"), EVERYBODY),
    "my-case-leave": Page(signed_in=False, methods=("POST",)),
    "my-part": ONLY_READ,
    "my-case-trail": Page(sees=right(T.AUDIT, "read", R.PARTY), signed_in=False, methods=("GET",)),
    "mediator-detail": Page(
        sees=right(T.REGISTER), signed_in=False, named=_of(pk=lambda o: o.mediator.pk)
    ),
    **dict.fromkeys(("intake", "intake-enrol", "intake-packages"), LAPTOP),
    "intake-package": Page(signed_in=False, closed=True, named=lambda _o, _s: {"number": 1}),
    # an account's own
    **dict.fromkeys(("unlock", "lock", "key-make", "key-recover", "key-anew"), ANY_ACCOUNT),
    # desks
    **dict.fromkeys(
        ("office-keys", "office-desk", "walk-in", "paper-form", "paper-batch", "laptops"), CLERK
    ),
    **dict.fromkeys(("office-referrals", "office-calls", "election-protocol", "office-moves"), CLERK),
    **dict.fromkeys(("mediator-desk", "mediator-diary", "own-entry"), MEDIATOR),
    **dict.fromkeys(("region-desk", "region-watch", "region-moves"), COORDINATOR),
    **dict.fromkeys(("council-keys", "council-keeping", "council-complaints"), COUNCIL),
    "council-desk": Page(
        sees=right(T.COUNTS, "read", R.COUNCIL, R.AUDITOR), methods=("GET",)
    ),
    **dict.fromkeys(("referrer-desk", "referral-file"), Page(sees=right(T.REFERRALS, "read", R.REFERRER))),
    "comparisons": Page(sees=right(T.REFERRALS, "read", R.REFERRER, *LEDGER)),
    "referral-ledger": Page(sees=right(T.REFERRALS, "read", *LEDGER)),
    "memorandum-add": Page(sees=PLANS),
    "memorandum-plan": Page(sees=PLANS, named=lambda _o, _s: {"code": "court-unions-2018"}),
    "memorandum-detail": Page(signed_in=False, named=lambda _o, _s: {"code": "court-unions-2018"}),
    # objects
    "office-diary": Page(
        sees=right(T.DIARY, "write", R.CLERK), query=lambda o: f"office={o.office.code}"
    ),
    "laptop-enrolment": Page(sees=WORKS, named=_of(uid=lambda o: o.device.uid)),
    "laptop-revoke": Page(sees=WORKS, named=_of(uid=lambda o: o.device.uid)),
    "referral-receive": Page(
        sees=right(T.REFERRALS, "write", R.CLERK), named=_of(uid=lambda o: o.referral.uid)
    ),
    "comparison": Page(
        sees=right(T.REFERRALS, "read", R.REFERRER, *LEDGER),
        writes=right(T.REFERRALS, "read", R.REFERRER, R.COORDINATOR, R.COUNCIL),
        named=_of(uid=lambda o: o.quarter.uid),
    ),
    "office-move": Page(sees=MOVES, named=_of(pk=lambda o: o.move.pk)),
    "mediator-relieve": Page(
        sees=right(T.REGISTER, "write", R.COORDINATOR, R.COUNCIL), named=_of(pk=lambda o: o.mediator.pk)
    ),
    "mediator-suspend": Page(
        sees=right(T.REGISTER, "write", R.CLERK, R.COORDINATOR, R.COUNCIL),
        named=_of(pk=lambda o: o.mediator.pk),
    ),
    # a case
    "case-detail": Page(sees=SEES, named=case(), stages=tuple(Stage)),
    "mediator-case": Page(sees=SEES, named=case(), stages=tuple(Stage)),
    "case-invitation": Page(sees=SEES, may=WORKS, named=case()),
    "case-secret": Page(sees=SEES, may=WORKS, named=case()),
    "case-repeat": Page(sees=SEES, may=WORKS, named=case()),
    "case-remediate": Page(sees=SEES, may=FOLLOWS, named=case()),
    **dict(_deeds()),
    **dict(_papers()),
}
# A link is a key by itself: whoever has it, whoever she is. Walked apart.
LINKS = {
    *("invitation", "invitation-decline", "follow-up", "call", "call-decline"),
    *("calendar-feed", "meeting-calendar"),
}
# Pages that ask for a body of a draft or of a run, not for an object.
BY_DRAFT = {"apply-question", "apply-screen", "apply-receipt-pdf", "paper-receipts", "mediation-form"}


def names() -> set[str]:
    """The addresses that are declared, without what stands after them."""
    return {one.partition(" ")[0] for one in PAGES} | LINKS | BY_DRAFT


def expected(page: Page, who: object, at: Place, stage: Stage, method: str) -> Answer:
    """What the grid says this person gets."""
    if page.closed:
        return Answer.NOTHING
    if page.signed_in and who.user is None:
        return Answer.SIGN_IN
    if method not in page.methods:
        return Answer.METHOD
    placed = at if page.named or page.query else None
    side = "A" if page.sees and page.sees.thing == T.INTAKE else ""

    def has(one: Right | None) -> bool:
        return one is None or one.of(who, placed, stage, side)

    if not has(page.sees):
        return Answer.NOTHING
    if not has(page.may) or (method == "POST" and not has(page.writes)):
        return Answer.REFUSED
    return Answer.OPEN if has(page.there) else Answer.NOTHING
