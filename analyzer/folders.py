"""A model folder, as it comes from a model hub, to a `Release`: card, license texts, policies, notices, components.

Comes in: the path of a folder. Goes out: a `Folder`: the release, its card, the texts in it. Example: a folder with
README.md, LICENSE and model.safetensors is a release whose final weights are available under the license that the text
of LICENSE is. Nothing is taken from a file's name but what kind of file it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from analyzer import cards, catalog, intake
from analyzer.cards import Card
from analyzer.errors import UnusableSourceError
from analyzer.intake import Text
from analyzer.patterns import regex
from analyzer.releases import (
    UNKNOWN,
    WEIGHTS,
    Availability,
    Base,
    Component,
    Dataset,
    Document,
    Release,
    framework,
)

README = regex(r"readme(\.(md|markdown|txt))?", re.IGNORECASE)
_TEXT_ENDS = r"([-_. ]?[\w.-]*)?"
_ROLES: tuple[tuple[re.Pattern[str], Literal["license", "policy", "notice"]], ...] = (
    (
        regex(
            r"((acceptable[-_ ]?)?use[-_ ]?policy|aup|usage[-_ ]?policy|prohibited[-_ ]?use)" + _TEXT_ENDS,
            re.IGNORECASE,
        ),
        "policy",
    ),
    (regex(r"notices?" + _TEXT_ENDS, re.IGNORECASE), "notice"),
    (regex(r"((model|code|data)?[-_]?(un)?licen[cs]e|copying|terms|eula)" + _TEXT_ENDS, re.IGNORECASE), "license"),
)
_NO_TEXT = regex(r".*\.(py|json|ya?ml|toml|png|jpe?g|gif|svg|safetensors|bin|gguf|pt|pth|ckpt|onnx|h5)", re.IGNORECASE)
_FILES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (WEIGHTS, regex(r".*\.(safetensors|gguf|bin|pt|pth|ckpt|onnx|h5|msgpack)(\.index\.json)?", re.IGNORECASE)),
    ("Model architecture", regex(r"(modeling|model)[\w-]*\.py", re.IGNORECASE)),
    ("Training code", regex(r"(train|pretrain|finetune|fine_tune)[\w-]*\.(py|sh)", re.IGNORECASE)),
    ("Inference code", regex(r"(inference|generate|sample|predict|run)[\w-]*\.py", re.IGNORECASE)),
    ("Evaluation code", regex(r"(eval|evaluate|benchmark)[\w-]*\.(py|sh)", re.IGNORECASE)),
    ("Model metadata", regex(r"(config|generation_config|training_args)\.(json|ya?ml|bin)", re.IGNORECASE)),
)
_NOT_WEIGHTS = regex(r"(optimizer|scheduler|training_args|rng_state|tokenizer)[\w.-]*", re.IGNORECASE)
_CHECKPOINT = regex(r"(checkpoint|ckpt|step)[-_]?\d+", re.IGNORECASE)
_FOR_WEIGHTS = regex(r"model|weights", re.IGNORECASE)
_FOR_CODE = regex(r"code|software", re.IGNORECASE)
_HEADING = regex(r"^#{1,6}[ \t]+(?P<title>.+?)[ \t#]*$", re.MULTILINE)
_LICENSE_TITLE = regex(r"licen[cs]|terms|agreement", re.IGNORECASE)
_FENCED = regex(r"^(```+|~~~+)[^\n]*\n(?P<inside>.*?)^\1[ \t]*$", re.DOTALL | re.MULTILINE)
_WORDS_OF_A_LICENSE = 120
_MOST_FILES = 20_000


class Folder(msgspec.Struct, frozen=True):
    """What a folder holds: the release, the card, the README's text, the license that governs the weights."""

    path: Path
    release: Release
    card: Card
    readme: Text | None
    governing: Document | None

    @property
    def licenses(self) -> tuple[Document, ...]:
        """The license texts, the one for the weights first."""
        return tuple(sorted((one for one in self.release.documents if one.role == "license"), key=_rank))


def read(path: Path) -> Folder:
    """The folder of a path; UnusableSourceError where there is neither a README nor a license text in it."""
    names = sorted(_names(path))
    readme = next((intake.read(path / name) for name in names if README.fullmatch(name) and _filled(path / name)), None)
    card = cards.read(readme.content) if readme else Card()
    documents = [*_documents(path, names)]
    if readme and not any(one.role == "license" for one in documents):
        documents.extend(_inside(readme, card))
    if not documents and readme is None:
        raise UnusableSourceError(
            f"{path}: neither a README.md nor a license text is in this folder; name a license file"
        )
    licenses = sorted((one for one in documents if one.role == "license"), key=_rank)
    governing = licenses[0] if licenses else None
    return Folder(path, _release(path, names, card, documents, governing), card, readme, governing)


