"""`kelisim mediation intake`: key, enrolment, export, import, and what is missing."""

from __future__ import annotations

import json

import pytest

from kelisim.apps.mediation.actions.accept_enrolment import enrolment_of
from kelisim.apps.mediation.actions.enrol_device import enrol_device
from kelisim.apps.mediation.models import Package, SealedForm
from kelisim.cli.main import main
from tests.cast import PASSPHRASE, make_cast
from tests.mediation import offline

pytestmark = pytest.mark.django_db


def test_from_the_laptops_key_to_the_offices_cases(clock, settings, tmp_path, capsys, monkeypatch):
    settings.VAR = tmp_path
    cast = make_cast()
    command = ["mediation", "intake"]
    assert main([*command, "key"]) == 0
    key = capsys.readouterr().out.strip()
    device = enrol_device(cast.office, key=key, name="Нұра", by=cast.aizhan)
    paper = tmp_path / "enrolment.json"
    paper.write_bytes(enrolment_of(device))
    assert main([*command, "enrol", str(paper)]) == 0
    paper.write_bytes(b"{}")
    assert main([*command, "enrol", str(paper)]) == 2
    capsys.readouterr()

    paths = []
    for number in (1, 2):
        offline.taken(number)
        assert main([*command, "export", "--to", str(tmp_path)]) == 0
        paths.append(capsys.readouterr().out.strip())
    first = (tmp_path / "kelisim-intake-0001.json").read_bytes()
    assert main([*command, "export", "--to", str(tmp_path), "--again", "1"]) == 0
    assert (tmp_path / "kelisim-intake-0001.json").read_bytes() == first
    capsys.readouterr()
    SealedForm.objects.all().delete()
    Package.objects.all().delete()

    monkeypatch.setattr("getpass.getpass", lambda _ask: PASSPHRASE)
    office = [*command, "import", "--clerk", cast.aizhan.email, "--json"]
    assert main([*office, paths[1]]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["package"], len(told["new"]), told["known"], told["conflicts"]) == (2, 1, 0, [])
    assert main([*command, "packages", "--json"]) == 1
    assert [one["missing"] for one in json.loads(capsys.readouterr().out)] == [[1]]
    assert main([*office, paths[0]]) == 0
    assert main([*office, paths[0]]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["known"] == 1
    assert main([*command, "packages"]) == 0
    broken = tmp_path / "broken.json"
    broken.write_bytes(first[:-40])
    capsys.readouterr()
    assert main([*office, str(broken)]) == 2
    assert capsys.readouterr().err
