"""Addresses of the mediation room."""

from django.urls import include, path

from kelisim.web.mediation import counted, signed
from kelisim.web.mediation.apply import views as applying
from kelisim.web.mediation.party import following, joining, trail
from kelisim.web.mediation.party import views as party

urlpatterns = [
    path("apply/", applying.apply, name="apply"),
    path("apply/question/<slug:code>/", applying.apply_question, name="apply-question"),
    path("apply/result/", applying.apply_result, name="apply-result"),
    path("apply/step/<slug:name>/", applying.apply_screen, name="apply-screen"),
    path("apply/check/", applying.apply_check, name="apply-check"),
    path("apply/receipt.pdf", applying.apply_receipt_pdf, name="apply-receipt-pdf"),
    path("apply/later/", applying.apply_later, name="apply-later"),
    path("apply/continue/", applying.apply_continue, name="apply-continue"),
    path("my-case/", party.my_case, name="my-case"),
    path("my-case/leave/", party.my_case_leave, name="my-case-leave"),
    path("my-case/do/<slug:deed>/", party.my_case_deed, name="my-case-deed"),
    path("my-case/record/", trail.my_case_trail, name="my-case-trail"),
    path("my-case/<slug:kind>.pdf", party.my_case_paper, name="my-case-paper"),
    path("my-case/<slug:kind>/to-sign.pdf", signed.my_case_to_sign, name="my-case-to-sign"),
    path("my-case/signature/<uuid:uid>/", signed.my_case_evidence, name="my-case-evidence"),
    path("case/<slug:number>/<slug:kind>/to-sign.pdf", signed.case_to_sign, name="case-to-sign"),
    path("case/<slug:number>/signature/<uuid:uid>/", signed.case_evidence, name="case-evidence"),
    path("house.pem", signed.house_root, name="house-root"),
    path("invitation/<slug:token>/", joining.invitation, name="invitation"),
    path("invitation/<slug:token>/decline/", joining.invitation_decline, name="invitation-decline"),
    path("follow-up/<slug:token>/", following.follow_up, name="follow-up"),
    path("", include("kelisim.web.mediation.diary.urls")),
    path("mediation-form.pdf", counted.mediation_form, name="mediation-form"),
    path("", include("kelisim.web.mediation.register.urls")),
    path("", include("kelisim.web.mediation.memoranda.urls")),
    path("", include("kelisim.web.mediation.intake.urls")),
    path("", include("kelisim.web.mediation.invited.urls")),
    path("", include("kelisim.web.mediation.board.urls")),
    path("", include("kelisim.web.mediation.staff.urls")),
]
