def test_text_names_file_fault_and_remedy(dateline, sample):
    result = dateline("problems")
    assert result.code == 0
    first, what, fix = result.out.splitlines()[:3]
    assert first.startswith("file-binary   ")
    assert first.endswith("clipping-0305.html")
    assert what == "    the file is a PDF file"
    assert fix.startswith("    Save ")


def test_json(dateline, sample):
    node = dateline("problems", "--json").json
    assert node["count"] == len(node["problems"]) >= 1
    assert set(node["problems"][0]) == {"code", "what", "where", "fix", "stage", "document"}


def test_none(dateline, known):
    result = dateline("problems")
    assert (result.out, result.err) == ("", "No problems.\n")
