"""What the answers of the guided start come to: the rules with their acts, and how much the page asks."""

import pytest
from django.utils.html import strip_tags

from kelisim.apps.institution.models import Act
from kelisim.web.mediation import cookies

ONE = {"kind": "civil"}
THREE = {"kind": "civil", "third_persons": "yes", "capacity": "incapable"}


@pytest.fixture
def answered(client, db, to):
    """Call `answered(answers)`: the browser of somebody who gave these answers."""

    def found(answers):
        client.cookies.clear()
        for question, answer in answers.items():
            client.post(to("apply-question", question), {"answer": answer})
        assert cookies.DRAFT in client.cookies
        return client

    return found


@pytest.fixture
def act(db) -> Act:
    """The act on which the rules of these answers rest."""
    return Act.objects.create(
        code="law-401", number="401-IV", kind="law", date="2011-01-28", date_last="2011-01-28",
        title_kk="Медиация туралы", confidence="high", verified=True,
    )  # fmt: skip


@pytest.mark.parametrize(("answers", "reasons"), [(ONE, 1), (THREE, 3)])
def test_the_page_asks_as_much_for_three_rules_as_for_one(
    answered, act, to, django_assert_num_queries, answers, reasons
):
    client = answered(answers)
    with django_assert_num_queries(4):
        page = client.get(to("apply-result"))
    assert [rule["href"] for rule in page.context["rules"]] == [to("act-detail", act.code)] * reasons


def test_each_rule_is_told_with_its_act_and_the_weightiest_comes_first(answered, act, to):
    page = answered(THREE).get(to("apply-result"))
    words = " ".join(strip_tags(page.content.decode()).split())
    assert [(rule["act"], rule["article"]) for rule in page.context["rules"]] == [
        ("401-IV «Медиация туралы»", "1(2)-бап"),
        ("401-IV «Медиация туралы»", "1(2)-бап"),
        ("401-IV «Медиация туралы»", "1(1)-бап"),
    ]
    assert page.context["outcome"] == "cannot"
    assert "Азаматтық дау медиация арқылы шешіледі." in words


@pytest.mark.parametrize(("danger", "careful"), [("yes", True), ("no", False)])
def test_where_somebody_may_be_in_danger_the_page_says_that_nothing_is_sent(answered, to, danger, careful):
    page = answered({"kind": "civil", "safety": danger}).get(to("apply-result"))
    assert page.context["careful"] is careful
    said = "Біреуге қауіп төнуі мүмкін болғандықтан" in page.content.decode()
    assert said is careful
