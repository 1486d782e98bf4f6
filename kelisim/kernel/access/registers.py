"""The site of staff registers: the framework's own admin, opened by roles and never by a password alone.

Third-party packages register themselves on the framework's default site, which has no address here.
"""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite, ModelAdmin
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from kelisim.kernel.access.door import Refused, may


def _refuse(request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
    """Signed in but without a role here: the framework's own form would ask for a password only."""
    raise Refused


class Registers(AdminSite):
    """All registers a person may read; the door to it is the common sign-in."""

    site_header = _("Kelisim registers")
    site_title = _("Kelisim registers")
    index_title = _("Registers")
    login = staticmethod(secure_admin_login(_refuse))

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether any register is open to her."""
        return request.user.is_authenticated and any(
            register.has_view_permission(request) for register in self._registry.values()
        )


class Register(ModelAdmin):  # type: ignore[type-arg]  # generic only for the type checker; fails at run time
    """Rights come from the page of roles. Nothing is deleted in a register: things end."""

    read: ClassVar[str]
    change: ClassVar[str]

    def has_module_permission(self, request: HttpRequest) -> bool:
        """As reading."""
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whether a role of hers reads this register."""
        return may(request.user, self.read)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whether a role of hers changes this register."""
        return may(request.user, self.change)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whether a role of hers changes this register."""
        return may(request.user, self.change)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Never."""
        return False


registers = Registers(name="admin")
