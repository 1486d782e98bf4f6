"""Registers of acts, effects, posts and tenures. They are read here; deeds change them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest

from kelisim.apps.institution.models import Act, Effect, Post, Tenure
from kelisim.kernel.access.registers import Register, registers


class ReadOnly(Register):
    """Nothing is added or changed on these pages: the ledger has rules only its deeds check."""

    read = "institution.record"
    change = "nothing"
    actions = None


@admin.register(Act, site=registers)
class ActRegister(ReadOnly):
    """The lawyer's queue is the filter "not identified"."""

    list_display = ("code", "number", "kind", "date", "title_kk", "identified", "verified")
    list_filter = ("kind", "identified", "verified", "confidence")
    search_fields: ClassVar[tuple[str, ...]] = ("key",)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Through the one way of searching names."""
        return (queryset.matching(search_term) if search_term else queryset), False


@admin.register(Effect, site=registers)
class EffectRegister(ReadOnly):
    """The ledger, row by row, with what was voided and why."""

    list_display = ("code", "act", "verb", "organisation", "power", "about_act", "on", "on_last", "voided")
    list_filter = ("verb", "precision", "verified", "confidence")
    list_select_related = ("act", "organisation", "power", "about_act")


@admin.register(Post, site=registers)
class PostRegister(ReadOnly):
    """Posts and how they are filled."""

    list_display = ("code", "organisation", "label_kk", "seats", "filled_by", "proposer", "power")
    list_select_related = ("organisation", "proposer", "power")


@admin.register(Tenure, site=registers)
class TenureRegister(ReadOnly):
    """Who held what, when."""

    list_display = ("post", "person", "since", "until", "on_behalf_of")
    list_select_related = ("post", "person", "on_behalf_of")
