"""What a release takes over from the models and datasets it was made from, and where its own license conflicts.

Comes in: a release, and a way to read licenses by name. Goes out: a `Lineage`: each term that a base carries over, with
its clause and the clause that carries it, and what is wrong where the release's license does not keep it. Example: a
fine-tune under a permissive license of a base that asks for a name has the conflict "The name must begin with ...".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import msgspec

from analyzer import releases
from analyzer.pipeline import Assessment
from analyzer.releases import UNKNOWN, Base, Relation, Release
from analyzer.spans import Evidence
from analyzer.terms import Term
from analyzer.vocabulary import State

Read = Callable[[str], Assessment | None]

_CARRIERS = ("share-alike", "pass-through", "license-copy", "naming-duty")
_DUTIES = ("license-copy", "notice-retention", "change-marking", "pass-through", "attribution-display", "indemnity")
_RESTRICTIONS = (
    "purpose-limit",
    "commercial-use",
    "output-training-ban",
    "compete-ban",
    "user-threshold",
    "revenue-threshold",
    "territory-excluded",
    "field-ban",
    "aup-reference",
    "hosted-service",
)
_RIGHTS = frozenset({"commercial-use", "hosted-service", "share-derivatives"})
_OF_OUTPUTS = ("output-training-ban", "naming-duty", "attribution-display")
_SAYS = {
    "purpose-limit": "The base allows its purpose only; the release's own license does not say so",
    "commercial-use": "The base limits commercial use; the release's own license does not",
    "output-training-ban": "The base forbids training other models; the release's own license does not say so",
    "compete-ban": "The base forbids competing products; the release's own license does not say so",
    "user-threshold": "The base ends above a number of users; the release's own license does not",
    "revenue-threshold": "The base ends above a revenue; the release's own license does not",
    "territory-excluded": "The base leaves places out; the release's own license does not",
    "field-ban": "The base bans kinds of use; the release's own license does not",
    "aup-reference": "The base's use policy binds; the release's own license names none",
    "hosted-service": "The base limits offering it as a service; the release's own license does not",
}


class Carried(msgspec.Struct, frozen=True):
    """One term a base or dataset carries over: its clause, the clause that carries it, and the conflict if any."""

    base: str
    relation: str
    license: str
    license_name: str
    term: Term
    carrier: tuple[Evidence, ...]
    conflict: str = ""


class Lineage(msgspec.Struct, frozen=True):
    """All that is carried over, and the bases and datasets of which the license is not known."""

    carried: tuple[Carried, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def conflicts(self) -> tuple[Carried, ...]:
        """What the release's own license does not keep."""
        return tuple(one for one in self.carried if one.conflict)


def trace(release: Release, own: Assessment | None, read: Read) -> Lineage:
    """The lineage of a release; `own` is its license as read, `read` gives the assessment of others by name."""
    carried: list[Carried] = []
    unknown: list[str] = []
    for base in release.bases:
        name = license_of(base)
        found = read(name)
        if found is None:
            unknown.append(base.model)
        else:
            carried.extend(_from_base(release, base, name, found, own))
    for data in release.datasets:
        found = read(data.license)
        if found is None:
            unknown.append(data.name)
        else:
            carried.extend(_from_data(data.name, data.license, found, own))
    return Lineage(tuple(carried), tuple(unknown))


def license_of(base: Base) -> str:
    """The license of a base: as given, else that of its seed's final weights."""
    if base.license != UNKNOWN:
        return base.license
    known = releases.find(base.model)
    return known.weights_license if known else UNKNOWN


