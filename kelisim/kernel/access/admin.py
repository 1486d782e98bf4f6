"""The register of roles: given and ended, never rewritten."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kelisim.kernel.access.door import person
from kelisim.kernel.access.grant import IncompatibleRoles, OwnGrant, check, end, grant
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.registers import Register, registers
from kelisim.kernel.access.roles import LABELS, REASONS, Role
from kelisim.kernel.places.models import Level, Territory


class HoldingForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only for the type checker
    """A role about to be given; what speaks against it is said beside the field."""

    giver: Any = None
    # Roles reach regions and districts; a list of every village would be no list.
    territory = forms.ModelChoiceField(
        queryset=Territory.objects.filter(level__in=[Level.REGION, Level.DISTRICT]),
        required=False,
        label=_("Territory"),
        help_text=_("Empty means the whole country."),
    )

    class Meta:
        model = RoleHolding
        fields: ClassVar[list[str]] = ["user", "role", "territory", "body", "since", "until"]

    def clean(self) -> dict[str, Any]:
        """Asks the same question the deed asks."""
        told = super().clean() or {}
        since, until = told.get("since"), told.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day lies before the first. Correct one of the two."))
        if "user" in told and "role" in told and since:
            try:
                check(RoleHolding(**told), by=self.giver)
            except OwnGrant:
                self.add_error("user", _("Nobody gives a role to herself. Ask another administrator."))
            except IncompatibleRoles as refused:
                self.add_error(
                    "role",
                    _("%(reason)s She holds: %(held)s. End that role first.")
                    % {"reason": REASONS[refused.reason], "held": LABELS[refused.held]},
                )
        return told


@admin.register(RoleHolding, site=registers)
class RoleHoldingRegister(Register):
    """Who holds which role, where and from when to when."""

    read = "accounts.read"
    change = "accounts.change"
    form = HoldingForm
    list_display = ("user", "role", "territory", "body", "since", "until")
    list_filter = ("role",)
    list_select_related = ("user", "territory")
    raw_id_fields = ("user",)
    actions = ("end_today",)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """The list may be acted on; a row that stands is only read."""
        return obj is None and super().has_change_permission(request)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form knows who gives."""
        form = super().get_form(request, obj, change, **kwargs)
        return type("HoldingForm", (form,), {"giver": request.user})

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Through the deed, so that it is checked and recorded."""
        obj.pk = grant(
            obj.user,
            role=Role(obj.role),
            territory=obj.territory,
            body=obj.body,
            since=obj.since,
            until=obj.until,
            by=person(request.user),
        ).pk

    @admin.action(description=_("End these roles today"), permissions=["change"])
    def end_today(self, request: HttpRequest, queryset: QuerySet[RoleHolding]) -> None:
        """One deed for each."""
        for holding in queryset:
            end(holding, by=person(request.user))
        messages.success(request, _("The roles end today."))
