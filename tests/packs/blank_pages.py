"""Run by itself with KELISIM_PACK=_blank: loads the pack into an empty database and opens every page."""

import json
import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - after Django is set up
from django.test import Client  # noqa: E402
from django.urls import URLPattern, get_resolver  # noqa: E402
from django.utils.translation import override  # noqa: E402

from kelisim.cli.packs import loaders  # noqa: E402
from kelisim.kernel.packs.load import load_pack  # noqa: E402

FOREIGN = ("admin", "accounts/", "favicon", "root")  # the framework's own, and what only redirects


def addresses(patterns, before=""):
    for pattern in patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield address, pattern.name or ""
        else:
            yield from addresses(pattern.url_patterns, address)


def main():
    call_command("migrate", verbosity=0)
    load_pack("_blank", lambda line: None, loaders=loaders())
    found = []
    for language in ("kk", "ru", "en"):
        with override(language):
            found += list(addresses(get_resolver().url_patterns))
    client = Client(raise_request_exception=False)
    told = {
        f"/{address}": client.get(f"/{address}").status_code
        for address, name in found
        if address and not any(mark in address or mark in name for mark in (*FOREIGN, "<", "("))
    }
    sys.stdout.write(json.dumps(told))


main()
