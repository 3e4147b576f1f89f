"""Defined words that keep the meaning they have in plain English, whatever words stand in their definition.

Comes in: a defined term and what its definition made of it. Goes out: whether the lexicon's reading stays. Example:
`"Notices" means the statements that came with the Program` are notices, not the program; "Acme Confidential
Information" stays a secret, and "Acme License" is no person.
"""

from __future__ import annotations

from analyzer.lexicon import Lexicon

# What a definition says more exactly, but does not turn into something else.
_PLAIN = frozenset(
    (
        "secret fee notice third-party-rights governing-law court copyright malware safeguard machine title "
        "new-version latest-version user-interface territory-us territory-eu"
    ).split()
)
_PARTIES = frozenset({"party", "parties"})
_TEXTS = (" license", " licence", " agreement")
_TITLES = frozenset({"copyright", "patent", "ip", "mark"})
_NO_TEXTS = frozenset({"licensor", "licensee", "third-party", "contributor", "derivative"})


def stays_plain(key: str, thing: str, lexicon: Lexicon) -> bool:
    """Whether a term is read by its own words: those it ends in are no word for a work, a person or a license."""
    if key in _PARTIES or (key.endswith(_TEXTS) and thing in _NO_TEXTS):
        return True
    if thing in _TITLES:
        return False
    words = key.split()
    for at in range(len(words)):
        match = lexicon.match(words, at)
        if match is None or at + match[0] != len(words):
            continue
        nouns = {entry.id for entry in match[1] if entry.terminal == "NOUN"}
        return bool(nouns) and nouns <= _PLAIN and thing not in nouns
    return False
