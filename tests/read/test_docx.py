from datetime import date

import made_files
from made_files import BODY, LEAD


def p(text, style=""):
    props = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{props}<w:r><w:t>{text}</w:t></w:r></w:p>"


ITEM = "<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>"


def test_title_lists_tables_and_properties(read_bytes):
    body = (
        p("Weekly note", "Title")
        + p("4 March 2026")
        + p(LEAD)
        + ITEM.format("Two suspects held")
        + ITEM.format("Road open")
        + f"<w:tbl><w:tr><w:tc>{p('Place')}</w:tc><w:tc>{p('Killed')}</w:tc></w:tr><w:tr><w:tc>{p('Ruwan Tofa')}</w:tc><w:tc>{p('5')}</w:tc></w:tr></w:tbl>"
    )
    core = "<dc:title>x</dc:title><dc:creator>Karsa Monitor</dc:creator><dcterms:created>2026-03-05T10:00:00Z</dcterms:created><dc:language>en-GB</dc:language>"
    (doc,) = read_bytes(made_files.docx(body, core), "note.docx")
    assert doc.text == f"4 March 2026\n\n{LEAD}\n\n- Two suspects held\n- Road open\n\nPlace | Killed\n\nRuwan Tofa | 5"
    assert (doc.title, doc.author, doc.language, doc.published) == ("Weekly note", "Karsa Monitor", "en", date(2026, 3, 4))
    assert doc.extra == {"file_made_on": "2026-03-05"}


def test_tracked_changes_links_and_text_boxes(read_bytes):
    body = (
        "<w:p><w:r><w:t xml:space='preserve'>Gunmen killed </w:t></w:r><w:del><w:r><w:delText>four</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>five</w:t></w:r></w:ins><w:hyperlink><w:r><w:t xml:space='preserve'> far</w:t></w:r></w:hyperlink><w:r><w:t>mers.</w:t></w:r></w:p>"
        f"<w:p><w:r><w:txbxContent>{p(BODY)}</w:txbxContent></w:r></w:p>"
    )
    (doc,) = read_bytes(made_files.docx(body), "note.docx")
    assert doc.text == f"Gunmen killed five farmers.\n\n{BODY}"


def test_a_word_file_under_another_name_and_without_text(read_bytes):
    (doc,) = read_bytes(made_files.docx(p(LEAD)), "note")
    assert doc.text == LEAD
    assert read_bytes(made_files.docx(p(" ")), "empty.docx") == ["text-empty"]


def test_deep_nesting_and_entities_are_refused(read_bytes):
    assert read_bytes(made_files.docx("<w:ins>" * 5000 + "</w:ins>" * 5000), "a.docx") == ["file-broken"]


def test_a_part_that_unpacks_without_end_is_refused(read_bytes):
    assert read_bytes(made_files.docx(p("a" * 30_000_000)), "a.docx") == ["archive-bomb"]
