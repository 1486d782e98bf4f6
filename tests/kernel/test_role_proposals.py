"""A coordinator or a council proposes somebody for a role in its area; an administrator answers."""

import csv
import io

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone, translation

from kelisim.kernel.access.door import Refused, has
from kelisim.kernel.access.grant import IncompatibleRoles, OwnGrant, grant
from kelisim.kernel.access.models import RoleHolding, RoleProposal
from kelisim.kernel.access.propose import (
    AccountMissing,
    AlreadyDecided,
    AnswerMissing,
    BodyMissing,
    areas,
    decide_role,
    propose_role,
)
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.models import Entry
from kelisim.kernel.packs.models import Installation
from kelisim.kernel.places.models import Level, Territory
from kelisim.kernel.queue.worker import run_due
from tests.people import Cast, make_cast, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    translation.activate("en")
    cache.clear()
    # Invented people sign in without a second factor.
    Installation.objects.create(pack=settings.PACK, version="1", loaded_at=timezone.now(), sample=True)
    return make_cast(keys=False)


@pytest.fixture
def elsewhere(cast) -> Territory:
    return place("710000000", Level.REGION, cast.region.parent, "Астана")


def asked(cast: Cast, **more: object) -> RoleProposal:
    told = {
        "email": "Pavel@kelisim.example",
        "name": "Павел",
        "role": Role.CLERK,
        "territory": cast.office.territory,
        "body": cast.office.code,
        "reason": "He kept the diary for a year.",
        **more,
    }
    return RoleProposal(**told)


def waiting(cast: Cast, **more: object) -> RoleProposal:
    return propose_role(asked(cast, **more), by=cast.saule)


def trail() -> list[tuple[str, int | None]]:
    return list(Entry.objects.filter(deed__startswith="access.").order_by("number").values_list("deed", "by"))


def test_the_same_proposal_twice_waits_once_and_is_told_once(cast):
    first, again = waiting(cast), waiting(cast, reason="Other words.")
    assert first == again == RoleProposal.objects.get()
    assert (again.email, again.reason, again.state) == (
        "pavel@kelisim.example",
        "He kept the diary for a year.",
        "waiting",
    )
    assert trail() == [("access.proposed", cast.saule.pk)]


def test_granting_gives_the_role_once_and_it_holds_from_today(cast):
    row = waiting(cast)
    for _time in range(2):
        row = decide_role(row, granted=True, by=cast.timur)
    assert (row.state, row.decided_by) == ("granted", cast.timur)
    assert RoleHolding.objects.get(user=cast.pavel) == row.holding
    assert has(cast.pavel, Role.CLERK, body=cast.office.code)
    deeds = ["access.proposed", "access.granted", "access.proposal_granted"]
    assert [deed for deed, _by in trail()] == deeds


def test_who_holds_the_role_already_is_given_no_second_one(cast):
    held = grant(
        cast.pavel, role=Role.CLERK, territory=cast.office.territory, body=cast.office.code, by=cast.timur
    )
    assert decide_role(waiting(cast), granted=True, by=cast.timur).holding == held
    assert RoleHolding.objects.filter(user=cast.pavel).count() == 1


def test_a_refusal_has_words_gives_nothing_and_may_be_followed_by_another_proposal(cast):
    row = waiting(cast)
    with pytest.raises(AnswerMissing):
        decide_role(row, granted=False, answer="  ", by=cast.timur)
    row = decide_role(row, granted=False, answer="He leaves in May.", by=cast.timur)
    assert (row.state, row.answer, row.holding) == ("refused", "He leaves in May.", None)
    with pytest.raises(AlreadyDecided):
        decide_role(row, granted=True, by=cast.timur)
    assert not RoleHolding.objects.filter(user=cast.pavel).exists()
    assert waiting(cast).pk != row.pk
    assert [deed for deed, _by in trail()] == [
        "access.proposed",
        "access.proposal_refused",
        "access.proposed",
    ]


@pytest.mark.parametrize(
    ("more", "refused"),
    [
        ({"email": "SAULE@kelisim.example"}, OwnGrant),
        ({"body": ""}, BodyMissing),
        ({"role": Role.ADMIN}, Refused),
        ({"role": Role.AUDITOR}, Refused),
    ],
)
def test_what_is_never_proposed(cast, more, refused):
    with pytest.raises(refused):
        waiting(cast, **more)
    assert not RoleProposal.objects.exists()


def test_nobody_proposes_outside_her_area(cast, elsewhere):
    for by in (cast.saule, cast.marat):
        assert set(areas(by)) == {cast.region, cast.district}
        with pytest.raises(Refused):
            propose_role(asked(cast, role=Role.MEDIATOR, territory=elsewhere, body=""), by=by)
    for by in (cast.aizhan, cast.oksana, cast.timur, cast.pavel):
        with pytest.raises(Refused):
            propose_role(asked(cast), by=by)


def test_a_seat_on_a_council_proposes_for_the_area_the_council_serves(cast, elsewhere):
    seat = User.objects.create_user("seat@kelisim.example", name="Seat")
    grant(seat, role=Role.COUNCIL, territory=cast.region, body=cast.council.code, by=None)
    assert set(areas(seat)) == {cast.region, cast.district}
    whole = User.objects.create_user("whole@kelisim.example", name="Whole")
    grant(whole, role=Role.COUNCIL, by=None)
    assert elsewhere in areas(whole)


