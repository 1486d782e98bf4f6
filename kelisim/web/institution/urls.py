"""Addresses of the institution's pages."""

from django.urls import path

from kelisim.web.institution import views

urlpatterns = [
    path("structure/", views.structure, name="structure"),
    path("structure/acts/<slug:code>/", views.act_detail, name="act-detail"),
]
