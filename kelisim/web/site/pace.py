"""How much one network address may hand in within an hour.

Counted in the memory of the process, never on a disk, and forgotten after the hour: the address itself is
not kept, only a keyed number made of it. With several processes each counts for itself.
"""

from __future__ import annotations

from ipaddress import ip_address

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

MOST = 5
SECONDS = 3600


def is_full(request: HttpRequest) -> bool:
    """Whether this address handed in as much as an hour allows."""
    return int(cache.get(_name(request), 0)) >= MOST


def count(request: HttpRequest) -> None:
    """One more from this address; the hour runs from the first one."""
    name = _name(request)
    if not cache.add(name, 1, SECONDS):
        cache.incr(name)


def sender(request: HttpRequest) -> str:
    """The address the request came from. A proxy on this machine adds it at the end of its header; what
    stands before the end was sent by the reader's side and may be anything."""
    peer = str(request.META.get("REMOTE_ADDR", ""))
    told = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
    return told if told and _is_here(peer) else peer


def _is_here(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _name(request: HttpRequest) -> str:
    return "pace:" + salted_hmac("kelisim.pace", sender(request), algorithm="sha256").hexdigest()
