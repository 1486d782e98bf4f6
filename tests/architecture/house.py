"""Where the files of the house are; what is made at run time is not among them."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {".git", ".venv", "var", "__pycache__", "node_modules"}


def files(*suffixes: str, under: str = "") -> Iterator[Path]:
    """Every file of ours, by suffix if suffixes are named."""
    for path in sorted((ROOT / under).rglob("*")):
        parts = path.relative_to(ROOT).parts
        tools = parts[0].startswith(".") and parts[0] not in {".ci", ".gitignore"}
        if tools or NOT_OURS & set(parts) or path.suffix == ".mo" or not path.is_file():
            continue
        if not suffixes or path.suffix in suffixes:
            yield path


def name(path: Path) -> str:
    """How a file is called in messages: from the root, with forward slashes."""
    return path.relative_to(ROOT).as_posix()
