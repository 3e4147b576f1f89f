"""Verbs that a later word completes, and what the two together do.

Comes in: a verb and the raw tokens behind it. Goes out: the verb as it is meant. Example: in "make the source code of
it available" "make" is to distribute, in "place it on the market" so is "place"; who
puts it to a use uses it.
"""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.tokens import Raw, is_determiner

_NAMES = frozenset(("name", "names"))
_NEAR = 20
_SAFE = (frozenset({"harmless", "indemnified"}), "indemnify")
_HARMS = frozenset({"losses", "liability", "sue"})
_FREE_FROM = 6  # tokens in which "from any loss" ends
_SOLD = (frozenset({"market", "circulation", "commerce"}), "distribute")
_BY_ID = {"make": (frozenset({"available"}), "distribute"), "own": _SAFE, "retain": _SAFE}
_PUTS = frozenset({"put", "puts", "putting"})
_BY_WORD = dict.fromkeys(("place", "places", "placed", "placing", *_PUTS), _SOLD)
_SITES = frozenset(
    "site sites website websites repository repositories hub hubs platform platforms internet web".split()
)
_GIVEN_OUT = frozenset({"work", "copy", "derivative"})
_RESULTS = frozenset({"result", "results", "it", "them"})  # "put the result back on the hub"
_USE = 4  # words in which "to any commercial use" ends


def completed(verb: Raw, raw: Sequence[Raw], at: int) -> Raw:
    """The verb, which stands at a place, with the meaning that a later word gives it."""
    if verb.kind != "VERB":
        return verb
    if verb.word in _PUTS and _put_to_use(raw, at + 1):
        return Raw("VERB", "use", verb.form, verb.word, verb.options)
    if verb.word in _PUTS and _put_on_site(raw, at + 1):
        return Raw("VERB", "distribute", verb.form, verb.word, verb.options)
    found = _BY_ID.get(verb.id) or _BY_WORD.get(verb.word)
    if found is None or not _completes(raw, at + 1, found[0]):
        return verb
    return Raw("VERB", found[1], verb.form, verb.word, verb.options)


def _completes(raw: Sequence[Raw], at: int, words: frozenset[str]) -> bool:
    """Whether a later word belongs to a verb: "make the source code of it available", "hold Acme harmless"."""
    for place, token in enumerate(raw[at : at + _NEAR], at):
        if token.word in words:
            return True
        if token.word == "free" and words is _SAFE[0]:  # "keep Acme free from any loss", not "free from errors"
            return any(one.id in _HARMS for one in raw[place + 1 : place + _FREE_FROM])
        thing = "NOUN" in token.options or "ACT" in token.options  # "make your changes available"
        # "Make that code for it available" opens nothing.
        opens = token.kind == "OPEN" and token.word != "for" and token is not raw[at]
        if opens or token.kind in {"SEMI", "COLON", "BE"} or "MODAL" in token.options:
            return False
        quality = token.options.get("VERB")  # "make the modified version available"
        if quality is not None and not thing and quality.form != "ed":
            return False
    return False


def _put_to_use(raw: Sequence[Raw], at: int) -> bool:
    """As in "put the Model to any commercial use"; not "put the notice into files that you use"."""
    for place in range(at, min(len(raw), at + _NEAR)):
        if raw[place].kind == "TO":
            return any((one.phrase or one.word).endswith("use") for one in raw[place + 1 : place + 1 + _USE])
        if raw[place].kind in {"OPEN", "SEMI", "COLON", "COMMA", "BE"}:
            return False
    return False


def _put_on_site(raw: Sequence[Raw], at: int) -> bool:
    """As in "put the models on other sites"; not "put a notice on your website"."""
    things: set[str] = set()
    for token in raw[at : at + _NEAR]:
        if token.word in _SITES:
            return bool(things) and things <= _GIVEN_OUT
        if token.kind in {"OPEN", "SEMI", "COLON", "BE"}:
            return False
        things |= {token.id} if "NOUN" in token.options else {"work"} if token.word in _RESULTS else set()
    return False


def is_let(out: Sequence[Raw]) -> bool:
    """Whether something was let before a thing unknown: "You may copy this leaflet provided the notice is kept"."""
    return out[-1].kind == "WORD" and any(one.kind in {"HEAD", "DEONTIC", "GRANTS"} for one in out)


def is_named(token: Raw, out: Sequence[Raw]) -> bool:
    """Whether a name is meant and no naming: "use the Acme name"."""
    if token.word not in _NAMES or len(out) < 2 or out[-1].id != "licensor":
        return False
    place = len(out) - 2
    place -= place > 0 and is_determiner(out[place])
    return out[place].kind in {"VERB", "ACT", "AND"}


def names_whose(out: Sequence[Raw]) -> bool:
    """Whether a person is named as whose a thing is: "use Acme marks", "any of the Acme marks"."""
    first = len(out) - (3 if len(out) > 1 and is_determiner(out[-2]) else 2)
    return first >= 0 and (out[first].kind == "VERB" or out[first].word == "of")
