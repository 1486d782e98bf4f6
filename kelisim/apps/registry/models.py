"""Who there is: communities, organisations, persons."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kelisim.kernel.texts.keys import Keyed, KeyedQuerySet


class CommunityKind(models.TextChoices):
    """A people and a confession are two kinds of one thing: a community an organisation may belong to."""

    PEOPLE = "people", pgettext_lazy("community", "people")
    CONFESSION = "confession", pgettext_lazy("community", "confession")


class OrganisationKind(models.TextChoices):
    """What a body is; the kinds stand here, the bodies themselves in the country's pack."""

    INSTITUTION = "institution", _("institution")
    ORGAN = "organ", _("organ")
    OFFICE_HOLDER = "office_holder", _("office holder")
    PARLIAMENT = "parliament", _("chamber of parliament")
    STATE_BODY = "state_body", _("state body")
    COURT = "court", _("court")
    TRADE_UNION = "trade_union", _("trade union")
    ASSOCIATION = "association", _("ethnocultural association")
    RELIGIOUS_ASSOCIATION = "religious_association", _("religious association")
    MEDIATION_OFFICE = "mediation_office", _("mediation office")
    MEDIATION_COUNCIL = "mediation_council", _("mediation council")
    MEDIATORS_ORGANISATION = "mediators_organisation", _("organisation of mediators")


ASSOCIATIONS = (OrganisationKind.ASSOCIATION, OrganisationKind.RELIGIOUS_ASSOCIATION)


class Named(Keyed):
    """A row with a code and a name in three languages."""

    name_kk = models.CharField(max_length=300, blank=True, default="")
    name_ru = models.CharField(max_length=300, blank=True, default="")
    name_en = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name_kk or self.name_ru or self.name_en


class Community(Named):
    """A people or a confession. It belongs to organisations and statistics, never to a person."""

    code = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=10, choices=CommunityKind.choices)
    language_code = models.CharField(max_length=10, blank=True, default="")
    source = models.CharField(max_length=300, blank=True, default="")

    objects: ClassVar[models.Manager[Community]] = models.Manager.from_queryset(KeyedQuerySet)()

    class Meta:
        ordering: ClassVar[list[str]] = ["sort_key", "code"]
        verbose_name = _("community")
        verbose_name_plural = _("communities")


class Organisation(Named):
    """A body in a tree of kinds. For organs of the institution the ledger is the only truth about life,
    name and parent; the columns here are how the body is called in lists."""

    code = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=30, choices=OrganisationKind.choices)
    territory = models.ForeignKey("places.Territory", models.PROTECT, null=True, blank=True, related_name="+")
    community = models.ForeignKey(Community, models.PROTECT, null=True, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="branches")
    external = models.BooleanField(default=False)
    address_kk = models.CharField(max_length=300, blank=True, default="")
    address_ru = models.CharField(max_length=300, blank=True, default="")
    address_en = models.CharField(max_length=300, blank=True, default="")
    phone = models.CharField(max_length=60, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    hours_kk = models.CharField(max_length=200, blank=True, default="")
    hours_ru = models.CharField(max_length=200, blank=True, default="")
    hours_en = models.CharField(max_length=200, blank=True, default="")
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    sample = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True, default="")

    objects: ClassVar[models.Manager[Organisation]] = models.Manager.from_queryset(KeyedQuerySet)()

    class Meta:
        ordering: ClassVar[list[str]] = ["sort_key", "code"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["kind", "territory"], name="organisation_kind_place"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(lat__isnull=True, lon__isnull=True)
                # an unknown is neither true nor false to a database: both are asked for
                | models.Q(lat__isnull=False, lon__isnull=False)
                & models.Q(lat__gte=-90, lat__lte=90, lon__gte=-180, lon__lte=180),
                name="organisation_point_on_earth",
            ),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")), name="organisation_not_its_own_parent"
            ),
        ]


class Person(Keyed):
    """Somebody who holds a post. No field says to which people or faith she belongs."""

    code = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    name_latin = models.CharField(max_length=200, blank=True, default="")
    sample = models.BooleanField(default=False)

    objects: ClassVar[models.Manager[Person]] = models.Manager.from_queryset(KeyedQuerySet)()

    class Meta:
        ordering: ClassVar[list[str]] = ["sort_key", "code"]
        verbose_name = _("person")
        verbose_name_plural = _("persons")

    def __str__(self) -> str:
        return self.name


class Leader(models.Model):
    """An office-bearer of an association who agreed to be called in where people seek to settle a dispute.

    A table of its own, since it lives by its holder's consent: without one there is no row, and it ends when
    she takes it back. It says which body's office she bears, never to which people or faith she belongs.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="leads")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="leaders", limit_choices_to={"kind__in": ASSOCIATIONS}
    )
    office_kk = models.CharField(max_length=200, blank=True, default="")
    office_ru = models.CharField(max_length=200, blank=True, default="")
    office_en = models.CharField(max_length=200, blank=True, default="")
    languages = models.CharField(max_length=60)  # codes with a space between
    phone = models.CharField(max_length=60, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="kk")  # to write to her in
    agreed_on = models.DateField()  # the day she agreed to stand here
    until = models.DateField(null=True, blank=True)  # the first day without her

    class Meta:
        ordering: ClassVar[list[str]] = ["person__sort_key", "pk"]
        verbose_name = _("leader who may be called in")
        verbose_name_plural = _("leaders who may be called in")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=models.Q(until__isnull=True),
                name="one_open_entry_a_leader",
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("agreed_on")),
                name="leader_agrees_before_she_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.person.name

    def speaks(self) -> frozenset[str]:
        """The languages as codes."""
        return frozenset(self.languages.split())
