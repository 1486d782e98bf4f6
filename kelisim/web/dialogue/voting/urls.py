"""Addresses of whoever takes part."""

from django.urls import path

from kelisim.web.dialogue.voting import mine, views, vote, write

urlpatterns = [
    path("dialogue/", views.conversation_list, name="conversation-list"),
    path("dialogue/<slug:code>/", views.conversation_detail, name="conversation-detail"),
    path("dialogue/<slug:code>/vote/", vote.conversation_vote, name="conversation-vote"),
    path("dialogue/<slug:code>/where/", views.conversation_standing, name="conversation-standing"),
    path("dialogue/<slug:code>/write/", write.statement_write, name="statement-write"),
    path("dialogue/<slug:code>/mine/", mine.conversation_mine, name="conversation-mine"),
    path("dialogue/<slug:code>/mine/<int:number>/appeal/", mine.statement_appeal, name="statement-appeal"),
    path("dialogue/<slug:code>/leave/<slug:way>/", mine.conversation_leave, name="conversation-leave"),
    path("dialogue/<slug:code>/return/", mine.conversation_return, name="conversation-return"),
]
