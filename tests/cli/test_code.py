import json
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).with_name("dateline")
BLAST = "KANO, Nigeria - A bomb exploded at a bus park in Kano on Tuesday, killing at least four people, police said."
CLASH = "GAO, Mali - Soldiers and rebels exchanged fire near Gao on Monday, and two soldiers were killed, the army said."
DULL = "The town council of Sousse chose a new colour for the benches along its promenade."


def doc(name, text, **fields):
    return {"id": name, "title": f"Report {name}", "published": "2026-04-09", "text": text} | fields


@pytest.fixture
def docs(tmp_path):
    def write(*nodes):
        (tmp_path / "docs.jsonl").write_text("".join(json.dumps(node) + "\n" for node in nodes))
        return tmp_path / "docs.jsonl"

    return write


def quotes(node):
    """Every object within that has words of the text."""
    if isinstance(node, dict):
        if node.get("quote"):
            yield node
        for value in node.values():
            yield from quotes(value)
    elif isinstance(node, list):
        for value in node:
            yield from quotes(value)


def test_fields_ids_and_order_are_kept(dateline, docs):
    given = [doc("b", BLAST, desk="africa", rank=3), doc("a", DULL, story="s1"), doc("c", CLASH, outlet="Bend Courier")]
    result = dateline("code", docs(*given))
    assert result.code == 0
    assert [line["id"] for line in result.lines] == ["b", "a", "c"]
    for was, now in zip(given, result.lines, strict=True):
        assert {name: now[name] for name in was} == was
    assert result.err.startswith("3 documents   ")


def test_words_stand_where_at_says_and_every_incident_has_an_event(dateline, docs):
    found = 0
    for line in dateline("code", docs(doc("a", BLAST), doc("b", CLASH), doc("c", BLAST + " " + CLASH))).lines:
        for node in quotes(line["incidents"]):
            start, end = node["at"]
            assert line["text"][start:end] == node["quote"]
        assert all(incident["event_id"].startswith("E-") for incident in line["incidents"])
        found += len(line["incidents"])
    assert found


def test_gold_is_never_read(dateline, docs):
    gold = [{"key": "wrong", "action": "no such action"}]
    bare = dateline("code", docs(doc("a", BLAST))).out
    assert dateline("code", docs(doc("a", BLAST, incidents=gold, digest="sha256:0"))).out == bare


def test_documents_of_different_stories_are_never_joined(dateline, docs):
    def events(*stories):
        lines = dateline("code", docs(*(doc(f"d{n}", BLAST, story=story) for n, story in enumerate(stories)))).lines
        return [{incident["event_id"] for incident in line["incidents"]} for line in lines]

    one, other = events("s1", "s2")
    assert one
    assert not one & other
    one, other = events("s1", "s1")
    assert one == other


def test_workers_change_nothing(dateline, docs):
    texts = (BLAST, CLASH, DULL, BLAST + " " + DULL, CLASH + " " + DULL, DULL + " " + BLAST)
    file = docs(*(doc(f"d{n}", text) for n, text in enumerate(texts)))
    two = subprocess.run([PROGRAM, "code", "--workers", "2", file], capture_output=True, check=True).stdout.decode()
    assert dateline("code", "--workers", 1, file).out == two
    assert two.count("\n") == len(texts)


def test_problems_go_to_stderr_and_the_rest_goes_on(dateline, docs, tmp_path):
    file = docs(doc("a", BLAST), doc("a", CLASH))
    with file.open("a") as stream:
        stream.write('{"text": "cut o\n')
    (tmp_path / "x.html").write_bytes(b"%PDF-1.4")
    result = dateline("code", file, tmp_path / "x.html")
    assert result.code == 4
    assert [line["id"] for line in result.lines] == ["a"]
    codes = [line.split(": ")[1] for line in result.err.splitlines() if line.startswith("problem: ")]
    assert codes == ["document-repeated", "json-broken", "file-broken"]
    as_json = json.loads(dateline("code", file, tmp_path / "x.html", "--json").err)
    assert [one["code"] for one in as_json["problems"]] == codes


def test_an_id_that_stands_in_two_files_is_coded_once(dateline, docs, tmp_path):
    (tmp_path / "more.jsonl").write_text(json.dumps(doc("a", CLASH)))
    result = dateline("code", docs(doc("a", BLAST)), tmp_path / "more.jsonl")
    assert [line["text"] for line in result.lines] == [BLAST]
    assert (result.code, "docs.jsonl:1" in result.err) == (4, True)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf", b"\n \n"], ids=["plain", "bom", "blank-lines"])
def test_lines_from_stdin(dateline, mark):
    data = "".join(json.dumps(doc(name, text)) + "\n" for name, text in (("a", BLAST), ("b", DULL))).encode()
    for arguments in (("code",), ("code", "-")):
        result = dateline(*arguments, stdin=mark + data)
        assert (result.code, [line["id"] for line in result.lines]) == (0, ["a", "b"])


@pytest.mark.parametrize("wrap", ["{}", "<html><body><article><p>{}</p></article></body></html>"], ids=["text", "page"])
def test_one_document_from_stdin(dateline, wrap):
    result = dateline("code", stdin=wrap.format(f"{BLAST} {CLASH}").encode())
    assert result.code == 0
    assert BLAST in result.lines[0]["text"]


@pytest.mark.parametrize("data", [b"", b"  \n", b"%PDF-1.4", b"{", b"{}\n", b'{"text": 3}\n'])
def test_nothing_usable_from_stdin_is_a_failure_in_words(dateline, data):
    result = dateline("code", stdin=data)
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("problem: ")
    assert "Traceback" not in result.err


def test_a_file_that_is_not_there_is_refused(dateline, docs):
    result = dateline("code", docs(doc("a", BLAST)), "nowhere.html")
    assert (result.code, result.out) == (2, "")
    assert "file-missing" in result.err


def test_offsets_count_code_points(dateline, docs):
    (line,) = dateline("code", docs(doc("a", "🙂🙂 انفجار " + BLAST))).lines
    for node in quotes(line["incidents"]):
        assert line["text"][slice(*node["at"])] == node["quote"]


def test_what_is_written_can_be_read_and_coded_again(dateline, docs, tmp_path):
    first = dateline("code", docs(doc("a", BLAST), doc("b", CLASH, desk="x"))).out
    (tmp_path / "again.jsonl").write_text(first)
    assert dateline("code", tmp_path / "again.jsonl").out == first


def test_what_was_turned_away_is_named_and_can_be_read_all_the_same(dateline, docs):
    shop = "The bakery on the square opened a second shop, and visitors tasted rye bread and plum cake."
    file = docs(doc("a", BLAST), doc("b", shop))
    result = dateline("code", file)
    assert (result.code, [line["id"] for line in result.lines]) == (0, ["a", "b"])
    assert "1 document turned away by the relevance test: b. With --every the model reads all." in result.err
    assert list(json.loads(dateline("code", file, "--json").err)["turned_away"]) == ["b"]
    assert json.loads(dateline("code", file, "--json", "--every").err)["turned_away"] == {}
