"""All addresses: each room keeps its own; people's pages carry the language first."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from kelisim.kernel.access.registers import registers
from kelisim.web.api import views as api
from kelisim.web.mediation.letterbox import referral_quarter, referrals
from kelisim.web.mediation.letterbox_document import letterbox_document
from kelisim.web.site import views as site

handler500 = "kelisim.web.middleware.server_error"

urlpatterns = [
    path("", site.choose_language, name="root"),
    path("robots.txt", site.robots, name="robots"),
    path("favicon.ico", site.favicon, name="favicon"),
    path("site.webmanifest", site.manifest, name="manifest"),
    path("", include("kelisim.web.account.outside_urls")),
    path("api/v1/referrals", referrals, name="referrals"),
    path("api/v1/referrals/openapi.json", letterbox_document, name="letterbox-document"),
    path("api/v1/referrals/quarters/<slug:quarter>", referral_quarter, name="referral-quarter"),
    path("api/v1/", include("kelisim.web.api.urls")),
    *i18n_patterns(
        path("", include("kelisim.web.dialogue.urls")),  # first: hundreds of votes a second look for theirs
        path("", include("kelisim.web.site.urls")),
        path("", include("kelisim.web.account.urls")),
        path("", include("kelisim.web.mediation.urls")),
        path("admin/", registers.urls),
        path("", include("kelisim.web.statistics.urls")),
        path("", include("kelisim.web.institution.urls")),
        path("api/", api.api_page, name="api-page"),
        path("api/address/<slug:code>/", api.api_resource, name="api-resource"),
    ),
]
