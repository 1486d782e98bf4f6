"""The guided start as data: plain questions, and the rule of the day each answer leads to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kelisim.kernel.packs.codes import text
from kelisim.kernel.packs.dated import DatedValue, NoValue, value_on
from kelisim.kernel.packs.pack import Pack, current
from kelisim.kernel.texts.of import Text

QUESTIONS = "law/triage.yaml"
RULES = "law/rules"
OUTCOMES = ("can", "warn", "person", "cannot")  # the later one weighs more


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer and the key of the rule it leads to; no rule, no obstacle."""

    code: str
    text: Text
    rule: str


@dataclass(frozen=True, kw_only=True)
class Question:
    """One screen of the guided start."""

    code: str
    text: Text
    hint: Text
    answers: tuple[Answer, ...]


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What the answers come to, and the rules that say so, the weightiest first."""

    outcome: str
    rules: tuple[DatedValue, ...]


def questions() -> tuple[Question, ...]:
    """The pack's questions in their order; a pack without law asks none."""
    return _questions(current())


def weight_of(rule: DatedValue) -> str:
    """The rule's outcome. One that nobody verified may warn or send to a person, never refuse."""
    outcome = str(rule.value)
    return "person" if outcome == "cannot" and not rule.verified else outcome


def judge(answers: Mapping[str, str], day: date) -> Judgement:
    """The outcome of the answers (question code to answer code) by the rules in force on the day.

    Unknown codes and rules that do not hold on the day are passed over; without any rule the answer is
    that a person decides, as nothing was read that allows it.
    """
    found: list[DatedValue] = []
    for question in questions():
        for answer in question.answers:
            if answer.rule and answers.get(question.code) == answer.code:
                try:
                    found.append(value_on(answer.rule, day, file=RULES))
                except NoValue:
                    continue
    found.sort(key=lambda rule: -OUTCOMES.index(weight_of(rule)))
    return Judgement(outcome=weight_of(found[0]) if found else "person", rules=tuple(found))


@lru_cache(maxsize=4)
def _questions(pack: Pack) -> tuple[Question, ...]:
    lines = sorted(pack.records(QUESTIONS), key=lambda line: int(line["order"]))
    return tuple(
        Question(
            code=line["code"],
            text=text(line["text"]),
            hint=text(line.get("hint", {})),
            answers=tuple(
                Answer(code=answer["code"], text=text(answer["text"]), rule=answer.get("rule", ""))
                for answer in line["answers"]
            ),
        )
        for line in lines
    )
