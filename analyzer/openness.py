"""How open a release is: its components, the Open Source AI Definition, the EU conditions, its class, its claims.

Comes in: a `Release`, with its `Folder` where it was read from one. Goes out: an `Openness`. Example: weights under a
license that bans training, announced as open source, give the claim "Announced as open source ...; violates OSD 6".
The grade is that of the weights' license at best. What is not known to be there is never taken for granted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import msgspec
from msgspec.structs import replace

from analyzer import catalog, discrepancies, inheritance, mof, pipeline, releases
from analyzer.criteria import Verdict
from analyzer.folders import Folder
from analyzer.inheritance import Lineage
from analyzer.mof import Standing
from analyzer.pipeline import Assessment
from analyzer.releases import UNKNOWN, WEIGHTS, Availability, Claim, Component, Finding, Kind, Release, framework
from analyzer.rulebook import criterion, grades
from analyzer.vocabulary import Answer, Grade

OPEN_SOURCE = "open source"
_THERE = Availability.AVAILABLE
_PUBLISHED = (WEIGHTS, "Model architecture", "Model card")
PUBLICATION = "eu-publication"


class Part(msgspec.Struct, frozen=True):
    """A component as judged: `open` by reading its license, None where no license is known."""

    kind: Kind
    component: Component
    license_name: str
    open: bool | str | None
    counts: bool


class ClaimVerdict(msgspec.Struct, frozen=True):
    """A claim, whether the finding bears it out, and what was found ("" where nothing was to be found)."""

    claim: Claim
    answer: Answer
    finding: str

    @property
    def sentence(self) -> str:
        """The claim and the finding in one sentence."""
        when = f" on {self.claim.date}" if self.claim.date else ""
        start = f"Announced as {self.claim.claim} by {self.claim.by}{when}"
        return f"{start}; {self.finding}." if self.finding else f"{start}."


class Openness(msgspec.Struct, frozen=True):
    """Everything that is judged of a release. `weights` is None where their license is not known."""

    release: Release
    weights: Assessment | None
    weights_name: str
    parts: tuple[Part, ...]
    osaid: tuple[Verdict, ...]
    osaid_answer: Answer
    eu: tuple[Verdict, ...]
    eu_answer: Answer
    standing: Standing
    grade: Grade | None
    kind: str
    claims: tuple[ClaimVerdict, ...]
    lineage: Lineage
    findings: tuple[Finding, ...] = ()
    corrected_head: str = ""


def judge(release: Release, folder: Folder | None = None) -> Openness:
    """The openness of a release."""
    weights = _weights(release, folder)
    parts = tuple(_part(kind, release) for kind in framework().components)
    if weights is not None:
        own, found = release.weights_license, weights.rating.open
        parts = tuple(replace(one, open=found) if _under(one, own) else one for one in parts)
    osaid = _osaid(weights, parts)
    european = _eu(weights, release)
    record = releases.license_of(release.weights_license)
    answers = [one.answer for one in osaid]
    return Openness(
        release=release,
        weights=weights,
        weights_name=record.name if record else (weights.document.title if weights else ""),
        parts=parts,
        osaid=osaid,
        osaid_answer=_worst(answers),
        eu=european,
        eu_answer=_worst([one.answer for one in european]),
        standing=mof.standing(release.components),
        grade=_grade(weights, parts),
        kind=_kind(weights, answers),
        claims=tuple(_claim(one, weights, osaid) for one in release.claims),
        lineage=inheritance.trace(release, weights, assessment_of),
        findings=discrepancies.find(folder) if folder else (),
        corrected_head=discrepancies.corrected_head(folder) if folder else "",
    )


@cache
def assessment_of(name: str) -> Assessment | None:
    """The assessment of a license by name: of its text where at hand, else of its reviewed record."""
    record = releases.license_of(name)
    if record is None:
        return None
    text = catalog.text_of(record)
    if text is not None:
        return pipeline.analyze(text)
    return pipeline.from_record(record) if record.terms else None


def _weights(release: Release, folder: Folder | None) -> Assessment | None:
    if folder is not None and folder.governing is not None:
        return pipeline.analyze(folder.governing.text)
    return assessment_of(release.weights_license)


def _part(kind: Kind, release: Release) -> Part:
    one = release.component(kind.name)
    record = releases.license_of(one.license)
    found = assessment_of(one.license)
    name = record.name if record else ("" if one.license == UNKNOWN else one.license)
    counts = one.availability is _THERE and mof.is_open(one.license)
    return Part(kind, one, name, found.rating.open if found else None, counts)


def _under(part: Part, own: str) -> bool:
    """Whether a component is the final weights, or under the same license."""
    return part.kind.name == WEIGHTS or (own != UNKNOWN and part.component.license == own)


def _osaid(weights: Assessment | None, parts: Sequence[Part]) -> tuple[Verdict, ...]:
    """The seven items: four of the license of the weights, three of the components."""
    found = []
    for item in ("osaid-use", "osaid-study", "osaid-modify", "osaid-share"):
        if weights is None:
            found.append(Verdict(item, Answer.UNDECIDABLE, (), "The license of the weights is not known."))
        else:
            found.append(weights.verdicts["osaid"].items[item])
    found.extend(
        _needs(item, [one for one in parts if one.kind.osaid == item and one.kind.osaid_required])
        for item in ("osaid-data-information", "osaid-code", "osaid-parameters")
    )
    return tuple(found)


def _needs(item: str, parts: Sequence[Part]) -> Verdict:
    """Violated where a component is withheld or its license is not open, undecidable where something is not known."""
    withheld = [one.kind.name for one in parts if one.component.availability is Availability.WITHHELD]
    closed = [f"{one.kind.name} ({one.license_name})" for one in parts if _is_there(one) and one.open is False]
    if withheld or closed:
        why = _row("not published: ", withheld) + _row("under a license that is not open: ", closed)
        return Verdict(item, Answer.VIOLATED, (), _sentence(why))
    unknown = [one.kind.name for one in parts if one.component.availability is Availability.UNKNOWN]
    half = [one.kind.name for one in parts if one.component.availability is Availability.PARTIAL]
    unlicensed = [one.kind.name for one in parts if _is_there(one) and one.open is not True]
    if unknown or half or unlicensed:
        why = _row("not known to be available: ", unknown) + _row("published in part: ", half)
        return Verdict(item, Answer.UNDECIDABLE, (), _sentence(why + _row("no open license known: ", unlicensed)))
    what = ", ".join(one.kind.name for one in parts)
    if item == "osaid-data-information":
        return Verdict(item, Answer.CONTESTED, (), f"There is a {what}; whether it is complete is for a reader to say.")
    return Verdict(item, Answer.SATISFIED, (), f"Available under open licenses: {what}.")


def _is_there(one: Part) -> bool:
    return one.component.availability in {Availability.AVAILABLE, Availability.PARTIAL}


def _eu(weights: Assessment | None, release: Release) -> tuple[Verdict, ...]:
    """The conditions for the license of the weights, and the publication of weights, architecture and usage."""
    found: list[Verdict] = []
    if weights is not None:
        found.extend(weights.verdicts["eu-ai-act"].items.values())
    else:
        found.append(Verdict("eu-use", Answer.UNDECIDABLE, (), "The license of the weights is not known."))
    if release.gated:
        why = "Access is gated; a check of who asks is allowed only if it treats nobody worse without a reason."
        found = [
            replace(one, answer=Answer.CONTESTED, why=why)
            if one.criterion == "eu-access" and one.answer is Answer.SATISFIED
            else one
            for one in found
        ]
    lacking = [name for name in _PUBLISHED if release.component(name).availability is Availability.WITHHELD]
    open_to_doubt = [
        name
        for name in _PUBLISHED
        if release.component(name).availability in {Availability.UNKNOWN, Availability.PARTIAL}
    ]
    if lacking:
        verdict = Verdict(PUBLICATION, Answer.VIOLATED, (), f"Not published: {', '.join(lacking)}.")
    elif open_to_doubt:
        why = f"Not known to be published in full: {', '.join(open_to_doubt)}."
        verdict = Verdict(PUBLICATION, Answer.UNDECIDABLE, (), why)
    else:
        verdict = Verdict(PUBLICATION, Answer.SATISFIED, (), "Weights, architecture and usage are published.")
    return (*found, verdict)


def _grade(weights: Assessment | None, parts: Iterable[Part]) -> Grade | None:
    """The lowest of the grades of what is needed to run it; never better than that of the weights."""
    if weights is None or weights.rating.grade is None:
        return None
    order = [rule.grade for rule in grades()]
    found = [weights.rating.grade]
    for one in parts:
        if one.kind.name in {"Model architecture", "Inference code"} and _is_there(one):
            other = assessment_of(one.component.license)
            if other is not None and other.rating.grade is not None:
                found.append(other.rating.grade)
    return min(found, key=order.index)


def _kind(weights: Assessment | None, osaid: Sequence[Answer]) -> str:
    if weights is None:
        return "not judged: the license of the weights is not known"
    if all(one is Answer.SATISFIED for one in osaid):
        return "Open Source AI"
    openness = weights.rating.open
    if openness is True:
        return "open weights"
    return {False: "restricted weights", "arguable": "weights that are arguably open"}.get(openness, "not judged")


def _claim(claim: Claim, weights: Assessment | None, osaid: Sequence[Verdict]) -> ClaimVerdict:
    if OPEN_SOURCE not in claim.claim.lower().replace("-", " "):
        return ClaimVerdict(claim, Answer.UNDECIDABLE, "")
    if weights is None:
        return ClaimVerdict(claim, Answer.UNDECIDABLE, "the license of the weights is not known")
    broken = _broken(weights, Answer.VIOLATED)
    if broken:
        return ClaimVerdict(claim, Answer.VIOLATED, f"violates {_numbers(broken)}")
    disputed = _broken(weights, Answer.CONTESTED)
    if disputed:
        are = "are" if len(disputed) > 1 else "is"
        return ClaimVerdict(claim, Answer.CONTESTED, f"{_numbers(disputed)} {are} disputed")
    lacking = [_named(one.criterion) for one in osaid if one.answer is not Answer.SATISFIED]
    if lacking:
        what = f"the license is open, but the Open Source AI Definition asks for more: {', '.join(lacking)}"
        return ClaimVerdict(claim, Answer.CONTESTED, what)
    return ClaimVerdict(claim, Answer.SATISFIED, "nothing found speaks against it")


def _broken(weights: Assessment, answer: Answer) -> list[str]:
    return [item for item, one in weights.verdicts["osd"].items.items() if one.answer is answer]


def _numbers(items: Sequence[str]) -> str:
    *first, last = (item.removeprefix("osd-") for item in items)
    return f"OSD {', '.join(first)} and {last}" if first else f"OSD {last}"


def _named(item: str) -> str:
    found = criterion(item)
    return found.name.lower() if found else item


def _row(lead: str, names: Sequence[str]) -> list[str]:
    return [lead + ", ".join(names)] if names else []


def _sentence(parts: Sequence[str]) -> str:
    said = "; ".join(parts)
    return said[:1].upper() + said[1:] + "."


def _worst(answers: Iterable[Answer]) -> Answer:
    order = [Answer.VIOLATED, Answer.UNDECIDABLE, Answer.CONTESTED, Answer.SATISFIED]
    return min(answers, key=order.index)
