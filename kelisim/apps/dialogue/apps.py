"""How Django finds this part."""

from django.apps import AppConfig


class DialogueConfig(AppConfig):
    """Registers the part under its short label."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "kelisim.apps.dialogue"
    label = "dialogue"
