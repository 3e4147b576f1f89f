"""Chatter: what a sentence tells by the way, by its grammar: of the past, of what a program does and needs, of changes.

Comes in: the words of a sentence and the telltale topics in them. Goes out: whether it takes nothing away. Example: "It
converts files." tells what the program does; "It reports usage to us." is no chatter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from analyzer.patterns import regex

# What may take a use away whatever else a sentence tells.
_GRAVE = frozenset("tells-money tells-leave tells-owner tells-secret tells-while tells-shut tells-threat".split())
_BINDS = frozenset(
    (
        "license licence licenses licences licensed licenced licensee licensees licensor licensors licensing licencing "
        "permission permissions right rights granted reserved only commercial commercially sell sold sale resale "
        "unless allowed permitted prohibited forbidden valid consent"
    ).split()
)
# Those that have many forms: how they begin.
_BEGINS = ("licens", "licenc", "commercial", "resell", "redistribut")
_PRESENT = frozenset(
    (
        "is are may must shall will can cannot should has have do does don now need needs require requires pay pays if "
        "until shows carries displays bears mentions"
    ).split()
)
# "The company that wrote it went out of business."
_PAST = frozenset(
    "was were had did went wrote began started became came gave took made built grew helped found got".split()
)
# "Fix: users could not log in", "Todo: add a check", "Known problem: ...".
_CHANGE = regex(
    r"\W*(?:v?\d+(?:\.\d+)*(?:\s*\(\d[\d-]+\))?\W+|\d{4}-\d\d-\d\d\W+)?(?:fix(?:e[sd])?"
    r"|bug ?fix(?:es)?|add(?:ed|s)?|deprecated|to-?do|known (?:problem|issue|bug|limitation)s?|improved?"
    r"|refactor(?:ed)?|cleaned|bumped?|documented)\b",
    re.IGNORECASE,
)
# "Removed: the ban on sale", "the limit of five users is gone".
_FREED = regex(
    r"\b(?:removed?|dropp?ed|lifted|abolished)\b\W+(?:the |all |any |its )?(?:\w+ ){0,2}(?:bans?|limits?"
    r"|restrictions?|fees?|requirements?|checks?|needs?"
    r"|(?:trial|demo|nag|registration|license) (?:mode|screen|key|window|period|dialog))\b"
    r"|\b(?:bans?|limits?|restrictions?|fees?|requirements?|checks?)\b[^.;:]{0,40}\b(?:is|are|was|were|been)\s+(?:now\s+)?"
    r"(?:gone|lifted|removed|dropped|abolished|history)\b",
    re.IGNORECASE,
)
_GONE = frozenset("remove removed dropped droped lifted abolished gone history".split())
# "It detects spam": what the program does, by a verb that neither binds nor spies.
_DOES = regex(
    r"(?:it|(?:this|the) (?:tool|program|library|script|app|package|project|module|plugin|model|software)) "
    r"(?:(?:also|currently|now) )?(?!is\b|has\b|was\b|does\b|comes\b|goes\b|needs\b|requires\b|costs\b|expires\b|ends\b"
    r"|remains\b|stays\b|becomes\b|belongs\b|ceases\b|excludes\b|prohibits\b|forbids\b|bars\b|bans\b|limits\b|restricts\b"
    r"|allows\b|permits\b|grants\b|covers\b|applies\b|extends\b|serves\b|reports\b|sends\b|collects\b|transmits\b|logs\b"
    r"|tracks\b|phones\b|calls\b|records\b|shows\b|displays\b|carries\b|stops\b|works\b|runs\b|quits\b)[a-z]+s\b",
    re.IGNORECASE,
)
_NARROWS = frozenset("not never only unless except must if until nobody none".split())
# "The parameter must not be null", "This flag is only valid together with -f".
_PART = regex(
    r"(?:the (?:name|size|order|type|format|length|encoding)s? of )?"
    r"(?:(?:an?|the|this|these|each|every|all|your|both)\s+)?(?:[a-z]+\s+){0,2}?(?:parameters?|functions?|flags?|options?"
    r"|arguments?|variables?|methods?|files?|folders?|director(?:y|ies)|settings?|ports?|fields?|strings?|values?"
    r"|modules?|tests?|builds?|installers?|databases?|passwords?|commands?|paths?|branch(?:es)?|commits?|threads?|callbacks?"
    r"|pull requests?|buttons?|columns?|rows?|tokens?|arrays?|pointers?)\s(?:must|may|can|cannot|should|is|are"
    r"|has|needs?|will)\b",
    re.IGNORECASE,
)
# "You will need about 2 GB of free space."
_NEEDS = regex(
    r"you(?:['’]ll| will)? need (?:about |at least |around )?(?:\d+ ?(?:[KMGT]i?B|cores?|megabytes?|gigabytes?)\b"
    r"|(?:an?|the) (?:\w+ ){0,2}(?:compiler|shell|browser|terminal|database|library|version of)\b"
    r"|(?:an?|some|a little|plenty of) (?:[\w-]+ )*(?:tea|coffee|patience|time|luck|editor|cable|screwdriver"
    r"|computer|knowledge|experience"
    r"|hours?|minutes?|memory|card|camera|microphone|keyboard|headphones|friends?)\W*$)",
    re.IGNORECASE,
)
_IDLE = regex(
    r"(?:please )?(?:do not|don['’]t|never) (?:panic|worry|be (?:afraid|shy|alarmed|surprised)|blame me|ask me|expect"
    r"|e-?mail me|mind|laugh|despair|bother)\b|tell your friends|spread the word",
    re.IGNORECASE,
)
# "There is no telemetry.", but no "There is no right to sell it."
_LACKS = regex(
    r"there (?:is|are) (?:currently |yet |as yet )?no (?!(?:\w+ )?(?:rights?|permission|licen|grant|leave|consent"
    r"|use\b|uses\b|sale|resale|cop|redistrib|commercial|hosting|training|modif|fork))",
    re.IGNORECASE,
)
# "If you break it, tell us how", "a postcard would make us happy", "You are responsible for how you use it".
_FRIENDLY = regex(
    r"\bwould (?:make (?:us|me) (?:\w+ )?happy|be (?:nice|lovely|appreciated))\b|\bwould (?:like|love) to hear\b"
    r"|^if (?:you|it) breaks? (?:it|things|something|anything|for you)\b"
    r"|^if (?:the|this|a|your) (?:file|copy|text|page|link|documentation|manual) is missing,"
    r"|^(?:(?:please )?do not|never) (?:report|file|open|post|disclose) (?:a |any )?(?:security|vulnerabilit)"
    r"|^only (?:the )?(?:maintainers?|committers?|core \w+|members) (?:may|can) (?:merge|push|commit|close|approve)\b"
    r"|\b(?:is|are) not (?:meant|intended|offered|given) as (?:legal|medical|financial|tax|professional) advice"
    r"|^you (?:alone |yourself )?(?:are|remain) (?:\w+ )?responsible for (?:how|what|your)\b"
    r"|^(?:we|i|the authors?) (?:give|offer|provide) no support\b",
    re.IGNORECASE,
)
_BRIEF = 140
_FRIEND = frozenset("would if report file open post disclose only advice responsible support".split())
_TOGETHER = regex(r"\bonly (?:valid|set|used|needed|read|available) (?:together |when |with |in |if )", re.IGNORECASE)


def by_the_way(sentence: str, words: Sequence[str], topics: AbstractSet[str]) -> bool:
    """Whether a sentence, with its words in small letters, only tells: it takes nothing away."""
    said = sentence.strip().lstrip("*-• ")
    folded = said.lower()
    if not _GONE.isdisjoint(words) and _FREED.search(said):
        return True
    short = len(said) < _BRIEF and not _FRIEND.isdisjoint(words) and _BINDS.isdisjoint(set(words) - {"only"})
    if short and _FRIENDLY.search(said):
        return True
    if not _GRAVE.isdisjoint(topics):
        return False
    if _IDLE.match(said) or _LACKS.match(said) or _NEEDS.match(said):
        return True
    if not _BINDS.isdisjoint(words) or (any(map(folded.__contains__, _BEGINS)) and _binds(words)):
        return _PART.match(said) is not None and "tells-people" not in topics and _TOGETHER.search(said) is not None
    if _CHANGE.match(said) or _PART.match(said):
        return True
    if _DOES.match(said):
        return _NARROWS.isdisjoint(words)
    past = (not _PAST.isdisjoint(words) or ("used" in words and "used to" in folded)) and "tells-time" not in topics
    return past and _PRESENT.isdisjoint(words)


def _binds(words: Sequence[str]) -> bool:
    return any(word.startswith(_BEGINS) for word in words)
