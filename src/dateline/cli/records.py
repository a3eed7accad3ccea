"""Events as the writers take them are the same for the terminal and for pages: see `dateline.run.exporting`."""

from dateline.run.exporting import record_of, row_of

__all__ = ["record_of", "row_of"]
