"""Locks hold names, versions and hashes, never an address; core is a part of dev; every need says why."""

import re
import tomllib

import pytest

from tests.architecture.house import ROOT

_PIN = re.compile(r"^([a-z0-9_.-]+)==([^\s;]+)( ; [^\\]*)?\s*(\\?)$")
_HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def _lock(name: str) -> dict[str, str]:
    """Every package with its version; any other line is a fault."""
    pins, strange = {}, []
    for line in (ROOT / "locks" / f"{name}.lock").read_text(encoding="utf-8").splitlines():
        if pin := _PIN.match(line):
            pins[pin[1]] = pin[2]
        elif not _HASH.match(line):
            strange.append(line)
    assert strange == [], "\n".join(strange)
    return pins


@pytest.mark.parametrize("name", ["core", "dev"])
def test_a_lock_holds_pins_and_hashes_and_nothing_else(name):
    assert _lock(name)


def test_core_is_a_part_of_dev_at_the_same_versions():
    core, dev = _lock("core"), _lock("dev")
    assert {name: dev.get(name) for name in core} == core


def test_what_pyproject_asks_for_is_what_the_locks_hold():
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {"core": asked["project"]["dependencies"], "dev": asked["dependency-groups"]["dev"]}
    for name, needs in wanted.items():
        pins = dict(
            re.match(r"([\w-]+)(?:\[[\w,-]+\])?==(.+)", need).groups() for need in needs if "==" in need
        )
        assert {package: _lock(name).get(package) for package in pins} == pins


def test_every_need_says_why():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lists = re.findall(r"^(?:dependencies|dev) = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    assert len(lists) == 2
    assert [line for block in lists for line in block.splitlines() if "#" not in line] == []
