"""Where the data folders lie, in a checkout and in an installed wheel, and the cache of what is compiled from them.

Example: `folder("grammar") / "clause.lark"`; `compiled("lexicon", paths, build, list)` builds once and reads the
result back until a source changes.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from analyzer import __version__
from analyzer.errors import DataError

T = TypeVar("T")

_PACKAGE = Path(__file__).parent
_INSIDE = {"rulebook", "templates", "schema"}
_KEPT = 4
_SETTLED = 2_000_000_000  # nanoseconds after which a second change of a file surely shows in its time
_switch = {"cache": True}


@cache
def folder(name: str) -> Path:
    """The data folder `name` ("grammar", "licenses", "seeds", "rulebook"); DataError where it is missing."""
    places = [_PACKAGE / name] if name in _INSIDE else [_PACKAGE / "_data" / name, _PACKAGE.parent / name]
    for place in places:
        if place.is_dir():
            return place
    raise DataError(f"the data folder {name!r} is missing; reinstall openterms (looked in {places[-1]})")


def disable_cache() -> None:
    """Neither read nor write the cache from here on (`--no-cache`)."""
    _switch["cache"] = False


def cache_folder() -> Path | None:
    """The user's cache folder for this version, created; None where it cannot be written or was switched off."""
    if not _switch["cache"]:
        return None
    base = os.environ.get("XDG_CACHE_HOME")
    if base:
        root = Path(base)
    elif sys.platform == "win32":
        root = Path(os.environ.get("LOCALAPPDATA", Path.home()))
    elif sys.platform == "darwin":
        root = Path.home() / "Library" / "Caches"
    else:
        root = Path.home() / ".cache"
    place = root / "openterms" / __version__
    try:
        place.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    return place if os.access(place, os.W_OK) else None


def keep_bytecode() -> None:
    """Keep Python's bytecode in the user's cache, where none lies beside the sources and none may be written there.

    Else a checkout under PYTHONDONTWRITEBYTECODE is compiled anew at every start, which takes half of a short run.
    """
    beside = __spec__.cached if __spec__ else None
    if not sys.dont_write_bytecode or sys.pycache_prefix or (beside and Path(beside).exists()):
        return
    if place := cache_folder():
        sys.pycache_prefix, sys.dont_write_bytecode = str(place / "bytecode"), False


def files_in(place: Path, ending: str = ".yaml") -> list[Path]:
    """The files of a folder whose names have an ending, in the order of their names without it."""
    names = [name.removesuffix(ending) for name in os.listdir(place) if name.endswith(ending)]  # noqa: PTH208 (quicker)
    return [place / f"{name}{ending}" for name in sorted(names)]


def digest_of(sources: Sequence[Path | str]) -> str:
    """One digest over some files, and words, that changes when one of them does.

    Place, size and time of a file stand for its contents, as `make` does it: to read hundreds of files at each start
    costs more than reading a license. A file changed just now is read, since a next change could bear the same time.
    """
    total = hashlib.sha256()
    now = time.time_ns()
    for path in sources:
        if isinstance(path, str):
            total.update(path.encode() + b"\0")
            continue
        found = path.stat()
        total.update(os.fsencode(f"{path}\0{found.st_size}\0{found.st_mtime_ns}\0"))
        if now - found.st_mtime_ns < _SETTLED:
            total.update(path.read_bytes())
    return total.hexdigest()[:24]


def compiled(
    name: str, sources: Sequence[Path], build: Callable[[], T], kind: type[T], code: Sequence[Path | str] = ()
) -> T:
    """What `build` makes of `sources`, from the cache while they and `code` are unchanged.

    `code` is what makes it, and what else it depends on, in words. `kind` is the type msgspec reads back; a cache that
    is broken or of another shape is built anew.
    """
    place = cache_folder()
    if place is None:
        return build()
    path = place / f"{name}-{digest_of([*sources, *code])}.bin"
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.MsgspecError):
        made = build()
        write_atomic(path, msgspec.msgpack.encode(made))
        _sweep(place, name)
        return made


def _sweep(place: Path, name: str) -> None:
    """Delete what older sources were compiled to; the newest few stay, for checkouts that stand side by side."""
    try:
        found = sorted(place.glob(f"{name}-*.bin"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for path in found[_KEPT:]:
            path.unlink(missing_ok=True)
    except OSError:
        return


def write_atomic(path: Path, data: bytes) -> None:
    """Write a cache file whole or not at all; a full disk is no error."""
    import tempfile  # noqa: PLC0415 (seldom needed, and it costs start-up time)

    try:
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        Path(name).replace(path)
    except OSError:
        return
