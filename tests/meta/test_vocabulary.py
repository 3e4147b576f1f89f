"""The vocabulary is whole: every id in use has its words, every word is in use, none is anybody's name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer import capture, catalog, records, resources
from analyzer.groups import SLOTS, Ids, Pattern
from analyzer.lexicon import lexicon, verb_forms
from analyzer.norms import Norm, Unread
from analyzer.roles import UNKNOWN, UNNAMED, UNTOLD
from analyzer.rules import term_rules
from analyzer.spans import Evidence, Span
from analyzer.thresholds import Threshold
from analyzer.vocabulary import Modality, groups, words

# Asked for by rules, given to no words yet: a rule that asks for such an id alone never speaks.
AWAITED: set[str] = set()
PLACES = set("European Union Economic Area United Kingdom South Korea China States".split())
METRICS = ("users", "revenue", "employees", "tokens", "funding", "other")


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
        yield from rule.doubt
        yield from rule.nets


def _asked(*slots: str) -> set[str]:
    found = {i for one in _patterns() for slot in slots for i in _flat(getattr(one, slot))}
    found |= {i for one in _patterns() for slot, given in one.none.items() if slot in slots for i in _flat(given)}
    return found - {""}


def _asked_ids() -> set[str]:
    return _asked(*(slot for slot in SLOTS if slot != "modality"))


def _said_ids() -> set[str]:
    return {entry.id for _, entries in lexicon().phrases() for entry in entries}


def _norm(quote: str, filled: tuple[str, ...]) -> Norm:
    sizes = tuple(Threshold(metric, "over", 5, None, None, None, None) for metric in METRICS) if filled else ()
    return Norm(
        modality=Modality.PERMISSION,
        actor="licensee",
        actions=filled,
        targets=filled,
        purposes=filled,
        conditions=filled,
        exceptions=filled,
        thresholds=sizes,
        territory=(),
        strength="may",
        consequence=None,
        mentions=frozenset(),
        evidence=Evidence("", Span(0, len(quote)), quote),
        partly_read=bool(filled),
        manner=filled,
    )


def _told_facts() -> set[str]:
    norms = (_norm('You may show "Made with Acme".', ("use",)), _norm("You may:", ()), _norm("You may.", ()))
    unread = Unread(Evidence("", Span(0, 8), "Only so."), "")
    told = {fact for norm in norms for fact in capture.facts(norm, ()) | capture.late(norm)}
    return told | capture.facts_of_unread(unread)


def test_every_id_of_the_lexicon_has_its_words() -> None:
    assert sorted(_said_ids() - set(words())) == []


def test_every_id_that_a_rule_asks_for_has_its_words() -> None:
    assert sorted(_asked_ids() - set(words()) - AWAITED) == []


def test_every_id_that_a_rule_asks_for_can_be_said_by_some_sentence() -> None:
    # The reader adds these by itself.
    made = {"grant", "waive", "only", "without", "infringe", "other", "proviso", UNKNOWN, UNNAMED, UNTOLD}
    assert sorted(_asked_ids() - _said_ids() - made - AWAITED) == []


def test_facts_that_are_told_or_asked_for_have_their_words() -> None:
    assert sorted((_told_facts() | _asked("fact")) - set(groups()["facts"])) == []


def test_every_word_of_the_vocabulary_is_in_use() -> None:
    used = _said_ids() | _asked_ids() | _asked("fact") | _told_facts() | {"other", UNNAMED, UNTOLD}
    assert sorted(set(words()) - used) == []


def test_meanings_are_one_sentence() -> None:
    faulty = [i for i, word in words().items() if not re.fullmatch(r"[A-Z][^.]*\.", word.means)]
    assert faulty == []


def test_what_is_said_is_words_not_a_sentence() -> None:
    faulty = [i for i, word in words().items() if not word.say.strip() or word.say.endswith(".")]
    assert faulty == []


def test_verbs_of_acts_are_inflected_by_rule() -> None:
    irregular = records.read_yaml(resources.folder("grammar") / "lexicon" / "verbs.yaml")["irregular"]
    wrong = {}
    for identity, word in groups()["acts"].items():
        first = word.say.split()[0]
        if first in irregular and verb_forms(first)["ing"] != irregular[first][1]:
            wrong[identity] = first
    assert wrong == {}


def test_no_name_of_a_license_a_company_or_a_model_is_in_the_vocabulary() -> None:
    texts = [
        text for word in words().values() for text in (word.means[:1].lower() + word.means[1:], word.say, word.noun)
    ]
    capitals = {name for text in texts for name in re.findall(r"\b[A-Z]\w*", text)}
    assert capitals - PLACES == set()
    named = {one.steward for one in catalog.records().values()} | {one.name for one in catalog.records().values()}
    openers = {word.means.split()[0] for word in words().values()}
    assert openers & {name.split()[0] for name in named if name} <= {"Open", "Free", "A", "The"}
