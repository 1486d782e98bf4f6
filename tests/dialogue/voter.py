"""Somebody votes in the test client as on a phone: page by page."""

from __future__ import annotations

import re

from django.test import Client

PATH = "/kk/dialogue/water/"


def page_of(response) -> str:
    """The signed field of a page."""
    return re.search(r'name="page" value="([^"]+)"', response.content.decode())[1]


def say(client: Client, response, value: str = "1"):
    """Answers the statement of a page."""
    return client.post(f"{PATH}vote/", {"page": page_of(response), "vote": value})


def choose(client: Client, number: int, value: str):
    """Answers a statement she has chosen."""
    return say(client, client.get(f"{PATH}vote/?again={number}"), value)


def marks(client: Client, told: str):
    """Answers by statement number: + - 0, or . for none; the last page."""
    for number, mark in enumerate(told):
        if mark in "+-0":
            page = choose(client, number, {"+": "1", "-": "-1", "0": "0"}[mark])
    return page
