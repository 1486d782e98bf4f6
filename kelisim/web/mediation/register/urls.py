"""Addresses of the register of mediators."""

from django.urls import path

from kelisim.web.mediation.register import keeping, views

urlpatterns = [
    path("mediators/", views.mediators, name="mediators"),
    path("mediators/<int:pk>/", views.mediator_detail, name="mediator-detail"),
    path("mediators/<int:pk>/suspend/", keeping.mediator_suspend, name="mediator-suspend"),
    path("desk/mediator/entry/", keeping.own_entry, name="own-entry"),
]
