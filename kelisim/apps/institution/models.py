"""By what right: acts, their effects, powers, posts and who holds them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, NoReturn, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kelisim.apps.institution.errors import RowsNeverChange
from kelisim.apps.institution.states import ActKind, Confidence, FilledBy, Precision, Verb
from kelisim.kernel.texts.keys import Keyed, KeyedQuerySet

SUBJECTS = ("organisation", "territory", "power", "about_act")
VOID_FIELDS = ("voided", "voided_by", "reason")


class Act(Keyed):
    """A legal act. One nobody has identified yet is a row too, so the gap stands in the lawyer's queue."""

    code = models.CharField(max_length=60, unique=True)
    number = models.CharField(max_length=60, blank=True, default="")
    kind = models.CharField(max_length=30, choices=ActKind.choices)
    date = models.DateField()
    date_last = models.DateField()
    precision = models.CharField(max_length=8, choices=Precision.choices, default=Precision.DAY)
    title_kk = models.CharField(max_length=400, blank=True, default="")
    title_ru = models.CharField(max_length=400, blank=True, default="")
    title_en = models.CharField(max_length=400, blank=True, default="")
    recalled = models.JSONField(default=list, blank=True)
    identifiers = models.JSONField(default=dict, blank=True)  # by the register that gave them
    identified = models.BooleanField(default=True)
    principal = models.BooleanField(default=True)
    source = models.CharField(max_length=400, blank=True, default="")
    confidence = models.CharField(max_length=6, choices=Confidence.choices)
    verified = models.BooleanField()
    facts = models.JSONField(default=list, blank=True)

    objects: ClassVar[models.Manager[Act]] = models.Manager.from_queryset(KeyedQuerySet)()

    class Meta:
        ordering: ClassVar[list[str]] = ["date_last", "date", "code"]
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(date_last__gte=F("date")), name="act_dates_in_order"),
        ]

    def __str__(self) -> str:
        return self.code


class Power(models.Model):
    """Something a body may do, or is; who holds it is said by effects alone."""

    code = models.CharField(max_length=60, unique=True)
    name_kk = models.CharField(max_length=300)
    name_ru = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300)
    exclusive = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["code"]
        verbose_name = _("power")
        verbose_name_plural = _("powers")

    def __str__(self) -> str:
        return self.code


class EffectQuerySet(models.QuerySet["Effect"]):
    """The ledger's rows. They are added and voided once; every other way of changing them is closed."""

    def unvoided(self) -> Self:
        """Rows that stand today."""
        return self.filter(voided__isnull=True)

    def stood_at(self, moment: datetime) -> Self:
        """Rows that had been recorded by the moment and were not voided then."""
        return self.filter(Q(voided__isnull=True) | Q(voided__gt=moment), recorded__lte=moment)

    def fill_void(self, **values: Any) -> int:
        """The one change: fills the three void fields of rows that are not voided yet."""
        if set(values) != set(VOID_FIELDS):
            raise RowsNeverChange
        return super(EffectQuerySet, self.filter(voided__isnull=True)).update(**values)

    def update(self, **_values: Any) -> NoReturn:
        """Refused."""
        raise RowsNeverChange

    def delete(self) -> NoReturn:
        """Refused."""
        raise RowsNeverChange

    def bulk_update(self, *_args: Any, **_options: Any) -> NoReturn:
        """Refused."""
        raise RowsNeverChange


def _exactly_one_subject() -> Q:
    choices = Q()
    for chosen in SUBJECTS:
        choices |= Q(**{f"{name}__isnull": name != chosen for name in SUBJECTS})
    return choices


