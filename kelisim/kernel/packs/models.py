"""Which pack was loaded into this database, and whether the database holds sample people and cases."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Installation(models.Model):
    """One loading of a pack. The last row speaks."""

    pack = models.CharField(max_length=20)
    version = models.CharField(max_length=40)
    loaded_at = models.DateTimeField()
    sample = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["-loaded_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.pack} {self.version}"
