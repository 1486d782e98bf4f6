"""Addresses of releases."""

from django.urls import path

from kelisim.web.statistics.releases import files, pages, staff

urlpatterns = [
    path("statistics/releases/", pages.release_list, name="release-list"),
    path("statistics/releases/<slug:code>/", pages.release_detail, name="release-detail"),
    path("statistics/releases/<slug:code>/table/<str:table>/", pages.release_table, name="release-table"),
    path("statistics/releases/<slug:code>/file/<path:path>", files.release_file, name="release-file"),
    path("statistics/releases/<slug:code>/all.zip", files.release_archive, name="release-archive"),
    path(
        "statistics/releases/<slug:code>/cite.<str:ending>", pages.release_citation, name="release-citation"
    ),
    path("desk/releases/", staff.release_desk, name="release-desk"),
    path("desk/releases/<slug:code>/", staff.release_reading, name="release-reading"),
]
