"""Which language a text is in, by its script and its small words; where part is English, that part is read.

Example: a text with English and Chinese paragraphs is "en", and `foreign` tells its Chinese lines.
"""

from __future__ import annotations

import re
from collections import Counter

from analyzer.patterns import regex

_SMALL = {
    "en": "the of and to in or any you this that for is be with by are as not shall may an no do it its on at from"
    " such other which who will if your their",
    "fr": "le la les des et du une dans pour que qui est sur au par ou ne vous sont",
    "de": "der die das und den von zu mit sich des ist nicht ein eine auf für dem oder sie werden",
    "es": "el la los las de y en que un una por con para del se no su al o es",
    "it": "il lo la di e che un una per con del della si le dei o è da",
    "pt": "o a as de e que em um uma para não do da por no na ou se",
    "nl": "de het een en van in is dat op te met voor niet zijn aan of u door deze",
    "pl": "i w na z do nie się że jest lub oraz przez od dla o po za niniejszej jako",
}
_SCRIPTS = (
    ("ja", r"[\u3040-\u30ff]"),
    ("ko", r"[\uac00-\ud7af]"),
    ("zh", r"[\u4e00-\u9fff]"),
    ("ru", r"[\u0400-\u04ff]"),
    ("ar", r"[\u0600-\u06ff]"),
    ("he", r"[\u0590-\u05ff]"),
    ("el", r"[\u0370-\u03ff]"),
)
# Wide ranges are dear to compile, and most texts have no such letter: the ones above are compiled where needed.
_FOREIGN = (("\u0370", "\u1fff"), ("\u2e80", "\ud7af"), ("\uf900", "\ufaff"), ("\uff00", "\uffef"))
_WORD = regex(r"[^\W\d_]+")
_WORD_SETS = {code: frozenset(words.split()) for code, words in _SMALL.items()}
_ENGLISH = _WORD_SETS["en"]
_OTHER = frozenset[str]().union(*(words for code, words in _WORD_SETS.items() if code != "en"))
_PLAIN = "".join(chr(at).lower() if chr(at).isalpha() else " " for at in range(128))
_BYTES = _PLAIN.encode() + b" " * 128
_ASCII = frozenset(map(chr, range(128)))
_KELVIN = "\u212a"  # its small letter is a plain "k"
_ENOUGH = 8
# Small words that English has not. No paragraph without one is in another language, whatever else it shares with it.
_ELSEWHERE = frozenset(word for word in _OTHER - _ENGLISH if len(word) > 1)
_TELLING = frozenset(word.encode() for word in _ELSEWHERE if word.isascii())
_ACCENTED = tuple(sorted(word for word in _ELSEWHERE if not word.isascii()))


class _Signs(dict[str, bool]):
    """Whether a character is of another script, looked up once."""

    def __missing__(self, sign: str) -> bool:
        found = self[sign] = any(first <= sign <= last for first, last in _FOREIGN)
        return found


_SIGNS = _Signs()


def foreign(line: str) -> bool:
    """Whether a line is mostly in another script."""
    if line.isascii():
        return False
    marks = sum(map(_SIGNS.__getitem__, filter("\u036f".__lt__, line)))
    return marks > 0 and marks * 4 > len(line.replace(" ", ""))


def doubted(reading: str) -> list[int] | None:
    """Where in a text words stand that tell of another language; None where its letters do.

    A paragraph without such a word is in English or too short to tell.
    """
    if not reading.isascii():
        signs = {*reading} - _ASCII
        if _KELVIN in signs or any(map(_SIGNS.__getitem__, signs)):
            return None
        small = reading.lower()
        if any(word in small for word in _ACCENTED):
            return None
    words = b" %b " % reading.encode("ascii", "replace").translate(_BYTES)
    found: list[int] = []
    for word in _TELLING.intersection(words.split()):
        sought = b" %b " % word
        at = words.find(sought)
        while at >= 0:
            found.append(at)
            at = words.find(sought, at + 1)
    return sorted(found)


def tongue(words: str) -> str:
    """The language of a paragraph in Latin script, "und" where it is too short to tell."""
    words = words[:4000]
    said = words.translate(_PLAIN).split() if words.isascii() else " ".join(_WORD.findall(words)).lower().split()
    # Most paragraphs hold more small words of English than of all other languages together: nothing need be weighed.
    english = sum(map(_ENGLISH.__contains__, said))
    if english >= _ENOUGH and english * 10 > len(said) and english >= sum(map(_OTHER.__contains__, said)):
        return "en"
    found = [word for word in said if len(word) > 1]  # "(e)", "a", "e.V." are words of any language
    if len(found) < _ENOUGH:
        return "und"
    if english >= sum(map(_OTHER.__contains__, found)):
        return "en" if english / len(found) > 0.1 else "und"
    counts = Counter(found)
    shares = {
        code: sum([counts[word] for word in counts.keys() & small]) / len(found) for code, small in _WORD_SETS.items()
    }
    best = max(sorted(shares), key=lambda code: (shares[code], code == "en"))
    return best if shares[best] > 0.1 else "und"


def script(text: str) -> str:
    """The script that leads among those that are not Latin; "und" where none does."""
    sample = text[:20_000]
    for code, pattern in _SCRIPTS:
        if len(re.findall(pattern, sample)) * 20 > len(sample):
            return code
    return "und"
