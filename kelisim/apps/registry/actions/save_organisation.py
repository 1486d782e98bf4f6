"""Saves an organisation with the keys by which it is found."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.registry import access
from kelisim.apps.registry.errors import NameMissing
from kelisim.apps.registry.models import Organisation
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.texts.keys import set_keys


def save_organisation(organisation: Organisation, *, by: User | None) -> Organisation:
    """Keeps a new or changed organisation. Raises NameMissing, Refused, ValidationError."""
    require(access.may_save(by, organisation))
    names = (organisation.name_kk, organisation.name_ru, organisation.name_en)
    if not any(names):
        raise NameMissing(code=organisation.code)
    with transaction.atomic():
        set_keys(organisation, *names)
        organisation.full_clean()
        organisation.save()
        record("registry.organisation_saved", organisation, by=by)
    return organisation
