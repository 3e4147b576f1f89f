"""Regular expressions in the form the machine of `re` runs, kept in the user's cache: to read one back is quicker.

Comes in: a pattern and its flags. Goes out: what `re.compile` makes of them. What a start of the program compiled for
the first time is written when it ends. The cache is that of one Python; where its inner parts are other than those
known here, or the cache is broken, `re.compile` does the work.
"""

from __future__ import annotations

import atexit
import re
import sys
from array import array
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec

from analyzer import __version__, patterns, resources

_MOST = 4_000  # expressions kept; all of the project are far fewer
_FAULTS = (ImportError, AttributeError, TypeError, ValueError, RuntimeError, OverflowError, msgspec.MsgspecError)


class _Form(msgspec.Struct, frozen=True, array_like=True):
    """What the machine takes: flags, code of 32 bits a step, how many groups, and their names by number."""

    flags: int
    code: bytes
    groups: int
    names: dict[str, int]


class Store:
    """The expressions of the cache by flags and pattern, and those made anew."""

    def __init__(self) -> None:
        self._kept: dict[str, msgspec.Raw] | None = None
        self._new: dict[str, msgspec.Raw] = {}

    def compile(self, pattern: Any, flags: int) -> re.Pattern[Any]:
        """As `re.compile`."""
        if not isinstance(pattern, str):
            return re.compile(pattern, flags)  # of bytes there are a few
        key = f"{int(flags)} {pattern}"
        try:
            form = self._form(key)
            if form is None:
                form = _formed(pattern, int(flags))
                self._new[key] = msgspec.Raw(msgspec.msgpack.encode(form))
            return _machine(pattern, form)
        except _FAULTS:
            return re.compile(pattern, flags)

    def _form(self, key: str) -> _Form | None:
        if self._kept is None:
            self._kept = _read(_place())
        packed = self._kept.get(key)
        return None if packed is None else msgspec.msgpack.decode(packed, type=_Form)

    def save(self) -> None:
        """Write what is new beside what was kept; nothing where nothing is."""
        path = _place() if self._new else None
        if path is None:
            return
        kept = {**_read(path), **self._new}
        resources.write_atomic(path, msgspec.msgpack.encode(kept if len(kept) <= _MOST else self._new))


def install() -> Store:
    """Let all patterns of the project be compiled by a store, which is saved when the program ends."""
    store = Store()
    patterns.compile_by(store.compile)
    atexit.register(store.save)
    return store


def _place() -> Path | None:
    folder = resources.cache_folder()
    if folder is None:
        return None
    return (
        folder / f"expressions-{resources.digest_of([sys.version, str(import_module('_sre').MAGIC), __version__])}.bin"
    )


def _read(path: Path | None) -> dict[str, msgspec.Raw]:
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=dict[str, msgspec.Raw]) if path is not None else {}
    except (OSError, *_FAULTS):
        return {}


def _formed(pattern: str, flags: int) -> _Form:
    """The steps of `re.compile` up to the machine."""
    compiler = import_module("re._compiler")
    tree = import_module("re._parser").parse(pattern, flags)
    code = array("I", compiler._code(tree, flags))  # noqa: SLF001 (the steps that `re.compile` takes)
    return _Form(flags | tree.state.flags, code.tobytes(), tree.state.groups - 1, tree.state.groupdict)


def _machine(pattern: str, form: _Form) -> re.Pattern[Any]:
    by_number: list[str | None] = [None] * (form.groups + 1)
    for name, number in form.names.items():
        by_number[number] = name
    code = array("I")
    code.frombytes(form.code)
    made: re.Pattern[Any] = import_module("_sre").compile(
        pattern, form.flags, code.tolist(), form.groups, form.names, tuple(by_number)
    )
    return made
