"""What new decisions have merged anew, where nothing else has changed: their events, and the decisions that have to do with these."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline import review
from dateline.model import Decision
from dateline.review import Judgement, Replay
from dateline.run.causing import original
from dateline.run.touching import Touched, touched_by

if TYPE_CHECKING:
    from dateline.merge import Rules
    from dateline.store import Store

__all__ = ["decided_work"]


def decided_work(
    store: Store, rules: Rules, decisions: Sequence[Decision], pending: Sequence[Decision]
) -> tuple[Sequence[Decision], Replay, Touched]:
    """The decisions that are replayed, what they come to, and what is merged anew under them.

    An incident that a decision sets free may join another event; so the search goes on until no decision on what is merged is left out.

    Args:
        store: with no coding that the last write of the events did not know.
        rules: by which incidents are filed.
        decisions: all that are stored, in the order in which they were made.
        pending: of these, the ones that the stored events do not know yet.
    """
    by_id = {one.id: one for one in decisions}
    found = {one.id: one for one in (original(decision, by_id) for decision in pending)}
    origins = tuple(one for one in found.values() if one.judgement != Judgement.COMMENT)
    documents = frozenset[str]().union(*map(review.documents_of_one, origins))
    ends = review.replay(origins, store.codings.current(documents)).found
    changed = {ref for refs in ends.values() for ref in refs}
    while True:
        concerned = review.connected(decisions, documents)
        replayed = review.replay(concerned, store.codings.current(review.documents_of(concerned)))
        work = touched_by(store, rules, changed, replayed)
        wider = documents | {incident.document for incident in work.incidents}
        if len(review.connected(decisions, wider)) == len(concerned):
            return concerned, replayed, work
        documents = wider
