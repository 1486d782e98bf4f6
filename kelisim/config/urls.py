"""All addresses: each room keeps its own; people's pages carry the language first."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from kelisim.web.site import views as site

urlpatterns = [
    path("", site.choose_language, name="root"),
    path("robots.txt", site.robots, name="robots"),
    path("favicon.ico", site.favicon, name="favicon"),
    path("site.webmanifest", site.manifest, name="manifest"),
    *i18n_patterns(
        path("", include("kelisim.web.site.urls")),
    ),
]
