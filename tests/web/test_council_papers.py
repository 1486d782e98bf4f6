"""A council's papers: acts with an owner, a due day, what was done, a look back; others learn nothing."""

import json
from datetime import date

import pytest
from django.utils.translation import override

from kelisim.apps.institution.models import Act
from kelisim.apps.mediation.access.council_papers import papers_of
from kelisim.apps.mediation.actions.keep_council_paper import Filed, file_paper, look_back, report_paper
from kelisim.apps.mediation.errors.papers import (
    LookedBackAlready,
    LooksBackTooEarly,
    NotAMember,
    NotDueYet,
    ReportedAlready,
    ServesNoTask,
)
from kelisim.apps.mediation.models import CouncilPaper
from kelisim.apps.mediation.models.council_paper import PaperKind
from kelisim.apps.registry.models import Organisation
from kelisim.kernel.access.door import Refused
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.audit.models import Entry
from tests.cast import at

pytestmark = pytest.mark.django_db
TOLD = {
    "kind": "guidance",
    "number": "7",
    "adopted_on": date(2026, 3, 1),
    "title_kk": "Шақыруды қалай жазу керек",
    "title_ru": "Как писать приглашение",
    "tasks": ("mediation-council-task-1", "mediation-council-task-2"),
    "due_on": date(2026, 3, 20),
    "look_back_on": date(2026, 6, 1),
}


@pytest.fixture
def paper(cast):
    return file_paper(Filed(**TOLD), council=cast.council, owner=cast.gulnar, by=cast.marat)


def test_a_paper_is_an_act_with_an_owner_and_filed_once(cast, paper):
    for kind in ("guidance", PaperKind.GUIDANCE):  # a form tells a text, a command may tell the kind itself
        told = Filed(**{**TOLD, "kind": kind})
        again = file_paper(told, council=cast.council, owner=cast.gulnar, by=cast.marat)
        assert (again.pk, paper.act.kind, paper.owner) == (paper.pk, "council_paper", cast.gulnar)
    assert Act.objects.filter(kind="council_paper").count() == 1
    assert Entry.objects.filter(deed="mediation.paper_filed").count() == 1
    early = Filed(**{**TOLD, "look_back_on": date(2026, 3, 19)})
    with pytest.raises(LooksBackTooEarly):
        file_paper(early, council=cast.council, owner=cast.gulnar, by=cast.marat)
    with pytest.raises(NotAMember):
        file_paper(Filed(**TOLD), council=cast.council, owner=cast.aizhan, by=cast.marat)
    for tasks in ((), ("assembly-model",)):
        with pytest.raises(ServesNoTask):
            file_paper(
                Filed(**{**TOLD, "tasks": tasks}), council=cast.council, owner=cast.gulnar, by=cast.marat
            )
    with override("kk"):
        assert "міндетін таңдаңыз" in str(ServesNoTask())
        assert "мүшесі" in str(NotAMember())


@pytest.mark.parametrize("name", ["aizhan", "daniyar", "saule", "oksana", "timur", "pavel"])
def test_others_neither_file_nor_report_nor_look_back(cast, paper, name, clock):
    clock.move_to(at("2026-06-02"))
    who = getattr(cast, name)
    with pytest.raises(Refused):
        file_paper(Filed(**TOLD), council=cast.council, owner=cast.gulnar, by=who)
    with pytest.raises(Refused):
        report_paper(paper, evidence="x", by=who)
    with pytest.raises(Refused):
        look_back(paper, helped="yes", finding="x", by=who)


def test_what_was_done_and_found_is_written_once(cast, paper, clock):
    for _twice in "12":
        report_paper(paper, evidence="Кабинеттерге таратылды", by=cast.gulnar)
    with pytest.raises(ReportedAlready):
        report_paper(paper, evidence="Басқа", by=cast.marat)
    with pytest.raises(NotDueYet):
        look_back(paper, helped="yes", finding="Келісу өсті", by=cast.marat)
    clock.move_to(at("2026-06-01"))
    for _twice in "12":
        look_back(paper, helped="yes", finding="Келісу өсті", by=cast.marat)
    with pytest.raises(LookedBackAlready):
        look_back(paper, helped="no", finding="Келісу өсті", by=cast.marat)
    assert Entry.objects.filter(deed__startswith="mediation.paper_").count() == 3


def test_the_desk_files_and_tells_what_is_due_late_and_to_look_back_on(cast, enter, to, clock):
    client = enter(cast.marat, key=False)
    sent = {**TOLD, "council": cast.council.code, "owner": cast.gulnar.pk}
    assert client.post(to("council-papers"), {**sent, "due_on": ""}).status_code == 200
    assert client.post(to("council-papers"), sent).status_code == 302
    code = CouncilPaper.objects.get().act.code
    for day, told in (("2026-03-20", "due"), ("2026-03-21", "late"), ("2026-06-01", "look_back")):
        clock.move_to(at(day))
        client = enter(cast.marat, key=False)
        (row,) = json.loads(client.get(to("council-papers"), {"format": "json"}).content)["rows"]
        assert row["standing"] == told
    found = {"go": "look_back", "helped": "partly", "finding": "Сәл өсті"}
    assert client.post(to("council-paper", code), found).status_code == 302
    page = client.get(to("council-paper", code)).content.decode()
    assert "ішінара көмектесті" in page
    assert "қорытындысы шығарылды" in client.get(to("council-papers")).content.decode()
    assert enter(cast.aizhan, key=False).get(to("council-papers")).status_code == 404
    assert client.get(to("council-paper", "paper-nothing")).status_code == 404


@pytest.mark.parametrize("many", [1, 4])
def test_papers_cost_the_same_for_one_and_for_many(cast, enter, to, clock, many, django_assert_num_queries):
    for number in range(many):
        told = Filed(**{**TOLD, "number": str(number)})
        file_paper(told, council=cast.council, owner=cast.gulnar, by=cast.marat)
    clock.move_to(at("2026-03-21"))
    client = enter(cast.marat, key=False)
    client.get(to("council-papers"))
    with django_assert_num_queries(13):
        page = client.get(to("council-papers"))
    assert page.content.decode().count("</th><td") == many
    board = client.get(to("council-desk"))
    assert [number for _label, number in board.context["papers"]] == [many, 0, 0]
    assert f"<b>{many}</b> · " in board.content.decode()
    assert enter(cast.oksana, key=False).get(to("council-desk")).context["papers"] == []


def test_the_national_council_files_papers_and_a_regional_member_cannot_in_its_name(cast, enter, to):
    national = Organisation(code="mediation-council", kind="organ", name_kk="Медиация кеңесі")
    national.save()
    with pytest.raises(Refused):
        file_paper(Filed(**TOLD), council=national, owner=cast.gulnar, by=cast.marat)
    RoleHolding.objects.filter(user__in=(cast.marat, cast.gulnar)).update(territory=None)
    page = enter(cast.marat, key=False)
    sent = {**TOLD, "council": national.code, "owner": cast.gulnar.pk}
    assert page.post(to("council-papers"), {**sent, "tasks": ()}).status_code == 200
    assert page.post(to("council-papers"), sent).status_code == 302
    paper = CouncilPaper.objects.get()
    assert (paper.council, paper.tasks) == (national, list(TOLD["tasks"]))
    told = page.get(to("council-paper", paper.act.code)).content.decode()
    assert "медиация стратегиясын әзірлеу" in told
    assert "Шетелдік тәжірибені" not in told
    assert not papers_of(cast.viktor).exists()
