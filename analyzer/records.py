"""One YAML file to one typed frozen record, or a message that names every fault with its place.

Comes in: the path of a YAML file and a msgspec struct. Goes out: the struct. Example of a fault:

    licenses/acme-1.0.yaml:5:11: unknown key 'scancod'; did you mean 'scancode'?
"""

# ruff: noqa: PLC0415 (yaml is loaded where a file is read: what is compiled from the files needs none of it)
from __future__ import annotations

import difflib
import types
import typing
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from analyzer.errors import DataError

if TYPE_CHECKING:
    import yaml

T = TypeVar("T")

MAX_BYTES = 4_000_000
MAX_DEPTH = 50

_KeyPath = tuple[str | int, ...]


def read_yaml(path: Path) -> Any:
    """Plain data of a YAML file: guarded against depth, size, aliases and keys given twice."""
    return _plain(_text(path), str(path))


def load(path: Path, kind: type[T]) -> T:
    """The record in a YAML file; DataError lists all faults of the file as `file:line:column: what`."""
    return loads(_text(path), str(path), kind)


def loads(text: str, where: str, kind: type[T]) -> T:
    """As `load`, of text at hand; `where` names it in messages."""
    data = _plain(text, where)
    faults = list(_faults(data, kind, ()))
    if faults:
        places = _places(text)
        raise DataError("\n".join(f"{where}:{_at(places, path)}: {what}" for path, what in faults))
    return msgspec.convert(data, kind)


def nearest(word: str, known: typing.Iterable[str]) -> str:
    """The clause "; did you mean 'x'?", or "" where nothing known is near."""
    found = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f"; did you mean {found[0]!r}?" if found else ""


@cache
def _loader() -> Any:
    """The safe loader of yaml, the one in C where it is built."""
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as fault:
        raise DataError(f"{path}: cannot be read ({fault.strerror or fault})") from fault
    if len(raw) > MAX_BYTES:
        raise DataError(f"{path}: {len(raw)} bytes; a data file holds at most {MAX_BYTES}")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise DataError(f"{path}: not UTF-8 at byte {fault.start}; save the file as UTF-8") from fault


def _plain(text: str, where: str) -> Any:
    import yaml

    try:
        _guard(text, where)
        node = yaml.compose(text, Loader=_loader())
        if node is None:
            raise DataError(f"{where}: empty; a data file holds at least one key")
        _single_keys(node, where)
        return yaml.load(text, Loader=_loader())  # noqa: S506 (a safe loader)
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        place = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        what = getattr(fault, "problem", None) or str(fault).splitlines()[0]
        raise DataError(f"{where}{place}: broken YAML: {what}") from fault
    except ValueError as fault:
        raise DataError(f"{where}: broken YAML: {fault}") from fault


def _guard(text: str, where: str) -> None:
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=_loader()):
        if isinstance(event, yaml.AliasEvent):
            raise DataError(f"{where}:{_line(event)}: aliases (*name) are not read; write the value out")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise DataError(f"{where}:{_line(event)}: nested deeper than {MAX_DEPTH} levels")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _single_keys(node: yaml.Node, where: str) -> None:
    import yaml

    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                mark = key.start_mark
                raise DataError(f"{where}:{mark.line + 1}:{mark.column + 1}: key {key.value!r} is given twice")
            seen.add(key.value)
            _single_keys(value, where)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _single_keys(item, where)


def _faults(value: Any, kind: Any, path: _KeyPath) -> Iterator[tuple[_KeyPath, str]]:
    origin = typing.get_origin(kind)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and isinstance(value, dict):
        yield from _struct_faults(value, kind, path)
    elif origin in {list, tuple} and isinstance(value, list):
        item_kind = typing.get_args(kind)[0]
        for at, item in enumerate(value):
            yield from _faults(item, item_kind, (*path, at))
    elif origin is dict and isinstance(value, dict):
        for key, item in value.items():
            yield from _faults(item, typing.get_args(kind)[1], (*path, key))
    elif origin in {typing.Union, types.UnionType} and value is not None and _only_struct(kind) is not None:
        yield from _faults(value, _only_struct(kind), path)
    else:
        try:
            msgspec.convert(value, kind)
        except msgspec.ValidationError as fault:
            yield path, str(fault).replace("`", "'")


def _only_struct(kind: Any) -> Any:
    """The struct of an optional struct, else None."""
    rest = [arg for arg in typing.get_args(kind) if arg is not type(None)]
    return rest[0] if len(rest) == 1 else None


@cache
def _fields(kind: type[msgspec.Struct]) -> dict[str, Any]:
    return {field.encode_name: field for field in msgspec.structs.fields(kind)}


def _struct_faults(value: dict[Any, Any], kind: type[msgspec.Struct], path: _KeyPath) -> Iterator[tuple[_KeyPath, str]]:
    fields = _fields(kind)
    for key, item in value.items():
        if key not in fields:
            yield (*path, key), f"unknown key {key!r}{nearest(str(key), fields)}"
        else:
            yield from _faults(item, fields[key].type, (*path, key))
    for name, field in fields.items():
        if field.required and name not in value:
            yield path, f"key {name!r} is missing"


def _places(text: str) -> dict[_KeyPath, str]:
    import yaml

    found: dict[_KeyPath, str] = {}

    def walk(node: yaml.Node, path: _KeyPath) -> None:
        found.setdefault(path, f"{node.start_mark.line + 1}:{node.start_mark.column + 1}")
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                found[(*path, key.value)] = f"{key.start_mark.line + 1}:{key.start_mark.column + 1}"
                walk(value, (*path, key.value))
        elif isinstance(node, yaml.SequenceNode):
            for at, item in enumerate(node.value):
                walk(item, (*path, at))

    node = yaml.compose(text, Loader=_loader())
    if node is not None:
        walk(node, ())
    return found


def _at(places: dict[_KeyPath, str], path: _KeyPath) -> str:
    while path not in places and path:
        path = path[:-1]
    return places.get(path, "1:1")
