"""Tables point only where imports may: downward, and along the named arrows between rooms."""

from django.apps import apps
from django.db.models import Field

# (room that points, room it points at): the arrows of the design that carry a foreign key today.
ARROWS = {
    ("institution", "registry"),
    ("mediation", "registry"),
    ("mediation", "institution"),
    ("dialogue", "registry"),
    ("statistics", "registry"),
}


def _relations():
    for config in apps.get_app_configs():
        if not config.name.startswith("kelisim."):
            continue
        for model in config.get_models():
            for field in model._meta.get_fields():
                if isinstance(field, Field) and field.is_relation and field.related_model:
                    yield model, field, apps.get_app_config(field.related_model._meta.app_label)


def _floor(config):
    return config.name.split(".")[1]


def test_rooms_point_at_each_other_only_along_named_arrows():
    found = {
        (model._meta.app_label, target.label)
        for model, _field, target in _relations()
        if model.__module__.startswith("kelisim.apps.") and _floor(target) == "apps"
        if model._meta.app_label != target.label
    }
    assert found - ARROWS == set()


def test_no_arrow_is_named_that_nobody_uses():
    found = {(model._meta.app_label, target.label) for model, _field, target in _relations()}
    assert ARROWS - found == set()


def test_the_kernel_points_at_no_room():
    upward = [
        f"{model._meta.label}.{field.name}"
        for model, field, target in _relations()
        if model.__module__.startswith("kelisim.kernel.") and target.name.startswith("kelisim.apps.")
    ]
    assert upward == [], "\n".join(upward)


def test_the_audit_points_at_nothing_so_that_nothing_can_pull_an_entry_away():
    pointing = [field.name for model, field, _target in _relations() if model._meta.app_label == "audit"]
    assert pointing == [], "\n".join(pointing)
