from datetime import date

import pytest

from dateline import read
from dateline.errors import ReadError


def test_text_and_what_the_page_says_of_itself(page, report):
    doc = read.document(page().encode())
    assert doc.text == "\n\n".join(report)
    assert (doc.title, doc.outlet, doc.author) == ("Five killed in Ruwan Tofa raid", "Karsa Post", "Amina Bello")
    assert doc.published == date(2026, 3, 4)
    assert doc.url == "https://karsapost.example/news/ruwan-tofa"
    assert doc.language == "en"
    assert len(doc.id) == 16


def test_the_same_page_is_the_same_document_and_another_outlets_is_not(page):
    one, two = read.document(page().encode()), read.document(page().encode())
    assert one == two
    assert read.document(page().encode(), outlet="Radio Meru").id != one.id


def test_what_the_caller_knows_wins(page):
    doc = read.document(
        page().encode(),
        title="Raid",
        published="2026-03-05",
        outlet="Meru",
        agency="AFP",
        url="https://m.example/1",
        language="ha",
    )
    assert (doc.title, doc.outlet, doc.agency, doc.url, doc.language) == ("Raid", "Meru", "AFP", "https://m.example/1", "ha")
    assert doc.published == date(2026, 3, 5)


def test_no_date_is_taken_from_a_footer(page):
    doc = read.document(page(head="", after="<footer><p>© 2019 Karsa Post. Updated 1 January 2020.</p></footer>").encode())
    assert doc.published is None


def test_the_outlets_name_is_cut_from_the_title(page):
    head = '<meta property="og:site_name" content="Karsa Post">'
    assert read.document(page(head=head, title="Raid in Ruwan Tofa - Karsa Post").encode()).title == "Raid in Ruwan Tofa"


def test_lists_keep_their_items_together(page, report):
    markup = page().replace(
        "</article>", "<ul><li>5 March: two wounded in Dandi.</li><li>6 March: curfew in Dandi.</li></ul></article>"
    )
    assert "- 5 March: two wounded in Dandi.\n- 6 March: curfew in Dandi." in read.document(markup.encode()).text


def test_comments_and_links_are_left_out(page):
    after = '<div id="comments"><p>I do not believe a word of this report, says a reader at length.</p></div>'
    doc = read.document(page(after=after, before='<nav><a href="/">Home</a><a href="/s">Sport</a></nav>').encode())
    assert "reader at length" not in doc.text
    assert "Sport" not in doc.text


def test_a_table_that_lays_out_the_page_is_read_as_prose(report):
    cell = " ".join(report)
    markup = f"<html><head><title>Raid</title></head><body><table><tr><td></td><td>{cell}</td></tr></table></body></html>"
    doc = read.document(markup.encode())
    assert "|" not in doc.text
    assert report[0] in doc.text


def test_stray_nul_bytes_are_passed_over(page, report):
    data = page([*report, "The village lies ten kilometres from the road, and its mast has been down for weeks. " * 6]).encode()
    assert read.document(data.replace(b"<article>", b"<article>\x00")) == read.document(data)


def test_a_page_in_a_legacy_encoding(page):
    prose = (
        "Des hommes armés ont tué cinq éleveurs près de Ménaka, a déclaré mardi le préfet du cercle, Idrissa Maïga, à la radio."
    )
    data = page([prose, prose.replace("cinq", "six")], head='<meta charset="iso-8859-1">').encode("cp1252")
    doc = read.document(data)
    assert doc.text.startswith("Des hommes armés ont tué cinq éleveurs")
    assert doc.language == "fr"


def test_a_dateline_names_the_agency(page, report):
    doc = read.document(
        page(
            [f"KANO, Nigeria, March 4 (Reuters) - {report[0]}", *report[1:], "(Reporting by A. Bello; Editing by B. Sani)"]
        ).encode()
    )
    assert (doc.dateline, doc.agency) == ("KANO, Nigeria, March 4 (Reuters)", "Reuters")
    assert [s.text(doc.text) for s in doc.furniture] == ["(Reporting by A. Bello; Editing by B. Sani)"]


WALL = "<html><head><title>Karsa Post</title></head><body>{}</body></html>"
LINKS = "".join(f'<li><a href="/{i}">Army says {i} rebels were killed in the northern hills</a></li>' for i in range(30))
TEASERS = "".join(
    f'<article><h2><a href="/{i}">Report {i}</a></h2><p><a href="/{i}">The army said that {i} rebels were killed in the hills on Monday.</a></p></article>'
    for i in range(1, 20)
)
COOKIES = "<h1>We value your privacy</h1><p>We and our 843 partners store and access information on a device, such as cookies.</p><p>Accept all cookies</p>"
LOGIN = "<h1>Log in to continue</h1><p>Log in to continue reading this article and get access to all our reports on the war.</p><p>Not a subscriber? Subscribe now.</p>"
ROBOT = "<h1>karsapost.example</h1><p>Checking your browser before accessing the site karsapost.example, please wait.</p><p>Please enable JavaScript and cookies to continue.</p>"
MISSING = "<h1>404</h1><p>The page you are looking for could not be found on this server, it may have been moved.</p>"


@pytest.mark.parametrize(
    "body",
    [f"<ul>{LINKS}</ul>", TEASERS, COOKIES, LOGIN, ROBOT, MISSING, "<script>var a = 1;</script>", "<p>Hello</p>", ""],
    ids=["links", "teasers", "cookies", "login", "robot", "404", "script", "hello", "nothing"],
)
def test_a_page_without_an_article_is_an_error(body):
    with pytest.raises(ReadError) as caught:
        read.document(WALL.format(body).encode())
    assert caught.value.code in {"page-no-article", "html-broken"}
    assert caught.value.fix


def test_a_flash_of_one_sentence_is_an_article(page):
    flash = "Gunmen killed five people in Ruwan Tofa on Tuesday, police said."
    assert read.document(page([flash]).encode()).text == flash


def test_a_paywalled_stub_keeps_its_lead_and_marks_the_prompt(page, report):
    doc = read.document(page([report[0], "Subscribe to read the full story."]).encode())
    assert doc.text.startswith(report[0])
    assert [s.text(doc.text) for s in doc.furniture] == ["Subscribe to read the full story."]


def test_a_page_of_very_many_elements_is_refused():
    with pytest.raises(ReadError, match="page-too-large"):
        read.document(b"<html><body>" + b"<p>Five people were killed in Karsa.</p>" * 25_001)


def test_garbled_prose_is_refused(page):
    prose = "Des hommes armés ont tué trois éleveurs près de Ménaka, a déclaré le préfet à l’antenne. " * 3
    with pytest.raises(ReadError, match=r"encoding-garbled|encoding-unknown"):
        read.document(page([prose.encode().decode("cp1252", "replace")] * 2).encode())
