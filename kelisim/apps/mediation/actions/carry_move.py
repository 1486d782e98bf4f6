"""Carries an accepted move out, case by case and mediator by mediator: it goes on where it stopped."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kelisim.apps.institution.public import NoSuchThing, Tenure, appoint, end_tenure, open_post
from kelisim.apps.mediation.actions.take_step import locked
from kelisim.apps.mediation.actions.transfer import arrive, holds_key, set_out
from kelisim.apps.mediation.models import Case, Mediator, OfficeMove, Referral
from kelisim.apps.mediation.queries import office_moves
from kelisim.apps.mediation.queries.receiving import receiver
from kelisim.kernel.audit.log import record
from kelisim.kernel.queue.later import later


def carry_move(move: OfficeMove) -> None:
    """Everything that is still at the old office. Called again it finds nothing, or what came since."""
    if move.accepted_at is None or receiver(move.to) is None:
        return
    for mediator in Mediator.objects.filter(office_moves.still_mediates(move)):
        carry_mediator(move, mediator)
    carry_referrals(move)
    for case in office_moves.still_there(move):
        carry_case(move, case)
    if office_moves.waiting_for_key([move.office.code]).exists():
        later("mediation.tell_office_move", move.pk, "keys", once=f"office-move:{move.pk}:keys")


def carry_case(move: OfficeMove, case: Case) -> None:
    """Sends one case on its way, or lets it arrive if its office holds no key any more."""
    with transaction.atomic():
        case = locked(case)
        if case.office_id != move.office_id:
            return
        if case.moving_to_id is None:
            set_out(case, to=move.to, by=move.ordered_by, facts={"order": move.pk})
        elif not holds_key(case):
            arrive(case)
            case.save()
            record("mediation.handed_over", case, by=None, to=case.office.code[:80] if case.office else "")


def carry_mediator(move: OfficeMove, mediator: Mediator) -> None:
    """Her tenure at the old office ends today and goes on at the new one; where she lives does not change."""
    with transaction.atomic():
        rows = Mediator.objects.select_for_update(of=("self",)).prefetch_related(
            "tenure__post", "tenure__person"
        )
        row = rows.get(pk=mediator.pk)
        if row.office_id != move.office_id:
            return
        row.tenure, row.office = _tenure(move, row.tenure), move.to
        row.save(update_fields=["tenure", "office"])
        record("mediation.mediator_moved", row, by=move.ordered_by, to=move.to.code, order=move.pk)


def carry_referrals(move: OfficeMove) -> None:
    """Those no case came of yet wait at the new office."""
    with transaction.atomic():
        moved = Referral.objects.filter(office=move.office_id, case=None).update(office=move.to_id)
        if moved:
            record("mediation.referrals_moved", move, by=move.ordered_by, to=move.to.code, referrals=moved)


def _tenure(move: OfficeMove, old: Tenure) -> Tenure:
    today = timezone.localdate()
    began_today = old.since is not None and old.since >= today
    if began_today or old.post.organisation_id != move.office_id:
        return old  # a tenure elsewhere, or of today: the same goes on
    try:
        post = open_post(move.to, by=None)
    except NoSuchThing:
        return old  # this pack foresees no post at offices
    term = old.until
    end_tenure(old, until=today, reason="office_moved", by=None)
    new = appoint(post, person=old.person, since=today, by=None, act=move.act or old.act)
    return new if term is None else end_tenure(new, until=term, reason="term_over", by=None)
