"""A secretary and what she says: how the tests draft, sign and publish a release."""

from __future__ import annotations

from kelisim.apps.statistics.actions.check_release import check_release
from kelisim.apps.statistics.actions.draft_release import Told, draft_release
from kelisim.apps.statistics.actions.publish_release import publish_release
from kelisim.apps.statistics.models import Release
from kelisim.apps.statistics.queries.release.reading import keys_to_read
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User
from kelisim.kernel.texts.of import Text

WORDS = Text(kk="Алғашқы жинақ.", ru="Первый выпуск.", en="The first release.")
NOTES = Text(kk="Әдіс бұрынғыдай.", ru="Методы прежние.", en="Methods as before.")
TOLD = Told(words=WORDS, notes=NOTES)


def person(name: str, role: Role | None) -> User:
    """An account with one role for the whole country, or with none."""
    user = User.objects.create_user(f"{name}@kelisim.example", name=name.title())
    if role:
        RoleHolding.objects.create(user=user, role=role, since="2020-01-01")
    return user


def draft(by: User, code: str = "2026-1", told: Told = TOLD) -> Release:
    """Drafts it."""
    return draft_release(code, told=told, by=by)


def signed(by: User, code: str = "2026-1", told: Told = TOLD) -> Release:
    """Drafts it, reads everything, signs."""
    release = draft(by, code, told)
    return check_release(release, digest=release.digest, read=keys_to_read(release), by=by)


def published(by: User, code: str = "2026-1", told: Told = TOLD) -> Release:
    """The whole way."""
    return publish_release(signed(by, code, told), by=by)
