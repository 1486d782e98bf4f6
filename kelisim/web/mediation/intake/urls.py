"""Addresses of the laptop without a network."""

from django.urls import path

from kelisim.web.mediation.intake import views

urlpatterns = [
    path("intake/", views.intake, name="intake"),
    path("intake/enrol/", views.intake_enrol, name="intake-enrol"),
    path("intake/packages/", views.intake_packages, name="intake-packages"),
    path("intake/packages/<int:number>.json", views.intake_package, name="intake-package"),
]
