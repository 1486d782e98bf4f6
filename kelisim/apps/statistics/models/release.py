"""The frozen releases: where each stands, its digest, its files, and which of them were found damaged."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from kelisim.apps.statistics.errors import ReleaseNeverChanges
from kelisim.apps.statistics.states.release import OPEN, PUBLIC, State
from kelisim.kernel.accounts.models import User


class ReleaseQuerySet(models.QuerySet["Release"]):
    """Releases are saved one by one while they are open; every other way of changing them is closed."""

    def public(self) -> ReleaseQuerySet:
        """Those anybody may read."""
        return self.filter(state__in=PUBLIC)

    def fill_superseded(self, by: User) -> int:
        """The one change to a published release: its successor has come."""
        return super(ReleaseQuerySet, self.filter(state=State.PUBLISHED)).update(
            state=State.SUPERSEDED, superseded_at=timezone.now(), superseded_by=by
        )

    def update(self, **_values: Any) -> NoReturn:
        """Refused."""
        raise ReleaseNeverChanges("*")

    def delete(self) -> NoReturn:
        """Refused."""
        raise ReleaseNeverChanges("*")

    def bulk_update(self, *_args: Any, **_options: Any) -> NoReturn:
        """Refused."""
        raise ReleaseNeverChanges("*")

    def bulk_create(self, *_args: Any, **_options: Any) -> NoReturn:
        """Refused: it could write over a row that stands."""
        raise ReleaseNeverChanges("*")


ReleaseManager = models.Manager.from_queryset(ReleaseQuerySet)


def _account(step: str) -> models.ForeignKey[User | None, User | None]:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name=f"releases_{step}"
    )


class Release(models.Model):
    """A frozen set of tables. Its bytes lie in a folder; here stand its digest, its files and its steps.

    `files` is the list of them (path, size, digest, rows); `digest` the SHA-256 of their list of digests,
    `archive` the one of all of them in one file, which exists from publication on.
    """

    code = models.CharField(max_length=10, unique=True)
    day = models.DateField()
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in State])
    licence = models.CharField(max_length=20)
    notes_kk = models.TextField(blank=True, default="")
    notes_ru = models.TextField(blank=True, default="")
    notes_en = models.TextField(blank=True, default="")
    words_kk = models.TextField()
    words_ru = models.TextField()
    words_en = models.TextField()
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, related_name="successors")
    digest = models.CharField(max_length=64)
    archive = models.CharField(max_length=64, blank=True, default="")
    files = models.JSONField()
    drafted_at = models.DateTimeField()
    drafted_by = _account("drafted")
    checked_at = models.DateTimeField(null=True)
    checked_by = _account("checked")
    published_at = models.DateTimeField(null=True)
    published_by = _account("published")
    superseded_at = models.DateTimeField(null=True)
    superseded_by = _account("superseded")

    objects = ReleaseManager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-day", "-code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["state"], condition=Q(state=State.PUBLISHED.value), name="one_release_is_the_newest"
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(one.value for one in OPEN))
                | Q(checked_at__isnull=False, published_at__isnull=False, published_by__isnull=False),
                name="published_means_checked_and_signed",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def save(self, **options: Any) -> None:
        """Writes while the release is open; what is published is never written again."""
        if self.pk and Release.objects.filter(pk=self.pk, state__in=PUBLIC).exists():
            raise ReleaseNeverChanges(self.code)
        super().save(**options)

    def delete(self, *_args: Any, **_options: Any) -> NoReturn:
        """Refused."""
        raise ReleaseNeverChanges(self.code)


class DamagedFile(models.Model):
    """A file of a published release whose bytes were found not to match; open until it matches again."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="damage")
    path = models.CharField(max_length=200)
    found_at = models.DateTimeField()
    mended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["path"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["release", "path"], condition=Q(mended_at__isnull=True), name="damage_is_told_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.release_id} {self.path}"
