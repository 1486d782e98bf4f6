"""A country is data: its pack holds no program."""

from tests.architecture.house import files, name

DATA = {".yaml", ".csv", ".geojson", ".md"}


def test_packs_hold_only_data():
    assert [name(path) for path in files(under="kelisim/packs") if path.suffix not in DATA] == []


def test_no_file_of_a_pack_may_be_run():
    assert [name(path) for path in files(under="kelisim/packs") if path.stat().st_mode & 0o111] == []
