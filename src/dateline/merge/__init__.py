"""Merging: incidents of many documents become events, one for each occurrence, with every claim kept beside it.

The steps are files: `block` forms candidate pairs, `compare` and `score` weigh them, `cluster` groups them, `resolve`
chooses values, `explain` says why.
"""

from dateline.merge.events import between, compare, events
from dateline.merge.explain import weakest
from dateline.merge.rules import Rules, load

__all__ = ["Rules", "between", "compare", "events", "load", "weakest"]
