"""Dateline and credit of a report: the place and the agency that it is printed with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from dateline.model import Span
from dateline.read.agencies import SPELLINGS, agency

__all__ = ["Dateline", "closing_credit", "dateline"]


@dataclass(frozen=True, slots=True)
class Dateline:
    """A printed dateline.

    Args:
        span: where it stands, without the dash that follows.
        printed: its words, "MAIDUGURI, Nigeria, Oct 3 (Reuters)".
        agency: the agency in it: by its usual name, else as printed; None where it names none.
    """

    span: Span
    printed: str
    agency: str | None


_MONTHS: Final = (
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|janv|févr|fév|mars|avr|mai|juin|juil|août|déc|ene|abr|ago|dic|fev|set|out|dez"
    r"|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|гру"
    r"|يناير|فبراير|مارس|[أا]بريل|مايو|يونيو|يوليو|[أا]غسطس|سبتمبر|[أا]كتوبر|نوفمبر|ديسمبر"
)
_DAY: Final = (
    rf"(?i:(?:(?:{_MONTHS})\w*\.?\s+\d{{1,2}}|\d{{1,2}}(?:er|º)?\s+(?:de\s+)?(?:{_MONTHS})\w*\.?)(?:,?\s+(?:de\s+)?\d{{4}}\.?)?)"
)
_UPPER: Final = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĘĚĞĢĪĶŁĽŃŇŌŐŘŚŠŞŤŪŮŰŹŻŽİА-ЯЁІЇЄҐ"
_NAME: Final = rf"(?:[{_UPPER}][\w'’.\-]*|[ae][lsnd]h?-[\w'’.\-]+|[\u0600-\u06ff]+)"
_LINK: Final = r"(?:de|del|la|el|du|des|do|da|of|and|на|в)"
_PLACE: Final = rf"{_NAME}(?:[ /](?:{_LINK}[ ])?{_NAME}){{0,4}}"
_SHOUTED: Final = rf"[{_UPPER}][{_UPPER}'’.\-]+(?:[ /\-]{{1,2}}[{_UPPER}'’.\-]+)*"
_REGION: Final = rf"(?:\s\({_PLACE}\)(?=,))?(?:,\s+(?!{_DAY}){_PLACE}){{0,2}}"
_DATED: Final = rf"(?:,?\s+{_DAY})?"
_DASH: Final = r"(?:\s*\.?\s?[-–—―]{1,3}|\s*:)(?=\s|$)"
_CREDIT: Final = r"[(/\[]\s*(?P<agency>[^()/\[\]\n\d]{2,30}?)\s*[)/\]]"
_KNOWN: Final = rf"[(/\[]\s*(?P<agency>{SPELLINGS})\s*[)/\]]"
_END: Final = rf"(?:{_DASH}|(?=[\s.]))"

# Source: AP Stylebook, "datelines"; Reuters Handbook of Journalism, "Datelines": place in capitals, country where it is
# not plain, day, agency in parentheses, dash. Other houses write the place in lower case, or a colon for the dash.
# An agency that no list knows is believed only between a place in capitals, or a day, and a dash.
_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        rf"(?P<printed>(?:{_PLACE}{_REGION}{_DATED}[.,]?\s*)?{_KNOWN}){_END}",
        rf"(?P<printed>{_PLACE}{_REGION},?\s+{_DAY}\s*[-–—]\s*(?P<agency>{SPELLINGS}|[{_UPPER}]{{3,10}}))\.(?:{_DASH}|\s)",
        rf"(?P<printed>(?:{_SHOUTED}{_REGION}{_DATED}|{_PLACE}{_REGION},?\s+{_DAY}|{_DAY})[.,]?\s*{_CREDIT}){_DASH}",
        rf"(?P<printed>(?P<agency>{SPELLINGS}))\s+[-–—]{{1,2}}\s",
        rf"(?P<printed>(?![A-Z]{{1,3}}:){_SHOUTED}{_REGION}{_DATED})(?:\s+[-–—]{{1,2}}(?=\s)|\s?:(?=\s))",
        rf"(?P<printed>{_PLACE}{_REGION},?\s+{_DAY})(?:\s+[-–—]{{1,2}}(?=\s)|\s?:(?=\s))",
        r"(?P<printed>[А-ЯЁІЇЄҐ-]{4,})\.(?=\s[А-ЯЁІЇЄҐ«])",
        rf"(?P<printed>{_NAME}(?:,\s+{_PLACE})?)\s+[-–—]{{1,2}}\s(?=[{_UPPER}«“\"\u0600-\u06ff])",
    )
)
# What stands in capitals before a colon or dash and is no place.
_LABEL = re.compile(
    r"(?:breaking|urgent|update|updated|exclusive|analysis|opinion|explainer|factbox|flash|live|watch|video|photos?|correction|wrap|"
    r"alert|note|summary|overview|background|question|answer|presenter|narrator|reporter|host|caption|also|bulletin|"
    r"the(?! hague)|[úu]ltima hora|urgente|urgent|срочно|терміново|молния|обновлено|события|події|عاجل|تحديث)\b|(?:q|a|re|fwd)\s?:",
    re.IGNORECASE,
)
# What stands in the place of an agency and names none, and initials of a reporter.
_NO_AGENCY = re.compile(
    r"(?:agenc(?:y|ies)|agencias|agências|agences|web desk|desk|staff|online|post|monitoring|correspondent|own correspondent|\w{1,2})$",
    re.IGNORECASE,
)
_MAX_PLACE_WORDS: Final = 4
_MAX_CHARS: Final = 90

_END_CREDIT = re.compile(
    rf"(?:(?<=[.!?…”\"»')\]])|^)[ \t]*(?P<credit>[-–—/(\[]*[ \t]*(?:{SPELLINGS})(?:[ \t]*[,/&+][ \t]*(?:{SPELLINGS}))*[ \t]*[)\]/.]{{0,2}})[ \t]*$",
    re.MULTILINE,
)
_INPUTS = re.compile(
    r"(?:with (?:\w+ )?(?:inputs?|files?|reports?|reporting|material|information) (?:from|by)|avec|con informaci[oó]n de|com informaç(?:ões|ão) d[aeo]s?|"
    rf"source|fuente|fonte|источник|джерело|المصدر)\s*:?\s*(?P<agency>{SPELLINGS})\b",
    re.IGNORECASE,
)


def dateline(text: str, start: int = 0) -> Dateline | None:
    """The dateline that stands at `start`, the beginning of the reporting; None where there is none."""
    while start < len(text) and text[start].isspace():
        start += 1
    head = text[start : start + _MAX_CHARS]
    if _LABEL.match(head):
        return None
    for form in _FORMS:
        found = form.match(head)
        if found and len(re.split(r"[,(/]", found["printed"])[0].split()) <= _MAX_PLACE_WORDS + 2 * bool(
            re.search(r"\d", found["printed"])
        ):
            printed = found["printed"].strip()
            return Dateline(Span(start, start + len(printed)), printed, _named(found.groupdict().get("agency")))
    return None


def _named(credit: str | None) -> str | None:
    """The agency of a credit: by its usual name, else as printed; None where it names none."""
    if not credit:
        return None
    known = agency(credit)
    return known or (None if _NO_AGENCY.match(credit.strip()) else credit.strip())


def closing_credit(text: str) -> tuple[Span, str] | None:
    """The agency credit that closes the text ("… said. REUTERS", "(AFP)", "With inputs from PTI") and the agency's name."""
    lines = text.rstrip()
    start = lines.rfind("\n") + 1
    last = lines[start:]
    found = _END_CREDIT.search(last)
    if found:
        names = re.findall(SPELLINGS, found["credit"])
        return Span(start + found.start("credit"), start + found.end("credit")), agency(names[0]) or names[0]
    inputs = _INPUTS.search(last) if len(last) < 120 else None
    return (Span(start + inputs.start(), len(lines)), agency(inputs["agency"]) or inputs["agency"]) if inputs else None
