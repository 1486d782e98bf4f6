"""Addresses of the institution's pages."""

from django.urls import include, path

from kelisim.web.institution import compare, views

urlpatterns = [
    path("", include("kelisim.web.institution.staff.urls")),
    path("structure/", views.structure, name="structure"),
    path("structure/compare/", compare.institution_compare, name="institution-compare"),
    path("structure/acts/<slug:code>/", views.act_detail, name="act-detail"),
]
