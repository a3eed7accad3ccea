import pytest

from dateline.write.columns import COLUMNS


def test_text(dateline, known, golden):
    result = dateline("events")
    golden(result.out, "events.txt")
    assert result.err.startswith("2 events. Next: dateline show E-")


def test_json_has_the_columns_of_the_table(dateline, known):
    node = dateline("events", "--json").json
    assert (node["ok"], node["count"]) == (True, 2)
    assert all(list(event) == [column.name for column in COLUMNS] for event in node["events"])
    assert [event["killed_low"] for event in node["events"]] == [2, 7]


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ("country=MLI", 1),
        ("country=mli date=2026-03", 1),
        ("date=2026-02..2026-03", 2),
        ("action=shooting state=machine", 2),
        ('actor="raiders"', 1),
        ("country=SYR", 0),
    ],
)
def test_conditions(dateline, known, where, count):
    assert dateline("events", "--where", where, "--json").json["count"] == count


def test_limit_keeps_the_count(dateline, known):
    node = dateline("events", "--limit", "1", "--json").json
    assert (node["count"], len(node["events"])) == (2, 1)
    assert dateline("events", "--limit", "1").err.startswith("1 of 2 events.")


def test_an_empty_reply_says_what_emptied_it(dateline, known):
    result = dateline("events", "--where", "country=MLI date=2025")
    assert (result.code, result.out) == (0, "")
    assert result.err == "No event fits, of 2. Without date=2025 it is 1.\n"


def test_an_empty_project_says_what_to_do(dateline, empty):
    assert dateline("events").err == "There are no events yet. Next: dateline add FILES, then dateline run\n"


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("contry=MLI", "Did you mean country?"),
        ("country", "where-shape"),
        ("country=", "where-shape"),
        ("country=MLI country=NER", "where-twice"),
        ("country=Mali", "country-code"),
        ("date=2026-02-31", "date-shape"),
        ("date=2026-03..2025", "date-backwards"),
        ("action=shoting", "code-unknown"),
        ("actor='x", "where-shape"),
    ],
)
def test_wrong_conditions_are_refused(dateline, known, where, words):
    result = dateline("events", "--where", where)
    assert (result.code, result.out) == (2, "")
    assert words in result.err
