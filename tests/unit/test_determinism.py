"""Same text, same bytes out: whatever the hash seed, the locale or the folder a text is read from."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OWN = ROOT / "tests" / "texts"
TEXTS = sorted(path.name for path in OWN.iterdir() if path.suffix != ".yaml")
PROGRAM = """
import sys
from analyzer import intake, pipeline
from analyzer.render.contract import contract, encode
for name in sys.argv[1:]:
    text = intake.from_bytes(open(name, "rb").read(), "own")
    sys.stdout.buffer.write(encode(contract(pipeline.analyze(text))) + b"\\n")
"""


def json_lines(cache: Path, **settings: str) -> list[bytes]:
    """The JSON of each of our own licenses, made by one fresh process with this cache folder and environment."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *(str(OWN / name) for name in TEXTS)],
        cwd=ROOT,
        env={**os.environ, "XDG_CACHE_HOME": str(cache), **settings},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return done.stdout.splitlines()


def test_the_json_does_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    first, *others = (json_lines(tmp_path, PYTHONHASHSEED=seed) for seed in "012")
    assert len(first) == len(TEXTS)
    assert all(line.startswith(b'{"schema":"openterms/1"') for line in first)
    assert others == [first, first]


def test_the_json_does_not_depend_on_the_locale(tmp_path: Path) -> None:
    plain = json_lines(tmp_path, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert plain == json_lines(tmp_path, LC_ALL="C.UTF-8", PYTHONUTF8="1")


def test_the_json_does_not_depend_on_the_cache(tmp_path: Path) -> None:
    fresh = json_lines(tmp_path)
    assert any(tmp_path.rglob("*")), "nothing was cached, so nothing was compared"
    assert json_lines(tmp_path) == fresh
