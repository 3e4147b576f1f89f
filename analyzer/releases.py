"""Model releases: what is known of one, from `seeds/<id>.yaml`, as a `Release` of components with their terms.

Comes in: an id or a name. Goes out: a `Release`. Example: `find("acme-model").component("Training code").availability`.
A fact nobody could source is `unknown`; a component is never guessed. `folders` makes a `Release` of a model folder.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from analyzer import catalog, resources
from analyzer import records as files
from analyzer.catalog import LicenseRecord
from analyzer.errors import DataError
from analyzer.intake import Text
from analyzer.spans import Span

UNKNOWN = "unknown"
WEIGHTS = "Model parameters (Final)"
_FILLING = frozenset({"license", "licence", "the", "version"})
NO_SOURCE = "A fact without a source stays unknown"

_Filled = Annotated[str, msgspec.Meta(min_length=1)]
_Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+([.+-][a-z0-9]+)*$")]
_Date = Annotated[str, msgspec.Meta(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
_Address = Annotated[str, msgspec.Meta(pattern=r"^https://")]


class Availability(StrEnum):
    """Whether a component of a release can be had."""

    AVAILABLE = "available"
    PARTIAL = "partial"
    WITHHELD = "withheld"
    UNKNOWN = "unknown"


class Relation(StrEnum):
    """How a release was made from another model."""

    FINETUNE = "finetune"
    ADAPTER = "adapter"
    MERGE = "merge"
    QUANTIZED = "quantized"
    DISTILLED = "distilled"
    UNKNOWN = "unknown"


class Claim(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody said the release is ("open source"), who and when."""

    claim: _Filled
    by: _Filled
    source: _Address
    date: _Date | None = None


