"""What a report says first: a few sentences that can be quoted, and the main facts in a row.

Comes in: what was judged, and the restrictions as the page shows them. Goes out: sentences, and pairs for a row of
facts. Example: "Works 7B by Acme is released as restricted weights (restricted in use)."
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from analyzer.openness import ClaimVerdict, Openness
from analyzer.render.cited import Item
from analyzer.render.hostile import printable
from analyzer.render.summary import Summary
from analyzer.render.wording import wording
from analyzer.rulebook import criterion
from analyzer.vocabulary import Answer

_GRAVEST = 3
_LISTED = 3
_LONGEST_PLACE = 30  # a text without numbers has its title for a section
_PURPOSE, _IMPLIED = "purpose-limit", {"use", "commercial-use"}
_VERDICTS = {True: "is open source", False: "is not open source", "arguable": "is arguably open source"}
_TONES = {True: "good", False: "bad", "arguable": "mid"}
_MONTHS = (
    "January February March April May June July August September October November December".split()
)  # the C locale may not know them


class Fact(msgspec.Struct, frozen=True):
    """One of the main facts: what it is about, what is so, a line more, and how it is colored."""

    about: str
    said: str
    more: str = ""
    tone: str = ""


def of_license(summary: Summary, restrictions: Sequence[Item]) -> str:
    """The first sentences on a license."""
    verdict = _VERDICTS.get(summary.openness, "could not be judged")
    grade = f" ({summary.grade})" if summary.grade and summary.grade not in verdict else ""
    return f"{summary.name} {verdict}{grade}.{gravest(summary, restrictions)}"


def of_release(openness: Openness, summary: Summary | None, restrictions: Sequence[Item]) -> str:
    """The first sentences on a release."""
    release = openness.release
    name = printable(release.name) + (f" by {printable(release.developer)}" if release.developer else "")
    said = [_released(name, openness)]
    if openness.weights_name:
        grade = wording().grades.get(openness.grade.value, "") if openness.grade else "could not be judged"
        said.append(f"License of its weights: {printable(openness.weights_name)} ({grade}).")
    said.extend(_announced(one, openness) for one in openness.claims)
    said.append(gravest(summary, restrictions).strip() if summary else "")
    said.append(_at_odds(openness))
    said.append(_conflicting(openness))
    said.append(_class(openness))
    return " ".join(one for one in said if one)


def gravest(summary: Summary | None, restrictions: Sequence[Item]) -> str:
    """The gravest restrictions in a row, "" where there are none or the license is open."""
    if summary is None or summary.openness is True:
        return ""
    told = {one.term for one in restrictions}
    # That only some purposes are allowed says these too.
    weighty = [one for one in restrictions if not (_PURPOSE in told and one.term in _IMPLIED)]
    found = [_brief(one) for one in weighty[:_GRAVEST]]
    return f" What weighs most: {'; '.join(found)}." if found else ""


def license_facts(summary: Summary, answer: Answer) -> tuple[Fact, ...]:
    """The main facts on a license."""
    facts = [_verdict("Verdict", summary), _answered(summary.main.name, answer)]
    if summary.score is not None:
        facts.append(Fact("Score", f"{summary.score} of 100", f"{summary.decided_share:.0%} decided"))
    if summary.normative_units:
        share = summary.read / summary.normative_units
        facts.append(Fact("Read", f"{share:.0%}", f"{summary.read} of {summary.normative_units} sentences that count"))
    return tuple(facts)


def release_facts(openness: Openness, summary: Summary | None) -> tuple[Fact, ...]:
    """The main facts on a release."""
    own = _verdict("License of the weights", summary) if summary else Fact("License of the weights", "not known")
    standing = openness.standing
    following = standing.next_label.partition(",")[0]
    done = f"{len(standing.missing)} missing for {following}" if standing.missing else ""
    tone = "good" if standing.number else "mid"
    return (
        own,
        _answered(wording().sets["osaid"], openness.osaid_answer),
        Fact("Model Openness Framework", standing.label.partition(",")[0], done, tone),
        _answered(wording().sets["eu-ai-act"], openness.eu_answer),
    )


def date(iso: str) -> str:
    """A date as people write it: "2025-08-23" is "23 August 2025"; what is no such date stays."""
    parts = iso.split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts) or not 0 < int(parts[1]) <= len(_MONTHS):
        return iso
    return f"{int(parts[2])} {_MONTHS[int(parts[1]) - 1]} {parts[0]}"


def _released(name: str, openness: Openness) -> str:
    if openness.weights is None:
        return f"{name} could not be judged: the license of its weights is not known."
    if openness.kind == "Open Source AI":
        return f"{name} meets the Open Source AI Definition."
    decided = openness.weights.rating.open
    if decided is False:
        return f"{name} is not open source."
    return f"{name} comes with {openness.kind}." if decided in {True, "arguable"} else f"{name} could not be judged."


def _announced(one: ClaimVerdict, openness: Openness) -> str:
    when = f" on {date(one.claim.date)}" if one.claim.date else ""
    start = f"It was announced as {printable(one.claim.claim)} by {printable(one.claim.by)}{when}"
    if one.answer is Answer.VIOLATED and openness.weights is not None:
        items = openness.weights.verdicts["osd"].items
        broken = [_criterion(item) for item, verdict in items.items() if verdict.answer is Answer.VIOLATED]
        criteria = f"criteri{'a' if len(broken) > 1 else 'on'} {'; '.join(broken)}"
        return f"{start}, but its license violates the Open Source Definition ({criteria})."
    return f"{start}; {printable(one.finding)}." if one.finding else f"{start}."


def _criterion(item: str) -> str:
    known = criterion(item)
    number = item.rpartition("-")[2]
    return f"{number}, {known.name.lower()}" if known else number


def _at_odds(openness: Openness) -> str:
    """The errors of a folder: without them an open license says more than the release keeps."""
    errors = [printable(one.message) for one in openness.findings if one.severity == "error"]
    return f"But its folder does not agree with itself. {' '.join(errors)}" if errors else ""


def _conflicting(openness: Openness) -> str:
    bases = list(dict.fromkeys(printable(one.base) for one in openness.lineage.conflicts))
    return f"Its license does not fit the terms of what it was made from ({', '.join(bases)})." if bases else ""


def _class(openness: Openness) -> str:
    standing = openness.standing
    return f"Model Openness Framework: {standing.label}."


def _verdict(about: str, summary: Summary) -> Fact:
    more = [summary.grade] if summary.grade and summary.grade.casefold() != summary.headline.casefold() else []
    if about != "Verdict" and summary.score is not None:
        more.append(f"score {summary.score} of 100")
    return Fact(about, _sentence_case(summary.headline), ", ".join(more), _TONES.get(summary.openness, ""))


def _answered(name: str, answer: Answer) -> Fact:
    tones = {Answer.SATISFIED: "good", Answer.VIOLATED: "bad", Answer.CONTESTED: "mid"}
    return Fact(name, wording().answers[answer.value].lower(), "", tones.get(answer, ""))


def _sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:].lower()


def _brief(item: Item) -> str:
    """A restriction in a few words: a long list cut, with the place where that is short."""
    lead, colon, listed = item.phrase.partition(": ")
    things = listed.removesuffix(" and more").split(", ")
    said = f"{lead}: {', '.join(things[:_LISTED])} and more" if colon and len(things) > _LISTED else item.phrase
    where = item.cited[0].where if item.cited else ""
    return _lower(said) + (f" ({where})" if where and len(where) <= _LONGEST_PLACE else "")


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
