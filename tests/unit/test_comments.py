"""Comment signs are made blank where nearly all lines bear one, and nothing else changes."""

from __future__ import annotations

import pytest

from analyzer.comments import unboxed, uncommented


@pytest.mark.parametrize("sign", ["#", " *", "//", ";", "--", ">", "REM"])
def test_signs_go_and_offsets_stay(sign: str) -> None:
    words = f"{sign} You may use it\n{sign}\n{sign} as part of\n{sign} the suite only.\n"
    found = uncommented(words)
    assert len(found) == len(words)
    assert found.split() == "You may use it as part of the suite only.".split()
    assert [line.rstrip() for line in found.splitlines()][1] == ""


def test_what_closes_a_comment_goes_too() -> None:
    words = "/* You may use it */\n/* and copy it */\n/* and share it */\n/* with others. */\n"
    assert uncommented(words).split() == "You may use it and copy it and share it with others.".split()


@pytest.mark.parametrize(
    "words",
    [
        "You may use it.\n# A title\nYou may copy it.\nYou may share it.\nYou may sell it.\n",
        "* keep it\n* share it\n",
        "- you may use it;\n- you may copy it;\n- you may share it;\n- you may sell it.\n",
        "",
    ],
)
def test_other_texts_stay_as_they_are(words: str) -> None:
    assert uncommented(words) == words


def test_a_list_in_markdown_is_no_comment_where_none_may_be() -> None:
    words = "* You may use it.\n* You may copy it.\n* You may share it.\n* You may sell it.\n"
    assert uncommented(words, wrapped=True) == words
    torn = "# You may use it\n# and copy it and\n# share it with\n# Others.\n"
    assert uncommented(torn, wrapped=True) == torn.replace("#", " ")


@pytest.mark.parametrize("sign", ["*", "#"])
def test_the_frame_of_a_box_goes_and_offsets_stay(sign: str) -> None:
    framed = ["You may use it, and", "you may share it", "with others."]
    rows = "".join(f"{sign} {line:24} {sign}\n" for line in framed)
    words = f"Terms\n\n{sign * 28}\n{rows}{sign * 28}\n\nNo warranty.\n"
    found = unboxed(words)
    assert len(found) == len(words)
    assert (
        " ".join(found.replace(sign, "").split())
        == "Terms You may use it, and you may share it with others. No warranty."
    )
    assert all(line.strip() == said for line, said in zip(found.splitlines()[3:6], framed, strict=True))


@pytest.mark.parametrize(
    "words",
    [
        "*You may not sell it.*\n*You may not hide where it comes from.*\n*You may not rename it.*\n",
        "* one *\n* two *\n",
        "You may use it.\n",
    ],
)
def test_what_is_no_box_stays(words: str) -> None:
    assert unboxed(words) == words