def _from_base(release: Release, base: Base, name: str, found: Assessment, own: Assessment | None) -> Iterator[Carried]:
    terms = found.terms
    # Of a license that is not known nobody can say what it does not keep.
    same = release.weights_license == UNKNOWN or (name != UNKNOWN and _folded(name) == _folded(release.weights_license))
    carrier = _carrier(terms)
    outputs_only = base.relation is Relation.DISTILLED and terms["derivative-includes-distillation"].value is not True

    def carry(term: str, conflict: str = "") -> Carried:
        return Carried(base.model, base.relation.value, name, _title(name), terms[term], carrier, conflict)

    if base.relation is Relation.DISTILLED and _there(terms["output-training-ban"]):
        own_terms = _folded(name) == _folded(release.weights_license)
        yield carry("output-training-ban", "" if own_terms else "The base forbids training this model on its outputs")
    if terms["share-derivatives"].value == "denied" and not outputs_only:
        yield carry("share-derivatives", "The base does not let changed versions be shared at all")
    if _there(terms["naming-duty"]):
        yield carry("naming-duty", _misnamed(release.name, terms["naming-duty"]))
    if outputs_only:
        yield from (carry(term) for term in _OF_OUTPUTS if term == "attribution-display" and _there(terms[term]))
        return
    if terms["share-alike"].value == "strong":
        yield carry(
            "share-alike", "" if same else f"Derivatives stay under {_title(name)}; the release declares another"
        )
    elif _there(terms["share-alike"]):
        yield carry("share-alike", "" if same else _unbound(own))
    for term in _DUTIES:
        if _there(terms[term]):
            yield carry(term, "" if same else _broken(term, name, found, own))
    for term in _RESTRICTIONS:
        trained = term == "output-training-ban" and base.relation is Relation.DISTILLED
        if _takes(terms[term]) and not trained:
            yield carry(term, "" if same or _kept(term, own) else _SAYS[term])


def _from_data(data: str, name: str, found: Assessment, own: Assessment | None) -> Iterator[Carried]:
    """A dataset's limits on purpose, its credit and share-alike."""
    terms = found.terms
    for term in ("purpose-limit", "commercial-use", "output-training-ban", "share-alike", "attribution-display"):
        if not _takes(terms[term]):
            continue
        conflict = ""
        if term in {"purpose-limit", "commercial-use"} and not _kept(term, own):
            conflict = "Trained on data for non-commercial use, under a license that allows commercial use"
        yield Carried(data, "dataset", name, _title(name), terms[term], _carrier(terms), conflict)


def _carrier(terms: Mapping[str, Term]) -> tuple[Evidence, ...]:
    """The clause that carries terms to derivatives."""
    return next((terms[name].evidence[:2] for name in _CARRIERS if _there(terms[name]) and terms[name].evidence), ())


def _misnamed(name: str, duty: Term) -> str:
    must = duty.value.get("must") if isinstance(duty.value, dict) else None
    if isinstance(must, str) and not name.rpartition("/")[2].casefold().startswith(must.casefold()):
        return f"The name must begin with “{must}”; the release is called {name}"
    return ""


def _broken(term: str, name: str, found: Assessment, own: Assessment | None) -> str:
    """What is wrong with a duty of the base: recipients not bound, or a license that is not passed on."""
    if term == "pass-through":
        return _unbound(own)
    if term == "license-copy" and found.rating.open is not True:
        return f"{_title(name)} must be passed on with the release, which declares another license"
    return ""


def _unbound(own: Assessment | None) -> str:
    if own is None or _there(own.terms["pass-through"]) or _there(own.terms["share-alike"]):
        return ""
    return "Recipients must be bound to the base's terms; the release's own license does not bind them"


def _kept(term: str, own: Assessment | None) -> bool:
    """Whether the release's own license says at least that it is so; True where it was not read."""
    return own is None or _takes(own.terms[term])


def _takes(term: Term) -> bool:
    return term.value in {"limited", "denied"} if term.name in _RIGHTS else _there(term)


def _there(term: Term) -> bool:
    return term.value not in (None, False, (), "none", "unstated", "granted") and term.state is not State.SILENT


def _title(name: str) -> str:
    record = releases.license_of(name)
    return record.name if record else name


def _folded(name: str) -> str:
    record = releases.license_of(name)
    return record.id if record else name.casefold()
