"""What our layer keeps beside the stored jobs: keys asked once, the timetable, flags, heartbeats."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Asked(models.Model):
    """A key under which something was asked for once; asking again under it makes no second job."""

    key = models.CharField(max_length=200, unique=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key


class Due(models.Model):
    """When an entry of the timetable fires next."""

    name = models.CharField(max_length=100, unique=True)
    at = models.DateTimeField()
    fired_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d %H:%M}"


class Flag(models.Model):
    """A job that failed after its last try: a person must look."""

    row = models.UUIDField(unique=True)
    name = models.CharField(max_length=100)
    args = models.JSONField(default=list)
    tries = models.PositiveSmallIntegerField()
    error = models.CharField(max_length=200)
    raised_at = models.DateTimeField()
    lowered_at = models.DateTimeField(null=True)
    lowered_by = models.BigIntegerField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-raised_at"]

    def __str__(self) -> str:
        return f"{self.name} {self.error}"


class Heartbeat(models.Model):
    """A worker's sign of life: when it last wrote, and until when it promised to write again."""

    worker = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.worker} {self.at:%Y-%m-%d %H:%M:%S}"
