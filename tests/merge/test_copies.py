from dateline.merge.copies import groups, witnesses
from dateline.merge.rules import load

TEXT = (
    "DOUENTZA, Mali (Agency A) - Gunmen on motorcycles opened fire at the livestock market of Douentza on Tuesday morning, killing six traders, "
    "a nurse at the district hospital said. The attackers came from the direction of the escarpment and left before soldiers arrived from the camp. "
    "Nobody claimed the shooting, which is invented for a test."
)
OTHER = "Residents of Bandiagara marched to the prefecture on Wednesday to ask for guards on the market road, in a report invented for a test."


def grouped(*docs):
    return groups(docs, load().copies)


def test_a_cut_and_reordered_text_is_a_copy(make):
    cut = "Nobody claimed the shooting, which is invented for a test. " + TEXT[24:260]
    assert grouped(make.document("a", TEXT), make.document("b", cut), make.document("c", OTHER)) == (("a", "b"), ("c",))


def test_copies_of_a_text_that_is_not_there_are_one_witness(make):
    docs = [make.document("a", "One invented text.", copy_of="x"), make.document("b", OTHER, copy_of="x")]
    assert grouped(*docs) == (("a", "b"),)


def test_a_new_version_is_the_same_witness(make):
    assert grouped(make.document("a", TEXT), make.document("b", OTHER, version_of="a")) == (("a", "b"),)


def test_the_original_stands_for_its_copies(make):
    docs = [
        make.document("a", TEXT, day=3),
        make.document("b", TEXT, day=1, agency="Agency A", outlet="Agency A"),
        make.document("c", TEXT, day=1, agency="Agency A", outlet="The Paper"),
    ]
    assert witnesses(docs, load().copies) == {"a": "b", "b": "b", "c": "b"}


def test_short_and_empty_texts_are_no_copies_of_everything(make):
    assert grouped(make.document("a", "…"), make.document("b", "!"), make.document("c", TEXT)) == (("a",), ("b",), ("c",))
