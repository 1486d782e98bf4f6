"""What we hand on to others may be handed on: every package of the core has an allowed licence."""

import json
import re
import subprocess
import sys
from pathlib import Path

from tests.architecture.house import ROOT

ALLOWED = re.compile(
    r"\b(MIT|BSD|Apache|MPL|Mozilla|PSF|Python Software Foundation|ISC|0BSD|Zlib|LGPL|Lesser General Public"
    r"|Unlicense|CC0|HPND)\b"
)
# Packages whose own file says more than their label; read by hand.
BY_HAND: dict[str, str] = {}


def _core() -> set[str]:
    lock = (ROOT / "locks" / "core.lock").read_text(encoding="utf-8")
    return {name.replace("_", "-") for name in re.findall(r"^([a-z0-9_.-]+)==", lock, re.MULTILINE)}


def test_every_package_of_the_core_may_be_handed_on():
    tool = Path(sys.executable).parent / "pip-licenses"
    done = subprocess.run([tool, "--format=json", "--from=mixed"], capture_output=True, text=True, check=True)
    core = _core()
    refused = {
        package["Name"]: package["License"]
        for package in json.loads(done.stdout)
        if package["Name"].lower().replace("_", "-") in core and not ALLOWED.search(package["License"])
    }
    assert sorted(refused) == sorted(BY_HAND), refused
