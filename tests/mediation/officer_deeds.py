"""What officers do, deed by deed, each so that it can be done again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from django.utils import timezone

from kelisim.apps.mediation.actions.carry_on import carry_on
from kelisim.apps.mediation.actions.end_retention import end_retention
from kelisim.apps.mediation.actions.enrol import enrol
from kelisim.apps.mediation.actions.lapse_escrow import lapse_escrow
from kelisim.apps.mediation.actions.open_escrow import Ground, open_escrow
from kelisim.apps.mediation.actions.renew_officers import renew_officers
from kelisim.apps.mediation.actions.renew_secret import renew_secret
from kelisim.apps.mediation.actions.return_key import return_key
from kelisim.apps.mediation.actions.withdraw import withdraw
from kelisim.apps.mediation.actions.withdraw_consent import withdraw_consent
from kelisim.apps.mediation.models import Case, Move
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.roles import Role
from tests.cast import PASSPHRASE, Story

Deed = tuple[str, Callable[[], object]]


def of_officers(story: Story) -> Iterator[Deed]:
    """A key comes back, an opening lapses, one of three leaves, a consent is taken back, keeping ends."""
    cast, ground = story.cast, Ground(reason="secret_lost", statement="Жеке куәлік.", to="A")
    marat, gulnar = cast.keys(cast.marat), cast.keys(cast.gulnar)
    renew_secret(story.party("A"), by=cast.aizhan)
    yield "open the escrow", lambda: open_escrow(story.refreshed(), ground=ground, by=cast.marat, keys=marat)
    yield "return the key", lambda: return_key(story.refreshed(), to="A", by=cast.gulnar, keys=gulnar)
    renew_secret(story.party("A"), by=cast.aizhan)
    open_escrow(story.refreshed(), ground=ground, by=cast.marat, keys=marat)
    opened = Move.objects.filter(verb="open_escrow").order_by("-id")[:1]
    Move.objects.filter(pk__in=list(opened.values_list("pk", flat=True))).update(
        at=timezone.now() - timedelta(days=9)
    )
    yield "lapse the escrow", lambda: lapse_escrow(story.refreshed())
    yield (
        "take a consent back",
        lambda: withdraw_consent(story.refreshed(), consent="follow_up", by=story.party("A")),
    )
    RoleHolding.objects.filter(user=cast.viktor).update(until=timezone.localdate())
    RoleHolding.objects.create(user=cast.oksana, role=Role.COUNCIL, territory=cast.region, since="2020-01-01")
    enrol(cast.oksana, PASSPHRASE, by=None)
    council = cast.council
    yield (
        "renew the officers",
        lambda: renew_officers(council, leaves=cast.viktor, comes=cast.oksana, by=cast.marat),
    )
    yield "pass cases on", lambda: carry_on(council, by=cast.marat, keys=marat)
    yield "take cases over", lambda: carry_on(council, by=cast.gulnar, keys=gulnar)
    withdraw(story.refreshed(), by=story.party("A"))
    Case.objects.filter(pk=story.case.pk).update(closed_at=timezone.now() - timedelta(days=365 * 4))
    yield "end the keeping", lambda: end_retention(story.refreshed(), by=cast.marat)
