from datetime import date

import pytest

from dateline import read
from dateline.errors import ReadError

LEAD = "Gunmen killed five farmers in Ruwan Tofa on Tuesday, residents said."
MORE = "Two suspects were held, a police spokesman said on Wednesday."


def test_header_lines_describe_the_document():
    doc = read.text(
        f"Title: Five killed\nDate: 4 March 2026\nSource: Karsa Post\nBy: Amina Bello\nURL: https://k.example/1\n\n{LEAD}\n\n{MORE}\n"
    )
    assert doc.text == f"{LEAD}\n\n{MORE}"
    assert (doc.title, doc.published, doc.outlet, doc.author) == ("Five killed", date(2026, 3, 4), "Karsa Post", "Amina Bello")
    assert doc.url == "https://k.example/1"


@pytest.mark.parametrize(
    ("head", "title", "day"),
    [
        ('---\ntitle: "Five killed"\ndate: 2026-03-04\n---\n', "Five killed", date(2026, 3, 4)),
        ("**Headline:** Five killed\n**Date:** 2026-03-04\n", "Five killed", date(2026, 3, 4)),
        ("Titre : Cinq morts\nDate : 4 mars 2026\n", "Cinq morts", date(2026, 3, 4)),
        ("Título: Cinco muertos\nFecha: 4 de marzo de 2026\n", "Cinco muertos", date(2026, 3, 4)),
        ("Заголовок: Пятеро убиты\nДата: 4 марта 2026\n", "Пятеро убиты", date(2026, 3, 4)),
        ("العنوان: مقتل خمسة\nالتاريخ: 4 مارس 2026\n", "مقتل خمسة", date(2026, 3, 4)),
        ("Title: Five killed\nSection: World\nLength: 320 words\nLoad-Date: March 4, 2026\n", "Five killed", date(2026, 3, 4)),
        ("Title: Five killed\nDate: 04.03.2026\nBy Amina Bello\n", "Five killed", date(2026, 3, 4)),
    ],
)
def test_headers_in_many_forms(head, title, day):
    doc = read.text(f"{head}\n{LEAD}\n\n{MORE}")
    assert (doc.title, doc.published, doc.text) == (title, day, f"{LEAD}\n\n{MORE}")


def test_a_date_that_can_be_read_two_ways_stays_open():
    doc = read.text(f"Title: Five killed\nDate: 03/04/2026\n\n{LEAD}")
    assert doc.published is None
    assert doc.extra == {"date_as_printed": "03/04/2026"}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Five killed in Ruwan Tofa raid\n\n{LEAD}\n\n{MORE}", "Five killed in Ruwan Tofa raid"),
        (f"# Five killed\n\n{LEAD}", "Five killed"),
        (f"Five killed in raid\n{LEAD}", "Five killed in raid"),
        (f"{LEAD}\n\n{MORE}", None),
        ("Five killed in Ruwan Tofa raid", None),
        ("Gunmen killed five farmers in Ruwan Tofa\non Tuesday, residents said, before they fled to the hills.\n", None),
    ],
)
def test_the_first_line_is_a_title_if_it_looks_like_one(text, title):
    doc = read.text(text)
    assert doc.title == title
    assert (title or "") not in doc.text or not title


@pytest.mark.parametrize(
    "text",
    [
        "UN: five killed in Bentiu, mission says.\nMore to follow from the town, where fighting went on.",
        "By Tuesday evening the town had fallen, and its people were on the road.\n\nNobody was counted.",
        "Text: he said that it was over.\n\nNobody was counted.",
    ],
)
def test_reporting_is_not_taken_for_a_header(text):
    assert read.text(text).text == text


def test_line_ends_become_one_kind_and_offsets_count_the_final_text():
    doc = read.text(f"Title: A\r\n\r\n{LEAD}\r\n\r\nRead more: Floods in Karsa\r\n")
    assert doc.text == f"{LEAD}\n\nRead more: Floods in Karsa"
    assert [s.text(doc.text) for s in doc.furniture] == ["Read more: Floods in Karsa"]


def test_no_date_in_the_header_is_no_date():
    assert read.text(f"Raid of 4 March 2026\n\n{LEAD}").published is None


@pytest.mark.parametrize("text", ["", "  \n\t\n", "Title: only a header\nDate: 2026-03-04\n"])
def test_nothing_to_read(text):
    with pytest.raises(ReadError, match="text-empty"):
        read.text(text)
