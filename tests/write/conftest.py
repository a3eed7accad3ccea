"""One hard set of event records: scripts, emoji, quotes, commas, line breaks, formulas, private names, unknown values."""

import io
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import duckdb
import pytest

from dateline.model import (
    Action,
    Actor,
    ActorKind,
    Claim,
    ClaimRef,
    Count,
    Document,
    Event,
    Harm,
    HarmEstimate,
    HarmKind,
    Incident,
    IncidentRef,
    Place,
    PlacePrecision,
    Source,
    SourceKind,
    Stance,
    Status,
    TimePrecision,
    Value,
    Weapon,
    WeaponKind,
    When,
)
from dateline.write import EventRecord

POST = Document(
    id="post-1",
    title="Teacher Amina Yusuf among five killed in Kano 🚌 blast",
    published=date(2026, 4, 7),
    outlet='Savannah Ledger; Kano, "north" desk',
    language="en",
    url="https://example.org/kano?a=1,2",
    text=(
        'KANO 🚌 - A bomb, hidden in a "fruit cart",\nexploded at a bus park in Kano on Tuesday, killing five people, '
        'Amina Yusuf, a teacher, among them, said Musa Bello, a trader.\n=HYPERLINK("http://example.org") says it did it. '
        "Ms Yusuf's brother asked for calm."
    ),
)  # fmt: skip
WIRE = Document(
    id="wire-1",
    title="انفجار في كانو",
    published=date(2026, 4, 8),
    outlet="صوت الواحة",
    language="ar",
    text="قتل سبعة مدنيين في انفجار بمدينة كانو، بحسب الطبيب أحمد علي.\n\nونفت الجماعة مسؤوليتها.",
)
POST_REF, WIRE_REF, DENIAL = ClaimRef("post-1", "kano", 0), ClaimRef("wire-1", "kano", 0), ClaimRef("wire-1", "kano", 1)
CLAIMED = ClaimRef("post-1", "kano", 1)


def q(doc, words):
    start = doc.text.index(words)
    return doc.quote(start, start + len(words))


WHEN = When(
    quote=q(POST, "on Tuesday"), start=date(2026, 4, 7), end=date(2026, 4, 7), precision=TimePrecision.DAY, confidence=0.9
)
KANO = Place(
    quote=q(POST, "Kano"),
    name="Kano",
    chain=("Kano", "Kano State", "Nigeria"),
    country="NGA",
    precision=PlacePrecision.EXACT,
    geonames_id=2335204,
    latitude=12.00012345,
    longitude=8.51672,
    radius_km=5.0,
)
GROUP = Actor(quote=q(POST, "it"), name='=HYPERLINK("http://example.org")', kind=ActorKind.ARMED_GROUP)  # fmt: skip
TEACHER = Actor(quote=q(POST, "Amina Yusuf, a teacher"), name="Amina Yusuf", kind=ActorKind.CIVILIANS, count=1)
CROWD = Actor(quote=q(POST, "five people"), name="people at the Kano bus park", kind=ActorKind.CIVILIANS, count=5)

INCIDENTS = (
    Incident(
        document="post-1",
        key="kano",
        action=Action.BOMBING,
        time=WHEN,
        place=KANO,
        claims=(
            Claim(
                quote=q(
                    POST,
                    'A bomb, hidden in a "fruit cart",\nexploded at a bus park in Kano on Tuesday, killing five people, '
                    "Amina Yusuf, a teacher, among them",
                ),
                trigger=q(POST, "exploded"),
                source=Source(kind=SourceKind.WITNESS, quote=q(POST, "Musa Bello, a trader"), name="Musa Bello"),
                stance=Stance.REPORTS,
                targets=(CROWD, TEACHER),
                weapon=Weapon(kind=WeaponKind.IED, quote=q(POST, "A bomb")),
                harm=(Harm(kind=HarmKind.KILLED, count=Count(5, 5, 5), who=ActorKind.CIVILIANS, quote=q(POST, "five people")),),
                confidence=0.8,
            ),
            Claim(
                quote=q(POST, '=HYPERLINK("http://example.org") says it did it'),
                source=Source(kind=SourceKind.PERPETRATOR, quote=q(POST, "=HYPERLINK"), name=GROUP.name),
                stance=Stance.CLAIMS_RESPONSIBILITY,
                perpetrators=(GROUP,),
            ),
        ),
    ),
    Incident(
        document="wire-1",
        key="kano",
        action=Action.BOMBING,
        time=When(),
        place=Place(quote=q(WIRE, "كانو"), name="كانو", chain=("كانو", "Nigeria"), country="NGA", precision=PlacePrecision.EXACT),
        claims=(
            Claim(
                quote=q(WIRE, "قتل سبعة مدنيين في انفجار بمدينة كانو، بحسب الطبيب أحمد علي"),
                source=Source(kind=SourceKind.MEDICAL, quote=q(WIRE, "الطبيب أحمد علي"), name="أحمد علي"),
                stance=Stance.REPORTS,
                harm=(Harm(kind=HarmKind.KILLED, count=Count(7, 7, 7), quote=q(WIRE, "سبعة مدنيين")),),
            ),
            Claim(
                quote=q(WIRE, "ونفت الجماعة مسؤوليتها"),
                source=Source(kind=SourceKind.PERPETRATOR, quote=q(WIRE, "الجماعة"), name="the group"),
                stance=Stance.DENIES,
            ),
        ),
    ),
)

