"""Addresses of the mediation room."""

from django.urls import path

from kelisim.web.mediation.apply import views as applying

urlpatterns = [
    path("apply/", applying.apply, name="apply"),
    path("apply/question/<slug:code>/", applying.apply_question, name="apply-question"),
    path("apply/result/", applying.apply_result, name="apply-result"),
    path("apply/step/<slug:name>/", applying.apply_screen, name="apply-screen"),
    path("apply/check/", applying.apply_check, name="apply-check"),
    path("apply/receipt.pdf", applying.apply_receipt_pdf, name="apply-receipt-pdf"),
    path("apply/later/", applying.apply_later, name="apply-later"),
    path("apply/continue/", applying.apply_continue, name="apply-continue"),
]
