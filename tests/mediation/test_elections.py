"""Elections of public mediators become acts and tenures; requests are decided in ten days, by law alone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override

from kelisim.apps.institution.models import Act, Tenure
from kelisim.apps.mediation.actions.include import Entry, include, note_seen
from kelisim.apps.mediation.actions.record_election import Term, publish_election
from kelisim.apps.mediation.actions.refuse_inclusion import hear_complaint, refuse_inclusion
from kelisim.apps.mediation.errors import AnswersMissing, AnswerWrong, MediationError
from kelisim.apps.mediation.errors import register as errors
from kelisim.apps.mediation.models import Election, Inclusion, Mediator
from kelisim.apps.mediation.queries import register, requirements
from kelisim.kernel.audit.models import Entry as Audit
from kelisim.kernel.packs.dated import DatedValue
from tests.mediation import electing
from tests.mediation.electing import BIBIGUL, ENTRY, SERIK, TERM, all_seen, asked, candidate, elected

pytestmark = pytest.mark.django_db


def deeds(name: str) -> int:
    return Audit.objects.filter(deed=f"mediation.{name}").count()


def on_register(day: date) -> list[str]:
    return [one.tenure.person.name for one in register.found(register.Wanted(), day)]


def test_an_election_is_an_act_whose_tenure_is_dated_and_asks_to_be_entered(cast):
    for _twice in range(2):
        request = elected(cast)
    election = request.election
    act, tenure = election.act, request.tenure
    assert (act.kind, act.number, act.date, act.principal) == ("protocol", "3", date(2026, 3, 1), False)
    assert act.title_kk == "Медиаторларды сайлау, 2026 ж. 1 наурыз, «Достық» кабинеті"
    assert (tenure.act, tenure.since, tenure.until, tenure.end_reason) == (
        act,
        TERM.since,
        TERM.until,
        "term_over",
    )
    assert tenure.person.name == BIBIGUL
    assert (request.kind, request.status, request.seen) == ("public", "waiting", {"public_elected": "so"})
    assert (Election.objects.count(), Inclusion.objects.count(), Tenure.objects.count()) == (1, 1, 3)
    assert (deeds("election_recorded"), deeds("election_published"), deeds("inclusion_asked")) == (1, 1, 1)
    assert BIBIGUL not in on_register(timezone.localdate())


def test_a_meeting_is_corrected_until_it_is_published(cast):
    first = electing.recorded(cast)
    again = electing.recorded(cast, present=70)
    assert (again.pk, again.present) == (first.pk, 70)
    publish_election(again, by=cast.aizhan)
    with pytest.raises(errors.ElectionPublished):
        electing.recorded(cast, present=71)
    assert electing.recorded(cast, present=70).pk == first.pk


@pytest.mark.parametrize(
    ("error", "changes"),
    [
        (errors.ElectionAhead, {"held_on": "2026-03-03"}),
        (errors.TermWrong, {"term": Term(since=date(2026, 2, 28))}),
        (errors.TermWrong, {"term": Term(since=date(2026, 3, 2), until=date(2026, 3, 2))}),
    ],
)
def test_a_meeting_that_cannot_be_is_not_recorded(cast, error, changes):
    with pytest.raises(error):
        electing.recorded(cast, **changes)
    assert not Election.objects.exists()


def test_who_is_elected_by_nobody_and_who_is_no_such_entry(cast):
    with pytest.raises(errors.NobodyElected):
        elected(cast, candidate(SERIK, 10))
    with pytest.raises(errors.NoSuchEntry):
        elected(cast, candidate(BIBIGUL, entry="ALM-9"), number="4")
    assert not Act.objects.filter(kind="protocol").exists()


def test_elected_again_keeps_her_entry_her_key_and_her_cases(cast, clock):
    daniyar = cast.mediators["daniyar"]
    request = elected(cast, candidate("Daniyar Һәкімұлы", entry="ALM-1"))
    old = Tenure.objects.get(pk=daniyar.tenure_id)
    assert (old.until, old.end_reason) == (TERM.since, "elected_again")
    include(request, entry=ENTRY, seen=all_seen(request), by=cast.aizhan)
    daniyar.refresh_from_db()
    assert (daniyar.tenure_id, daniyar.user, daniyar.register_no) == (
        request.tenure_id,
        cast.daniyar,
        "ALM-1",
    )
    assert Mediator.objects.count() == 2
    assert "Daniyar Һәкімұлы" in on_register(date(2025, 6, 1))


def test_entered_once_and_only_when_everything_of_the_law_was_seen(cast, clock):
    request = elected(cast)
    with pytest.raises(errors.RequirementsUnseen) as unseen:
        include(request, entry=ENTRY, seen={}, by=cast.aizhan)
    with override("kk"):
        assert "9(3)(1)" in str(unseen.value)
    assert Mediator.objects.count() == 2
    with pytest.raises(AnswersMissing):
        include(request, entry=Entry(languages=()), seen=all_seen(request), by=cast.aizhan)
    for _twice in range(2):
        one = include(request, entry=ENTRY, seen=all_seen(request), by=cast.aizhan)
    assert (one.kind, one.languages, one.entered_on, one.confirmed_on) == (
        "public",
        "kk ru",
        timezone.localdate(),
        timezone.localdate(),
    )
    assert deeds("included") == 1
    assert (BIBIGUL in on_register(timezone.localdate()), BIBIGUL in on_register(date(2026, 3, 1))) == (
        True,
        False,
    )


def test_a_verified_rule_refuses_with_its_article_and_an_unverified_one_only_warns(cast, clock):
    request = elected(cast)
    seen = all_seen(request, bar_conviction="not_so", public_papers="not_so")
    with pytest.raises(errors.RequirementNotMet) as told, override("kk"):
        include(request, entry=ENTRY, seen=seen, by=cast.aizhan)
    assert "9(7)(4)" in str(told.value)
    note_seen(request, seen=seen, by=cast.aizhan)
    for rule in ("public_papers", "bar_office", "no_such_rule"):
        with pytest.raises(errors.NoGround):
            refuse_inclusion(request, rule=rule, why="", seen={}, by=cast.aizhan)
    for _twice in range(2):
        refused = refuse_inclusion(request, rule="bar_conviction", why="Анықтама.", seen={}, by=cast.aizhan)
    assert (refused.status, refused.rule) == ("refused", "bar_conviction")
    assert deeds("inclusion_refused") == 1
    assert "Анықтама".encode() not in bytes(refused.identity)
    with pytest.raises(errors.DecidedAlready):
        include(request, entry=ENTRY, seen=all_seen(request), by=cast.aizhan)
    other = elected(cast, candidate(SERIK), number="5")
    assert include(other, entry=ENTRY, seen=all_seen(other, public_papers="not_so"), by=cast.aizhan).pk


def test_a_complaint_is_heard_by_somebody_else_and_upheld_the_days_begin_anew(cast, clock):
    request = asked(cast)
    with pytest.raises(errors.NotRefused):
        hear_complaint(request, upheld=True, by=cast.saule)
    seen = {"professional_certificate": "not_so"}
    refused = refuse_inclusion(request, rule="professional_certificate", why="", seen=seen, by=cast.saule)
    for who in (cast.saule, cast.aizhan, cast.oksana):  # who refused, a clerk, a stranger to it
        with pytest.raises(PermissionDenied):
            hear_complaint(refused, upheld=True, by=who)
    dismissed = hear_complaint(refused, upheld=False, by=cast.marat)
    assert dismissed.status == "refused"
    with pytest.raises(errors.DecidedAlready):
        hear_complaint(dismissed, upheld=True, by=cast.marat)
    second = asked(cast, once="s" * 30)
    refused = refuse_inclusion(second, rule="professional_certificate", why="", seen=seen, by=cast.aizhan)
    clock.move_to(datetime(2026, 3, 20, 6, tzinfo=UTC))
    for _twice in range(2):
        upheld = hear_complaint(refused, upheld=True, by=cast.marat)
    assert (upheld.status, upheld.rule, upheld.asked_on) == ("waiting", "", date(2026, 3, 20))
    assert deeds("complaint_heard") == 2


def test_who_comes_by_an_election_cannot_ask_alone_and_the_same_form_is_one_request(cast):
    assert asked(cast).pk == asked(cast).pk
    with pytest.raises(AnswerWrong):
        asked(cast, kind="public", once="p" * 30)
    with pytest.raises(AnswerWrong):
        asked(cast, kind="wizard", once="w" * 30)
    assert SERIK.encode() not in bytes(Inclusion.objects.get().identity)


def test_a_professional_gets_a_tenure_with_her_entry_a_number_and_an_account(cast, clock):
    cast.kamila.mediator.delete()
    request = asked(cast)
    for entry, error in (
        (Entry(languages=("kk",), register_no="ALM-1"), errors.NumberTaken),
        (Entry(languages=("kk",), account=cast.daniyar.email), errors.NoSuchAccount),
        (Entry(languages=("kk",), account=cast.pavel.email), errors.NoSuchAccount),
    ):
        with pytest.raises(error):
            include(request, entry=entry, seen=all_seen(request), by=cast.aizhan)
    entry = Entry(languages=("kk",), account=cast.kamila.email.upper(), certificate="C-7")
    one = include(request, entry=entry, seen=all_seen(request), by=cast.aizhan)
    assert (one.user, one.certificate, one.tenure.since) == (cast.kamila, "C-7", timezone.localdate())
    assert one.register_no == f"2026-{request.pk}"


@pytest.mark.parametrize("who", ["daniyar", "oksana", "timur", "pavel"])
def test_only_who_keeps_the_register_records_and_decides(cast, who):
    user, request = getattr(cast, who), elected(cast)
    for deed in (
        lambda: publish_election(request.election, by=user),
        lambda: note_seen(request, seen={}, by=user),
        lambda: include(request, entry=ENTRY, seen={}, by=user),
        lambda: refuse_inclusion(request, rule="bar_office", why="", seen={}, by=user),
    ):
        with pytest.raises(PermissionDenied):
            deed()


def test_age_is_reckoned_on_the_day_and_no_day_of_birth_is_kept():
    rule = requirements.rule_of("public_age", date(2026, 3, 2))
    day = date(2026, 3, 2)
    assert [requirements.age_seen(rule, born, day) for born in (date(1986, 3, 2), date(1986, 3, 3))] == [
        "so",
        "not_so",
    ]
    names = {field.name for field in Inclusion._meta.get_fields()}
    assert not names & {"born_on", "birth", "name", "phone"}


def test_rules_are_those_of_the_day():
    def keys(kind, day):
        return [one.key for one in requirements.rules_for(kind, day)]

    bars = ["bar_office", "bar_capacity", "bar_prosecution", "bar_conviction"]
    assert keys("public", date(2021, 12, 31)) == ["public_age", *bars]
    assert keys("public", date(2022, 1, 1)) == ["public_age", "public_elected", "public_papers", *bars]
    assert keys("judge", date(2026, 1, 1)) == ["judge_conciliation", *bars[1:]]
    assert keys("retired_judge", date(2023, 4, 30)) == bars
    assert requirements.complaint_of("professional", date(2026, 1, 1)).article == "14(8)"


def test_quorum_and_majority_nobody_verified_warn_and_stop_nothing(cast):
    thin = electing.recorded(cast, candidate(BIBIGUL, 20, against=10, elected=True), present=50)
    assert [one.key for one in requirements.doubts(thin)] == ["election_quorum", "election_majority"]
    assert all(isinstance(one, DatedValue) and not one.verified for one in requirements.doubts(thin))
    assert publish_election(thin, by=cast.aizhan).act is not None
    assert requirements.doubts(electing.recorded(cast, number="9")) == []


def test_database_keeps_refusals_reasoned(cast):
    request = elected(cast)
    for change in ({"status": "refused"}, {"status": "included"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Inclusion.objects.filter(pk=request.pk).update(**change)


def test_every_error_is_told_in_three_languages():
    kinds = [
        one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, MediationError)
    ]
    for kind in kinds:
        said = set()
        for language in ("kk", "ru", "en"):
            with override(language):
                said.add(str(kind.text))
        assert len(said) == (3 if kind.text else 1), kind.__name__
