"""Captions that stand alone: a paragraph above the lead that describes a picture."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

__all__ = ["is_caption"]

_MAX_WORDS: Final = 60
_MONTHS: Final = "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
_DATE: Final = rf"(?:(?:{_MONTHS})\.? \d{{1,2}},? \d{{4}}|\d{{1,2}} (?:{_MONTHS})\.?,? \d{{4}})"
_DATED_END: Final = re.compile(rf"\b(?:on|in|,|taken|of)\s+(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?{_DATE}\.?$")
# The photographer's mark at the end, by which agencies and papers close a caption.
# Source: AP Stylebook, "captions"; house forms of Reuters ("REUTERS/Name"), AFP ("Name/AFP"), EPA, Getty.
_CREDIT_END: Final = re.compile(
    r"(?:\b(?:REUTERS|Reuters|AFP|AP|EPA|EPA-EFE|EFE|dpa|Xinhua|Anadolu)/[A-Z][\w'’.\- ]{2,40}(?:/File(?: Photo)?)?|"
    r"[\[(](?:(?:File|AP Photo|Photo|Image)[:/ ][^\[\]()]{2,70}|[^\[\]()\d]{2,40}/(?:AP|AFP|Reuters|EPA|EPA-EFE|EFE|dpa|Anadolu|Xinhua|Getty|Getty Images|Al Jazeera)(?: Photo)?)[\])]|"
    r"(?:\u2013|\u2014|-|/|\||©|Photo:?|via)\s?(?:[A-Z][\w.\- ]{0,30}[/|] ?)?(?:Getty Images|AFP|Reuters|REUTERS|EPA|AP Photo|AP)|"
    r"\b(?:PHOTO|Photo|Foto|FOTO|Фото|Image|IMAGE|Credit|CREDIT)\s?:\s?[^\n.]{2,60})\.?$"
)
_FILE: Final = re.compile(
    r"\b(?:in (?:a|this) (?:file|undated|handout) (?:photo|picture|image)|(?:is|are) (?:seen|pictured|shown) in)\b", re.IGNORECASE
)
# A caption tells what is to be seen, in the present tense or with participles; a lead that closes with a date tells what
# happened, with a verb in the past or a figure of victims.
_TOLD: Final = re.compile(
    r"\b(?!(?:armed|united|red|bed|shed|masked|uniformed|displaced|damaged|destroyed|burned|burnt|charred|abandoned|occupied|wrecked|bombed|ruined|"
    r"hundred|seed|need|speed|Mohammed|Ahmed|Saeed|Hamed|Khaled|Majed|Rashed|Waleed|Zayed|Sayed|Syed)\b)[A-Za-z]{2,}ed\b|"
    r"\b(?:was|were|had|has|have|did|said|says|told|took|shot|fought|fell|broke|began|left|came|went|made|met|won|lost|hit|struck|set|put|blew|drove|"
    r"ran|led|held|gave|saw|dead|deaths?|dies|kills?|wounds?|injur\w+|casualties|victims)\b"
)
_SIGHT: Final = re.compile(
    r"\b(?:[a-z]{2,}ing|stands?|sits?|walks?|looks?|holds?|carry|carries|rides?|patrols?|inspects?|gathers?|waits?|waves?|rises?|mourns?|attends?|"
    r"in a (?:vehicle|truck|tent|street)|view of|scene|seen|pictured|smoke|rubble)\b"
)


def is_caption(paragraph: str, published: date | None) -> bool:
    """Whether a paragraph above the lead describes a picture.

    A photographer's credit at its end decides. Without one, it must be a single sentence that ends in a full date, shows
    something (a participle, a verb of the present) and tells nothing in the past; where the document's own date is that
    date, it may be the news itself, and stays.
    """
    if len(paragraph.split()) > _MAX_WORDS:
        return False
    if _CREDIT_END.search(paragraph) or _FILE.search(paragraph):
        return True
    end = _DATED_END.search(paragraph)
    if not end or ". " in re.sub(rf"\b(?:{_MONTHS})\. ", "", paragraph[: end.start()]):
        return False
    same_day = published is not None and str(published.year) in end[0] and re.search(rf"\b{published.day}\b", end[0]) is not None
    return not same_day and not _TOLD.search(paragraph[: end.start()]) and bool(_SIGHT.search(paragraph))
