"""The screens of the application in their order, and where a person stands among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from kelisim.kernel.packs.triage import questions
from kelisim.web.mediation.apply import forms

TRIAGE = "triage_"

SCREENS: dict[str, type[forms.Screen]] = {
    "person": forms.ApplicantScreen,
    "other": forms.OtherScreen,
    "region": forms.RegionScreen,
    "office": forms.OfficeScreen,
    "matter": forms.MatterScreen,
    "wishes": forms.WishesScreen,
    "court": forms.CourtScreen,
}


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a screen stands: its number, how many there are, what comes before and after."""

    number: int
    total: int
    before: str
    after: str


def screens(answers: Mapping[str, str]) -> list[str]:
    """The screens this person needs: the court screen only if the matter is already somewhere."""
    elsewhere = answers.get(f"{TRIAGE}stage", "none") not in {"none", ""}
    return [name for name in SCREENS if name != "court" or elsewhere]


def place_of(name: str, answers: Mapping[str, str]) -> Place:
    """Where a screen stands among those this person needs."""
    order = screens(answers)
    at = order.index(name)
    return Place(
        number=at + 1,
        total=len(order),
        before=order[at - 1] if at else "",
        after=order[at + 1] if at + 1 < len(order) else "",
    )


def screen(name: str, answers: Mapping[str, str], data: QueryDict | None = None) -> forms.Screen:
    """One screen, bound to what was sent if anything was."""
    return SCREENS[name](data, answers=answers)


def first_incomplete(answers: Mapping[str, str]) -> str:
    """The first screen whose answers would not be accepted; empty when all are in order."""
    for name in screens(answers):
        if not screen(name, answers, as_data(answers)).is_valid():
            return name
    return ""


def as_data(answers: Mapping[str, str]) -> QueryDict:
    """The draft as a form sends it, lists parted again."""
    data = QueryDict(mutable=True)
    for name, value in answers.items():
        data.setlist(name, value.split() if name == "languages" else [value])
    return data


def triage_answers(answers: Mapping[str, str]) -> dict[str, str]:
    """The answers of the guided start alone, by question."""
    return {
        one.code: answers[f"{TRIAGE}{one.code}"] for one in questions() if f"{TRIAGE}{one.code}" in answers
    }
