"""An error that carries data, not prose: its words are said in the reader's language when it is shown."""

from __future__ import annotations

from typing import ClassVar


class TextError(Exception):
    """Carries its data; `str()` is the text in the reader's language."""

    text: ClassVar[object] = ""

    def __init__(self, **data: object) -> None:
        self.data = data
        super().__init__(data)

    def __str__(self) -> str:
        return str(self.text) % self.data
