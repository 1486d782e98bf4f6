"""What cannot run here is said plainly; in CI it is a failure before the first test."""

import pytest

from tests import run_all


@pytest.fixture
def told(monkeypatch):
    """Parts that are only noted, on a system without a browser, for a person who is not root."""
    ran = []
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(run_all, "lacks", lambda part: part == "browser")
    monkeypatch.setattr(run_all, "run_part", lambda part: ran.append(part) is None)
    monkeypatch.setattr(run_all.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(run_all.shutil, "which", lambda name: name if name == "apt-get" else None)
    return ran


def ask(monkeypatch, *words):
    monkeypatch.setattr(run_all.sys, "argv", ["run_all.py", *words])
    return run_all.main()


def test_a_missing_browser_leaves_its_part_out_and_says_so_last(told, monkeypatch, capsys):
    assert ask(monkeypatch) == 0
    assert told == ["check", "unit", "postgres"]
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == (
        "To run browser type:  sudo apt-get install --yes --no-install-recommends chromium fonts-dejavu-core"
    )
    assert lines[-1] == "INCOMPLETE, left out for want of programs: browser"


@pytest.mark.parametrize(("words", "environ"), [(["--all"], {}), ([], {"CI": "true"})])
def test_where_nothing_may_be_left_out_nothing_runs(told, monkeypatch, capsys, words, environ):
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert ask(monkeypatch, *words) == 1
    assert told == []
    assert capsys.readouterr().out.endswith("Nothing was run, because these parts could not: browser\n")


def test_a_named_part_runs_alone(told, monkeypatch):
    assert ask(monkeypatch, "unit") == 0
    assert told == ["unit"]


def test_a_failed_part_is_named_and_the_others_still_run(told, monkeypatch, capsys):
    monkeypatch.setattr(run_all, "run_part", lambda part: told.append(part) or part != "unit")
    assert ask(monkeypatch, "check", "unit", "postgres") == 1
    assert told == ["check", "unit", "postgres"]
    assert "failed: unit" in capsys.readouterr().out


def test_as_root_the_missing_programs_are_installed(told, monkeypatch):
    asked = []
    monkeypatch.setattr(run_all.os, "geteuid", lambda: 0)
    monkeypatch.setattr(run_all.subprocess, "run", lambda words, **_: asked.append(words[:4]))
    ask(monkeypatch, "browser")
    assert asked == [["apt-get", "update", "-qq"], ["apt-get", "install", "--yes", "--no-install-recommends"]]