class Effect(models.Model):
    """What an act does to a body, a territory, a power or another act, from a day on."""

    code = models.CharField(max_length=20, unique=True)
    act = models.ForeignKey(Act, models.PROTECT, related_name="effects")
    clause = models.CharField(max_length=60, blank=True, default="")
    organisation = models.ForeignKey("registry.Organisation", models.PROTECT, null=True, related_name="+")
    territory = models.ForeignKey("places.Territory", models.PROTECT, null=True, related_name="+")
    power = models.ForeignKey(Power, models.PROTECT, null=True, related_name="effects")
    about_act = models.ForeignKey(Act, models.PROTECT, null=True, related_name="suffered")
    verb = models.CharField(max_length=12, choices=Verb.choices)
    key = models.CharField(max_length=80, blank=True, default="")
    value = models.JSONField(default=dict, blank=True)
    on = models.DateField()
    on_last = models.DateField()
    precision = models.CharField(max_length=8, choices=Precision.choices, default=Precision.DAY)
    facts = models.JSONField(default=list, blank=True)
    source = models.CharField(max_length=400, blank=True, default="")
    confidence = models.CharField(max_length=6, choices=Confidence.choices)
    verified = models.BooleanField()
    recorded = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    voided = models.DateTimeField(null=True)
    voided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=400, blank=True, default="")

    objects: ClassVar[models.Manager[Effect]] = models.Manager.from_queryset(EffectQuerySet)()

    class Meta:
        ordering: ClassVar[list[str]] = ["on_last", "on", "code"]
        verbose_name = _("effect")
        verbose_name_plural = _("effects")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=_exactly_one_subject(), name="effect_has_one_subject"),
            models.CheckConstraint(condition=Q(on_last__gte=F("on")), name="effect_days_in_order"),
            models.CheckConstraint(
                condition=Q(voided__isnull=True) | ~Q(reason=""), name="effect_voided_with_a_reason"
            ),
            *(
                models.UniqueConstraint(
                    fields=[subject, "verb", "key", "on"],
                    condition=Q(voided__isnull=True),
                    name=f"effect_once_per_{subject}",
                )
                for subject in SUBJECTS
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def save(self, **options: Any) -> None:
        """Adds; a row that stands is never written again."""
        if not self._state.adding:
            raise RowsNeverChange
        super().save(**{**options, "force_insert": True})

    def delete(self, *_args: Any, **_options: Any) -> NoReturn:
        """Refused."""
        raise RowsNeverChange


class Post(models.Model):
    """A seat or several at a body. A vacancy is seats less live tenures, never stored."""

    code = models.CharField(max_length=100, unique=True)
    organisation = models.ForeignKey("registry.Organisation", models.PROTECT, related_name="+")
    label_kk = models.CharField(max_length=200)
    label_ru = models.CharField(max_length=200)
    label_en = models.CharField(max_length=200)
    seats = models.PositiveIntegerField(null=True, blank=True)
    voting = models.BooleanField(default=False)
    filled_by = models.CharField(max_length=10, choices=FilledBy.choices)
    proposer = models.ForeignKey(
        "registry.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    power = models.ForeignKey(Power, models.PROTECT, null=True, blank=True, related_name="posts")
    carry_over = models.BooleanField(default=False)
    act = models.ForeignKey(Act, models.PROTECT, null=True, blank=True, related_name="posts")
    verified = models.BooleanField(default=True)
    facts = models.JSONField(default=list, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["code"]
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(power__isnull=True) | Q(proposer__isnull=False),
                name="post_power_needs_a_proposer",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class TenureQuerySet(models.QuerySet["Tenure"]):
    """Who held what, when."""

    def on(self, day: Any) -> Self:
        """Tenures live on the day: begun, and not yet over."""
        return self.filter(
            Q(since__isnull=True) | Q(since__lte=day), Q(until__isnull=True) | Q(until__gt=day)
        )


class Tenure(models.Model):
    """A person holds a post for a span: `since` is the first day, `until` the first day after."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="tenures")
    person = models.ForeignKey("registry.Person", models.PROTECT, related_name="+")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    on_behalf_of = models.ForeignKey(
        "registry.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    act = models.ForeignKey(Act, models.PROTECT, null=True, blank=True, related_name="tenures")
    end_reason = models.CharField(max_length=60, blank=True, default="")

    objects: ClassVar[models.Manager[Tenure]] = models.Manager.from_queryset(TenureQuerySet)()

    class Meta:
        ordering: ClassVar[list[str]] = ["post", "since", "id"]
        verbose_name = _("tenure")
        verbose_name_plural = _("tenures")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gt=F("since")),
                name="tenure_ends_after_it_began",
            ),
            models.UniqueConstraint(
                fields=["post", "person"],
                condition=Q(until__isnull=True),
                name="tenure_open_once_per_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id}:{self.person_id}"
