from datetime import date

import made_files
import pytest
from made_files import BODY, LAST, LEAD


def wrapped(text, chars):
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= chars:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def column(paragraphs, x, top, chars):
    """Paragraphs drawn line under line."""
    y = top
    for text in paragraphs:
        for line in wrapped(text, chars):
            yield (x, y, line)
            y -= 12
        y -= 8


def test_one_column(read_bytes):
    page = [
        (60, 800, "Karsa Situation Report No. 7", 18),
        (60, 770, "Published on 4 March 2026"),
        *column([LEAD, BODY, LAST], 60, 730, 70),
    ]
    info = b"/Title (Microsoft Word - sitrep7.docx) /Author (Karsa Monitor) /CreationDate (D:20260305101500Z)"
    (doc,) = read_bytes(made_files.pdf(page, info=info), "a.pdf")
    assert doc.text.split("\n\n") == ["Karsa Situation Report No. 7", "Published on 4 March 2026", LEAD, BODY, LAST]
    assert (doc.title, doc.published, doc.author) == ("Karsa Situation Report No. 7", date(2026, 3, 4), "Karsa Monitor")
    assert doc.extra == {"pages": 1, "file_made_on": "2026-03-05"}


@pytest.mark.parametrize("is_by_rows", [False, True], ids=["drawn-column-by-column", "drawn-row-by-row"])
def test_two_columns_are_read_one_after_the_other(read_bytes, is_by_rows):
    left, right = (
        [LEAD, BODY],
        [LAST, "Aid convoys reached the hill villages on Friday for the first time since the bridge fell."],
    )
    lines = [*column(left, 50, 720, 42), *column(right, 310, 720, 42)]
    if is_by_rows:
        lines.sort(key=lambda line: (-line[1], line[0]))
    page = [(50, 780, "Weekly security note for the river districts of Karsa", 16), *lines]
    (doc,) = read_bytes(made_files.pdf(page), "a.pdf")
    assert doc.text.split("\n\n")[1:] == [*left, *right]


def test_bullets_hyphens_and_running_heads(read_bytes):
    pages = []
    for n, place in enumerate(("Gara", "Lemma", "Orna", "Pesk"), 1):
        pages.append(
            [
                (60, 810, "Karsa Monitor - Weekly"),
                (60, 760, "The market of Ruwan Tofa was shelled for an hour on Tues-"),
                (60, 748, f"day; traders from {place} died and the clinic was hit."),
                (60, 720, f"• Two suspects were held in {place}"),
                (60, 708, f"• The road to {place}, which had been closed"),
                (70, 696, "since January, is open to all"),
                (300, 30, f"Page {n} of 4"),
            ]
        )
    (doc,) = read_bytes(made_files.pdf(*pages), "a.pdf")
    assert doc.text.count("Karsa Monitor - Weekly") == 1
    assert "Page" not in doc.text
    assert "for an hour on Tuesday; traders from Orna died" in doc.text
    assert "- Two suspects were held in Pesk\n- The road to Pesk, which had been closed since January, is open to all" in doc.text


def test_a_period_gives_its_last_day(read_bytes):
    page = [(60, 800, "Protection chronology, 3-9 March 2026", 16), *column([LEAD], 60, 740, 70)]
    (doc,) = read_bytes(made_files.pdf(page), "a.pdf")
    assert doc.published == date(2026, 3, 9)


def test_two_days_at_the_top_leave_it_open(read_bytes):
    page = [(60, 800, "3 March 2026"), (60, 780, "Updated 4 March 2026"), *column([LEAD], 60, 740, 70)]
    (doc,) = read_bytes(made_files.pdf(page), "a.pdf")
    assert doc.published is None


def test_a_scan_says_that_it_is_one(read_bytes):
    assert read_bytes(made_files.pdf([(60, 30, "3")]), "scan.pdf") == ["pdf-no-text"]
    assert read_bytes(made_files.pdf([]), "scan.pdf") == ["pdf-no-text"]


@pytest.mark.parametrize("data", [b"%PDF-1.4", b"%PDF-1.7 ...", made_files.pdf([(60, 700, LEAD)])[:300]])
def test_broken_files(read_bytes, data):
    assert read_bytes(data, "a.pdf") in (["file-broken"], ["pdf-no-text"])


def test_a_page_that_unpacks_without_end_is_refused(read_bytes):
    import zlib

    bomb = zlib.compress(b"BT /F1 10 Tf 1 1 Td (a) Tj ET\n" * 9_000_000, 9)
    assert read_bytes(made_files.pdf(stream=bomb), "a.pdf")[0] in {"file-broken", "file-endless", "pdf-no-text"}
