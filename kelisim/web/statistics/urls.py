"""Addresses of the figures."""

from django.urls import path

from kelisim.web.statistics import diversity, infrastructure, methods, migration, views

urlpatterns = [
    path("statistics/", views.statistics, name="statistics"),
    path("statistics/population/", views.population, name="population"),
    path("statistics/confessions/", views.confessions, name="confessions"),
    path("statistics/mediation/", views.mediation_figures, name="mediation-figures"),
    path("statistics/diversity/", diversity.page, name="diversity"),
    path("statistics/diversity/places.csv", diversity.places_csv, name="diversity-places-csv"),
    path("statistics/diversity/peoples.csv", diversity.peoples_csv, name="diversity-peoples-csv"),
    path("statistics/infrastructure/", infrastructure.page, name="infrastructure"),
    path("statistics/infrastructure/panels.csv", infrastructure.panels_csv, name="infrastructure-csv"),
    path("statistics/migration/", migration.page, name="migration"),
    path("statistics/migration/apparent-change.csv", migration.change_csv, name="apparent-change-csv"),
    path("statistics/methods/", methods.page, name="methods"),
    path("statistics/methods/periods.csv", methods.periods_csv, name="periods-csv"),
    path("statistics/methods/regions.csv", methods.regions_csv, name="regions-csv"),
    path("statistics/data/<slug:indicator>.csv", views.figures_csv, name="figures-csv"),
]
