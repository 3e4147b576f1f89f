"""Who speaks in a text, where no definition says it: names of the licensor, and "I" who takes the license.

Comes in: the reading of a text, or the words of a sentence. Goes out: folded names, and the words of one who agrees in
the first person said to that one. Example: of "I will not share the data" comes "You will not share the data".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from analyzer.few import sized
from analyzer.lexicon import Lexicon, canonical
from analyzer.patterns import regex

_NAME = r"((?<!\w\.)[A-Z][\w&-]*(?:\.[A-Z]\w*)?(?:\s[A-Z][\w&-]*){0,2})"
_GIVEN = (
    r"(?:grants?|gives|licen[cs]es|accords|confers\s(?:up)?on)\s(?:to\s)?(?:[Yy]ou|YOU|(?:(?:the|each|every"
    r"|any)\s)?(?:Licensee|Recipient|User|Customer|End\sUser|Subscriber"
    r"|Researcher|Investigator|Participant)"
    r"|the\s(?:licensee|recipient|user|customer)s?)\b"
)
_LENDS = (
    r"makes\s(?:the|its)\s[^.;()]{2,80}?(?:\([^()]{1,40}\)\s)?available\sto\s(?:[Yy]ou|the\s(?:Licensee|Recipient|User"
    r"|Customer|Researcher|Investigator|Participant)s?)\b"
)
_ONE = r"\b(?<!\b[Aa]\s)(?<!\b[Aa]n\s)(?<!ny\s)(?<!our\s)(?<!ach\s)(?<!uch\s)"  # not "any Company"
_GRANTOR = regex(_ONE + _NAME + rf"\s(?:hereby\s)?(?:{_GIVEN}|{_LENDS})")
# "Acme reserves the right", "Acme makes no warranty", "Acme permits the use of", "Acme will not be liable".
_OWNER = regex(
    r"\b" + _NAME + r"\s(?:(?:hereby\s|expressly\s)?reserves?\sthe\sright|(?:has\s\w+\s\w+\sand\s)reserves\sthe\sright"
    r"|makes?\sno\s(?:representation|warrant)|disclaims?\s(?:all|any)|(?:hereby\s)?permits?\sthe\suse"
    r"|(?:shall|will)\s(?:not|in\sno\sevent)\sbe\s(?:held\s)?(?:liable|responsible)"
    r"|(?:is|will\sremain|remains)\sthe\s(?:sole\s|exclusive\s)?owner)\b"
)
# "The Data are provided by Acme", "This model is made available by the Acme Institute".
_PROVIDER = regex(
    r"\b(?:[Tt]he|[Tt]his|[Tt]hese)\s(?:\w+\s){0,2}?(?:[Mm]odels?|[Dd]ata|[Dd]atasets?|[Dd]atabase|[Ss]oftware"
    r"|[Ww]orks?"
    r"|[Pp]rograms?|[Ll]ibrary|[Mm]aterials?|[Ss]ervices?|[Cc]orpus|[Ww]eights)\s(?:is|are)\s(?:being\s)?(?:provided"
    r"|offered|supplied|released|published|licensed|distributed|made\savailable)(?:\sto\s[Yy]ou)?\sby\s(?:the\s)?"
    + _NAME
    + r"(?=[\s.,;]|$)"
)
# Most texts have no such words, whatever else stands near.
_PROVIDED = regex(
    r"by(?:(?<=provided\sby)|(?<=offered\sby)|(?<=supplied\sby)|(?<=released\sby)|(?<=published\sby)|(?<=licensed\sby)"
    r"|(?<=distributed\sby)|(?<=made\savailable\sby)|(?<=\sto\s[Yy]ou\sby))\s(?:the\s)?[A-Z]"
)
_PERSON = regex(
    r"\b(?:individual|entity|persons?|natural|party|organi[sz]ation|company|anyone|anybody|everyone|whoever"
    r"|human being|bod(?:y|ies)(?!\s+of\s+(?:records|data|works?|texts?|material|software|code|information)\b))\b",
    re.IGNORECASE,
)
_LICENSEE = regex(
    r"\b(?:you|licensee|exercising (?:the )?(?:rights|permissions)|receiv\w+|obtain\w+|agree\w* to"
    r"|mak(?:es?|ing) use of|operates? (?:an?|the|this|our)\b|employ(?:s|ing)|avail(?:s|ing)|holds? (?:a"
    r"|any) cop(?:y|ies)|works? on it"
    r"|(?:re-?)?us(?:ing|es|er)|accept\w*|granted|recipient|customer|download\w*)\b",
    re.IGNORECASE,
)
_LICENSOR = regex(
    r"\b(?:licensor|grant\w*|licensing|offer\w*|makes? available|owner|owns|provid\w+|authori[sz]ed by|develop\w+"
    r"|creat\w+|distribut\w+|(?:places?|puts?) [^.;]{1,60}? under this)\b",
    re.IGNORECASE,
)
# "Persons that have no common controller with the Licensor", "every person save the User".
_OUTSIDE = regex(
    r"\b(?:other than|save|except(?: for)?|excluding|ha(?:s|ve) no|neither)\b[^.;]{0,60}\b(?:licensor|licensee|user"
    r"|you|us"
    r"|we|recipient|member|customer|provider|holder)\b",
    re.IGNORECASE,
)
_GAVE = regex(r"\bin whose name\b|\bwhose (?:contribution|submission|work) (?:has been|was|is)\b", re.IGNORECASE)
_GRANTS = regex(r"\b(?:grants?|granting|licensing|offering|authori[sz]ed by)\b")
# "System Developer", "Distributor of Modifications"
_MAKER = regex(r"\b(?:developer|distributor|manufacturer|integrator|reseller|modifier|producer|assembler)s?\b")
_ANYONE_WHO = regex(
    r"\W*(?:any\sof\sthe\sfollowing\spersons:|(?:(?:anyone|anybody|everyone|whoever)\s(?:who\s|that\s)?"
    r"|(?:any|an?|each|every)\s+(?:\w+\s+(?:or\s+)?){0,3}?(?:person|individual|entity|party|company|organi[sz]ation)\s"
    r"(?:\([^()]{1,40}\)\s)?(?:or\s\w+\s)?(?:who\s|that\s|which\s|(?=using\b)))(?:\w+\s)?(?:develop|produc"
    r"|manufactur|mak"
    r"|integrat|modif|(?:re)?distribut|(?:re)?sell|build|assembl|us(?:e|es|ing)\b))",
    re.IGNORECASE,
)
# 'a person who has agreed to this License ("Member")', with the word for one who takes part.
_TOLD = regex(
    r"\b(?:(?:anyone|anybody|everyone|whoever)\s(?:who\s)?|(?:an?|any|each|every|the"
    r"|all)\s(?:[\w-]+\s(?:or\s)?){0,3}?(?:persons?|individuals?|part(?:y|ies)"
    r"|organi[sz]ations?"
    r"|entit(?:y|ies)|compan(?:y|ies)|institutions?|people|one)\s(?:(?:who|that|which)\s|(?:indicated|named|identified"
    r"|designated|specified|listed|signing|completing)\s(?:in|on|below|at|above|this|the)\b))[^.;:()]{0,140}$",
    re.IGNORECASE,
)
_TELLING = ("who", "that", "which", "ed ", "ing ", "any", "every")
# 'The publisher who attaches this license to a collection ("Publisher")'.
_GIVER = regex(
    r"\b(?:publisher|author|provider|owner|developer|distributor|right\s?s?\s?holder|person|body)\s(?:who|that|which)\s"
    r"(?:attaches|applies|affixes|publishes|offers|releases|places|puts|issues)\s[^.;:()]{0,80}$",
    re.IGNORECASE,
)
_ROLE = regex(
    r"(?:[a-z-]+\s)?(?:[a-z]{3,}(?:er|or|ee|ant|ent|ist|ary|ory)|members?|part(?:y|ies)|holders?|organi[sz]ation"
    r"|company)s?"
)
_GETS = regex(r"\b(?:access|regist\w+|sign\w*|join\w*|exercis\w+|ordere?d?|form|below)\b", re.IGNORECASE)
_BY_THE_WAY = regex(
    r"\W*(?:(?:the\s)?[A-Z]?\w+['’]s\s|(?:a|an|the)\s(?:[\w-]+\s){1,6}?(?:[\w-]+ed\s(?:and\s[\w-]+ed\s)?by"
    r"|on\sbehalf\sof|issued|sold)\b)"
)
_PROPER = regex(r"(?:\b[A-Z]\w+\s(?:(?:of|for|the|and)\s){0,3}){1,6}[A-Z]\w+\s*\(?$")
_ACTS_BEFORE = regex(
    r"\b(?:may|shall|will|must|can|might)\s(?:(?:also|at|any|time|in|its|sole"
    r"|discretion)\s){0,6}(?:\w+\s){1,4}?(?:an?|any|the|some)\s",
    re.IGNORECASE,
)
_PASSIVE = regex(r"\b(?:is|are)\s(?:being\s)?(?:made\s)?\w+(?:\sto\s[Yy]ou)?\s$")
_LONGEST_PASSIVE = 40
# Words of what a licensor does, and what must stand there. To try every name of a text is slow: a name is sought only
# where such words are near.
_GRANTING = {
    **{verb: regex(_GIVEN) for verb in ("grant", "gives", "licen", "accords", "confers ")},
    "makes": regex(_LENDS),
}
_OWNING = {
    "reserve": regex(r"reserves?\sthe\sright"),
    "make": regex(r"makes?\sno\s(?:representation|warrant)"),
    "disclaim": regex(r"disclaims?\s(?:all|any)"),
    "permit": regex(r"permits?\sthe\suse"),
    "liable": regex(r"(?:(?<=not\sbe\s)|(?<=no\sevent\sbe\s)|(?<=\sbe\sheld\s))liable"),
    "responsible": regex(r"(?:(?<=not\sbe\s)|(?<=no\sevent\sbe\s)|(?<=\sbe\sheld\s))responsible"),
    "owner": regex(r"(?:(?<=the\s)|(?<=sole\s)|(?<=exclusive\s))owner"),
}
_PROVIDING = {act: regex(act) for act in ("d by ", "able by ", " you by ")}
_NEAR_BEFORE, _NEAR_AFTER = 200, 140
_WORD = regex(r"[^\W_]+(?:[-'’.&][^\W_]+)*")
_ADVERBS = r"(?:(?:hereby|also|further|fully|expressly|have\sread\s(?:and|,))\s+)*"
# One who takes the license speaks: "I request access and agree to the following", "my obligations".
_TAKES = regex(
    r"I(?<!\wI),?\s+"
    + _ADVERBS
    + r"(?:agree|undertake|accept|request|commit|understand|acknowledge|promise|certify|consent"
    r"|declare|will\s+(?:not\s+)?(?:attempt|use|copy|make|keep|delete|erase|destroy|comply|abide|share|redistribute"
    r"|disclose|report|acknowledge|cite|publish|upload|send|notify|inform))\b"
)
_BOUND = regex(r"my(?<!\wmy)\s+(?:obligations|privileges?)\b")
_FEW = 3  # so many promises outweigh one thing that is given
# The licensor speaks: "I grant you", "I, the author, release it", "I will not be liable".
_GIVES = regex(
    r"\bI(?:,[^,;.]{1,120},|,)?\s+"
    + _ADVERBS
    + r"(?:grants?|licen[sc]e|place|release|waive|dedicate|relinquish|permit|allow|give|offer|disclaim|retain|reserve"
    r"|wrote|made|make|created|represent|submit|contribute|own|(?:am|was)\s+the\s+(?:author|owner|copyright)"
    r"|(?:will|shall|can)\s*not\s+be\b)\b"
    r"|\b(?:my|My)\s+(?:code|work|software|program|copyright|contributions?|name)\b"
)
_FIRST = regex(
    r"(?<![\w(.-])(?<!Section )(?<!Part )(?<!Article )(?<!Annex )(?<!Type )(?<!Phase )(?<!Exhibit )(?<!World War )"
    r"I(?: am| was)?(?=,? [a-z]|['’](?:ll|ve|d|m)\b)|\b(?:[Mm]e|[Mm]y|[Mm]yself|[Mm]ine)\b"
)
_SECOND = {
    "i": "You",
    "i am": "You are",
    "i was": "You were",
    "me": "you",
    "my": "your",
    "myself": "yourself",
    "mine": "yours",
}
# Who takes the work, by the word alone, whatever stands in the definition.
TAKING = frozenset("licensee recipient user customer researcher subscriber grantee requester".split()) | {"end user"}

# "Acme licenses the Member to use", "the Holder obtains a limited licence".
_LEAVE = (
    r"(?:is|are)\s(?:hereby\s)?(?:granted|permitted|licensed|allowed)|(?:obtains|acquires|receives)\s(?:an?|the|from)\s"
)
# What follows such a name; what stands before it is looked at then, which is quicker than to try every verb of a text.
_NAMED_TAKER = regex(rf"\s(?P<name>[A-Z][a-z]{{2,20}})\s(?:(?P<gets>{_LEAVE})|(?:an?|the|to|under|permission|leave)\b)")
_MANY_WORDS = regex(
    r"(?:grants?|licen[cs]es|permits?|allows?|gives?)\s(?:to\s)?(?:the|each|every|any|an?|all)\s([A-Z]\w+(?:\s[A-Z]\w+){0,2})\s"
    r"(?:an?|the|to|under|permission|leave)\b"
)
_MAY = regex(r"([A-Z]\w+(?:\s[A-Z]\w+){0,2})\s(?:may|can|is free to|are free to)\s(?!not\b)")
_THE_ONE = regex(r"\b(?:[Tt]he|[Ee]ach|[Aa])$")
_LEAVE_TO = regex(
    r"\b(?:grants?|licen[cs]es|permits?|allows?|authori[sz]es|confers?\s(?:up)?on|gives?)\s(?:to\s)?"
    r"(?:the|each|every|any|an?)$"
)
_LONGEST_LEAVE = 24
# Who agrees, or must do something, is somebody and no thing.
_BIDDEN = (
    r"\b(?:[Tt]he|[Ee]ach|[Ee]very|[Aa]n?)\s{name}\s(?:agrees|undertakes|accepts|acknowledges|(?:must|shall|may|has\sto"
    r"|ought\sto|is\s(?:free|obliged|entitled)\sto)\s(?!be\b|not\sbe\b|only\b|also\sbe\b|include|contain|remain|bear"
    r"|carry|have\b|come\b|always\b|run\b|work\b))"
)
_PAPERS = ("agreement", "license", "terms", "policy", "notice", "section", "law")  # "This Agreement gives you"
# What a licensor may be called as well as a stranger: "the Hospital", where it gives the license.
HOUSES = frozenset(
    "institute hospital university agency foundation ministry laboratory centre center city department council"
    " academy college library museum consortium".split()
)
_FOREIGN_HOUSE = regex(
    r"\b(?:Institut(?:o|ul|et)?|Universi(?:dad|dade|tà|tät|té|teit|tet)|Hochschule|Fonda(?:tion|zione)"
    r"|Funda(?:ção|ción|cao|cion)"
    r"|Stiftung|Mini[sz]t[eè]r\w*|Agen(?:ce|cia|cija|zia)|Hôpital|Laborat(?:oire|ório|orio)|Centr[eo]"
    r"|Consor[cz]\w+|Akademie|Académie|Academia|Mus[eé][eou])\b"
)
_NAMED_HOUSES = sorted(name.capitalize() for name in {"company", *HOUSES})
_HOUSE = f"({'|'.join(_NAMED_HOUSES)})"
# "The Company reserves", "consent of the Company", "the Company's marks", "indemnify the Company": where it is not told
# who the Company is, and somebody else is "you" or the licensee.
_HOUSE_LICENSES = regex(
    rf"\b[Tt]he\s{_HOUSE}\s(?:hereby\s|expressly\s)?(?:reserves|retains|grants|disclaims|makes\sno|permits"
    r"|may\s(?:also\s|at\sany\stime\s)?(?:terminate|revoke|modify|change|amend|update|suspend|audit|monitor)"
    r"|(?:shall|will)\s(?:not|in\sno\sevent)\s(?:be\s)?(?:liable|responsible|bear))\b"
    rf"|\b(?:consent|permission|approval|authori[sz]ation)\s(?:of|from|by)\sthe\s{_HOUSE}\b"
    rf"|\bthe\s{_HOUSE}['’]s\s(?:prior|written|express|consent|permission|approval|trademarks?|name|logo)\b"
    rf"|\b(?:indemnify|reimburse|notify|contact|hold|property\sof|belongs?\sto|owned\sby|vests?\sin|granted\sby"
    rf"|licensed\sby)\sthe\s{_HOUSE}\b"
)
_SAID_HOUSES = tuple(f"he {name}" for name in _NAMED_HOUSES)  # most texts say none
_GIVEN_HOUSE = regex(rf"\b(?:grants?|license)\s(?:to\s)?the\s(?:[A-Z]\w+\s){{0,3}}?{_HOUSE}\b")
_TAKER = regex(r"\b(?:[Yy]ou|YOU|Licensee|the (?:user|User|recipient|Recipient))\b")


def grantors(reading: str) -> set[str]:
    """Who grants "you" a license, by name: "Acme hereby grants you", or acts as one does: "the Company reserves"."""
    named = {_folded(name) for name in _names(reading, _GRANTOR, _GRANTING)}
    if any(map(reading.__contains__, _SAID_HOUSES)) and _TAKER.search(reading):
        houses = {str(name) for found in _HOUSE_LICENSES.findall(reading) for name in found if name}
        named |= {name.lower() for name in houses - set(_GIVEN_HOUSE.findall(reading))}
    return {name for name in named if not name.endswith(_PAPERS)}


def owners(reading: str, lexicon: Lexicon) -> set[str]:
    """Who acts as only a licensor does, by a name of which the lexicon knows no word: "Acme reserves the right"."""
    found = _names(reading, _OWNER, _OWNING)
    if any(_passive(reading, by.start()) for by in _PROVIDED.finditer(reading)):
        found |= _names(reading, _PROVIDER, _PROVIDING)
    names = {_folded(name) for name in found if len(name) > 1}
    return {name for name in names if unknown(name, lexicon) and not _used(name, reading)}


def _passive(reading: str, at: int) -> bool:
    """Whether what stands before a "by" says that something is made or given."""
    return _PASSIVE.search(reading, max(0, at - _LONGEST_PASSIVE), at) is not None


def _used(name: str, reading: str) -> bool:
    """Whether a name is that of a thing: "You may use Acmebot"."""
    used = rf"\b(?:us(?:e|es|ing)|use of|through)\s+(?:the\s+)?{re.escape(name)}\b"
    return re.search(used, reading, re.IGNORECASE) is not None


def _names(reading: str, pattern: re.Pattern[str], acts: Mapping[str, re.Pattern[str]]) -> set[str]:
    """The names that a pattern finds near one of the acts."""
    parts: list[list[int]] = []
    for place in sorted(place for act, whole in acts.items() for place in _places(reading, act, whole)):
        if parts and place - _NEAR_BEFORE <= parts[-1][1]:
            parts[-1][1] = place + _NEAR_AFTER
        else:
            parts.append([max(0, place - _NEAR_BEFORE), place + _NEAR_AFTER])
    return {match.group(1) for start, end in parts for match in pattern.finditer(reading, start, end)}


def _places(reading: str, word: str, whole: re.Pattern[str]) -> Iterator[int]:
    place = reading.find(word)
    while place >= 0:
        if whole.match(reading, place):
            yield place
        place = reading.find(word, place + 1)


def unknown(name: str, lexicon: Lexicon) -> bool:
    """Whether the lexicon knows no word of a name."""
    words = name.split()
    return not any(lexicon.match(words, at) for at in range(len(words)))


def company(name: str, lexicon: Lexicon) -> bool:
    """Whether a name is that of "the Company", or of a company of which the lexicon knows nothing else."""
    *first, last = name.split()
    return last == "company" and unknown(" ".join(first), lexicon)


def takers(reading: str, lexicon: Lexicon) -> set[str]:
    """Who is given leave and does what is allowed or bidden, by a name of which the lexicon knows nothing."""
    unknown_ones = {name for name in _given(reading) if unknown(name.lower(), lexicon)}
    return {name.lower() for name in unknown_ones if is_somebody(name, reading)}


@lru_cache(1)  # both questions about who is given leave are asked of one text after the other
def _given(reading: str) -> set[str]:
    return {found["name"] for found in _NAMED_TAKER.finditer(reading) if _is_given(found, reading)}


def given(reading: str) -> set[str]:
    """Who is given leave, in small letters: "grants each Eligible Party a license", "A Member may"."""
    names = {*_given(reading), *_MANY_WORDS.findall(reading), *_MAY.findall(reading)}
    return {" ".join(name.lower().split()) for name in names}


def _is_given(found: re.Match[str], reading: str) -> bool:
    """Whether leave is given to a name, by what stands before it."""
    before = _THE_ONE if found["gets"] else _LEAVE_TO
    return before.search(reading, max(0, found.start() - _LONGEST_LEAVE), found.start()) is not None


def is_somebody(name: str, reading: str) -> bool:
    """Whether a name agrees, may or must do something: "the Member shall tell us"."""
    return re.search(_BIDDEN.format(name=name), reading) is not None


def house(name: str, body: str) -> bool:
    """Whether a name is that of the house that stands before it: 'University of Ost, Institute for X ("Institute")'."""
    return name in HOUSES and (name.capitalize() in body or _FOREIGN_HOUSE.search(body) is not None)


def takes(reading: str) -> bool:
    """Whether "I" in a text is the one who takes the license, as in data use agreements.

    One who promises much may allow the other something, too: "I permit the Institute to correct the data".
    """
    promises = len(_TAKES.findall(reading)) + len(_BOUND.findall(reading))
    return promises > _FEW * len(_GIVES.findall(reading))


def addressed(words: str) -> str:
    """The words of one who agrees, said to that one: "I will not use my copy" is "You will not use your copy"."""
    return _FIRST.sub(lambda match: _SECOND[match.group().lower()], words)


def _folded(name: str) -> str:
    return " ".join(canonical(word) for word in _WORD.findall(name)).removeprefix("the ")


def makes(key: str, body: str) -> bool:
    """Of who takes the license to build something: "Developer" means any person who makes a product from it."""
    return _MAKER.search(key) is not None and _ANYONE_WHO.match(body) is not None


def person(body: str) -> str:
    """Whom a definition of a person means: "You" is who exercises the rights, "Owner" who grants them."""
    if not _PERSON.search(body[:120]):
        return ""
    outside = _OUTSIDE.search(body[:200])
    if outside and not _LICENSEE.search(body[: outside.start()]) and not _LICENSOR.search(body[: outside.start()]):
        return "third-party"
    if _GAVE.search(body[:200]):
        return "contributor"
    if sized(body):
        return "licensee"  # whoever is that large is no licensor
    if _LICENSEE.search(body[:250]) and not _GRANTS.search(body[:200]):
        return "licensee"
    return "licensor" if _LICENSOR.search(body[:250]) else ""


def is_taking(body: str) -> bool:
    """Whether a definition says that somebody receives, uses or accepts, as who takes a license does."""
    said = body.split(".", maxsplit=1)[0]
    return _LICENSEE.search(said) is not None or " use " in said


@lru_cache(1)  # whether it tells of anybody, and of whom
def told(key: str, body: str) -> str:
    """Who is named after what is told of that one: 'a person who has agreed to this License ("Member")'."""
    if not any(map(body.__contains__, _TELLING)):
        return ""  # nothing is told of anybody, which is quickly seen
    if _GIVER.search(body):
        return "licensor"
    found = _TOLD.search(body)
    if found is None or _ROLE.fullmatch(key) is None or key in body.lower():
        return ""
    who = person(found.group())
    return "licensee" if not who and _GETS.search(found.group()) else who


def named_by_the_way(body: str) -> bool:
    """Whether a person is only named in what a thing is: "means a system sold by", "means Licensee's storage"."""
    return _BY_THE_WAY.match(body) is not None


def proper(body: str) -> bool:
    """Whether a proper name stands before an aside: 'the Council of the Research Laboratories ("CRL")'."""
    return _PROPER.search(body) is not None


def acts_before(body: str) -> bool:
    """Whether who stands before an aside does something there: 'the Licensor may ask for a token ("Key")'."""
    return _ACTS_BEFORE.search(body) is not None
