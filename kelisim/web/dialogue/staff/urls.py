"""Addresses of the desks of conversations."""

from django.urls import path

from kelisim.web.dialogue.staff import desk, figures, leading, paper, queue, seeding, wordings

urlpatterns = [
    path("desk/dialogue/", desk.dialogue_desk, name="dialogue-desk"),
    path("desk/dialogue/new/", desk.conversation_create, name="conversation-create"),
    path("desk/dialogue/of/<slug:code>/", leading.conversation_lead, name="conversation-lead"),
    path("desk/dialogue/of/<slug:code>/change/", desk.conversation_change, name="conversation-change"),
    path("desk/dialogue/of/<slug:code>/draft/", desk.conversation_draft, name="conversation-draft"),
    path("desk/dialogue/of/<slug:code>/do/<slug:deed>/", leading.conversation_move, name="conversation-move"),
    path("desk/dialogue/of/<slug:code>/codes/", leading.conversation_codes, name="conversation-codes"),
    path("desk/dialogue/of/<slug:code>/statements/", seeding.statements_add, name="statements-add"),
    path("desk/dialogue/of/<slug:code>/figures/", figures.conversation_figures, name="conversation-figures"),
    path("desk/dialogue/of/<slug:code>/paper/", paper.paper_session, name="paper-session"),
    path("desk/dialogue/of/<slug:code>/paper/sheets.pdf", paper.paper_sheets, name="paper-sheets"),
    path("desk/dialogue/of/<slug:code>/queue/", queue.statement_queue, name="statement-queue"),
    path("desk/dialogue/of/<slug:code>/held/", queue.statement_work, name="statement-work"),
    path(
        "desk/dialogue/of/<slug:code>/statements/<int:number>/",
        wordings.statement_wording,
        name="statement-wording",
    ),
]
