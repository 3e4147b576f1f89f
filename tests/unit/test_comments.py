"""Comment signs are made blank where nearly all lines bear one, and nothing else changes."""

from __future__ import annotations

import pytest

from analyzer.comments import uncommented


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
