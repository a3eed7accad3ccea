"""JSON Lines: every value with its claims, every claim with its document."""

import dataclasses
import io
import json

from dateline.write import jsonl
from dateline.write.withhold import Withholding


def lines(records, **options):
    out = io.BytesIO()
    written = jsonl.write(records, out, **options)
    return written, [json.loads(line) for line in out.getvalue().decode("utf-8").splitlines()]


def test_every_claim_named_is_there_with_its_document(records):
    _, events = lines(records)
    for event in events:
        refs = {claim["ref"] for claim in event["claims"]}
        documents = {doc["id"] for doc in event["documents"]}
        values = [event[name] for name in ("action", "status", "time", "place", "weapon")]
        named = {r for v in (*values, *event["perpetrators"], *event["targets"]) for r in v["claims_for"] + v["claims_against"]}
        named |= {r for h in event["harm"] for name in ("low_claims", "best_claims", "high_claims") for r in h[name]}
        assert named <= refs
        assert {claim["document"] for claim in event["claims"]} <= documents


def test_quotes_keep_their_length_when_names_are_blacked_out(hard):
    _, (event,) = lines([hard])
    for claim in event["claims"]:
        start, end = claim["at"]
        assert len(claim["quote"]) == end - start


def test_quotes_stand_in_the_documents_where_names_are_kept(hard, texts):
    _, (event,) = lines([hard], withholding=Withholding(with_names=True))
    for claim in event["claims"]:
        start, end = claim["at"]
        assert texts[claim["document"]][start:end] == claim["quote"]


def test_text_of_documents_is_left_out(hard):
    _, (event,) = lines([hard])
    assert not any("text" in doc for doc in event["documents"])


def test_half_a_surrogate_pair_does_not_stop_the_export(hard):
    doc = dataclasses.replace(hard.documents["post-1"], title="broken \ud83d title")
    _, (event,) = lines([dataclasses.replace(hard, documents={**hard.documents, "post-1": doc})])
    assert event["documents"][0]["title"] == "broken \ud83d title"


def test_account_of_what_was_written(records):
    written, events = lines(records)
    assert (written.n_events, len(events), written.left_out) == (2, 2, ())
    assert {one.field for one in written.withheld} == {"quotes", "sources", "targets", "titles"}
