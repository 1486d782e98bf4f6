"""Addresses of whoever takes part."""

from django.urls import path

from kelisim.web.dialogue.voting import views, vote

urlpatterns = [
    path("dialogue/", views.conversation_list, name="conversation-list"),
    path("dialogue/<slug:code>/", views.conversation_detail, name="conversation-detail"),
    path("dialogue/<slug:code>/vote/", vote.conversation_vote, name="conversation-vote"),
    path("dialogue/<slug:code>/where/", views.conversation_standing, name="conversation-standing"),
]
