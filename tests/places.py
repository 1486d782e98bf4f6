"""Kazakhstan's territories for tests: regions and districts at once, deeper ones by their codes."""

from copy import copy
from functools import lru_cache

from kelisim.kernel.packs.pack import open_pack
from kelisim.kernel.places.load import territories_of
from kelisim.kernel.places.models import Level, Territory


@lru_cache(maxsize=1)
def _rows():
    return {row.code: row for row in territories_of(open_pack("kz"))}


def plant(*codes):
    """Writes the republic, its regions and districts, and these codes with all above them."""
    rows = _rows()
    wanted = {
        code for code, row in rows.items() if row.level in {Level.COUNTRY, Level.REGION, Level.DISTRICT}
    }
    for code in codes:
        while code not in wanted:
            wanted.add(code)
            code = rows[code].parent_id
    Territory.objects.bulk_create([copy(row) for code, row in rows.items() if code in wanted])
