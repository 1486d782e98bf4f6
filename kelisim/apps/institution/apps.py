"""How Django finds this part."""

from django.apps import AppConfig


class InstitutionConfig(AppConfig):
    """Registers the part under its short label."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "kelisim.apps.institution"
    label = "institution"
