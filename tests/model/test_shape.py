"""The codebook's JSON shape: out and in again without a loss, and faults that are named with document and field."""

import copy
import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.model import (
    Action,
    Actor,
    ActorKind,
    Claim,
    Count,
    Document,
    Harm,
    HarmKind,
    Incident,
    Place,
    PlacePrecision,
    Source,
    SourceKind,
    Span,
    Stance,
    Status,
    TimePrecision,
    Weapon,
    WeaponKind,
    When,
)
from dateline.model.shape import document_from_json, document_to_json, incident_from_json, incident_to_json

TEXT = "كانو - A bomb 💥 killed five people in Kano on Tuesday, 👩🏽‍⚕️ medics said.\nنفت الجماعة ذلك. Де́вять раненых."

# --- values of every sort ----------------------------------------------------------------------------------------------

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
maybe_text = st.none() | texts
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
confidences = st.none() | st.floats(0, 1)
counts = st.lists(st.integers(0, 10_000), min_size=3, max_size=3).map(lambda n: Count(*sorted(n))) | st.builds(
    Count, st.none() | st.just(2), st.none() | st.just(3), st.none() | st.just(5)
)


def quotes(doc):
    ends = st.lists(st.integers(0, len(doc.text)), min_size=2, max_size=2, unique=True).map(sorted)
    return ends.map(lambda pair: doc.quote(*pair))


def whens(doc):
    quote = st.none() | quotes(doc)
    known = st.sampled_from([precision for precision in TimePrecision if precision is not TimePrecision.UNKNOWN])
    dated = st.builds(
        lambda q, pair, precision, c, r: When(
            quote=q, start=min(pair), end=max(pair), precision=precision, confidence=c, reason=r
        ),
        quote,
        st.tuples(days, days),
        known,
        confidences,
        maybe_text,
    )
    return dated | st.builds(When, quote=quote, confidence=confidences)


def places(doc):
    return st.builds(
        Place,
        quote=st.none() | quotes(doc),
        name=maybe_text,
        chain=st.lists(texts, max_size=3).map(tuple),
        country=st.none() | st.sampled_from(["SYR", "NGA"]),
        precision=st.sampled_from(PlacePrecision),
        geonames_id=st.none() | st.integers(1, 10**7),
        latitude=st.none() | st.floats(-90, 90),
        longitude=st.none() | st.floats(-180, 180),
        radius_km=st.none() | st.floats(0, 100),
        confidence=confidences,
        reason=maybe_text,
    )


def actors(doc):
    return st.builds(
        Actor,
        name=texts,
        kind=st.sampled_from(ActorKind),
        quote=st.none() | quotes(doc),
        count=st.none() | st.integers(0, 10**6),
        actor_id=maybe_text,
        confidence=confidences,
        reason=maybe_text,
    )


def claims(doc):
    quote, several = quotes(doc), st.lists(actors(doc), max_size=2).map(tuple)
    harm = st.builds(
        Harm,
        kind=st.sampled_from(HarmKind),
        count=counts,
        who=st.sampled_from(ActorKind),
        quote=st.none() | quote,
        confidence=confidences,
    )
    return st.builds(
        Claim,
        quote=quote,
        source=st.builds(Source, kind=st.sampled_from(SourceKind), quote=st.none() | quote, name=maybe_text),
        stance=st.sampled_from(Stance),
        trigger=st.none() | quote,
        perpetrators=several,
        targets=several,
        weapon=st.none() | st.builds(Weapon, kind=st.sampled_from(WeaponKind), quote=st.none() | quote),
        harm=st.lists(harm, max_size=2).map(tuple),
        time=st.none() | whens(doc),
        place=st.none() | places(doc),
        confidence=confidences,
    )


def incidents(doc):
    return st.builds(
        Incident,
        document=st.just(doc.id),
        key=texts,
        action=st.sampled_from(Action),
        time=whens(doc),
        place=places(doc),
        claims=st.lists(claims(doc), min_size=1, max_size=2).map(tuple),
        status=st.sampled_from(Status),
        aggregate=st.booleans(),
        n_incidents=st.none() | st.integers(1, 99),
        event_id=maybe_text,
        confidence=confidences,
    )


documents = st.builds(
    Document,
    id=texts,
    text=st.just(TEXT) | st.text(min_size=2, max_size=60),
    title=maybe_text,
    published=st.none() | days,
    outlet=maybe_text,
    outlet_kind=st.none() | st.sampled_from(SourceKind),
    agency=maybe_text,
    author=maybe_text,
    language=st.none() | st.sampled_from(["en", "ar"]),
    url=maybe_text,
    dateline=maybe_text,
    retrieved_at=st.none() | st.datetimes(timezones=st.just(UTC)),
    version_of=maybe_text,
    copy_of=maybe_text,
    story=maybe_text,
    furniture=st.lists(st.builds(Span, st.just(0), st.integers(1, 2)), max_size=2).map(tuple),
    extra=st.dictionaries(st.just("note") | st.just("x-desk"), st.none() | texts | st.integers(), max_size=2),
)
coded = documents.flatmap(lambda doc: st.tuples(st.just(doc), st.lists(incidents(doc), max_size=2)))


