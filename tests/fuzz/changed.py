"""The process of atheris: `python -m tests.fuzz.changed FOLDER` changes bytes until a law breaks or its time is up."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["analyzer"]):
    from tests.fuzz import laws


def main() -> None:
    """Run the fuzzer with the options of the command line; a law that breaks ends it with the bytes in a file."""
    atheris.Setup(sys.argv, laws.check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
