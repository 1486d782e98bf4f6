"""`kelisim serve`, `worker`, `migrate`, `static`, `manage`: what keeps the site running."""

from __future__ import annotations

import argparse
import os

from kelisim.config import env as environment

SQLITE_THREADS = 4  # SQLite has one writer; more threads would only wait for each other
POSTGRES_THREADS = 8  # as many as the connection pool holds


def manage(*words: str) -> int:
    """One of the framework's own commands. Answers 0; a CommandError ends with 1 and its sentence."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["kelisim manage", *words])
    return 0


def run_serve(arguments: argparse.Namespace) -> int:
    """The web, in the foreground, until it is interrupted."""
    from granian.constants import Interfaces
    from granian.server import Server

    os.environ.setdefault("KELISIM_ORIGIN", f"http://localhost:{arguments.port}")
    embedded = not environment.read().database_url.startswith("postgres")
    Server(
        "kelisim.config.wsgi:application",
        address=arguments.host,
        port=arguments.port,
        interface=Interfaces.WSGI,
        workers=arguments.processes,
        blocking_threads=SQLITE_THREADS if embedded else POSTGRES_THREADS,
        websockets=False,
        log_access=False,  # addresses and query strings are nobody's business
        workers_kill_timeout=3,
    ).serve()
    return 0


def run_migrate(arguments: argparse.Namespace) -> int:
    """Brings the database to this version."""
    return manage("migrate", "--no-input", "--verbosity", str(arguments.verbosity))


def run_static(arguments: argparse.Namespace) -> int:
    """Gathers, names by content and compresses what browsers load."""
    return manage("collectstatic", "--no-input", "--clear", "--verbosity", "0")


def run_manage(arguments: argparse.Namespace) -> int:
    """Hands everything to the framework: `kelisim manage shell`."""
    return manage(*arguments.words)


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Hangs these commands on the tree."""
    serve = commands.add_parser("serve", help="run the web")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--processes", type=int, default=1)
    serve.set_defaults(run=run_serve)
    migrate = commands.add_parser("migrate", help="bring the database to this version")
    migrate.add_argument("--verbosity", type=int, default=1, choices=range(4))
    migrate.set_defaults(run=run_migrate)
    commands.add_parser("static", help="gather what browsers load").set_defaults(run=run_static)
    manage_ = commands.add_parser("manage", help="a command of the framework", add_help=False)
    manage_.add_argument("words", nargs=argparse.REMAINDER)
    manage_.set_defaults(run=run_manage)
