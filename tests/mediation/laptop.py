"""Runs as a process of its own: an office laptop in intake mode, from its key to an exported package.

Told by its arguments: `key`, `enrol FILE`, `take FOLDER` (takes three applications through the pages, makes a
package, saves it twice), prints one JSON line.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import django

django.setup()  # first: what follows imports models

from django.conf import settings  # noqa: E402 - after setup
from django.core.management import call_command  # noqa: E402 - after setup
from django.test import Client  # noqa: E402 - after setup

from kelisim.apps.mediation.actions.accept_enrolment import accept_enrolment  # noqa: E402 - after setup
from kelisim.apps.mediation.queries.own_device import public_key  # noqa: E402 - after setup
from tests.mediation.offline import typed  # noqa: E402 - after setup
from tests.people import place  # noqa: E402 - after setup

CLOSED = ("/kk/", "/kk/desk/", "/kk/account/sign-in/", "/kk/apply/", "/kk/admin/", "/api/v1/", "/kk/about/")


def take(folder: Path) -> dict[str, object]:
    """Three people apply; the first one's form is sent twice."""
    client = Client()
    receipts = []
    for number in (1, 1, 2, 3):
        answer = client.post("/kk/intake/", typed(number))
        receipts.append(re.findall(r'<span class="secret">([0-9A-Z-]+)<', answer.content.decode()))
    client.post("/kk/intake/packages/")
    files = [client.get("/kk/intake/packages/1.json").content for _turn in range(2)]
    (folder / "package.json").write_bytes(files[0])
    return {
        "receipts": receipts,
        "same": files[0] == files[1],
        "closed": [client.get(path).status_code for path in CLOSED],
    }


def main() -> None:
    """One step of the laptop's life."""
    if not Path(str(settings.DATABASES["default"]["NAME"])).exists():
        call_command("migrate", verbosity=0)
        region = place("750000000", "region", None, "Алматы")
        place("751100000", "district", region, "Алмалы ауданы")
    step, *rest = sys.argv[1:]
    told: object = {"key": public_key()}
    if step == "enrol":
        told = {"office": accept_enrolment(Path(rest[0]).read_bytes()).office_code}
    elif step == "take":
        told = take(Path(rest[0]))
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
