"""What a bench needs to ask a site of its own: a port nobody has, and patience until it answers."""

from __future__ import annotations

import socket
import time
import urllib.request

PAUSE_SECONDS = 0.5


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait(address: str, *, tries: int) -> None:
    """Until the address answers; TimeoutError after so many tries, half a second apart."""
    for _ in range(tries):
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(PAUSE_SECONDS)
        else:
            return
    raise TimeoutError(address)
