"""Addresses of the register of memoranda."""

from django.urls import path

from kelisim.web.mediation.memoranda import keeping, views

urlpatterns = [
    path("memoranda/", views.memoranda, name="memoranda"),
    path("memoranda/<slug:code>/", views.memorandum_detail, name="memorandum-detail"),
    path("desk/memoranda/", keeping.memorandum_add, name="memorandum-add"),
    path("desk/memoranda/<slug:code>/", keeping.memorandum_plan, name="memorandum-plan"),
]
