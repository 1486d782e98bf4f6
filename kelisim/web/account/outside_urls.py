"""Addresses other machines are told: the identity provider's way back, and the health of the house."""

from django.urls import include, path

from kelisim.web import health

urlpatterns = [
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("account/", include("allauth.socialaccount.providers.openid_connect.urls")),
]
