"""`dateline actor`: what it writes, and that coding uses it."""

import pytest

from dateline.link import actor as link_actor
from dateline.link.registry import registry, use_own
from dateline.model import Action, Actor, ActorKind, Claim, Document, Incident, Place, Source, Stance, When


@pytest.fixture(autouse=True)
def _shipped_registry_afterwards():
    yield
    use_own(None)


def linked(text, words, country="SDN"):
    doc = Document(id="d", text=text)
    quote = doc.quote(text.index(words), text.index(words) + len(words))
    actor = Actor(name=words, kind=ActorKind.ARMED_GROUP, quote=quote)
    claim = Claim(quote=doc.quote(0, len(text)), source=Source(), stance=Stance.REPORTS, perpetrators=(actor,))
    told = Incident(document="d", key="i1", action=Action.ATTACK, time=When(), place=Place(country=country), claims=(claim,))
    return link_actor.resolve(doc, [told])[0].claims[0].perpetrators[0]


def test_finds_by_name_alias_and_words(dateline, empty):
    assert dateline("actor", "find", "ISIS").out.startswith("islamic-state  Islamic State  armed group")
    assert "hts  " in dateline("actor", "find", "tahrir al-sham").out
    found = dateline("actor", "find", "JNIM", "--json").json
    assert found["organisations"][0]["id"] == "jnim"


def test_forces_of_countries_are_found_by_rule(dateline, empty):
    assert dateline("actor", "find", "Malian police").out == "gov-mli-police  Malian police  of the state, by rule\n"


def test_a_name_that_nobody_bears_leads_to_add(dateline, empty):
    result = dateline("actor", "find", "Red Karsa Front")
    assert (result.code, result.out) == (0, "")
    assert "dateline actor add 'Red Karsa Front'" in result.err


def test_find_needs_no_project(dateline, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert dateline("actor", "find", "M23").out.startswith("m23  M23")


def test_an_added_organisation_is_linked(dateline, empty):
    result = dateline(
        "actor", "add", "Red Karsa Front", "--kind", "armed_group", "--country", "sdn", "--alias", "RKF", "--since", "2019"
    )
    assert (result.code, result.err) == (
        0,
        "Wrote red-karsa-front (Red Karsa Front) in registry.tsv.\nNext: dateline run\n",
    )
    use_own(empty / "registry.tsv")
    assert linked("The RKF burned a mill.", "The RKF").actor_id == "red-karsa-front"
    assert dateline("actor", "find", "RKF").out == "red-karsa-front  Red Karsa Front  armed group  SDN  2019–\n"


def test_an_alias_is_added_to_an_organisation_that_ships(dateline, empty):
    assert dateline("actor", "alias", "jnim", "Karsa Katiba", "KKX").code == 0
    assert dateline("actor", "alias", "jnim", "Karsa Cell").code == 0
    use_own(empty / "registry.tsv")
    assert registry().organisations["jnim"].name == "JNIM"
    assert linked("The Karsa Katiba came.", "The Karsa Katiba", "MLI").actor_id == "jnim"
    assert linked("The Karsa Cell came.", "The Karsa Cell", "MLI").actor_id == "jnim"


def test_a_provisional_id_is_joined(dateline, empty):
    found = linked("The Red Karsa Front came.", "The Red Karsa Front")
    assert found.actor_id == "provisional-red-karsa-front"
    assert dateline("actor", "join", found.actor_id, "rsf").code == 0
    use_own(empty / "registry.tsv")
    found = linked("The Red Karsa Front came.", "The Red Karsa Front")
    assert (found.name, found.actor_id) == ("Rapid Support Forces", "rsf")


def test_joined_organisations_have_one_id(dateline, empty):
    assert dateline("actor", "join", "jas", "boko-haram").code == 0
    use_own(empty / "registry.tsv")
    assert linked("JAS came to Banki.", "JAS", "NGA").actor_id == "boko-haram"


def test_a_dry_run_writes_nothing(dateline, empty):
    result = dateline("actor", "alias", "jnim", "Karsa Katiba", "--dry-run", "--json")
    assert result.json["dry_run"] is True
    assert not (empty / "registry.tsv").exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("alias", "no-such-id", "X"), "actor-unknown"),
        (("join", "jnim", "no-such-id"), "actor-unknown"),
        (("join", "jnim", "jnim"), "actor-same"),
        (("add", "Karsa Men", "--kind", "wizards"), "actor-kind"),
        (("add", "Karsa Men", "--kind", "gang", "--country", "XXQ"), "actor-country"),
        (("add", "JNIM", "--kind", "gang"), "actor-exists"),
        (("add", "جبهة كرسا", "--kind", "armed_group"), "actor-id"),
    ],
)
def test_what_cannot_be_is_refused(dateline, empty, arguments, code):
    result = dateline("actor", *arguments, "--json")
    assert result.code != 0
    assert f'"code": "{code}"' in result.err


def test_a_damaged_file_says_where(dateline, empty):
    (empty / "registry.tsv").write_text("id\tname\n", encoding="utf-8")
    result = dateline("actor", "find", "JNIM")
    assert result.code == 1
    assert "registry.tsv" in result.err


def test_a_run_codes_with_the_projects_registry(dateline, sample):
    assert '"actor_id": "provisional-lighthouse-brigade"' in dateline("export", "jsonl").out
    assert dateline("actor", "add", "Lighthouse Brigade", "--kind", "armed_group", "--country", "SOM").code == 0
    assert dateline("run", "--workers", 1).code in (0, 4)
    assert '"actor_id": "lighthouse-brigade"' in dateline("export", "jsonl").out
