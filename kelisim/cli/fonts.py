"""`kelisim fonts`: fetches the open font once, by hash; without it pages use the reader's own fonts."""

from __future__ import annotations

import argparse
import base64
import configparser
import hashlib
import io
import os
import shutil
import ssl
import subprocess
import tarfile
import tomllib
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from kelisim.config import env as environment

LOCK = environment.ROOT / "locks" / "assets.lock"
TIMEOUT_SECONDS = 20
LARGEST_ARCHIVE = 5_000_000  # the wanted one has 104,000 bytes


class NoFont(Exception):
    """The font cannot be had; the text says why, and nothing else fails."""


@dataclass(frozen=True, kw_only=True)
class File:
    """One subset: its name here, its place in the archive, and for which letters a browser loads it."""

    name: str
    member: str
    sha256: str
    range: str


@dataclass(frozen=True, kw_only=True)
class Font:
    """One locked font."""

    family: str
    package: str
    version: str
    sha512: str
    weight: str
    files: tuple[File, ...]


def locked(path: Path = LOCK) -> list[Font]:
    """What the lock asks for."""
    fonts = tomllib.loads(path.read_text(encoding="utf-8"))["font"]
    return [
        Font(
            family=font["family"],
            package=font["package"],
            version=font["version"],
            sha512=font["sha512"],
            weight=font["weight"],
            files=tuple(File(**entry) for entry in font["file"]),
        )
        for font in fonts
    ]


def _npmrc(key: str) -> str:
    """One of npm's settings, as npm finds it: environment, the person's file, the machine's file."""
    if value := os.environ.get(f"npm_config_{key}") or os.environ.get(f"NPM_CONFIG_{key.upper()}"):
        return value
    for path in (Path.home() / ".npmrc", Path("/etc/npmrc")):
        if path.is_file():
            parser = configparser.RawConfigParser(strict=False, delimiters=("=",), allow_no_value=True)
            parser.read_string("[npm]\n" + path.read_text(encoding="utf-8", errors="replace"))
            if value := parser.get("npm", key, fallback=""):
                return value.strip().strip('"')
    return ""


def _address() -> str:
    """Where this person's npm gets its packages."""
    if address := _npmrc("registry"):
        return address.rstrip("/")
    npm = shutil.which("npm")
    if not npm:
        raise NoFont("no npm and no .npmrc on this machine says where packages are")
    asked = subprocess.run(  # noqa: S603 - a fixed command
        [npm, "config", "get", "registry"],
        capture_output=True,
        text=True,
        timeout=TIMEOUT_SECONDS,
        check=False,
    )
    if asked.returncode or not asked.stdout.startswith("http"):
        raise NoFont("npm does not say where packages are")
    return asked.stdout.strip().rstrip("/")


def _fetch(font: Font) -> bytes:
    """The archive, already compared with the lock."""
    base = font.package.split("/")[-1]
    address = f"{_address()}/{font.package}/-/{base}-{font.version}.tgz"
    if not address.startswith(("http://", "https://")):
        raise NoFont("npm's settings name an address that is not http")
    context = ssl.create_default_context(cafile=_npmrc("cafile") or None)
    try:
        answer = urllib.request.urlopen(address, timeout=TIMEOUT_SECONDS, context=context)  # noqa: S310 - checked above
        with answer:
            archive: bytes = answer.read(LARGEST_ARCHIVE)
    except OSError as error:
        raise NoFont(f"the network gives no answer ({type(error).__name__})") from error
    if base64.b64encode(hashlib.sha512(archive).digest()).decode() != font.sha512:
        raise NoFont("the archive is another than the one in locks/assets.lock")
    return archive


def _unpack(archive: bytes, files: tuple[File, ...]) -> dict[str, bytes]:
    out = {}
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for file in files:
            member = tar.extractfile(file.member)
            content = member.read() if member else b""
            if hashlib.sha256(content).hexdigest() != file.sha256:
                raise NoFont(f"{file.name} is another than the one in locks/assets.lock")
            out[file.name] = content
    return out


def css(fonts: list[Font], folder: Path) -> str:
    """The rules for the fonts that lie in the folder; empty if none do."""
    rules = [
        f'@font-face {{ font-family: "{font.family}"; font-style: normal; font-weight: {font.weight}; '
        f'font-display: swap; src: url("{file.name}") format("woff2"); unicode-range: {file.range}; }}\n'
        for font in fonts
        if all(_whole(folder, file) for file in font.files)
        for file in font.files
    ]
    return "".join(rules)


def _whole(folder: Path, file: File) -> bool:
    path = folder / file.name
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == file.sha256


def lay_out(folder: Path) -> str:
    """Fills `folder`/fonts with what the lock asks for and writes fonts.css; answers one line to print."""
    folder = folder / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    fonts, said = locked(), "fonts ready"
    for font in fonts:
        if all(_whole(folder, file) for file in font.files):
            continue
        try:
            for name, content in _unpack(_fetch(font), font.files).items():
                (folder / name).write_bytes(content)
        except NoFont as reason:
            said = f"{font.family} left out: {reason}. Pages use the reader's own fonts."
    (folder / "fonts.css").write_text(css(fonts, folder), encoding="utf-8")
    return said


def run_fonts(arguments: argparse.Namespace) -> int:
    """`kelisim fonts`: never fails, a page without our font is still a page."""
    print(lay_out(environment.read().var / "assets"))
    return 0


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Hangs `fonts` on the tree of commands."""
    commands.add_parser("fonts", help="fetch the open font by hash").set_defaults(run=run_fonts)
