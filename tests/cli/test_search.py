import pytest


def test_text_marks_the_words_and_leads_to_the_event(dateline, known):
    result = dateline("search", "villagers")
    lines = result.out.splitlines()
    assert [line[:2] for line in lines if line.startswith("C-")] == ["C-", "C-"]
    assert "E-" in lines[0]
    assert "killed 9 [villagers] in Gao" in lines[0]
    assert "two  2026-03-05  Radio Dunes  Nine dead" in lines
    assert result.err.startswith("2 claims and 2 documents.")


@pytest.mark.parametrize(
    ("words", "claims", "documents"),
    [
        (("killed",), 3, 3),
        (("killed", "villagers"), 2, 2),
        (("killed", "--", "-villagers"), 1, 1),
        (("7 villagers",), 1, 1),
        (("villagers 7",), 0, 0),
        (("villa*",), 2, 2),
        (("nothing", '"', "("), 0, 0),
    ],
)
def test_json(dateline, known, words, claims, documents):
    node = dateline("search", "--json", *words).json
    assert (len(node["claims"]), len(node["documents"])) == (claims, documents)


def test_one_of_both(dateline, known):
    node = dateline("search", "killed", "--in", "claims", "--json").json
    assert (len(node["claims"]), node["documents"]) == (3, [])


def test_nothing_found_says_what_to_try(dateline, known):
    result = dateline("search", "unheard")
    assert (result.code, result.out) == (0, "")
    assert "fewer words" in result.err
