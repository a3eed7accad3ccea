import pytest

from dateline.text.language import language

CASES = [
    ("en", "Gunmen attacked an invented village near the river on Tuesday night and wounded two farmers, residents said."),
    ("fr", "Des hommes armés ont attaqué un village imaginaire dans la nuit de mardi à mercredi, selon des habitants."),
    ("es", "Hombres armados atacaron un poblado imaginario durante la noche del martes, según los vecinos del lugar."),
    ("pt", "Homens armados atacaram uma aldeia imaginária durante a noite de terça-feira, segundo os moradores."),
    ("ar", "هاجم مسلحون مجهولون قرية متخيلة قرب النهر ليلة الثلاثاء وأصابوا مزارعين اثنين بجروح بحسب الأهالي"),
    ("ru", "Неизвестные вооружённые люди напали на вымышленную деревню в ночь на среду, сообщили местные жители."),
    ("uk", "Невідомі озброєні люди напали на вигадане село в ніч на середу, повідомили місцеві жителі та волонтери."),
]


@pytest.mark.parametrize(("code", "text"), CASES)
def test_the_language_of_a_paragraph(code, text):
    assert language(text) == code


@pytest.mark.parametrize("text", ["", "Gao", "1,200 / 3.5", "Two hurt in Gao", "🚀" * 200, "12 34 " * 100])
def test_too_little_text_says_nothing(text):
    assert language(text) is None


def test_languages_without_a_two_letter_code_give_the_nearest_that_has_one():
    pidgin = (
        "Dem don kill plenty people for Borno wey di attack happen for di village dis morning, na so police talk am for Maiduguri"
    )
    assert language(pidgin) in {"en", None}
