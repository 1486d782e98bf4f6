"""The sample: the published year to the last case, and a demo whose people can sign in."""

import re
from datetime import date

import pytest
from django.utils import timezone

from kelisim.apps.mediation.actions.open_case import open_case
from kelisim.apps.mediation.models import Case, Mediator, Move, Obligation, Party
from kelisim.apps.mediation.models.case import Outcome
from kelisim.apps.mediation.states import MOVES, Closing, State, may_move
from kelisim.apps.registry.models import Organisation
from kelisim.cli.main import main
from kelisim.cli.sample.stories import WAYS
from kelisim.cli.sample.year import PUBLISHED
from kelisim.kernel.access.door import may
from kelisim.kernel.accounts.models import User
from kelisim.kernel.packs.models import Installation
from kelisim.kernel.packs.sample import is_sample
from kelisim.kernel.queue.later import later
from tests.places import plant

pytestmark = pytest.mark.django_db


@pytest.fixture
def pack(db):
    """A loaded pack: the sample needs its regions and districts."""
    plant()
    Installation.objects.create(pack="kz", version="test", loaded_at=timezone.now())


def test_the_printed_parts_fit_if_428_were_advised_first():
    assert (PUBLISHED.applications, PUBLISHED.settled, PUBLISHED.consultations) == (31_000, 19_053, 12_375)
    assert (PUBLISHED.consulted, PUBLISHED.advised_first) == (11_947, 428)
    assert PUBLISHED.settled + PUBLISHED.consultations == 31_428


def test_a_smaller_year_keeps_the_proportions_and_balances(pack, capsys):
    assert main(["sample", "mediation", "--year", "2019", "--cases", "310"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "councils 28, offices 503, mediators 962",
        "applications 310, settled 191, consultations 123",
        "settled and consulted add to 314: 4 were advised first and settled later (an assumption)",
        "the counts balance",
    ]
    assert (Case.objects.filter(sample=True).count(), Mediator.objects.count(), is_sample()) == (
        310,
        962,
        True,
    )


def test_a_realistic_year_has_every_ending_beside_the_published_ones(pack, capsys):
    assert main(["sample", "mediation", "--year", "2019", "--cases", "310", "--realistic"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[1:4] == [
        "applications 310, settled 191, consultations 123",
        "settled and consulted add to 314: 4 were advised first and settled later (an assumption)",
        "beside them 124 applications with other endings, printed by no source (invented): 434 in all",
    ]
    assert out[-1] == "the counts balance"
    cases = Case.objects.all()
    assert set(cases.values_list("outcome", flat=True)) == set(Outcome.values)
    assert set(cases.values_list("closing", flat=True)) == set(Closing)
    assert cases.filter(sample=False).count() == 0
    assert cases.filter(outcome=Outcome.APPEAL, entered_on__isnull=False).count() == 0
    assert cases.filter(resolved_on__gte=date(2020, 1, 1)).exists()  # some are open when the year ends
    for one in Move.objects.all():
        assert may_move(one.verb, State(one.before) if one.before else None, State(one.after)), one.verb
        assert (one.closing in MOVES[one.verb].closings) or not one.closing
    ends = {case.pk: case.moves.order_by("pk").last() for case in cases}
    assert {case.pk for case in cases if ends[case.pk].after != "closed"} == set()
    kept = Obligation.objects.values_list("status", flat=True)
    assert set(kept) == {"performed", "partly", "not", ""}
    assert Party.objects.filter(side="B", joined_at__isnull=True).exists()


def test_the_demo_has_a_case_at_every_place_and_people_who_open_them(pack, capsys):
    count = sum(often for _place, often in WAYS)
    assert main(["sample", "load", "--cases", str(count + 5)]) == 0
    out = capsys.readouterr().out
    number, secret = re.search(r"number (\S+), secret (\S+)", out).groups()
    assert open_case(number, secret).who.case.state == "running"
    assert Case.objects.count() == count + 5
    assert set(Case.objects.values_list("state", flat=True)) == {
        "received", "triaged", "inviting", "proposing", "accepted", "agreed", "running", "settled", "closed",
    }  # fmt: skip
    assert User.objects.get(email="aizhan@kelisim.example").check_password("kelisim-demo-2026")
    assert re.search(r"zarina@kelisim\.example +secretariat", out)
    assert not later("mediation.release_counts", once="sample")  # the worker was asked already
    assert may(User.objects.get(email="zarina@kelisim.example"), "institution.record")
    assert main(["sample", "load"]) == 0
    assert "already" in capsys.readouterr().err
    assert Case.objects.count() == count + 5


def test_sample_never_joins_real_cases(pack, capsys):
    Organisation.objects.create(code="real", kind="mediation_office", name_kk="нақты")
    Case.objects.create(sample=False)
    assert main(["sample", "load"]) == 2
    assert "real cases" in capsys.readouterr().err
