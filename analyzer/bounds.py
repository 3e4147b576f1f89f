"""Leave within bounds: whether what a sentence allows is allowed to some, somewhere, or for a while only.

Comes in: a sentence that gives leave. Goes out: whether words follow that no open license has there. Examples: "on our
hardware" in "You may use it on our hardware", "members of the club" in "Permission is granted to members of the club".
What the bound is, the rules that know it tell; here it is a doubt.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from analyzer.patterns import regex

_ACT = (
    "use|run|execute|deploy|operate|install|load|copy|reproduce|duplicate|modify|change|adapt|alter|improve|merge"
    "|publish|distribute|redistribute|share|sell|sublicense|study|perform|display|exploit|host|download|access|build"
    "|embed|integrate|apply|translate|convey|prepare|create|fine-tune|train|test"
)
_DONE = (
    "used|run|executed|copied|reproduced|modified|changed|altered|adapted|published|distributed|redistributed|shared"
    "|sold|performed|displayed|exploited|hosted|downloaded|deployed"
)
_KINDS = (
    "software model models work works program programs package weights file files code data dataset database material "
    "materials document documents documentation font fonts library product tool content contents image images voice vo"
    "ices text texts checkpoint checkpoints system release parameters"
)
_KIND = _KINDS.replace(" ", "|")
_THING = rf"(?:(?:the|this|these|those|any|all|such|our|its|said) (?:[\w-]+ ){{0,3}}?(?:{_KIND})\b|it\b|them\b)"
_OR = r"(?:,? (?:and/or|and|or) |, )"
# What may be done with what, or what is allowed; the words behind it are looked at.
_NOUN = "use|usage|access|copying|modification|distribution|redistribution|reproduction|sharing|hosting|sale"
_DO = rf"(?: freely| also)? (?:{_ACT})(?:{_OR}(?:{_ACT}))*"
_LEAVE = regex(
    rf"\b(?:may|can|to|free to|allowed to|permitted to|entitled to|lets? you){_DO},? {_THING}"
    r"(?: and (?:its|the) [\w-]+)?"
    rf"|\b(?:may|can|free to|allowed to|permitted to|entitled to|lets? you){_DO}"
    r"\b(?= (?:on|at|in|within|inside|during|among|for)\b)"
    rf"|\b(?:{_KIND}|it|they|copies) (?:may|can)(?: freely| also)? be(?: freely)? (?:{_DONE})(?:{_OR}(?:{_DONE}))*"
    r"(?: freely)?\b"
    rf"|\b(?:{_NOUN})(?: of {_THING})? (?:is|are)(?: hereby)? (?:granted|permitted|allowed)\b"
    rf"|\b(?:{_NOUN}) in source and binary forms?\b[^;:.]{{0,60}}? (?:is|are)(?: hereby)? (?:granted|permitted"
    rf"|allowed)\b"
    # "Use and distribution on our machines are permitted", "the license covers use at school".
    rf"|\b(?:{_NOUN})\b(?=[^,;:.]{{2,80}} (?:is|are)(?: hereby)? (?:granted|permitted|allowed)\b)"
    rf"|\b(?:covers|permits|allows)(?: the)?(?: \w+,)*(?: \w+ and)? (?:{_NOUN})\b"
    # "A license, within the campus, to use it".
    rf"|\b(?:licen[cs]e|permission|right)(?=,? (?:on|at|within|inside|during|for)\b [^,;:.]{{2,40}},? to (?:{_ACT})\b)",
    re.IGNORECASE,
)
# The words that such a place may begin with.
_HEADS = frozenset(
    (
        "may can to free allowed permitted entitled let lets it they copies covers permits allows license licence"
        f" permission right {_KINDS} {_NOUN.replace('|', ' ')}"
    ).split()
)
_BE = frozenset({"is", "are"})
_GIVES = _BE | frozenset("grant grants give gives let lets allow allows permit permits".split())
_WORD = regex(r"[a-z]+")
_ENDS = r"(?=[\s,;:.)\"”]|$)"
_BY_WAY_OF = (
    r"any|multiple|your|other|all|whatever|another|electronic|third|one or more|an? (?:network|computer|third)"
    r"|the (?:internet|web|use|api|network|command|interface|browser|usual|same)|\w+ing"
)
# "For charitable purposes", not "for commercial or private purposes".
_AIMED = (
    r"(?!(?:any|all|every|whatever|other|such|these|those|this|that|the|an?|commercial|particular|legal|lawful|which"
    r"|following|own|whose|general|various|different|multiple)\b|[^;:.]{0,60} (?:any|commercial|industrial|business)\b"
    r"|[^;:.]{0,40}\b(?:non-?commercial|non-?profit|research|internal|personal|evaluation)\b)"
    r"[\w’'-]+,? (?:and |or )?"
)
# "If you are a student": who one is, as against what one does; sizes have rules of their own. "Provided that copies are
# not changed", "if no fee is charged", "if it runs only on our devices".
_BEING = (
    r"!(?:(?:that )?you are (?:only )?an? "
    r"(?!licensee|party|recipient|contributor|non-?profit|not-for-profit|charit|developer of)"
    r"(?![^;.]*(?:revenue|turnover|employees|users|income|less than|fewer|more than|\d|not\b))"
    r"|(?:that )?(?:(?:modified|changed|altered|derivative) (?:versions?|copies|works?)|copies|it|they"
    r"|the (?:software|models?|works?|program|package|weights|data|dataset|fonts?)) (?:is|are) not (?:distributed"
    r"|shared"
    r"|published|modified|changed|altered|resold|sold(?! (?:by itself|on its own|separately)))\b"
    r"|(?:that )?no (?:fee|charge|money|profit|payment) is (?:charged|taken|made|asked|received)\b"
    rf"|(?:that )?(?:it|they|the (?:{_KIND})) (?:runs?|(?:is|are) (?:run|used|installed)) only\b"
    r"|(?:that )?you (?:support|pledge|believe|pay|have paid|hold a (?!copy)|subscribe)\b)"
)
# By the word that follows: what open licenses say there, or, behind "!", what they do not say.
_AFTER = {
    "on": r"(?:hardware|machines?|equipment|servers?|systems?|devices?) (?:you|that|under (?:your|its|their)|it|they"
    r"|owned|controlled)|one (?:[\w-]+ )?or|any|all|your|their|his|as many|multiple|several|unlimited|one or more"
    r"|more than one|both|every|each|other|such|an? [\"“]?(?:as|royalty|non|perpetual|world|free|public|web|unlimited"
    r"|regular|daily)|the (?:same|following|above|terms|conditions?|basis|internet|web)|these|the|condition|terms"
    r"|behalf|computers?|servers|whatever|media|durable|physical|machines|another",
    "in": r"accordance(?! with (?:the|an?|your|our) (?:commercial|separate|written|signed|paid|purchase|enterprise"
    r"|subscription)\b)|(?:our|this|these|the) (?:books?|examples?|articles?|documentation|repository|package"
    r"|distribution|archive|files?|directory|folder)|accord|business|commerce|individual|an? [\w-]+ (?:manner|way)"
    r"|situations|any|all|your(?! (?:country|region|school|class|institution|university|lab"
    r"|household|stud(?:y|ies)|research|thesis|homework|lessons?|teaching|hobby|(?:spare|free) time)\b)|their|other"
    r"|another|whatever|what|which|source|object|binary|executable|machine|whole|parts?|full"
    r"|(?!our)[\w-]+ packages|unmodified|modified|compiled|altered|compliance|conformity|mediums?|forms?"
    r"|its|both|either|aggregate|cop(?:y|ies)|collective|compilations?|commercial|non-?commercial(?! (?:settings"
    r"|contexts|environments))|free|non-free"
    r"|proprietary|closed|open|new|derivative|combination|conjunction|connection with (?:any|your|other|the use)"
    r"|products?|software|programs?|projects?|applications?|apps|games|perpetuity|addition|writing|order|such|so far"
    r"|this (?:way|manner|form)|an? (?:way|manner|commercial|product|larger|collective|modified|new|program"
    r"|derivative|form|different)|the (?:way|manner|form|same|event|course(?! of (?:\w+ )?(?:teaching|stud|research"
    r"|educat|lessons|academic|scien))|case|future|following"
    r"|(?:[\w-]+ )?(?:collections?|works?))|regard|respect|relation|electronic|print|digital|every|each"
    r"|consideration|whichever|one or more"
    r"|databases|translations|packages|works|documents|publications|multiple|several|one or more|printed|as many|that",
    "at": r"[\w ]{3,20}(?:,| and| or) (?:and |or )?at\b|any|your(?! (?:school|institution|institute|university|company"
    r"|office|home|lab|laboratory|site|facility|premises)\b)|their|no|will|all|cost|least|own|the same time"
    r"|a (?:price|fee|charge)|user|time|sole|once",
    "with or without": r"!(?!)",
    "with": r"!(?:no (?:ties|commercial|profit|gain|monetary|financial)|(?:people|persons|those) you (?:know|trust)"
    r"|(?:anyone|those|people|persons) (?:who|with)"
    r" (?:ha(?:s|ve)|holds?|a valid|a licen[cs]e|an account)|our|friends|colleagues|classmates|family|partners"
    r"|supervision|a (?:licensed|registered|valid)|one"
    r"|(?-i:[A-Z][a-z]+)(?<!odifications)(?<!hanges))\b",
    "by": r"!(?:yourself|(?:the )?(?:approved|authori[sz]ed|registered|named) [a-z]+"
    r"|one|a single|individuals|private persons|members|students|staff|employees|hand|up to|no more|adults"
    r"|residents|citizens)\b",
    "inside": r"any|your (?:own )?(?:products?|software|programs?|applications?|projects?|code)|other|another|an?",
    "within": r"any|your (?:own )?(?:products?|software|programs?|applications?|projects?|code)|other|another|an?"
    r"|larger|(?:the )?(?:terms|scope|limits?|bounds|constraints?|meaning|legal|reason|software|source|text)|these"
    r"|this|it|them|cop(?:y|ies)",
    "during": r"the (?:whole |full |entire )?(?:term|life|lifetime|execution|duration|period) of",
    "under": r"!(?:the |our |your |close |direct )*(?:supervision|guidance|direction|control|subscription|contract"
    r"|eye|oversight|mentorship)\b",
    "through": _BY_WAY_OF,
    "via": _BY_WAY_OF,
    "as": r"!(?:long as\b|part of (?:\w+ )?(?:research|stud|teaching|educat|academic|scien|scholar|hobby|course"
    r"|thesis)\w*|part of (?:the|our|this) (?:[\w-]+ )?(?:challenge|competition|contest|course|program"
    r"|programme|study|trial|workshop|collaboration|beta)|an? (?:[\w-]+ )?(?:hobby|hobbyist|student|teacher|scholar"
    r"|researcher|customer|member|subscriber|private person|individual|person|user|citizen|amateur|tester|partner"
    r"|employee|guest|participant)|our|members|students|hobbyists|customers|individuals|private)\b",
    "among": r"other things|others\b|the (?:many|other) ",
    "between": r"!.",
    "throughout": r"the (?:world|universe)|all|any|every|your",
    "across": r"the (?:world|universe)|all|any|every|your|multiple|different|several",
    "before": r"!(?:(?:19|20)\d\d|the (?:end|release|launch|first)|(?-i:[A-Z]))",
    "after": r"!(?:payment|(?:19|20)\d\d|the (?:end|first)|(?-i:[A-Z])|hours|school|work|an? )",
    "for": r"!(?:(?:a|an|one|two|three|four|five|six|ten|twelve|thirty|sixty|ninety|up to|no more than"
    r"|a period of \w+|\d+)(?: \(\d+\)| single| full| \w+)? ?(?:hours?|days?|weeks?|months?|years?|semesters?"
    r"|terms?|seasons?)"
    r"|(?:internal|peaceful|personal|private|non-?commercial|academic|educational|home|domestic) (?:use|purposes?)"
    rf"|(?:(?:your|its|their) )?(?:own )?(?:{_AIMED}){{1,4}}?(?:purposes?|ends|aims|causes|goals|projects|undertakings)"
    r"|purposes? (?:that|which|other than|not|without|unrelated|outside)"
    r"|the (?:first|current|next|remainder|rest|duration of (?:the|your|our|this)(?! (?:\w+ )?(?:copyright|rights?"
    r"|protection|patents?|applicable)))|as long as (?:you are|your|we|the project))\b",
    "outside": r"(?:of )?(?:the scope|this|these|that)",
    "until": r"!(?:the end|(?-i:[A-Z][a-z])|\d|further notice)",
    "together": r"!with (?-i:[A-Z])",
    "who": r"!(?:is|are) (?:an? )?(?:individuals?|students?|members?|residents?|citizens?|employees?|hobbyists?)\b",
    "unless": r"!you are (?:an? )?(?:compan|business|corporation|government|competitor|for-profit|commercial)",
    "using": r"any|your|their|other|all|whatever|an?|software|tools|the (?:software|program|model|work|same)",
    "without": r"(?:[\w/-]+ ){0,4}?(?:restrict|limit|fee|charge|cost|payment|royalt|warrant|permission|condition"
    r"|modif|chang|notice|having|obligation|source|provid|tell|inform|credit|mention|compensat|adapt|translat|alter"
    r"|attribution|exception|paying|need|infring|prejudice|includ|hindrance|reservation|consent|approval|liab"
    r"|asking(?! (?:for )?(?:money|a fee)))\w*",
    "to": rf"(?:{_ACT})|provide|any|all|every|other|others|third|the (?:public|world|general|extent|following)|whom"
    rf"|which|who|persons?"
    r"|people|customers|users|recipients|your(?! (?:employees|staff|colleagues|friends|family))|produce|create"
    r"|make|incorporate|allow|do|suit|meet|fit|fix|one|both"
    r"|either|each|prepare|enable|be|have|use|run|modify|copy",
    "if": _BEING,
    "provided": _BEING,
    "as long as": _BEING,
    "where": r"!(?:no|nobody|nothing|there is no)\b[^;:.]*\b(?:profit|money|fees?|gain|commerc\w*|sold|paid|charged)\b",
    "against": "its",
    "following": "the|these|this|its",
    "like": r"any|you (?:want|like|please|wish)",
    "minus": "!.",
    "pending": "!.",
    "twice": "!.",
    "today": "!.",
    "once": "!.",
    "offline": "!.",
    "temporarily": "!.",
}
# "At home, at work or in the cloud": a list of places is no bound.
_ANYWHERE = regex(
    r",? (?:at|in|on) [a-z ]{3,25}(?:, (?:at|in|on) [a-z ]{3,25}?)*,? (?:and|or) (?:at|in|on|elsewhere)\b"
)
# "Responsibly", "three times", as against "freely".
_HOW = regex(
    r",? (?:(?!freely\b|commercial|non-?commercial|public|unrestricted|unlimited|possib|separat|electronic|digital"
    r"|internal|private|personal|individual|accordingly|perpetual|exclusively|solely|indefinite|royalty|worldwide"
    r"|global|irrevocab|only\b|apply\b|supply\b|directly|indirectly|either|simply|safely|equally)[a-z]+ly\b|(?:\d+"
    r"|two|three|four|five|ten) times\b)",
    re.IGNORECASE,
)
# "You may sometimes use it", "use a tenth of it", "but never for money".
_PARTLY = regex(
    rf"\b(?:may|can) (?:occasional|rare|private|temporari|personal|internal|academical)ly (?:{_ACT})\b|\b(?:may"
    rf"|can) sometimes\b|\b(?:{_ACT}) (?:a|one)(?: single)? (?:tenth|half|third|quarter|fraction|sample) of\b"
    r"|\b(?:may|can|free|allowed|permitted|granted)\b[^;:.]*\b(?:(?:but|though|although|albeit) never|(?:though"
    r"|although|albeit) not)\b",
    re.IGNORECASE,
)
_PARTS = tuple(
    "ally |rely |tely |rily |sometimes| tenth| half | third | quarter| fraction| sample|though |albeit|but never".split(
        "|"
    )
)
# "Buyers may use it", "the first hundred users may", "anyone who helped may".
_SOME = regex(
    rf"\W*(?P<who>[\w '’-]{{2,60}}?) (?:may|can|(?:is|are) (?:allowed|permitted|free|entitled) to)(?: freely"
    rf"| also)? (?:{_ACT})\b",
    re.IGNORECASE,
)
_FEW = regex(
    r"(?:half|some|most|many|few|several|the (?:first|last)|only)\b|(?:any|every)(?:one|body)? (?:\w+ )?(?:who"
    r"|that) (?!obtain|receiv|has|have|possess|wish|want|like|get|download|accept|agree|compl|use|need|find|is|owns?"
    r"|holds?|distribut|modif|redistribut|gets)|(?:users|holders|owners) of (?!the\b|this\b|it\b|these\b|such\b|any\b"
    r"|cop|copyright|rights)",
    re.IGNORECASE,
)
_OF_SOME = tuple("half some most many few several the only any every users holders owners".split())
# A group of people, and what open licenses say of who may: anyone, whoever has it or wants it.
_GROUP = regex(
    r"(?:(?:the|a|an|any|all|every|each|our|your|its|such|those|these|valid|existing|current|paying|registered"
    r"|other|end"
    r"|new|most|many) )*(?:[\w-]+ )?(?:licensees?|users?|customers?|clients?|buyers?|purchasers?|owners?|members?"
    r"|subscribers?|companies|company|business(?:es)?|firms?|organi[sz]ations?|employees?|staff|developers?|artists?"
    r"|hobbyists?|individuals?|persons?|people|citizens?|residents?|nonprofits?|charit(?:y|ies)|partners?|participants?"
    r"|testers?|patrons?|sponsors?|backers?|donors?|holders?|parties|guests?|visitors?|volunteers?|friends?|teams?"
    r"|agencies|governments?|families|adults?|parents?|farmers?|doctors?|journalists?|schools?|libraries|museums?"
    r"|anyone|anybody|everyone|everybody|those|whoever)\b",
    re.IGNORECASE,
)
_ANY_OF = (
    r"(?:(?:any|every)(?:one|body)|whoever|all|you|members of the (?:general )?public|(?:the )?(?-i:[A-Z][a-z]+)(?<!s)"
    r"|(?:(?:the|a|any|all|every|each|such|other|end|downstream|individual|legal|natural) )*"
    r"(?:licensees?|users?|recipients?|contributors?|distributors?|developers?|persons?|people|individuals?"
    r"|organi[sz]ations?|compan(?:y|ies)|part(?:y|ies)|everyone|anyone|those))"
)
_OPENLY = regex(
    rf"(?:{_ANY_OF}(?:,? (?:and|or|and/or)? ?{_ANY_OF})*)(?: else| alike| as well)?"
    r"(?:(?: of| to)? (?:the|this|these|such|said|our|its) [\w -]+| of (?:any|all|every) (?:size|kind|sort)s?"
    r"|,? (?:who|that|which|whomsoever)?"
    r"(?: (?:is|are|may))? ?(?:obtain|receiv|ha(?:s|ve|ving)|possess|in possession|wish|want|lik|get|download|accept"
    r"|agree|compl|us(?:es?|ing)|need|find|own|hold(?:s|ing)? (?:a|the) cop|exercis|distribut|modif"
    r"|redistribut|interested|access|cares?)(?![^,;]*\b(?:subscri|contract|account|keys?\b|members|support"
    r"|good standing|invit|permission|tickets?\b|orders?\b|purchas|bought|paid|pay|employ"
    r"|(?:valid|commercial|separate|written) ))[^;]*)?"
    r"(?: \([^()]*\))?",
    re.IGNORECASE,
)
# To whom leave is given: those who are anyone, or who have it.
_GIVEN = regex(
    r"\b(?:is|are)(?: hereby| also| freely)? (?:granted|given|extended|available|offered"
    r"|licensed)(?:,? (?:free of (?:all )?charges?|without (?:a )?(?:fee|charge|cost)|royalty[- ]free|gratis|hereby"
    r"|free),?)* to (?=[\w ,'’()-]{2,80}? to (?:use|copy|run|reproduce|modify|distribute|deal"
    r"|exercise)\b)(?P<who>[^;:.]{2,40})",
    re.IGNORECASE,
)
# "To any person outside the union obtaining a copy".
_ANY_PERSON = regex(
    r"\bto any (?:person|one|individual)s? (?:outside|by|with(?! a (?:lawful|legal) )|in (?!possession|receipt|any)"
    r"|provided|together|to your|within|from|under \d|aged|over|below|living|residing|located|employed"
    r"|who (?:is|are) (?!in possession|obtaining|willing|interested|or ))",
    re.IGNORECASE,
)
# "We let students use it", "Acme grants members a license to use it".
_LETS = regex(
    r"\b(?:grants?|gives?|lets?|allows?|permits?)(?: hereby)? (?:to )?(?P<who>(?:(?:the|our|its"
    r"|their) )?(?:[\w-]+ ){0,2}?(?!rights?\b|licen|us\b|his\b|as\b|this\b|\w+ss\b|terms|conditions|permissions"
    r"|copyrights|patents)[a-z-]+(?<!u)s(?: of [\w ]{3,40}?)?) (?:(?:to )?"
    rf"(?:{_ACT})\b|(?:an?|the)(?: [\w-]+,?){{0,6}}? (?:licen[cs]e|right|permission)\b|(?:permission|leave) to\b)",
    re.IGNORECASE,
)
# "At school, you may use it".
_FRONT = regex(
    r"\W*(?!for (?:the avoidance|example|greater|clarity|instance)\b|in (?:other words|particular|general|short|brief"
    r"|case|no (?:event|case)|addition|these|those)\b|as (?:a|an) (?:special |additional )*exception)"
    rf"(?P<word>{'|'.join(_AFTER)})(?= [^;:.]{{2,60}}?,? (?:you|anyone|everyone|users?|the (?:licensee|user|recipient))"
    r" (?:may|can|(?:is|are) (?:allowed|permitted|free))\b(?! not))",
    re.IGNORECASE,
)
_ANYONE = regex(
    r"(?:any|anyone|anybody|every|everyone|everybody|each|all|whoever|whomever|the (?:general )?public|the world|you"
    r"|the (?:licensees?|recipients?|users?|holders?|persons?|receivers?|readers?|undersigned)|licensees?|recipients?"
    r"|users|third|others|persons?|people|those|them|whom|use|copy|make|reproduce|modify|distribute|a (?:licensee"
    r"|recipient|user)|him|your|other|future|(?:such|these|those|more|all|the) [\w-]+|(?:end )?users|the (?:initial "
    r"|original )?(?:developer|author|licensor|contributor)|downstream|subsequent|legal|natural|individuals (?:and"
    r"|or)|both)\b",
    re.IGNORECASE,
)
_PAPER = regex(r"\b(?:permission|licen[cs]e|right)", re.IGNORECASE)  # what is given, or who has one already
# What a condition speaks of in open licenses: the license itself, what the reader likes, what there is.
_IF = regex(
    r"\b(?:if|when|whenever|unless|provided(?: that)?|providing(?: that)?|(?:so|as) long as|while|once|in case"
    r"|on (?:the )?condition (?:that|of)|subject to)\b(?P<what>[^,;:.]*)",
    re.IGNORECASE,
)
_ANYWAY = regex(
    r"\b(?:conditions?|requirements?|terms|sections?|articles?|clauses?|paragraphs?|notices?|licen[cs]es?|following"
    r"|otherwise|applicable|necessary|possible|required|need(?:ed)?|think|believe|care|dare|understand|enjoy|desired"
    r"|desirable|wish|want|like|choose|prefer|appropriate|feel|please|convenient|permission)\b|^ (?:(?:the"
    r"|all) )?\w+ing\b|^ ?(?:any|so|not|and when|and if|ever|available)?$",
    re.IGNORECASE,
)
# "For any purpose, commercial or not, within Europe".
_EITHER = regex(r",? (?:whether )?(?:non-?)?commercial (?:or|and) (?:not|otherwise|(?:non-?)?commercial|private)\b")
_PHRASES = 2  # how many phrases behind the thing are looked at
_WORDS = 12
_LATELY = 1_000  # sentences whose norms ask again and again
_STOPS = r"(?:provided|that|which|if|unless|so|to|except|but|only|where|when|until|while|cannot|may|must|is|are)\b"


@cache
def _after() -> re.Pattern[str]:
    """A phrase that open licenses have behind what may be done, with all that belongs to it."""
    told = []
    for word, rest in _AFTER.items():
        if rest.startswith("!"):
            told.append(rf"{word}\b (?!{rest[1:]})")
        else:
            told.append(rf"{word}\b (?:{rest}){_ENDS}")
    return re.compile(rf"(?:{'|'.join(told)})", re.IGNORECASE)


_NEXT = regex(
    r"[,(]? ?(?:(?:only|solely|exclusively) (?!(?:with)?in (?-i:(?:the )?[A-Z])))?"
    rf"(?P<word>{'|'.join(_AFTER)})(?: |$|(?=[.;,]))",
    re.IGNORECASE,
)
_ON = regex(rf"(?:(?!{_STOPS})[^\s,;:.]+ ){{0,{_WORDS}}}?(?=(?:{'|'.join(_AFTER)})\b)|[^,;:.]*", re.IGNORECASE)


@lru_cache(_LATELY)
def bounded(sentence: str) -> bool:
    """Whether leave is given within bounds that are not those of an open license."""
    words = " ".join(sentence.split())
    folded = words.lower()
    if len(folded) != len(words):
        return False  # letters that grow are none of English
    for head in _WORD.finditer(folded):
        word, at = head.group(), head.start()
        found = _LEAVE.match(words, at) if word in _HEADS else None
        if found and (_shut(words, found.end()) or _HOW.match(words, found.end())):
            return True
        given = (_GIVEN if word in _BE else _LETS).match(words, at) if word in _GIVES else None
        if given and _ANYONE.match(given["who"]) is None and _PAPER.search(given["who"]) is None:
            return True
    if "to any " in folded and _ANY_PERSON.search(words):
        return True
    if any(map(folded.__contains__, _PARTS)) and _PARTLY.search(words):
        return True
    who = _who(words)
    if who and ((folded.lstrip(" '\"“(").startswith(_OF_SOME) and _FEW.match(who)) or _is_group(who)):
        return True
    if folded.partition(" ")[0].strip("(\"“'") not in _AFTER:
        return False
    front = _FRONT.match(words)
    return front is not None and _after().match(words, front.start("word")) is None


def grouped(words: str) -> bool:
    """Whether who may is a group of people, and not whoever has the work: "Users who hold a key may use it"."""
    return _is_group(_who(words))


def _who(words: str) -> str:
    """Who may, where a sentence begins with that; else ""."""
    some = _SOME.match(words)
    return some["who"] if some else ""


def _is_group(who: str) -> bool:
    return _GROUP.match(who) is not None and _OPENLY.fullmatch(who) is None


@lru_cache(_LATELY)
def conditional(sentence: str) -> bool:
    """Whether a condition stands in a sentence that speaks of none of the things that those of open licenses do."""
    words = " ".join(sentence.split())
    return any(_ANYWAY.search(found["what"]) is None for found in _IF.finditer(words))


def _shut(words: str, at: int) -> bool:
    """Whether a phrase that bounds stands right behind a place, or behind a phrase that does not."""
    if _ANYWHERE.match(words, at):
        return False
    for so_far in range(_PHRASES):
        found = _NEXT.match(words, at)
        if found is None or (found["word"] == "to" and (so_far or found.group().startswith(","))):
            return False
        open_phrase = _after().match(words, found.start("word"))
        if open_phrase is None:
            return True
        further = _ON.match(words, open_phrase.end())
        at = further.end() if further else open_phrase.end()
        either = _EITHER.match(words, at)
        at = either.end() if either else at
        at -= words[at - 1 : at] == " "
    return False
