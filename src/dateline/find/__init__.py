"""Document -> incidents with claims: who says who did what to whom, with the words that say so."""

from dateline.find.finder import Finder, incidents, model_digest
from dateline.find.relevance import Relevance, relevant

__all__ = ["Finder", "Relevance", "incidents", "model_digest", "relevant"]
