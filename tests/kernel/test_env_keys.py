"""The house's own secrets: made once, whoever starts first."""

import os
import stat
import subprocess
import sys
from pathlib import Path

from kelisim.config import env

ROOT = Path(__file__).resolve().parents[2]


def test_five_processes_that_start_at_once_agree_on_one_secret(tmp_path):
    code = "from kelisim.config import env; told = env.read(); print(told.secret_key, told.service_key)"
    environ = {**os.environ, "KELISIM_VAR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    children = [
        subprocess.Popen([sys.executable, "-c", code], env=environ, text=True, stdout=subprocess.PIPE)
        for _ in range(5)
    ]
    told = {child.communicate(timeout=60)[0] for child in children}
    assert [child.returncode for child in children] == [0] * 5
    assert len(told) == 1
    assert sorted(path.name for path in (tmp_path / "keys").iterdir()) == ["django", "service"]


def test_secrets_are_for_their_owner_only_and_stay(tmp_path):
    first = env.read({"KELISIM_VAR": str(tmp_path)})
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "keys").iterdir()}
    assert modes == {0o600}
    assert env.read({"KELISIM_VAR": str(tmp_path)}).secret_key == first.secret_key
    assert first.secret_key != first.service_key
