"""Review: what people decide on events, stored as decisions, and what each decision means for the incidents that are there now."""

from dateline.review.active import active, undone_by
from dateline.review.agreement import MACHINE, Agreement, FieldAgreement, Rating, Unlike, agreement
from dateline.review.decision_words import decision_words
from dateline.review.difference import Difference, differences
from dateline.review.doubt import doubt
from dateline.review.field import FIELDS, field_of, typed
from dateline.review.held import chosen_words, decided_on, field_words, held
from dateline.review.mark import ClaimMark, Mark
from dateline.review.meaning import (
    Choose,
    Chosen,
    Code,
    Evidence,
    Given,
    Join,
    Judgement,
    Meaning,
    Remark,
    Same,
    SetState,
    Split,
    meaning_of,
    to_text,
)
from dateline.review.replay import Choice, Replay, connected, documents_of, documents_of_one, replay
from dateline.review.sames import Sames
from dateline.review.stage import Stage
from dateline.review.standing import Standing, State, standings
from dateline.review.state import with_states
from dateline.review.values import Applied, Differing, apply, value_of_claim

__all__ = [
    "FIELDS",
    "MACHINE",
    "Agreement",
    "Applied",
    "Choice",
    "Choose",
    "Chosen",
    "ClaimMark",
    "Code",
    "Difference",
    "Differing",
    "Evidence",
    "FieldAgreement",
    "Given",
    "Join",
    "Judgement",
    "Mark",
    "Meaning",
    "Rating",
    "Remark",
    "Replay",
    "Same",
    "Sames",
    "SetState",
    "Split",
    "Stage",
    "Standing",
    "State",
    "Unlike",
    "active",
    "agreement",
    "apply",
    "chosen_words",
    "connected",
    "decided_on",
    "decision_words",
    "differences",
    "documents_of",
    "documents_of_one",
    "doubt",
    "field_of",
    "field_words",
    "held",
    "meaning_of",
    "replay",
    "standings",
    "to_text",
    "typed",
    "undone_by",
    "value_of_claim",
    "with_states",
]
