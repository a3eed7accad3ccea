"""One hard set of event records: scripts, emoji, quotes, commas, line breaks, formulas, private names, unknown values."""

from datetime import date

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
def hard():
    """Its first record, with private names in quotes, titles, targets and sources."""
    return RECORDS[0]