@settings(max_examples=60, deadline=None)
@given(coded)
def test_nothing_is_lost_on_the_way_out_and_in(pair):
    doc, told = pair
    line = json.dumps(document_to_json(doc, told), ensure_ascii=True)
    node = json.loads(line)
    again = document_from_json(node)
    assert again == doc
    assert [incident_from_json(one, again) for one in node["incidents"]] == told


@settings(max_examples=60, deadline=None)
@given(coded)
def test_every_quote_written_stands_at_its_offsets(pair):
    doc, told = pair
    for node in every_quote([incident_to_json(one) for one in told]):
        start, end = node["at"]
        assert doc.text[start:end] == node["quote"]


def every_quote(node):
    if isinstance(node, dict):
        if node.get("quote") is not None:
            yield node
        for value in node.values():
            yield from every_quote(value)
    elif isinstance(node, list):
        for value in node:
            yield from every_quote(value)


# --- the shape itself --------------------------------------------------------------------------------------------------


DOC = Document(id="d1", text=TEXT, title="Blast 💥 in Kano", published=date(2026, 4, 7), outlet="Savannah Ledger", language="en")
NODE = {
    "key": "kano",
    "action": "bombing",
    "status": "occurred",
    "aggregate": False,
    "time": {"quote": "Tuesday", "at": [46, 53], "start": "2026-04-07", "end": "2026-04-07", "precision": "day"},
    "place": {
        "quote": "Kano",
        "at": [38, 42],
        "name": "Kano",
        "chain": ["Kano", "Nigeria"],
        "country": "NGA",
        "precision": "exact",
    },
    "claims": [
        {
            "quote": "A bomb 💥 killed five people",
            "at": [7, 34],
            "trigger": {"quote": "killed", "at": [16, 22]},
            "source": {"quote": "👩🏽‍⚕️ medics", "at": [55, 67], "name": "medics", "kind": "medical"},
            "stance": "reports",
            "perpetrators": [],
            "targets": [{"quote": "five people", "at": [23, 34], "name": "people", "kind": "unknown", "count": 5}],
            "weapon": {"quote": "A bomb", "at": [7, 13], "kind": "ied"},
            "harm": [
                {"kind": "killed", "quote": "five people", "at": [23, 34], "low": 5, "best": 5, "high": 5, "who": "unknown"}
            ],
        }
    ],
}


def test_codebook_object_comes_back_as_it_was():
    assert incident_to_json(incident_from_json(NODE, DOC)) == NODE


def test_quote_without_offsets_is_taken_where_it_first_stands():
    node = copy.deepcopy(NODE)
    for quote in every_quote(node):
        quote.pop("at")
    assert incident_from_json(node, DOC) == incident_from_json(NODE, DOC)


def test_offsets_count_code_points_not_units_or_bytes():
    incident = incident_from_json(NODE, DOC)
    source = incident.claims[0].source.quote
    assert (source.text, len(source.text)) == ("👩🏽‍⚕️ medics", 12)
    assert DOC.text[source.start : source.end] == source.text


def test_fields_of_others_are_kept():
    doc = document_from_json({"id": 7, "text": "A text.", "published": None, "desk": {"n": 1}, "digest": "old", "incidents": []})
    assert (doc.id, dict(doc.extra)) == ("7", {"desk": {"n": 1}})
    assert document_to_json(doc)["desk"] == {"n": 1}
    assert document_to_json(doc)["digest"] == doc.digest


def test_document_without_an_id_is_named_after_what_it_says():
    first, second = (document_from_json({"text": "A text.", "outlet": outlet}) for outlet in ("Ledger", "Ledger"))
    other = document_from_json({"text": "A text.", "outlet": "Courier"})
    assert first.id == second.id != other.id
    assert len(first.id) == 16


def changed(path, value):
    node = copy.deepcopy(NODE)
    *way, last = path
    inner = node
    for step in way:
        inner = inner[step]
    inner[last] = value
    return node


CLAIM = ("claims", 0)


