"""Addresses of diaries and of calendars read elsewhere."""

from django.urls import path

from kelisim.web.mediation.diary import views

urlpatterns = [
    path("desk/mediator/calendar/", views.mediator_diary, name="mediator-diary"),
    path("desk/office/calendar/", views.office_diary, name="office-diary"),
    path("my-case/calendar/", views.my_calendar, name="my-calendar"),
    path("calendar/<slug:token>.ics", views.feed, name="calendar-feed"),
    path(
        "meeting/<slug:number>/<int:meeting>/<slug:token>.ics",
        views.meeting_calendar,
        name="meeting-calendar",
    ),
]
