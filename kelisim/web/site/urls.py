"""Addresses of the home page and its neighbours."""

from django.urls import path

from kelisim.web.site import claim, editors, evidence, model, publication, results, story, unverified, views

urlpatterns = [
    path("", views.home, name="home"),
    path("style/", views.style, name="style"),
    path("find-an-office/", views.find_an_office, name="find-an-office"),
    path("who-sees-what/", views.who_sees_what, name="who-sees-what"),
    path("about/", views.about, name="about"),
    path("about/unverified-law/", unverified.unverified_law, name="unverified-law"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("publication/", publication.publication, name="publication"),
    path("story/", story.story, name="story"),
    path("story/<slug:chapter>/", story.story_chapter, name="story-chapter"),
    path("sources-and-doubts/", story.sources_and_doubts, name="sources-and-doubts"),
    path("sessions/", story.sessions_list, name="sessions-list"),
    path("statistics/claims/", results.claims, name="claims"),
    path("statistics/claims/<slug:code>/", claim.claim_detail, name="claim-detail"),
    path("statistics/claims/<slug:code>/add/", evidence.evidence_add, name="evidence-add"),
    path("statistics/evidence/<slug:key>/", evidence.evidence_receipt, name="evidence-receipt"),
    path("desk/evidence/", editors.evidence_desk, name="evidence-desk"),
    path("desk/evidence/<int:number>/", editors.evidence_decide, name="evidence-decide"),
    path("statistics/expected-results/", results.expected_results, name="expected-results"),
    path("statistics/model/", model.model, name="model"),
    path("programmes/", story.programme_list, name="programme-list"),
]
