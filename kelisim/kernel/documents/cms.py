"""A signature in a file beside the document, checked by a service on this machine. Off unless a setting says.

Some national keys use algorithms no free library knows; who needs them runs the state's own checker next to
the house (in Kazakhstan NCANode; the signer uses NCALayer) and names its address in KELISIM_CMS_SERVICE.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import http.client
import json
from collections.abc import Mapping
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.conf import settings

from kelisim.kernel.documents.check import Certificate, Fault, NotAccepted

PATIENCE_SECONDS = 10
_PATH = "/cms/verify"


class ServiceSilent(Exception):
    """The service does not answer, or not in its own words. Nothing is known of the signature."""


class CmsService(Protocol):
    """Whoever can say whose signature a CMS file beside a document is."""

    def check(self, cms: bytes, *, document: bytes) -> Certificate:
        """The signer's certificate. Raises NotAccepted, or ServiceSilent."""


def service() -> CmsService | None:
    """The service of this installation; None where it is switched off."""
    return HttpService(settings.CMS_SERVICE) if settings.CMS_SERVICE else None


class HttpService:
    """A checker that speaks as NCANode does: POST /cms/verify with both files in base64."""

    def __init__(self, address: str) -> None:
        self._address = urlsplit(address)

    def check(self, cms: bytes, *, document: bytes) -> Certificate:
        """Asks once; follows no redirect and uses no proxy, because the document goes along."""
        body = {
            "cms": base64.b64encode(cms).decode(),
            "data": base64.b64encode(document).decode(),
            "revocationCheck": [],
            "checkOcsp": False,
            "checkCrl": False,
        }
        told = self._asked(json.dumps(body).encode())
        if not isinstance(told.get("valid"), bool):
            raise ServiceSilent
        if not told["valid"]:
            raise NotAccepted(Fault.BROKEN)
        return _certificate(told)

    def _asked(self, body: bytes) -> Mapping[str, Any]:
        line = http.client.HTTPConnection(
            self._address.hostname or "", self._address.port, timeout=PATIENCE_SECONDS
        )
        try:
            line.request("POST", _PATH, body, {"Content-Type": "application/json"})
            told = json.loads(line.getresponse().read())
        except (OSError, http.client.HTTPException, ValueError):
            raise ServiceSilent from None
        finally:
            line.close()
        if not isinstance(told, dict):
            raise ServiceSilent
        return told


def _certificate(told: Mapping[str, Any]) -> Certificate:
    """Of exactly one signer: a file with several names nobody in particular."""
    try:
        (signer,) = told["signers"]
        own = signer["certificates"][0]
        name, issuer = str(own["subject"]["commonName"]), str(own["issuer"]["commonName"])
        until = dt.date.fromisoformat(str(own["notAfter"])[:10])
        sound, number = bool(own["valid"]), str(own["serialNumber"])
    except (KeyError, IndexError, TypeError, ValueError):
        raise ServiceSilent from None
    if not sound:
        raise NotAccepted(Fault.UNKNOWN_ISSUER)
    printed = hashlib.sha256(f"{issuer}|{number}".encode()).hexdigest()
    return Certificate(name=name, issuer=issuer, until=until, print=printed)
