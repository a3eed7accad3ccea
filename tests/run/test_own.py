"""A project's own registry and gazetteer decide what its documents are coded with."""

import pickle

import pytest

from dateline.link import gazetteer, registry
from dateline.link.gazetteer_build import build
from dateline.link.registry_own import add_row
from dateline.model import Document
from dateline.read import Reading
from dateline.run import coder_digest, create_project
from dateline.run.own import GAZETTEER, REGISTRY, Own

TEXT = "QWXZO, Nigeria (Invented Wire) - Gunmen of the Qwxzo Front killed three farmers near Qwxzo on Monday, police said."
PLACES = "name,alternates,kind,country,latitude,longitude,radius_km\nQwxzo,,settlement,NGA,11.9,13.2,\n"


@pytest.fixture(autouse=True)
def _built_in_after():
    yield
    Own().use()


def with_gazetteer(folder):
    (folder / "own.csv").write_text(PLACES, encoding="utf-8")
    build(folder / GAZETTEER, added=[folder / "own.csv"])


def test_a_project_without_files_has_no_digest(tmp_path):
    assert Own().digest() == Own(tmp_path).digest() == ""
    assert (Own(tmp_path).registry, Own(tmp_path).gazetteer) == (None, None)


def test_each_change_of_a_file_changes_the_digest(tmp_path):
    own, seen = Own(tmp_path), {""}
    add_row(tmp_path / REGISTRY, {"id": "qwxzo-front", "name": "Qwxzo Front", "kind": "armed_group", "countries": "NGA"})
    seen.add(own.digest())
    add_row(tmp_path / REGISTRY, {"id": "qwxzo-front", "aliases": "QF"})
    seen.add(own.digest())
    with_gazetteer(tmp_path)
    seen.add(own.digest())
    assert len(seen) == 4
    assert coder_digest(own=own.digest()) != coder_digest()


def test_the_linkers_read_the_files_and_let_them_go(tmp_path):
    with_gazetteer(tmp_path)
    add_row(tmp_path / REGISTRY, {"id": "qwxzo-front", "name": "Qwxzo Front", "kind": "armed_group", "countries": "NGA"})
    Own(tmp_path).use()
    assert gazetteer.gazetteer().entries("Qwxzo")
    assert "qwxzo-front" in registry.registry().organisations
    Own().use()
    assert gazetteer.gazetteer().entries("Qwxzo") == ()
    assert "qwxzo-front" not in registry.registry().organisations


def test_documents_are_coded_with_the_projects_own_places_and_again_when_they_change(tmp_path):
    with create_project(tmp_path / "p") as project:
        project.add_readings(
            [
                Reading(
                    document=Document(id="d", text=TEXT, language="en"),
                    original=TEXT.encode(),
                    media_type="text/plain",
                    name="d.txt",
                )
            ]
        )
        first = project.run(workers=1)
        with_gazetteer(tmp_path / "p")
        second = project.run(workers=1)
        third = project.run(workers=1)
        placed = [i.place for i in project.store.codings.incidents()]
    assert (first.documents, second.documents, third.documents) == (1, 1, 0)
    assert any(p.latitude is not None and abs(p.latitude - 11.9) < 0.3 for p in placed)


def test_the_coder_goes_to_other_processes(tmp_path):
    coder = Own(tmp_path).coder(relevance=False)
    doc = Document(id="d", text="Rain fell.", language="en")
    assert pickle.loads(pickle.dumps(coder))(doc).document == doc
