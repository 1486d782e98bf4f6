"""Home and what stands beside it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kelisim.web.files import list_file
from kelisim.web.site import front, grid, offices
from kelisim.web.site.forms import StyleForm
from kelisim.web.site.shell import address
from kelisim.web.site.today import today

OFFICES_ON_A_PAGE = 20
WAYS = {
    "apply": "apply",
    "my_case": "my-case",
    "office": "find-an-office",
    "figures": "statistics",
    "institution": "structure",
    "discussions": "conversation-list",
    "story": "story",
    "grid": "who-sees-what",
    "about": "about",
}


def choose_language(request: HttpRequest) -> HttpResponse:
    """The bare address leads to the home page in the reader's language."""
    return HttpResponseRedirect(reverse("home"))


def home(request: HttpRequest) -> HttpResponse:
    """The first page a person sees."""
    context = {
        "ways": {key: address(name) for key, name in WAYS.items()},
        "welcome": front.welcome(),
        "days": front.follow_up_days(),
        "sums": front.sums(),
        "today": today(timezone.localdate()),
    }
    return render(request, "site/home.html", context)


def find_an_office(request: HttpRequest) -> HttpResponse:
    """Offices by region, district or name; without a question, all of them."""
    q = request.GET.get("q", "").strip()[: offices.LONGEST_QUESTION]
    code = request.GET.get("place", "")
    place = offices.chosen(code)
    tiles = offices.region_tiles(timezone.localdate(), place)
    every = offices.search(q, place)
    file = list_file(request, offices.listing(every, tiles))
    if file is not None:
        return file
    page = Paginator(every, OFFICES_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "q": q,
        "place": place,
        "unknown_place": code if code and place is None else "",
        "tiles": tiles,
        "districts": offices.districts(place),
        "page": page,
        "found": [(office, offices.place_of(office, tiles)) for office in page],
    }
    return render(request, "site/find_an_office.html", context)


def who_sees_what(request: HttpRequest) -> HttpResponse:
    """Every role, and how far it sees: drawn from the room's own table."""
    groups = grid.groups()
    file = list_file(request, *(group.listing for group in groups))
    return file or render(request, "site/who_sees_what.html", {"groups": groups})


def about(request: HttpRequest) -> HttpResponse:
    """What the platform is and is not."""
    return render(request, "site/about.html")


def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about a reader and about an applicant."""
    return render(request, "site/privacy.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    """The statement WCAG asks for, with what does not work yet."""
    return render(request, "site/accessibility.html")


def robots(request: HttpRequest) -> HttpResponse:
    """Public pages may be indexed; what belongs to a case or to staff may not."""
    lines = [
        "User-agent: *",
        "Disallow: /*/my-case/",
        "Disallow: /*/desk/",
        "Disallow: /*/statistics/evidence/",
    ]
    lines += ["Disallow: /admin/", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for this address unbidden."""
    return HttpResponseRedirect(static("img/mark.svg"))


def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone shows when the site is kept on its home screen."""
    icon = {"src": static("img/mark.svg"), "sizes": "any", "type": "image/svg+xml"}
    content = {
        "name": "Kelisim",
        "short_name": "Kelisim",
        "start_url": "/",
        "display": "browser",
        "background_color": "#f8f7f3",
        "theme_color": "#0b5c70",
        "icons": [icon],
    }
    return JsonResponse(content, content_type="application/manifest+json")


def style(request: HttpRequest) -> HttpResponse:
    """Every part in every state, for those who build pages."""
    wrong = StyleForm({"email": "aizhan", "topic": "", "story": ""})
    context = {
        "form": StyleForm(),
        "wrong": wrong,
        "page": Paginator(range(120), 10).page(4),
        "steps": [
            {"label": _("Received"), "state": "done", "detail": ""},
            {"label": _("Talks"), "state": "now", "detail": _("The mediator names a day.")},
            {"label": _("Settled"), "state": "next", "detail": ""},
        ],
        "columns": [{"label": _("Region")}, {"label": _("People"), "number": True}],
        "rows": [["Алматы қаласы", "2 161 665"], ["Солтүстік Қазақстан облысы", "534 107"]],
        "facts": [
            {"label": _("Office"), "value": "Медиация кабинеті, Қонаев қаласы"},
            {"label": _("Telephone"), "value": "+7 727 000 00 00", "href": "tel:+77270000000"},
        ],
        "events": [
            {"when": "2026 ж. 1 шілде", "text": _("Received")},
            {"when": "2026 ж. 3 шілде", "text": _("Talks")},
        ],
    }
    return render(request, "site/style.html", context)