EVENT = Event(
    id="E-7K3QXA",
    version=3,
    action=Value(value=Action.BOMBING, rule="most-documents", supports=(POST_REF, WIRE_REF), confidence=0.97),
    status=Value(value=Status.OCCURRED, rule="most-documents", supports=(POST_REF, WIRE_REF), contradicts=(DENIAL,)),
    aggregate=False,
    time=Value(value=WHEN, rule="finest", supports=(POST_REF,)),
    place=Value(value=KANO, rule="finest", supports=(POST_REF, WIRE_REF)),
    perpetrators=(Value(value=GROUP, rule="all", supports=(CLAIMED,), contradicts=(DENIAL,)),),
    targets=tuple(Value(value=actor, rule="all", supports=(POST_REF,)) for actor in (CROWD, TEACHER)),
    weapon=Value(value=WeaponKind.IED, rule="most-documents", supports=(POST_REF,)),
    harm=(
        HarmEstimate(
            kind=HarmKind.KILLED,
            count=Count(5, 7, 7),
            rule="independent-range",
            low_claims=(POST_REF,),
            best_claims=(WIRE_REF,),
            high_claims=(WIRE_REF,),
        ),
    ),
    incidents=(IncidentRef("post-1", "kano"), IncidentRef("wire-1", "kano")),
    n_documents=2,
    n_independent=2,
    conflicts=("killed", "perpetrator"),
)

BARE_INCIDENT = Incident(
    document="bare-1",
    key="i1",
    action=Action.THREAT,
    time=When(),
    place=Place(),
    claims=(Claim(quote=Document(id="bare-1", text="-threat 👩🏽‍⚕️").quote(0, 7), source=Source(), stance=Stance.REPORTS),),
)
BARE = Event(
    id="E-2222AB",
    action=Value(value=Action.THREAT, rule="only", supports=(ClaimRef("bare-1", "i1", 0),)),
    status=Value(value=None, rule="none"),
    aggregate=True,
    time=Value(value=None, rule="none"),
    place=Value(value=None, rule="none"),
    perpetrators=(),
    targets=(),
    weapon=Value(value=None, rule="none"),
    harm=(),
    incidents=(BARE_INCIDENT.ref,),
    n_documents=1,
    n_independent=1,
    joined_into="E-7K3QXA",
)
BARE_DOCUMENT = Document(id="bare-1", text="-threat 👩🏽‍⚕️", title="@all 👩🏽‍⚕️", outlet="Coast Mercury")

RECORDS = (
    EventRecord.of(EVENT, INCIDENTS, (POST, WIRE)),
    EventRecord.of(BARE, (BARE_INCIDENT,), (BARE_DOCUMENT,)),
)


@pytest.fixture
def records():
    """The hard set."""
    return RECORDS


@pytest.fixture
def texts():
    """The texts of the documents of the hard set, by id."""
    return {doc.id: doc.text for doc in (POST, WIRE)}


@pytest.fixture
def hard():
    """Its first record, with private names in quotes, titles, targets and sources."""
    return RECORDS[0]


