"""The finder as its callers see it, with the shipped model. The reports are invented."""

from datetime import date

import pytest

from dateline import find
from dateline.errors import FindError
from dateline.find.finder import finder
from dateline.model import Action, Document

RAID = Document(
    id="raid",
    title="Five farmers killed near Maiduguri",
    published=date(2026, 3, 12),
    language="en",
    text="Gunmen killed five farmers in a village near Maiduguri on Tuesday, police said.",
)
PROTEST = Document(
    id="protest",
    title="Police break up march in Conakry",
    published=date(2026, 3, 12),
    language="en",
    text=(
        "Hundreds of students marched through Conakry on Monday to demand the release of a union leader.\n\n"
        "Police fired tear gas at the protesters and arrested 14 of them, a witness said."
    ),
)
QUIET = Document(
    id="quiet", text="The council of Lokoja opened a new library by the river on Monday.", published=date(2026, 3, 12)
)


def test_public_names_are_exactly_these():
    assert sorted(find.__all__) == ["Finder", "Relevance", "incidents", "model_digest", "relevant"]
    assert all(hasattr(find, name) for name in find.__all__)


def test_the_shipped_finder_is_loaded_once():
    assert finder() is finder()
    assert find.model_digest() == finder().digest


def test_a_finder_of_another_folder(tmp_path):
    with pytest.raises(FindError, match="model-missing"):
        find.Finder(tmp_path)


@pytest.mark.parametrize("doc", [RAID, PROTEST, QUIET], ids=lambda doc: doc.id)
def test_the_same_document_gives_the_same_incidents(doc):
    assert find.incidents(doc) == find.incidents(doc)


@pytest.mark.parametrize("text", ["", " ", "\u200b\n", "😀 قتل", "1"])
def test_a_text_of_nothing_gives_no_incident(text):
    assert find.incidents(Document(id="d", text=text)) == ()


class TestWhatTheShippedModelReads:
    """Plain sentences that any model fit for shipping reads; how well it reads is measured elsewhere."""

    def test_a_raid(self):
        raids = [i for i in find.incidents(RAID) if i.action in {Action.SHOOTING, Action.ATTACK, Action.MELEE_ATTACK}]
        assert raids
        assert any("killed five farmers" in c.quote.text for i in raids for c in i.claims)
        assert any("Maiduguri" in i.place.quote.text for i in raids if i.place.quote)
        assert any("Tuesday" in i.time.quote.text for i in raids if i.time.quote)

    def test_a_march_and_what_the_police_did(self):
        incidents = find.incidents(PROTEST)
        assert {Action.PROTEST, Action.RIOT, Action.CRACKDOWN, Action.ARREST} & {i.action for i in incidents}
        assert any("Conakry" in i.place.quote.text for i in incidents if i.place.quote)

    def test_quiet_news(self):
        assert find.incidents(QUIET) == ()
