"""`kelisim sample`: an invented network, invented people and cases, marked as sample wherever they show."""

from kelisim.cli.sample.command import add

__all__ = ["add"]
