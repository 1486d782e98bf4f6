"""Which deed a signature under a document is: under the agreement to mediate, or under the settlement."""

from __future__ import annotations

from typing import Final

from kelisim.apps.mediation.actions.settle import settle
from kelisim.apps.mediation.actions.sign_agreement import sign_agreement
from kelisim.apps.mediation.models.sealed import ItemKind

SIGNED_BY: Final = {ItemKind.AGREEMENT: sign_agreement, ItemKind.SETTLEMENT: settle}
