"""What is wrong between what a model folder declares and what lies in it, with the card's head put right.

Comes in: a `Folder`. Goes out: findings in the order of their weight, and the corrected head. Example: a card that says
`license: mit` over a LICENSE that is another known license gives the finding `tag-against-text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from analyzer import cards, catalog, intake, pipeline
from analyzer.catalog import LicenseRecord
from analyzer.errors import UnusableSourceError
from analyzer.folders import Folder
from analyzer.patterns import regex
from analyzer.releases import Document, Finding
from analyzer.rules import term_rules
from analyzer.spans import Span
from analyzer.terms import Term, absent_value
from analyzer.vocabulary import State

_SPOKEN_OF = regex(
    r"licen[cs]|commercial|terms of use|\bterms\b|research[- ]only|supersede|prohibited|forbidden"
    r"|\b(?:may|must|shall) not\b|\bnot (?:allowed|permitted)\b",
    re.IGNORECASE,
)
_OVERRIDE = regex(
    r"[^.\n]*\b(?:supersedes?|superseding|overrid(?:e|es|ing)|takes? precedence over"
    r"|(?:in addition to|instead of|notwithstanding) the (?:\w+ ){0,4}licen[cs]e)\b[^.\n]*\.?",
    re.IGNORECASE,
)
_ADVICE = regex(r"\b(?:should|recommend|intended|advis|encourag)", re.IGNORECASE)
_FIRM = regex(
    r"\b(?:may|must|shall|can|will|do|does|is|are) not\b|\bcannot\b|\bonly\b|prohibit|forbid|forbidden", re.IGNORECASE
)
_PARAGRAPH = regex(r"[^\n]+(?:\n(?!\s*\n|#)[^\n]+)*")
_FENCE = regex(r"^(```+|~~~+).*?^\1[ \t]*$", re.DOTALL | re.MULTILINE)
_RESTRICTING = (
    "purpose-limit commercial-use output-training-ban compete-ban user-threshold revenue-threshold territory-excluded "
    "field-ban hosted-service redistribute share-derivatives modify registration reverse-engineering-ban"
).split()
_TAKING = {"limited", "denied"}
_ORDER = {"error": 0, "warning": 1, "note": 2}


def find(folder: Folder) -> tuple[Finding, ...]:
    """All findings of a folder, errors first."""
    found = [*_head(folder), *_declared(folder), *_texts(folder), *_riders(folder), *_gating(folder)]
    return tuple(sorted(found, key=lambda one: _ORDER[one.severity]))


def corrected_head(folder: Folder) -> str:
    """The head of the card as it should read, "" where it is right or nothing better is known."""
    governing, card = folder.governing, folder.card
    if governing is None:
        record = _record(card.license_name) if card.licenses == (cards.OTHER,) else None
        if record is None or not record.huggingface:
            return ""
        return cards.corrected(card, license_=record.huggingface[0])
    text_license = catalog.find(governing.license) if governing.license else None
    if text_license and _same(folder, text_license) and not governing.changed:
        return ""
    link = governing.file.partition(",")[0]
    if text_license and text_license.huggingface and not governing.changed:
        return cards.corrected(card, license_=text_license.huggingface[0])
    if card.licenses == (cards.OTHER,) and card.license_name and card.license_link and not text_license:
        return ""
    name = text_license.id + ("-modified" if governing.changed else "") if text_license else _slug(governing)
    return cards.corrected(card, license_=cards.OTHER, name=name, link=link)


def _head(folder: Folder) -> Iterator[Finding]:
    card, name = folder.card, _readme(folder)
    if card.fault:
        yield Finding("broken-card", "error", f"The head of the README cannot be read: {card.fault}", f"{name}:1")
    elif folder.readme is None:
        yield Finding("no-card", "warning", "There is no README.md, so no license is declared.")
    elif not card.licenses:
        yield Finding("no-license-tag", "error", "The README declares no license.", f"{name}:1")


def _declared(folder: Folder) -> Iterator[Finding]:
    card, name = folder.card, _readme(folder)
    place = f"{name}:{card.line('license')}"
    if cards.OTHER in card.licenses and not card.license_name:
        yield Finding(
            "other-without-name", "error", "`license: other` without `license_name`: nobody can tell which.", place
        )
    if cards.OTHER in card.licenses and not card.license_link and folder.governing is None:
        yield Finding(
            "other-without-text", "error", "`license: other` without `license_link` and without a text.", place
        )
    for one in card.licenses:
        if one != cards.OTHER and catalog.find(one) is None:
            yield Finding("unknown-tag", "warning", f"The declared license {one!r} is not a known one.", place)
    link = card.license_link
    if link and "://" not in link and not (folder.path / link).is_file():
        yield Finding(
            "broken-link",
            "error",
            f"`license_link` names {link!r}, which is not in the folder.",
            f"{name}:{card.line('license_link')}",
        )
    governing = folder.governing
    if governing is None:
        if card.licenses:
            said = ", ".join(card.licenses)
            yield Finding(
                "missing-text", "warning", f"The README declares {said}, but no license text is in the folder.", place
            )
        return
    text_license = catalog.find(governing.license) if governing.license else None
    declared = [record for record in map(_record, (*card.licenses, card.license_name)) if record]
    if not declared or _same(folder, text_license):
        return
    said = ", ".join(one.name for one in declared)
    if text_license is None:
        yield Finding(
            "tag-against-text", "error", f"The README declares {said}; {governing.file} is not that text.", place
        )
    else:
        yield Finding(
            "tag-against-text", "error", f"The README declares {said}; {governing.file} is {text_license.name}.", place
        )


def _texts(folder: Folder) -> Iterator[Finding]:
    for one in folder.licenses:
        identity = catalog.identify(one.text)
        if identity and one.changed and identity.changes:
            count = len(identity.changes)
            places = f"{count} place{'s' if count > 1 else ''}"
            record = catalog.find(identity.license)
            name = record.name if record else identity.license
            added = next((change for change in identity.changes if change.added.strip()), identity.changes[0])
            yield Finding(
                "changed-text",
                "warning",
                f"{one.file} is {name} changed in {places}.",
                one.file,
                added.added,
                added.span,
            )
        if one.file.partition(",")[0] != one.file:
            yield Finding(
                "text-in-readme", "note", f"The license text stands in the README only ({one.file}).", one.file
            )
    different = {one.license or one.file for one in folder.licenses}
    if len(different) > 1:
        listed = ", ".join(f"{one.file} ({one.license or 'not a known text'})" for one in folder.licenses)
        first = folder.licenses[0].file
        yield Finding("several-licenses", "note", f"Several licenses: {listed}. {first} is taken for the weights.")
    for one in folder.release.documents:
        if one.role == "policy":
            yield Finding("policy", "note", f"A use policy lies beside the license: {one.file}.", one.file)


def _riders(folder: Folder) -> Iterator[Finding]:
    """Terms in the README's own words that the license does not have."""
    if folder.readme is None:
        return
    body = _FENCE.sub(lambda part: " " * len(part[0]), folder.readme.content[folder.card.start :])
    inside = any("," in one.file for one in folder.licenses)
    if inside:
        return
    name, start = _readme(folder), folder.card.start
    override = _OVERRIDE.search(body)
    if override and _SPOKEN_OF.search(override[0]):
        span = Span(start + override.start(), start + override.end())
        yield Finding(
            "rider", "error", "The README overrides the license.", _at(folder, span, name), override[0].strip(), span
        )
    known = _terms_of(folder)
    for paragraph in _PARAGRAPH.finditer(body):
        if not _SPOKEN_OF.search(paragraph[0]):
            continue
        added = _added(paragraph[0], known)
        if added and not (override and paragraph.start() <= override.start() < paragraph.end()):
            quote = added.evidence[0].quote or paragraph[0]
            at = start + paragraph.start()
            span = Span(at, at + len(paragraph[0]))
            what = f"The README adds a term that the license does not have ({added.name.replace('-', ' ')})."
            yield Finding("rider", "error", what, _at(folder, span, name), quote, span)


