"""Addresses of the lawyer's pages."""

from django.urls import path

from kelisim.web.institution.staff import from_file, views

urlpatterns = [
    path("desk/ledger/", views.ledger_desk, name="ledger-desk"),
    path("desk/ledger/record/", views.ledger_record, name="ledger-record"),
    path("desk/ledger/from-file/", from_file.ledger_from_file, name="ledger-from-file"),
    path("desk/ledger/rows/<slug:code>/", views.ledger_row, name="ledger-row"),
    path("desk/ledger/undecided/<slug:code>/", views.ledger_undecided, name="ledger-undecided"),
]
