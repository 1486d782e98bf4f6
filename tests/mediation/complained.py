"""The deeds of a refusal that is complained of, each so that it can be done again."""

from collections.abc import Callable, Iterator

from kelisim.apps.mediation.actions.complain import complain, hear_complaint
from kelisim.apps.mediation.actions.refuse import refuse
from kelisim.apps.mediation.actions.route import route
from kelisim.apps.mediation.actions.write_letter import Letter
from tests.cast import Story
from tests.mediation.marks import MARKS


def complained(story: Story) -> Iterator[tuple[str, Callable[[], object]]]:
    """Refused, complained of, heeded."""
    clerk, council = story.cast.aizhan, story.cast.marat
    route(story.case, to="mediation", rule="scope_civil", by=clerk)
    letter = Letter(text=MARKS["complaint's letter"], elsewhere=MARKS["complaint's elsewhere"])
    refuse(story.refreshed(), rule="bar_third_persons", letter=letter, by=clerk, keys=story.cast.keys(clerk))
    yield "complain", lambda: complain(story.refreshed(), ground="rule", by=story.party("A"))
    yield "hear", lambda: hear_complaint(story.refreshed(), heeded=True, by=council)
