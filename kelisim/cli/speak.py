"""Sets Django up for a command and speaks the language of the person's terminal."""

from __future__ import annotations

import os


def speak() -> str:
    """The language of LANG if it is one of ours, English otherwise; from here on every text is in it."""
    import django
    from django.utils import translation

    from kelisim.kernel.texts.of import LANGUAGES

    django.setup()
    asked = (os.environ.get("LC_ALL") or os.environ.get("LANG") or "en")[:2]
    language = asked if asked in LANGUAGES else "en"
    translation.activate(language)
    return language
