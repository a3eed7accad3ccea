"""Which words of a name or a quote may name a private person.

Nobody can tell for certain from words alone, so the rule errs on the side of the person: a run of capitalised words names one
unless it is plainly something else: a place, a body ("Kano General Hospital"), an adjective before a plain noun ("Fulani
herders"), or what follows "residents of". In scripts without capital letters every name may, unless it holds a word for a
group or a body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["is_description", "personal_names", "words_of"]

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_JOINT = re.compile(r"[’']?\s+|\.\s*|-")
_PARTICLES = frozenset("abu ag al bin bint da de del der dos el ibn la ould umm van von".split())  # noqa: SIM905
# Words that are capitalised only because a quote or a description begins with them.
_OPENERS = frozenset(
    "a about all an another around at both dozens each eight eleven every few five four hundreds many more most nine no nobody "  # noqa: SIM905
    "one other others scores seven several six some ten the their these those thousands three twelve two unidentified unknown "
    "unnamed des deux dix huit le les neuf plusieurs quatre sept six trois un une cinco cuatro diez dos los las nueve ocho seis "
    "siete tres una uno unos varios".split()
)
# Nouns for people in general, singular and plural: no name, and a capitalised word before them is an adjective.
_PEOPLE = frozenset(
    "boys captives chief chiefs child children citizens civilian civilians demonstrators detainees doctor doctors driver drivers "  # noqa: SIM905
    "elder elders employees engineer engineers farmer farmers fighters fishermen girls guards herder herders hostages hunters "
    "inhabitants journalist journalists labourers locals man medic medics members men merchants migrant migrants miners monks "
    "national nationals nomads nurse nurses official officials pastoralists passengers patients people personnel pilgrims "
    "police prisoner prisoners pupils refugee refugees reporter reporters resident residents settler settlers shopkeepers "
    "soldiers source staff student students suspect suspects teacher teachers technicians teenagers traders tribesmen "
    "commander head heads leader leaders manager survivors victims villagers volunteers witness witnesses woman women worker workers worshippers youth youths activists lawyers aid "
    "health property unknown bystanders "
    "civils femmes habitants hommes manifestants villageois civiles habitantes hombres manifestantes mujeres vecinos moradores "
    "жители жителей люди мирные гражданские".split()
)
_AT_PLACE = frozenset("at from in near reaching".split())  # noqa: SIM905
_OF = frozenset("of de du des".split())  # noqa: SIM905
_AND = frozenset("and or et ou y o e и или".split())  # noqa: SIM905
_KIN = frozenset("brother brothers couple families family home house household siblings sister sisters".split())  # noqa: SIM905
_BODY = re.compile(
    r"(agenc|army|association|authorit|brigade|cent(re|er)s?$|church|clinic|commission|committee|compan|council|crescent|cross$"
    r"|defen[cs]e|department|directorate|emergency|facebook|force|foundation|general$|government|guard|hospital|institut|medic(al|ine)"
    r"|ministry|mission|mosque|movement|network|ngo|organi[sz]ation|party$|police|radio|red$|school|service|societ|telegram|tv$|union"
    r"|universit|whatsapp|comit|conseil|consejo|croix|cruz roja|hôpital|médecin|policía|больниц|комитет|министерств|совет)"
)  # fmt: skip
_CASELESS_PLAIN = re.compile(
    "مستشفى|لجنة|وزارة|الدفاع المدني|شبكة|نقابة|منظمة|مدني|سكان|متظاهر|محتج|نساء|أطفال|شهود|أهالي|مجهول|مسلح|صحفيون|صحفيين|عمال|طلاب|مصادر"
)


@dataclass(frozen=True, slots=True)
class _Run:
    """Capitalised words side by side: their tokens, by number, and where they stand."""

    first: int
    last: int
    capitals: tuple[str, ...]
    start: int
    end: int


def words_of(names: Sequence[str]) -> frozenset[str]:
    """The words of some names, in lower case."""
    return frozenset(word.lower() for name in names for word in _WORD.findall(name))


def is_description(name: str, places: frozenset[str] = frozenset()) -> bool:
    """Whether a name is a plain description, in which nothing may name a person.

    Args:
        name: the name.
        places: words of the event's places, in lower case.
    """
    return not personal_names(name, places)


@lru_cache(maxsize=8192)  # a name stands in an event and in each of its claims
def personal_names(text: str, places: frozenset[str] = frozenset(), *, least: int = 1) -> tuple[str, ...]:
    """The passages of a name or a quote that may name a private person.

    Args:
        text: the name or the quote.
        places: words of the event's places, in lower case.
        least: how many capitalised words a passage must have; 2 for quotes, where single ones begin sentences.
    """
    tokens = list(_WORD.finditer(text))
    if tokens and not any(_has_case(token.group()) for token in tokens):
        return () if _CASELESS_PLAIN.search(text) or least > 1 else (text,)
    found: list[str] = []
    ends_of_places = {n for n, token in enumerate(tokens) if token.group().lower() in places}
    for run in _runs(text, tokens, places):
        if _is_place(run, text, tokens, ends_of_places):
            ends_of_places.add(run.last)
        elif len(run.capitals) >= least and not _is_body(run) and not _is_adjective(run, text, tokens):
            found.append(text[run.start : run.end])
    return tuple(found)


def _runs(text: str, tokens: Sequence[re.Match[str]], places: frozenset[str]) -> list[_Run]:
    runs: list[_Run] = []
    current: list[int] = []
    for n, token in enumerate(tokens):
        joined = bool(current) and _JOINT.fullmatch(text, tokens[current[-1]].end(), token.start()) is not None
        if current and not (joined and _goes_on(token.group(), places)):
            runs += _closed(current, tokens)
            current = []
        if current or _may_name(token.group(), places):
            current.append(n)
    return runs + _closed(current, tokens)


def _closed(numbers: list[int], tokens: Sequence[re.Match[str]]) -> list[_Run]:
    """The run of these tokens without the particles at its end; none where there are no tokens."""
    while numbers and tokens[numbers[-1]].group().islower():
        numbers = numbers[:-1]
    if not numbers:
        return []
    capitals = tuple(tokens[n].group() for n in numbers if not tokens[n].group().islower())
    return [_Run(numbers[0], numbers[-1], capitals, tokens[numbers[0]].start(), tokens[numbers[-1]].end())]


def _may_name(word: str, places: frozenset[str]) -> bool:
    """Whether a word may be the first of a name."""
    return _goes_on(word, places) and not word.islower() and word.lower() not in _PEOPLE


def _goes_on(word: str, places: frozenset[str]) -> bool:
    """Whether a word may go on with a name that has begun; "Doctors" may, as in "Karsa Doctors' Union"."""
    capital = _has_case(word) and not word.islower() and word.lower() not in places | _OPENERS
    return capital or word in _PARTICLES


def _is_place(run: _Run, text: str, tokens: Sequence[re.Match[str]], ends_of_places: set[int]) -> bool:
    """Whether what stands around a run makes it a place or an outlet, no person.

    So do "from" and "residents of" before it, "and" between it and a place, "the" before and a noun behind it, and "(to".
    """
    n = run.first - 1
    while n in ends_of_places:  # "of Ruwan Baure", where "Ruwan" is known for a place already
        n -= 1
    before, head = (tokens[k].group().lower() if k >= 0 else "" for k in (n, n - 1))
    if before in _AT_PLACE or (before in _OF and head in _PEOPLE) or (before in _AND and n - 1 in ends_of_places):
        return True
    if before in ("to", "via"):
        return text[: tokens[n].start()].endswith("(")
    behind = tokens[run.last + 1].group() if run.last + 1 < len(tokens) else ""
    return before == "the" and behind.islower() and behind not in _KIN


def _is_body(run: _Run) -> bool:
    return any(_BODY.match(word.lower()) for word in run.capitals)


def _is_adjective(run: _Run, text: str, tokens: Sequence[re.Match[str]]) -> bool:
    """Whether a single capitalised word stands before a plain noun for people, as in "Fulani cattle herders"."""
    if len(run.capitals) > 1 or re.search(r"[’']s$", run.capitals[0]):
        return False
    end = run.end
    for token in tokens[run.last + 1 :]:
        if text[end : token.start()].strip() or not token.group().islower():
            return False
        if token.group() in _PEOPLE:
            return True
        end = token.end()
    return False


def _has_case(word: str) -> bool:
    return word.lower() != word.upper()
