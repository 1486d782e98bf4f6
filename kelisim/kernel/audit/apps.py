"""How Django finds this part."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Registers the part under its short label."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "kelisim.kernel.audit"
    label = "audit"
