"""On the laptop: everything sealed since the last time becomes one numbered, signed package."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from kelisim.apps.mediation.models import Device, Package, SealedForm
from kelisim.apps.mediation.queries import packages
from kelisim.apps.mediation.queries.own_device import own_device, signing_key


def export_package() -> Package | None:
    """The new package; None if nothing waits. It stays, so its file can be written as often as is needed."""
    with transaction.atomic():
        device = Device.objects.select_for_update().get(pk=own_device().pk)
        forms = list(SealedForm.objects.filter(package=None).order_by("id")[: packages.MOST_FORMS])
        if not forms:
            return None
        last = device.packages.aggregate(last=Max("number"))["last"] or 0
        contents = [(one.uid, bytes(one.box)) for one in forms]
        manifest = packages.manifest_of(device, last + 1, contents)
        package = Package.objects.create(
            device=device, number=manifest.number, digest=manifest.digest, cases=len(forms)
        )
        SealedForm.objects.filter(pk__in=[one.pk for one in forms]).update(package=package)
    return package


def package_file(package: Package) -> bytes:
    """The file of a package: byte for byte the same whenever it is asked for."""
    contents = [(one.uid, bytes(one.box)) for one in package.forms.order_by("id")]
    manifest = packages.manifest_of(package.device, package.number, contents)
    signature = signing_key().sign(manifest.signed_bytes()).signature
    return packages.written(manifest, [blob for _uid, blob in contents], signature)
