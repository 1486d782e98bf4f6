"""Addresses of the figures."""

from django.urls import include, path

from kelisim.web.statistics import (
    counts,
    diversity,
    history,
    infrastructure,
    methods,
    migration,
    tools,
    views,
)
from kelisim.web.statistics.loading import views as loading

urlpatterns = [
    path("", include("kelisim.web.statistics.releases.urls")),
    path("statistics/", views.statistics, name="statistics"),
    path("statistics/population/", views.population, name="population"),
    path("statistics/confessions/", views.confessions, name="confessions"),
    path("statistics/mediation/", views.mediation_figures, name="mediation-figures"),
    path("statistics/mediation/released/", counts.released_counts, name="released-counts"),
    path("statistics/diversity/", diversity.page, name="diversity"),
    path("statistics/infrastructure/", infrastructure.page, name="infrastructure"),
    path("statistics/migration/", migration.page, name="migration"),
    path("statistics/series/", tools.series_tools, name="series-tools"),
    path("statistics/methods/", methods.page, name="methods"),
    path("statistics/data/<slug:indicator>/", history.figure_history, name="figure-history"),
    path("statistics/data/<slug:indicator>.<str:ending>", history.figures_file, name="figures-file"),
    path("desk/figures/", loading.figure_tables, name="figure-tables"),
    path("desk/figures/source/", loading.figure_source, name="figure-source"),
    path("desk/figures/<int:pk>/", loading.figure_table, name="figure-table"),
    path("desk/figures/<int:pk>/away/", loading.figure_table_away, name="figure-table-away"),
]
