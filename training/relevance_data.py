"""What the relevance test learns from: relevant documents, and documents that are clearly elsewhere, cut into parts.

No text of the public sets goes into the package; data/relevance/NOTICE names them. Of documents from elsewhere, parts that hold a
word of violence or protest are left out: nobody read all of them, and an attack told in passing must not count as none.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from dateline.find.relevance import PART_WORDS, parts
from dateline.find.words import words
from dateline.text.language import language

OWN = Path("training/documents")
ELSEWHERE = Path("training/elsewhere.jsonl")
MIX = Path("benchmarks/relevance_mix.json")
FOLDS = 4
LANGUAGES = frozenset({"en", "ar", "fr", "es", "pt", "ru", "uk"})

ENGLISH = re.compile(
    r"gunm|gunfire|militant|militia|insurg|rebel|guerr|terror|bomb|air ?strike|protest|demonstrator|riot|clash|troops|soldier|coup\b|"
    r"hostage|kidnap|abduct|massacr|cease ?fire|behead|genocid|missile|drone strike|siege|islamic state|\bisis\b|taliban|hamas|"
    r"hezbollah|qaeda|shooting|assassin|benghazi|tortur|crackdown|tear gas|picket|on strike|war crime|hijack|pirate|ambush|gunned|"
    r"\bwar\b|extremis|jihad|explosive|violence|police officer|invasion|uprising|unrest|exile|threaten"
)
FRENCH = re.compile(
    r"tu[ée]s|attent|bomb|terror|rebell|guerre|armée|soldat|milit|manifest|émeute|heurts|otage|enlev|assassin|massac|violence|grève|"
    r"coup d.état|conflit|fusill"
)
ARABIC = re.compile(
    "قتل|مقتل|قتيل|جرح|جريح|هجوم|هاجم|انفجار|تفجير|فجر|قصف|غار|صاروخ|صواريخ|مسلح|ارهاب|اغتيال|اغتيل|خطف|اختطاف|رهائن|رهينه|تظاهر|مظاهر|"
    "احتجاج|اعتصام|اضراب|اشتباك|معارك|قتال|حرب|جيش|عسكري|قوات|جنود|جندي|اعتقل|اعتقال|شرطه|القاعده|حماس|عنف|ضحايا|تمرد|متمرد|انقلاب|سلاح|"
    "اسلحه|عدوان|اعتداء|احتلال|مقاومه|ميليشيا|فصائل|قنابل|قنبله|اعدام|تهديد|هدد|نووي|تسلح|دفاع"
)
HARD_WEIGHT = 0.1
"""Invented documents that use the words of violence without an incident count little: the model tells them apart, words cannot."""

ELSEWHERE_WEIGHT = 15.0
"""There is little text from elsewhere in five of the languages, so that each document of it counts much."""

VIOLENT_CODES = ("14", "17", "18", "19", "20")
"""CAMEO root codes of protest, coercion, assault, fight and mass violence."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A document to learn from.

    Args:
        group: where it comes from.
        parts: its words, part by part; of a coded document only the parts that carry a claim.
        fold: 0 to 3; None for one that is held back, to be measured only.
    """

    id: str
    group: str
    language: str
    parts: tuple[tuple[str, ...], ...]
    is_relevant: bool
    weight: float
    fold: int | None


def held_back(name: str) -> bool:
    """Whether a document of our own is kept for measuring the relevance test: one in five."""
    return _number(name, "held") % 5 == 0


def samples(data: Path) -> list[Sample]:
    """All samples, in a fixed order."""
    made = [*_authored(data), *_own(), *_relevant(data), *_elsewhere(data)]
    return [one for one in made if one.parts]


def whole(node: Mapping[str, Any]) -> str:
    """Title and text, as the test reads them."""
    return f"{node['title']}\n{node['text']}" if node.get("title") else node["text"]


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def cut(node: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    """The parts of a document as the test sees them."""
    told = words(whole(node))
    return tuple(tuple(told[a:b]) for a, b in zip(*parts(len(told)), strict=True)) if told else ()


def _number(name: str, purpose: str) -> int:
    return int(hashlib.sha256(f"{purpose} {name}".encode()).hexdigest(), 16)


def _sample(name: str, group: str, told: tuple[tuple[str, ...], ...], weight: float, **fields: Any) -> Sample:
    values = {"language": "en", "is_relevant": True, "fold": _number(name, "fold") % FOLDS} | fields
    return Sample(id=name, group=group, parts=told, weight=weight, **values)


def _telling(node: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    """The parts of a coded document that hold the trigger or quote of a claim."""
    text, head = node["text"], words(node.get("title") or "")
    marked = np.zeros(len(text) + 1, dtype=bool)
    for incident in node["incidents"]:
        for claim in incident["claims"]:
            start, end = (claim.get("trigger") or claim)["at"]
            marked[start:end] = True
    told, carries = list(head), [False] * len(head)
    for word in re.finditer(r"\S+", text):
        found = words(word.group())
        told += found
        carries += [bool(marked[word.start() : word.end()].any())] * len(found)
    cuts = [(a, b) for a, b in zip(*parts(len(told)), strict=True) if any(carries[a:b])]
    return tuple(tuple(told[a:b]) for a, b in cuts)


def _coded(node: Mapping[str, Any], group: str, fold: int | None) -> Iterator[Sample]:
    name, spoken = node["id"], node.get("language") or "en"
    foreign = spoken != "en"
    if not node["incidents"]:
        yield _sample(name, "hard", cut(node), 0.5 if foreign else HARD_WEIGHT, language=spoken, is_relevant=False, fold=fold)
        return
    yield _sample(name, group, _telling(node), 2.0 if foreign else 1.0, language=spoken, fold=fold)
    if node.get("title"):
        yield _sample(f"{name} title", "title", cut({"text": node["title"]}), 0.3, language=spoken, fold=fold)


def _authored(data: Path) -> Iterator[Sample]:
    """train-a to train-d outside fold 0, by the folds that keep stories together."""
    folds = {name: int(fold) for fold, names in json.loads((data / "authored/folds.json").read_text()).items() for name in names}
    for part in "abcd":
        for node in lines(data / f"authored/train-{part}.jsonl"):
            if folds[node["id"]]:
                yield from _coded(node, "authored", folds[node["id"]] - 1)


def _own() -> Iterator[Sample]:
    for path in sorted(OWN.glob("*.jsonl")):
        for node in lines(path):
            yield from _coded(node, "own", None if held_back(node["id"]) else _number(node["id"], "fold") % FOLDS)


def _relevant(data: Path) -> Iterator[Sample]:
    for group, weight, spoken, nodes in (
        ("muc4", 0.5, "en", (n for n in lines(data / "muc4/train.jsonl") if any(not t["optional"] for t in n["templates"]))),
        ("isaf", 0.3, "en", lines(data / "isaf/train.jsonl")),
        ("india", 0.3, "en", (n for n in lines(data / "india_police_events/train.jsonl") if n["labels"])),
        ("ucdp", 0.15, "en", _headlines(data)),
        ("noche", 0.4, "es", (n for n in lines(data / "petrarch_tests/es_nocheyniebla.train.jsonl") if n["events"])),
        ("petrarch", 0.2, "en", _petrarch(data)),
        ("cameo", 0.2, "en", (n for n in lines(data / "cameo_source_target/train.jsonl") if ENGLISH.search(n["text"].lower()))),
        ("arabic", 0.4, "ar", lines(data / "arabic_event_gsr/events.train.jsonl")),
        ("arabic", 0.4, "ar", (n for n in lines(data / "arabic_event_gsr/detection.train.jsonl") if n["label"] == "yes")),
    ):
        for node in nodes:
            yield _sample(node["id"], group, cut(node), weight, language=spoken)


def _headlines(data: Path) -> Iterator[dict[str, str]]:
    """Headlines of four words or more, each once, at most 1,200 of each release, under the id of their event."""
    seen: set[str] = set()
    for name in ("sample", "syria", "ukraine"):
        told = [
            (node["id"], s["headline"])
            for node in lines(data / f"ucdp_ged/{name}.train.jsonl")
            for s in node["sources"]
            if s.get("headline")
        ]
        fresh = [(event, text) for event, text in told if len(words(text)) >= 4 and not (text in seen or seen.add(text))]
        yield from ({"id": event, "text": text} for event, text in fresh[:1200])


def _petrarch(data: Path) -> Iterator[dict[str, Any]]:
    for name in ("petr2", "unit"):
        for node in lines(data / f"petrarch_tests/{name}.train.jsonl"):
            if any((event.get("code") or "").startswith(VIOLENT_CODES) for event in node["events"]):
                yield node


def _elsewhere(data: Path) -> Iterator[Sample]:
    mix = json.loads(MIX.read_text(encoding="utf-8"))
    kept = {name for one in mix.values() for name in (*one["out_of_scope"], *one["set_aside"])}
    for group, weight, spoken, path, suspicious in (
        ("lgl", 1.0, "en", "lgl/train", ENGLISH),
        ("polnear", 1.0, "en", "polnear/train", ENGLISH),
        ("polnear", 1.0, "en", "polnear/dev", ENGLISH),
        ("wikinews", 1.0, "en", "wikinews/en.train", ENGLISH),
        ("wikinews-fr", 2.0, "fr", "wikinews/fr.train", FRENCH),
        ("geowebnews", 1.0, "en", "geowebnews/train", ENGLISH),
        ("geovirus", 1.0, "en", "geovirus/train", ENGLISH),
        ("ecbplus", 1.0, "en", "ecbplus/train", ENGLISH),
        ("ecbplus", 1.0, "en", "ecbplus/dev", ENGLISH),
        ("meantime", 1.0, "en", "meantime/train", ENGLISH),
    ):
        for node in lines(data / f"{path}.jsonl"):
            if node["id"] not in kept:
                yield _foreign(node, group, suspicious, weight=weight, spoken=spoken)
    for node in lines(data / "arabic_event_gsr/detection.train.jsonl"):
        if node["label"] == "easy no":
            yield _foreign(node, "arabic-no", ARABIC, weight=0.4, spoken="ar")
    yield from _pages(data)
    yield from _phrases(data)
    for node in lines(ELSEWHERE):
        yield _sample(node["id"], "elsewhere", cut(node), ELSEWHERE_WEIGHT, language=node["language"], is_relevant=False)


def _pages(data: Path) -> Iterator[Sample]:
    """Web pages of all kinds, those in the seven languages."""
    for node in lines(data / "article_extraction/scrapinghub.train.jsonl"):
        yield _foreign(node | {"text": node["body"]}, "pages", ENGLISH, weight=1.0, spoken="en")
    for node in lines(data / "article_extraction/trafilatura.train.jsonl"):
        text = " ".join(node["with"])
        spoken = language(text)
        if spoken in LANGUAGES:
            yield _foreign(node | {"text": text}, "pages", ENGLISH if spoken == "en" else FRENCH, weight=1.0, spoken=str(spoken))


def _phrases(data: Path) -> Iterator[Sample]:
    """Everyday sentences that hold a time, ten at a time: common words of languages of which there is little else."""
    told = lines(data / "recognizers_datetime/train.jsonl")
    for spoken in ("ar", "es", "fr", "pt"):
        texts = [node["text"] for node in told if node["lang"] == spoken]
        for at in range(0, len(texts), 10):
            name = f"phrases {spoken} {at}"
            said = cut({"text": "\n".join(texts[at : at + 10])})
            yield _sample(name, "phrases", said, 1.0, language=spoken, is_relevant=False)


def _foreign(node: Mapping[str, Any], group: str, suspicious: re.Pattern[str], *, weight: float, spoken: str) -> Sample:
    """A document from elsewhere, in parts that do not overlap, without the suspicious ones."""
    told = words(whole(node))
    cuts = (told[at : at + PART_WORDS] for at in range(0, len(told), PART_WORDS))
    clean = tuple(tuple(part) for part in cuts if not suspicious.search(" ".join(part)))
    return _sample(node["id"], group, clean, weight, language=spoken, is_relevant=False)
