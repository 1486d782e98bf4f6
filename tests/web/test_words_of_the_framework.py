"""What the framework says to people is Kazakh on a Kazakh page: labels, helps, errors of every form.

Our own words are held by `kelisim words check`.
"""

import importlib
import re

import pytest
from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.contrib.auth import password_validation
from django.core import validators
from django.utils import translation

from tests.web.reading import ENGLISH

LATIN_WORD = re.compile(r"[A-Za-z]{3,}")
KEPT = {"JSON", "UUID", "IPv4", "IPv6", "True", "False", "None", "PIN", "cookie", "last", "Kelisim"}
LIBRARY = [
    *(account.LoginForm, account.ChangePasswordForm, account.SetPasswordForm, account.ResetPasswordForm),
    *(account.ResetPasswordKeyForm, account.ReauthenticateForm),
    *(mfa.AuthenticateForm, totp.ActivateTOTPForm, webauthn.AddWebAuthnForm),
]


def _texts(form):
    fields = getattr(form, "base_fields", {})
    for name, field in fields.items():
        where = f"{form.__name__}.{name}"
        yield f"{where} label", field.label
        yield f"{where} help", field.help_text
        yield from ((f"{where} {code}", text) for code, text in field.error_messages.items())
        for validator in field.validators:
            yield f"{where} {type(validator).__name__}", getattr(validator, "message", "")


def _english(text):
    words = re.sub(r"%\(\w+\)[sdr]|\{\w+\}|<[^>]+>", "", str(text or ""))
    return [word for word in LATIN_WORD.findall(words) if word not in KEPT]


@pytest.mark.parametrize("form", LIBRARY)
def test_every_text_of_a_form_is_kazakh(form):
    with translation.override("kk"):
        assert {where: str(text) for where, text in _texts(form) if _english(text)} == {}


def test_every_kind_of_field_complains_in_kazakh():
    kinds = [
        kind for kind in vars(forms).values() if isinstance(kind, type) and issubclass(kind, forms.Field)
    ]
    with translation.override("kk"):
        said = {
            f"{kind.__name__} {code}": _said(text)
            for kind in kinds
            for base in kind.__mro__
            for code, text in getattr(base, "default_error_messages", {}).items()
        }
        assert {where: text for where, text in said.items() if _english(text)} == {}


def test_every_validator_complains_in_kazakh():
    named = [one for one in vars(validators).values() if isinstance(one, type)]
    with translation.override("kk"):
        said = {
            f"{one.__name__} {part} {place}": text
            for one in named
            for part in ("message", "messages")
            for place, text in enumerate(_flat(getattr(one, part, "")))
        }
        assert {where: text for where, text in said.items() if _english(text)} == {}


NUMBERS = {"limit_value": 2, "show_value": 1, "max": 2, "length": 3}


def _said(text):
    """A message as it is read; one that counts says nothing before it has its numbers."""
    return str(text) or (str(text % NUMBERS) if text else "")


def _flat(said):
    """A message, or all of a table of messages."""
    return [_said(one) for one in (said.values() if isinstance(said, dict) else [said])]


def test_weak_password_is_refused_in_kazakh():
    with translation.override("kk"):
        try:
            password_validation.validate_password("1234567")
            complaints = []
        except forms.ValidationError as error:
            complaints = error.messages
        helps = password_validation.password_validators_help_texts()
    assert len(complaints) == 2
    assert [text for text in [*complaints, *map(str, helps)] if ENGLISH.search(text)] == []


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("account", "email_password_mismatch"),
        ("account", "too_many_login_attempts"),
        ("mfa", "incorrect_code"),
    ],
)
def test_refusals_at_the_door_are_kazakh(code, word):
    adapter = importlib.import_module(f"allauth.{code}.adapter").get_adapter()
    with translation.override("kk"):
        assert _english(adapter.error_messages[word]) == []
