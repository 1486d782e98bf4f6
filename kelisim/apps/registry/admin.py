"""Registers of communities, organisations and persons."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kelisim.apps.registry.actions.save_leader import save_leader
from kelisim.apps.registry.actions.save_organisation import save_organisation
from kelisim.apps.registry.actions.save_person import save_person
from kelisim.apps.registry.models import Community, Leader, Organisation, Person
from kelisim.kernel.access.door import person
from kelisim.kernel.access.registers import Register, registers


class Folded(Register):
    """Searched by the folded key, so any of three scripts finds it."""

    search_help_text = _("A name in any spelling")
    search_fields: ClassVar[tuple[str, ...]] = ("key",)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Through the one way of searching names."""
        return (queryset.matching(search_term) if search_term else queryset), False


@admin.register(Community, site=registers)
class CommunityRegister(Folded):
    """Peoples and confessions come from the country's pack: here they are read."""

    read = "registry.change"
    change = "nothing"
    list_display = ("name_kk", "name_ru", "name_en", "kind")
    list_filter = ("kind",)


@admin.register(Organisation, site=registers)
class OrganisationRegister(Folded):
    """Organisations with their addresses; the deed checks how far her role reaches."""

    read = "registry.change"
    change = "registry.change"
    list_display = ("name_kk", "name_ru", "kind", "territory", "sample")
    list_filter = ("kind", "external", "sample")
    raw_id_fields = ("territory", "parent")
    list_select_related = ("territory",)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Through the deed, so that keys are written and it is recorded."""
        save_organisation(obj, by=person(request.user))


@admin.register(Person, site=registers)
class PersonRegister(Folded):
    """Persons who hold posts."""

    read = "registry.change"
    change = "registry.change"
    list_display = ("name", "name_latin", "sample")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Through the deed, so that keys are written and it is recorded."""
        save_person(obj, by=person(request.user))


@admin.register(Leader, site=registers)
class LeaderRegister(Register):
    """Leaders who agreed to be called in; the deed checks how far her role reaches."""

    read = "registry.change"
    change = "registry.change"
    list_display = ("person", "organisation", "languages", "agreed_on", "until")
    raw_id_fields = ("person", "organisation")
    list_select_related = ("person", "organisation")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Through the deed, so that it is checked and recorded."""
        save_leader(obj, by=person(request.user))
