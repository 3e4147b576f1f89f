r"""Text to document: sections, list items with their lead-ins, sentences; all spans count in `Text.reading`.

Example: "2. Duties\n\nYou must:\n(a) keep the notices;" gives the unit "keep the notices;" of section "2.a" with the
lead-in "You must:" and the heading "Duties".
"""

from __future__ import annotations

import re

import msgspec
from msgspec.structs import replace

from analyzer import frames, headings, items
from analyzer.blocks import Block, blocks_of, language_of, title_of, titled
from analyzer.elliptic import bars
from analyzer.intake import Text
from analyzer.lines import lines_of
from analyzer.markers import Marker, could_be_roman, is_dotted, letter_or_numeral, marker
from analyzer.patterns import regex
from analyzer.sentences import sentences
from analyzer.spans import Span


class Unit(msgspec.Struct, frozen=True, gc=False):
    """One sentence or list item; all spans count in `Text.reading`.

    `section` is the printed path ("2.b"), `leads` the spans of the lead-ins above it from the outermost in
    ("You agree not to use the Model:"), `heading` the nearest heading's words (inline or own line), "" where none,
    `tail` what follows the last item of its list and holds for each of them ("for research only.").
    """

    span: Span
    section: str
    leads: tuple[Span, ...] = ()
    heading: str = ""
    tail: Span | None = None


class Section(msgspec.Struct, frozen=True, gc=False):
    """A numbered or headed part: printed path, title, and the span from its marker to its end."""

    label: str
    title: str
    span: Span
    level: int


class Document(msgspec.Struct, frozen=True):
    """What the outline found. `language` is "en" where the English part is read, else a guess ("zh", "und")."""

    text: Text
    language: str
    title: str
    sections: tuple[Section, ...]
    units: tuple[Unit, ...]


class _Level(msgspec.Struct):
    """An open list: its style, the label of the current item, its heading, and the lead-in its items hang on.

    `headed` where the heading is a line of its own, as of a section, whose items may be numbered like the sections.
    """

    style: str
    indent: int
    label: str
    rank: int
    via: Span | None = None
    heading: str = ""
    apart: bool = False  # its lead-in is a sentence of its own: no lead-in above reaches into the list
    headed: bool = False
    titled: bool = False  # that line has the signs of a Markdown heading: what has none is no section beside it


_NUMBERS = frozenset({"1.", "1)"})
_FILLING = " \t\r\n*#/>-"
_SECTIONS = frozenset({"1.", "named", "I.", "A."})
# A paragraph with one of these is no order that goes on with a list.
_FINITE = regex(r"\b(?:is|are|was|were|be|shall|may|must|will|can|should|has|have|does|do|not)\b", re.IGNORECASE)
_MAX_LEVELS = 12
_MAX_LABEL = 60


