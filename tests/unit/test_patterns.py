import importlib
import pkgutil
import re

import pytest

import analyzer
from analyzer.patterns import Later, regex


def test_a_pattern_is_compiled_on_first_use_and_then_kept() -> None:
    later = regex(r"\bMAY\b", re.IGNORECASE)
    assert "_compiled" not in vars(later)
    assert later.search("you may copy")
    assert vars(later)["search"] == vars(later)["_compiled"].search
    assert later.pattern == r"\bMAY\b"
    assert later.sub("must", "you may") == "you must"
    assert later.flags & re.IGNORECASE


def test_a_wrong_pattern_fails_where_it_is_used() -> None:
    wrong = regex("(")
    with pytest.raises(re.error):
        wrong.search("")


def test_all_patterns_of_the_program_compile() -> None:
    found = [
        value
        for module in pkgutil.walk_packages(analyzer.__path__, "analyzer.")
        for value in vars(importlib.import_module(module.name)).values()
        if isinstance(value, Later)
    ]
    assert len(found) > 100
    for one in found:
        assert re.compile(one.pattern, one._flags)  # noqa: SLF001 (a fault would show only on some texts)
