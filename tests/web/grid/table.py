"""Every address of mediation and of accounts: which cells of the grid open it, for which objects."""

from __future__ import annotations

from dataclasses import replace

from kelisim.apps.mediation.access.grid import Limit, Thing
from kelisim.kernel.access.roles import Role
from tests.web.grid.of_cases import of_cases
from tests.web.grid.pages import MOVES, WORKS, Page, R, T, fixed, named
from tests.web.grid.rights import Answer, right

LEDGER = (R.COORDINATOR, R.COUNCIL, R.AUDITOR)
KEEPERS = (R.CLERK, R.COORDINATOR, R.COUNCIL)
KEEPS = right(T.REGISTER, "write", *KEEPERS)
REFERS = right(T.REFERRALS, "read", R.REFERRER)
COMPARES = right(T.REFERRALS, "read", R.REFERRER, *LEDGER)
PLANS = right(T.MEMORANDA, "write")
TRIES = right(T.ACCOUNTS, "write", R.ADMIN)
NEVER = right(T.COUNTS, "read", R.PUBLIC)  # nobody's: there is no such job
SITS = right(T.COUNTS, "read", R.COUNCIL)


def of_desk(role: Role, thing: Thing = T.CLEAR, limit: Limit = Limit.NONE) -> Page:
    """A page without an object, for those who hold this cell."""
    return Page(sees=right(thing, "write", role, limit=limit))


CLERK, MEDIATOR = of_desk(R.CLERK), of_desk(R.MEDIATOR)
COORDINATOR = of_desk(R.COORDINATOR, limit=Limit.TRANSFER)
COUNCIL = of_desk(R.COUNCIL, limit=Limit.ESCROW)
ANY_ACCOUNT, EVERYBODY = Page(), Page(signed_in=False)
ONLY_READ = Page(signed_in=False, methods=("GET",))
LAPTOP = Page(signed_in=False, always=Answer.NOTHING)
PROGRAM = Page(signed_in=False, always=Answer.NO_PASS)
PROGRAMS = {"referrals": {}, "referral-quarter": {"quarter": "2025-Q4"}}
REGISTER = Page(sees=KEEPS)

