"""Addresses of conversations."""

from django.urls import include, path

urlpatterns = [
    path("", include("kelisim.web.dialogue.results.urls")),
    path("", include("kelisim.web.dialogue.voting.urls")),
    path("", include("kelisim.web.dialogue.staff.urls")),
]
