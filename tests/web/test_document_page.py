import time
from dataclasses import replace
from datetime import date
from unittest import mock
from urllib.parse import quote

import invented_reports
import pytest
from desk_checks import HOSTILE, check, client_of

from dateline.model import Document, Span
from dateline.run import create_project

ODD = "press/2026 04?.json"


def test_words_are_marked_and_lead_to_their_event(client, by_place):
    page = check(client.get("/d/one"))
    kinds = {kind for attrs in page.all("span") for kind in attrs.get("class", "").split()}
    assert {"claim", "actor", "place", "time", "harm"} <= kinds
    assert [link for link in page.links if link.startswith(f"/e/{by_place['Gao'].removeprefix('E-')}#C-")]
    assert "Raiders killed 7 villagers in Gao on 2026-03-01" in "".join(page.words)


def test_hostile_title_stays_words(client):
    page = check(client.get("/d/one"))
    assert HOSTILE.split("\u202e")[0] in page.text
    assert "javascript:alert(1)" not in page.links


def test_title_of_another_script_has_its_own_direction(client):
    page = check(client.get("/d/two"))
    assert page.all("h1")[0]["dir"] == "auto"
    assert all(attrs.get("dir") == "auto" for tag, attrs, where in page.elements if tag == "p" and "text" in str(where[-1:]))


@pytest.mark.parametrize("span", ["3-", "9-3", "0-99999", "x"])
def test_range_that_is_not_in_the_text_is_told(client, span):
    page = check(client.get("/d/one", params={"span": span}))
    assert "Lost: the range" in page.text


def test_id_with_odd_signs_has_a_page_and_data(client):
    assert "Four dead" in check(client.get(f"/d/{quote(ODD, safe='')}")).text
    node = client.get(f"/d/{quote(ODD, safe='')}.json").json()
    assert node["document"]["id"] == ODD
    assert client.get(f"/api/v1/documents/{quote(ODD, safe='')}").json() == node


def test_data_have_no_text_but_where_the_claims_stand(client, project):
    node = client.get("/d/one.json").json()["document"]
    doc = project.store.documents.get("one")
    (claim,) = node["claims"]
    assert doc.text[slice(*claim["at"])] == "Raiders killed 7 villagers in Gao on 2026-03-01"
    assert "text" not in node
    assert node["digest"] == doc.digest


def test_document_that_is_not_there_is_told(client):
    assert "document-missing" in check(client.get("/d/none"), status=404).text
    assert client.get("/d/none.json").json()["errors"][0]["code"] == "document-missing"


def desk_over(folder, docs):
    with mock.patch("dateline.find.model_digest", return_value="sha256:model"):
        opened = create_project(folder)
        opened.add_readings(invented_reports.readings(docs))
        opened.run(workers=1, coder=invented_reports.code)
    return opened


def test_copies_versions_and_furniture_are_told(tmp_path):
    words = "Raiders killed 7 villagers in Gao on 2026-03-01. The road to the river was closed until the evening, officials said."
    docs = [
        Document(id="a", text=words, published=date(2026, 3, 5), outlet="Wire"),
        Document(id="b", text=words + " Share this.", published=date(2026, 3, 6), outlet="Paper", copy_of="a"),
        Document(id="c", text=words, published=date(2026, 3, 6), outlet="Other", furniture=(Span(0, 7),)),
        Document(id="d", text=words + " Corrected.", published=date(2026, 3, 7), outlet="Wire", version_of="a"),
    ]
    with desk_over(tmp_path / "copies", docs) as project:
        client = client_of(project)
        first = check(client.get("/d/a"))
        assert {"/d/b", "/d/c", "/d/d"} <= set(first.links)
        assert "(newer)" in first.text
        assert "this one copies it" in check(client.get("/d/b")).text
        assert "furniture" in [kind for attrs in check(client.get("/d/c")).all("span") for kind in attrs.get("class", "").split()]
        assert "(older)" in check(client.get("/d/d")).text
        event = check(client.get(f"/e/{next(iter(project.events)).id}"))
        assert "whose text it repeats" in event.text


def test_copy_is_shown_with_its_differences(tmp_path):
    words = (
        "Raiders killed 7 villagers in Gao on 2026-03-01. The road to the river was closed until the evening, officials said. "
    )
    docs = [
        Document(id="a b", text=words * 3, published=date(2026, 3, 5), outlet="Wire"),
        Document(id="c", text=(words * 3).replace("closed", "shut", 1), outlet="Paper", copy_of="a b"),
        Document(id="d", text=words * 3, outlet="Other", copy_of="a b"),
    ]
    with desk_over(tmp_path / "copies", docs) as project:
        client = client_of(project)
        first = check(client.get("/d/a%20b"))
        (link,) = [link for link in first.links if "compare=c" in link]
        page = check(client.get(link.partition("#")[0]))
        assert "1 word only in this text" in page.text
        assert "1 word only in the other" in page.text
        assert [tag for tag, _, _ in page.elements if tag in ("del", "ins")]
        assert "None: both have the same" in check(client.get("/d/a%20b?compare=d")).text
        assert "document-missing" in check(client.get("/d/c?compare=x"), status=404).text


def test_claims_can_be_gone_through_and_marks_hidden(client, project):
    page = check(client.get("/d/one"))
    assert {attrs["data-key"] for _, attrs, _ in page.elements if "data-key" in attrs} == {"m", "[", "]"}
    (item,) = [attrs for attrs in page.all("li") if "data-at" in attrs]
    quote = project.store.codings.current(("one",))[0].claims[0].quote.text
    assert (item["data-at"], item["data-signs"]) == ("claim-1", f"{len(quote.replace(' ', ''))}")
    assert [attrs["data-claims"] for attrs in page.all("p") if "data-claims" in attrs] == ["1"]
    assert "hide and show all marks" in page.text


def test_original_is_told_with_its_digest(client):
    page = check(client.get("/d/one"))
    assert {"all.jsonl:one", "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"} <= set(page.text.split())
    assert "first seen" in page.text


def test_lost_quotation_is_told_and_marks_nothing(client, project):
    doc = project.store.documents.get("three")
    with mock.patch.object(project.store.documents, "get", return_value=replace(doc, text="The text has been taken out. " * 5)):
        page = check(client.get("/d/three"))
    assert "of this document do not stand in its text where they were quoted" in page.text
    assert "⚑ lost" in page.text
    assert not [attrs for attrs in page.all("span") if attrs.get("class") == "claim"]


def test_long_text_is_fast(tmp_path):
    sentences = [f"Raiders killed {n} villagers in Gao on 2026-03-{1 + n % 28:02}" for n in range(1, 200)]
    filler = "The road was closed until the evening, and the market stayed shut for days. " * 3
    doc = Document(
        id="long", text="\n\n".join(f"{sentence}. {filler}" for sentence in sentences)[:50_000], published=date(2026, 4, 1)
    )
    assert len(doc.text) == 50_000
    with desk_over(tmp_path / "long", [doc]) as project:
        client = client_of(project)
        check(client.get("/d/long"))
        spent = []
        for _ in range(2):
            began = time.process_time()
            assert client.get("/d/long").status_code == 200
            spent.append(time.process_time() - began)
    # Twice the budget, since tests run on machines that do other things too; benchmarks hold the budget itself.
    assert min(spent) < 0.6
