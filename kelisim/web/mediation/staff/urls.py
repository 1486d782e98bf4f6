"""Addresses of the staff's pages."""

from django.urls import path

from kelisim.web.mediation.staff import (
    case,
    keys,
    mediator,
    office,
    packages,
    paper_batch,
    paper_forms,
    papers,
    receiving,
    referrals,
    region,
    repeats,
    walk_in,
)

urlpatterns = [
    path("key/", keys.unlock, name="unlock"),
    path("key/lock/", keys.lock, name="lock"),
    path("key/new/", keys.key_make, name="key-make"),
    path("key/recover/", keys.key_recover, name="key-recover"),
    path("key/office/", keys.office_keys, name="office-keys"),
    path("desk/office/", office.office_desk, name="office-desk"),
    path("desk/office/new/", walk_in.walk_in, name="walk-in"),
    path("desk/office/papers/", paper_forms.paper_form, name="paper-form"),
    path("desk/office/papers/receipts.pdf", paper_forms.paper_receipts, name="paper-receipts"),
    path("desk/office/papers/file/", paper_batch.paper_batch, name="paper-batch"),
    path("desk/office/laptops/", packages.laptops, name="laptops"),
    path("desk/office/laptops/<uuid:uid>.json", packages.laptop_enrolment, name="laptop-enrolment"),
    path("desk/office/laptops/<uuid:uid>/end/", packages.laptop_revoke, name="laptop-revoke"),
    path("case/<slug:number>/repeat/", repeats.case_repeat, name="case-repeat"),
    path("desk/referrals/", referrals.referrer_desk, name="referrer-desk"),
    path("desk/referrals/file/", referrals.referral_file, name="referral-file"),
    path("desk/office/referrals/", receiving.office_referrals, name="office-referrals"),
    path("desk/office/referrals/<uuid:uid>/", receiving.referral_receive, name="referral-receive"),
    path("case/<slug:number>/", case.case_detail, name="case-detail"),
    path("desk/mediator/", mediator.mediator_desk, name="mediator-desk"),
    path("desk/region/", region.region_desk, name="region-desk"),
    path("mediation/<slug:number>/", mediator.mediator_case, name="mediator-case"),
    path("mediation/<slug:number>/do/<slug:deed>/", mediator.mediator_deed, name="mediator-deed"),
    path("case/<slug:number>/do/<slug:deed>/", case.case_deed, name="case-deed"),
    path("case/<slug:number>/invitation/", case.case_invitation, name="case-invitation"),
    path("case/<slug:number>/secret/", case.case_secret, name="case-secret"),
    path("case/<slug:number>/<slug:name>.pdf", papers.case_paper, name="case-paper"),
]