def test_nobody_decides_for_herself_nor_what_she_proposed(cast):
    of_timur = waiting(cast, email=cast.timur.email, role=Role.COORDINATOR, body="")
    grant(cast.saule, role=Role.ADMIN, by=None)
    for row, by in ((of_timur, cast.timur), (waiting(cast), User.objects.get(pk=cast.saule.pk))):
        with pytest.raises(OwnGrant):
            decide_role(row, granted=True, by=by)
    for by in (cast.marat, cast.oksana, cast.pavel):
        with pytest.raises(Refused):
            decide_role(of_timur, granted=True, by=by)
    assert {row.state for row in RoleProposal.objects.all()} == {"waiting"}


def test_what_speaks_against_the_role_leaves_the_proposal_waiting(cast):
    User.objects.filter(pk=cast.pavel.pk).update(is_active=False)
    row = waiting(cast)
    with pytest.raises(AccountMissing):
        decide_role(row, granted=True, by=cast.timur)
    tied = waiting(cast, email=cast.daniyar.email)
    with pytest.raises(IncompatibleRoles):
        decide_role(tied, granted=True, by=cast.timur)
    assert {one.state for one in RoleProposal.objects.all()} == {"waiting"}


# who opens the list, the form, a proposal of her region, and may answer it
PAGES = {
    "saule": (200, 200, 200, 403),
    "marat": (200, 200, 200, 403),
    "oksana": (200, 404, 200, 403),
    "timur": (200, 404, 200, 302),
    "aizhan": (404, 404, 404, 404),
    "daniyar": (404, 404, 404, 404),
    "pavel": (404, 404, 404, 404),
    "far": (200, 200, 404, 404),
    None: (302, 302, 302, 302),
}


@pytest.mark.parametrize("name", PAGES)
def test_who_opens_which_page(client, cast, elsewhere, name):
    row = waiting(cast)
    far = User.objects.create_user("far@kelisim.example", name="Far")
    grant(far, role=Role.COORDINATOR, territory=elsewhere, by=None)
    if name:
        client.force_login(far if name == "far" else getattr(cast, name))
    one = reverse("role-proposal", args=[row.pk])
    told = [client.get(at).status_code for at in (reverse("role-proposals"), reverse("role-propose"), one)]
    told.append(client.post(one, {"go": "refuse", "answer": "No."}).status_code)
    assert tuple(told) == PAGES[name]
    assert (RoleProposal.objects.get().state == "refused") is (name == "timur")


def test_from_the_desk_of_the_region_to_a_first_sign_in(client, cast):
    client.force_login(cast.saule)
    assert reverse("role-proposals") in client.get(reverse("region-desk")).content.decode()
    typed = {
        "name": "Жаңа адам",
        "email": "new@kelisim.example",
        "role": "clerk",
        "place": f"office:{cast.office.code}",
        "reason": "One clerk left.",
    }
    response = client.post(reverse("role-propose"), typed)
    row = RoleProposal.objects.get()
    at = reverse("role-proposal", args=[row.pk])
    assert response.url == at
    assert (row.territory, row.body, row.proposed_by) == (cast.office.territory, cast.office.code, cast.saule)

    client.force_login(cast.timur)
    assert b'value="grant"' not in client.get(at).content
    assert client.post(at, {"go": "grant"}).status_code == 200
    for _time in range(2):
        client.post(at, {"go": "open"})
    run_due()
    assert [one.to for one in mail.outbox] == [["new@kelisim.example"]]
    assert b'value="grant"' in client.get(at).content
    client.post(at, {"go": "grant", "answer": "Welcome."})
    assert has(User.objects.get(email="new@kelisim.example"), Role.CLERK, body=cast.office.code)

    client.force_login(cast.saule)
    assert "Welcome." in client.get(at).content.decode()


def test_a_formula_in_a_name_stays_a_name_in_the_file(client, cast):
    waiting(cast, name="=1+1")
    client.force_login(cast.saule)
    rows = list(csv.DictReader(io.StringIO(client.get(reverse("role-proposals") + "?format=csv").text)))
    assert [(row["name"], row["role"], row["state"]) for row in rows] == [("'=1+1", "clerk", "waiting")]


def test_a_list_of_one_and_of_three_costs_the_same(client, cast, django_assert_num_queries):
    client.force_login(cast.saule)
    for name in ("a", "b", "c"):
        waiting(cast, email=f"{name}@kelisim.example")
        with django_assert_num_queries(6):
            assert client.get(reverse("role-proposals")).status_code == 200


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"email": "saule@kelisim.example"}, "Ешкім өзін ұсынбайды"),
        ({"place": "area:750000000"}, "тізімінен кабинетті таңдаңыз"),
    ],
)
def test_a_form_that_is_refused_says_so_in_kazakh_and_keeps_what_was_typed(client, cast, typed, words):
    client.force_login(cast.saule)
    told = {
        "name": "Павел",
        "email": "pavel@kelisim.example",
        "role": "clerk",
        "place": f"office:{cast.office.code}",
        "reason": "Бір жыл күнделік жүргізді.",
        **typed,
    }
    page = client.post("/kk/desk/roles/propose/", told).content.decode()
    assert words in page
    assert "Бір жыл күнделік жүргізді." in page


def test_a_refused_answer_says_so_in_kazakh(client, cast):
    row, tied = waiting(cast), waiting(cast, email=cast.daniyar.email)
    new = waiting(cast, email="new@kelisim.example")
    client.force_login(cast.timur)

    def answer(one: RoleProposal, **sent: str) -> str:
        return client.post(f"/kk/desk/roles/{one.pk}/", sent).content.decode()

    assert "Неге бас тартатыныңызды жазыңыз" in answer(row, go="refuse")
    assert "Алдымен сол рөлді аяқтаңыз" in answer(tied, go="grant")
    assert "әзірге ешкім кіре алмайды" in answer(new, go="grant")
    decide_role(row, granted=True, by=cast.timur)
    assert "Сізден бұрын басқаша шешілген" in answer(row, go="refuse", answer="Жоқ.")
