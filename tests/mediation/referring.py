"""A union and a referral of it, as a file would hold it."""

import json
from datetime import date

from allauth.mfa.models import Authenticator

from kelisim.apps.mediation.queries.referral_file import COLUMNS, read_referrals
from kelisim.apps.registry.models import OrganisationKind
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User
from tests.cast import body

KEY = "k" * 20
CANARY = "Канарейкина"
ROW = {
    "ref": "КО-17/2026",
    "memorandum": "court-unions-2018",
    "stage": "commission",
    "territory": "",
    "topic": "labour",
    "languages": "kk ru",
    "applicant_name": CANARY,
    "applicant_phone": "+77010000077",
    "office": "",
    "deadline": "2026-12-30",
    "other_name": "ТОО «Канарейка»",
    "other_phone": "+77010000078",
    "commission_stage": "2",
    "decided_on": "2026-01-15",
}


def make_union(cast):
    """A union of the cast's region and its officer Asel, with the second factor she needs."""
    found = body("union-1", OrganisationKind.TRADE_UNION, cast.region, name="Кәсіподақ")
    found.officer = User.objects.create_user("asel@kelisim.example", "x" * 12, name="Asel")
    Authenticator.objects.create(user=found.officer, type=Authenticator.Type.TOTP, data={})
    RoleHolding.objects.create(
        user=found.officer, role=Role.REFERRER, body=found.code, since=date(2020, 1, 1)
    )
    return found


def read(union, *rows, name="f.json"):
    return read_referrals(json.dumps(rows).encode(), institution=union, name=name)


def as_csv(*rows):
    lines = [";".join(COLUMNS), *(";".join(one[column] for column in COLUMNS) for one in rows)]
    return "\n".join(lines).encode("utf-8-sig")
