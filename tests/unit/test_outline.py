"""Sections, list items with their lead-ins and sentences of texts drafted as licenses are."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from analyzer import intake
from analyzer.intake import Text
from analyzer.outline import Document, outline

SHARED = Path(__file__).resolve().parents[2].parent / "shared"


def read(words: str) -> Document:
    return outline(Text("a", words, "", "utf-8", words))


def units(words: str) -> list[tuple[str, str]]:
    """Section and words of each unit, white space as one space."""
    return [(unit.section, _said(words, unit.span.start, unit.span.end)) for unit in read(words).units]


def led(words: str) -> dict[str, list[str]]:
    """Lead-ins of each unit that has some."""
    return {
        _said(words, unit.span.start, unit.span.end): [_said(words, lead.start, lead.end) for lead in unit.leads]
        for unit in read(words).units
        if unit.leads
    }


def _said(words: str, start: int, end: int) -> str:
    return " ".join(words[start:end].split())


WRAPPED = """\
Acme Model License

1. Definitions

"Model" means the weights that Acme gives out under this License together with
all of the files that come with them, and any part of either of the two.

2. Grant of Rights. Subject to Section 3, Acme grants You the right to use
   the Model. You may also share the Model with others under the terms that
   are set out in this License, and with no others.

3. Duties

   You must:

   (a) keep the notice of Acme Inc. in every copy of the Model that You give
       to others;
   (b) make sure that nobody is able to:
       (i) sell the Model; or
       (ii) hide where the Model comes from; and

   (c) tell Acme of every fault.

