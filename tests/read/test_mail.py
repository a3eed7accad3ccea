import time
from datetime import date

import made_files
import pytest
from made_files import BODY, LAST, LEAD, TITLE


def test_a_newsletter(read_bytes):
    (doc,) = read_bytes(made_files.mail(Message_ID="<1@karsapost.example>", List_Id="<news.karsapost.example>"), "a.eml")
    assert doc.text == f"{LEAD}\n\n{BODY}\n\n{LAST}"
    assert (doc.title, doc.outlet, doc.published) == (TITLE, "Karsa Post", date(2026, 3, 4))
    assert doc.extra["message_id"] == "<1@karsapost.example>"


def test_a_mail_is_known_by_its_header_whatever_its_name(read_bytes):
    (doc,) = read_bytes(made_files.mail(), "export-0001")
    assert doc.title == TITLE


def test_the_html_part_where_the_plain_one_says_nothing(read_bytes):
    html = f"<style>p {{}}</style><h1>{TITLE}</h1><p>{LEAD}</p><ul><li>Two held</li><li>Road open</li></ul><p style='display:none'>preview</p>"
    (doc,) = read_bytes(made_files.mail("View this mail in your browser.", html), "a.eml")
    assert doc.text == f"{TITLE}\n\n{LEAD}\n\n- Two held\n- Road open"


def test_encoded_words_and_old_charsets(read_bytes):
    data = (
        b"Received: from x\r\nFrom: =?koi8-r?B?98XT1Mkg6MXS09Q=?= <a@example.org>\r\nSubject: =?utf-8?q?Cinq_tu=C3=A9s_=C3=A0_Gao?=\r\n"
        b"Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        b"Cinq personnes ont \xe9t\xe9 tu\xe9es mardi \xe0 Gao, selon l'arm\xe9e.\r\n"
    )
    (doc,) = read_bytes(data, "a.eml")
    assert (doc.title, doc.text, doc.outlet) == (
        "Cinq tués à Gao",
        "Cinq personnes ont été tuées mardi à Gao, selon l'armée.",
        "Вести Херст",
    )


def test_attached_reports_are_documents_of_their_own(read_bytes):
    report = made_files.docx(f"<w:p><w:r><w:t>{LEAD}</w:t></w:r></w:p>")
    found = read_bytes(made_files.mail(attached=[("sitrep.docx", report), ("logo.bin", b"\x89PNG\r\n\x1a\n")]), "a.eml")
    assert [item if isinstance(item, str) else item.text[:6] for item in found] == ["Gunmen", "Gunmen", "file-binary"]


def test_a_mail_that_only_carries_a_report(read_bytes):
    (doc,) = read_bytes(made_files.mail("", attached=[("a.txt", LEAD.encode())]), "a.eml")
    assert doc.text == LEAD


@pytest.mark.parametrize("text", ["", " \n"])
def test_a_mail_without_text(read_bytes, text):
    assert read_bytes(made_files.mail(text), "a.eml") == ["mail-no-text"]


def test_a_signature_is_left_out(read_bytes):
    (doc,) = read_bytes(made_files.mail(f"{LEAD}\n\n-- \nKarsa Post, 1 River Road\n"), "a.eml")
    assert doc.text == LEAD


def test_long_lines_behind_a_signature_mark_cost_no_time(read_bytes):
    start_s = time.monotonic()
    (doc,) = read_bytes(made_files.mail(f"{LEAD}\n{BODY}\n-- \n" + ("x" * 5000 + "\n\n") * 40), "a.eml")
    assert time.monotonic() - start_s < 2
    assert doc.text.startswith(LEAD)


def test_signature_is_no_news(read_bytes):
    (doc,) = read_bytes(made_files.mail(f"{LEAD}\n{BODY}\n-- \nKarsa Post\n\nUnsubscribe"), "a.eml")
    assert doc.text == f"{LEAD}\n{BODY}"
