"""What link/when.py makes of a whole document's times. All texts are invented."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.link import when
from dateline.model import Action, Claim, Document, Incident, Place, Quote, Source, Stance, Status, When

STORY = """GAO, Mali, Nov 12 (Sahel Wire) - A bomb hit a lorry near Gao on Tuesday, the governor's office said. An hour later gunmen fired on the ambulance.
The attack came two days after an ambush in Menaka. Police arrested four men.
Overnight, mortar rounds fell on the airport. Six bombs have gone off since March. A march is planned for Saturday."""


def document(text: str = STORY, published: date | None = date(2025, 11, 12), **fields: str) -> Document:
    return Document(id="invented", text=text, published=published, language=fields.pop("language", "en"), **fields)


def incident(doc: Document, key: str, claim: str, quote: str | None = None, **fields: object) -> Incident:
    at = doc.text.index(claim)
    time = None
    if quote is not None:
        start = doc.text.index(quote)
        time = Quote.of(doc.id, doc.text, start, start + len(quote))
    told = Claim(quote=Quote.of(doc.id, doc.text, at, at + len(claim)), source=Source(), stance=Stance.REPORTS)
    return Incident(
        document=doc.id, key=key, time=When(quote=time), place=Place(), claims=(told,), **({"action": Action.ATTACK} | fields)
    )


def resolved(doc: Document, *incidents: Incident) -> dict[str, tuple[str, str, str]]:
    return {i.key: (str(i.time.start), str(i.time.end), str(i.time.precision)) for i in when.resolve(doc, incidents)}


def story() -> tuple[Document, tuple[Incident, ...]]:
    doc = document()
    return doc, (
        incident(doc, "bomb", "A bomb hit a lorry", "on Tuesday"),
        incident(doc, "shots", "gunmen fired", "An hour later"),
        incident(doc, "ambush", "an ambush in Menaka", "two days after"),
        incident(doc, "arrest", "Police arrested four men", action=Action.ARREST),
        incident(doc, "mortar", "mortar rounds fell", "Overnight"),
        incident(doc, "total", "Six bombs have gone off", "since March", aggregate=True),
        incident(doc, "march", "A march is planned", "for Saturday", action=Action.PROTEST, status=Status.THREATENED),
    )


def test_times_of_a_story_hang_on_one_another() -> None:
    doc, incidents = story()
    assert resolved(doc, *incidents) == {
        "bomb": ("2025-11-11", "2025-11-11", "day"),
        "shots": ("2025-11-11", "2025-11-11", "day"),
        "ambush": ("2025-11-09", "2025-11-09", "day"),
        "arrest": ("2025-11-09", "2025-11-12", "few_days"),
        "mortar": ("2025-11-11", "2025-11-12", "day"),
        "total": ("2025-03-01", "2025-11-12", "year"),
        "march": ("2025-11-15", "2025-11-15", "day"),
    }


def test_order_of_incidents_does_not_matter_and_quotes_stay() -> None:
    doc, incidents = story()
    forward, backward = when.resolve(doc, incidents), when.resolve(doc, incidents[::-1])
    assert forward == backward[::-1]
    assert [i.time.quote for i in forward] == [i.time.quote for i in incidents]
    assert all(i.time.reason for i in forward)


def test_undated_recent_occurrence_runs_from_the_day_before_publication() -> None:
    doc = document("Gunmen killed a trader in Menaka.")
    assert resolved(doc, incident(doc, "a", "Gunmen killed a trader")) == {"a": ("2025-11-11", "2025-11-12", "few_days")}


def test_unknown_stays_unknown_without_a_day_of_publication() -> None:
    doc = document("Gunmen killed a trader on Monday. On 3 May 2024 they burned a lorry.", published=None)
    found = resolved(
        doc,
        incident(doc, "a", "Gunmen killed a trader", "on Monday"),
        incident(doc, "b", "they burned a lorry", "On 3 May 2024"),
        incident(doc, "c", "a lorry"),
    )
    assert found["a"] == ("None", "None", "unknown")
    assert found["b"] == ("2024-05-03", "2024-05-03", "day")


def test_hypothetical_without_time_is_unknown() -> None:
    doc = document("Officials fear an attack on the dam.")
    assert resolved(doc, incident(doc, "a", "an attack on the dam", status=Status.HYPOTHETICAL)) == {
        "a": ("None", "None", "unknown")
    }


def test_a_dateline_with_a_date_is_the_day_from_which_the_text_speaks() -> None:
    doc = document("NIAMEY, Nov. 10 (Invented News) - Rebels today raided a post near Ayorou.")
    assert resolved(doc, incident(doc, "a", "Rebels today raided a post", "today")) == {"a": ("2025-11-10", "2025-11-10", "day")}


def test_part_of_the_day_takes_the_day_of_its_sentence() -> None:
    doc = document("The army shelled Ansongo at dawn and raided its market on Monday.")
    assert resolved(doc, incident(doc, "a", "The army shelled Ansongo", "at dawn")) == {"a": ("2025-11-10", "2025-11-10", "day")}


def test_dates_without_year_in_a_narrative_of_another_time() -> None:
    text = "The court heard that soldiers entered the village on 7 May 1992.\nOn 27 May they burned the mill. On 10 July 1992 and 1 October 1992 people fled."
    doc = document(text)
    assert resolved(doc, incident(doc, "a", "they burned the mill", "On 27 May"))["a"] == ("1992-05-27", "1992-05-27", "day")


def test_total_of_a_report_covers_the_period_of_its_title() -> None:
    doc = document("In all, 12 raids were counted.", title="Weekly note, 3-9 November 2025")
    assert resolved(doc, incident(doc, "a", "12 raids were counted", aggregate=True)) == {
        "a": ("2025-11-03", "2025-11-09", "week")
    }


def test_a_claim_keeps_and_resolves_its_own_time() -> None:
    doc = document("A mine killed a shepherd on Sunday. The group said it happened on Saturday.")
    whole = incident(doc, "a", "A mine killed a shepherd", "on Sunday")
    at = doc.text.index("on Saturday")
    own = When(quote=Quote.of(doc.id, doc.text, at, at + 11))
    claim = Claim(quote=whole.claims[0].quote, source=Source(), stance=Stance.DISPUTES, time=own)
    (found,) = when.resolve(
        doc, [Incident(document=doc.id, key="a", action=Action.ATTACK, time=whole.time, place=Place(), claims=(claim,))]
    )
    assert found.claims[0].time is not None
    assert (found.time.start, found.claims[0].time.start) == (date(2025, 11, 9), date(2025, 11, 8))


@pytest.mark.parametrize("language", ["de", "zz", None])
def test_languages_without_a_word_table_do_not_stop_a_document(language: str | None) -> None:
    doc = document("Am Montag wurde geschossen.", language=language)  # type: ignore[arg-type]
    assert resolved(doc, incident(doc, "a", "wurde geschossen", "Am Montag"))


ASIDES = """KAYA, Burkina Faso - Gunmen raided a market near Kaya on Monday. Two guards were held in a house search.
The ministry recalled a raid on a mill at Barsalogho on 2 January, in which a guard died.
Soldiers searched the bush that night. On the day after the raid, women marched. "We may march again in may," one said on Wednesday."""


def test_background_is_no_anchor_for_news() -> None:
    doc = document(ASIDES, published=date(2024, 2, 15))
    found = resolved(
        doc,
        incident(doc, "raid", "Gunmen raided a market", "on Monday"),
        incident(doc, "held", "Two guards were held"),
        incident(doc, "mill", "a raid on a mill", "on 2 January"),
        incident(doc, "search", "Soldiers searched the bush", "that night"),
        incident(doc, "march", "women marched", "On the day after the raid", action=Action.PROTEST),
        incident(doc, "threat", "We may march again"),
    )
    assert found["held"][0] == found["raid"][0] == found["search"][0] == "2024-02-12"
    assert found["mill"][0] == "2024-01-02"
    assert found["march"][0] == found["threat"][0] == "2024-02-13"


def test_what_was_foiled_may_have_been_planned_for_a_coming_day() -> None:
    doc = document("Police said that on Monday they had found rifles for a coup set for 28 March.", published=date(2024, 3, 14))
    found = resolved(doc, incident(doc, "coup", "a coup set", "28 March", action=Action.COUP, status=Status.FOILED))
    assert found["coup"][0] == "2024-03-28"


def test_how_many_are_displaced_is_no_total_of_the_week_of_a_report() -> None:
    text = "Nigeria: Benue - situation report, 3 to 9 June 2024\n\nSix villages were burnt. Some 4,000 people remain displaced."
    doc = document(text, published=date(2024, 6, 10))
    found = resolved(
        doc,
        incident(doc, "burnt", "Six villages were burnt", aggregate=True, action=Action.ARSON_LOOTING),
        incident(doc, "stock", "remain displaced", aggregate=True, action=Action.DISPLACEMENT, status=Status.ONGOING),
    )
    assert found["burnt"][:2] == ("2024-06-03", "2024-06-09")
    assert found["stock"][0] == "None"