@pytest.mark.parametrize(
    ("path", "value", "code", "named"),
    [
        (("action",), "explosion", "code-unknown", "'explosion' is no Action"),
        (("action",), None, "code-unknown", "None is no Action"),
        (("status",), "done", "code-unknown", "'done' is no Status"),
        (("key",), "", "incident-incomplete", "key ''"),
        (("claims",), [], "incident-incomplete", "0 claims"),
        (("claims",), ["x"], "field-type", "claims holds"),
        (("claims",), {}, "field-type", "claims is {}"),
        (("aggregate",), "no", "field-type", "aggregate is 'no'"),
        (("n_incidents",), True, "field-type", "n_incidents is True"),
        (("time", "start"), "7 April", "field-date", "start is '7 April'"),
        (("time", "start"), "2026-04-09", "time-backwards", "2026-04-09 is after 2026-04-07"),
        (("time", "end"), None, "time-incomplete", "end None"),
        (("time", "at"), [0, 7], "quote-lost", "'Tuesday' does not stand at [0, 7]"),
        (("place",), "Kano", "field-type", "place is 'Kano'"),
        (("place", "chain"), ["Kano", None], "field-type", "chain is ['Kano', None]"),
        (("place", "latitude"), "12", "field-type", "latitude is '12'"),
        (("place", "precision"), "close", "code-unknown", "'close' is no PlacePrecision"),
        ((*CLAIM, "quote"), None, "claim-quote", "a claim has no quote"),
        ((*CLAIM, "quote"), "A bomb killed", "quote-lost", "'A bomb killed' does not stand at [7, 34]"),
        ((*CLAIM, "at"), [7, 35], "quote-lost", "does not stand at [7, 35]"),
        ((*CLAIM, "at"), [7], "span-shape", "[7] is no [start, end]"),
        ((*CLAIM, "at"), [-1, 7], "span-empty", "[-1, 7) holds no character"),
        ((*CLAIM, "at"), [True, 7], "span-shape", "[True, 7] is no [start, end]"),
        ((*CLAIM, "trigger"), "killed", "field-type", "trigger is 'killed'"),
        ((*CLAIM, "stance"), "says", "code-unknown", "'says' is no Stance"),
        ((*CLAIM, "targets", 0, "name"), "", "actor-name", "'five people' has no name"),
        ((*CLAIM, "targets", 0, "kind"), "people", "code-unknown", "'people' is no ActorKind"),
        ((*CLAIM, "weapon", "kind"), None, "code-unknown", "None is no WeaponKind"),
        ((*CLAIM, "harm", 0, "low"), 9, "count-order", "low 9, best 5, high 5"),
        ((*CLAIM, "harm", 0, "best"), 5.0, "field-type", "best is 5.0"),
        ((*CLAIM, "harm", 0, "quote"), "six people", "quote-lost", "'six people' does not stand at [23, 34]"),
    ],
)
def test_faults_are_named_with_document_incident_and_field(path, value, code, named):
    with pytest.raises(InputError) as fault:
        incident_from_json(changed(path, value), DOC)
    assert fault.value.code == code
    assert named in fault.value.what
    key = value if path == ("key",) else "kano"
    assert fault.value.where.startswith(f"document d1 incident {key!r}")
    assert ("claim #0" in fault.value.where) == (path[:2] == CLAIM)
    assert fault.value.fix


@pytest.mark.parametrize(
    ("node", "code", "named"),
    [
        ({"id": "d1"}, "document-text", "text is missing"),
        ({"id": "d1", "text": 5}, "document-text", "text is of type int"),
        ({"id": "", "text": "a"}, "document-id", "id is ''"),
        ({"id": True, "text": "a"}, "document-id", "id is True"),
        ({"id": "d1", "text": "a", "title": 5}, "field-type", "title is 5"),
        ({"id": "d1", "text": "a", "published": "7.4.2026"}, "field-date", "published is '7.4.2026'"),
        ({"id": "d1", "text": "a", "published": "2026-02-30"}, "field-date", "published is '2026-02-30'"),
        ({"id": "d1", "text": "a", "retrieved_at": "now"}, "field-date", "retrieved_at is 'now'"),
        ({"id": "d1", "text": "a", "outlet_kind": "paper"}, "code-unknown", "'paper' is no SourceKind"),
        ({"id": "d1", "text": "a", "furniture": [[3, 1]]}, "span-empty", "[3, 1) holds no character"),
        ({"id": "d1", "text": "a", "furniture": ["x"]}, "span-shape", "'x' is no [start, end]"),
    ],
)
def test_faulty_documents_are_named(node, code, named):
    with pytest.raises(InputError) as fault:
        document_from_json(node)
    assert fault.value.code == code
    assert named in fault.value.what
    assert fault.value.where.startswith(f"document {node.get('id')!r}")


def test_retrieval_time_keeps_its_zone():
    doc = document_from_json({"id": "d1", "text": "a", "retrieved_at": "2026-04-07T10:00:00+00:00"})
    assert doc.retrieved_at == datetime(2026, 4, 7, 10, tzinfo=UTC)
