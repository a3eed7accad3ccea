"""Names and codes of languages, as exports write them, to ISO 639-1."""

from __future__ import annotations

from typing import Final

__all__ = ["two_letters"]

# ISO 639-1, then ISO 639-2 and 639-3 codes, then English names. Source: ISO 639-2/B and 639-3 code tables.
_TABLE: Final = """
en eng english; fr fra fre french; es spa spanish; pt por portuguese; ru rus russian; uk ukr ukrainian; ar ara arb arabic; de deu ger german;
it ita italian; tr tur turkish; nl nld dut dutch; pl pol polish; id ind indonesian; fa fas per pes persian farsi; ps pus pashto; ur urd urdu;
hi hin hindi; bn ben bengali; ne nep nepali; ta tam tamil; si sin sinhala; my mya bur burmese; th tha thai; vi vie vietnamese; tl tgl tagalog;
zh zho chi cmn chinese; ja jpn japanese; ko kor korean; sw swa swh swahili; so som somali; ha hau hausa; am amh amharic; om orm oromo;
ti tir tigrinya; yo yor yoruba; ig ibo igbo; rw kin kinyarwanda; rn run kirundi; ln lin lingala; mg mlg malagasy; ku kur kmr kurdish;
he heb hebrew; hy hye arm armenian; az aze azerbaijani; ka kat geo georgian; ro ron rum romanian; bg bul bulgarian; sr srp serbian;
hr hrv croatian; bs bos bosnian; sq sqi alb albanian; mk mkd mac macedonian; el ell gre greek; hu hun hungarian; cs ces cze czech;
sk slk slo slovak; sl slv slovenian; sv swe swedish; no nor norwegian; da dan danish; fi fin finnish; et est estonian; lv lav latvian;
lt lit lithuanian; be bel belarusian; kk kaz kazakh; uz uzb uzbek; ky kir kyrgyz; tg tgk tajik; tk tuk turkmen; mn mon mongolian;
ca cat catalan; ms msa may malay; km khm khmer; lo lao; pa pan punjabi; gu guj gujarati; mr mar marathi; te tel telugu; kn kan kannada;
ml mal malayalam; af afr afrikaans; zu zul zulu; sn sna shona; ht hat haitian; qu que quechua; ug uig uyghur
"""
_CODES: Final = {name: row.split()[0] for row in _TABLE.split(";") for name in row.split()}


def two_letters(printed: str) -> str | None:
    """The ISO 639-1 code of a language given as "en", "en-GB", "eng" or "English"; None where it is not known."""
    bare = printed.strip().lower().replace("_", "-").partition("-")[0]
    return _CODES.get(bare)
