r"""Text to document: sections, list items with their lead-ins, sentences; all spans count in `Text.reading`.

Example: "2. Duties\n\nYou must:\n(a) keep the notices;" gives the unit "keep the notices;" of section "2.a" with the
lead-in "You must:" and the heading "Duties".
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from analyzer.intake import Text
from analyzer.language import foreign, script, tongue
from analyzer.markers import Marker, as_roman, could_be_roman, marker
from analyzer.sentences import sentences
from analyzer.spans import Span


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence or list item; all spans count in `Text.reading`.

    `section` is the printed path ("2.b"), `leads` the spans of the lead-ins above it from the outermost in
    ("You agree not to use the Model:"), `heading` the nearest heading's words (inline or own line), "" where none.
    """

    span: Span
    section: str
    leads: tuple[Span, ...] = ()
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered or headed part: printed path, title, and the span from its marker to its end."""

    label: str
    title: str
    span: Span
    level: int


@dataclass(frozen=True, slots=True)
class Document:
    """What the outline found. `language` is "en" where the English part is read, else a guess ("zh", "und")."""

    text: Text
    language: str
    title: str
    sections: tuple[Section, ...]
    units: tuple[Unit, ...]


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    indent: int
    words: str


@dataclass(slots=True)
class _Block:
    """Lines that belong together: an optional marker, then words from `start` to `end`."""

    start: int
    end: int
    indent: int
    marker: Marker | None
    lines: int
    widest: int = 0
    spaced: bool = True


@dataclass(slots=True)
class _Level:
    """An open list: its style, the label of the current item, its heading, and the lead-in its items hang on."""

    style: str
    indent: int
    label: str
    rank: int
    via: Span | None = None
    heading: str = ""


_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_COMMENT = re.compile(
    r"\s*(?://+|#+(?=\s|$)|\*+(?=\s|$)|;+(?=\s|$)|--(?=\s|$)|REM\b|dnl\b|>+|%+(?=\s|$)|/\*+|\"\"\"|\|(?=\s|$)|!(?=\s|$))"
)
_ENDS = re.compile(r"[.;:!?][\"”’')\]]*$")
_RULE = re.compile(r"^[\W_]{3,}$")
_LEADS = re.compile(
    r"(?::|\b(?:that|to|not|following|you|must|shall|may|if|unless|either|provided|conditions|will|for|by|from|and|or))\s*[-–—]*[\"”*_]*$",
    re.IGNORECASE,
)
_STRONG_LEAD = re.compile(r"[:—–]\s*[\"”*_]*$|(?<=\w)-$")
_INLINE_HEADING = re.compile(
    r"[\"“*_]{0,3}(?P<title>[A-Z][^.:;\n“”\"]{1,70}?)[\"”*_]{0,3}(?:\.|:|\s[-–—])[*_]{0,3}(?=\s+[\"“(A-Z*]|\s*$)"
)
_STANDS = re.compile(
    r"^(?!(?:to|in|for|by|that|which|who|if|when|where|unless|upon|with|as|on|at|of|any|provided|such|from)\b)"
    r"(?:(?!that\b|which\b|who\b)[\w'’“”\"(),/-]+\s+){1,9}?(?:must|shall|may|should|cannot|agrees?|will|acknowledges?)\b",
    re.IGNORECASE,
)
_CONDITIONAL = re.compile(
    r"^\W*(?:if|when|whenever|where|unless|upon|provided|in the event|should you|as long as|by)\b", re.IGNORECASE
)
_MODAL = re.compile(r"\b(?:must|shall|may|should|cannot|agrees?|will|is|are|can|grants?)\b", re.IGNORECASE)
_FINITE = re.compile(
    r"\b(?:must|shall|may|should|cannot|will|is|are|was|has|have|grants|means|does|do|can|agrees?|provided)\b"
)
# The start of a list item that has no subject of its own.
_FRAGMENT = re.compile(
    r"\W*(?:to|for|in|by|as|with|that|which|any|use|using|engag\w+|generat\w+|creat\w+|promot\w+|[a-z]\w+ing|[A-Z][a-z]+ing|[a-z]\w+"
    r"|include|provide|retain|keep|display|prominently|give|state|mark|cause|do|not|make|ensure|remove|modify|distribute"
    r"|copy|share|sell|reproduce|publish|violat\w+|[A-Z][a-z]+ly)\b",
)
_SUCCESSOR = re.compile(r"(?<=[.;:!?\"”)])\s+(?=(?:\(?[a-zA-Z0-9]{1,4}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?)\s+[A-Z\"“])")
_ENUMERATED = re.compile(r"(?:(?<=[\s:;,])|^)\(?(?P<value>[a-z]|\d{1,2}|[ivx]{1,5})\)\s")
_CAPITAL = re.compile(r"[^\W\d_][\w'’-]*")
_LONG = 70
_MAX_LEVELS = 12
_MAX_LABEL = 60


def outline(text: Text) -> Document:
    """The document of a text; no units where no part of it is English."""
    lines = _lines(text.reading)
    language, kept = _language(text.reading, lines)
    if language != "en":
        return Document(text, language, _title(lines), (), ())
    walk = _Walk(text.reading)
    for block in _blocks(text.reading, kept):
        walk.take(block)
    return Document(text, language, _title(kept), tuple(walk.sections), tuple(walk.units))


def _title(lines: list[_Line]) -> str:
    found = next((line.words for line in lines if any(c.isalpha() for c in line.words)), "")
    return " ".join(found.split())[:120]


# Lines and language


def _lines(reading: str) -> list[_Line]:
    found: list[_Line] = []
    for match in _LINE.finditer(reading):
        words = match.group()
        stripped = words.strip()
        if stripped and not _RULE.match(stripped):
            indent = len(words) - len(words.lstrip())
            start = match.start() + indent
            found.append(_Line(start, start + len(stripped), indent, stripped))
    return _uncommented(found)


def _uncommented(lines: list[_Line]) -> list[_Line]:
    """Drop the sign that comments every line out, where nearly all lines bear one."""
    marks = Counter(m.group().strip() for line in lines if (m := _COMMENT.match(line.words)))
    if len(lines) < 4 or not marks or sum(marks.values()) < 0.8 * len(lines):
        return lines
    found: list[_Line] = []
    for line in lines:
        mark = _COMMENT.match(line.words)
        inner = line.words[mark.end() :] if mark else line.words
        words = inner.strip()
        if words.endswith("*/"):
            words = words[:-2].rstrip()
        if words and not _RULE.match(words):
            lead = (mark.end() if mark else 0) + len(inner) - len(inner.lstrip())
            found.append(_Line(line.start + lead, line.start + lead + len(words), line.indent + lead, words))
    return found


def _language(reading: str, lines: list[_Line]) -> tuple[str, list[_Line]]:
    english = [line for line in lines if not foreign(line.words)] if not reading.isascii() else lines
    size = sum(len(line.words) for line in english)
    if size * 4 < sum(len(line.words) for line in lines) and size < 1500:
        return script(reading), []
    counts: Counter[str] = Counter()
    kept: list[_Line] = []
    for group in _paragraphs(reading, english):
        found = tongue(" ".join(line.words for line in group[:40]))
        counts[found] += sum(len(line.words) for line in group)
        if found in {"en", "und"}:
            kept.extend(group)
    known = {code: count for code, count in counts.items() if code != "und"}
    if not known:
        return ("en" if counts else script(reading)), kept
    best = max(sorted(known), key=lambda code: known[code])
    if best != "en" and known.get("en", 0) * 4 < sum(known.values()):
        return best, []
    return "en", kept


def _paragraphs(reading: str, lines: list[_Line]) -> list[list[_Line]]:
    groups: list[list[_Line]] = []
    for line in lines:
        if groups and not _blank_between(reading, groups[-1][-1], line) and len(groups[-1]) < 60:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _blank_between(reading: str, before: _Line, after: _Line) -> bool:
    ends = reading.count("\n", before.end, after.start)
    return ends > 1 or (not ends and reading.count("\r", before.end, after.start) > 1)


# Blocks


def _blocks(reading: str, lines: list[_Line]) -> list[_Block]:
    widths = sorted(line.end - line.start for line in lines)
    wide = widths[int(len(widths) * 0.95)] if widths else 0
    wrapped = wide <= 130
    found: list[_Block] = []
    ranks: dict[str, int] = {}
    before: _Line | None = None
    for line in lines:
        blank = before is None or not wrapped or _blank_between(reading, before, line)
        mark = marker(line.words)
        if mark and not _accepted(mark, ranks, before, blank=blank):
            mark = None
        if mark:
            if mark.style[:1] in {"1", "a", "A", "i", "I"}:
                ranks[mark.style] = mark.rank
            if could_be_roman(mark):
                ranks[as_roman(mark).style] = as_roman(mark).rank
        opens = blank or mark is not None or not wrapped or _closed(before, wide)
        if opens or not found:
            found.append(_Block(line.start, line.end, line.indent, mark, 1, len(line.words), blank))
        else:
            found[-1].end = line.end
            found[-1].lines += 1
            found[-1].widest = max(found[-1].widest, len(line.words))
        before = line
    return found


def _closed(before: _Line | None, wide: int) -> bool:
    """Whether a line ended early, at the end of a sentence."""
    if before is None:
        return False
    return before.words.endswith(":") or (len(before.words) < 0.7 * wide and _ENDS.search(before.words) is not None)


def _accepted(mark: Marker, ranks: dict[str, int], before: _Line | None, *, blank: bool) -> bool:
    """A marker inside a paragraph counts only where it opens or continues a list."""
    if blank or before is None or (mark.style.startswith("-") and len(before.words) > 2 and _ENDS.search(before.words)):
        return True
    if mark.style in {"named", "root"}:
        return False
    if _ENDS.search(before.words) or before.words.endswith((",", " and", " or", "and/or")):
        expected = {1, ranks.get(mark.style, 0) + 1}
        roman = as_roman(mark) if could_be_roman(mark) else mark
        return (
            mark.style.startswith("-")
            or mark.style == "1.1"
            or mark.rank in expected
            or roman.rank in {1, ranks.get(roman.style, 0) + 1}
        )
    return (
        mark.rank in {1, ranks.get(mark.style, 0) + 1}
        and mark.style[:1] != "-"
        and len(before.words) < 60
        and mark.style != "1.1"
    )


# Walk over the blocks


class _Walk:
    """Keeps the open lists and turns blocks to units."""

    def __init__(self, reading: str) -> None:
        self.reading = reading
        self.units: list[Unit] = []
        self.sections: list[Section] = []
        self.levels: list[_Level] = []
        self.heading = ""
        # The lead-in just passed, and whether unmarked paragraphs below it have been its items so far.
        self.pending: Span | None = None
        self.loose: Span | None = None

    def take(self, block: _Block) -> None:
        for part in self._parts(block):
            self._one(part)

    def _parts(self, block: _Block) -> list[_Block]:
        """Whole subsections inside one paragraph become blocks of their own."""
        if block.marker is None or block.end - block.start < 200:
            return [block]
        words = self.reading[block.start : block.end]
        found = [block]
        rank, style = block.marker.rank, block.marker.style
        for cut in _SUCCESSOR.finditer(words):
            nxt = marker(words[cut.end() : cut.end() + 48])
            if nxt is not None and nxt.style == style and nxt.rank == rank + 1:
                start = block.start + cut.end()
                found[-1].end = block.start + cut.start()
                found.append(_Block(start, block.end, block.indent, nxt, 1))
                rank += 1
        return found

    def _one(self, block: _Block) -> None:
        mark = block.marker
        start = block.start
        if mark is not None:
            start += mark.length
            self._enter(mark, block)
        words = self.reading[start : block.end]
        start += len(words) - len(words.lstrip(" \t*_#-–—:"))
        words = self.reading[start : block.end]
        if not words.strip():
            return
        # "1. (a) You must" opens two lists at once.
        inner = marker(words) if mark is not None and not mark.style.startswith("-") else None
        if inner is not None and inner.style[:1] != "-" and inner.rank <= 1 and inner.style != mark.style:  # type: ignore[union-attr]
            self._one(_Block(start, block.end, block.indent + 1, inner, block.lines))
            return
        if _is_heading(words, block, marked=mark is not None):
            self._head(" ".join(words.split()), mark, block)
            return
        if mark is not None and not mark.style.startswith("-"):
            title = _INLINE_HEADING.match(words)
            if title and _titled(title.group("title")):
                self.levels[-1].heading = " ".join(title.group("title").split())
                start += title.end()
                words = self.reading[start : block.end]
                start += len(words) - len(words.lstrip(" \t*_\r\n"))
        elif mark is None:
            self._unmarked(block)
        if start < block.end:
            self._units(start, block.end, mark, block)

    def _enter(self, mark: Marker, block: _Block) -> None:
        """Find the list this marker belongs to, or open one."""
        if mark.style in {"root", "named"}:
            keep = [level for level in self.levels[:1] if mark.style == "named" and level.style == "root"]
            self._open(keep, mark, block)
            return
        if could_be_roman(mark):
            mark = self._letter_or_numeral(mark)
        for place in range(len(self.levels) - 1, -1, -1):
            level = self.levels[place]
            if level.style != mark.style:
                continue
            if block.indent + 1 < level.indent and any(upper.style == mark.style for upper in self.levels[:place]):
                continue
            # The same style deeper and starting anew is a list of its own.
            if mark.rank == 1 and level.rank >= 1 and block.indent > level.indent + 1 and mark.style != "1.1":
                break
            self._open(self.levels[:place], mark, block)
            return
        if mark.style == "1.1":
            above = mark.label.split(".")[0]
            keep = [
                level
                for level in self.levels
                if level.style == "root"
                or (level.style in {"1.", "named", "1)"} and level.label.rpartition(" ")[2] == above)
            ]
            self._open(keep[:2], mark, block)
        elif (
            mark.style in {"1.", "I."} and mark.rank > 1 and not any(level.style == mark.style for level in self.levels)
        ):
            self._open([level for level in self.levels if level.style == "root"], mark, block)
        else:
            self._open(self.levels[: _MAX_LEVELS - 1], mark, block)

    def _letter_or_numeral(self, mark: Marker) -> Marker:
        roman = as_roman(mark)
        styles = {level.style: level.rank for level in self.levels}
        if styles.get(mark.style) == mark.rank - 1:
            return mark
        if styles.get(roman.style) == roman.rank - 1 or roman.rank == 1:
            return roman
        return mark

    def _open(self, keep: list[_Level], mark: Marker, block: _Block) -> None:
        """Make `mark` the current item; a new list hangs on the lead-in just passed."""
        old = self.levels[len(keep)] if len(keep) < len(self.levels) else None
        via = old.via if old is not None and old.style == mark.style else self.pending
        self.levels = [*keep, _Level(mark.style, block.indent, mark.label, mark.rank, via)]
        self.loose = None

    def _head(self, words: str, mark: Marker | None, block: _Block) -> None:
        if mark is None:
            self.levels = (
                [level for level in self.levels if level.style == "root"]
                if not self._inside_list(block)
                else self.levels
            )
            self.heading = words
        elif self.levels:
            self.levels[-1].heading = words
        self.pending = self.loose = None
        label = self._label()
        self.sections.append(Section(label, words, Span(block.start, block.end), len(self.levels)))

    def _inside_list(self, block: _Block) -> bool:
        return bool(self.levels) and block.indent > self.levels[0].indent and self.levels[0].style != "root"

    def _unmarked(self, block: _Block) -> None:
        """A paragraph without marker closes the lists that are indented deeper than it."""
        while self.levels and block.spaced and self.levels[-1].style != "root":
            level = self.levels[-1]
            if level.style in {"1.", "1.1", "named", "I.", "A."} and len(self.levels) <= 2:
                break
            if block.indent > level.indent:
                break
            if level.style.startswith("-") or block.indent < level.indent or len(self.levels) > 1:
                self.levels.pop()
                continue
            break

    def _label(self) -> str:
        parts: list[str] = []
        for level in self.levels:
            if level.style == "1.1":
                parts = [p for p in parts if not p[:1].isdigit()]
            if level.label:
                parts.append(level.label)
        label = ".".join(parts)
        return label or self._nearest_heading()[:_MAX_LABEL]

    def _nearest_heading(self) -> str:
        for level in reversed(self.levels):
            if level.heading:
                return level.heading
        return self.heading

    def _chain(self) -> tuple[Span, ...]:
        """The lead-ins above the current item, from the outermost in."""
        return tuple(dict.fromkeys(level.via for level in self.levels if level.via is not None))[-4:]

    def _units(self, start: int, end: int, mark: Marker | None, block: _Block) -> None:
        words = self.reading[start:end]
        label = self._label()
        heading = self._nearest_heading()
        found = sentences(words)
        if not found:
            return
        chain = self._chain() if mark is not None else self._loose(words, block)
        for place, (left, right) in enumerate(found):
            span = Span(start + left, start + right)
            said = self.reading[span.start : span.end]
            leads = chain if place == 0 else ()
            if leads and _STANDS.match(said):
                leads = tuple(lead for lead in leads if self._conditional(lead))
            for piece, extra in self._pieces(span, said):
                self.units.append(Unit(piece, label, (*leads, *extra), heading))
        last = Span(start + found[-1][0], start + found[-1][1])
        self.pending = last if _leads(self.reading[last.start : last.end]) else None
        if mark is None and self.pending is not None:
            self.loose = self.pending

    def _loose(self, words: str, block: _Block) -> tuple[Span, ...]:
        """The lead-in of a paragraph without marker that is an item of a list all the same."""
        lead = self.pending or self.loose
        if lead is None:
            return ()
        fragment = _FRAGMENT.match(words) is not None or words.rstrip().endswith((";", "; and", "; or"))
        if len(words) > 600 or not fragment or block.lines > 8:
            self.loose = None
            return ()
        self.loose = lead
        chain = self._chain()
        return (*chain, lead) if lead not in chain else chain

    def _conditional(self, lead: Span) -> bool:
        words = self.reading[lead.start : lead.end]
        return _CONDITIONAL.match(words) is not None and not _MODAL.search(words.partition(",")[2])

    def _pieces(self, span: Span, said: str) -> list[tuple[Span, tuple[Span, ...]]]:
        """Cut a long sentence with "(i) ...; (ii) ..." at its items; the words before the first are their lead-in."""
        if len(said) < _LONG * 6 or said.count(" ") < _LONG:
            return [(span, ())]
        cuts: list[int] = []
        style, rank = "", 0
        for found in _ENUMERATED.finditer(said):
            mark = marker(found.group().strip() + " ")
            if mark is None:
                continue
            options = [mark, as_roman(mark)] if could_be_roman(mark) else [mark]
            for option in options:
                if (not cuts and option.rank == 1) or (cuts and option.style == style and option.rank == rank + 1):
                    style, rank = option.style, option.rank
                    cuts.append(found.start())
                    break
        if len(cuts) < 2 or cuts[0] < 12:
            return [(span, ())]
        lead = Span(span.start, span.start + len(said[: cuts[0]].rstrip()))
        pieces: list[tuple[Span, tuple[Span, ...]]] = [(lead, ())]
        for left, right in zip(cuts, [*cuts[1:], len(said)], strict=True):
            item = said[left:right].rstrip()
            pieces.append((Span(span.start + left, span.start + left + len(item)), (lead,)))
        return pieces


def _leads(words: str) -> bool:
    return _STRONG_LEAD.search(words) is not None or (not _ENDS.search(words) and _LEADS.search(words) is not None)


def _titled(words: str) -> bool:
    """Title case or capitals, and no verb that makes it a sentence."""
    parts: list[str] = _CAPITAL.findall(words)
    if (
        not parts
        or len(parts) > 10
        or (len(parts) > 4 and re.search(r"\b(?:must|shall|may not|will|cannot|agree)\b", words))
    ):
        return False
    long = [w for w in parts if len(w) > 3]
    capital = sum(w[0].isupper() for w in long)
    return capital >= 0.6 * len(long) if long else parts[0][0].isupper()


def _is_heading(words: str, block: _Block, *, marked: bool) -> bool:
    stripped = words.strip().strip("*_#=: ")
    if block.lines > 2 or len(stripped) > 100 or stripped.count(" ") > 11:
        return False
    if words.rstrip()[-1:] in {";", ",", "?"} or (
        words.rstrip().endswith(".") and (stripped.count(" ") > 5 or not marked)
    ):
        return False
    if words.rstrip().endswith(":") and (not marked or _FINITE.search(stripped)):
        return False
    if re.search(r"\b(?:copyright|\(c\)|©)", stripped, re.IGNORECASE) and re.search(r"\d{4}|<|\[", stripped):
        return False
    if _FINITE.search(stripped) and not stripped.isupper():
        return False
    if stripped.isupper():
        return stripped.count(" ") < 9
    return _titled(stripped)
