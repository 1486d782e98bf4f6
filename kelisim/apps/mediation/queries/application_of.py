"""The application as a sheet: what was sealed, and how it came in."""

from __future__ import annotations

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext

from kelisim.apps.mediation.models import Case, Party
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import sealed
from kelisim.apps.mediation.queries.documents import code_name_of_language, matter
from kelisim.apps.mediation.queries.papers import applications
from kelisim.kernel.access.door import Refused
from kelisim.kernel.documents.sheet import Sheet
from kelisim.kernel.packs.codes import code_name
from kelisim.kernel.seal.ring import Keyring
from kelisim.kernel.texts import say

_WISHES: dict[str, Promise] = {
    "mode": gettext_lazy("Would like to meet by"),
    "access": gettext_lazy("Would make taking part easier"),
    "wanted": gettext_lazy("A mediator she would like"),
    "unwanted": gettext_lazy("A mediator she does not want"),
    "court_name": gettext_lazy("Court or body"),
    "court_number": gettext_lazy("Case number there"),
    "court_date": gettext_lazy("The next important date"),
}


def wishes(words: object) -> list[tuple[str, str]]:
    """What she wishes, each with its name, from the words as they were sealed."""
    told = words if isinstance(words, dict) else {}
    return [
        (str(label), code_name("modes", str(told[name])).of() if name == "mode" else str(told[name]))
        for name, label in _WISHES.items()
        if told.get(name)
    ]


def application(case: Case, keys: Keyring) -> Sheet:
    """The application as it came. Raises Refused if no open key opens it."""
    found = sealed.latest(case, keys, ItemKind.APPLICATION)
    if found is None:
        raise Refused
    short = sealed.latest(case, keys, ItemKind.SHORT_TEXT)
    party = case.parties.get(side=Party.Side.APPLICANT)
    came = case.moves.filter(verb="submit").select_related("user").first()
    with override(case.language):
        applied = applications.Applied(
            text=found.text(),
            short_text=short.text() if short else "",
            clear=_clear(case),
            wishes=tuple(wishes(found.words.get("wishes"))),
            assisted_by=str(came.user.name) if came and came.user else "",
            noticed_on=timezone.localdate(party.notice_at) if party.notice_at else None,
            follow_up=party.follow_up,
        )
    return applications.application(matter(case, timezone.localdate(case.received_at)), applied=applied)


def _clear(case: Case) -> tuple[tuple[str, str], ...]:
    lines = (
        (pgettext("field", "Received"), say.moment(case.received_at) if case.received_at else ""),
        (_("Came in by"), code_name("channels", case.channel).of()),
        (_("Kind of case"), code_name("tracks", case.track).of() if case.track else ""),
        (_("Where the matter is"), code_name("stages", case.stage).of()),
        (_("Languages"), ", ".join(map(code_name_of_language, case.languages.split()))),
        (_("Interpreter"), _("needed") if case.interpreter else ""),
    )
    return tuple((label, value) for label, value in lines if value)
