"""What can go wrong with figures, with the data a person needs to go on."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kelisim.kernel.texts.errors import TextError


class FiguresNeverChange(TypeError):
    """Somebody tried to overwrite a figure: a programmer's mistake, never a reader's."""

    def __init__(self) -> None:
        super().__init__("Figures are only ever added and replaced. Load a table that revises them.")


class FiguresMoved(TextError):
    """Between looking and publishing somebody else changed figures of this table."""

    text = gettext_lazy(
        "Figures of this table were changed in the meantime. Look at what changes now, and publish again."
    )


class NoReason(TextError):
    """A table revises figures and does not say why."""

    text = gettext_lazy("The table revises figures: %(revised)s. Say why; everybody reads it beside them.")


class NoSuchFigures(LookupError):
    """Nothing was published for that place, day and thing. `known` are the periods that exist."""

    def __init__(self, indicator: str, period: str, known: list[str]) -> None:
        self.indicator, self.period, self.known = indicator, period, known
        super().__init__(f"{indicator} {period}")

    def __str__(self) -> str:
        return _("No figures of “%(indicator)s” for %(period)s. There are: %(known)s.") % {
            "indicator": self.indicator,
            "period": self.period,
            "known": ", ".join(self.known) or "-",
        }


class GrowthAcrossBreak(ValueError):
    """The series was broken between the two periods: their difference says nothing."""

    def __init__(self, since: str, until: str, broken_at: str) -> None:
        self.since, self.until, self.broken_at = since, until, broken_at
        super().__init__(f"{since} {until} {broken_at}")

    def __str__(self) -> str:
        return _(
            "No growth from %(since)s to %(until)s: the series is broken before %(broken_at)s. "
            "Choose two periods on one side of it."
        ) % {"since": self.since, "until": self.until, "broken_at": self.broken_at}


class NotPublishedAlone(LookupError):
    """The figures of this territory were published only within `unit`, in the borders of `layout`."""

    def __init__(self, territory: str, unit: str, layout: int) -> None:
        self.territory, self.unit, self.layout = territory, unit, layout
        super().__init__(f"{territory} in {unit}")

    def __str__(self) -> str:
        return _("Not published for %(territory)s alone, only within %(unit)s.") % {
            "territory": self.territory,
            "unit": self.unit,
        }


class ReleaseError(TextError):
    """What stands in the way of a release; the text says what to do."""


class ReleaseNeverChanges(ReleaseError):
    """A published release was about to be written over."""

    text = gettext_lazy(
        "Release %(code)s is published and never changes. Draft a new one under the next number."
    )

    def __init__(self, code: str) -> None:
        super().__init__(code=code)


class BadReleaseCode(ReleaseError):
    """The number does not read as one."""

    text = gettext_lazy("“%(code)s” is no number of a release. Write the year, a hyphen and a count: 2026-1.")


class NoSuchRelease(ReleaseError):
    """There is none with this number."""

    text = gettext_lazy("There is no release %(code)s. There are: %(known)s.")


class WrongStep(ReleaseError):
    """The deed does not follow upon the state the release is in."""

    text = gettext_lazy(
        "Release %(code)s is “%(state)s”: this step is not possible now. Open it and see what is next."
    )


class WordsMissing(ReleaseError):
    """What changed must be told in all three languages."""

    text = gettext_lazy("What changed is not told in: %(languages)s. Write it in all three languages.")


class NothingToRelease(ReleaseError):
    """No figure is loaded."""

    text = gettext_lazy(
        "No figures are loaded, so there is nothing to release. Load a pack first: kelisim packs load kz."
    )


class FiguresWithoutSource(ReleaseError):
    """Figures whose source has no title or whose period is no date."""

    text = gettext_lazy(
        "%(count)s figures have no source or no date and cannot be published: %(rows)s. "
        "Correct them in the table and import it again."
    )


class CountsNotProtected(ReleaseError):
    """A table counted from people did not pass disclosure control."""

    text = gettext_lazy(
        "Tables counted from people did not pass disclosure control: %(tables)s. "
        "Nothing was released; tell whoever keeps the platform."
    )


class NotAllRead(ReleaseError):
    """Reconciliations or breaks were left without a tick."""

    text = gettext_lazy("Not read yet: %(keys)s. Read each line, tick it and sign again.")


class DataChanged(ReleaseError):
    """What is in the database now is not what was drafted or signed."""

    text = gettext_lazy(
        "The data changed since release %(code)s was drafted: its digest was %(before)s and would be "
        "%(after)s. Draft it again, read it and sign it anew."
    )


class FilesDamaged(ReleaseError):
    """Bytes on the disk are not those whose digest is kept."""

    text = gettext_lazy(
        "Files of release %(code)s no longer match their digest: %(paths)s. "
        "Put them back from a copy, then run: kelisim release verify %(code)s."
    )
