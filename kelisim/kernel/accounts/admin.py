"""The register of accounts: who may sign in. What a person did stands in the audit, not here."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kelisim.kernel.access.door import person
from kelisim.kernel.access.registers import Register, registers
from kelisim.kernel.accounts.actions import change_account, forget_second_factor, open_account
from kelisim.kernel.accounts.models import User


@admin.register(User, site=registers)
class UserRegister(Register):
    """Accounts are opened and switched off; a password is chosen by its owner, through a link by mail."""

    read = "accounts.read"
    change = "accounts.change"
    fields = ("email", "name", "language", "is_active")
    list_display = ("email", "name", "language", "is_active", "last_login")
    list_filter = ("is_active", "language")
    search_fields: ClassVar[tuple[str, ...]] = ("email__startswith",)
    search_help_text = _("The beginning of the e-mail address")
    actions = ("forget_factors",)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Through the deeds, so that they are recorded and the link is sent."""
        deed = change_account if change else open_account
        deed(obj, by=person(request.user))

    @admin.action(description=_("Forget the second factor (telephone lost)"), permissions=["change"])
    def forget_factors(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """One deed for each."""
        for user in queryset:
            forget_second_factor(user, by=person(request.user))
        messages.success(request, _("A new second factor is asked for at the next sign-in."))
