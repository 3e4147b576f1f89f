"""The clause cases are whole: every id of the lexicon that a rule of a term asks for stands in a sentence of theirs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analyzer import intake, records
from analyzer.definitions import define
from analyzer.groups import SLOTS, Ids, Pattern
from analyzer.lexicon import lexicon
from analyzer.outline import outline
from analyzer.reading import read, read_sentence
from analyzer.rules import term_rules

FOLDER = Path(__file__).resolve().parents[1] / "clauses"

# Asked for by rules, in no clause case yet. This set only shrinks: whoever adds a sentence strikes the id out.
WITHOUT_A_CASE: set[str] = set()


def _flat(given: Ids) -> Iterator[str]:
    for item in [given] if isinstance(given, str) else given:
        yield from [item] if isinstance(item, str) else item


def _patterns() -> Iterator[Pattern]:
    for rule in term_rules().values():
        for found in (*rule.values.values(), rule.unless):
            yield from found
        for against in rule.against:
            yield from against.norms
        for defeat in rule.defeated:
            yield from defeat.norms


def _asked() -> set[str]:
    """Ids that a pattern asks for or bars, whatever the slot."""
    slots = [slot for slot in SLOTS if slot not in {"modality", "actor"}]
    found = {i for one in _patterns() for slot in slots for i in _flat(getattr(one, slot))}
    return found | {i for one in _patterns() for slot, given in one.none.items() if slot in slots for i in _flat(given)}


def _given_by_the_lexicon() -> set[str]:
    return {entry.id for _, entries in lexicon().phrases() for entry in entries}


def _recognised(case: dict[str, Any]) -> frozenset[str]:
    """Every id read in a case, whatever its place in the sentence."""
    if "read" in case:
        sentence = read_sentence(case["read"])
        return sentence.ids.union(*(clause.mentions for clause in sentence.clauses))
    document = outline(intake.from_bytes(case["text"].encode(), "acme.txt"))
    norms = read(document, define(document, lexicon())).norms
    return frozenset().union(*(norm.unit | norm.mentions for norm in norms))


def _in_cases() -> set[str]:
    cases = [case for path in sorted(FOLDER.glob("*.yaml")) for case in records.read_yaml(path)]
    return set().union(*map(_recognised, cases))


def test_every_id_of_the_lexicon_that_a_rule_asks_for_is_in_a_clause_case() -> None:
    lacking = (_asked() & _given_by_the_lexicon()) - _in_cases()
    assert sorted(lacking - WITHOUT_A_CASE) == []


def test_the_list_of_ids_without_a_case_only_shrinks() -> None:
    stale = WITHOUT_A_CASE - ((_asked() & _given_by_the_lexicon()) - _in_cases())
    assert sorted(stale) == []
