"""Patterns of the rulebook against norms: which (term, value) pairs a norm speaks for, and which rules are refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from analyzer import records
from analyzer.errors import DataError
from analyzer.groups import Common, Group, Groups, Pattern
from analyzer.norms import Norm
from analyzer.rules import Matcher, TermRule, matcher, term_rules, with_groups
from analyzer.spans import Evidence, Span
from analyzer.vocabulary import Modality

NORM = Norm(
    modality=Modality.PROHIBITION,
    actor="licensee",
    actions=("use",),
    targets=("work",),
    purposes=("train other-model",),
    conditions=("written-permission",),
    exceptions=(),
    thresholds=(),
    territory=(),
    strength="must",
    consequence=None,
    mentions=frozenset({"use", "work", "train", "other-model", "written-permission"}),
    evidence=Evidence("1", Span(0, 5), "words"),
    partly_read=False,
    subject=("licensee",),
    manner=(),
    heading=frozenset({"limits"}),
    unit=frozenset({"licensee", "use", "work", "train", "other-model", "written-permission", "website"}),
)
RULE = """term: acme-ban
means: m
group: restriction
kind: flag
values:
  stated:
    - {modality: prohibition, act: use}
"""


def fits(norm: Norm = NORM, facts: frozenset[str] = frozenset(), **slots: Any) -> bool:
    """Whether a norm fits a pattern with these slots."""
    rule = TermRule(term="t", means="m", group="duty", kind="flag", values={"stated": [Pattern(**slots)]})
    return Matcher([rule]).of(norm, facts) == {("t", "stated")}


@pytest.mark.parametrize(
    "slots",
    [
        {"modality": "prohibition"},
        {"modality": ["obligation", "prohibition"]},
        {"act": "use"},
        {"act": ["sell", "use"], "target": "work"},
        {"actor": ["licensee", "anyone"]},
        {"purpose": "train"},
        {"purpose": ["other-model"]},
        {"condition": "written-permission"},
        {"subject": "licensee"},
        {"heading": "limits"},
        {"mention": "train"},
        {"unit": "website"},
        {"mention": [["train", "distill"], ["other-model"]]},
        {"act": "use", "none": {"exception": ["research"], "mention": ["commercial"]}},
    ],
    ids=str,
)
def test_a_pattern_fits_where_every_slot_has_one_of_its_ids(slots: dict[str, Any]) -> None:
    assert fits(**slots)


@pytest.mark.parametrize(
    "slots",
    [
        {"modality": "permission"},
        {"act": "sell"},
        {"act": "use", "target": "output"},
        {"actor": "licensor"},
        {"purpose": "improve"},
        {"mention": "website"},
        {"mention": [["train"], ["distill"]]},
        {"act": "use", "none": {"mention": ["commercial", "train"]}},
        {"act": "use", "none": {"purpose": "train"}},
        {"act": "use", "fact": "quoted"},
    ],
    ids=str,
)
def test_a_pattern_does_not_fit_where_one_slot_has_none_of_its_ids(slots: dict[str, Any]) -> None:
    assert not fits(**slots)


def test_facts_are_a_slot_of_their_own() -> None:
    assert fits(facts=frozenset({"quoted"}), act="use", fact="quoted")
    assert not fits(facts=frozenset({"quoted"}), act="use", none={"fact": "quoted"})


def test_the_order_of_ids_in_a_norm_makes_no_difference() -> None:
    other = replace(NORM, actions=("sell", "use"), targets=("output", "work"))
    assert fits(other, act="use", target="work")


def test_opposite_and_sparing_clauses_are_told_apart_from_values() -> None:
    rule = records.loads(
        RULE
        + "unless:\n  - {act: use, condition: written-permission}\n"
        + "against:\n  - why: w\n    norms:\n      - {act: use, target: work}\n"
        + "defeated:\n  - why: w\n    norms:\n      - {mention: train}\n    values: [stated]\n",
        "acme-ban.yaml",
        TermRule,
    )
    found = Matcher([rule]).of(NORM, frozenset())
    assert found == {("acme-ban", value) for value in ("stated", "!unless", "!against-0", "!defeat-0")}


def test_a_norm_that_nothing_speaks_of_matches_nothing() -> None:
    other = replace(NORM, actions=("sing",), mentions=frozenset({"sing"}), unit=frozenset({"sing"}))
    assert Matcher([records.loads(RULE, "acme-ban.yaml", TermRule)]).of(other, frozenset()) == frozenset()


def test_the_rulebook_knows_a_training_ban() -> None:
    assert ("output-training-ban", "any-model") in matcher().of(NORM, frozenset())


def test_a_permission_is_no_ban() -> None:
    found = matcher().of(replace(NORM, modality=Modality.PERMISSION, strength="may"), frozenset())
    assert "output-training-ban" not in {term for term, value in found if not value.startswith("!")}


def test_the_rules_come_in_the_order_of_their_files_and_bear_their_names() -> None:
    assert list(term_rules()) == sorted(term_rules())
    assert all(rule.term == name for name, rule in term_rules().items())


def test_an_unknown_slot_under_none_is_refused_with_the_term() -> None:
    rule = records.loads(RULE.replace("act: use}", "act: use, none: {acts: sell}}"), "acme-ban.yaml", TermRule)
    with pytest.raises(DataError, match=r"acme-ban\.yaml: unknown slot 'acts'"):
        Matcher([rule])


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("act: use", "acts: use", "unknown key 'acts'; did you mean 'act'?"),
        ("kind: flag", "kind: flags", "flags"),
        ("means: m\n", "", "key 'means' is missing"),
        ("term: acme-ban", "term: 7", "Expected 'str'"),
    ],
)
def test_a_faulty_rule_is_refused_with_its_place(right: str, wrong: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "acme-ban.yaml"
    path.write_text(RULE.replace(right, wrong), encoding="utf-8")
    with pytest.raises(DataError) as fault:
        records.load(path, TermRule)
    assert said in str(fault.value)
    assert str(fault.value).startswith(f"{path}:")


def test_a_group_stands_for_its_ids_and_common_patterns_for_their_value() -> None:
    groups = Groups(
        ids={"paper": Group(means="m", ids=["notice", "source-code"])},
        common={"any-use": Common(means="m", norms=[Pattern(modality="permission", none={"unit": "+paper"})])},
    )
    pattern = Pattern(modality="prohibition", act=["+paper", "use"], target=[["+paper"], ["work"]])
    rule = TermRule(
        term="t", means="m", group="duty", kind="flag", values={"stated": [pattern]}, common={"stated": ["any-use"]}
    )
    made = with_groups(rule, groups, "t.yaml").values["stated"]
    assert made[0].act == ["notice", "source-code", "use"]
    assert made[0].target == [["notice", "source-code"], ["work"]]
    assert made[1].none == {"unit": ["notice", "source-code"]}


@pytest.mark.parametrize("asked", [{"values": {"stated": [Pattern(act="+papers")]}}, {"common": {"stated": ["any"]}}])
def test_an_unknown_group_is_refused_with_its_place(asked: dict[str, Any]) -> None:
    rule = TermRule(**{"term": "t", "means": "m", "group": "duty", "kind": "flag", "values": {}, **asked})
    with pytest.raises(DataError, match=r"t.yaml: unknown group '(papers|any)'"):
        with_groups(rule, Groups(ids={"paper": Group(means="m", ids=[])}, common={}), "t.yaml")
