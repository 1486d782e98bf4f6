"""Searches go through folded keys: SQLite folds no Cyrillic, so a raw search finds less there."""

import re

from django.contrib import admin

from tests.architecture.house import files, name

_RAW = re.compile(r"__i(?:contains|exact|startswith|endswith|regex)\b")
_NAMES = re.compile(r"_(?:kk|ru|en)$")


def test_no_source_searches_text_without_its_key():
    found = [
        f"{name(path)}:{number}: {line.strip()}"
        for path in files(".py", under="kelisim")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if _RAW.search(line)
    ]
    assert found == [], "\n".join(found)


def test_registers_search_keys_and_codes():
    raw = [
        f"{model._meta.label}: {field}"
        for model, page in admin.site._registry.items()
        if model.__module__.startswith("kelisim.")
        for field in page.search_fields
        if _NAMES.search(field)
    ]
    assert raw == [], "\n".join(raw)
