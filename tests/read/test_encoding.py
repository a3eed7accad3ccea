import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import ReadError
from dateline.read.encoding import decode, refuse_rubbish

RUSSIAN = "В Ошe в понедельник на рынке произошёл взрыв, погибли двое, сообщили в милиции. Район оцеплен, ведётся следствие. " * 4
FRENCH = "Des hommes armés ont tué trois éleveurs près de Ménaka, a déclaré le préfet. L’armée a été dépêchée. " * 4
TURKISH = "Polis İstanbul'da iki kişiyi gözaltına aldı. Gösteri geç saatlerde sona erdi, valilik açıkladı. " * 4
POLISH = "Policja w Łodzi zatrzymała dwóch mężczyzn, którzy rzucali kamieniami. Protest zakończył się późno. " * 4
ARABIC = "قتل خمسة أشخاص في هجوم على سوق في مدينة الفاشر يوم الثلاثاء، بحسب ما أعلن مسؤول محلي. " * 4


@given(st.text(alphabet=st.characters(categories=("Lu", "Ll", "Lo", "Nd", "Po", "Zs"), exclude_characters="\ufeff"), max_size=60))
def test_legible_utf8_comes_back_as_it_was(words):
    text = "The army said in Goma: " * 20 + words
    assert decode(text.encode(), "x") == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides_and_is_left_out(encoding):
    assert decode(RUSSIAN.encode(encoding), "x") == RUSSIAN


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (FRENCH, "cp1252"),
        (ARABIC, "cp1256"),
        ("戦闘で三人が死亡したと警察が発表した。" * 9, "cp932"),
    ],
)
def test_the_declared_charset_of_a_page(text, encoding):
    label = {
        "cp1251": "windows-1251",
        "koi8_r": "koi8-r",
        "cp1252": "iso-8859-1",
        "cp1256": "windows-1256",
        "cp932": "Shift_JIS",
    }[encoding]
    markup = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={label}"></head><p>{text}</p>'
    assert decode(markup.encode(encoding), "x") == markup


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(RUSSIAN, "cp1251"), (FRENCH, "cp1252"), (ARABIC, "cp1256"), (TURKISH, "cp1254"), (POLISH, "cp1250"), (POLISH, "iso8859_2")],
)
def test_an_undeclared_charset_is_found(text, encoding):
    assert decode(text.encode(encoding), "x") == text


def test_valid_utf8_beats_a_wrong_declaration():
    markup = f"<meta charset=iso-8859-1><p>{FRENCH}</p>"
    assert decode(markup.encode(), "x") == markup


def test_a_wrong_declaration_that_gives_rubbish_is_passed_over():
    markup = f"<meta charset=iso-8859-1><p>{RUSSIAN}</p>"
    assert decode(markup.encode("cp1251"), "x") == markup


def test_one_damaged_character_in_a_long_text_stays_visible():
    damaged = FRENCH.encode() * 6
    damaged = damaged[:700] + b"\xff" + damaged[700:]
    assert decode(damaged, "x").count("\ufffd") == 1


def test_bytes_that_no_encoding_explains_are_an_error():
    with pytest.raises(ReadError) as caught:
        decode(bytes(range(128, 256)) * 8, "page.html")
    assert caught.value.code == "encoding-unknown"
    assert caught.value.where == "page.html"


def test_utf16_cut_in_the_middle_is_an_error():
    with pytest.raises(ReadError, match="encoding-damaged"):
        decode(b"\xff\xfe" + b"\x00\xd8" * 40, "x")


@pytest.mark.parametrize("text", [FRENCH, RUSSIAN, ARABIC])
def test_text_that_was_decoded_wrongly_before_is_refused(text):
    garbled = (
        text.encode().decode("cp1252", "replace") if text is not ARABIC else text.encode("cp1256").decode("cp1252", "replace")
    )
    with pytest.raises(ReadError, match="encoding-garbled"):
        refuse_rubbish(garbled, "x")


@pytest.mark.parametrize(
    "text",
    [
        "Ngày 4 tháng 3, hai người đã thiệt mạng trong vụ nổ ở Đắk Lắk, cảnh sát địa phương cho biết.",
        "À Bamako, l’état-major a démenti… « Aucune perte », a-t-il répété à Ménaka, à Gao et à Tessalit.",
        "NÃO HÁ VÍTIMAS NA OPERAÇÃO, DIZ A POLÍCIA DE SÃO PAULO. A AÇÃO TERMINOU ÀS 10H.",
        "Göteborg, Malmö, Århus, Łódź: demonstrationer på gatorna, säger polisen.",
    ],
)
def test_accented_languages_are_no_rubbish(text):
    refuse_rubbish(text, "x")


@pytest.mark.parametrize("piece", ["<", "<script>", "<style ", "<a href='"])
def test_rows_of_open_tags_cost_no_time(piece):
    start_s = time.monotonic()
    assert decode((FRENCH + piece * 20_000).encode(), "a.html") is not None
    assert time.monotonic() - start_s < 1
