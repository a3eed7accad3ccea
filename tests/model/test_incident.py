"""Names of incidents and claims."""

from dateline.model import Action, Claim, ClaimRef, Document, Incident, IncidentRef, Place, Source, Stance, When

DOC = Document(id="d", text="five people died")
CLAIM = Claim(quote=DOC.quote(0, 4), source=Source(), stance=Stance.REPORTS)
INCIDENT = Incident(document="d", key="k", action=Action.ATTACK, time=When(), place=Place(), claims=(CLAIM, CLAIM))


def test_claims_are_named_in_order():
    assert [str(ref) for ref in INCIDENT.claim_refs()] == ["d/k#0", "d/k#1"]
    assert INCIDENT.claim_refs()[1].incident == INCIDENT.ref == IncidentRef("d", "k")


def test_names_sort_by_document_key_and_number():
    refs = [ClaimRef("d", "k", 10), ClaimRef("d", "k", 2), ClaimRef("c", "z", 0)]
    assert sorted(refs) == [ClaimRef("c", "z", 0), ClaimRef("d", "k", 2), ClaimRef("d", "k", 10)]
