"""A page of the institution as its reader meets it."""

from __future__ import annotations

import re
from html import unescape


def get(client, address: str) -> str:
    """The page; it must answer."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def words(html: str) -> str:
    """The page's own text, spaces folded."""
    main = html[html.index("<main") : html.index("</main")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())
