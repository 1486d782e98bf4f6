"""One dispute on four devices: who holds them, and how closely their pages are looked at."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

from playwright.sync_api import Page
from pypdf import PdfReader

from kelisim.apps.mediation.models import Case
from tests.cast import Cast
from tests.journeys.applying import Look
from tests.journeys.steps import Ticket


@dataclass
class Scene:
    """The four devices, who holds them, and how closely their pages are looked at."""

    cast: Cast
    vera: Page
    rustam: Page
    aizhan: Page
    daniyar: Page
    look: Look
    tickets: dict[str, Ticket] = field(default_factory=dict)

    def case(self) -> Case:
        """As it stands now."""
        return Case.objects.get(number=self.tickets["vera"].number.replace("-", ""))

    def see(self, page: Page, path: str = "") -> None:
        """Opens a page anew and looks at it."""
        page.goto(path) if path else page.reload()
        self.look(page)


def text_of(paper: bytes) -> str:
    """What a document says."""
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages)
