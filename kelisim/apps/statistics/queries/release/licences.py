"""The licences a release may bear; each source keeps its own beside it."""

from __future__ import annotations

from kelisim.engines.tabular.types import Licence

LICENCES = {
    one.name: one
    for one in (
        Licence(
            name="CC-BY-4.0",
            url="https://creativecommons.org/licenses/by/4.0/",
            title="Creative Commons Attribution 4.0 International",
        ),
        Licence(
            name="CC0-1.0",
            url="https://creativecommons.org/publicdomain/zero/1.0/",
            title="Creative Commons Zero 1.0 Universal",
        ),
        Licence(
            name="ODC-PDDL-1.0",
            url="https://opendatacommons.org/licenses/pddl/1-0/",
            title="Open Data Commons Public Domain Dedication and License 1.0",
        ),
    )
}
