r"""The head of a model card: the YAML between two `---` lines of a README, read with care, and put right.

Comes in: the words of a README. Goes out: a `Card`, and the head with its license keys put right, ready to paste.
Example: "---\nlicense: mit\n---\n# Model" has `Card.licenses == ("mit",)` and the body "# Model". A head that cannot
be read is no error; `Card.fault` says what is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from analyzer import records
from analyzer.errors import DataError
from analyzer.patterns import regex
from analyzer.releases import UNKNOWN, Relation

OTHER = "other"
_HEAD = regex(r"\A\ufeff?\s*---[ \t]*\r?\n(?P<head>.*?)(?:^---[ \t]*(?:\r?\n|\Z))", re.DOTALL | re.MULTILINE)
_KEY = regex(r"^(license|license_name|license_link)[ \t]*:")
_NESTED = regex(r"^([ \t]+\S|-\s|[ \t]*$)")
_PLAIN = regex(r"[A-Za-z0-9][A-Za-z0-9._+/ -]*")
_RELATIONS = {one.value: one for one in Relation}
_MAX_HEAD = 200_000


class Card(msgspec.Struct, frozen=True):
    """What the head of a README declares; `lines` is the line each key stands on, `start` where the body begins."""

    licenses: tuple[str, ...] = ()
    license_name: str = ""
    license_link: str = ""
    bases: tuple[str, ...] = ()
    relation: Relation = Relation.UNKNOWN
    datasets: tuple[str, ...] = ()
    gated: bool | None = None
    gate_prompt: str = ""
    gate_fields: tuple[str, ...] = ()
    gate_excludes_eu: bool = False
    head: str = ""
    start: int = 0
    fault: str = ""
    lines: Mapping[str, int] | None = None

    def line(self, key: str) -> int:
        """The line of a key in the README, 1 where it is not there."""
        return (self.lines or {}).get(key, 1)


def read(words: str, name: str = "README.md") -> Card:
    """The card of a README's words."""
    found = _HEAD.match(words[:_MAX_HEAD])
    if not found:
        return Card()
    head, start = found["head"], found.end()
    first = words[: found.start("head")].count("\n") + 1
    lines = {
        line.split(":")[0].strip(): first + at for at, line in enumerate(head.split("\n")) if re.match(r"[\w-]+:", line)
    }
    if not head.strip():
        return Card(start=start, lines=lines)
    try:
        data = records.loads(head, name, dict[str, Any])
    except DataError as fault:
        return Card(head=head, start=start, fault=str(fault), lines=lines)
    except RecursionError:
        return Card(head=head, start=start, fault=f"{name}: nested too deeply", lines=lines)
    gated = data.get("gated")
    return Card(
        licenses=_words(data.get("license")),
        license_name=_word(data.get("license_name")),
        license_link=_word(data.get("license_link")),
        bases=_words(data.get("base_model")),
        relation=_RELATIONS.get(_word(data.get("base_model_relation")).lower(), Relation.UNKNOWN),
        datasets=_words(data.get("datasets")),
        gated=None if gated is None else gated not in {False, "false", ""},
        gate_prompt=_word(data.get("extra_gated_prompt")),
        gate_fields=tuple(str(key) for key in data["extra_gated_fields"])
        if isinstance(data.get("extra_gated_fields"), dict)
        else (),
        gate_excludes_eu=data.get("extra_gated_eu_disallowed") is True,
        head=head,
        start=start,
        lines=lines,
    )


def corrected(card: Card, *, license_: str, name: str = "", link: str = "") -> str:
    """The head with these license keys in the place of its own, all else as it stood, between two `---` lines."""
    wanted = [f"license: {_quoted(license_)}"]
    wanted += [f"license_name: {_quoted(name)}"] if name else []
    wanted += [f"license_link: {_quoted(link)}"] if link else []
    kept = list(_without_license(card.head.replace("\r\n", "\n").split("\n")))
    place = next((at for at, line in enumerate(kept) if line is None), 0)
    body = (
        [line for line in kept[:place] if line is not None]
        + wanted
        + [line for line in kept[place:] if line is not None]
    )
    return "\n".join(["---", *(line for line in body if line.strip()), "---"]) + "\n"


def _without_license(lines: Iterable[str]) -> Iterable[str | None]:
    """The lines, with None in the place of the license keys and of the values nested below them."""
    inside = False
    for line in lines:
        if _KEY.match(line):
            inside = True
            yield None
        elif inside and _NESTED.match(line) and line.strip():
            continue
        else:
            inside = False
            yield line


def _quoted(word: str) -> str:
    plain = _PLAIN.fullmatch(word) and word.lower() not in {"no", "yes", "on", "off", "true", "false", "null"}
    return word if plain else "'" + word.replace("'", "''").replace("\n", " ") + "'"


def _word(value: Any) -> str:
    return "" if value is None or isinstance(value, dict | list) else str(value).strip()


def _words(value: Any) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(word for one in value if (word := _word(one)) and word != UNKNOWN)
    word = _word(value)
    return (word,) if word and word != UNKNOWN else ()
