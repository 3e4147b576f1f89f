"""Exceptions of the program: each names the place, what is wrong and how to mend it.

What a license says or fails to say is never an exception; it is a value of the result.
"""

from __future__ import annotations


class OpentermsError(Exception):
    """Base of every error a user may see; `str(error)` is the whole message."""


class UnusableSourceError(OpentermsError):
    """A source that cannot be read as a license text (missing, binary, empty, a folder, an unknown id)."""


class DataError(OpentermsError):
    """A data file of the project (lexicon, rulebook, record) that is broken; the message lists every fault."""


class UsageError(OpentermsError):
    """A command called with words that do not fit."""
