"""What a release says of itself in words: how it is called, README, CHANGELOG; each in three languages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext_lazy

from kelisim.apps.statistics.models import Indicator, Release
from kelisim.apps.statistics.queries.release.changed import Changes, Counted
from kelisim.apps.statistics.queries.release.licences import LICENCES
from kelisim.engines.tabular.types import Edition, Table
from kelisim.kernel.packs.pack import current
from kelisim.kernel.packs.sample import is_sample
from kelisim.kernel.texts import say
from kelisim.kernel.texts.of import LANGUAGES, Text, text_of

RULE = "\n---\n\n"
CHANGES = {
    "added": pgettext_lazy("figures", "added"),
    "revised": pgettext_lazy("figures", "revised"),
    "withdrawn": pgettext_lazy("figures", "withdrawn"),
}


def edition(release: Release) -> Edition:
    """Name, day, licence and description, as the descriptors carry them."""
    return Edition(
        name=f"kelisim-{current().code}-{release.code}",
        version=release.code,
        day=release.day.isoformat(),
        titles=_each(lambda: title(release)),
        descriptions=_each(lambda: _description(is_sample())),
        licence=LICENCES[release.licence],
        keywords=("population", "confessions", "mediation", "legal acts", current().name["en"]),
    )


def title(release: Release) -> str:
    """How the release is called in the reader's language."""
    country = Text(**current().name).of()
    return _("%(country)s: published figures, release %(code)s") % {"country": country, "code": release.code}


def _description(sample: bool) -> str:
    told = _(
        "Figures exactly as published, each with its source, its day and its precision; where series are "
        "broken; sums of parts held against printed totals; legal acts and their effects."
    )
    if sample:
        told += " " + _("The counts of mediation in it are of an invented sample, not of real cases.")
    return told


def _each(tell: Any) -> dict[str, str]:
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[language] = tell()
    return found


def readme(release: Release, tables: Sequence[Table]) -> str:
    """README.md: what this is, how it is read, under which licence, and every file; three times."""
    return RULE.join(_each(lambda: _readme(release, tables)).values())


def _readme(release: Release, tables: Sequence[Table]) -> str:
    licence = LICENCES[release.licence]
    notes = text_of(release, "notes").of()
    sections = {
        _("Method notes"): notes or _("None besides the notes of each indicator in codes/indicators.csv."),
        _("How to read the files"): _reading(),
        _("Licence"): "\n\n".join(
            [f"{licence.title}: {licence.url}", _("Each source keeps its own licence: codes/sources.csv.")]
        ),
        _("Files"): "\n".join(f"- `{table.path}`: {Text(**table.titles).of()}" for table in tables),
    }
    head = [f"# {title(release)}", say.date(release.day), _description(is_sample())]
    return "\n\n".join([*head, *(f"## {name}\n\n{text}" for name, text in sections.items())]) + "\n"


def _reading() -> str:
    table = _(
        "Every table is CSV in UTF-8 with one line of headings, a comma between cells, a point in "
        "numbers and days in the form 2026-01-31. An empty cell means that there is none, or that nobody "
        "knows. Territories bear codes of KATO; ISO 3166-2 stands beside them in codes/territories.csv."
    )
    others = _(
        "datapackage.json describes the tables as a Data Package, csv-metadata.json as CSV on the Web; "
        "sdmx/figures.csv holds all figures as SDMX-CSV 2.0. SHA256SUMS holds the digest of every "
        "file, and the digest of SHA256SUMS is the digest of the release."
    )
    return f"{table}\n\n{others}"


def changelog(release: Release, found: Changes) -> str:
    """CHANGELOG.md: the writer's words, and what was counted; three times."""
    names = {row.code: row for row in Indicator.objects.all()}
    return RULE.join(_each(lambda: _changelog(release, found, names)).values())


def _changelog(release: Release, found: Changes, names: dict[str, Indicator]) -> str:
    if found.before:
        against = _("Against release %(code)s. Old and new values stand in changes.csv.") % {
            "code": found.before
        }
    else:
        against = _("The first release: every figure in it is new.")
    heading = _("What changed in release %(code)s") % {"code": release.code}
    lines = [f"# {heading}", "", text_of(release, "words").of(), "", against, ""]
    head = (_("Indicator"), *map(str, CHANGES.values()), _("figures in it"))
    lines += [f"| {' | '.join(head)} |", "|---|---:|---:|---:|---:|"]
    for one in found.counted:
        name = text_of(names[one.indicator], "name").of() if one.indicator in names else one.indicator
        lines.append(f"| {name} (`{one.indicator}`) | {' | '.join(map(str, _numbers(one)))} |")
    return "\n".join([*lines, ""])


def _numbers(one: Counted) -> tuple[int, int, int, int]:
    return one.added, one.revised, one.withdrawn, one.figures


def changelog_json(release: Release, found: Changes) -> str:
    """The same for a machine."""
    told = {
        "schema": "kelisim/release-changes/1",
        "release": release.code,
        "day": release.day.isoformat(),
        "supersedes": found.before or None,
        "words": {language: getattr(release, f"words_{language}") for language in LANGUAGES},
        "indicators": {
            one.indicator: dict(zip(("added", "revised", "withdrawn", "figures"), _numbers(one), strict=True))
            for one in found.counted
        },
    }
    return as_json(told)


def as_json(told: object) -> str:
    """JSON as it lies in a release: letters as they are written, keys in their order, a line at the end."""
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
