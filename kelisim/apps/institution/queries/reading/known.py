"""What the ledger holds already, by the addresses a document uses."""

from __future__ import annotations

import re

from kelisim.apps.institution.models import Act, Effect
from kelisim.apps.institution.queries.exports.works import address

_HOST = re.compile(r"^[a-z]+://[^/]*")
# What follows a work's address: an expression, a component, a part.
_BEYOND = re.compile(r"(/[a-z]{2,3}[@:].*|/!.*|/~.*|[#~?].*)$")


def work_of(href: str) -> str:
    """The address of the work behind the address of an expression, a component or a part, without a host."""
    bare: str = _BEYOND.sub("", _HOST.sub("", href)).rstrip("/")
    return bare if bare.startswith("/akn/") else f"/akn{bare}"


class Known:
    """The acts and the effects of acts on acts, read once."""

    def __init__(self) -> None:
        self.acts = {act.code: act for act in Act.objects.all()}
        self.by_address: dict[str, str] = {address(act): act.code for act in self.acts.values()}
        rows = Effect.objects.filter(about_act__isnull=False).select_related("act", "about_act")
        self.effects: dict[tuple[str, str, str], list[Effect]] = {}
        for row in rows.order_by("code"):
            place = (row.act.code, row.about_act.code if row.about_act else "", row.verb)
            self.effects.setdefault(place, []).append(row)

    def code_at(self, href: str) -> str:
        """The act at this address, or nothing."""
        return self.by_address.get(work_of(href), "")
