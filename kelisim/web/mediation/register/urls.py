"""Addresses of the register of mediators."""

from django.urls import path

from kelisim.web.mediation.register import desk, electing, entering, keeping, views

urlpatterns = [
    path("mediators/", views.mediators, name="mediators"),
    path("mediators/list.pdf", views.mediators_paper, name="mediators-paper"),
    path("mediators/<int:pk>/", views.mediator_detail, name="mediator-detail"),
    path("mediators/<int:pk>/suspend/", keeping.mediator_suspend, name="mediator-suspend"),
    path("desk/mediator/entry/", keeping.own_entry, name="own-entry"),
    path("desk/register/", desk.register_desk, name="register-desk"),
    path("desk/register/new/", desk.inclusion_ask, name="inclusion-ask"),
    path("desk/register/<int:pk>/", entering.inclusion_detail, name="inclusion-detail"),
    path("desk/register/entries/<int:pk>/account/", keeping.mediator_account, name="mediator-account"),
    path("desk/register/<int:pk>/refusal.pdf", entering.inclusion_refusal, name="inclusion-refusal"),
    path("desk/elections/", electing.elections, name="elections"),
    path("desk/elections/new/", electing.election_record, name="election-record"),
    path("desk/elections/<int:pk>/", electing.election_detail, name="election-detail"),
    path("desk/elections/<int:pk>/correct/", electing.election_record, name="election-correct"),
    path("desk/elections/<int:pk>/protocol.pdf", electing.election_paper, name="election-paper"),
]
