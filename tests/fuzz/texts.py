"""Made-up licenses: sentences from phrases of the lexicon by their kind, in the layouts that real texts have.

Comes in: the lexicon. Goes out: strategies of hypothesis; `RAW` gives bytes in the encodings that intake knows.
Example: `RAW.example()`.
"""

from __future__ import annotations

from hypothesis import strategies as st

from analyzer import records, resources
from analyzer.lexicon import lexicon


def _by_terminal() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for words, entries in lexicon().phrases():
        for entry in entries:
            found.setdefault(entry.terminal, []).append(" ".join(words))
    return {terminal: sorted(set(phrases)) for terminal, phrases in sorted(found.items())}


_PHRASES = _by_terminal()
_CUES = sorted(str(cue).rstrip("~") for cue in records.read_yaml(resources.folder("grammar") / "cues.yaml"))


def _of(*terminals: str) -> st.SearchStrategy[str]:
    return st.one_of(*(st.sampled_from(_PHRASES[one]) for one in terminals if one in _PHRASES))


_noun = _of("NOUN", "ACT")
_verb = _of("VERB")
_modal = _of("MODAL", "NOT", "DEONTIC", "COMMITS", "GRANTS", "RESERVES", "DISCLAIMS", "ENDS", "FORBIDS", "DECLARES")
_any = st.sampled_from(sorted({phrase for phrases in _PHRASES.values() for phrase in phrases}))
_number = st.one_of(
    st.integers(0, 10**12).map(str),
    st.integers(0, 10**9).map(lambda one: f"{one:,}"),
    st.sampled_from(["700 million", "US$ 1,000,000", "RMB 5", "one hundred (100)", "½", "٣", "10%", "1.5 billion"]),
)
_odd = st.sampled_from(
    [
        "İ",
        "ß",
        "ſ",
        "\u200b",
        "\u00a0",
        "\u00ad",
        "\ufeff",
        "\u2028",
        "ﬁ",
        "e\u0301",
        "\x0c",
        "\x0b",
        "\x85",
        "许可",
        "🙂",
        "’s",
    ]
)
_link = st.sampled_from(
    [
        ", ",
        "; ",
        " and ",
        " or ",
        " and/or ",
        ": ",
        " (",
        ") ",
        " “",
        "” ",
        ' "',
        "' ",
        " - ",
        " — ",
        "/",
        " [",
        "]",
        ". ",
    ]
)
_clause = st.tuples(_noun, _modal, _verb, _noun).map(" ".join)
_adjunct = st.tuples(_of("OPEN", "ONLY"), st.one_of(_clause, _noun, _verb)).map(" ".join)
_bit = st.one_of(_clause, _clause, _adjunct, _noun, _verb, _modal, _any, st.sampled_from(_CUES), _number, _odd)


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """Clauses and adjuncts joined by what joins them in drafting; some end as they should."""
    words = draw(_bit)
    for _ in range(draw(st.integers(0, 6))):
        words += draw(st.one_of(st.just(" "), _link)) + draw(_bit)
    cased: str = draw(st.sampled_from([words, words.capitalize(), words.upper(), words.title()]))
    end: str = draw(st.sampled_from([".", ".", ";", ":", ",", "", "!", "; and", " or", ".”", ".)"]))
    return cased + end


_defined = st.one_of(
    st.tuples(
        st.sampled_from(['"', "“", "'", "‘", "«", ""]), _noun, st.sampled_from(['"', "”", "'", "’", "»", ""])
    ).map(lambda one: f"{one[0]}{one[1].title()}{one[2]}")
)
_definition = st.tuples(
    _defined, st.sampled_from([" means ", " shall mean ", " refers to ", ": ", " is "]), sentences()
).map("".join)
_aside = st.tuples(_noun, st.just(' (the "'), _noun.map(str.title), st.just('") '), sentences()).map("".join)
_marker = st.one_of(
    st.integers(1, 40).map(lambda one: f"{one}."),
    st.tuples(st.integers(1, 12), st.integers(1, 12)).map(lambda one: f"{one[0]}.{one[1]}"),
    st.sampled_from("(a) (b) (c) (i) (ii) (iii) (iv) (A) (1) a. b. i. ii. A. 1) - * • – §".split()),
    st.sampled_from(["Section\u00a01", "ARTICLE", "Exhibit\u00a0A", "Section 2."]),
)
_line = st.one_of(sentences(), sentences(), _definition, _aside)
_item = st.tuples(st.sampled_from(["", "  ", "    ", "\t", "> "]), _marker, st.just(" "), _line).map("".join)
_heading = st.one_of(
    _noun.map(str.upper),
    _noun.map(str.title),
    st.tuples(_marker, _noun).map(lambda one: f"{one[0]} {one[1].title()}"),
    _noun.map(lambda one: f"## {one}"),
    _noun.map(lambda one: f"**{one}**"),
    _noun.map(lambda one: f"{one}\n====="),
)
_markup = st.one_of(
    sentences().map(lambda one: f"<p>{one}</p>"),
    sentences().map(lambda one: f"<li>{one}"),
    sentences().map(lambda one: f"[{one}](https://acme.example/a)"),
    sentences().map(lambda one: f"| {one} | {one} |"),
    sentences().map(lambda one: f"**{one}** `{one}` _{one}_"),
    sentences().map(lambda one: f"&lt;{one}&amp;&nbsp;&#8220;"),
    sentences().map(lambda one: f"<!-- {one} --> <b>{one}"),
    sentences().map(lambda one: f"```\n{one}\n```"),
)
_block = st.one_of(
    _line,
    _item,
    st.tuples(_line, st.lists(_item, min_size=1, max_size=5)).map(lambda one: "\n".join([one[0], *one[1]])),
    st.lists(_item, min_size=1, max_size=6).map(" ".join),
    _heading,
    _markup,
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Blocks in a layout: with or without empty lines, hard-wrapped or not, with one of the line ends."""
    blocks = draw(st.lists(_block, min_size=1, max_size=10))
    whole = draw(st.sampled_from(["\n\n", "\n\n", "\n", " ", "\n \n", "\n\n\n    "])).join(blocks)
    width = draw(st.sampled_from([0, 0, 40, 72]))
    if width:
        whole = "\n".join(
            line[at : at + width] for line in whole.split("\n") for at in range(0, max(len(line), 1), width)
        )
    return whole.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n", "\r"])))


_ENCODINGS = (
    "utf-8",
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-32",
    "cp1252",
    "latin-1",
    "gb18030",
    "mac-roman",
)
RAW = st.tuples(texts(), st.sampled_from(_ENCODINGS)).map(lambda one: one[0].encode(one[1], errors="replace"))
NAMES = st.sampled_from(["made-up.txt", "made-up.md", "made-up.html", "LICENSE", "-"])
