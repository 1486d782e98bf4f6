"""Addresses of the institution's pages."""

from django.urls import include, path, re_path

from kelisim.web.institution import compare, formats, lives, organ_tasks, tasks, timeline, views

urlpatterns = [
    path("", include("kelisim.web.institution.staff.urls")),
    path("structure/", views.structure, name="structure"),
    path("structure/popolo.json", formats.structure_popolo, name="structure-popolo"),
    re_path(r"^structure/org\.(?P<form>ttl|nt)$", formats.structure_org, name="structure-org"),
    path("structure/formats/", formats.open_formats, name="open-formats"),
    path("structure/compare/", compare.institution_compare, name="institution-compare"),
    path("structure/timeline/", timeline.institution_timeline, name="institution-timeline"),
    path("structure/tasks/", tasks.task_list, name="task-list"),
    path("structure/tasks/by-body/", organ_tasks.organ_tasks, name="organ-tasks"),
    path("structure/bills/", tasks.bill_list, name="bill-list"),
    path("structure/bodies/<slug:code>/", lives.organ_detail, name="organ-detail"),
    path("structure/powers/<slug:code>/", lives.power_detail, name="power-detail"),
    path("structure/acts/<slug:code>.akn.xml", formats.act_akn, name="act-akn"),
    path("structure/acts/<slug:code>/", views.act_detail, name="act-detail"),
]
