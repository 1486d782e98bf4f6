"""A laptop of the office, stolen: in its database, its folder and its package nothing can be read."""

from __future__ import annotations

import base64
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from kelisim.apps.mediation.actions.accept_enrolment import enrolment_of
from kelisim.apps.mediation.actions.enrol_device import enrol_device
from kelisim.apps.mediation.actions.import_package import import_package
from kelisim.apps.mediation.actions.open_case import open_case
from tests.mediation.offline import CANARY

HOUSE = Path(__file__).resolve().parents[2]


@pytest.fixture
def laptop(tmp_path):
    """Call `laptop(step, …)`: the product in intake mode, on SQLite, in a folder of its own."""
    folder = tmp_path / "laptop"
    folder.mkdir()
    own = {
        "KELISIM_INTAKE": "yes",
        "KELISIM_TEST_VAR": str(folder / "var"),
        "KELISIM_DATABASE_URL": f"sqlite:///{folder / 'laptop.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }

    def run(*step: str) -> dict[str, object]:
        command = [sys.executable, "-m", "tests.mediation.laptop", *step]
        done = subprocess.run(
            command, cwd=HOUSE, env={**os.environ, **own}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr[-3000:]
        (folder / "said.log").write_text(done.stderr)  # its log is part of what is stolen
        return json.loads(done.stdout.splitlines()[-1])

    run.folder = folder
    return run


def spellings(word: str) -> list[bytes]:
    """How a word may lie in a file."""
    plain = word.encode()
    quoted = json.dumps(word)[1:-1].encode()
    coded = [base64.b64encode(b"\0" * gap + plain)[2 + gap : -4] for gap in range(3)]
    return [plain, word.encode("utf-16-le"), plain.hex().encode(), quoted, *coded]


def test_a_stolen_laptop_shows_nothing_and_the_office_reads_everything(cast, laptop, tmp_path):
    device = enrol_device(cast.office, key=laptop("key")["key"], name="Нұра", by=cast.aizhan)
    paper = tmp_path / "enrolment.json"
    paper.write_bytes(enrolment_of(device))
    assert laptop("enrol", str(paper)) == {"office": cast.office.code}
    told = laptop("take", str(laptop.folder))
    assert told["same"]
    assert told["closed"] == [302, *[404] * 6]
    assert told["receipts"][0] == told["receipts"][1]
    handed = told["receipts"][1:]

    words = [CANARY, "шарбақ", "+77017741774", "Рүстем", "Сағындық"]
    words += [part for number, secret in handed for part in (secret, secret.replace("-", ""), number)]
    stolen = [path for path in laptop.folder.rglob("*") if path.is_file()]
    assert {"laptop.sqlite3", "package.json", "intake"} <= {path.name for path in stolen}
    shown = [
        (path.name, word)
        for path in stolen
        for word in words
        if any(one in path.read_bytes() for one in spellings(word))
    ]
    assert shown == []
    rows = sqlite3.connect(laptop.folder / "laptop.sqlite3").execute(
        "SELECT count(*) FROM mediation_sealedform"
    )
    assert rows.fetchone() == (3,)

    raw = (laptop.folder / "package.json").read_bytes()
    found = import_package(raw, by=cast.aizhan, ring=cast.keys(cast.aizhan))
    assert sorted(found.new) == sorted(number for number, _secret in handed)
    assert [open_case(number, secret).who.case.channel for number, secret in handed] == ["office"] * 3
