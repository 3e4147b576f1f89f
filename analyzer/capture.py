"""What a rule takes out of a norm beside its ids: a number, an amount, quoted words, the law of a place.

Example: `take("quoted", norms)` of 'you must display "Made with Acme"' is "Made with Acme".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from analyzer.bounds import bounded, conditional, grouped
from analyzer.named import to_one
from analyzer.norms import TELLING, Norm, Unread
from analyzer.passing import apart
from analyzer.patterns import regex, words_of
from analyzer.roles import UNKNOWN
from analyzer.telltales import foreign, hints, topics
from analyzer.vocabulary import Modality

Taken = bool | int | str | dict[str, str | int] | None

_QUOTED = regex(r"[\"“”]([^\"“”]{2,80}?)[\"“”]|(?<!\w)['‘]([A-Z][^'’]{2,60}?)['’](?!\w)")
_EXAMPLE = regex(r"\((?:e\.g\.|for (?:example|instance)\b)[^();]{0,200}$")  # (e.g., "French translation of the Work")
_DEFINING = regex(r"\((?:the|an?|each|collectively|together|hereinafter)?[\s,]*(?:the\s+)?$", re.IGNORECASE)
# "Changed versions must be named differently": which name, is free.
_OTHER_NAME = regex(
    r"\b(?:nam(?:e|ed|es)|titled?)\s+(?:differently|other\s+than|different\s+from|distinct\s+from)\b"
    r"|\b(?:different|another|new|distinct)\s+(?:file\s?)?names?\b|\bnot\s+(?:be\s+)?(?:called|named|entitled)\b"
    r"|\bnames?\s+(?:(?:that|which)\s+(?:do|does))?(?:\s*not|n['’]t)\s+(?:contain|include|use|bear|carry)|\bname\s+free\s+of\b"
    r"|\brenam(?:e|ed|ing)\b(?!(?:\s+\w+){0,3}\s+(?:to|as)\b)",
    re.IGNORECASE,
)
# "You must call it so, and may not use a different name": the name is to stay.
_NO_OTHER_NAME = regex(
    r"\bnot\s+(?:use|give\s+it|bear)\s+(?:an?\s+|any\s+)?(?:(?:different|other|another|new)\s+names?|names?\s+other\s+than)\b",
    re.IGNORECASE,
)
_THING = regex(r"\s*(?:page|pages|field|fields|screen|screens|box|boxes|section|file|menu|column)\b", re.IGNORECASE)
_LAW = regex(
    r"\b(?:laws?|legislation)\s+(?:of|in\s+force\s+in)\s+(?:the\s+)?([A-Z][^.,;()]{1,80}?)"
    r"(?=[.,;()]|\s+(?:governs?|applies|apply|without|excluding|exclusive|and\s+the|applicable|as\s|regardless|except"
    r"|shall|will|notwithstanding)\b|$)"
    r"|\b(?:(?:[Gg]overning|[Aa]pplicable)\s+[Ll]aw(?:\s*(?:/|&|and)\s*[A-Z]\w+)?|Law\s+(?:and|&)\s+[Jj]urisdiction)\s*[:–-]"
    r"\s*(?:the\s+)?(?!This\b|The\b|These\b|Any\b|All\b)([A-Z][^.,;()/]{1,60}?)(?=\s*(?:[.,;()/]|$))"
    r"|\b(?:accordance\s+with|under|by)\s+the\s+((?:State|Province|Commonwealth)\s+of\s+[A-Z]\w+(?:\s+[A-Z]\w+)?)"
    r"|\b(?!The\b|This\b|Governing\b|Applicable\b|Any\b|Export\b)([A-Z][\w']+(?:\s+[A-Z][\w']+)?)\s+(?:state\s+)?laws?\b",
)
_EACH_LAW = regex(r"\blaws?\s+of\s+(?:your|their|any|each|every)\b", re.IGNORECASE)
# "The laws of [Your Jurisdiction]": a form that nobody filled in.
_BLANK_LAW = regex(
    r"\b(?:laws?|legislation)\s+(?:of|in)\s+(?:the\s+)?(?:(?:state|country|province)\s+of\s+)?(?:\[|<|_{2})",
    re.IGNORECASE,
)
_ANY_LAW = regex(r"\blaws?\b|\blegislation\b|\bact\b", re.IGNORECASE)
_UNFINISHED = regex(
    r"(?::|—|^\W*\w+,|\b(?:for|to|if|not|from|that|by|with|following|the|of|under|in|only))[,;]?\s*$", re.IGNORECASE
)
_TAIL = 16
# "For private viewing only": the whole, where no full stop ends it.
_FOR_ONE = regex(r"\bfor (?:[\w-]+ ){1,5}only\s*$", re.IGNORECASE)
_LONGEST_ONE = 60
_ENDED = frozenset('.!?)"”')
_OWN_NOTICE = regex(r"\b[Tt](?:his|HIS)\s+(?:notice|NOTICE|Notice)\b")  # the license, where it has no other name
_SPACE = regex(r"\s+")
_THRESHOLD_CONTEXT = 90
_VAGUE = frozenset({"licensee", "anyone", "third-party", "affiliate", "not", "work"})  # "if you are a student"
_ANYWAY = regex(r"\b(?:even\s+if|whether\s+or\s+not|regardless\s+of\s+whether)\b", re.IGNORECASE)  # no condition
_OF_IT, _MAKING = ("work",), frozenset({"modify", "make"})  # "make derivatives from it" names no purpose
_NARROWING = frozenset({"without", "proviso"})
# "In a military context": a field that a ban is confined to, though it stands beside the work.
_FIELDS = frozenset({"military", "law-enforcement", "surveillance", "critical-infrastructure", "political"})
_LIMITING = frozenset(
    (
        "only solely alone exclusively none nobody unless except excepting save never cannot restricts restricted "
        "restriction restrictions prohibits prohibited forbids forbidden"
    ).split()
)
# The words without which no pair of words limits; most sentences hold none of them.
_PAIRED = frozenset({"not", "no", "other", "limited"})
_LIMITING_PAIR = regex(
    r"\b(?:not\s+(?:for|may|must|shall|can)|no\s+(?:body|one)|other\s+than|limited\s+to"
    r"|(?:may|must|shall|can|could|will|do|does)\s+not)\b"
)
# "Expires one year after", "for a term of ninety (90) days", "until 31 December 2030".
_FOR_A_TIME = regex(
    r"\b(?:expires?|expire\s+on|ends?|terminates?|lapses?|valid|effective|runs?|lasts?|continues?|remains?|term|until|period)\b"
    r"[^.;:]{0,60}?\b(?:(?:\d{1,3}|one|two|three|four|five|six|ten|twelve|thirty|sixty|ninety)\b[\s()\d-]{0,8}"
    r"(?:day|week|month|year)s?\b|(?:19|20)\d\d\b)",
    re.IGNORECASE,
)
# "Share the work in modified form" speaks of derivatives alone, "share the work or any modified version" does not.
_IN_FORM = regex(
    r"\b(?:in|as|with)\s+(?:an?\s+|any\s+)?(?:modified|changed|altered|adapted|derivative)\b", re.IGNORECASE
)
# "Do not use an old compiler", "Never commit your passwords": what the ban speaks of is not the work.
_ANOTHER = regex(
    r"\b(?:not|n['’]t|never)\s+(?:use\s+an?\s+(?:old|new|different|other)\b|[a-z]+\s+your\s+"
    r"(?!own\b|cop|version|modif|deriv|fork|chang|improve|adapt|software|product|program|translat))"
    r"|\bas\s+(?:root|administrator|admin|superuser)\b",
    re.IGNORECASE,
)
_ORDERS = frozenset({Modality.PROHIBITION, Modality.OBLIGATION})
_DENIES = frozenset({Modality.PROHIBITION, Modality.RESERVATION})
_BARE_ORDER = frozenset({"tells-denial", "limiting"})
_OF_OTHERS = frozenset({"licensor", "contributor"})
_USING = frozenset(("use", "reproduce", "modify", "distribute"))
_BOUND, _STRANGE = frozenset({"tells-bound"}), frozenset({"tells-if"})
_LATE = frozenset({"limiting", "for-a-time", "uses-another", "opens-only", "by-the-way"})
_TONGUE = "tells-tongue"
_EARLY = frozenset({_TONGUE, "tells-bound", "tells-if"})  # of most sentences quickly seen
_OPENS_ONLY = frozenset(("Only ", "only ", "ONLY "))  # "Only members may use it"
_TIMES = ("day", "week", "month", "year", "19", "20")
_MOST_KNOWN = 8_000


@lru_cache(_MOST_KNOWN)
def _said(quote: str) -> frozenset[str]:
    """Facts of the words of a sentence: its norms share them, and many texts hold the same sentences."""
    found = set()
    # Most sentences hold no mark at all, and the pattern is slow to see that.
    if ('"' in quote or "“" in quote or "”" in quote or "'" in quote or "‘" in quote) and _QUOTED.search(quote):
        found.add("quoted")
    if ("otice" in quote or "OTICE" in quote) and _OWN_NOTICE.search(quote):
        found.add("own-notice")
    if foreign(quote) and _TONGUE in _tells(quote):
        found.add(_TONGUE)
    tail = quote[-_TAIL:].rstrip()
    if tail[-1:] not in _ENDED and _UNFINISHED.search(tail) and not _FOR_ONE.search(quote[-_LONGEST_ONE:]):
        found.add("leads-in")
    return frozenset(found)


@lru_cache(_MOST_KNOWN)
def _tells(quote: str) -> frozenset[str]:
    """The late facts of the words of a sentence."""
    return topics(quote) | _says(quote)


@lru_cache(_MOST_KNOWN)
def _seems(quote: str) -> frozenset[str]:
    """Those that a quicker look finds: all but what stands in the way of others."""
    return hints(quote) | _says(quote)


def _says(quote: str) -> frozenset[str]:
    """Late facts that need no topics."""
    found = set()
    if _limits(quote):
        found.add("limiting")
    if any(map(quote.__contains__, _TIMES)) and _FOR_A_TIME.search(quote):
        found.add("for-a-time")
    if ("use a" in quote or "your" in quote or " as " in quote) and _ANOTHER.search(quote):
        found.add("uses-another")
    if quote[:5] in _OPENS_ONLY:
        found.add("opens-only")
    return frozenset(found)


def _limits(quote: str) -> bool:
    """Whether a sentence says "only", "may not" or the like."""
    folded = quote.lower()
    words = words_of(folded)
    if not _LIMITING.isdisjoint(words):
        return True
    return not _PAIRED.isdisjoint(words) and _LIMITING_PAIR.search(folded) is not None


def facts(norm: Norm, defined: Iterable[str], *, leads: bool = False) -> frozenset[str]:
    """Facts of a norm that are no ids: sizes it names, whether it quotes words, what its sentence defines.

    Those that are dear to find and that few rules ask for come later, by `late`.
    `leads` tells that items hang on the sentence, so that it says only the half of it.
    """
    quote = norm.evidence.words
    found = set(_said(quote))
    found.update([f"{t.metric}-threshold" for t in norm.thresholds])
    if norm.actions:
        found.add("has-act")
    else:
        found.add("hollow")
    if norm.targets:
        found.add("has-target")
        if "derivative" in norm.targets and "work" in norm.targets[: norm.targets.index("derivative")]:
            found.update(() if _IN_FORM.search(quote) else ("work-too",))
    if norm.partly_read:
        found.add("partly")
    if norm.leads:
        found.add("item")
    bare = not norm.territory and _NARROWING.isdisjoint(norm.mentions) and _FIELDS.isdisjoint(norm.targets)
    if norm.purposes:
        found.add("has-purpose")
        bare = bare and norm.purposes == _OF_IT and not _MAKING.isdisjoint(norm.actions)
    if norm.conditions:
        found.add("has-condition")
        bare = False
        if _VAGUE.issuperset(norm.conditions) and not _ANYWAY.search(quote):
            found.add("vague")
    if norm.exceptions:
        found.add("has-exception")
        bare = False
    if norm.manner:
        found.add("has-manner")
        bare = False
    if leads:
        found.add("leads-in")
    elif bare and "leads-in" not in found:
        found.add("bare")
    found.update(defined)
    found.update(_bounds(norm))
    return frozenset(found)


def is_late(fact: str) -> bool:
    """Whether a fact is one of those that `late` finds."""
    return fact in _LATE or (fact.startswith("tells-") and fact not in _EARLY)


def seeming(norm: Norm) -> frozenset[str]:
    """What `late` finds at most, but for the facts that only bar: quicker to find."""
    return _seems(norm.evidence.words)


def late(norm: Norm) -> frozenset[str]:
    """The facts of a norm that are found only where a rule asks for them: what the words of its sentence tell of."""
    found = _tells(norm.evidence.words)
    if norm.modality in _ORDERS and not norm.subject and "tells-aside" not in found and _about_else(norm):
        found |= {"tells-aside", "by-the-way"}
    if any("tells-aside" in _tells(lead.words) for lead in norm.leads):
        found |= {"tells-aside"}  # "you are solely responsible for:" excuses each of its items
    return found


def _bounds(norm: Norm) -> frozenset[str]:
    """Whether leave is given within bounds that no open license has, or on a condition of which no word is known."""
    quote = norm.evidence.words
    if norm.modality is Modality.PROVISION and norm.actor == "other" and not _USING.isdisjoint(norm.actions):
        return _BOUND if grouped(quote) else frozenset()  # "Our partners may use it"
    if norm.modality is not Modality.PERMISSION or norm.actor in _OF_OTHERS:
        return frozenset()
    strange = UNKNOWN in norm.mentions and conditional(quote)
    return (_BOUND if bounded(quote) or to_one(norm, quote) else frozenset()) | (_STRANGE if strange else frozenset())


def _about_else(norm: Norm) -> bool:
    """Whether an order tells of nothing that may limit, and of other things than the work: "Do not use tabs"."""
    quote = norm.evidence.words
    bare = norm.actor == "licensee" and not norm.leads and not _said(quote) and _tells(quote) <= _BARE_ORDER
    return bare and apart(quote)


def facts_of_unread(unread: Unread) -> frozenset[str]:
    """Facts of a clause that was not read."""
    kind = "telling" if unread.reason == TELLING else "unread"
    quote = unread.evidence.words
    return frozenset({kind} | (_said(quote) - {"quoted"}) | _tells(quote))


def take(what: str, norms: Sequence[Norm]) -> tuple[Taken, list[Norm]]:
    """The value that `what` names, with the norms it was taken from; None where none holds one."""
    shown = [norm for norm in norms if "display" in norm.actions] if what == "quoted" else []
    for norm in (*shown, *norms):
        value = _TAKERS[what](norm)
        if value is not None:
            return value, [norm, *(other for other in norms if other is not norm)]
    return None, list(norms)


def _users(norm: Norm) -> Taken:
    found = [t.amount for t in norm.thresholds if t.metric == "users"]
    return min(found) if found else None


def _revenue(norm: Norm) -> Taken:
    found = [t for t in norm.thresholds if t.metric == "revenue"]
    if not found:
        return None
    least = min(found, key=lambda t: t.amount)
    return {"amount": least.amount, "currency": least.currency or "USD"}


def _words(norm: Norm) -> Taken:
    return _shortened(norm.evidence.words)


def _quoted(norm: Norm) -> Taken:
    found = _QUOTED.search(norm.evidence.words)
    return _SPACE.sub(" ", found.group(1) or found.group(2)).strip(" ,.") if found else None


def _quoted_or_true(norm: Norm) -> Taken:
    """The words to show; not a copyright line, nor what names a thing: `the "author" field`, `(the "Code")`."""
    quote = norm.evidence.words
    shown = (found for found in _QUOTED.finditer(quote) if not _names_a_thing(quote, found))
    found = next(shown, None)
    return _SPACE.sub(" ", found.group(1) or found.group(2)).strip(" ,.") if found else True


def _names_a_thing(quote: str, found: re.Match[str]) -> bool:
    said = found.group(1) or found.group(2)
    return (
        not (said[0].isupper() or said[0].isdigit())
        or said.lower().startswith("copyright ")
        or _DEFINING.search(quote[: found.start()]) is not None
        or _EXAMPLE.search(quote[: found.start()]) is not None
        or _THING.match(quote, found.end()) is not None
    )


def _naming(norm: Norm) -> Taken:
    denied = norm.modality in _DENIES or "not" in norm.conditions
    words = norm.evidence.words
    other = denied or (_OTHER_NAME.search(words) is not None and _NO_OTHER_NAME.search(words) is None)
    key = "must-not" if other else "must"
    return {key: str(_quoted(norm) or _shortened(words))}


def _law(norm: Norm) -> Taken:
    quote = _SPACE.sub(" ", norm.evidence.words)
    found = _LAW.search(quote)
    if found:
        return str(next(filter(None, found.groups()))).strip()
    if _EACH_LAW.search(quote) or _BLANK_LAW.search(quote):
        return None  # "You may have other rights under the laws of your country"
    # "Governed by the terms of that license" names no law.
    return _shortened(quote) if _ANY_LAW.search(quote) else None


def _shortened(quote: str | None) -> str:
    words = _SPACE.sub(" ", quote or "").strip()
    return words if len(words) <= _THRESHOLD_CONTEXT else words[:_THRESHOLD_CONTEXT].rsplit(" ", 1)[0] + " …"


_TAKERS: dict[str, Callable[[Norm], Taken]] = {
    "users": _users,
    "revenue": _revenue,
    "words": _words,
    "quoted": _quoted_or_true,
    "naming": _naming,
    "law": _law,
}
