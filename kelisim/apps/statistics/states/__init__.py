"""The lives of this room's things: of a figure, of a release, and of evidence."""

from kelisim.apps.statistics.states.figure import MOVES, Status, drawing, may_become, stands_as

__all__ = ["MOVES", "Status", "drawing", "may_become", "stands_as"]
