"""Document -> incidents with claims: who says who did what to whom, with the words that say so."""

from dateline.find.finder import Finder, incidents, model_digest

__all__ = ["Finder", "incidents", "model_digest"]
