"""What is counted, how it is broken down, where it was read, and each figure."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from kelisim.apps.statistics.errors import FiguresNeverChange
from kelisim.apps.statistics.states import Status
from kelisim.kernel.texts.of import of

ALL = "all"  # the category of a total
PERIOD = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|[0-9]{4}/[0-9]{4}"  # a day, a month, a year, or two years
KEY = ("indicator", "territory", "category", "period", "source")  # what makes a figure this figure


class Precision(models.TextChoices):
    """How the printed value stands to the true one."""

    EXACT = "exact", pgettext_lazy("figure", "as published")
    ROUNDED = "rounded", pgettext_lazy("figure", "rounded in the source")
    ABOUT = "about", pgettext_lazy("figure", "about")
    MORE_THAN = "more_than", pgettext_lazy("figure", "more than")
    SUM = "sum", pgettext_lazy("figure", "sum of two units")
    BACK_CAST = "back_cast", pgettext_lazy("figure", "recomputed for later borders")
    NOT_COUNTED = "not_counted", pgettext_lazy("figure", "named, not counted")


class Source(models.Model):
    """Where a figure was read. `verified` is false when it was a copy and not the first publication."""

    code = models.CharField(max_length=40, primary_key=True)
    short_kk = models.CharField(max_length=100)
    short_ru = models.CharField(max_length=100)
    short_en = models.CharField(max_length=100)
    title_kk = models.TextField()
    title_ru = models.TextField()
    title_en = models.TextField()
    licence_kk = models.CharField(max_length=100)
    licence_ru = models.CharField(max_length=100)
    licence_en = models.CharField(max_length=100)
    url = models.URLField(max_length=300, blank=True, default="")
    read_on = models.DateField()
    verified = models.BooleanField()

    class Meta:
        ordering: ClassVar[list[str]] = ["code"]

    def __str__(self) -> str:
        return of(self, "short")


class Indicator(models.Model):
    """One thing that is counted, in one unit. The same words counted in another way are another indicator."""

    code = models.CharField(max_length=60, primary_key=True)
    subject = models.CharField(max_length=20)  # the page that shows it
    unit = models.CharField(max_length=20)
    name_kk = models.CharField(max_length=200)
    name_ru = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    note_kk = models.TextField()
    note_ru = models.TextField()
    note_en = models.TextField()

    class Meta:
        ordering: ClassVar[list[str]] = ["code"]

    def __str__(self) -> str:
        return of(self, "name")


class Category(models.Model):
    """A row of a breakdown: a people, a confession, a kind of building. `residual` is what was left over.

    A people's or a confession's row points to its community in the registry; a residual has none.
    """

    code = models.CharField(max_length=60, primary_key=True)
    kind = models.CharField(max_length=20)
    name_kk = models.CharField(max_length=200)
    name_ru = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    residual = models.BooleanField(default=False)
    community = models.ForeignKey("registry.Community", null=True, blank=True, on_delete=models.PROTECT)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar[list[str]] = ["order"]
        verbose_name_plural = "categories"

    def __str__(self) -> str:
        return of(self, "name")


class ObservationQuerySet(models.QuerySet["Observation"]):
    """Figures are added, and replaced once; every other way of changing many at once is closed."""

    def replace(self, at: datetime) -> int:
        """The one change: these figures gave way to later ones at that moment."""
        return super(ObservationQuerySet, self.filter(replaced=None)).update(replaced=at)

    def label(self, rows: list[Observation]) -> None:
        """Corrects our own labels beside the figures: the facts and inconsistencies they carry."""
        plain: models.QuerySet[Observation] = models.QuerySet(self.model, using=self.db)
        plain.bulk_update(rows, ["facts", "inconsistencies"], batch_size=200)

    def update(self, **_values: Any) -> NoReturn:
        """Refused."""
        raise FiguresNeverChange

    def bulk_update(self, *_args: Any, **_options: Any) -> NoReturn:
        """Refused."""
        raise FiguresNeverChange


class Observation(models.Model):
    """One published figure, exactly as published.

    `period` is a day, a month, a year or a span of years in ISO form, at the source's own precision.
    `layout` is the number of first-level units in whose borders the territory is meant (null: borders do
    not matter).
    `break_before`: it must not be compared with earlier ones.
    `recorded`, `replaced`: from which moment the platform knew it, and until which (null: it stands).
    `table`, `why`: what brought it, and why it took the place of an earlier one.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT)
    territory = models.ForeignKey("places.Territory", on_delete=models.PROTECT)
    category = models.ForeignKey(Category, on_delete=models.PROTECT)
    period = models.CharField(max_length=21)
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    unit = models.CharField(max_length=20)
    layout = models.PositiveSmallIntegerField(null=True, blank=True)
    status = models.CharField(max_length=12, choices=Status)
    precision = models.CharField(max_length=12, choices=Precision)
    break_before = models.BooleanField(default=False)
    source = models.ForeignKey(Source, on_delete=models.PROTECT)
    facts = models.JSONField(default=list, blank=True)
    inconsistencies = models.JSONField(default=list, blank=True)
    recorded = models.DateTimeField(default=timezone.now)
    replaced = models.DateTimeField(null=True, blank=True)
    table = models.CharField(max_length=200, blank=True, default="")
    why = models.CharField(max_length=400, blank=True, default="")

    objects: ClassVar[models.Manager[Observation]] = models.Manager.from_queryset(ObservationQuerySet)()

    class Meta:
        ordering: ClassVar[list[str]] = ["indicator", "period", "territory", "category"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=KEY,
                condition=models.Q(replaced__isnull=True),
                name="one_figure_of_one_source",
            ),
            models.CheckConstraint(
                condition=models.Q(replaced__isnull=True) | models.Q(replaced__gt=models.F("recorded")),
                name="a_figure_is_replaced_after_it_was_recorded",
            ),
            models.CheckConstraint(
                condition=models.Q(value__isnull=True, precision=Precision.NOT_COUNTED)
                | (models.Q(value__isnull=False) & ~models.Q(precision=Precision.NOT_COUNTED)),
                name="a_figure_has_a_value_unless_not_counted",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["indicator", "period"], name="figures_of_a_period"),
            models.Index(
                fields=["indicator", "replaced"],
                condition=models.Q(replaced__isnull=False),
                name="figures_that_were_replaced",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.territory_id} {self.category_id} {self.period}"


class FigureTable(models.Model):
    """A table somebody handed in: kept until it is published or put away, remembered once it is published."""

    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    content = models.BinaryField(default=b"")  # emptied when published: the figures stand by themselves
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    received = models.DateTimeField()
    published = models.DateTimeField(null=True)
    why = models.CharField(max_length=400, blank=True, default="")
    new = models.PositiveIntegerField(default=0)
    revised = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["-received"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["digest", "by"],
                condition=models.Q(published__isnull=True),
                name="one_table_handed_in_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name
