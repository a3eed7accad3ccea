"""Cases of link/when.py: phrases, publication days and anchors with the days that they mean. All texts are invented."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.link import when
from dateline.link.calendar.lexicon import LANGUAGES
from dateline.model import TimePrecision, When

# Published on Thursday 20 June 2024 unless said otherwise: phrase, start, end, precision.
ENGLISH = """
on Monday | 2024-06-17 | 2024-06-17 | day
Thursday | 2024-06-20 | 2024-06-20 | day
last Thursday | 2024-06-13 | 2024-06-13 | day
next Friday | 2024-06-21 | 2024-06-21 | day
Tuesday's | 2024-06-18 | 2024-06-18 | day
on Friday night | 2024-06-14 | 2024-06-14 | day
late on Saturday | 2024-06-15 | 2024-06-15 | day
early Sunday | 2024-06-16 | 2024-06-16 | day
in the early hours of Sunday | 2024-06-16 | 2024-06-16 | day
at around 1 a.m. on Tuesday | 2024-06-18 | 2024-06-18 | day
today | 2024-06-20 | 2024-06-20 | day
yesterday evening | 2024-06-19 | 2024-06-19 | day
the day before yesterday | 2024-06-18 | 2024-06-18 | day
this morning | 2024-06-20 | 2024-06-20 | day
tonight | 2024-06-20 | 2024-06-20 | day
last night | 2024-06-19 | 2024-06-19 | day
overnight | 2024-06-19 | 2024-06-20 | day
overnight into Tuesday | 2024-06-17 | 2024-06-18 | day
on the night of 13 June | 2024-06-13 | 2024-06-14 | day
in the night from Friday to Saturday | 2024-06-14 | 2024-06-15 | day
on the night of 4 to 5 June | 2024-06-04 | 2024-06-05 | day
two days ago | 2024-06-18 | 2024-06-18 | day
a week ago | 2024-06-13 | 2024-06-13 | few_days
about two weeks ago | 2024-06-06 | 2024-06-06 | few_days
three months ago | 2024-03-01 | 2024-03-31 | month
two years ago | 2022-01-01 | 2022-12-31 | year
last week | 2024-06-10 | 2024-06-16 | week
earlier this week | 2024-06-17 | 2024-06-20 | week
this month | 2024-06-01 | 2024-06-20 | month
earlier this month | 2024-06-01 | 2024-06-20 | month
last month | 2024-05-01 | 2024-05-31 | month
last year | 2023-01-01 | 2023-12-31 | year
so far this year | 2024-01-01 | 2024-06-20 | year
over the weekend | 2024-06-15 | 2024-06-16 | few_days
in March | 2024-03-01 | 2024-03-31 | month
in August | 2023-08-01 | 2023-08-31 | month
in March last year | 2023-03-01 | 2023-03-31 | month
last October | 2023-10-01 | 2023-10-31 | month
in early May | 2024-05-01 | 2024-05-10 | week
at the end of January | 2024-01-25 | 2024-01-31 | week
on the last day of May | 2024-05-31 | 2024-05-31 | day
in 2021 | 2021-01-01 | 2021-12-31 | year
the first seven months of 2023 | 2023-01-01 | 2023-07-31 | year
the last quarter of 2023 | 2023-10-01 | 2023-12-31 | month
in the 1990s | 1990-01-01 | 1999-12-31 | year
this spring | 2024-03-01 | 2024-05-31 | month
last summer | 2023-06-01 | 2023-08-31 | month
on 16 March 2019 | 2019-03-16 | 2019-03-16 | day
March 16, 2019 | 2019-03-16 | 2019-03-16 | day
the third of June | 2024-06-03 | 2024-06-03 | day
on Oct. 9 | 2023-10-09 | 2023-10-09 | day
On Nov. 18 last year | 2023-11-18 | 2023-11-18 | day
Thursday 13 June | 2024-06-13 | 2024-06-13 | day
Thursday, 13 May | 2021-05-13 | 2021-05-13 | day
2024-05-03 | 2024-05-03 | 2024-05-03 | day
26/5 | 2024-05-26 | 2024-05-26 | day
5/26/2024 | 2024-05-26 | 2024-05-26 | day
the 12th | 2024-06-12 | 2024-06-12 | day
the 28th | 2024-05-28 | 2024-05-28 | day
12-14 June | 2024-06-12 | 2024-06-14 | few_days
5-7/6 | 2024-06-05 | 2024-06-07 | few_days
10 to 16 June | 2024-06-10 | 2024-06-16 | week
between 3 and 5 May | 2024-05-03 | 2024-05-05 | few_days
from Monday to Wednesday | 2024-06-17 | 2024-06-19 | few_days
between June 2011 and March 2013 | 2011-06-01 | 2013-03-31 | year
between September and January | 2023-09-01 | 2024-01-31 | year
from 28 May to mid-June 1992 | 1992-05-28 | 1992-06-15 | month
since Monday | 2024-06-17 | 2024-06-20 | few_days
since December | 2023-12-01 | 2024-06-20 | year
since mid-April | 2024-04-15 | 2024-06-20 | month
since the end of May | 2024-05-31 | 2024-06-20 | month
since the start of the year | 2024-01-01 | 2024-06-20 | year
since independence in 1975 | 1975-01-01 | 2024-06-20 | year
since the fall of Kabul | 2021-08-15 | 2024-06-20 | year
in the past 24 hours | 2024-06-19 | 2024-06-20 | day
during the past 72 hours | 2024-06-17 | 2024-06-20 | few_days
in the past fortnight | 2024-06-06 | 2024-06-20 | month
in recent days | 2024-06-17 | 2024-06-20 | few_days
in recent weeks | 2024-05-30 | 2024-06-20 | month
for the third day | 2024-06-18 | 2024-06-20 | few_days
two days of combat | 2024-06-18 | 2024-06-20 | few_days
on New Year's Day | 2024-01-01 | 2024-01-01 | day
in the fortnight to May 20 | 2024-05-07 | 2024-05-20 | month
in the past few days | 2024-06-17 | 2024-06-20 | few_days
in the first quarter | 2024-01-01 | 2024-03-31 | month
16-06-2024 | 2024-06-16 | 2024-06-16 | day
3, 4 and 5 June | 2024-06-03 | 2024-06-05 | few_days
June 10 - June 16 | 2024-06-10 | 2024-06-16 | week
from Friday night to Sunday morning | 2024-06-14 | 2024-06-16 | few_days
during Ramadan | 2024-03-11 | 2024-04-09 | month
tomorrow | 2024-06-21 | 2024-06-21 | day
in the last week of April | 2024-04-24 | 2024-04-30 | week
the first Sunday of May | 2024-05-05 | 2024-05-05 | day
the last Friday in April | 2024-04-26 | 2024-04-26 | day
the week of 6 May | 2024-05-06 | 2024-05-12 | week
the weekend of May 4 | 2024-05-04 | 2024-05-05 | few_days
three Sundays ago | 2024-06-02 | 2024-06-02 | day
a week ago Tuesday | 2024-06-11 | 2024-06-11 | day
the week before last | 2024-06-03 | 2024-06-09 | week
the night before last | 2024-06-18 | 2024-06-18 | day
the weekend before last | 2024-06-08 | 2024-06-09 | few_days
over the weekend | 2024-06-15 | 2024-06-16 | few_days
later this month | 2024-06-20 | 2024-06-30 | month
in Q1 2024 | 2024-01-01 | 2024-03-31 | month
in the third fiscal quarter of 2023 | 2023-07-01 | 2023-09-30 | month
in the second week of Ramadan | 2024-03-18 | 2024-03-24 | week
on the last Friday of Ramadan | 2024-04-05 | 2024-04-05 | day
Ramadan 2018 | 2018-05-16 | 2018-06-14 | month
on Eid al-Adha | 2024-06-16 | 2024-06-16 | few_days
on Ashura | 2023-07-28 | 2023-07-28 | few_days
Yom Kippur | 2023-09-25 | 2023-09-25 | day
during Passover | 2024-04-23 | 2024-04-29 | week
Orthodox Easter | 2024-05-05 | 2024-05-05 | day
during Holy Week | 2024-03-24 | 2024-03-30 | week
Nowruz | 2024-03-20 | 2024-03-20 | day
Thanksgiving | 2023-11-23 | 2023-11-23 | day
Diwali | 2023-11-12 | 2023-11-12 | day
"""

# Hanging on Monday 10 June 2024.
HANGING = """
two days earlier | 2024-06-08 | 2024-06-08 | day
two days later | 2024-06-12 | 2024-06-12 | day
two days after the attack | 2024-06-12 | 2024-06-12 | day
an hour later | 2024-06-10 | 2024-06-10 | day
hours later | 2024-06-10 | 2024-06-10 | day
24 hours later | 2024-06-11 | 2024-06-11 | day
the next day | 2024-06-11 | 2024-06-11 | day
the following morning | 2024-06-11 | 2024-06-11 | day
the day before | 2024-06-09 | 2024-06-09 | day
the evening before | 2024-06-09 | 2024-06-09 | day
on the eve of the vote | 2024-06-09 | 2024-06-09 | day
the same day | 2024-06-10 | 2024-06-10 | day
later the same day | 2024-06-10 | 2024-06-10 | day
that evening | 2024-06-10 | 2024-06-10 | day
at dawn | 2024-06-10 | 2024-06-10 | day
07:42 | 2024-06-10 | 2024-06-10 | day
the same Saturday | 2024-06-08 | 2024-06-08 | day
on the next day, Tuesday | 2024-06-11 | 2024-06-11 | day
the previous week | 2024-06-03 | 2024-06-09 | week
in the following days | 2024-06-11 | 2024-06-17 | few_days
since then | 2024-06-10 | 2024-06-20 | month
"""

OTHERS = """
fr | dans la nuit de lundi à mardi | 2024-06-17 | 2024-06-18 | day
fr | il y a trois jours | 2024-06-17 | 2024-06-17 | day
fr | mardi soir | 2024-06-18 | 2024-06-18 | day
fr | jeudi dernier | 2024-06-13 | 2024-06-13 | day
fr | la semaine dernière | 2024-06-10 | 2024-06-16 | week
fr | du 3 au 5 mai | 2024-05-03 | 2024-05-05 | few_days
es | la madrugada del domingo | 2024-06-16 | 2024-06-16 | day
es | hace dos días | 2024-06-18 | 2024-06-18 | day
es | en las últimas 24 horas | 2024-06-19 | 2024-06-20 | day
es | a mediados de mayo | 2024-05-11 | 2024-05-20 | week
pt | na noite de sexta-feira | 2024-06-14 | 2024-06-14 | day
pt | há três dias | 2024-06-17 | 2024-06-17 | day
pt | nesta quarta-feira (19) | 2024-06-19 | 2024-06-19 | day
ru | в ночь на вторник | 2024-06-17 | 2024-06-18 | day
ru | с начала года | 2024-01-01 | 2024-06-20 | year
ru | в ночь с 5 на 6 июня | 2024-06-05 | 2024-06-06 | day
ru | три дня назад | 2024-06-17 | 2024-06-17 | day
ru | за сутки | 2024-06-19 | 2024-06-20 | day
uk | у п'ятницю | 2024-06-14 | 2024-06-14 | day
uk | минулого тижня | 2024-06-10 | 2024-06-16 | week
uk | з 1 до 5 червня | 2024-06-01 | 2024-06-05 | few_days
ar | مساء أمس الأربعاء | 2024-06-19 | 2024-06-19 | day
ar | قبل يومين | 2024-06-18 | 2024-06-18 | day
ar | منذ مطلع الشهر الجاري | 2024-06-01 | 2024-06-20 | month
ar | بين الأحد والثلاثاء | 2024-06-16 | 2024-06-18 | few_days
ar | في ٥ مايو ٢٠٢٤ | 2024-05-05 | 2024-05-05 | day
fr | à Noël | 2023-12-25 | 2023-12-25 | day
es | en Semana Santa | 2024-03-24 | 2024-03-30 | week
pt | durante o Ramadã | 2024-03-11 | 2024-04-09 | month
ru | неделю назад | 2024-06-13 | 2024-06-13 | few_days
ru | третий день подряд | 2024-06-18 | 2024-06-20 | few_days
ru | в День Победы | 2024-05-09 | 2024-05-09 | day
uk | на Великдень | 2024-05-05 | 2024-05-05 | day
ar | قبل أسبوع | 2024-06-13 | 2024-06-13 | few_days
ar | ليل السبت الأحد | 2024-06-15 | 2024-06-16 | day
ar | في الربع الأول من 2024 | 2024-01-01 | 2024-03-31 | month
ar | عيد الفطر | 2024-04-10 | 2024-04-10 | few_days
de | am Montag | 2024-06-17 | 2024-06-17 | day
tr | 5 Haziran 2024 | 2024-06-05 | 2024-06-05 | day
"""

# Hanging on Monday 10 June 2024, in other languages.
OTHERS_HANGING = """
fr | le lendemain | 2024-06-11 | 2024-06-11 | day
fr | ce soir-là | 2024-06-10 | 2024-06-10 | day
es | al día siguiente | 2024-06-11 | 2024-06-11 | day
pt | dois dias antes | 2024-06-08 | 2024-06-08 | day
ru | через неделю | 2024-06-17 | 2024-06-17 | few_days
ru | накануне выборов | 2024-06-09 | 2024-06-09 | day
uk | наступного дня | 2024-06-11 | 2024-06-11 | day
ar | في اليوم التالي | 2024-06-11 | 2024-06-11 | day
ar | قبل ذلك بيومين | 2024-06-08 | 2024-06-08 | day
ar | عشية الانتخابات | 2024-06-09 | 2024-06-09 | day
ar | بعد ساعة | 2024-06-10 | 2024-06-10 | day
"""

PUBLISHED = date(2024, 6, 20)
ANCHOR = When(start=date(2024, 6, 10), end=date(2024, 6, 10), precision=TimePrecision.DAY)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def cases(table: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in table.strip().splitlines()]


def told(found: When) -> tuple[str, str, str]:
    return str(found.start), str(found.end), str(found.precision)


@pytest.mark.parametrize(("phrase", "start", "end", "precision"), cases(ENGLISH))
def test_english_phrase_is_read_against_publication(phrase: str, start: str, end: str, precision: str) -> None:
    assert told(when.interval(phrase, published=PUBLISHED)) == (start, end, precision)


@pytest.mark.parametrize(("phrase", "start", "end", "precision"), cases(HANGING))
def test_hanging_phrase_is_read_against_its_anchor(phrase: str, start: str, end: str, precision: str) -> None:
    assert told(when.interval(phrase, published=PUBLISHED, anchor=ANCHOR)) == (start, end, precision)


@pytest.mark.parametrize(("language", "phrase", "start", "end", "precision"), cases(OTHERS))
def test_phrase_of_another_language(language: str, phrase: str, start: str, end: str, precision: str) -> None:
    assert told(when.interval(phrase, published=PUBLISHED, language=language)) == (start, end, precision)


@pytest.mark.parametrize(("language", "phrase", "start", "end", "precision"), cases(OTHERS_HANGING))
def test_hanging_phrase_of_another_language(language: str, phrase: str, start: str, end: str, precision: str) -> None:
    assert told(when.interval(phrase, published=PUBLISHED, anchor=ANCHOR, language=language)) == (start, end, precision)


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "   ",
        "in the region",
        "every Thursday",
        "every day",
        "on election day",
        "on Independence Day",
        "since the vote",
        "31 June 2024",
        "the Monday Club of",
        "???",
        "99/99",
    ],
)
def test_what_cannot_be_explained_stays_unknown_or_says_little(phrase: str) -> None:
    found = when.interval(phrase, published=PUBLISHED)
    assert found.precision is TimePrecision.UNKNOWN or (found.confidence or 0) < 0.9
    assert found.reason


@pytest.mark.parametrize("phrase", ["on Monday", "yesterday", "two days ago", "last week", "overnight", "on 5 May"])
def test_without_a_day_of_publication_only_absolute_dates_resolve(phrase: str) -> None:
    assert when.interval(phrase, published=None).start is None
    assert when.interval("on 5 May 2024", published=None).start == date(2024, 5, 5)


@pytest.mark.parametrize(
    ("phrase", "start", "end"),
    [
        ("on Saturday", "2024-06-22", "2024-06-22"),
        ("on 3 July", "2024-07-03", "2024-07-03"),
        ("by Christmas", "2024-06-20", "2024-12-25"),
        ("in the coming days", "2024-06-21", "2024-06-27"),
    ],
)
def test_what_is_to_come_is_read_ahead(phrase: str, start: str, end: str) -> None:
    found = when.interval(phrase, published=PUBLISHED, ahead=True)
    assert (str(found.start), str(found.end)) == (start, end)


def test_every_reading_has_a_reason_and_a_confidence() -> None:
    for phrase, *_ in cases(ENGLISH):
        found = when.interval(phrase, published=PUBLISHED)
        assert found.reason
        assert found.confidence is not None
        assert 0 < found.confidence <= 1


days = st.dates(date(1, 1, 1), date(9999, 12, 31))
WORDS = [phrase for table in (ENGLISH, HANGING) for phrase, *_ in cases(table)]
mixed = st.lists(st.sampled_from(sorted({word for phrase in WORDS for word in phrase.split()})), max_size=8).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(
    phrase=st.text(max_size=60) | mixed | st.sampled_from(WORDS),
    published=st.none() | days,
    anchor=st.none() | days,
    ahead=st.booleans(),
    language=st.sampled_from(LANGUAGES),
)
def test_no_string_raises_and_intervals_run_forward(
    phrase: str, published: date | None, anchor: date | None, ahead: bool, language: str
) -> None:
    base = None if anchor is None else When(start=anchor, end=anchor, precision=TimePrecision.DAY)
    found = when.interval(phrase, published=published, anchor=base, ahead=ahead, language=language)
    assert found.start is None or (found.end is not None and found.start <= found.end)
    assert when.interval(phrase, published=published, anchor=base, ahead=ahead, language=language) == found


@given(published=st.dates(date(1900, 1, 1), date(2100, 1, 1)), weekday=st.integers(0, 6))
def test_a_weekday_is_within_the_seven_days_up_to_publication(published: date, weekday: int) -> None:
    found = when.interval(f"on {WEEKDAYS[weekday]}", published=published)
    assert found.start is not None
    assert found.start.weekday() == weekday
    assert timedelta(0) <= published - found.start < timedelta(days=7)


@given(published=st.dates(date(1900, 1, 1), date(2100, 1, 1)), day=st.dates(date(2001, 1, 1), date(2001, 12, 31)))
def test_a_date_without_year_is_within_the_year_up_to_publication(published: date, day: date) -> None:
    found = when.interval(f"on {day.day} {day:%B}", published=published)
    assert found.start is not None
    assert (found.start.day, found.start.month) == (day.day, day.month)
    assert timedelta(0) <= published - found.start <= timedelta(days=366)
