"""The forms in which a country's name or adjective stands in a text: genders, numbers and, for Russian and Ukrainian, cases."""

from __future__ import annotations

from collections.abc import Iterator

__all__ = ["inflected"]

RUSSIAN = ("ий", "ая", "ое", "ие", "ого", "ой", "ому", "им", "ую", "их", "ими", "ом")
UKRAINIAN = ("ий", "а", "е", "і", "ого", "ої", "ому", "ій", "им", "у", "ою", "их", "ими")


def inflected(language: str, form: str) -> Iterator[str]:
    """The form itself and what its language makes of it.

    English adjectives that are a people's name too take its plural. Only lower-case forms (adjectives) of Romance and Slavic languages change; Slavic names of countries ending in -ия, -а
    and in a consonant take their cases. Arabic adjectives take the article, the feminine and the plural.
    """
    yield form
    if form.islower() and language in ("fr", "es", "pt"):
        yield from _romance(language, form)
    elif language == "en" and form.istitle() and " " not in form and form.endswith(("an", "i")):
        yield form + "s"
    elif language == "ru":
        yield from _slavic(form, RUSSIAN, ("а", "у", "ом", "е"), {"ия": ("ии", "ию", "ией"), "а": ("ы", "и", "е", "у", "ой")})
    elif language == "uk":
        yield from _slavic(form, UKRAINIAN, ("у", "ом", "і", "а"), {"ія": ("ії", "ію", "ією"), "а": ("и", "і", "у", "ою")})
    elif language == "ar":
        yield from _arabic(form)


def _romance(language: str, form: str) -> Iterator[str]:
    if language == "fr":
        feminine = form + "ne" if form.endswith(("ien", "éen")) else form if form.endswith("e") else form + "e"
        yield from (feminine, feminine + "s", form if form.endswith("s") else form + "s")
    elif form.endswith("o"):
        yield from (form[:-1] + end for end in ("a", "os", "as"))
    elif form.endswith(("ês", "és")):
        yield from (form[:-2] + "esa", form[:-2] + "eses", form[:-2] + "esas")
    else:
        yield from (form + "s", form + "es")


def _slavic(form: str, adjective: tuple[str, ...], hard: tuple[str, ...], soft: dict[str, tuple[str, ...]]) -> Iterator[str]:
    if form.islower() and form.endswith("ий"):
        yield from (form[:-2] + end for end in adjective)
    elif form.isupper() or " " in form:
        return
    elif end := next((e for e in soft if form.endswith(e)), None):
        yield from (form[: -len(end)] + e for e in soft[end])
    elif form[-1:] not in "аеёиоуыэюяіїє":
        yield from (form + end for end in hard)


def _arabic(form: str) -> Iterator[str]:
    ends = ("ة", "ين", "ون") if form.endswith("ي") else ()
    for word in (form, *(form + end for end in ends)):
        yield word
        if not word.startswith("ال"):
            yield "ال" + word
