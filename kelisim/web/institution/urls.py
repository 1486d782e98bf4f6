"""Addresses of the institution's pages."""

from django.urls import include, path

from kelisim.web.institution import compare, lives, tasks, timeline, views

urlpatterns = [
    path("", include("kelisim.web.institution.staff.urls")),
    path("structure/", views.structure, name="structure"),
    path("structure/compare/", compare.institution_compare, name="institution-compare"),
    path("structure/timeline/", timeline.institution_timeline, name="institution-timeline"),
    path("structure/tasks/", tasks.task_list, name="task-list"),
    path("structure/bills/", tasks.bill_list, name="bill-list"),
    path("structure/bodies/<slug:code>/", lives.organ_detail, name="organ-detail"),
    path("structure/powers/<slug:code>/", lives.power_detail, name="power-detail"),
    path("structure/acts/<slug:code>/", views.act_detail, name="act-detail"),
]
