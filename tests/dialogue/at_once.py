"""Runs in a process of its own: fifty people begin in one moment, some send twice. Prints one JSON line."""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import django

django.setup()  # first: what follows imports models

from django.core.management import call_command  # noqa: E402 - after setup
from django.db import connections  # noqa: E402 - after setup
from django.test import Client  # noqa: E402 - after setup

from kelisim.apps.dialogue.actions.open_conversation import close  # noqa: E402 - after setup
from kelisim.apps.dialogue.actions.take_part import hashed  # noqa: E402 - after setup
from kelisim.apps.dialogue.models import Code, Participation, Vote  # noqa: E402 - after setup
from kelisim.kernel.access.roles import Role  # noqa: E402 - after setup
from tests.dialogue.people import made, person  # noqa: E402 - after setup
from tests.dialogue.voter import page_of  # noqa: E402 - after setup

PEOPLE, TWICE, THREADS = 50, 10, 8


def together(deeds):
    """Does all of them in threads that begin together; their answers."""
    gate = Barrier(THREADS)

    def share(own):
        try:
            gate.wait(20)
            return [deed() for deed in own]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as pool:
        return [one for own in pool.map(share, [deeds[at::THREADS] for at in range(THREADS)]) for one in own]


def pages(where, number):
    """The pages of so many people, none of whom has a cookie."""
    return [page_of(Client().get(f"/kk/dialogue/{where}/vote/")) for _ in range(number)]


def send(where, page, **told):
    """A page sent from a browser that has no cookie yet."""
    return lambda: Client().post(f"/kk/dialogue/{where}/vote/", {"page": page, **told})


def kept(answers):
    """How many were told that their vote is kept."""
    return sum('class="kept"' in one.content.decode() for one in answers if hasattr(one, "content"))


def main():
    """Fifty first votes with ten sent twice; one code typed by eight; votes that meet the end."""
    call_command("migrate", verbosity=0)
    asel = person("asel", Role.FACILITATOR)
    made(asel, code="water")
    first = pages("water", PEOPLE)
    answers = together([send("water", page, vote="1") for page in [*first, *first[:TWICE]]])
    told = {"told": kept(answers), "people": Participation.objects.count(), "votes": Vote.objects.count()}
    invited = made(asel, code="invited", tier="code")
    Code.objects.create(conversation=invited, code_hash=hashed("ABC"))
    doors = together([send("invited", page, code="ABC") for page in pages("invited", THREADS)])
    told["let in"] = sorted(one.status_code for one in doors).count(200)
    told["of the code"] = invited.participations.count()
    ending = made(asel, code="ending")
    late = pages("ending", 1)[0]
    deeds = [send("ending", page, vote="-1") for page in pages("ending", PEOPLE)]
    deeds.insert(PEOPLE // 2, lambda: close(ending, by=asel))
    answers = together(deeds)
    told["lost at the end"] = kept(answers) - Vote.objects.filter(statement__conversation=ending).count()
    late = send("ending", late, vote="1")()
    told["late"] = [late.status_code, kept([late])]
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
