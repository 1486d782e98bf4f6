"""Addresses of the figures."""

from django.urls import path

from kelisim.web.statistics import diversity, infrastructure, methods, migration, views

urlpatterns = [
    path("statistics/", views.statistics, name="statistics"),
    path("statistics/population/", views.population, name="population"),
    path("statistics/confessions/", views.confessions, name="confessions"),
    path("statistics/mediation/", views.mediation_figures, name="mediation-figures"),
    path("statistics/diversity/", diversity.page, name="diversity"),
    path("statistics/infrastructure/", infrastructure.page, name="infrastructure"),
    path("statistics/migration/", migration.page, name="migration"),
    path("statistics/methods/", methods.page, name="methods"),
    path("statistics/data/<slug:indicator>.<str:ending>", views.figures_file, name="figures-file"),
]
