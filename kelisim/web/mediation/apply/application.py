"""From the answers of a draft to an application, and from its answers to what the last screen shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.forms import DateField, Field
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kelisim.apps.institution.models import Act
from kelisim.apps.mediation.queries.application import Application, Side
from kelisim.apps.mediation.queries.people import Identity
from kelisim.apps.registry.public import organisation
from kelisim.kernel.packs.codes import code_name
from kelisim.kernel.packs.dated import DatedValue, values
from kelisim.kernel.packs.triage import judge
from kelisim.kernel.places.models import Territory
from kelisim.kernel.texts import say
from kelisim.kernel.texts.of import Text, of
from kelisim.web.mediation.apply import steps

CAREFUL_RULE = "violence_or_child"
_WISHES = ("mode", "access", "wanted", "unwanted", "court_name", "court_number", "court_date")
# What the guided start calls the kind of dispute, and the track a case is led on.
_TRACKS = {"crime_minor": "criminal", "crime_grave": "criminal", "unsure": ""}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One answer as the last screen shows it."""

    label: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Part:
    """The answers of one screen, with the way back to it."""

    screen: str
    title: str
    lines: list[Line]


def application(answers: Mapping[str, str], *, notice: bool, follow_up: bool) -> Application:
    """The application these answers make."""
    language = answers.get("language") or "kk"
    kind = answers.get(f"{steps.TRIAGE}kind", "")
    triage = steps.triage_answers(answers)
    return Application(
        office=organisation(answers["office"]),
        territory=Territory.objects.get(code=answers["territory"]),
        applicant=Side(who=_applicant(answers), kind=answers["applicant_kind"], language=language),
        other=Side(
            who=_other(answers),
            kind=answers["other_kind"],
            language=answers.get("other_language") or language,
        ),
        topic=answers["topic"],
        essence=answers["essence"],
        short_text=answers.get("short_text", ""),
        track=_TRACKS.get(kind, kind),
        stage=answers.get(f"{steps.TRIAGE}stage") or "none",
        language=language,
        languages=tuple(answers.get("languages", "").split()),
        interpreter=answers.get("interpreter") == "on",
        careful=is_careful(judge(triage, timezone.localdate()).rules),
        claimed_ground=answers.get("claimed_ground", ""),
        claimed_area=answers.get("claimed_area", ""),
        notice=notice,
        follow_up=follow_up,
        answers=triage,
        wishes={name: answers[name] for name in _WISHES if answers.get(name)},
    )


def is_careful(rules: Iterable[DatedValue]) -> bool:
    """Whether somebody may be in danger by these rules: then nothing is sent by itself."""
    return any(rule.key == CAREFUL_RULE for rule in rules)


def _applicant(answers: Mapping[str, str]) -> Identity:
    acts_as = answers.get("acts_as") or "self"
    named, represented = answers["applicant_name"], answers.get("represents", "")
    return Identity(
        name=named if acts_as == "self" else represented,
        representative="" if acts_as == "self" else named,
        acts_as=acts_as,
        phone=answers.get("applicant_phone", ""),
        email=answers.get("applicant_email", ""),
        address=answers.get("applicant_address", ""),
    )


def _other(answers: Mapping[str, str]) -> Identity:
    return Identity(
        name=answers.get("other_name", ""),
        phone=answers.get("other_phone", ""),
        email=answers.get("other_email", ""),
        address=answers.get("other_address", ""),
    )


def parts(answers: Mapping[str, str]) -> list[Part]:
    """Everything typed, screen by screen, in the words the person chose from."""
    return [_part(name, answers) for name in steps.screens(answers)]


def _part(name: str, answers: Mapping[str, str]) -> Part:
    form = steps.screen(name, answers)
    lines = []
    for key, field in form.fields.items():
        typed = answers.get(key, "")
        if typed:
            lines.append(Line(label=str(field.label), value=_in_words(key, field, typed)))
    return Part(screen=name, title=str(form.title), lines=lines)


def _in_words(key: str, field: Field, typed: str) -> str:
    """An answer as it was chosen from a list, or as it was written."""
    if key == "topic":
        return code_name("topics", typed).of()
    named = {str(code): str(label) for code, label in getattr(field, "choices", [])}
    if key == "languages":
        return ", ".join(named.get(word, word) for word in typed.split())
    if isinstance(field, DateField):
        return _day(typed)
    return "✓" if typed == "on" else named.get(typed, typed)


def _day(typed: str) -> str:
    try:
        return say.date(date.fromisoformat(typed))
    except ValueError:
        return typed


def reasons(rules: Iterable[DatedValue]) -> list[dict[str, str]]:
    """What the rules say, each with its act, article and edition, and the act's page where we have one."""
    told = [rule for rule in rules if rule.text]
    acts: dict[str, Act] = {}
    for act in Act.objects.filter(number__in={rule.act for rule in told if rule.act}):
        acts.setdefault(act.number, act)
    return [_reason(rule, acts.get(rule.act)) for rule in told]


def _reason(rule: DatedValue, act: Act | None) -> dict[str, str]:
    return {
        "text": said(rule.text),
        "act": f"{rule.act} «{of(act, 'title')}»" if act else rule.act,
        "href": reverse("act-detail", args=[act.code]) if act else "",
        "article": _("article %(article)s") % {"article": rule.article} if rule.article else "",
        "edition": _day(rule.edition),
    }


def said(text: Mapping[str, str] | None) -> str:
    """A text of the pack in the reader's language."""
    return Text(**(text or {})).of()


def emergency() -> list[dict[str, str]]:
    """Whom to call in danger, as the pack has it."""
    lines = [line for line in values("law/blocks") if line.applies_to == "emergency"]
    return [{"number": str(line.value), "name": said(line.text)} for line in lines]
