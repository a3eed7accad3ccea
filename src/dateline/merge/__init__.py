"""Merging: incidents of many documents become events, one for each occurrence, with every claim kept beside it.

The steps are files: `block` forms candidate pairs, `compare` and `score` weigh them, `bonds` sorts out what people decided,
`cluster` groups them, `resolve` chooses values, `explain` says why.
"""

from dateline.merge.actors import meant
from dateline.merge.block import Filing, filing
from dateline.merge.bonds import Settled, settle
from dateline.merge.events import Merged, between, compare, events, merged
from dateline.merge.explain import weakest
from dateline.merge.rules import Rules, load
from dateline.merge.tally import Tally, Verdict, tally
from dateline.merge.twins import folded

__all__ = [
    "Filing",
    "Merged",
    "Rules",
    "Settled",
    "Tally",
    "Verdict",
    "between",
    "compare",
    "events",
    "filing",
    "folded",
    "load",
    "meant",
    "merged",
    "settle",
    "tally",
    "weakest",
]
