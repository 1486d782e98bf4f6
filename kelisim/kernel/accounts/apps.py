"""How Django finds this part."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers the part under its short label."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "kelisim.kernel.accounts"
    label = "accounts"