def _names(path: Path) -> Iterator[str]:
    """The files at the top and in folders of checkpoints, as paths from the folder."""
    try:
        for count, entry in enumerate(path.iterdir()):
            if count > _MOST_FILES:
                return
            if entry.is_file():
                yield entry.name
            elif entry.is_dir() and (_CHECKPOINT.fullmatch(entry.name) or entry.name.lower() == "licenses"):
                yield from (f"{entry.name}/{one.name}" for one in entry.iterdir() if one.is_file())
    except OSError as fault:
        raise UnusableSourceError(
            f"{path}: cannot be read ({fault.strerror or fault}); name a readable folder"
        ) from fault


def _documents(path: Path, names: Sequence[str]) -> Iterator[Document]:
    for name in names:
        last = name.rpartition("/")[2]
        role = next((role for pattern, role in _ROLES if pattern.fullmatch(last)), None)
        if role is None and name.lower().startswith("licenses/"):
            role = "license"
        if role is None or _NO_TEXT.fullmatch(last) or not _filled(path / name):
            continue
        try:
            text = intake.read(path / name)
        except UnusableSourceError:
            continue
        yield _recognized(name, text) if role == "license" else Document(name, role, text)


def _inside(readme: Text, card: Card) -> Iterator[Document]:
    """A license text inside the README: below a heading that speaks of one, or in a fence there."""
    body = readme.content[card.start :]
    heads = list(_HEADING.finditer(body))
    for at, head in enumerate(heads):
        end = next((one.start() for one in heads[at + 1 :] if _depth(one) <= _depth(head)), len(body))
        part = body[head.end() : end]
        if not _LICENSE_TITLE.search(head["title"]) or len(part.split()) < _WORDS_OF_A_LICENSE:
            continue
        fenced = next(
            (one["inside"] for one in _FENCED.finditer(part) if len(one["inside"].split()) >= _WORDS_OF_A_LICENSE), part
        )
        text = intake.from_bytes(fenced.encode(), readme.name)
        yield _recognized(f"{Path(readme.name).name}, {head['title']}", text)
        return


def _recognized(name: str, text: Text) -> Document:
    """A license text with the known license it is; words that were added make it another."""
    identity = catalog.identify(text)
    if identity is None:
        return Document(name, "license", text)
    return Document(name, "license", text, identity.license, any(one.added.strip() for one in identity.changes))


def _depth(head: re.Match[str]) -> int:
    return len(head[0]) - len(head[0].lstrip("#"))


def _release(
    path: Path, names: Sequence[str], card: Card, documents: Sequence[Document], governing: Document | None
) -> Release:
    weights = _license_name(card, governing)
    code = next((one.terms for one in documents if one.role == "license" and _FOR_CODE.search(one.file)), weights)
    present = {name for name, pattern in _FILES for file in names if _holds(name, pattern, file)}
    if any(README.fullmatch(name) for name in names):
        present.add("Model card")
    if any(_CHECKPOINT.fullmatch(name.partition("/")[0]) for name in names):
        present.add("Model parameters (Intermediate)")
    kinds = {kind.name: kind.kind for kind in framework().components}
    there = Availability.AVAILABLE
    return Release(
        id=path.resolve().name,
        name=path.resolve().name,
        developer="",
        date=None,
        source=str(path),
        components=tuple(
            Component(component=kind.name, availability=there, license=code if kinds[kind.name] == "code" else weights)
            if kind.name in present
            else Component(component=kind.name, license=weights if kind.name == WEIGHTS else UNKNOWN)
            for kind in framework().components
        ),
        bases=tuple(Base(model=name, relation=card.relation) for name in card.bases),
        datasets=tuple(Dataset(name=name) for name in card.datasets),
        gated=card.gated or (True if card.gate_prompt or card.gate_fields or card.gate_excludes_eu else None),
        documents=tuple(documents),
        from_folder=True,
    )


def _license_name(card: Card, governing: Document | None) -> str:
    """What governs the weights: the license that the text is, or without a text what is declared."""
    if governing is not None:
        return governing.terms
    declared = next((one for one in (*card.licenses, card.license_name) if one and one != cards.OTHER), UNKNOWN)
    record = catalog.find(declared)
    return record.id if record else UNKNOWN


def _holds(name: str, pattern: re.Pattern[str], file: str) -> bool:
    if "/" in file or not pattern.fullmatch(file):
        return False
    return name != WEIGHTS or not _NOT_WEIGHTS.fullmatch(file)


def _rank(document: Document) -> tuple[int, int, str]:
    """License texts for the model first, for the code last, the plainest name before longer ones."""
    stem = document.file.rpartition("/")[2]
    kind = 0 if _FOR_WEIGHTS.search(stem) else 2 if _FOR_CODE.search(stem) else 1
    return kind, len(stem), stem


def _filled(path: Path) -> bool:
    try:
        return path.is_file() and path.stat().st_size > 0
    except OSError:
        return False