def scene(
    action=Action.SHOOTING,
    *,
    name="E-7K3QXA",
    perpetrators=(),
    targets=(),
    killed=None,
    wounded=None,
    harm=(),
    weapon=None,
    status=Status.OCCURRED,
    aggregate=False,
    time=WHEN,
    place=KANO,
    text="Gunmen opened fire in Kano on Tuesday, a resident of the town said.",
):
    """One invented event of one claim, its actors given as (name, kind) or as actors."""
    doc = Document(
        id="d-1", text=text, title="Shots in Kano", published=date(2026, 4, 8), outlet="Savannah Ledger", language="en"
    )
    made = [tuple(a if isinstance(a, Actor) else Actor(name=a[0], kind=a[1]) for a in side) for side in (perpetrators, targets)]
    counts = {HarmKind.KILLED: killed, HarmKind.WOUNDED: wounded}
    whole = tuple(harm) or tuple(Harm(kind=kind, count=count) for kind, count in counts.items() if count)
    claim = Claim(
        quote=doc.quote(0, len(text)), source=Source(), stance=Stance.REPORTS, perpetrators=made[0], targets=made[1], harm=whole
    )
    incident = Incident(document="d-1", key="k", action=action, time=time or When(), place=place or Place(), claims=(claim,))
    ref = ClaimRef("d-1", "k", 0)

    def value(content):
        return Value(value=content, rule="only", supports=(ref,))

    event = Event(
        id=name,
        action=value(action),
        status=value(status),
        aggregate=aggregate,
        time=value(time),
        place=value(place),
        perpetrators=tuple(map(value, made[0])),
        targets=tuple(map(value, made[1])),
        weapon=value(weapon),
        harm=tuple(
            HarmEstimate(kind=kind, count=count, rule="only", low_claims=(ref,), best_claims=(ref,), high_claims=(ref,))
            for kind, count in counts.items()
            if count
        ),
        incidents=(incident.ref,),
        n_documents=1,
        n_independent=1,
    )
    return EventRecord.of(event, (incident,), (doc,))


@pytest.fixture(name="scene")
def scene_maker():
    """Makes invented events."""
    return scene


SAMPLE = (
    *RECORDS,
    scene(Action.ARMED_CLASH, name="E-0002", perpetrators=[("Lighthouse Brigade", ActorKind.ARMED_GROUP)],
          targets=[Actor(name="Nigerian army", kind=ActorKind.MILITARY, actor_id="gov-nga-military")],
          harm=[Harm(kind=HarmKind.KILLED, count=Count(2, 2, 2), who=ActorKind.MILITARY)], killed=Count(2, 2, 2)),
    scene(Action.PROTEST, name="E-0003", perpetrators=[Actor(name="students", kind=ActorKind.PROTESTERS, count=300)]),
    scene(Action.THREAT, name="E-0004", perpetrators=[("Lighthouse Brigade", ActorKind.ARMED_GROUP)], status=Status.THREATENED),
    scene(Action.SHELLING, name="E-0005", perpetrators=[("Lighthouse Brigade", ActorKind.ARMED_GROUP)], killed=Count(24, None, None),
          targets=[("residents of Kano", ActorKind.CIVILIANS)], place=Place(name="Kano State", chain=("Kano State", "Nigeria"),
          country="NGA", precision=PlacePrecision.PROVINCE, latitude=11.5, longitude=8.5),
          time=When(start=date(2026, 4, 1), end=date(2026, 4, 30), precision=TimePrecision.MONTH)),
    scene(Action.SHOOTING, name="E-0006", perpetrators=[("Lighthouse Brigade", ActorKind.ARMED_GROUP)], killed=Count(1, 1, 1),
          targets=[("Amina Yusuf", ActorKind.CIVILIANS)], text="Gunmen shot Amina Yusuf in Kano on Tuesday."),
)  # fmt: skip


@pytest.fixture
def sample():
    """The hard set, and one event of each of the sorts that schemes of others treat apart."""
    return SAMPLE


def _words_in(format_, raw):
    """All text of a file, whatever its format."""
    if format_ == "xlsx":
        with ZipFile(io.BytesIO(raw)) as book:
            return "".join(book.read(name).decode("utf-8") for name in book.namelist())
    if format_ in ("parquet", "geoparquet"):
        with TemporaryDirectory() as folder:
            (file := Path(folder) / "x").write_bytes(raw)
            return str(duckdb.read_parquet(str(file)).fetchall())
    return raw.decode("utf-8")


@pytest.fixture
def words_in():
    """Reads all text of a file, whatever its format."""
    return _words_in
