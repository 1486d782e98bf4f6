"""What keepers of the register and members of a council do, each deed so that it can be done again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from kelisim.apps.mediation.actions.confirm_entry import confirm_entry
from kelisim.apps.mediation.actions.include import include, note_seen
from kelisim.apps.mediation.actions.join_account import join_account
from kelisim.apps.mediation.actions.keep_council_paper import Filed, file_paper, look_back, report_paper
from kelisim.apps.mediation.actions.record_election import publish_election, record_election
from kelisim.apps.mediation.actions.refuse_inclusion import hear_complaint, refuse_inclusion
from kelisim.apps.mediation.actions.suspend_mediator import lift_suspension, suspend_mediator
from kelisim.apps.mediation.models import CouncilPaper, Election, Inclusion, Mediator
from tests.cast import Cast
from tests.mediation.electing import ENTRY, TERM, all_seen, asked, meeting, newcomer
from tests.mediation.marks import MARKS

Deed = tuple[str, Callable[[], object]]


def register_deeds(cast: Cast) -> Iterator[Deed]:
    """An election up to an entry with its account, a refusal with its complaint, a paper of the council."""
    yield from _elected(cast)
    yield from _refused(cast)
    yield from _paper(cast)


def _elected(cast: Cast) -> Iterator[Deed]:
    told, by = meeting(), cast.aizhan
    yield "record an election", lambda: record_election(told, office=cast.office, term=TERM, by=by)
    yield "publish an election", lambda: publish_election(Election.objects.get(), by=by)
    request = Inclusion.objects.get()
    seen = all_seen(request)
    yield "note what was seen", lambda: note_seen(request, seen=seen, by=by)
    yield "enter", lambda: include(request, entry=replace(ENTRY, capacity=0), seen={}, by=by)
    one = Mediator.objects.get(tenure__person=request.tenure.person)
    email = newcomer(cast).email
    yield "join an account", lambda: join_account(one, email=email, by=by)
    own = {"address": "Абай 1", "phone": "", "email": ""}
    user = Mediator.objects.get(pk=one.pk).user
    yield "confirm an entry", lambda: confirm_entry(Mediator.objects.get(pk=one.pk), **own, by=user)
    until = timezone.localdate() + timedelta(days=30)
    yield "suspend", lambda: suspend_mediator(one, until=until, reason="unable", by=cast.saule)
    yield "lift a suspension", lambda: lift_suspension(one, by=cast.saule)


def _refused(cast: Cast) -> Iterator[Deed]:
    by = cast.aizhan
    yield "ask for an entry", lambda: asked(cast)
    request = Inclusion.objects.get(kind="professional")
    rule, seen = "professional_certificate", {"professional_certificate": "not_so"}
    yield (
        "refuse an entry",
        lambda: refuse_inclusion(request, rule=rule, why=MARKS["refusal of an entry"], seen=seen, by=by),
    )
    yield "hear a complaint", lambda: hear_complaint(request, upheld=True, by=cast.marat)


def filed(cast: Cast) -> CouncilPaper:
    """Guidance for which Gulnar is responsible, due and to be looked back on today."""
    today = timezone.localdate()
    told = Filed(
        kind="guidance",
        number="7",
        adopted_on=today - timedelta(days=9),
        title_kk="Шақыруды қалай жазу керек",
        title_ru="Как писать приглашение",
        tasks=("mediation-council-task-1",),
        due_on=today,
        look_back_on=today,
    )
    return file_paper(told, council=cast.council, owner=cast.gulnar, by=cast.marat)


def _paper(cast: Cast) -> Iterator[Deed]:
    yield "file a paper", lambda: filed(cast)
    paper = CouncilPaper.objects.get()
    yield "report on a paper", lambda: report_paper(paper, evidence="Кабинеттерге таратылды", by=cast.gulnar)
    yield (
        "look back on a paper",
        lambda: look_back(paper, helped="yes", finding="Келісу өсті", by=cast.marat),
    )
