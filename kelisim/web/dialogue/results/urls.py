"""Addresses of this part."""

from django.urls import path

from kelisim.web.dialogue.results import views

urlpatterns = [
    path("dialogue/method/", views.method, name="dialogue-method"),
    path("dialogue/<slug:code>/results/", views.results, name="dialogue-results"),
    path("dialogue/<slug:code>/results/<int:number>/", views.results, name="dialogue-result"),
    path("dialogue/<slug:code>/results/<int:number>.json", views.result_json, name="dialogue-result-json"),
    path("dialogue/<slug:code>/results/<int:number>/map.svg", views.map_svg, name="dialogue-result-map"),
    path(
        "dialogue/<slug:code>/results/<int:number>/report-<str:lang>.pdf",
        views.report_pdf,
        name="dialogue-result-report",
    ),
]