def _added(words: str, known: Mapping[str, Term]) -> Term | None:
    """The first restricting term of a paragraph that the license lacks."""
    try:
        read = pipeline.analyze(intake.from_bytes(words.encode(), "paragraph.md")).terms
    except UnusableSourceError:
        return None
    for name in _RESTRICTING:
        term = read.get(name)
        if term is None or term.state is not State.STATED or not term.evidence:
            continue
        rule = term_rules()[name]
        takes = term.value in _TAKING if rule.group == "permission" else term.value != absent_value(rule)
        before = known.get(name)
        # "Should not be used for ..." is advice, as model cards are full of, and no term.
        if all(_ADVICE.search(one.words) and not _FIRM.search(one.words) for one in term.evidence):
            continue
        if takes and known and before is not None and before.value != term.value and not _weaker(before, rule.group):
            return term
    return None


def _weaker(before: Term, group: str) -> bool:
    """Whether the license itself takes at least as much: its own limit, or a clause that was not read."""
    if before.state is State.UNCLEAR:
        return True
    return before.value in _TAKING if group == "permission" else before.state is State.STATED


def _terms_of(folder: Folder) -> Mapping[str, Term]:
    if folder.governing is not None:
        return pipeline.analyze(folder.governing.text).terms
    record = catalog.find(folder.release.weights_license)
    if record is None:
        return {}
    text = catalog.text_of(record)
    return pipeline.analyze(text).terms if text else pipeline.from_record(record).terms


