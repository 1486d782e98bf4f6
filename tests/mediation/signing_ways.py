"""Signing otherwise than with a key on the page: by hand, or with a certificate of one's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from kelisim.apps.mediation.actions.sign_document import SIGNED_BY
from kelisim.apps.mediation.actions.take_in import OWN_KEY, Hand, by_mail, on_paper, signed_file
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.models.sealed import BY_HAND, ItemKind
from kelisim.apps.mediation.queries import evidence, signatures
from tests.cast import PASSPHRASE, Story
from tests.mediation.marks import MARKS
from tests.signing import Issued, issued, signed_outside

# The smallest picture there is: one white point.
SCAN = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63fa0f00010501"
    "02cfa02ecd0000000049454e44ae426082"
)


@dataclass(frozen=True)
class Known:
    """A root the installation trusts, and somebody's certificate under it."""

    root: Issued
    person: Issued


def known_root(var: Path, name: str = "РҮСТЕМ") -> Known:
    """Puts a root into the installation's folder, as an administrator does."""
    now = timezone.now()
    root = issued("Түбір", now)
    folder = var / "trust"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "root.pem").write_bytes(root.pem)
    since = timezone.localdate(now).isoformat()
    line = f"- {{key: root, value: root.pem, since: {since}, source: 'for a test', verified: yes}}\n"
    (folder / "roots.yaml").write_text(line)
    return Known(root, issued(name, now, by=root))


def on_key(story: Story, kind: ItemKind, who: str, hand: Hand | None) -> Case:
    """Who signs, or hands her own in, opens her own key for it."""
    act = SIGNED_BY[kind]
    by = story.refreshed().mediator.user if who == "M" else story.party(who)
    secret = PASSPHRASE if who == "M" else story.secret(who)
    digest = signatures.draft(story.case, kind).digest
    return act(story.case, digest=digest, secret=secret, by=by, hand=hand)


def by_hand(story: Story, kind: ItemKind, _side: str, hand: Hand, secret: str = PASSPHRASE) -> Case:
    """The mediator takes in what a side signed by hand."""
    act = SIGNED_BY[kind]
    digest = signatures.draft(story.refreshed(), kind).digest
    return act(story.case, digest=digest, secret=secret, by=story.case.mediator.user, hand=hand)


def in_pdf(story: Story, kind: ItemKind, side: str, known: Known) -> Case:
    """A side signs the newest file with a program of her own and uploads it."""
    keys = story.keys(side)
    file = signed_outside(evidence.file_to_sign(story.refreshed(), kind, keys), known.person)
    return on_key(story, kind, side, signed_file(story.party(side), kind, file, keys=keys))


def deeds(story: Story, kind: ItemKind) -> Iterator[tuple[str, Callable[[], object]]]:
    """All three sign, each in another way: in the PDF too, on paper, with a certificate, by e-mail."""
    act = SIGNED_BY[kind]
    digest = signatures.draft(story.refreshed(), kind).digest
    mediator = story.case.mediator.user
    for who, hand in _hands(story, kind).items():
        taken_in = who == "M" or hand.way in BY_HAND
        by, secret = (mediator, PASSPHRASE) if taken_in else (story.party(who), story.secret(who))
        yield (
            f"{act.__name__} {who}",
            lambda by=by, secret=secret, hand=hand: act(
                story.refreshed(), digest=digest, secret=secret, by=by, hand=hand
            ),
        )


def _hands(story: Story, kind: ItemKind) -> Mapping[str, Hand | None]:
    today = timezone.localdate()
    if kind == ItemKind.AGREEMENT:
        return {"A": OWN_KEY, "B": on_paper("B", SCAN, received_on=today), "M": None}
    letter = by_mail("B", SCAN, message_id=MARKS["mail of a signature"], received_on=today)
    return {"A": handed_in(story, kind, "A"), "B": letter, "M": OWN_KEY}


def handed_in(story: Story, kind: ItemKind, side: str) -> Hand:
    """A file a side signed under a root this installation trusts from now on; looked at, not yet counted."""
    keys, known = story.keys(side), known_root(settings.VAR)
    file = signed_outside(evidence.file_to_sign(story.refreshed(), kind, keys), known.person)
    return signed_file(story.party(side), kind, file, keys=keys)
