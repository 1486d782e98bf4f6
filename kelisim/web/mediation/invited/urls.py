"""Addresses of who is called in."""

from django.urls import path

from kelisim.web.mediation.invited import views

urlpatterns = [
    path("called/<slug:token>/", views.call, name="call"),
    path("called/<slug:token>/decline/", views.call_decline, name="call-decline"),
    path("my-part/", views.my_part, name="my-part"),
    path("my-part/do/<slug:deed>/", views.my_part_deed, name="my-part-deed"),
]
