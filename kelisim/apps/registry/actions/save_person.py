"""Saves a person with the keys by which she is found."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.registry import access
from kelisim.apps.registry.errors import NameMissing
from kelisim.apps.registry.models import Person
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.texts.keys import set_keys


def save_person(person: Person, *, by: User | None) -> Person:
    """Keeps a new or changed person. Raises NameMissing, Refused, ValidationError."""
    require(access.may_save_person(by))
    if not person.name:
        raise NameMissing(code=person.code)
    with transaction.atomic():
        set_keys(person, person.name, person.name_latin)
        person.full_clean()
        person.save()
        record("registry.person_saved", person, by=by)
    return person
