from dateline.model import ClaimRef
from dateline.run.support import Support, Supporting


def test_copies_count_once():
    told = Supporting({"wire": "wire", "paper": "wire", "other": "other"})
    claims = [ClaimRef(name, "i1", n) for name in ("wire", "paper", "other") for n in (0, 1)]
    assert told.of("action", claims) == Support("action", 3, 2)


def test_a_document_that_is_not_at_hand_counts_for_itself():
    assert Supporting({}).of("place", [ClaimRef("a", "i1", 0), ClaimRef("b", "i1", 0)]) == Support("place", 2, 2)
