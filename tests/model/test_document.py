"""Documents: identity and digest."""

import dataclasses
from datetime import date

import pytest

from dateline.model import Document, document_id, text_digest

FACTS = {"title": "Blast", "published": date(2026, 4, 7), "outlet": "Ledger", "url": None}


def test_digest_is_the_hash_of_the_text():
    assert text_digest("") == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert Document(id="d", text="كانو 💥").digest == text_digest("كانو 💥")


def test_half_a_surrogate_pair_has_a_digest():
    assert text_digest("\ud83d") != text_digest("\ude00")


@pytest.mark.parametrize(
    "change", [{"title": "Fire"}, {"published": None}, {"outlet": "Courier"}, {"url": "https://example.org"}]
)
def test_id_depends_on_all_that_tells_documents_apart(change):
    assert document_id("text", **FACTS) == document_id("text", **FACTS)
    assert document_id("text", **FACTS) != document_id("text", **FACTS | change)
    assert document_id("text", **FACTS) != document_id("other", **FACTS)


def test_documents_are_values():
    doc = Document(id="d", text="a")
    assert doc == Document(id="d", text="a")
    assert len({doc, Document(id="d", text="a")}) == 1
    with pytest.raises(dataclasses.FrozenInstanceError):
        doc.text = "b"