class Dated(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A license the release came under, `unknown` where its text was not found."""

    license: _Filled
    source: _Address
    name: str = ""
    date: _Date | None = None


class Base(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A model this one was made from: its name or the id of its seed, how it was used, and its license where known."""

    model: _Filled
    relation: Relation = Relation.UNKNOWN
    source: str = ""
    license: str = UNKNOWN


class Dataset(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A dataset the release was trained on, with its license where known."""

    name: _Filled
    source: str = ""
    license: str = UNKNOWN


class Component(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One of the 17 components of the framework: whether it can be had, under what license, where that stands."""

    component: _Filled
    availability: Availability = Availability.UNKNOWN
    license: str = UNKNOWN
    source: str = ""


class Kind(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"klass": "class"}):
    """A component as the framework counts it, and what the Open Source AI Definition asks of it."""

    name: _Filled
    kind: Literal["code", "data", "document"]
    klass: Literal[1, 2, 3]
    required: bool
    osaid: str = ""
    osaid_required: bool = False


class Class(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A class of the framework."""

    number: int
    name: str
    means: str


class Framework(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`rulebook/mof.yaml`."""

    source: str
    classes: list[Class]
    instead_of: dict[str, str]
    components: list[Kind]


class Seed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file of `seeds/`."""

    id: _Id
    name: _Filled
    developer: _Filled
    source: _Address
    components: list[Component]
    aliases: list[_Filled] = []
    date: _Date | None = None
    claims: list[Claim] = []
    licenses: list[Dated] = []
    base_models: list[Base] = []
    datasets: list[Dataset] = []
    defaults: dict[Literal["code", "data", "document", "distribution"], str] = {}
    gated: bool | None = None


class Document(msgspec.Struct, frozen=True):
    """A text that came with a release: file name, what it is for, the known license it is, and if words were added."""

    file: str
    role: Literal["license", "policy", "notice", "readme"]
    text: Text
    license: str = ""
    changed: bool = False

    @property
    def terms(self) -> str:
        """The license it is, or words that no license is called by where it is none, or none unchanged."""
        return self.license if self.license and not self.changed else f"the text of {self.file}"


class Finding(msgspec.Struct, frozen=True):
    """One thing that is wrong or worth knowing in a release; `place` is "README.md:3", `span` counts in that file."""

    kind: str
    severity: Literal["error", "warning", "note"]
    message: str
    place: str = ""
    quote: str = ""
    span: Span | None = None


class Release(msgspec.Struct, frozen=True):
    """A release as it is judged; `documents` and `card` are there only where it was read from a folder."""

    id: str
    name: str
    developer: str
    date: str | None
    source: str
    components: tuple[Component, ...]
    claims: tuple[Claim, ...] = ()
    licenses: tuple[Dated, ...] = ()
    bases: tuple[Base, ...] = ()
    datasets: tuple[Dataset, ...] = ()
    gated: bool | None = None
    documents: tuple[Document, ...] = ()
    from_folder: bool = False

    def component(self, name: str) -> Component:
        """The component of a name; an unknown one where nothing is known of it."""
        return next((one for one in self.components if one.component == name), Component(component=name))

    @property
    def weights_license(self) -> str:
        """The id or name of the license of the final weights."""
        return self.component(WEIGHTS).license


@cache
def framework() -> Framework:
    """The components and classes of the Model Openness Framework."""
    path = resources.folder("rulebook") / "mof.yaml"
    return resources.compiled("mof", [path], lambda: files.load(path, Framework), Framework, code=[Path(__file__)])


@cache
def seeds() -> dict[str, Seed]:
    """All seed records by id; DataError names every fault of every file."""
    paths = resources.files_in(resources.folder("seeds"))
    return resources.compiled("seeds", paths, lambda: read_seeds(paths), dict[str, Seed], code=[Path(__file__)])


def read_seeds(paths: Sequence[Path]) -> dict[str, Seed]:
    """The seeds in some files, checked: names, components, sources, licenses that are known."""
    found: dict[str, Seed] = {}
    faults: list[str] = []
    taken: dict[str, str] = {}
    for path in paths:
        try:
            seed = files.load(path, Seed)
        except DataError as fault:
            faults.append(str(fault))
            continue
        found[seed.id] = seed
        faults.extend(f"{path}: {what}" for what in _faults(seed, path.stem))
        for name in names(seed):
            other = taken.setdefault(_folded(name), seed.id)
            if other != seed.id:
                faults.append(f"{path}: {name!r} names {other} too; a name stands for one release")
    if faults:
        raise DataError("\n".join(faults))
    return found


def _faults(seed: Seed, stem: str) -> Iterator[str]:
    known = {kind.name for kind in framework().components}
    if seed.id != stem:
        yield f"the id {seed.id!r} is not the file's name; call the file {seed.id}.yaml"
    seen: set[str] = set()
    for one in seed.components:
        if one.component not in known:
            yield f"unknown component {one.component!r}{files.nearest(one.component, known)}"
        if one.component in seen:
            yield f"component {one.component!r} is given twice"
        seen.add(one.component)
        stated = one.availability is not Availability.UNKNOWN or one.license != UNKNOWN
        if stated and not one.source.startswith("https://"):
            yield f"component {one.component!r} has no public source; {NO_SOURCE}"
    facts: list[tuple[str, Base | Dataset]] = [(one.model, one) for one in seed.base_models]
    facts.extend((one.name, one) for one in seed.datasets)
    for name, fact in facts:
        if not fact.source.startswith("https://"):
            yield f"{name!r} has no public source; {NO_SOURCE}"
    licensed: list[Component | Dated | Base | Dataset] = [*seed.components, *seed.licenses, *seed.base_models]
    given = [one.license for one in (*licensed, *seed.datasets)]
    for name in (*given, *seed.defaults.values()):
        if name != UNKNOWN and catalog.find(name) is None:
            near = files.nearest(name, catalog.records())
            yield f"unknown license {name!r}{near}; add it to licenses/ or write unknown"


def names(seed: Seed) -> tuple[str, ...]:
    """Every name under which `find` knows a seed, each once."""
    return tuple(dict.fromkeys((seed.id, seed.name, *seed.aliases)))


def find(name: str) -> Release | None:
    """The release of an id, name or alias in any case."""
    wanted = _folded(name)
    seed = next((one for one in seeds().values() if wanted in map(_folded, names(one))), None)
    return from_seed(seed) if seed else None


def from_seed(seed: Seed) -> Release:
    """A seed as a release: each component with the license it resolves to."""
    return Release(
        id=seed.id,
        name=seed.name,
        developer=seed.developer,
        date=seed.date,
        source=seed.source,
        components=tuple(resolved(seed.components, {str(kind): name for kind, name in seed.defaults.items()})),
        claims=tuple(seed.claims),
        licenses=tuple(seed.licenses),
        bases=tuple(seed.base_models),
        datasets=tuple(seed.datasets),
        gated=seed.gated,
    )


def resolved(components: Sequence[Component], general: Mapping[str, str]) -> Iterator[Component]:
    """All components in the framework's order; a license comes from the component, its kind or the distribution."""
    given = {one.component: one for one in components}
    for kind in framework().components:
        one = given.get(kind.name, Component(component=kind.name))
        there = one.availability in {Availability.AVAILABLE, Availability.PARTIAL}
        if there and one.license == UNKNOWN:
            name = general.get(kind.kind) or general.get("distribution") or UNKNOWN
            one = msgspec.structs.replace(one, license=name)
        yield one


def license_of(name: str) -> LicenseRecord | None:
    """The record of a license as a release names it; "Acme 2.0" and "Acme License 2.0" find the id "acme-2.0" too."""
    if name in {"", UNKNOWN}:
        return None
    plain = "-".join(word for word in _folded(name).split() if word not in _FILLING)
    return catalog.find(name) or catalog.find(plain)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
