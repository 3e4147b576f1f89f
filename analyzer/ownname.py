"""What a license calls itself by name: in its title, after "this", after "under our".

Comes in: the reading of a text. Goes out: the names. Example: below the title "Acme Open License" the words "under the
Acme Open License" say "under this license".
"""

from __future__ import annotations

from analyzer.patterns import regex

_WORDS = r"(?:[A-Z][\w.'’-]*\s+){1,6}"
_THIS = regex(rf"his(?<=\b[Tt]his)\s+({_WORDS}(?:License|Licence|LICENSE|Agreement|AGREEMENT))\b")
_OURS = regex(rf"\bunder\s+our\s+(?:own\s+)?({_WORDS}(?:License|Licence))\b")
_GENERIC = r"(?!(?i:end|user|software|master|standard|general|free|the|data|model|evaluation|developer)\b)"
# "Acme Open License, Version 1.0", in the first line; "End User License Agreement" names none.
_TITLE = regex(
    rf"\W*{_GENERIC}({_WORDS}(?:License|Licence|LICENSE)(?:[ \t]+(?:Agreement|AGREEMENT))?)"
    r"(?:,?[ \t]+(?:[Vv]ersion[ \t]+|v\.?[ \t]?)?\d[\d.]*)?[ \t*=_-]*(?:\n|$)"
)


def own_names(reading: str) -> set[str]:
    """The names by which a text means itself."""
    names = {match.group(1) for match in (*_THIS.finditer(reading), *_OURS.finditer(reading))}
    title = _TITLE.match(reading)
    return names | {title.group(1)} if title else names
