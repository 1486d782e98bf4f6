"""Every worked example of a pack, as a jurist wrote it, against what the platform answers."""

import pytest

from kelisim.kernel.packs.calendar import add_working_days
from kelisim.kernel.packs.dated import NoValue, value_on, values
from kelisim.kernel.packs.pack import current
from kelisim.kernel.packs.triage import judge

FILE = "examples/law.yaml"
EXAMPLES = current().records(FILE)


def value(example):
    try:
        found = value_on(example["key"], example["day"])
    except NoValue:
        return {"expected": "none", "unit": "none"}
    return {"expected": found.value, "unit": found.unit}


def last_day(example):
    return {"expected": add_working_days(example["day"], example["working_days"])}


def triage(example):
    judged = judge(example["answers"], example["day"])
    return {"expected": judged.outcome, "rules": [rule.key for rule in judged.rules]}


def count(example):
    found = [one for one in values(example["file"]) if one.key.startswith(example["prefix"])]
    return {"expected": sum(one.holds(example["day"]) for one in found)}


KINDS = {"value": value, "last_day": last_day, "triage": triage, "count": count}


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["id"] for example in EXAMPLES])
def test_example(example):
    answer = KINDS[example["kind"]](example)
    assert answer == {name: example[name] for name in answer}


def test_examples_have_names_of_their_own_and_a_source():
    names = [example["id"] for example in EXAMPLES]
    assert len(set(names)) == len(names) > 20
    assert [example["id"] for example in EXAMPLES if not example.get("source")] == []
