"""Runs in a process of its own: one form sent by two threads at the same moment. Prints one JSON line."""

import json
import sys
import threading

import django

django.setup()  # first: what follows imports models

from django.core.management import call_command  # noqa: E402 - after setup
from django.db import connections  # noqa: E402 - after setup
from django.utils import timezone  # noqa: E402 - after setup

from kelisim.apps.mediation.actions.draft_settlement import draft_settlement  # noqa: E402 - after setup
from kelisim.apps.mediation.actions.enter_call import enter_call  # noqa: E402 - after setup
from kelisim.apps.mediation.actions.include import include  # noqa: E402 - after setup
from kelisim.apps.mediation.actions.join import Joining, join  # noqa: E402 - after setup
from kelisim.apps.mediation.actions.join_account import join_account  # noqa: E402 - after setup
from kelisim.apps.mediation.actions.settle import settle  # noqa: E402 - after setup
from kelisim.apps.mediation.actions.submit import submit  # noqa: E402 - after setup
from kelisim.apps.mediation.actions.take_in import on_paper  # noqa: E402 - after setup
from kelisim.apps.mediation.models import Case, Item, Move  # noqa: E402 - after setup
from kelisim.apps.mediation.models.sealed import ItemKind  # noqa: E402 - after setup
from kelisim.apps.mediation.queries import signatures  # noqa: E402 - after setup
from kelisim.kernel.audit.models import Entry  # noqa: E402 - after setup
from kelisim.kernel.seal.models import Holder  # noqa: E402 - after setup
from tests import cast as stories  # noqa: E402 - after setup
from tests.mediation import called, electing, register_deeds, signing_ways  # noqa: E402 - after setup

KEEPING = [
    f"mediation.{deed}"
    for deed in ("election_recorded", "election_published", "included", "account_joined", "paper_filed")
]


def both(act) -> list[object]:
    """What two threads get that start together."""
    gate, found = threading.Barrier(2), []

    def run() -> None:
        gate.wait()
        try:
            found.append(act())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def _enters_twice(cast: stories.Cast) -> dict[str, object]:
    """Somebody who is called in presses twice."""
    Case.objects.all().delete()
    part = called.called(stories.running(cast))
    entered = both(lambda: enter_call(part.token, notice=True, language="kk", once="k" * 30))
    moves = Move.objects.filter(verb="enter_call").count()
    return {"entered": [one == entered[0] for one in entered], "entries": moves}


def _signs_twice(cast: stories.Cast) -> dict[str, object]:
    """A side hands one signed file in twice; the mediator takes one scan in twice."""
    Case.objects.all().delete()
    story = stories.running(cast)
    user = story.refreshed().mediator.user
    draft_settlement(story.case, terms=stories.SETTLEMENT, by=user, keys=cast.keys(user))
    digest = signatures.draft(story.case, ItemKind.SETTLEMENT).digest
    scan = on_paper("B", signing_ways.SCAN, received_on=timezone.localdate())
    side, secret = story.party("A"), story.secret("A")
    hand = signing_ways.handed_in(story, ItemKind.SETTLEMENT, "A")
    both(lambda: settle(story.case, digest=digest, secret=secret, by=side, hand=hand))
    both(lambda: settle(story.case, digest=digest, secret=stories.PASSPHRASE, by=user, hand=scan))
    kept = Item.objects.filter(kind__in=[ItemKind.EVIDENCE, ItemKind.DOCUMENT]).count()
    return {"signatures": Move.objects.filter(verb="settle").count(), "kept": kept}


def _registers_twice(cast: stories.Cast) -> dict[str, object]:
    """One meeting is recorded and published, one request decided, one account joined, one paper filed."""
    found = both(lambda: electing.elected(cast))
    request = found[0]
    entry = {"entry": electing.ENTRY, "seen": electing.all_seen(request), "by": cast.aizhan}
    found += both(lambda: include(request, **entry))
    one, email = found[-1], electing.newcomer(cast).email
    found += both(lambda: join_account(one, email=email, by=cast.aizhan))
    found += both(lambda: register_deeds.filed(cast))
    deeds = Entry.objects.filter(deed__in=KEEPING).values_list("deed", flat=True)
    pairs = zip(found[::2], found[1::2], strict=True)
    return {"kept_alike": [a.pk == b.pk for a, b in pairs], "kept_deeds": sorted(deeds)}


def main() -> None:
    """Applies twice, joins twice, comes in twice, signs twice, keeps the register twice."""
    call_command("migrate", verbosity=0)
    cast = stories.make_cast()
    applied = both(lambda: submit(cast.application(), once="t" * 30))
    told = {"receipts": [one == applied[0] for one in applied], "cases": Case.objects.count()}
    Case.objects.all().delete()
    story = stories.inviting(cast)
    joining = Joining(notice=True)
    joined = both(lambda: join(story.invitation.token, joining=joining, once="j" * 30))
    told["joined"] = [one.secret == joined[0].secret for one in joined]
    told["joins"] = Move.objects.filter(verb="join").count()
    held = Case.objects.values_list("parties__holder", flat=True)
    told["stray_keys"] = Holder.objects.filter(kind="party").exclude(pk__in=list(held)).count() - 1
    told |= _enters_twice(cast) | _signs_twice(cast) | _registers_twice(cast)
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
