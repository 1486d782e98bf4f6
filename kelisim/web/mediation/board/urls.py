"""Addresses of the board."""

from django.urls import path

from kelisim.web.mediation.board import views

urlpatterns = [path("desk/council/", views.council_desk, name="council-desk")]
