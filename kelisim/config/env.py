"""Reads KELISIM_* from the environment, and names every bad value at once."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parents[2]


class BadEnvironment(SystemExit):
    """Raised with all complaints together, so that one start shows them all."""

    def __init__(self, complaints: list[str]) -> None:
        super().__init__("\n".join(["Kelisim cannot start:", *(f"  {line}" for line in complaints)]))


@dataclass(frozen=True, kw_only=True)
class Env:
    """What a person running Kelisim may decide from outside."""

    debug: bool
    intake: bool
    hosts: list[str]
    pack: str
    var: Path
    database_url: str
    sqlite_sync: str
    secret_key: str
    service_key: str
    origin: str
    cms_service: str
    mail_url: str
    mail_from: str
    oidc_url: str
    oidc_id: str
    oidc_secret: str


def _secret(var: Path, name: str) -> str:
    """A secret kept in var/ with mode 600, made on the first start.

    Web and worker may start for the first time at once: each writes its own whole file, and only one of
    the two gets the name, so that neither reads a half-written or another secret.
    """
    path = var / "keys" / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f".{name}-{secrets.token_hex(8)}")
        _written(draft, secrets.token_hex(32))
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text().strip()


def _written(path: Path, secret: str) -> None:
    """A new file, from its first byte on for its owner only."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secret)


def _addresses(source: dict[str, str], complaints: list[str]) -> tuple[str, str, str]:
    """The pack, the database and the mail server, each looked at before anything uses it."""
    pack = source.get("KELISIM_PACK", "kz")
    if not (ROOT / "kelisim" / "packs" / pack / "pack.yaml").exists():
        complaints.append(f"KELISIM_PACK={pack!r}: there is no folder kelisim/packs/{pack} with a pack.yaml.")
    database_url = source.get("KELISIM_DATABASE_URL", "")
    if database_url and urlsplit(database_url).scheme not in {"postgres", "postgresql", "sqlite"}:
        complaints.append(
            "KELISIM_DATABASE_URL: write postgresql://user:password@host:port/name or sqlite:///path."
        )
    if source.get("KELISIM_INTAKE") == "yes" and database_url.startswith("postgres"):
        complaints.append("KELISIM_INTAKE=yes is for a laptop on SQLite: remove it or KELISIM_DATABASE_URL.")
    mail_url = source.get("KELISIM_MAIL_URL", "")
    if mail_url and not (urlsplit(mail_url).scheme in {"smtp", "smtps"} and urlsplit(mail_url).hostname):
        complaints.append("KELISIM_MAIL_URL: write smtp://user:password@host:port or smtps://...")
    _look_at_cms_service(source, complaints)
    return pack, database_url, mail_url


def _look_at_cms_service(source: dict[str, str], complaints: list[str]) -> None:
    """The checker of signatures beside a document. It is handed the document, so it is on this machine."""
    address = source.get("KELISIM_CMS_SERVICE", "")
    url = urlsplit(address)
    if address and not (url.scheme == "http" and url.hostname in {"127.0.0.1", "localhost", "::1"}):
        complaints.append(
            "KELISIM_CMS_SERVICE: write http://127.0.0.1:port, a service on this machine; documents go to it."
        )


def read(environ: dict[str, str] | None = None) -> Env:
    """The environment as one frozen value. Raises BadEnvironment with every complaint."""
    source = dict(os.environ) if environ is None else environ
    complaints: list[str] = []

    def choice(key: str, default: str, allowed: tuple[str, ...]) -> str:
        value = source.get(f"KELISIM_{key}", default)
        if value not in allowed:
            complaints.append(f"KELISIM_{key}={value!r}: write one of {', '.join(allowed)}.")
        return value

    var = Path(source.get("KELISIM_VAR", str(ROOT / "var")))
    debug = choice("DEBUG", "no", ("yes", "no")) == "yes"
    hosts = [host for host in source.get("KELISIM_HOSTS", "localhost,127.0.0.1").split(",") if host]
    if debug and set(hosts) - {"localhost", "127.0.0.1", "testserver"}:
        complaints.append("KELISIM_DEBUG=yes works on localhost only: remove it or the other KELISIM_HOSTS.")
    pack, database_url, mail_url = _addresses(source, complaints)
    intake = choice("INTAKE", "no", ("yes", "no")) == "yes"
    sqlite_sync = choice("SQLITE_SYNC", "FULL", ("FULL", "NORMAL"))
    if complaints:
        raise BadEnvironment(complaints)
    return Env(
        debug=debug,
        intake=intake,
        hosts=hosts,
        pack=pack,
        var=var,
        database_url=database_url,
        sqlite_sync=sqlite_sync,
        secret_key=source.get("KELISIM_SECRET_KEY") or _secret(var, "django"),
        service_key=source.get("KELISIM_SERVICE_KEY") or _secret(var, "service"),
        origin=source.get("KELISIM_ORIGIN", "http://localhost:8000").rstrip("/"),
        cms_service=source.get("KELISIM_CMS_SERVICE", ""),
        mail_url=mail_url,
        mail_from=source.get("KELISIM_MAIL_FROM", "kelisim@localhost"),
        oidc_url=source.get("KELISIM_OIDC_URL", ""),
        oidc_id=source.get("KELISIM_OIDC_ID", ""),
        oidc_secret=source.get("KELISIM_OIDC_SECRET", ""),
    )


def hash_key(env: Env) -> str:
    """By which names are matched: its own once it was changed, the service key until then."""
    own = env.var / "keys" / "hash"
    return os.environ.get("KELISIM_HASH_KEY") or (own.read_text() if own.exists() else env.service_key)


def keep_hash_key(env: Env, key: str) -> None:
    """From the next start on it is this one; the one before is gone."""
    folder = env.var / "keys"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _written(draft := folder / f".hash-{secrets.token_hex(8)}", key)
    draft.replace(folder / "hash")


def mail(env: Env) -> dict[str, object]:
    """Where mail goes: files in var/outbox, or a server. A password is never sent in the open: with a user,
    smtp:// asks for STARTTLS; smtps:// is encrypted from the first byte."""
    if not env.mail_url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend"}
    url = urlsplit(env.mail_url)
    sealed = url.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": url.hostname,
        "EMAIL_PORT": url.port or (465 if sealed else 587 if url.username else 25),
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        "EMAIL_USE_SSL": sealed,
        "EMAIL_USE_TLS": bool(url.username) and not sealed,
        "EMAIL_TIMEOUT": 20,
    }


def database(env: Env) -> dict[str, object]:
    """The one database, as Django wants it told."""
    url = urlsplit(env.database_url)
    if url.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": url.path.lstrip("/"),
            "USER": unquote(url.username or ""),
            "PASSWORD": unquote(url.password or ""),
            "HOST": url.hostname or "",
            "PORT": str(url.port or ""),
            "CONN_MAX_AGE": 0,
            "CONN_HEALTH_CHECKS": True,  # or after a restart each dead connection of the pool fails a page
            "OPTIONS": {"pool": {"min_size": 2, "max_size": 8}},
        }
    name = url.path[1:] if url.scheme == "sqlite" else str(env.var / "kelisim.sqlite3")
    return {
        "ENGINE": "kelisim.config.sqlite",
        "NAME": name,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": f"PRAGMA journal_mode=WAL; PRAGMA synchronous={env.sqlite_sync};",
        },
        "TEST": {"NAME": ":memory:"},
    }
