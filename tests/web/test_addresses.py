"""Addresses: each belongs to one page, so that no room takes another's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def _addresses(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for one in patterns:
        address = f"{before}{one.pattern}"
        if isinstance(one, URLResolver):
            yield from _addresses(one.url_patterns, address)
        else:
            yield address


def test_no_address_is_served_by_two_pages() -> None:
    served = Counter(_addresses(get_resolver().url_patterns))
    assert [address for address, times in served.items() if times > 1] == []
    assert len(served) > 100
