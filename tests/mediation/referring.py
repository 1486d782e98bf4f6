"""A union and a referral of it, as a file would hold it."""

import json

from kelisim.apps.mediation.queries.referral_file import COLUMNS, read_referrals

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


def read(union, *rows, name="f.json"):
    return read_referrals(json.dumps(rows).encode(), institution=union, name=name)


def as_csv(*rows):
    lines = [";".join(COLUMNS), *(";".join(one[column] for column in COLUMNS) for one in rows)]
    return "\n".join(lines).encode("utf-8-sig")
