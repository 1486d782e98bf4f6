"""Who comes on the day: people who apply through every public screen, people who answer by their link.

Run by locust in a process of its own (its scheduler replaces the sockets of whoever imports it).
"""

from __future__ import annotations

import os
import random
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from locust import FastHttpUser, LoadTestShape, events, task
from locust.exception import StopUser
from lxml import html

from tests.journeys.told import QUESTIONS, SCREENS

OFFICE = os.environ["KELISIM_LOAD_OFFICE"]
TOKENS = Path(os.environ["KELISIM_LOAD_TOKENS"]).read_text(encoding="utf-8").split()
# What is still to be done today, in any order: a token to answer by, or an application ("").
TURNS = [*TOKENS, *[""] * int(os.environ["KELISIM_LOAD_APPLICATIONS"])]
random.Random(11).shuffle(TURNS)
at_work: set[int] = set()


class Day(LoadTestShape):
    """As many people as locust was told, until everybody has had her turn."""

    use_common_options = True

    def tick(self) -> tuple[int, float] | None:
        """How many are there now; None ends the day."""
        told = self.runner.environment.parsed_options
        return (told.num_users, told.spawn_rate) if TURNS or at_work else None


@events.quitting.add_listener
def say(environment: Any, **_more: Any) -> None:
    """One line for whoever reads only one."""
    total = environment.stats.total
    p95 = total.get_response_time_percentile(0.95)
    print(f"errors={total.num_failures} requests={total.num_requests} p95={p95} ms")


class Visitor(FastHttpUser):
    """Takes the next turn: applies or answers, each time as somebody else."""

    network_timeout = 60.0

    @task
    def come(self) -> None:
        """One turn from its first page to its last."""
        if not TURNS:
            raise StopUser
        token = TURNS.pop()
        at_work.add(id(self))
        self.client.cookiejar.clear()
        try:
            self.answer(token) if token else self.apply()
        finally:
            at_work.discard(id(self))

    def answer(self, token: str) -> None:
        """Opens the link of a question: all was performed."""
        address = f"/kk/follow-up/{token}/"
        page = self.opened(address, "follow-up")
        said = {one.name: "performed" for one in page.forms[-1].inputs if one.name.startswith("answer_")}
        self.sent(page, address, said, "follow-up, sent")

    def apply(self) -> None:
        """From the start page through every question and screen to a receipt."""
        self.opened("/kk/apply/", "start")
        for code, answer in QUESTIONS.items():
            address = f"/kk/apply/question/{code}/"
            self.sent(self.opened(address, "question"), address, {"answer": answer}, "question, sent")
        own = {"applicant_name": f"Жүктеме {secrets.token_hex(8)}", "office": OFFICE}
        for screen, told in SCREENS.items():
            address = f"/kk/apply/step/{screen}/"
            mine = {name: own.get(name, value) for name, value in told.items()}
            self.sent(self.opened(address, "screen"), address, mine, "screen, sent")
        address = "/kk/apply/check/"
        consent = {"notice": "on", "follow_up": "on"}
        page = self.sent(self.opened(address, "check"), address, consent, "application, sent")
        if not page.xpath("//*[@class='secret']"):
            raise AssertionError("no receipt")

    def opened(self, address: str, name: str) -> Any:
        """A page; anything but 200 is an error of the day."""
        with self.client.get(address, name=name, catch_response=True) as answer:
            if answer.status_code != 200:
                answer.failure(f"{answer.status_code}")
            return html.fromstring(answer.content)

    def sent(self, page: Any, address: str, told: Mapping[str, str], name: str) -> Any:
        """The page's form as a browser sends it: its hidden fields and what was typed."""
        form = next(one for one in page.forms if one.method == "POST" and one.get("class") != "language")
        kept = [
            (one.name, one.value or "") for one in form.inputs if one.get("type") == "hidden" and one.name
        ]
        typed = [(field, one) for field in form.fields if field in told for one in _values(field, told)]
        with self.client.post(
            form.get("action") or address,
            data=urlencode([*kept, *typed]),
            headers={"Referer": f"{self.host}{address}", "Content-Type": "application/x-www-form-urlencoded"},
            name=name,
            catch_response=True,
        ) as answer:
            if answer.status_code != 200 or 'class="errors"' in answer.text:
                answer.failure(f"{answer.status_code} {address.rpartition('follow-up')[1] or address}")
            return html.fromstring(answer.content)


def _values(field: str, told: Mapping[str, str]) -> list[str]:
    """Of a list to tick several; else the one."""
    return told[field].split() if field == "languages" else [told[field]]