4. Term. This License ends if You break it.
"""


def test_a_hard_wrapped_license_is_read_whole() -> None:
    assert units(WRAPPED) == [
        (
            "1",
            (
                '"Model" means the weights that Acme gives out under this License together with all of the files that '
                "come with them, and any part of either of the two."
            ),
        ),
        ("2", "Subject to Section 3, Acme grants You the right to use the Model."),
        (
            "2",
            (
                "You may also share the Model with others under the terms that are set out in this License, "
                "and with no others."
            ),
        ),
        ("3", "You must:"),
        ("3.a", "keep the notice of Acme Inc. in every copy of the Model that You give to others;"),
        ("3.b", "make sure that nobody is able to:"),
        ("3.b.i", "sell the Model; or"),
        ("3.b.ii", "hide where the Model comes from; and"),
        ("3.c", "tell Acme of every fault."),
        ("4", "This License ends if You break it."),
    ]


def test_items_carry_the_lead_ins_above_them_from_the_outermost_in() -> None:
    assert led(WRAPPED) == {
        "keep the notice of Acme Inc. in every copy of the Model that You give to others;": ["You must:"],
        "make sure that nobody is able to:": ["You must:"],
        "sell the Model; or": ["You must:", "make sure that nobody is able to:"],
        "hide where the Model comes from; and": ["You must:", "make sure that nobody is able to:"],
        "tell Acme of every fault.": ["You must:"],
    }


def test_title_headings_and_sections_are_kept() -> None:
    document = read(WRAPPED)
    assert (document.title, document.language) == ("Acme Model License", "en")
    assert [(section.label, section.title) for section in document.sections] == [
        ("Acme Model License", "Acme Model License"),
        ("1", "Definitions"),
        ("3", "Duties"),
    ]
    assert {unit.section: unit.heading for unit in document.units}["2"] == "Grant of Rights"
    assert {unit.section: unit.heading for unit in document.units}["3.b.ii"] == "Duties"


def test_the_same_license_with_one_line_a_paragraph_has_the_same_sections() -> None:
    long = "and all that is found in it, its annexes, its schedules and whatever else Acme may add to it in time. "
    words = (
        "1. Grant. Acme grants You the right to use the Model " + long + "You may share it.\n"
        "2. Duties. You must do all of the following with the Model " + long + "They are:\n"
        "(a) keep the notice;\n(b) pay.\n3. Term. It ends on breach.\n"
    )
    assert [section for section, _ in units(words)] == ["1", "1", "2", "2", "2.a", "2.b", "3"]


def test_windows_line_ends_change_nothing() -> None:
    assert units(WRAPPED.replace("\n", "\r\n")) == units(WRAPPED)


# Letters and numerals


def test_i_after_h_is_a_letter_and_i_on_its_own_a_numeral() -> None:
    letters = "".join(f"({letter}) pay for part {letter} of it;\n" for letter in "abcdefghij")
    assert [section for section, _ in units("1. You must:\n\n" + letters)] == ["1", *(f"1.{x}" for x in "abcdefghij")]
    numerals = "".join(f"({numeral}) pay for it;\n" for numeral in ("i", "ii", "iii", "iv", "v", "vi"))
    assert [section for section, _ in units("(a) You must:\n\n" + numerals)] == [
        "a",
        *(f"a.{x}" for x in ("i", "ii", "iii", "iv", "v", "vi")),
    ]


def test_dotted_numbers_stand_for_their_whole_path() -> None:
    words = (
        "2. Use\n\n2.1 You may use the Model at home.\n\n2.2 You must not:\n\n(a) sell it;\n\n(b) rent it.\n\n"
        "3. Term\n\n3.1 It ends one day.\n"
    )
    assert [section for section, _ in units(words)] == ["2.1", "2.2", "2.2.a", "2.2.b", "3.1"]


def test_a_list_in_another_style_goes_deeper_and_comes_back() -> None:
    words = (
        "A. You must not use the Model:\n\n   1. to harm others, by:\n\n      a. spying on them;\n\n"
        "      b. lying to them;\n\n   2. to break a law.\n\nB. You must pay for it.\n"
    )
    assert [section for section, _ in units(words)] == ["A", "A.1", "A.1.a", "A.1.b", "A.2", "B"]
    assert led(words)["lying to them;"] == ["You must not use the Model:", "to harm others, by:"]


def test_an_exhibit_starts_its_own_numbers() -> None:
    words = "1. Use. You may use it.\n\nExhibit A\n\n1. You must not lie.\n\n2. You must not steal.\n"
    assert [section for section, _ in units(words)] == ["1", "Exhibit A.1", "Exhibit A.2"]


def test_two_markers_on_one_line_open_two_lists() -> None:
    assert [
        section for section, _ in units("1. (a) Acme pays for it.\n\n(b) You stay with it.\n\n2. You go with it.\n")
    ] == [
        "1.a",
        "1.b",
        "2",
    ]


def test_subsections_inside_one_paragraph_are_cut() -> None:
    filling = "This holds for every copy of the Model that You give to others, in part or as a whole, now or later. "
    words = f"a. Use. You may use the Model. {filling}b. Share. You may share the Model. {filling}{filling}\n"
    assert [section for section, _ in units(words)] == ["a", "a", "b", "b", "b"]


def test_a_number_at_the_start_of_a_wrapped_line_is_no_marker() -> None:
    words = (
        "You must keep to the terms of this License and those of Section\n"
        "3.1 of the Acme Terms, as well as to all that is said in Section\n"
        "4. They hold for You and for all who get the Model from You now.\n"
    )
    assert {section for section, _ in units(words)} == {""}


def test_a_letter_goes_on_after_numerals_without_a_blank_line() -> None:
    words = "1. You must:\n(a) pay;\n(b) not:\n(i) sell the Model; or\n(ii) rent the Model; and\n(c) stay.\n"
    assert [section for section, _ in units(words)] == ["1", "1.a", "1.b", "1.b.i", "1.b.ii", "1.c"]


# Lead-ins


def test_bullets_hang_on_the_lead_in_before_them() -> None:
    words = "You agree not to use the Model to:\n\n- deceive;\n- spy on people;\n\nYou must pay.\n"
    assert led(words) == {
        "deceive;": ["You agree not to use the Model to:"],
        "spy on people;": ["You agree not to use the Model to:"],
    }


def test_items_without_markers_hang_on_it_as_well() -> None:
    words = (
        "You may share the Model provided that:\n\nyou keep the notice;\n\nyou give the source; and\n\n"
        "All rights not granted here are reserved by Acme and its licensors.\n"
    )
    found = led(words)
    assert found["you give the source; and"] == ["You may share the Model provided that:"]
    assert not any("rights" in item for item in found)


def test_an_item_with_its_own_subject_and_verb_stands_alone() -> None:
    words = "You must meet these conditions:\n\n(a) You must keep the notice.\n\n(b) keep the source.\n"
    assert led(words) == {"keep the source.": ["You must meet these conditions:"]}


def test_a_condition_above_holds_for_items_that_stand_alone_too() -> None:
    words = "If You share the Model:\n\n(a) You must keep the notice.\n\n(b) You must give the source.\n"
    assert led(words) == {
        "You must keep the notice.": ["If You share the Model:"],
        "You must give the source.": ["If You share the Model:"],
    }


def test_a_long_sentence_with_items_is_cut_at_them() -> None:
    tail = (
        "in any product, service or other work that is offered to others by You or on Your behalf, at any time or place"
    )
    words = (
        f"You must not (i) use the Model {tail}; (ii) copy the Model {tail}; (iii) sell the Model {tail}; or "
        f"(iv) rent the Model {tail}.\n"
    )
    found = led(words)
    assert len(found) == 3
    assert {tuple(above) for above in found.values()} == {("You must not",)}
    assert next(iter(found)).startswith("(ii) copy the Model")
    assert units(words)[0][1].startswith("You must not (i) use the Model")


def test_a_condition_with_items_is_not_torn_from_what_it_is_a_condition_of() -> None:
    places = "in the month before the one in which this License was first accepted by You or by anyone on Your behalf"
    words = (
        f"If either (i) Your products had more than 50 million monthly active users {places}, wherever these users "
        f"live, or (ii) Your revenue was above USD 10 million {places}, whatever it came from, You must ask Acme for a "
        "license of its own, which Acme may give or refuse as it likes, and may make no use of the Model before that.\n"
    )
    assert len(units(words)) == 1


# What is no list and no heading


def test_a_notice_to_be_kept_stays_one_sentence() -> None:
    words = 'You must keep this notice: "Made by Acme. All rights reserved." in every copy. You may add Yours.\n'
    assert [said for _, said in units(words)] == [
        'You must keep this notice: "Made by Acme. All rights reserved." in every copy.',
        "You may add Yours.",
    ]


def test_unnumbered_parts_take_their_heading() -> None:
    words = "GRANT OF RIGHTS\n\nYou may use the Model.\n\nNo Warranty\n\nThe Model is given as is.\n"
    assert units(words) == [
        ("GRANT OF RIGHTS", "You may use the Model."),
        ("No Warranty", "The Model is given as is."),
    ]


@pytest.mark.parametrize("sign", ["#", " *", "//", "--"])
def test_a_license_commented_out_in_a_source_file_is_read(sign: str) -> None:
    lines = [
        *("Acme License", "", "You may use the Model and", "share it.", ""),
        *("1. You must pay for it.", "2. Works is no party."),
    ]
    words = "".join(f"{sign} {line}".rstrip() + "\n" for line in lines)
    text = intake.from_bytes(words.encode(), "acme.c")
    found = [(unit.section, _said(text.reading, unit.span.start, unit.span.end)) for unit in outline(text).units]
    assert found == [
        ("Acme License", "You may use the Model and share it."),
        ("1", "You must pay for it."),
        ("2", "Works is no party."),
    ]


# Language


def test_only_the_english_part_of_a_text_in_two_languages_is_read() -> None:
    words = (
        "Acme License 许可协议\n\n"
        "1. You may use the Model for all of the purposes that are set out in this License.\n\n"
        "1. 您可以将本模型用于本许可协议中规定的所有用途。\n\n2. You must not sell the Model to any of the others.\n\n"
        "2. 您不得将本模型出售给任何其他人。\n"
    )
    assert read(words).language == "en"
    assert [said for _, said in units(words)] == [
        "You may use the Model for all of the purposes that are set out in this License.",
        "You must not sell the Model to any of the others.",
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("您可以使用本模型，但不得出售。" * 20, "zh"),
        ("Vous pouvez utiliser le modèle pour tous les usages, sauf ceux qui sont dans la liste.", "fr"),
    ],
)
def test_a_text_in_another_language_has_a_language_and_no_units(words: str, code: str) -> None:
    document = read(words)
    assert (document.language, document.units) == (code, ())


def test_an_empty_text_has_no_title_and_no_units() -> None:
    document = read(" \n\n ")
    assert (document.title, document.units, document.sections) == ("", (), ())


# Hostile text and real texts


@pytest.mark.parametrize(
    "words",
    [
        "(" * 100_000,
        "You may (a) " * 20_000,
        "“You may. " * 20_000,
        "".join("  " * (place % 40) + f"({'abcdefghij'[place % 10]}) You may:\n" for place in range(8_000)),
        "1. " * 50_000,
        "a\n" * 50_000,
        "You must not use it for, " * 20_000,
        "You may not:\n" + "- sell a part, in each case without leave\n" * 10_000,
        "You may:\n\n(a) use it\n\n" + "without the consent of Acme\n\n" * 10_000,
        "You may use it.\n" + "\u2600" * 100_000 + " keep it.",
    ],
    ids=range(10),
)
def test_hostile_text_takes_time_in_step_with_its_length(words: str) -> None:
    start = time.process_time()
    document = read(words)
    assert time.process_time() - start < 10
    assert all(len(unit.leads) <= 6 for unit in document.units)


@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the texts of ../shared/corpus are absent")
def test_units_of_real_texts_go_up_do_not_overlap_and_are_not_blank() -> None:
    paths = sorted((SHARED / "corpus").glob("*.txt"))
    assert paths
    for path in paths:
        words = path.read_text(encoding="utf-8")
        at = 0
        for unit in read(words).units:
            assert at <= unit.span.start < unit.span.end <= len(words), path.name
            assert words[unit.span.start : unit.span.end].strip(), path.name
            assert all(lead.end <= unit.span.start for lead in unit.leads), path.name
            at = unit.span.end


def test_dotted_items_hang_on_the_section_above_them_each_with_a_full_stop() -> None:
    words = (
        "4. Limits\n\n4.1 Purpose. You may use the Data.\n\n4.2 You may not:\n\n4.2.1 Sell the Data.\n\n"
        "4.2.2 Share the Data with others.\n\n4.3 You must keep the notices.\n\n4.3.1 Notices are those of Acme.\n"
    )
    assert led(words) == {"Sell the Data.": ["You may not:"], "Share the Data with others.": ["You may not:"]}
    assert ("4.2.2", "Share the Data with others.") in units(words)


def test_a_full_stop_does_not_end_a_list_whose_next_item_ends_in_a_semicolon() -> None:
    words = (
        "You and your users shall not:\n\nuse the Service for spam;\n\nUse the Service to make a bot.\n\n"
        "Upload malware;\n\nRemove any notice.\n\nAcme answers questions on working days.\n"
    )
    found = led(words)
    assert found["Upload malware;"] == ["You and your users shall not:"]
    assert found["Remove any notice."] == ["You and your users shall not:"]
    assert "Acme answers questions on working days." not in found


def test_bullets_below_a_sentence_that_tells_a_thing_hang_on_it_alone() -> None:
    words = (
        "You may not:\n\n• sell it;\n\n• put it under a Foreign License. A Foreign License requires that\n\n"
        "• the code be shared; or\n"
    )
    assert led(words)["the code be shared; or"] == ["A Foreign License requires that"]
    assert led(words)["sell it;"] == ["You may not:"]


def tails(words: str) -> dict[str, str]:
    """The tail of each unit that has one."""
    return {
        _said(words, unit.span.start, unit.span.end): _said(words, unit.tail.start, unit.tail.end)
        for unit in read(words).units
        if unit.tail is not None
    }


@pytest.mark.parametrize(
    "tail",
    [
        "provided that you do not sell it.",
        "for non-commercial purposes only.",
        "in each case without charge.",
        "during the term of this license only.",
    ],
)
def test_what_ends_the_sentence_below_its_items_holds_for_each_of_them(tail: str) -> None:
    words = f"You may:\n\n(a) use the Tool;\n\n(b) change the Tool; and\n\n(c) share the Tool\n\n{tail}"
    assert tails(words) == {"use the Tool;": tail, "change the Tool; and": tail}
    assert units(words)[-1] == ("c", f"share the Tool {tail}")


def test_what_the_last_item_says_of_each_case_holds_for_each_of_them() -> None:
    words = "You may:\n(a) use the Tool;\n(b) share the Tool, in each case solely for teaching."
    assert tails(words) == {"use the Tool;": "in each case solely for teaching."}


@pytest.mark.parametrize(
    "below",
    ["You keep the notices.", "sell the Tool;", "without limits, the following apply:", "Provided free of charge."],
)
def test_what_stands_for_itself_below_a_list_is_no_tail(below: str) -> None:
    assert tails(f"You may:\n\n(a) use the Tool;\n\n(b) share the Tool\n\n{below}") == {}


def test_a_list_that_ended_in_a_full_stop_has_no_tail() -> None:
    assert tails("You may:\n\n(a) use the Tool;\n\n(b) share the Tool.\n\nwithout charge.") == {}


def test_a_second_list_with_the_same_marks_hangs_on_its_own_lead_in() -> None:
    words = (
        "You may not:\n(a) sell the Tool; or\n(b) rent the Tool.\n\nAcme grants you a license to deal in both\n"
        "(a) the Tool, and\n(b) any device with it."
    )
    assert led(words)["the Tool, and"] == ["Acme grants you a license to deal in both"]
    assert led(words)["any device with it."] == ["Acme grants you a license to deal in both"]


def test_a_line_without_an_end_leads_in_no_section() -> None:
    assert led("This is the license of the Tool that you may use\n\n1. Grant\nYou may use it.") == {}


@pytest.mark.parametrize("words", ["Commercial use: no", "❌ Resale", "Military use: ❌", "- No use in schools"])
def test_a_line_that_answers_yes_or_no_is_no_heading(words: str) -> None:
    assert [text for _, text in units(f"Fernland License\n\nYou may use it.\n\n{words}\n")][-1] == words.lstrip("- ")


def test_a_row_of_a_table_that_answers_is_read() -> None:
    words = "# Fernland License\n\n| Use | May I? |\n|---|---|\n| Selling | no |\n| Sharing | ✅ |\n"
    found = outline(intake.from_bytes(words.encode(), "card.md"))
    rows = [" ".join(found.text.reading[unit.span.start : unit.span.end].split()) for unit in found.units]
    assert rows[-2:] == ["Selling : no", "Sharing : ✅"]


def test_lines_that_answer_stand_each_for_itself() -> None:
    found = [
        text
        for _, text in units("Fernland License\n\nYou may use it.\n\nSelling: no\nSharing: yes\nAI training - no\n")
    ]
    assert found[-3:] == ["Selling: no", "Sharing: yes", "AI training - no"]


def test_a_title_that_denies_is_a_title() -> None:
    found = read(
        "Fernland License\n\n1. Grant.\n\nYou may use it.\n\n2. No Surrender of Others' Freedom.\n\nYou keep it.\n"
    )
    assert [unit.heading for unit in found.units][-1] == "No Surrender of Others' Freedom."
