"""The laws that hold for any bytes: read with every quote its own words and no cue lost, or refused with a message.

Comes in: bytes and a name. Goes out: nothing; AssertionError names the law that broke. Example: `check(b"You may.")`.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer import intake, pipeline
from analyzer.cues import is_normative
from analyzer.errors import UnusableSourceError
from analyzer.pipeline import Assessment
from analyzer.render import contract
from analyzer.spans import Evidence

NAME = "made-up"


def check(raw: bytes, name: str = f"{NAME}.txt") -> bool:
    """Whether the bytes were read; False where they were refused as no text."""
    try:
        text = intake.from_bytes(raw, name)
    except UnusableSourceError as fault:
        if not str(fault).startswith(f"{name}: "):
            raise AssertionError("a refusal must name the source") from fault
        return False
    assert len(text.reading) == 0 or text.content, "a reading is made of a content"
    found = pipeline.analyze(text)
    _quotes(found)
    _units(found)
    _cues(found)
    assert contract.encode(contract.contract(found)), "every answer can be written as JSON"
    return True


def _quotes(found: Assessment) -> None:
    content = found.document.text.content
    for place in _places(found):
        start, end = place.span.start, place.span.end
        assert 0 <= start < end <= len(content), f"{start}..{end} lies outside the text"
        assert place.quote == content[start:end], f"the quote of {start}..{end} is not the text"


def _places(found: Assessment) -> Iterator[Evidence]:
    for norm in found.norms:
        yield from (*norm.leads, norm.evidence)
    for unread in found.unread:
        yield unread.evidence
    for term in found.terms.values():
        yield from term.evidence
    for clash in found.contradictions:
        yield from clash.evidence
    for known in found.verdicts.values():
        for verdict in known.items.values():
            yield from verdict.evidence


def _units(found: Assessment) -> None:
    end = 0
    for unit in found.document.units:
        assert end <= unit.span.start < unit.span.end, f"the unit at {unit.span.start} does not follow {end}"
        end = unit.span.end
    assert end <= len(found.document.text.reading), "a unit ends outside the text"


def _cues(found: Assessment) -> None:
    text = found.document.text
    kept = {norm.evidence.span for norm in found.norms} | {one.evidence.span for one in found.unread}
    for unit in found.document.units:
        if is_normative(text.reading[unit.span.start : unit.span.end]):
            assert text.original(unit.span) in kept, f"the cue of the unit at {unit.span.start} is lost"
    assert 0 <= found.reading.read <= found.reading.normative_units, "more was read than there is"
