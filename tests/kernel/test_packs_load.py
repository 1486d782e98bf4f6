"""Loading: all rooms or none, the same again changes nothing, and the sample mark survives."""

from argparse import Namespace

import pytest
from django.utils.translation import override

from kelisim.cli.packs import run_load
from kelisim.kernel.packs.complaints import BadPack
from kelisim.kernel.packs.load import load_pack
from kelisim.kernel.packs.models import Installation
from kelisim.kernel.packs.sample import is_sample
from kelisim.kernel.places.load import load as load_places
from kelisim.kernel.places.models import Level, Territory


def one(pack):
    """A room that writes one row."""
    Territory.objects.update_or_create(code="one", defaults={"level": Level.REGION, "kind": pack.code})
    return 1


def bad(pack):
    """A room that finds its file bad after others have written."""
    raise BadPack([])


@pytest.mark.django_db
def test_a_bad_room_leaves_nothing_of_the_others():
    said = []
    with pytest.raises(BadPack):
        load_pack("_blank", said.append, loaders=[one, bad])
    assert (Territory.objects.count(), Installation.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_the_same_pack_is_loaded_once_unless_asked_again():
    said = []
    assert load_pack("_blank", said.append, loaders=[one])
    assert not load_pack("_blank", said.append, loaders=[one])
    assert load_pack("_blank", said.append, loaders=[one], again=True)
    assert [line.partition(" (")[0].rpartition(" ")[2] for line in said] == [
        "1",
        "changed",
        "1",
    ]
    assert Territory.objects.count() == 1


@pytest.mark.django_db
def test_another_loader_means_loading_again():
    assert load_pack("_blank", print, loaders=[one])
    assert load_pack("_blank", print, loaders=[one, load_places])


@pytest.mark.django_db
def test_a_sample_database_stays_one_when_the_pack_is_loaded_again():
    load_pack("_blank", print, loaders=[])
    assert not is_sample()
    Installation.objects.update(sample=True)
    load_pack("_blank", print, loaders=[], again=True)
    assert is_sample()
    assert Installation.objects.first().sample


@pytest.mark.django_db
def test_a_second_country_is_not_loaded_beside_the_first():
    load_pack("_blank", print, loaders=[])
    with pytest.raises(BadPack) as caught:
        load_pack("kz", print, loaders=[one])
    assert [(said.code, said.value) for said in caught.value.complaints] == [("other_pack", "_blank")]
    assert Territory.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "status", "told"),
    [
        ("_blank", 0, ["places: 1", "_blank: already loaded"]),
        ("nowhere", 2, ["nowhere/pack.yaml", "nothing was"]),
    ],
)
def test_the_command_s_exit_status(code, status, told, capsys):
    arguments = Namespace(code=code, again=False)
    with override(None):
        assert [run_load(arguments), run_load(arguments)] == [status, status]
    out = capsys.readouterr().out
    assert [text for text in told if text not in out] == []
