"""How many changed copies of known texts are still named right: `python -m tests.bench --identify`.

Comes in: the texts of licensedcode-data and a seed. Goes out: `Outcome`: how many of the copies have their own text as
the nearest, which do not, and milliseconds a copy. A copy is wrapped anew, its headings change case, its copyright line
another holder, its numbering goes, and one word in a hundred has a typing error. Texts of the same words count as one.
"""

from __future__ import annotations

import random
import re
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from time import perf_counter

from analyzer import catalog, intake, likeness, recognize
from analyzer.errors import OpentermsError
from analyzer.intake import Text

BAR = 0.98
SLOWEST_MS = 50.0
_FEWEST_WORDS = 40
_TYPING_ERRORS = 0.01
_NUMBER = re.compile(r"^[ \t]*(?:\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-zA-Z]|[ivx]{1,4})[.)])[ \t]+", re.MULTILINE)
_COPYRIGHT = re.compile(r"^([ \t]*copyright (?:\(c\) )?).*$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Copies, how many were named right, (text, named) of the others, the median and the slowest in milliseconds."""

    copies: int
    right: int
    wrong: tuple[tuple[str, str], ...]
    median_ms: float
    slowest_ms: float

    @property
    def share(self) -> float:
        """The share named right."""
        return self.right / self.copies if self.copies else 1.0

    @property
    def wrong_family(self) -> tuple[tuple[str, str], ...]:
        """Those named as a text of another family (the key's first word)."""
        return tuple((own, named) for own, named in self.wrong if _family(own) != _family(named))


def _family(key: str) -> str:
    return re.split(r"[-.\d]", key, maxsplit=1)[0]


@cache
def texts() -> dict[str, str]:
    """The distinct English texts of some length, by key, each row of words once."""
    found: dict[str, str] = {}
    seen: set[str] = set()
    for key in catalog.text_keys():
        try:
            text = catalog.text_of_key(key)
        except OpentermsError:
            continue
        folded = likeness.folded_words(text.reading) if text else ()
        digest = likeness.digest_of(folded)
        if text is not None and len(folded) >= _FEWEST_WORDS and digest not in seen:
            seen.add(digest)
            found[key] = text.reading
    return found


def wrapped(content: str, seed: random.Random) -> str:
    """Each paragraph filled to another width."""
    width = seed.choice((60, 72, 88, 100))
    return "\n\n".join("\n".join(_filled(part.split(), width)) for part in re.split(r"\n[ \t]*\n", content))


def _filled(words: list[str], width: int) -> Iterator[str]:
    line: list[str] = []
    for word in words:
        if line and len(" ".join(line)) + len(word) >= width:
            yield " ".join(line)
            line = []
        line.append(word)
    yield " ".join(line)


def recased(content: str, seed: random.Random) -> str:
    """Short lines, which are headings as a rule, in other letters."""
    change: Callable[[str], str] = seed.choice((str.upper, str.title))
    return "\n".join(change(line) if len(line.split()) < 6 else line for line in content.split("\n"))


def reheld(content: str, seed: random.Random) -> str:
    """Copyright lines of another holder."""
    return _COPYRIGHT.sub(lambda found: f"{found[1]}{seed.randint(1990, 2030)} Acme Works", content)


def unnumbered(content: str, _: random.Random) -> str:
    """Lines without the numbers of clauses."""
    return _NUMBER.sub("", content)


def mistyped(content: str, seed: random.Random) -> str:
    """One word in a hundred with a letter wrong, lost, doubled, or changed about."""
    parts = re.split(r"(\s+)", content)
    for at in range(0, len(parts), 2):
        if len(parts[at]) > 2 and seed.random() < _TYPING_ERRORS:
            parts[at] = _mistyped(parts[at], seed)
    return "".join(parts)


def _mistyped(word: str, seed: random.Random) -> str:
    at = seed.randrange(len(word) - 1)
    return seed.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + seed.choice(string.ascii_lowercase) + word[at + 1 :],
        )
    )


def changed(content: str, seed: random.Random) -> str:
    """All of it, numbering and lines first."""
    for change in (unnumbered, reheld, recased, wrapped, mistyped):
        content = change(content, seed)
    return content


def measure(count: int, seed: int = 0) -> Outcome:
    """Name `count` changed copies."""
    known = texts()
    chance = random.Random(seed)  # noqa: S311 (a sample, no secret)
    keys = sorted(chance.sample(sorted(known), min(count, len(known))))
    ids = {record.scancode: record.id for record in catalog.records().values() if record.scancode}
    recognize.neighbours(_text("warm", known[keys[0]]), 1)
    wrong: list[tuple[str, str]] = []
    took: list[float] = []
    for key in keys:
        copy = _text(key, changed(known[key], random.Random(f"{seed} {key}")))  # noqa: S311 (as above)
        began = perf_counter()
        found = recognize.neighbours(copy, 1)
        took.append(perf_counter() - began)
        named = found[0].license if found else ""
        if named != ids.get(key, key):
            wrong.append((key, named))
    took.sort()
    median, slowest = (took[len(took) // 2] * 1000, took[-1] * 1000) if took else (0.0, 0.0)
    return Outcome(len(keys), len(keys) - len(wrong), tuple(wrong), round(median, 2), round(slowest, 2))


def _text(name: str, content: str) -> Text:
    return intake.from_bytes(content.encode(), name)


def table(found: Outcome) -> str:
    """The outcome in lines."""
    rows = [
        f"copies {found.copies}, named right {found.right} ({found.share:.1%})",
        f"milliseconds a copy: median {found.median_ms}, slowest {found.slowest_ms}",
    ]
    rows.extend(f"wrong: {own} named {named or 'nothing'}" for own, named in found.wrong)
    rows.append(f"of another family: {len(found.wrong_family)}")
    return "\n".join(rows)
