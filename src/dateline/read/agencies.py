"""News agencies and the ways in which reports credit them."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["AGENCIES", "SPELLINGS", "agency"]

# Name → spellings, as credited in datelines, credit lines and by-lines.
# Source: the agencies' own names for themselves, and the abbreviations in their datelines.
AGENCIES: Final[dict[str, tuple[str, ...]]] = {
    "Reuters": ("Reuters", "Thomson Reuters", "Рейтер", "Reuters News", "رويترز", "Рейтерз"),
    "AP": ("AP", "Associated Press", "The Associated Press", "Ассошиэйтед Пресс", "أسوشيتد برس", "أ ب", "أ.ب"),
    "AFP": (
        "AFP",
        "Agence France-Presse",
        "Agence France Presse",
        "АФП",
        "Франс Пресс",
        "أ ف ب",
        "أ.ف.ب",
        "فرانس برس",
        "ا ف ب",
        "ا.ف.ب",
    ),
    "Anadolu": ("Anadolu", "Anadolu Agency", "Anadolu Ajansı", "AA", "الأناضول", "Анадолу"),
    "Xinhua": ("Xinhua", "Xinhua News Agency", "Синьхуа", "شينخوا", "新华社", "新華社"),
    "TASS": ("TASS", "ITAR-TASS", "ТАСС", "ИТАР-ТАСС", "تاس"),
    "EFE": ("EFE", "Agencia EFE"),
    "dpa": ("dpa", "Deutsche Presse-Agentur", "د ب أ", "د.ب.أ"),
    "Interfax": ("Interfax", "Интерфакс"),
    "Interfax-Ukraine": ("Interfax-Ukraine", "Интерфакс-Украина", "Інтерфакс-Україна"),
    "RIA Novosti": ("RIA Novosti", "RIA", "РИА Новости", "РІА Новини", "Sputnik", "Спутник"),
    "Ukrinform": ("Ukrinform", "Укринформ", "Укрінформ"),
    "UNIAN": ("UNIAN", "УНИАН", "УНІАН"),
    "BelTA": ("BelTA", "БелТА", "БЕЛТА"),
    "Kazinform": ("Kazinform", "Казинформ"),
    "PTI": ("PTI", "Press Trust of India"),
    "ANI": ("ANI", "Asian News International"),
    "IANS": ("IANS", "Indo-Asian News Service"),
    "UNI": ("UNI", "United News of India"),
    "APP": ("APP", "Associated Press of Pakistan"),
    "UNB": ("UNB", "United News of Bangladesh"),
    "BSS": ("BSS", "Bangladesh Sangbad Sangstha"),
    "SANA": ("SANA", "سانا", "САНА"),
    "INA": ("INA", "Iraqi News Agency", "واع"),
    "IRNA": ("IRNA", "إرنا", "ارنا", "ИРНА"),
    "Fars": ("Fars", "FNA", "Fars News", "Fars News Agency", "فارس"),
    "Mehr": ("Mehr", "Mehr News Agency"),
    "Tasnim": ("Tasnim", "Tasnim News Agency", "تسنيم"),
    "ISNA": ("ISNA", "إسنا"),
    "WAFA": ("WAFA", "وفا"),
    "Saba": ("Saba", "سبأ"),
    "SPA": ("SPA", "Saudi Press Agency", "واس"),
    "WAM": ("WAM", "وام"),
    "QNA": ("QNA", "قنا"),
    "KUNA": ("KUNA", "كونا"),
    "Petra": ("Petra", "بترا"),
    "NNA": ("NNA", "National News Agency", "الوكالة الوطنية للإعلام"),
    "MENA": ("MENA", "Middle East News Agency", "أ ش أ", "أ.ش.أ"),
    "SUNA": ("SUNA", "سونا"),
    "LANA": ("LANA", "وال"),
    "APS": ("APS", "Algérie Presse Service", "وأج"),
    "MAP": ("MAP", "Maghreb Arabe Presse"),
    "TAP": ("TAP", "Tunis Afrique Presse", "وات"),
    "PANA": ("PANA", "Panapress", "PANAPRESS"),
    "NAN": ("NAN", "News Agency of Nigeria"),
    "GNA": ("GNA", "Ghana News Agency"),
    "ENA": ("ENA", "Ethiopian News Agency"),
    "Fides": ("Agenzia Fides", "Fides"),
    "ANSA": ("ANSA",),
    "Lusa": ("Lusa", "LUSA", "Agência Lusa"),
    "Agência Brasil": ("Agência Brasil", "Agencia Brasil", "ABr"),
    "Prensa Latina": ("Prensa Latina", "PL"),
    "Europa Press": ("Europa Press", "EUROPA PRESS"),
    "Télam": ("Télam", "Telam"),
    "Notimex": ("Notimex", "NOTIMEX"),
    "Andina": ("Andina", "ANDINA"),
    "Bernama": ("Bernama", "BERNAMA"),
    "Antara": ("Antara", "ANTARA"),
    "PNA": ("PNA", "Philippine News Agency"),
    "TNA": ("TNA", "Thai News Agency"),
    "VNA": ("VNA", "Vietnam News Agency", "TTXVN"),
    "Kyodo": ("Kyodo", "Kyodo News", "共同通信"),
    "Jiji": ("Jiji", "Jiji Press", "時事通信"),
    "Yonhap": ("Yonhap", "Yonhap News Agency", "연합뉴스"),
    "KCNA": ("KCNA", "조선중앙통신"),
    "CNA": ("Central News Agency",),
    "AAP": ("AAP", "Australian Associated Press"),
    "PA": ("PA Media", "Press Association"),
    "UPI": ("UPI", "United Press International"),
    "Bloomberg": ("Bloomberg", "Bloomberg News"),
    "Belga": ("Belga", "BELGA"),
    "ANP": ("ANP",),
    "APA": ("APA",),
    "ATS": ("ATS", "Keystone-ATS"),
    "PAP": ("PAP", "Polska Agencja Prasowa"),
    "CTK": ("ČTK", "CTK"),
    "Tanjug": ("Tanjug", "TANJUG"),
    "BTA": ("BTA", "БТА"),
    "Agerpres": ("Agerpres", "AGERPRES"),
    "Azertac": ("Azertac", "AZERTAC"),
    "Armenpress": ("Armenpress", "ARMENPRESS"),
}


def _key(printed: str) -> str:
    return " ".join(printed.split()).casefold()


_BY_SPELLING: Final = {_key(spelling): name for name, spellings in AGENCIES.items() for spelling in spellings}

# Every spelling as one alternation, longest first, exact in case but for full capitals ("REUTERS").
SPELLINGS: Final = "|".join(
    sorted(
        {re.escape(form) for forms in AGENCIES.values() for spelling in forms for form in (spelling, spelling.upper())},
        key=lambda form: (-len(form), form),
    )
)


def agency(printed: str) -> str | None:
    """The agency that a credit names ("REUTERS", "أ ف ب"), by its usual English name; None where it names none."""
    return _BY_SPELLING.get(_key(printed))
