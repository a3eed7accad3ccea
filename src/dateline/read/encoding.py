"""Bytes to Unicode, without rubbish: what cannot be decoded soundly is an error."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Final

from dateline.errors import ReadError

__all__ = ["decode", "refuse_rubbish"]

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Labels that mean a superset of what they say. Source: WHATWG Encoding Standard, section 4.2 "Names and labels".
_LABELS: Final = {
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin1", "latin-1", "ascii", "us-ascii", "x-cp1252"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk", "gb_2312-80", "x-gbk"), "gb18030"),
    **dict.fromkeys(("ks_c_5601-1987", "ksc5601", "euc-kr"), "cp949"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis"), "cp932"),
    **dict.fromkeys(("iso-8859-9", "latin5"), "cp1254"),
    "iso-8859-8-i": "iso-8859-8",
}
# The legacy encodings of the languages that news is written in: the more there are to choose from, the more often a short text is
# taken for a rare one. Source: the names of the WHATWG Encoding Standard, without the rare ones.
_GUESSED: Final = (
    "cp1252 cp1251 cp1256 cp1250 cp1253 cp1254 cp1255 koi8_r koi8_u cp866 iso8859_2 iso8859_5 iso8859_6 "
    "gb18030 big5 cp932 euc_jp cp949 tis_620"
)
_LATIN: Final = frozenset(("cp1250", "cp1252", "cp1254", "iso8859_2"))
# Source: Microsoft, "Code pages": windows-1250 (Central Europe).
_CENTRAL_EUROPEAN: Final = frozenset(("bs", "cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq"))
_DECLARED = re.compile(rb"""<(?:meta\b[^>]*?\bcharset|\?xml\b[^>]*?\bencoding)\s*=\s*["']?\s*([\w:.-]+)""", re.IGNORECASE)
_DECLARED_WITHIN_BYTES: Final = 4096
# One damaged character in a thousand is a slip of the publisher's, and stays visible as U+FFFD; more is another encoding.
_DAMAGED_PER_1000: Final = 1.0
# UTF-8 read as Windows-1252: the lead byte shows as one of these letters, what follows as a symbol ("Ã©", "â€™", "Ð½").
_TWICE_ENCODED = re.compile(
    r"[ÃÂ][\u0080-\u00bf\u0152-\u0161\u2018-\u2122]|â€[\u0080-\u00bf\u0152-\u2122]|[ÐÑ][\u0080-\u00bf\u2018-\u2122]{1}"
)
_TWICE_PER_1000: Final = 2.0
# A legacy Cyrillic, Greek or Arabic page read as Windows-1252 is nearly all accented letters; no Latin orthography comes
# near half of them.
_ACCENTED = re.compile(r"[À-ÖØ-öø-ÿ]")
_LETTER = re.compile(r"[^\W\d_]")
_ACCENTED_SHARE: Final = 0.45
_SAMPLE_CHARS: Final = 20_000
# A script without an end reaches to the end of the text, and no tag holds the beginning of another: rows of either cost no more than the text is long.
_TAGS = re.compile(r"<(?:script|style)\b.*?(?:</(?:script|style)>|\Z)|<[^<>]*>", re.IGNORECASE | re.DOTALL)


def decode(data: bytes, where: str) -> str:
    """The text that the bytes encode, without a byte order mark.

    Tried in turn: byte order mark, valid UTF-8, the charset that the page declares, UTF-8 with a few damaged characters,
    and the guess of charset-normalizer, corrected by the language of the text. Valid UTF-8 beats a declaration, as bytes of another encoding hardly ever form it.

    Raises:
        ReadError: no encoding gives legible text.
    Source: WHATWG Encoding Standard (labels) and HTML Living Standard 13.2.3.2 (where a page declares its encoding).
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _strict(data, name, where)
    for text in _candidates(data):
        if _legible(_TAGS.sub(" ", text[: 4 * _SAMPLE_CHARS])):
            return text
    raise ReadError(
        "encoding-unknown",
        f"the {len(data):,} bytes are no UTF-8, and no other encoding gives legible text",
        where=where,
        fix="Save it as UTF-8.",
    )


def refuse_rubbish(text: str, where: str) -> None:
    """Nothing; the text is legible.

    Raises:
        ReadError: the text was decoded wrongly before it came here ("tuÃ©s", "Ìîñêâà", many U+FFFD).
    """
    if not _legible(text):
        raise ReadError(
            "encoding-garbled",
            f"the text was decoded with the wrong encoding: {text.strip()[:60]!r}",
            where=where,
            fix="Fetch or export it again as UTF-8.",
        )


def _strict(data: bytes, name: str, where: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as fault:
        damaged = data.decode(name, "replace")
        if _per_1000(damaged.count("\ufffd"), damaged) <= _DAMAGED_PER_1000:
            return damaged
        raise ReadError(
            "encoding-damaged",
            f"the file says that it is {name.upper()}, but byte {fault.start} is not ({fault.reason})",
            where=where,
            fix="Save it again as UTF-8.",
        ) from fault


def _candidates(data: bytes) -> Iterator[str]:
    declared = _declared(data)
    names = ["utf-8", declared] if declared != "iso2022_jp" else [declared, "utf-8"]
    for name in filter(None, names):
        try:
            yield data.decode(name)
        except UnicodeDecodeError:
            continue
    yield data.decode("utf-8", "replace")
    yield from _guesses(data)


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data, 0, _DECLARED_WITHIN_BYTES)
    if not found:
        return None
    label = found[1].decode("ascii", "replace").lower()
    try:
        name = codecs.lookup(_LABELS.get(label, label)).name
    except LookupError:
        return None
    return None if name.startswith(("utf", "idna", "punycode", "undefined", "unicode", "raw")) else name


def _guesses(data: bytes) -> Iterator[str]:
    from charset_normalizer import from_bytes

    sample = data if len(data) < 2 * _SAMPLE_CHARS else data[:_SAMPLE_CHARS] + data[-_SAMPLE_CHARS:]
    for match in from_bytes(sample, cp_isolation=_GUESSED.split(), enable_fallback=False):
        try:
            yield data.decode(_by_language(match.encoding, str(match)))
        except UnicodeDecodeError:
            continue


def _by_language(name: str, text: str) -> str:
    """The code page of the text's language, where the guess is one of the Latin ones.

    They differ in a few accented letters, too few for statistics of characters, while the language of a text is plain
    even with these letters wrong.
    """
    if name not in _LATIN:
        return name
    from dateline.text.language import language

    spoken = language(_TAGS.sub(" ", text))
    if spoken in _CENTRAL_EUROPEAN:
        return name if name == "iso8859_2" else "cp1250"
    return "cp1254" if spoken in {"tr", "az"} else "cp1252"


def _legible(text: str) -> bool:
    sample = text[:_SAMPLE_CHARS]
    if sample.isascii():
        return True
    if _per_1000(sample.count("\ufffd"), sample) > _DAMAGED_PER_1000:
        return False
    twice = sum(1 for _ in _TWICE_ENCODED.finditer(sample))
    if twice >= 2 and _per_1000(twice, sample) > _TWICE_PER_1000:
        return False
    accented = sum(1 for _ in _ACCENTED.finditer(sample))
    return accented < 8 or accented <= _ACCENTED_SHARE * sum(1 for _ in _LETTER.finditer(sample))


def _per_1000(count: int, text: str) -> float:
    return 1000 * count / max(len(text), 1000)
