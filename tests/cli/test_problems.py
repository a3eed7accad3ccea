def test_text_names_file_fault_and_remedy(dateline, sample):
    result = dateline("problems")
    assert result.code == 0
    first, what, fix = result.out.splitlines()[:3]
    assert first.startswith("file-broken   ")
    assert first.endswith("clipping-0305.html")
    assert what.startswith("    the PDF cannot be read")
    assert fix.startswith("    Save ")


def test_json(dateline, sample):
    node = dateline("problems", "--json").json
    assert node["count"] == len(node["problems"]) >= 1
    assert set(node["problems"][0]) == {"code", "what", "where", "fix", "stage", "document"}


def test_none(dateline, known):
    result = dateline("problems")
    assert (result.out, result.err) == ("", "No problems.\n")


def test_documents_that_were_turned_away(dateline, empty, tmp_path):
    (tmp_path / "shop.txt").write_text(
        "The bakery on the square opened a second shop, and visitors tasted rye bread and plum cake."
    )
    dateline("add", tmp_path / "shop.txt")
    assert "1 document   1 turned away   0 claims" in dateline("run", "--workers", 1).err
    result = dateline("problems")
    assert (result.out, result.err.splitlines()[0]) == ("", "No problems.")
    assert "1 document turned away by the relevance test (dateline problems --turned-away)." in result.err
    assert dateline("problems", "--json").json["turned_away"] == 1
    listed = dateline("problems", "--turned-away")
    assert listed.out.startswith("0.0")
    assert 'relevance = "off"' in listed.err
    (one,) = dateline("problems", "--turned-away", "--json").json["turned_away"]
    assert set(one) == {"document", "title", "outlet", "published", "probability"}
    with (empty / "project.toml").open("a") as file:
        file.write('relevance = "off"\n')
    assert dateline("run", "--dry-run", "--json").json["documents"] == 1
    assert dateline("run", "--json", "--workers", 1).json["turned_away"] == 0
    assert dateline("problems", "--turned-away").err == "No document was turned away.\n"
