"""Addresses of the home page and its neighbours."""

from django.urls import path

from kelisim.web.site import views

urlpatterns = [
    path("", views.home, name="home"),
    path("style/", views.style, name="style"),
    path("find-an-office/", views.find_an_office, name="find-an-office"),
    path("about/", views.about, name="about"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
]
