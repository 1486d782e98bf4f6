"""How Django finds this part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    """Registers the part under its short label."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "kelisim.kernel.access"
    label = "access"
    verbose_name = _("Accounts and roles")
