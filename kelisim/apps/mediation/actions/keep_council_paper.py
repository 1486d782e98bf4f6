"""A council files a paper as an act, writes down what was done under it, and looks back at it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from kelisim.apps.institution.public import Act, council_tasks, keep_paper
from kelisim.apps.mediation import access
from kelisim.apps.mediation.errors.papers import (
    LookedBackAlready,
    LooksBackTooEarly,
    NotAMember,
    NotDueYet,
    ReportedAlready,
    ServesNoTask,
)
from kelisim.apps.mediation.models import CouncilPaper
from kelisim.apps.mediation.models.council_paper import Helped, PaperKind
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record


@dataclass(frozen=True, kw_only=True)
class Filed:
    """A paper as it is filed."""

    kind: PaperKind
    number: str
    adopted_on: date
    title_kk: str
    title_ru: str
    due_on: date
    look_back_on: date
    title_en: str = ""
    tasks: tuple[str, ...] = ()  # codes of tasks the pack gives the national council


def file_paper(filed: Filed, *, council: Organisation, owner: User, by: User) -> CouncilPaper:
    """The same again is the same. Raises Refused, LooksBackTooEarly, ServesNoTask, NotAMember."""
    require(access.sits_on(by, council))
    if filed.look_back_on < filed.due_on:
        raise LooksBackTooEarly
    if not _serves(filed):
        raise ServesNoTask
    if not access.sits_on(owner, council):
        raise NotAMember
    told = {**asdict(filed), "kind": PaperKind(filed.kind).value, "tasks": sorted(set(filed.tasks))}
    digest = sha256(repr((council.code, owner.pk, sorted(told.items()))).encode()).hexdigest()[:12]
    kept = {name: told.pop(name) for name in ("kind", "tasks", "due_on", "look_back_on")}
    with transaction.atomic():
        told["date"] = told.pop("adopted_on")
        act = keep_paper(Act(code=f"paper-{digest}", **told), council=council, by=by)
        paper, made = CouncilPaper.objects.get_or_create(
            act=act, defaults={"council": council, "owner": owner, **kept}
        )
        if made:
            record("mediation.paper_filed", paper, by=by, act=act.code, due_on=filed.due_on.isoformat())
    return paper


def report_paper(paper: CouncilPaper, *, evidence: str, by: User) -> CouncilPaper:
    """What was done, today; it stays. Raises Refused, ReportedAlready."""
    require(access.may_report_paper(by, paper))
    with transaction.atomic():
        paper = _locked(paper)
        if paper.done_on is None:
            paper.evidence, paper.done_on = evidence, timezone.localdate()
            paper.save(update_fields=["evidence", "done_on"])
            record("mediation.paper_reported", paper, by=by)
        elif paper.evidence != evidence:
            raise ReportedAlready
    return paper


def look_back(paper: CouncilPaper, *, helped: Helped, finding: str, by: User) -> CouncilPaper:
    """Whether it helped; it stays. Raises Refused, NotDueYet, LookedBackAlready."""
    require(access.sits_on(by, paper.council))
    today = timezone.localdate()
    with transaction.atomic():
        paper = _locked(paper)
        if paper.look_back_on > today:
            raise NotDueYet(day=paper.look_back_on.isoformat())
        if paper.looked_back_on is None:
            paper.helped, paper.finding, paper.looked_back_on = helped, finding, today
            paper.save(update_fields=["helped", "finding", "looked_back_on"])
            record("mediation.paper_looked_back", paper, by=by, helped=str(helped))
        elif (paper.helped, paper.finding) != (helped, finding):
            raise LookedBackAlready
    return paper


def _serves(filed: Filed) -> bool:
    """One task at least, none that nobody gave; where the pack gives none, none."""
    given = {task.id for task in council_tasks()}
    return set(filed.tasks) <= given and bool(filed.tasks) == bool(given)


def _locked(paper: CouncilPaper) -> CouncilPaper:
    return CouncilPaper.objects.select_for_update().get(pk=paper.pk)
