"""Addresses of the board."""

from django.urls import path

from kelisim.web.mediation.board import papers, views

urlpatterns = [
    path("desk/council/", views.council_desk, name="council-desk"),
    path("desk/council/papers/", papers.council_papers, name="council-papers"),
    path("desk/council/papers/<slug:code>/", papers.council_paper, name="council-paper"),
]
