"""What the container, the composition and the units call is there."""

import re

import pytest

from kelisim.cli.main import main
from tests.architecture.house import ROOT


def called(file: str) -> set[str]:
    """The first word after `kelisim`, in a shell line, a list or a unit."""
    text = (ROOT / file).read_text(encoding="utf-8")
    in_lists = re.findall(r'"kelisim", "([a-z]+)"', text)
    in_lines = re.findall(r"(?:^RUN |&& |\"|`|bin/)kelisim ([a-z]+)", text, re.MULTILINE)
    return {*in_lists, *in_lines}


@pytest.mark.parametrize(
    ("file", "commands"),
    [
        ("Dockerfile", {"words", "serve"}),
        ("compose.yaml", {"migrate", "packs", "fonts", "static", "serve", "worker"}),
        ("deploy/kelisim-web.service", {"serve"}),
        ("deploy/kelisim-worker.service", {"worker"}),
    ],
)
def test_every_command_that_a_file_calls_exists(file, commands):
    assert called(file) == commands
    stand(commands)


def test_every_command_that_the_manual_names_exists():
    named = called("docs/running.md") | called("README.md")
    assert {"migrate", "packs", "static", "serve", "worker"} <= named
    stand(named)


def stand(commands):
    """Each of these is a command of `kelisim`."""
    for command in sorted(commands):
        with pytest.raises(SystemExit) as ended:
            main([command, "--help"])
        assert ended.value.code == 0, command


def test_both_units_may_write_only_to_var():
    for unit in ("web", "worker"):
        text = (ROOT / f"deploy/kelisim-{unit}.service").read_text(encoding="utf-8")
        assert "NoNewPrivileges=yes" in text
        assert "ProtectSystem=strict" in text
        assert re.findall("ReadWritePaths=(.*)", text) == ["/opt/kelisim/var"]
