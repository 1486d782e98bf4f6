"""Keeps the typeset PDF of a signed document, sealed beside its words; never stored in clear."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.access import Thing
from kelisim.apps.mediation.actions.seal_item import Sheet, seal_item
from kelisim.apps.mediation.actions.take_step import locked
from kelisim.apps.mediation.errors import NothingToSign
from kelisim.apps.mediation.models import Case, Item, Party
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import sealed, signatures
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.seal.ring import Keyring


def keep_document(case: Case, *, kind: ItemKind, pdf: bytes, by: Party | User, keys: Keyring) -> Item:
    """Seals the PDF of a fully signed agreement or settlement; twice is once. Raises NothingToSign."""
    require(access.may(by, "write", Thing.JOINT, case))
    with transaction.atomic():
        case = locked(case)
        item = signatures.draft(case, kind)
        if item is None or signatures.missing(case, item):
            raise NothingToSign
        key = sealed.compartment_key(case, sealed.JOINT, keys)
        once = f"pdf:{item.digest[:48]}"
        sheet = Sheet(kind=ItemKind.DOCUMENT, file=pdf, subject=kind, once=once, signed=True)
        return seal_item(case, sealed.JOINT, key, sheet)
