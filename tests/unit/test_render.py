"""Output for people: the summary in the order of weight, lines that fit, Markdown that a hostile text cannot break."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from analyzer import catalog, criteria, intake, pipeline, score
from analyzer.errors import UsageError
from analyzer.pipeline import Assessment
from analyzer.render.hostile import printable
from analyzer.render.markdown import escaped, markdown
from analyzer.render.quotes import shorten
from analyzer.render.summary import Summary, View, summarize, view
from analyzer.render.terminal import lines
from analyzer.render.wording import phrase_of, value_words, wording
from analyzer.rules import term_rules
from analyzer.terms import Term, absent_value
from analyzer.vocabulary import Answer, State

TEXT = """Acme Model License

1. Grant

Acme grants you a non-exclusive, worldwide license to use, copy, modify and distribute the Model.

2. Limits

a. You may not use the Model or its outputs to train any other model.

b. You may not use the Model for any commercial purpose.

3. Duties

You must keep all copyright notices. You must prominently display “Made with Acme” on your website.

4. Outputs

This Agreement does not impose any restrictions or obligations with respect to any use of outputs.

5. Ending

Acme may terminate this Agreement at any time, for any reason.
"""
HOSTILE = """<script>alert(1)</script> License](http://evil.example) | `rm -rf`

1. You may not use the Model | to <b>train</b> ](http://evil.example) `other` **models** ![x](http://evil.example/p.png).

2. You must display “<img src=x onerror=alert(1)> | [Acme](javascript:alert) `x`” on your website.

3. You may use, copy and modify the Model. See www.evil.example or https://evil.example/ or @everyone #1 ~~gone~~ $x$.
"""
WORDS = st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1, max_size=12)
QUOTES = st.lists(WORDS, min_size=1, max_size=60).map(" ".join)
PLAIN = View()
laws = settings(max_examples=300)


@cache
def assessed(text: str) -> Assessment:
    return pipeline.analyze(intake.from_bytes(text.encode(), "LICENSE"))


def summed(text: str = TEXT, name: str = "", asked: View = PLAIN) -> Summary:
    return summarize(assessed(text), name, asked)


def stated(**values: object) -> Assessment:
    """The assessment of a text with these terms, whatever the reading makes of its words."""
    terms = {name: Term(name, absent_value(rule), State.SILENT) for name, rule in term_rules().items()}
    terms |= {
        name.replace("_", "-"): Term(name.replace("_", "-"), value, State.STATED)  # type: ignore[arg-type]
        for name, value in values.items()
    }
    verdicts = criteria.judge(terms, judged=True)
    rating = score.rate(verdicts, terms, judged=True)
    return replace(assessed(TEXT), terms=terms, verdicts=verdicts, rating=rating, contradictions=(), unread=())


def drawn(summary: Summary, width: int = 80) -> list[str]:
    return ["".join(words for words, _ in line) for line in lines(summary, width)]


# --- the summary ---------------------------------------------------------------------------------------------------


def test_the_summary_names_the_license_by_its_title_or_as_the_caller_knows_it() -> None:
    assert summed().name == "Acme Model License"
    assert summed(name="Acme License 1.0").name == "Acme License 1.0"
    assert summed().source == "LICENSE"


def test_an_unknown_text_is_said_to_be_judged_by_its_own_words() -> None:
    assert summed().recognized == "not a known license; judged by its own words"


def test_the_summary_has_verdict_grade_and_score_in_words() -> None:
    found = summed()
    assert (found.openness, found.headline) == (False, "NOT OPEN SOURCE")
    assert found.grade in wording().grades.values()
    assert found.score is not None
    assert 0 <= found.score <= 100


def test_findings_come_with_section_and_words_of_the_text() -> None:
    found = summed()
    assert found.restrictions
    assert found.duties
    content = " ".join(TEXT.split())
    for finding in (*found.restrictions, *found.duties):
        assert finding.section in {"1", "2.a", "2.b", "3", "4", "5"}
        assert finding.quotes
        assert all(quote.text in content for quote in finding.quotes if quote.text)


def test_restrictions_come_in_the_order_of_the_wording_the_gravest_first() -> None:
    found = [
        finding.phrase for finding in summarize(stated(purpose_limit="non-commercial", use="limited")).restrictions
    ]
    assert found[0] == "Non-commercial purposes only"
    assert len(found) > 1


def test_a_right_is_allowed_limited_refused_or_not_mentioned() -> None:
    found = dict(
        summarize(stated(use="granted", modify="limited", redistribute="denied", sublicense="unstated")).permissions
    )
    assert "use" in found["allowed"]
    assert found["within limits"] == ("change",)
    assert found["refused"] == ("share copies",)
    assert "sublicense" in found["not mentioned"]


def test_a_contradiction_is_told_with_both_quotes_and_the_term_marked() -> None:
    found = summed()
    assert len(found.contradictions) == 1
    assert {quote.section for quote in found.contradictions[0].quotes} == {"2.a", "4"}
    assert [one.section for one in found.restrictions if one.doubt] == ["2.a"]


def test_criteria_stand_in_printed_order_with_a_reason_where_not_met() -> None:
    found = summed()
    assert [row.id for row in found.criteria] == [f"osd-{number}" for number in range(1, 11)]
    assert all(row.why for row in found.criteria)
    assert {row.answer for row in found.criteria if row.id == "osd-6"} == {Answer.VIOLATED}
    assert len(found.sets) == 5


def test_a_text_that_was_not_judged_shows_no_table_of_unknowns() -> None:
    found = summed("The river carries morning light\nacross the stones.\n")
    assert found.headline == "NOT JUDGED"
    assert (found.permissions, found.criteria, found.sets, found.score, found.grade) == ((), (), (), None, "")
    assert "is this a license text?" in found.remark


@pytest.mark.parametrize("rating_open", ["arguable", "undecidable"])
def test_every_openness_has_a_headline(rating_open: str) -> None:
    assert wording().openness[rating_open].isupper()


def test_each_definition_can_be_shown_in_full_and_an_unknown_one_is_refused_with_the_nearest() -> None:
    found = summed(asked=view("fsf", remedies=False))
    assert [row.id for row in found.criteria] == ["fsf-0", "fsf-1", "fsf-2", "fsf-3"]
    assert found.sets == ()
    with pytest.raises(UsageError, match="did you mean 'osd'"):
        view("ods", remedies=False)


def test_the_record_of_a_known_license_is_told_as_such_and_has_no_quotes() -> None:
    record = next(one for one in catalog.records().values() if one.terms)
    found = summarize(pipeline.from_record(record), record.name)
    assert "answered from its reviewed record, without the text" in found.recognized
    assert {quote.text for one in (*found.restrictions, *found.duties) for quote in one.quotes} <= {None}


# --- lines of a terminal -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [40, 57, 80, 120, 200])
@pytest.mark.parametrize("text", [TEXT, HOSTILE, "word" * 5000, "You may use " + "it and " * 5000], ids=range(4))
def test_lines_fit_the_width(text: str, width: int) -> None:
    for asked in (View(), View(remedies=True), View(definition="osaid")):
        assert [line for line in drawn(summed(text, asked=asked), width) if len(line) > width] == []


def test_lines_have_all_parts_in_order() -> None:
    found = "\n".join(drawn(summed()))
    parts = [
        "Acme Model License",
        "NOT OPEN SOURCE",
        "\nwithin limits",
        "\nRestrictions",
        "\nDuties",
        "\nContradictions",
    ]
    parts += ["\nOpen Source Definition: VIOLATED", "\nOther definitions", "\nRead: ", "not legal advice"]
    places = [found.index(part) for part in parts]
    assert places == sorted(places)


def test_answers_stand_in_one_column() -> None:
    rows = [line for line in drawn(summed()) if re.match(r"\s{0,2}\d{1,2} \w", line)]
    assert len(rows) == 10
    answers = "|".join(wording().answers.values())
    assert len({found.start() for row in rows if (found := re.search(rf"\b({answers})\b", row[5:]))}) == 1


def test_the_answer_of_every_criterion_can_be_read_without_color() -> None:
    assert len(set(wording().answers.values())) == len(Answer)


def test_a_restriction_shows_its_section_and_the_words_that_matter() -> None:
    found = drawn(summed())
    at = next(number for number, line in enumerate(found) if "No training" in line)
    assert found[at].startswith("2.a")
    assert any("train" in line for line in found[at + 1 : at + 4])


# --- Markdown and hostile words ------------------------------------------------------------------------------------


def test_markdown_of_a_hostile_text_holds_no_markup_of_it() -> None:
    found = markdown(summed(HOSTILE, asked=View(remedies=True)))
    own = re.sub(r"\\[!-/:-@\[-`{-~]", "", found)
    assert "<" not in own
    assert "](" not in own
    assert "`" not in own
    assert "![" not in own
    assert "evil" in own
    assert "www." not in own.lower()
    assert "://" not in own


def test_every_row_of_a_markdown_table_has_the_cells_of_its_head() -> None:
    rows = [line for line in markdown(summed(HOSTILE)).splitlines() if line.startswith("|")]
    cells = [len(re.findall(r"(?<!\\)\|", row)) - 1 for row in rows]
    assert set(cells) == {3, 4}
    assert cells.count(4) == 12


def test_markdown_has_one_title() -> None:
    assert sum(line.startswith("# ") for line in markdown(summed(HOSTILE)).splitlines()) == 1


@given(st.text(max_size=80))
@laws
def test_escaped_words_are_one_line_without_live_markup(words: str) -> None:
    found = escaped(words)
    assert "\n" not in found
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_\[\]<>|#!]", found)


@given(st.text(max_size=80))
@laws
def test_printable_words_are_one_line_a_terminal_takes_as_text(words: str) -> None:
    found = printable(words)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", found)
    assert printable(found) == found


@pytest.mark.parametrize(
    "escape", ["\x1b[2J", "\x9b2J", "\x1b]0;t\x07", "\x1b]8;;http://x\x1b\\", "\r", "\b", "\u202e"]
)
def test_words_that_come_from_the_text_are_printable_in_every_place(escape: str) -> None:
    text = (
        f"Acme {escape}License\n\n§{escape}1 You may not use{escape} the Model to train models.\n\n"
        f"You must display “Made{escape} with Acme” on your website.\n\nUnless you{escape} shall be or not may.\n"
    )
    found = summed(text, asked=View(remedies=True))
    words = "".join([*drawn(found), markdown(found).replace("\n", "")])
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202e]", words)


# --- quotes --------------------------------------------------------------------------------------------------------


@given(QUOTES, st.integers(min_value=0, max_value=120), st.lists(WORDS, max_size=3))
@laws
def test_a_shortened_quote_is_never_longer_than_its_width(quote: str, width: int, words: list[str]) -> None:
    assert len(shorten(quote, width, words)) <= width


@given(st.text(max_size=200), st.integers(min_value=0, max_value=60), st.lists(st.text(max_size=5), max_size=3))
@laws
def test_so_is_one_of_any_characters(quote: str, width: int, words: list[str]) -> None:
    found = shorten(quote, width, words)
    assert len(found) <= width
    assert "\n" not in found


@given(QUOTES)
@laws
def test_a_quote_that_fits_stays_whole(quote: str) -> None:
    assert shorten(quote, len(quote)) == quote


@given(QUOTES, st.integers(min_value=40, max_value=120), st.lists(WORDS, max_size=3))
@laws
def test_a_shortened_quote_consists_of_whole_words_of_the_quote_in_their_order(
    quote: str, width: int, words: list[str]
) -> None:
    found = shorten(quote, width, words)
    assert f" {found.strip('…').strip()} " in f" {quote} "


@given(st.lists(WORDS, max_size=40), st.lists(WORDS, max_size=40), st.integers(min_value=40, max_value=100))
@laws
def test_the_word_that_matters_stays_in_sight(before: list[str], after: list[str], width: int) -> None:
    assert "distill" in shorten(" ".join([*before, "distill", *after]), width, ["distill"])


def test_a_shortened_quote_shows_where_it_was_cut() -> None:
    quote = "one two three four five six seven eight nine ten eleven twelve"
    assert shorten(quote, 20) == "one two three four…"
    assert shorten(quote, 20, ["twelve"]).startswith("…")
    assert shorten(quote, 20, ["twelve"]).endswith("twelve")
    middle = shorten(quote, 24, ["seven"])
    assert middle[0] == middle[-1] == "…"


# --- wording -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (700_000_000, "700,000,000"),
        ({"amount": 20_000_000, "currency": "USD"}, "USD 20,000,000"),
        ({"must": "Acme"}, "must hold “Acme”"),
        (("military-weapons", "illegal"), "military use and weapons, illegal use"),
        (("financial", "other"), "financial use and more"),
        ("Made with Acme", "Made with Acme"),
        ("non-commercial", "non commercial"),
        (True, "a credit"),
        (None, "none"),
    ],
)
def test_values_are_written_as_people_write_them(value: object, words: str) -> None:
    assert value_words(value) == words  # type: ignore[arg-type]


def test_every_phrase_of_the_wording_is_about_a_term_and_one_of_its_values() -> None:
    known = wording()
    for phrase in (*known.permissions, *known.restrictions, *known.duties, *known.frame):
        rule = term_rules()[phrase.term]
        right = rule.group == "permission"
        made = {*rule.values, rule.absent, *(one.then for one in rule.derived), *(one.then for one in rule.joined)}
        assert right or rule.kind != "choice" or set(phrase.values) <= made, phrase.term
        assert not right or set(phrase.values) <= {"granted", "limited", "denied", "unstated"}, phrase.term


def test_every_restriction_and_duty_that_a_text_can_state_has_words() -> None:
    known = wording()
    told = {phrase.term for phrase in (*known.permissions, *known.restrictions, *known.duties, *known.frame)}
    missing = {name for name, rule in term_rules().items() if rule.group in {"restriction", "duty"}} - told
    assert missing == set()


def test_a_phrase_says_nothing_of_a_term_that_is_absent() -> None:
    terms = {name: Term(name, absent_value(rule), State.SILENT) for name, rule in term_rules().items()}
    known = wording()
    assert {phrase_of(phrase, terms) for phrase in (*known.restrictions, *known.duties, *known.frame)} == {""}
