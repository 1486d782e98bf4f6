"""All that other rooms may ask of the institution."""

from kelisim.apps.institution.actions.appoint import appoint
from kelisim.apps.institution.actions.end_tenure import end_tenure
from kelisim.apps.institution.actions.keep_paper import keep_paper
from kelisim.apps.institution.actions.keep_protocol import keep_protocol
from kelisim.apps.institution.actions.open_post import open_post
from kelisim.apps.institution.actions.record_effect import record_effect
from kelisim.apps.institution.actions.void_effect import void_effect
from kelisim.apps.institution.errors import (
    AlreadyEnded,
    AlreadyHolds,
    BadSpan,
    InstitutionError,
    NoPost,
    NoProposingPower,
    NoSeatFree,
    NoSuchThing,
)
from kelisim.apps.institution.models import Act, Post, Tenure
from kelisim.apps.institution.queries.comparison import compared
from kelisim.apps.institution.queries.councils import (
    COUNCIL_COLUMNS,
    Level,
    council_rows,
    council_tasks,
    council_tree,
    national_council,
)
from kelisim.apps.institution.queries.ledger import end_of, start_of
from kelisim.apps.institution.queries.open_rows import act_rows, effect_rows
from kelisim.apps.institution.queries.posts import post, posts_at, tenures_on, vacancies
from kelisim.apps.institution.queries.structure import structure_on

state_on = structure_on

__all__ = [
    "COUNCIL_COLUMNS",
    "Act",
    "AlreadyEnded",
    "AlreadyHolds",
    "BadSpan",
    "InstitutionError",
    "Level",
    "NoPost",
    "NoProposingPower",
    "NoSeatFree",
    "NoSuchThing",
    "Post",
    "Tenure",
    "act_rows",
    "appoint",
    "compared",
    "council_rows",
    "council_tasks",
    "council_tree",
    "effect_rows",
    "end_of",
    "end_tenure",
    "keep_paper",
    "keep_protocol",
    "national_council",
    "open_post",
    "post",
    "posts_at",
    "record_effect",
    "start_of",
    "state_on",
    "structure_on",
    "tenures_on",
    "vacancies",
    "void_effect",
]