def _gating(folder: Folder) -> Iterator[Finding]:
    card, name = folder.card, _readme(folder)
    if card.gate_excludes_eu:
        what = "Access is refused in the European Union (`extra_gated_eu_disallowed`), whatever the license says."
        yield Finding("gating-territory", "error", what, f"{name}:{card.line('extra_gated_eu_disallowed')}")
    if card.gate_fields:
        what = f"Access asks for personal data: {', '.join(card.gate_fields)}."
        yield Finding("gating-data", "warning", what, f"{name}:{card.line('extra_gated_fields')}")
    if card.gate_prompt:
        what = "Access asks to agree to terms that stand in the card only."
        yield Finding("gating-terms", "warning", what, f"{name}:{card.line('extra_gated_prompt')}", card.gate_prompt)
    elif card.gated:
        yield Finding("gating", "note", "Access is gated.", f"{name}:{card.line('gated')}")


def _same(folder: Folder, text_license: LicenseRecord | None) -> bool:
    """Whether the text is one the card declares; an undated tag stands for older texts too."""
    if text_license is None:
        return False
    names = (*folder.card.licenses, folder.card.license_name)
    return any(
        record.id == text_license.id or (name.casefold() != record.id and text_license.id in catalog.older(record))
        for name in names
        if (record := _record(name))
    )


def _record(name: str) -> LicenseRecord | None:
    return catalog.find(name) if name and name != cards.OTHER else None


def _slug(document: Document) -> str:
    title = next((line for line in document.text.reading.splitlines() if line.strip()), document.file)
    return "-".join(_words(title))[:60] or "custom"


def _words(title: str) -> Iterable[str]:
    return re.findall(r"[a-z0-9.]+", title.lower())


def _readme(folder: Folder) -> str:
    return folder.readme.name.replace("\\", "/").rpartition("/")[2] if folder.readme else "README.md"


def _at(folder: Folder, span: Span, name: str) -> str:
    content = folder.readme.content if folder.readme else ""
    return f"{name}:{content.count(chr(10), 0, span.start) + 1}"
