"""Every page of ours, found from the addresses themselves, so that a new one cannot be forgotten."""

from django.urls import URLPattern, get_resolver, reverse
from django.utils.translation import override

NO_PAGES = {"root", "robots", "favicon", "manifest", "health-live", "health-ready", "metrics"}
ROOMS = (
    *("kelisim.web.site.", "kelisim.web.institution.", "kelisim.web.statistics.", "kelisim.web.api.views"),
    "kelisim.web.mediation.memoranda.",
)
# A page with a key in its address is read with these; one without an example fails the tests.
KEYS = {
    "story-chapter": ["sessions", "results", "conflicts", "mediation", "concepts"],
    "memorandum-detail": ["court-assembly-2016", "mutual-agreements"],
    "organ-detail": ["assembly", "rsi", "kenesi"],
    "power-detail": ["mazhilis-seats", "legal-status"],
    "claim-detail": ["result-2"],
    "evidence-add": ["result-2"],
    "figure-history": ["religious-associations"],
    "api-resource": ["acts"],
    "act-detail": ["law-70", "const-2026", "act-rsi-2014"],
}
FILES = {
    "figures-file", "structure-popolo", "structure-org", "act-akn",
    "letterbox-document", "release-file", "release-archive", "release-citation",
}  # fmt: skip  # files, not pages
# A country has no release by itself: these are walked in tests/statistics/test_release_pages.py.
OF_RELEASES = {"release-detail", "release-table"}
SECRET = {"evidence-receipt"}  # opened by a key that only its writer holds


def _patterns(resolver):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        elif not pattern.namespace:  # what has a namespace answers programs
            yield from _patterns(pattern)


def _has_key(pattern):
    return pattern.pattern.regex.groups > 0


def _public(pattern):
    module = pattern.callback.__module__
    return (
        module.startswith(ROOMS) and ".staff" not in module and not str(pattern.pattern).startswith("desk/")
    )


def keyless():
    """The name of every page of ours that needs no key; pages closed to everybody are left out."""
    return sorted(
        pattern.name
        for pattern in _patterns(get_resolver())
        if pattern.callback.__module__.startswith("kelisim.web.")
        and not _has_key(pattern)
        and pattern.name not in NO_PAGES
        and "closed/" not in str(pattern.pattern)
    )


def keyed():
    """The name of every public page with a key in its address."""
    return sorted(
        pattern.name
        for pattern in _patterns(get_resolver())
        if _public(pattern) and _has_key(pattern) and pattern.name not in FILES | SECRET | OF_RELEASES
    )


def public():
    """Every public page of the site, the institution and the figures: its name and its key, if any."""
    bare = {pattern.name for pattern in _patterns(get_resolver()) if _public(pattern)} & {*keyless()} - FILES
    return [
        *((name, None) for name in sorted(bare)),
        *((name, key) for name in keyed() for key in KEYS[name]),
    ]


def address(name, key, lang):
    """Where it stands in a language."""
    with override(lang):
        return reverse(name, args=[key] if key else [])
