"""What a line or a sentence does in the outline: a heading, a lead-in of a list, an item without a subject of its own.

Comes in: words. Goes out: yes or no. Example: "Grant of Rights" is a heading, "You agree not to:" a lead-in,
"distributing the Model;" a fragment that needs one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from analyzer.elliptic import bars, shown
from analyzer.frames import FINITE, bans, is_title
from analyzer.patterns import regex

_ENDS = regex(r"[.;:!?][\"”’')\]]*$")
_GAP = regex(r"\n[ \t\r]*\n")
_CLOSING = frozenset(".;:!?\"”’')]\n")
# The last words of what leads in, and room for the character before them.
_LEADS = regex(
    r"\b(?:that|to|not|following|you|must|shall|may|if|unless|either|provided|conditions|will|for|by|from|and|or"
    r"|right|\w+n['’]t)$",
    re.IGNORECASE,
)
_LONGEST_LEAD = 12
# "You shall not use it for the following purposes.", before items that say which.
_KINDS = r"(?:purposes|ends|acts|activities|uses|ways|conduct|fields|actions|manners?|content|practices|things)"
_ENUMERATES = regex(
    rf"\bfollowing (?:[\w-]+ ){{0,3}}?{_KINDS}\.$"
    rf"|\b(?:not|never|no|nobody|prohibit\w*|forbid\w*|refrain\w*)\b[^.;:]{{0,200}}\b(?:any|all|each|one|either"
    rf"|those|the)\b"
    rf"[^.;:]{{0,20}}\b{_KINDS} (?:(?:that are |which are )?(?:listed |set out |set forth |described |named "
    rf"|given |stated )?(?:below|here)|(?:that|which) follow)\.$"
    r"|\binclud\w+\b[^.;:]{0,50}\bthe following\.$|\b(?:not|prohibit\w*|forbid\w*)\b[^.;:]{0,60}\bthe following\.$"
    r"|\b(?:except|other than|save|but|(?:any|all|none|each|one) of)\b[^.;:]{0,30}\bthe following(?: items?| points?"
    r"| cases?)?\.$",
    re.IGNORECASE,
)
_ALONE = regex(
    r"(?:strictly |expressly )?(?:not (?:permitted|allowed)|forbidden|prohibited|permitted|allowed|off limits)\.",
    re.IGNORECASE,
)
_BEFORE_ITEMS = ("following.", "below.", "follow.", "here.")
_COUNTED = frozenset({"s.", "t.", "d.", "g.", "r."})  # how such words end
_UNENDED = frozenset(",;-–—")
_ADORNING = " \t*_#-–—:\ufe0f\u200d"
_PICTURES = "\u2600"  # from here on Unicode has pictures, and letters
_VERDICTS = frozenset("✅✔✓☑❌✖✗✘⛔🚫")  # "❌ Commercial use" says something
_MARKS = '"”*_'
_DASHES = "-–—"
# "The following limits apply:", before items with verbs of their own.
_APPLY = regex(r"\b(?:following|these)\b[^.;:]{0,60}\bappl(?:y|ies)\W*$", re.IGNORECASE)
# What follows stands for itself: the whole agreement, no list.
_AGREED = regex(
    r"\b(?:agree\w*|declares?|provides?)\s+as\s+follows\W*$|\bit\s+is\s+(?:hereby\s+"
    r"|mutually\s+)*agreed(?:\s+that)?\W*$"
    r"|\bterms(?:\s+and\s+conditions)?\s+(?:appearing|set\s+out|set\s+forth|stated|laid\s+down|contained|given)"
    r"\s+(?:hereunder|hereinafter|hereinbelow|hereafter|herein)\W*(?:(?:namely|viz|to\s+wit)\W*)?$",
    re.IGNORECASE,
)
# Before "1. to use it": the verb that is still to come.
_GOES_ON_TO = regex(
    r"\b(?:(?:is|are)\s(?:hereby\s)?(?:entitled|permitted|allowed|authori[sz]ed|free|required|obliged|bound|forbidden)"
    r"|undertakes?|agrees?|(?:shall|must|may)(?:\snot)?)(?:,[^.;:,]{2,60})?,$"
    # "You shall not use it, nor help others to use it,": what for, the items say.
    r"|\b(?:shall|must|may|will|can|undertakes?|agrees?)\s(?:not|neither|never)\b[^.;:]{3,200},$",
    re.IGNORECASE,
)
# The end of an item that another follows.
_GOES_ON = regex(r"[;,]\s*(?:and\s?/\s?or|and|or)\s*$", re.IGNORECASE)
_INLINE_HEADING = regex(
    r"[\"“*_]{0,3}(?P<title>[A-Z][^.:;\n“”\"]{1,70}?)[\"”*_]{0,3}(?:\.|:|\s[-–—])[*_]{0,3}(?=\s+[\"“(A-Z*]|\s*$)"
)
_STANDS = regex(
    r"^\W*(?:(?-i:[A-Z])[\w'’&/-]*(?:\s+[\w'’&/-]+){0,5}:\s+)?(?!(?:to|in|for|by|that|which|who|if|when|where|unless"
    r"|upon|with|as|on|at|of|any|provided|such|from)\b)"
    r"(?:(?!that\b|which\b|who\b)[\w'’“”\"(),/!.<>{}\[\]-]+\s+){1,16}?"
    r"(?:(?:must|shall|may|should|cannot|agrees?|will|acknowledges?)\b|(?:is|are)\s+(?:not\s+)?(?:allowed|permitted"
    r"|prohibited|granted)\b)"
    r"|^\W*(?:you|(?:the\s+)?(?:licensee|user|recipient|customer)s?)\s+(?:also\s+|hereby\s+)?(?:can\s+not"
    r"|undertakes?|promises?|commits?"
    r"|consents?|needs?\s+to|ha(?:s|ve)\s+to|ought|covenants?|(?:is|are)\s+(?:required|obliged|obligated|forbidden"
    r"|barred))\b",
    re.IGNORECASE,
)
_SUBJECT = regex(
    r"(?:the|an?|any|all|each|every|no|this|these|such|its?|their|your|our|we|you|nothing|neither|nobody|both|either"
    r"|\w+s|use|copy|distribution|modification)\b"
)
_BEFORE_VERBS = regex(
    r"\b(?:that|which|who|whom|whose|where|when|if|as|what|how|whether|unless"
    r"|extent)\b",
    re.IGNORECASE,
)
_OPENS_QUOTE = frozenset("\"“‘'<[(©")
# "The following notice must appear:": what stands below is that notice.
_QUOTES = regex(
    r"\b(?:statement|notice|acknowledge?ment|text|legend|word|attribution|disclaimer|sentence|paragraph|credit|line"
    r"|citation|reference|form|header|information)s?\b[^:.;]{0,60}:\s*$|\buse the following:\s*$",
    re.IGNORECASE,
)
# A lead-in of whole clauses, and a clause of such a list that has a verb but none that allows, bans or orders.
_FRAMES = regex(
    r"\b(?:following|these)\s+(?:terms?|provisions?|rules)\b[^.;]*$"
    r"|\b(?:terms|conditions)\s+(?:appearing|set\s+out|set\s+forth|stated|listed|given)\s+(?:below|here)\W*$",
    re.IGNORECASE,
)
_STATES = regex(
    r"^\W*(?:(?:you|we)\s+(?:warrant|represent|comply|agree|accept|have|are|indemnify)\b"
    r"|(?:the|this|these|an?|no|all)\b(?:(?!\b(?:that|which|who|if)\b)[^.;:]){1,120}?\s(?:is|are|was|were|has|have"
    r"|includes?)\b)",
    re.IGNORECASE,
)
_CONDITIONAL = regex(
    r"^\W*(?:if|when|whenever|where|unless|upon|provided|in the event|should you|as long as|by)\b", re.IGNORECASE
)
_DENYING = (
    r"not|never|no|prohibit\w*|forbid\w*|refrain|unacceptable|disallowed|banned|restricted|outside|off limits|violat\w+"
    r"|breach\w*|terminat\w+"
)
_BINDS = regex(
    rf"\b(?:{_DENYING}|neither|must|shall|agree\w*|conditions?|provided|require\w*|misuse|exclude\w*)\b", re.IGNORECASE
)
# "Notices: keep all notices", "Credit - name the authors": a title, and what is to be done.
_LABEL = regex(
    r"(?![^:–—]{0,45}\b(?:no|not|never|may|must|shall|can|cannot|will|is|are|you|to|that|following)\b[^:–—]{0,45}[:–—])"
    r"(?-i:[A-Z])[\w/&’' -]{2,40}?(?: ?:| [–—-]) (?=[a-z-]+ (?:(?:an?|the|all|any|your|every|each|this|these|its|our"
    r"|recipients|with|to|in|prominent\w*|reasonable|copies|users)\b|\"|“))",
    re.IGNORECASE,
)
_DENIES = regex(rf"\b(?:{_DENYING}|excludes?)\b", re.IGNORECASE)
# "If you redistribute it, the following conditions must be met", "you shall meet all of the following conditions".
_GIVING_ON = regex(r"\b(?:re)?distribut\w*|\b(?:convey|publish|transfer|shar(?:e|ing)|give\s+copies)\w*", re.IGNORECASE)
_LISTED = regex(r"\b(?:following|these)\s+(?:conditions|requirements|duties)\b[^.;,]*:\s*$", re.IGNORECASE)
_DENIED = regex(r"\b(?:not|unless|only)\b", re.IGNORECASE)
_MODAL = regex(
    r"\b(?:must|shall|may|should|cannot|agrees?|will|is|are|can|grants?|ha(?:s|ve)\s+to|needs?\s+to)\b", re.IGNORECASE
)
# The start of a list item that has no subject of its own.
_FRAGMENT = regex(
    r"\W*(?:[Tt]o|for|in|by|as|with|that|which|any|use|using|engag\w+|generat\w+|creat\w+|promot\w+|[a-z]\w+ing"
    r"|[A-Z][a-z]+ing|[a-z]\w+"
    r"|include|provide|retain|keep|display|prominently|give|state|mark|cause|do|not|make|ensure|remove|modify"
    r"|distribute"
    r"|copy|share|sell|reproduce|publish|Under(?=\s[^.;:]{1,120},\sto\s)|violat\w+|[A-Z][a-z]+ly)\b",
)
_TITLED = regex(r"\W*[A-Z][\w'’&/-]*(?:\s+[\w'’&/-]+){0,5}:\s+[A-Z][a-z]+ing\b")
_CAPITAL = regex(r"[^\W\d_][\w'’-]*")
# "Acme asserts no ownership in Output", "Title to Results vests in Acme": a sentence, whatever capitals it has.
_ACTS = regex(
    r"\s(?:asserts?|vests?|forms|owns?|retains?|reserves?|remains?|belongs?|pass(?:es)?|governs?|applies|apply"
    r"|gives?|makes?"
    r"|takes?|ends?|lapses?|terminates?|expires?|survives?|stays?|binds?|supersedes?|disclaims?|waives?|assigns?"
    r"|holds?|keeps?"
    r"|becomes?|requires?|permits?|allows?|prohibits?|forbids?|includes?|excludes?|prevails?|replaces?|confers?"
    r"|entitles?|accepts?|publish(?:es)?|provides?|claims|licenses|transfers|covers|needs|offers)"
    r"\s(?:no|all|any|the|an?|in|to|with|its|your|nothing|on|upon|by|for|you|every)\b"
)
# "You just DO WHAT YOU LIKE": who does something is no title.
_PERSON = regex(r"(?:you|we|they|i)\s", re.IGNORECASE)

# "Restrictions. Do not sell the Model.": an order is no title, nor does it stand in one.
_ORDERS = regex(r"(?:^|[.:–—-]\s+)(?:please\s+)?(?:do\s+not|don['’]t|never)\s+[a-z]", re.IGNORECASE)

# "Forbidden: weapons": the title says what it bans.
_LISTS_BANNED = regex(
    r"(?:strictly\s+)?(?:prohibited|forbidden|disallowed|banned|not\s+(?:allowed|permitted)|off[ -]limits)\s*:\s*\w",
    re.IGNORECASE,
)
# "Companies pay.", "Businesses need a license": a sentence of few words is no title.
_PAYS = regex(r"\W*[A-Z]?[a-z]+(?:\s[a-z]+){0,3}\s(?:pays?|needs?|requires?|buys?|owes?|asks?)\b")
# An answer after a colon, and where or how long the license holds: neither is a title.
_ANSWERED = regex(
    r"(?:\d+[.)] )?[A-Z][\w ]{2,30}: [a-z][\w ]{1,30}\."
    r"|(?:Only )?(?:[Vv]alid|Licensed|Good) (?:only )?(?:in|for|until|within) |Not (?:on|in|at|by|near|during) [A-Za-z]"
    r"|(?:A(?:nswer)?\s*\d*\s*[:.)]\s*)?(?i:yes|no|nope|never|sure|of course|certainly)(?:$|[.,;!])"
)
_TELLS = regex(r"\b(?:COMES?|(?:IS|ARE) (?:PROVIDED|GIVEN|SUPPLIED|OFFERED|LICENSED|DISTRIBUTED|MADE|RELEASED))\b")
_GOVERNED = regex(r"\blaws?\b.*\b(?:applies|apply|governs?)\b", re.IGNORECASE)  # says which law, is no title
_ASKS = regex(
    r"\W*(?:what\s+(?:you|users?|licensees?)\s+(?:may|can|must|should)(?:\s?not|['’]t)?\s+do"
    r"|what\s+(?:we|I)\s+ask(?:\s+(?:of|from)\s+you|\s+for)?(?:\s+in\s+return)?"
    r"|what\s+(?:this|the)\s+(?:licen[cs]e|agreement)\s+(?:does(?:\s+not|n['’]t)?)\s+cover)\W*",
    re.IGNORECASE,
)
# What follows a title such as "No Resale" and says itself what may not be done.
_TOLD = regex(
    r"\b(?:not|no|may|must|shall|only|unless|except|without|cannot|can|will|agrees?|never|prohibited|forbidden)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
_NONE = frozenset({"No", "NO"})
_BELOW = 300  # characters in which the paragraph below a title says what it is about


_UNFINISHED = regex(r"(?:(?<!terms|rules)(?<!itions):|—|\b(?:to|not|from|that|following|used?|for))\s*$", re.IGNORECASE)
_OPEN_ENDS = frozenset(":—")
_TAIL = 16  # characters in which the word before the end stands whole


def goes_on(words: str) -> bool:
    """Whether a sentence ends in a colon or before what it speaks of."""
    last = words[-1:]
    if last in _OPEN_ENDS or last.isalpha():
        return _UNFINISHED.search(words[-_TAIL:]) is not None
    return words.endswith(_BEFORE_ITEMS) and _ENUMERATES.search(words) is not None


def ornaments(words: str) -> int:
    """How many characters before the first word only adorn it: spaces, dashes, signs of stress, small pictures."""
    return next((at for at, sign in enumerate(words) if not _adorns(sign)), len(words))


def _adorns(sign: str) -> bool:
    return sign in _ADORNING or (sign >= _PICTURES and not sign.isalnum() and sign not in _VERDICTS)


def stops(words: str) -> bool:
    """Whether words end as a sentence or a list item does: ". ; : ! ?"."""
    if words[-1:] not in _CLOSING:
        return False
    return _ENDS.search(words) is not None


def leads(words: str) -> bool:
    """Whether words leave open what the items below them say: "You may not:", "provided that"."""
    bare = words.rstrip(_MARKS)
    if bare[-1:].isspace() and words.endswith("___"):
        return False  # a form to be filled in: "Intended use: ____"
    end = bare.rstrip()
    if end[-1:] in {":", "—", "–"} or (words[-1:] == "-" and (words[-2:-1].isalnum() or words[-2:-1] == "_")):
        return _AGREED.search(words) is None
    counted = end[-2:] in _COUNTED or end.endswith(_BEFORE_ITEMS)
    if counted and (_ENUMERATES.search(end) or _ALONE.fullmatch(end)) is not None:
        return True
    said = bare.rstrip(_DASHES).rstrip()
    if (_LEADS.search(said[-_LONGEST_LEAD:]) is None) if said[-1:] != ":" else _AGREED.search(said) is not None:
        return False
    return not stops(words) and _GOES_ON.search(words) is None


def unfinished(words: str) -> bool:
    """Whether words with a verb have no end: "You may use it with", "Users are entitled, without charge,"."""
    if words[-1:] == "," and _GOES_ON_TO.search(words) is not None:
        return True
    return not stops(words) and words.rstrip()[-1:] not in _UNENDED and _MODAL.search(words) is not None


def stands(words: str) -> bool:
    """Whether an item has a subject and a verb of its own: "You must keep the notice".

    "record in the files, in terms a reader will understand, what was changed" has a verb, but no subject before it.
    """
    found = _STANDS.match(words)
    return found is not None and not (words[:1].islower() and "," in found.group() and _SUBJECT.match(words) is None)


def inset(words: str, lead: str) -> bool:
    """Whether a paragraph set in below a lead-in is an item of it: it says nothing by itself, and quotes no notice."""
    verb = FINITE.search(words)
    whole = verb is not None and _BEFORE_VERBS.search(words[: verb.start()]) is None
    return not (whole or words[:1] in _OPENS_QUOTE or _QUOTES.search(lead) or stands(words))


def states(words: str, leads: Iterable[str]) -> bool:
    """Whether an item is a clause of its own in a list of clauses: "under the following terms: 1. The data is ..."."""
    found = list(leads)
    if FINITE.search(words) is not None and all(_APPLY.search(lead) for lead in found):
        return True
    return _STATES.match(words) is not None and all(_FRAMES.search(lead) for lead in found)


def one_of_several(words: str) -> bool:
    """Whether words end as an item does that others follow: "copy it; or"."""
    return words.rstrip().endswith((";", "; and", "; or", "; and/or"))


def fragment(words: str) -> bool:
    """Whether an item needs a lead-in: "distributing the Model", "Resale: Selling copies", "to any third party;"."""
    return _TITLED.match(words) is not None or _FRAGMENT.match(words) is not None or one_of_several(words)


def binds(words: str) -> bool:
    """Whether a lead-in forbids or demands, so that it reaches every item below, under whatever heading."""
    return _BINDS.search(words) is not None


def label(words: str) -> int:
    """How long the title is that stands before an order in an item: 9 in "Notices: keep all notices."."""
    found = _LABEL.match(words)
    return found.end() if found else 0


def denies(words: str) -> bool:
    """Whether a lead-in forbids what the items below it name: "You may not use it for:"."""
    return _DENIES.search(words) is not None


def conditional(words: str) -> bool:
    """Whether a lead-in only says when: "If You distribute the Model:"."""
    return _CONDITIONAL.match(words) is not None and not _MODAL.search(words.partition(",")[2])


def condition(words: str) -> int:
    """How much of a lead-in says when copies are given on, where the rest only says that items follow; else 0.

    "If you share a copy, the following conditions must be met:" holds for items with a subject of their own, too.
    """
    if _CONDITIONAL.match(words) is None:
        return 0
    when, _, rest = words.partition(",")
    listed = _GIVING_ON.search(when) is not None and _LISTED.search(rest) is not None
    return len(when) + 1 if listed and not _DENIED.search(when) else 0


def inline(words: str) -> tuple[str, int] | None:
    """The heading that opens an item and the offset behind it: "Grant. You may" gives "Grant", 6."""
    found = _INLINE_HEADING.match(words)
    if found is None:
        return None
    title = found.group("title")
    if not (_titled(title) or bans(title)) or FINITE.search(title):
        return None
    if (
        _ACTS.search(title)
        or _PERSON.match(title)
        or _PAYS.match(title)
        or _GOVERNED.search(title)
        or _ANSWERED.match(title)
    ):
        return None
    if remains(title, words, found.end()) or _TELLS.search(title):
        return None
    return " ".join(title.split()), found.end()


def remains(title: str, words: str, end: int) -> bool:
    """Whether a title bars what nothing behind it tells of: "No Commercial Use", before "Ask us for a license."."""
    if title[:2] not in _NONE or not bars(title, bullet=True):
        return False
    return _TOLD.search(_GAP.split(words[end : end + _BELOW].strip(), 1)[0]) is None


def says(words: str, *, titled: bool, marked: bool) -> bool:
    """Whether a heading is a sentence: "Evaluation is free for everyone", "No resale", "Forbidden: weapons"."""
    capitals = words.isupper() and not marked
    if (titled or capitals) and (bars(words, bullet=capitals) or _LISTS_BANNED.match(words)):
        return True
    return titled and FINITE.search(words) is not None and _ASKS.fullmatch(words) is None


def _titled(words: str) -> bool:
    """Title case or capitals, and no verb that makes it a sentence."""
    parts: list[str] = _CAPITAL.findall(words)
    if (
        not parts
        or len(parts) > 10
        or (len(parts) > 4 and re.search(r"\b(?:must|shall|may not|will|cannot|agree)\b", words))
    ):
        return False
    long = [w for w in parts if len(w) > 3]
    capital = sum(w[0].isupper() for w in long)
    return capital >= 0.6 * len(long) if long else parts[0][0].isupper()


def is_heading(words: str, lines: int, *, marked: bool, titled: bool = False) -> bool:
    """Whether a block of so many lines is a heading.

    `marked` where a number or letter stands before it, `titled` where the signs of a heading do ("## Terms").
    """
    if lines > 2:
        return False
    if titled and words.rstrip()[-1:] not in {";", ",", "?", "."} and len(words) <= 100:
        return True
    stripped = words.strip().strip("*_#=: ")
    if _ASKS.fullmatch(words) is not None or is_title(stripped.removesuffix(":")):
        return True
    # Most blocks are too long; what is slow to see comes after.
    if len(stripped) > 100 or stripped.count(" ") > 11:
        return False
    if shown(words) or _GOVERNED.search(words) or _PAYS.match(words) or _ANSWERED.match(stripped):
        return False
    if _ORDERS.search(words):
        return False
    # An item that begins in lower case, or ends as an item of a list does, is no heading.
    if stripped[:1].islower() or re.search(r";\s*(?:and|or|and/or)?\s*$", words):
        return False
    if words.rstrip()[-1:] in {";", ",", "?"} or (
        words.rstrip().endswith(".") and (stripped.count(" ") > 5 or not marked)
    ):
        return False
    if words.rstrip().endswith(":") and (not marked or FINITE.search(stripped)):
        return False
    if re.search(r"\b(?:copyright|\(c\)|©)", stripped, re.IGNORECASE) and re.search(r"\d{4}|<|\[", stripped):
        return False
    if FINITE.search(stripped) and not stripped.isupper():
        return False
    if stripped.isupper():
        return stripped.count(" ") < 9
    return _titled(stripped)