def outline(text: Text) -> Document:
    """The document of a text; no units where no part of it is English."""
    lines = lines_of(text.reading)
    language, kept = language_of(text.reading, lines)
    if language != "en":
        return Document(text, language, title_of(lines), (), ())
    walk = _Walk(text.reading)
    for block in blocks_of(text.reading, kept):
        block.titled = titled(text, block)
        walk.take(block)
    return Document(text, language, title_of(kept), tuple(walk.sections), tuple(walk.units))


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
        # The lead-in of a list that a full stop may have ended, and whether the item before ended in a semicolon.
        self.slack: Span | None = None
        self.unfinished = False
        self.loose: Span | None = None
        self.inset, self.above = 0, tuple[Span, ...]()  # how deep the lead-in stands, and those above it
        self.open_end: Span | None = None  # a sentence without an end: an item "(a)" right below it goes on with it
        self.hung = -1  # where the words ended that were given to the items of a list
        self.later = False  # whether the lead-in just passed is a later sentence of its item: "... . It requires that"

    def take(self, block: Block) -> None:
        for part in self._parts(block):
            self._one(part)

    def _parts(self, block: Block) -> list[Block]:
        """Whole subsections inside one paragraph become blocks of their own."""
        if block.marker is None or block.end - block.start < 200:
            return [block]
        found, end = [block], block.end
        for past, begin, mark in items.successors(self.reading[block.start : end], block.marker):
            found[-1].end = block.start + past
            found.append(Block(block.start + begin, end, block.indent, mark, 1))
        return found

    def _one(self, block: Block) -> None:
        mark = block.marker
        start = block.start
        if mark is not None:
            start += mark.length
            self._enter(mark, block)
        start += headings.ornaments(self.reading[start : block.end])
        if not (words := self.reading[start : block.end]).strip():
            return
        # "1. (a) You must" opens two lists at once.
        inner = marker(words) if mark is not None else None
        if mark is not None and inner is not None and items.opens_second(mark, inner):
            self._one(Block(start, block.end, block.indent + 1, inner, block.lines))
            return
        # "You must: - Keep Notices": what a bullet under a lead-in, or under "Prohibited Uses", says is no heading.
        over, bullet = self.levels[-1].via if mark is not None else None, mark is not None and mark.style[:1] == "-"
        said, led = frames.frame(self._nearest_heading()), over is not None
        barred = (said is not None and said.bans) or (over is not None and headings.denies(self._said(over)))
        full = mark is not None and words.rstrip().endswith(".") and (" " in words or barred)
        item = (full and (led or barred)) or (bullet and (led or said is not None))
        last = (bullet or barred) and items.another(self.reading, block.end, block.indent, bullet=bullet)
        last = last or (bullet and words.rstrip()[-1:] in ".!")
        item = item or ((full or bullet) and bars(words, bullet=bullet)) or (mark is not None and last) or block.item
        if not item and headings.is_heading(words, block.lines, marked=mark is not None, titled=block.titled):
            self._head(" ".join(words.split()), mark, block)
            whole = headings.says(words, titled=block.titled, marked=mark is not None)
            if whole or headings.remains(words, self.reading, block.end):
                self._units(start, block.end, mark, block)
            return
        if mark is not None and not mark.style.startswith("-"):
            title = headings.inline(words)
            if title is not None and not (item and title[1] >= len(words.rstrip())):
                self.levels[-1].heading, length = title
                start += length
                words = self.reading[start : block.end]
                start += len(words) - len(words.lstrip(" \t*_\r\n"))
        elif mark is None:
            self._unmarked(block)
        if start < block.end:
            self._units(start, block.end, mark, block)

    def _enter(self, mark: Marker, block: Block) -> None:
        """Find the list this marker belongs to, or open one."""
        if mark.style in {"root", "named"}:
            keep = [level for level in self.levels[:1] if mark.style == "named" and level.style == "root"]
            self._open(keep, mark, block)
            return
        if could_be_roman(mark):
            mark = letter_or_numeral(mark, {level.style: level.rank for level in self.levels})
        if is_dotted(mark.style):
            self._enter_dotted(mark, block)
            return
        for place in range(len(self.levels) - 1, -1, -1):
            level = self.levels[place]
            if level.style != mark.style or (mark.style in _NUMBERS and self._passed(place, mark, block)):
                continue
            if self.later and self.pending is not None and mark.style.startswith("-"):
                break  # the same bullets below a sentence that leads in: a list in the item
            if mark.style in _NUMBERS and self._inner(level, mark, block):
                break
            if block.indent + 1 < level.indent and any(upper.style == mark.style for upper in self.levels[:place]):
                continue
            # The same style deeper and starting anew is a list of its own.
            if mark.rank == 1 and level.rank >= 1 and block.indent > level.indent + 1:
                break
            self._open(self.levels[:place], mark, block)
            return
        if mark.style in {"1.", "I."} and mark.rank > 1 and not any(level.style == mark.style for level in self.levels):
            self._open([level for level in self.levels if level.style == "root"], mark, block)
        else:
            self._open(self.levels[: _MAX_LEVELS - 1], mark, block)

    def _passed(self, place: int, mark: Marker, block: Block) -> bool:
        """Whether a marker goes on with the sections rather than with the list in the last of them: "5. Term"."""
        level = self.levels[place]
        outer = [one for one in self.levels[:place] if one.style == mark.style and one.headed]
        if not outer or outer[-1].rank + 1 != mark.rank or (outer[-1].titled and not block.titled):
            return False
        return level.rank + 1 != mark.rank or self._titles(mark, block)

    def _inner(self, level: _Level, mark: Marker, block: Block) -> bool:
        """Whether "1." begins a list in a section that is numbered alike: "4. Duties", then "1. You must"."""
        within = (level.titled and not block.titled) or not self._titles(mark, block)
        return level.headed and mark.rank == 1 and level.rank >= 1 and within

    def _titles(self, mark: Marker, block: Block) -> bool:
        words = self.reading[block.start + mark.length : block.end].lstrip(" \t*_#-–—:")
        return headings.is_heading(words, block.lines, marked=True, titled=block.titled)

    def _enter_dotted(self, mark: Marker, block: Block) -> None:
        """Put "2.2.1" below 2 and 2.2, hung on what they lead in with."""
        above = mark.label.rpartition(".")[0]
        first = mark.label.partition(".")[0]
        for place, level in enumerate(self.levels):
            if level.style == mark.style and level.label.rpartition(".")[0] == above:
                self._open(self.levels[:place], mark, block)
                return
        keep = [
            level
            for level in self.levels
            if level.style == "root"
            or (level.style in {"1.", "named", "1)", "A."} and level.label.rpartition(" ")[2] == first)
            or (is_dotted(level.style) and mark.label.startswith(f"{level.label}."))
        ]
        self._open(keep[: _MAX_LEVELS - 1], mark, block)

    def _open(self, keep: list[_Level], mark: Marker, block: Block) -> None:
        """Make `mark` the current item; a new list hangs on the lead-in just passed."""
        old = self.levels[len(keep)] if len(keep) < len(self.levels) else None
        fresh = mark.rank <= 1 and self.loose is not None and self.loose == self.pending
        if old is not None and mark.rank == 1 <= old.rank and self.units and self.units[-1].leads[-1:] != (old.via,):
            fresh = True  # "(a)" once more, and not right behind the items of the list before
        goes_on = old is not None and old.style == mark.style and not fresh
        # "You may not:" between two lists that both begin with 1: the second hangs on it.
        via = old.via if goes_on and old is not None else self.pending or self._open_lead(mark, block)
        self.levels = [*keep, _Level(mark.style, block.indent, mark.label, mark.rank, via)]
        self.levels[-1].apart = old.apart if goes_on and old is not None else self.later and mark.style.startswith("-")
        self.loose = None

    def _open_lead(self, mark: Marker, block: Block) -> Span | None:
        """The sentence without an end right above the first item, where the item goes on with it in lower case."""
        words = self.reading[block.start + mark.length : block.end].lstrip()
        return self.open_end if mark.rank == 1 and not words[:1].isupper() else None

    def _head(self, words: str, mark: Marker | None, block: Block) -> None:
        if mark is None:
            inside = self.levels and block.indent > self.levels[0].indent and self.levels[0].style != "root"
            self.levels = self.levels if inside else [level for level in self.levels if level.style == "root"]
            self.heading = words
        elif self.levels:
            self.levels[-1].heading = words
            self.levels[-1].headed, self.levels[-1].titled = True, block.titled
        self.pending = self.open_end = self.loose = self.slack = None
        label = self._label()
        self.sections.append(Section(label, words, Span(block.start, block.end), len(self.levels)))

    def _unmarked(self, block: Block) -> None:
        """A paragraph without marker closes the lists that are indented deeper than it."""
        while self.levels and block.spaced and self.levels[-1].style != "root":
            level = self.levels[-1]
            # A list under a Markdown heading ends with the paragraph below it.
            listed = len(self.levels) > 1 and self.levels[0].titled and not level.titled
            if (level.style in _SECTIONS or is_dotted(level.style)) and len(self.levels) <= 2 and not listed:
                break
            if block.indent > level.indent:
                break
            if not (level.style.startswith("-") or block.indent < level.indent or len(self.levels) > 1):
                break
            self.levels.pop()

    def _label(self) -> str:
        parts: list[str] = []
        for level in self.levels:
            if is_dotted(level.style):
                parts = [p for p in parts if not (p[:1].isdigit() or level.label.startswith(f"{p}."))]
            if level.label:
                parts.append(level.label)
        return ".".join(parts) or self._nearest_heading()[:_MAX_LABEL]

    def _nearest_heading(self) -> str:
        for level in reversed(self.levels):
            if level.heading:
                return level.heading
        return self.heading

    def _chain(self) -> tuple[Span, ...]:
        """The lead-ins above the current item, from the outermost in."""
        found: list[Span] = []
        for level in self.levels:
            # A section with a heading of its own leaves the list of what is granted; a ban or a duty reaches further.
            if level.heading and found and not any(headings.binds(self._said(lead)) for lead in found):
                found = []
            if level.apart:
                found = []
            granted = level.heading and level.via is not None and not headings.binds(self._said(level.via))
            if level.via is not None and not granted:
                found.append(level.via)
        return tuple(dict.fromkeys(found))[-4:]

    def _units(self, start: int, end: int, mark: Marker | None, block: Block) -> None:
        words = self.reading[start:end]
        label = self._label()
        heading = self._nearest_heading()
        found = sentences(words, quoted=self.pending is None)
        if not found:
            return
        if mark is None and self._ends_list(start, words[found[0][0] : found[0][1]]):
            self._hang(Span(start + found[0][0], start + found[0][1]))
            if not (found := found[1:]):
                return
        chain = self._chain() if mark is not None else self._loose(words, block)
        for place, (left, right) in enumerate(found):
            span, said = Span(start + left, start + right), words[left:right]
            leads = chain if place == 0 else ()
            if leads and (headings.stands(said) or headings.states(said, map(self._said, leads))):
                leads = tuple(when for lead in leads if (when := self._when(lead)) is not None)
            for piece, extra in self._pieces(span, said) if ") " in said else ((span, ()),):
                self.units.append(Unit(piece, label, (*leads, *extra), heading))
            last = self.units[-1]
            if last.leads and (length := items.each_case(self._said(last.span))):
                self._hang(Span(last.span.start + length, last.span.end))
        self.pending = span if headings.leads(said) else None
        self.open_end = span if headings.unfinished(said) else None
        self.later = mark is not None and len(found) > 1 and self.pending is not None
        if self.pending is not None:
            self.inset, self.above = block.indent, self.units[-1].leads
            self.loose = self.pending if mark is None else self.loose

    def _when(self, lead: Span) -> Span | None:
        """What of a lead-in holds for an item with a subject of its own: when, and no more."""
        said = self._said(lead)
        if headings.conditional(said):
            return lead
        return Span(lead.start, lead.start + length) if (length := headings.condition(said)) else None

    def _loose(self, words: str, block: Block) -> tuple[Span, ...]:
        """The lead-in of a paragraph without marker that is an item of a list all the same."""
        # The list goes on past a full stop, and after a semicolon: "You shall not: sell it. / copy it; / rent it."
        goes_on = headings.one_of_several(words)
        lead = self.pending or self.loose or (self.slack if goes_on else None)
        follows = self.unfinished and self.pending is None and _FINITE.search(words) is None
        self.unfinished = goes_on
        if lead is None:
            self.slack = None
            return ()
        deeper = block.indent > self.inset + 1 and headings.inset(words, self._said(lead))
        if len(words) > 600 or block.lines > 8 or not (follows or deeper or headings.fragment(words)):
            self.slack, self.loose = None if self.pending else self.loose, None
            return ()
        self.loose = lead
        return tuple(dict.fromkeys((*self._chain(), *(self.above if deeper else ()), lead)))

    def _said(self, span: Span) -> str:
        return self.reading[span.start : span.end]

    def _ends_list(self, start: int, said: str) -> bool:
        """Whether a sentence without a mark of its own ends the one whose items have just passed."""
        last = self.units[-1].span if self.units and self.units[-1].leads else None
        if last is None or last.end == self.hung:
            return False
        return not self.reading[last.end : start].strip(_FILLING) and items.is_tail(said, self._said(last))

    def _hang(self, tail: Span) -> None:
        """Give the items of the list just passed the words that end its sentence; the last item ends with them."""
        last = self.units[-1]
        lead = last.leads[-1]
        for place, unit in zip(range(len(self.units) - 2, -1, -1), self.units[-2::-1], strict=True):
            # The first item of a long sentence stands together with the lead-in.
            opens = unit.span.start == lead.start and unit.span.end > lead.end
            # Items that have their tail are the list of an earlier one.
            if unit.tail is not None or (not opens and unit.leads[-1:] != (lead,)):
                break
            self.units[place] = replace(unit, tail=tail)
            if opens:
                break
        self.units[-1] = replace(last, span=Span(last.span.start, tail.end))
        self.hung = tail.end

    def _pieces(self, span: Span, said: str) -> list[tuple[Span, tuple[Span, ...]]]:
        """Cut a long sentence with "(i) ...; (ii) ..." at its items; the words before the first lead in the others."""
        cuts = items.cuts(said, headings.conditional)
        if not cuts:
            return [(span, ())]
        lead = Span(span.start, span.start + len(said[: cuts[0]].rstrip()))
        pieces: list[tuple[Span, tuple[Span, ...]]] = []  # alone the lead-in may say too much: it goes with (i)
        for left, right in zip(cuts, [*cuts[1:], len(said)], strict=True):
            item = Span(span.start + left, span.start + left + len(said[left:right].rstrip()))
            pieces.append((item, (lead,)) if pieces else (Span(span.start, item.end), ()))
        return pieces
