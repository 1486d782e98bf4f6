"""Addresses of the API, each behind the same door, outside the language prefix."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path

from kelisim.web.api.document import openapi
from kelisim.web.api.door import door
from kelisim.web.api.problems import problem
from kelisim.web.api.root import api


def nowhere(request: HttpRequest) -> HttpResponse:
    """No such address."""
    return problem("no_such_address")


_patterns, _app, _namespace = api.urls
app_name = "api"
urlpatterns = [
    path("openapi.json", door(openapi), name="openapi"),
    *(
        URLPattern(one.pattern, door(one.callback), one.default_args, one.name)
        for one in _patterns
        if isinstance(one, URLPattern) and one.name != "api-root"
    ),
    re_path("", door(nowhere), name="nowhere"),
]
