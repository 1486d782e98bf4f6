"""`run.py` sets up and starts; an old Python, a taken port and a broken step get a sentence."""

import ast
import hashlib
import io
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import run
from tests.architecture.house import ROOT


def test_an_old_python_can_read_it():
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 8))


def test_an_old_python_without_a_newer_one_beside_it_gets_a_sentence(monkeypatch):
    monkeypatch.setattr(run.sys, "version_info", (3, 8, 10))
    monkeypatch.setattr(run.shutil, "which", lambda name: None)
    with pytest.raises(run.Stop, match=r"This is Python 3\.8; Kelisim needs 3\.11 or newer"):
        run.hand_over()


def test_a_stand_in_without_its_python_is_passed_over(monkeypatch):
    handed = []
    monkeypatch.setattr(run.sys, "version_info", (3, 8, 10))
    monkeypatch.setattr(
        run.shutil, "which", lambda name: name if name in {"python3.13", "python3.12"} else None
    )
    monkeypatch.setattr(run, "works", lambda *words: words[0] == "python3.12")
    monkeypatch.setattr(run.os, "execv", lambda path, words: handed.append(path))
    with pytest.raises(run.Stop):
        run.hand_over()
    assert handed == ["python3.12"]


def test_a_taken_port_names_the_next_free_one():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(run.Stop, match=f"Port {port} is taken .* --port {port + 1}$"):
            run.run(["--port", str(port)])


def test_a_failed_step_shows_what_it_said_and_what_to_type():
    with pytest.raises(run.Stop) as stopped:
        run.quiet(sys.executable, "-c", "print('no space left'); raise SystemExit(3)")
    assert str(stopped.value) == (
        f"no space left\n\nThis failed: {sys.executable} -c print('no space left'); raise SystemExit(3)\n"
        "Type the same again when it is mended; finished steps are kept."
    )


@pytest.fixture
def index(monkeypatch, tmp_path):
    """A page of wheels where the network would be."""
    wheel = b"a wheel"

    def serve(sha256):
        links = {"pip-9.0.1-py3-none-any.whl": "0" * 64, "pip-26.1-py3-none-any.whl": sha256}
        page = "".join(f'<a href="../{name}#sha256={sha}">{name}</a>' for name, sha in links.items())
        answers = {
            "https://index.example/pip/": page.encode(),
            "https://index.example/pip-26.1-py3-none-any.whl": wheel,
        }
        monkeypatch.setattr(
            run.urllib.request, "urlopen", lambda address, timeout: io.BytesIO(answers[address])
        )

    monkeypatch.setattr(run, "VENV", tmp_path)
    serve.sha256 = hashlib.sha256(wheel).hexdigest()
    return serve


def test_pip_comes_from_the_persons_own_index_newest_first(index, tmp_path):
    index(index.sha256)
    wheel = run.pip_wheel("https://index.example/pip/")
    assert (wheel.name, wheel.read_bytes()) == ("pip-26.1-py3-none-any.whl", b"a wheel")


def test_a_pip_with_another_hash_is_refused(index):
    index("f" * 64)
    with pytest.raises(run.Stop, match="is not the one it promised"):
        run.pip_wheel("https://index.example/pip/")


KELISIM = [sys.executable, "-m", "kelisim.cli"]


@pytest.fixture(scope="module")
def environ(tmp_path_factory):
    """An empty, migrated database of its own, with what browsers load, and no font."""
    environ = {
        **os.environ,
        "KELISIM_VAR": str(tmp_path_factory.mktemp("var")),
        "KELISIM_DATABASE_URL": "",
        "npm_config_registry": "none",
    }
    for deed in (["migrate", "--verbosity", "0"], ["fonts"], ["static"]):
        subprocess.run([*KELISIM, *deed], cwd=ROOT, env=environ, check=True)
    return environ


@pytest.fixture
def up(environ):
    """Web and worker, once the web answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [*KELISIM, "up", "--port", str(port)]
    # As from a terminal: whoever runs the tests in the background may have left Ctrl-C ignored.
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(words, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True)
    signal.signal(signal.SIGINT, heard)
    greeting = next((line for line in process.stdout if line.startswith("Kelisim is at")), "")
    assert greeting == f"Kelisim is at http://localhost:{port}\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def child(pid, name):
    """The process id of the child whose command line has this word."""
    if (children := Path(f"/proc/{pid}/task/{pid}/children")).exists():
        found = {
            int(child): Path(f"/proc/{child}/cmdline").read_text() for child in children.read_text().split()
        }
    else:
        listed = subprocess.run(
            ["ps", "-A", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True
        )
        rows = [line.split(None, 2) for line in listed.stdout.splitlines()]
        found = {int(row[0]): row[2] for row in rows if row[1] == str(pid)}
    return next(child for child, command in found.items() if name in command)


def test_ctrl_c_ends_web_and_worker_within_five_seconds(up):
    up.send_signal(signal.SIGINT)
    assert up.wait(5) == 0


@pytest.mark.parametrize("name", ["web", "worker"])
def test_a_child_that_dies_stops_the_other(up, name):
    os.kill(child(up.pid, {"web": "serve", "worker": "worker"}[name]), signal.SIGKILL)
    assert up.wait(10) == 1
    assert f"Stopped, because this ended by itself: {name}" in up.stdout.read()
