from dateline.merge.copies import copyings, groups, n_independent, witnesses
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


LONG = (
    "Fighters of ISIS stormed a police post near the village of Karsa Meru before dawn on Friday and killed five officers, the interior ministry said. "
    "The post guards the road over which traders bring salt to the market of Karsa. Two vehicles were burned and one officer is missing. "
    "ISIS said in a message that it had taken the post's weapons, and a teacher in the village heard shooting for an hour. All of it is invented."
)
ROUND_UP = " ".join(
    f"In the week's item {n} a council of elders met at Karsa Wells to talk of the price of fodder, of rain, of roads and of the school of the ward."
    for n in range(9)
)


def test_a_renamed_text_is_a_copy(make):
    renamed = LONG.replace("ISIS", "Daesh").replace("officers", "policemen", 1)
    again = LONG.replace("ISIS", "Islamic State")
    assert grouped(
        make.document("a", LONG), make.document("b", renamed), make.document("c", again), make.document("d", OTHER)
    ) == (
        ("a", "b", "c"),
        ("d",),
    )


def test_a_story_embedded_in_a_round_up_is_a_copy(make):
    embedded = f"{ROUND_UP[:600]} {LONG} {ROUND_UP[600:]}"
    assert grouped(make.document("a", LONG), make.document("b", embedded), make.document("c", OTHER)) == (("a", "b"), ("c",))


def test_an_update_by_the_same_desk_is_no_new_witness(make):
    second = (
        LONG[:190]
        + " The toll rose to six on Saturday when an officer died in the hospital of Karsa, its director said. Shops stayed shut."
    )
    docs = [
        make.document("a", LONG, outlet="Karsa Courier"),
        make.document("b", second, day=2, outlet="Karsa Courier", title="UPDATE 2: Sixth officer dies"),
        make.document("c", second, day=2, outlet="Another Paper", title="Sixth officer dies"),
    ]
    assert witnesses(docs[:2], load().copies) == {"a": "a", "b": "a"}
    (one,) = copyings(docs[:2], load().copies)
    assert (one.document, one.of, one.is_version) == ("b", "a", True)
    assert "a later text of the same desk" in one.reason
    assert n_independent(["a", "b"], witnesses(docs[:2], load().copies)) == 1


def test_who_copied_whom(make):
    wire = make.document("w", LONG, agency="Agency A", outlet="Agency A")
    paper = make.document("p", LONG[:330], day=2, agency="Agency A", outlet="The Paper")
    site = make.document("s", LONG[:330] + " Read more on our site.", day=3, outlet="A Site")
    found = {one.document: one for one in copyings([site, paper, wire], load().copies)}
    assert {name: one.of for name, one in found.items()} == {"p": "w", "s": "p"}
    assert "credits Agency A, 1 day later" in found["p"].reason
    assert found["p"].share is not None
    assert found["p"].share > 0.9


def test_what_a_document_says_of_itself_goes_first(make):
    (one,) = copyings([make.document("a", TEXT), make.document("b", OTHER, copy_of="a")], load().copies)
    assert (one.of, one.share, one.reason) == ("a", None, "as it says itself")