PAGES: dict[str, Page] = {
    # everybody's: no object of a case stands in the address, or only words of the pack
    **dict.fromkeys(("apply-check", "apply-later", "apply-continue", "my-case"), EVERYBODY),
    **dict.fromkeys(("apply", "apply-result", "house-root"), ONLY_READ),
    "apply-question": replace(EVERYBODY, named=fixed(code="kind"), placed=False),
    "apply-screen": replace(EVERYBODY, named=fixed(name="person"), placed=False),
    **dict.fromkeys(("mediators", "mediators-paper", "memoranda"), EVERYBODY),
    "letterbox-document": ONLY_READ,
    "memorandum-detail": replace(EVERYBODY, named=fixed(code="court-unions-2018"), placed=False),
    "my-case-leave": Page(signed_in=False, methods=("POST",)),
    "mediator-detail": Page(sees=right(T.REGISTER), signed_in=False, named=named(pk=lambda o: o.mediator.pk)),
    **dict.fromkeys(("intake", "intake-enrol", "intake-packages"), LAPTOP),
    "intake-package": replace(LAPTOP, named=fixed(number=1), placed=False),
    # programs
    **{name: replace(PROGRAM, named=fixed(**told), placed=False) for name, told in PROGRAMS.items()},
    # an account's own
    **dict.fromkeys(("unlock", "lock", "key-make", "key-recover", "key-anew"), ANY_ACCOUNT),
    **dict.fromkeys(("desk", "desk-all"), ANY_ACCOUNT),
    "audit": Page(sees=right(T.AUDIT, "read", R.AUDITOR, R.ADMIN)),
    "status": Page(may=right(T.ACCOUNTS, "read", R.AUDITOR, R.ADMIN)),
    "status-try-again": Page(may=TRIES, there=NEVER, methods=("POST",), named=fixed(pk=1), placed=False),
    # desks
    **dict.fromkeys(("office-keys", "office-desk", "walk-in", "paper-form", "paper-batch", "laptops"), CLERK),
    **dict.fromkeys(("office-referrals", "office-calls", "election-protocol"), CLERK),
    "office-moves": replace(CLERK, body=lambda o, _who: {"go": "accept", "move": o.coming.pk}),
    **dict.fromkeys(("mediator-desk", "mediator-diary", "own-entry"), MEDIATOR),
    **dict.fromkeys(("region-desk", "region-watch", "region-moves"), COORDINATOR),
    **dict.fromkeys(("council-keeping", "council-complaints"), COUNCIL),
    "council-keys": replace(COUNCIL, body=lambda o, _who: {"go": "find", "number": "0"}),
    "council-desk": Page(sees=right(T.COUNTS, "read", R.COUNCIL, R.AUDITOR), methods=("GET",)),
    "council-papers": Page(sees=SITS),
    "council-paper": Page(sees=SITS, named=named(code=lambda o: o.paper.act.code)),
    **dict.fromkeys(("referrer-desk", "referral-file"), Page(sees=REFERS)),
    "comparisons": Page(sees=COMPARES),
    "referral-ledger": Page(sees=right(T.REFERRALS, "read", *LEDGER)),
    "memorandum-add": Page(sees=PLANS),
    "memorandum-plan": Page(sees=PLANS, named=fixed(code="court-unions-2018"), placed=False),
    **dict.fromkeys(("register-desk", "inclusion-ask", "elections", "election-record"), REGISTER),
    # objects
    "office-diary": Page(sees=right(T.DIARY, "write", R.CLERK), query=lambda o: f"office={o.office.code}"),
    **dict.fromkeys(
        ("laptop-enrolment", "laptop-revoke"), Page(sees=WORKS, named=named(uid=lambda o: o.device.uid))
    ),
    "referral-receive": Page(
        sees=right(T.REFERRALS, "write", R.CLERK), named=named(uid=lambda o: o.referral.uid)
    ),
    "referral-slip": Page(
        sees=right(T.REFERRALS, "read", R.CLERK, R.REFERRER), named=named(uid=lambda o: o.referral.uid)
    ),
    "comparison": Page(
        sees=COMPARES,
        writes=right(T.REFERRALS, "read", R.REFERRER, R.COORDINATOR, R.COUNCIL),
        named=named(uid=lambda o: o.quarter.uid),
        body=lambda o, who: {
            "digest": o.quarter.digest,
            "side": "theirs" if who.role == R.REFERRER else "ours",
        },
    ),
    "office-move": Page(sees=MOVES, named=named(pk=lambda o: o.move.pk)),
    "mediator-relieve": Page(
        sees=right(T.REGISTER, "write", R.COORDINATOR, R.COUNCIL), named=named(pk=lambda o: o.mediator.pk)
    ),
    **dict.fromkeys(
        ("mediator-suspend", "mediator-account"), Page(sees=KEEPS, named=named(pk=lambda o: o.mediator.pk))
    ),
    "inclusion-detail": Page(sees=KEEPS, named=named(pk=lambda o: o.waiting.pk)),
    "inclusion-refusal": Page(sees=KEEPS, named=named(pk=lambda o: o.refused.pk)),
    **dict.fromkeys(
        ("election-detail", "election-correct", "election-paper"),
        Page(sees=KEEPS, named=named(pk=lambda o: o.election.pk)),
    ),
    **dict(of_cases()),
}
# The key stands in the address or in what is sent: whoever has it, whoever she is. Walked apart.
KEYED = {
    *("invitation", "invitation-decline", "follow-up", "call", "call-decline"),
    *("calendar-feed", "meeting-calendar", "apply-receipt-pdf", "paper-receipts"),
}
# There is none before something is released; tests/statistics walks it.
OF_RELEASES = {"mediation-form"}


def names() -> set[str]:
    """The addresses that are declared, without what stands after them."""
    return {one.partition(" ")[0] for one in PAGES} | KEYED | OF_RELEASES
