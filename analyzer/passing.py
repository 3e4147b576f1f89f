"""Sentences of guides and papers: how a program is built and run, what its parts do, who is thanked, how text is read.

Comes in: the words of a sentence. Goes out: whether it is one of these, by how it begins, and holds no word that binds.
Example: "Run the tests first." is; "Run it on one machine." tells where the work may run, and is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from analyzer.patterns import regex

_LONGEST = 240
_MOST_KNOWN = 5_000
_WORK = r"(?:it|this|these|them|the (?:software|program|work|tool|model|package|library|product|binar\w+|code))\b"
# "Run the tests", "Install the packages": orders to somebody who builds, but no "Run it in schools".
_ORDERS = (
    rf"(?:run|install|launch|execute|build|compile|start|test)\b(?! {_WORK})(?: |$)"
    r"|(?:clone|type|unzip|untar|extract|restart|click|press|select|configure|enable|disable|import"
    r"|call|visit|browse|star"
    r"|watch|pin|bump|join|try|see|consult|refer to|head (?:over )?to|go to|look (?:at|for|into)|have a look|make sure"
    r"|follow (?:us|me|@)|check (?:out|that|the|your|if|whether)|edit|set|upgrade|ensure|read (?:the|our|more)|search"
    r"|back up|turn|switch|adjust|override|(?:don['’]t|do not) forget to|remember to|be sure to"
    r"|open an? (?:issue|ticket|pr|pull request)"
    r"|file an? (?:bug|issue|ticket)|use (?:the )?[`\"'-])(?: |\b)"
)
_NOUNS = (
    r"(?:caches?|parsers?|servers?|compilers?|lexers?|daemons?|process(?:es)?|sockets?|quer(?:y|ies)|tables?|schemas?"
    r"|queues?|handlers?|workers?|nodes?|clusters?|containers?|sessions?|cookies?|headers?|requests?"
    r"|responses?|endpoints?"
    r"|identifiers?|class(?:es)?|objects?|instances?|interfaces?|structs?|macros?|constants?"
    r"|iterators?|jobs?|logs?|cli|gui"
    r"|ui|parameters?|functions?|flags?|options?|arguments?|variables?|methods?|settings?|ports?"
    r"|strings?|tests?|values?"
    r"|passwords?|commands?|threads?|callbacks?|tokens?|arrays?|pointers?|names?|lines?|inputs?"
    r"|records?|rows?|keys?|builds?"
    r"|dates?|urls?|connections?|bytes|characters|digits|bits|items|entries|elements|columns|attempts|retries|packets"
    r"|frames|messages"
    r"|events|(?:config\w*|log|header|input|lock|settings|ini|json|yaml|csv) files?)"
)
# "The cache may not be shared between processes", "Tests only run when ...": parts of a program, and what they do.
_PARTS = (
    rf"(?:(?:an?|the|this|these|each|every|all|your|both|most|some|any|our|no|at most|up to|at least)\s+)?"
    rf"(?:(?!(?:not|never|you)\b)[\w-]+\s+){{0,2}}?{_NOUNS}"
    r"(?: (?:larger|smaller|longer|shorter|older|newer|bigger|other) than [^,.;:]{1,20})?\s"
    r"(?:must|may|can|cannot|should|is|are|was|has|have|will|does|do|only|run|work|fail|need|take"
    r"|expire|start|end|return|accept|contain|get|stay|live|come|close|open|stop|begin|exist|default"
    r"|point|match|hold|allow"
    r"|[a-z]{2,}s(?!\s(?:must|may|can|cannot|should|are|have|will|do|need)\b))\b"
)
_NEED = (
    r"(?:(?:you(?: will|['’]ll)?|it|this|the (?:software|program|tool|package|library)|version [\d.]+) )?"
    r"(?:needs?|requires?|depends? on|runs on|works with|tested (?:with|on)) (?:at least )?"
    r"(?:(?-i:[A-Z][\w.+#-]*(?:,? (?:and |or )?[A-Z][\w.+#-]*)*) v?\d[\w.+]*"
    r"(?:,? (?:and |or )?(?:newer|later|higher|above|up|better|greater"
    r"|(?-i:[A-Z][\w.+#-]*) v?\d[\w.+]*))*|\d+ ?[KMGT]i?B\b[^,.;:]{0,40})\W*$"
)
_OFFERS = (
    r"(?:if [^,.;:]{3,60}, )?(?:you may want to |feel free to |you can )?(?:consider|think about) (?:buying (?:me|us)"
    r"|donating|supporting|starring|sponsoring|citing|contributing|giving|leaving|adding a star)\b"
    r"|if you (?:like|enjoy|love|find|appreciate)\b[^,.;:]{0,50}, (?:please )?"
    r"(?:tell|star|give|leave|let|spread|drop|help)\b"
)
_PRAISE = (
    r"(?:(?:many |special |big |a big )?thanks|(?:a big )?thank you|kudos|credits? (?:go|goes) to"
    r"|inspired by|hat tip)\b"
)
# "We don't track you", "We follow semantic versioning".
_OURS = (
    r"we (?:(?:do not|don['’]t|never|also|usually|always|really|would) )?(?:track|collect|hope|plan|aim|love|like|try"
    r"|follow|test|welcome|appreciate|believe|want to(?! know| hear| see| be| approve)|meet|release"
    r"|sell (?:your|any|user|personal)|are (?:happy|glad|always|looking|hiring|not affiliated|grateful|proud))\b"
)
# "If the build fails, delete the cache".
_TROUBLE = rf"(?:if|when|in case) (?:the|a|an|your|any) (?:[\w-]+ )?{_NOUNS} [^,.;:]{{3,50}}, "
_AUTHOR = (
    r"(?!use|usage|commercial|sale|resale|distribution|hosting)\w[\w-]*(?: [\w&-]+){0,3} by "
    r"(?-i:[A-Z][\w.-]+(?: [A-Z][\w.-]+){0,3})"
)
# "I cannot promise to answer", "You may have to restart", "Originally forked from", "By taking part you agree".
_MINE = (
    r"I (?:cannot|can['’]t|could not|do not|don['’]t|won['’]t|will not|have not|haven['’]t|am"
    r"|will) (?:always |really )?"
    r"(?:promise|guarantee|answer|have|know|support|fix|test|maintain|reply|respond|plan|done|tested|not responsible)\b"
)
_MAYBE = r"you (?:may|might|could) (?:also |first )?(?:have|need|want) to\b"
_ORIGIN = (
    r"(?:originally |partly |loosely )?(?:forked|ported|adapted|extracted|translated|converted|derived|built|based)"
    r" (?:from|on|by|upon)\b"
)
# "Users must be created before the import", "Teachers like it", "Our sponsors pay for the server".
_DATA = (
    r"(?:the |all |new )?(?:users?|accounts?|groups?|roles?|members|students|pupils|customers|employees|teachers)"
    r" (?:must|have to|need to|should|can|may|cannot|are) (?:first |then |only )?(?:be )?(?:created|added|imported"
    r"|defined|set up|assigned|deleted|entered|exported|grouped|sorted|configured|loaded)"
    r"\b(?! (?:by us|with us|at our|to our))"
    r"|(?:the|each|every|an?) (?:table|row|invoice|order|record|list|report|form|field|page|ticket|customer"
    r"|user|student|pupil|account|class) (?:has|holds|contains) (?:an?|one|its own|several|many|two|the) "
    r"(?:\w+ ){0,2}(?:rows?|numbers?|columns?|fields?|ids?|names?|address(?:es)?|dates?|entr(?:y|ies)|records?"
    r"|lines?|titles?|colou?rs?|pages?)\b"
    r"|(?:the|this|each) (?:[\w-]+ ){0,2}(?:module|plug-?in|script|form|job|page|command|button|function) (?:sends?"
    r"|shows?|prints?|writes?|stores?|lists?|creates?|deletes?|mails?) (?!.*\b(?:us|our|me|licensor|author)\b)"
    r"|(?:enter|fill in|put|change|set) the (?:price|fee|name|date|amount|rate|currency|customer|student)(?: \w+)? "
    r"in (?:the|an?) (?:\w+ )?(?:field|file|form|column|box|settings|dialog|config)\b"
    r"|(?:the |each |every )?(?:customer|user|student|account|order|invoice|bank|tax|price)s? "
    r"(?:numbers?|ids?|fields?|codes?|modules?|tables?) (?:has|have|is|are) (?!only|for\b)"
    r"|(?:prices|amounts?|rates|sums?|totals?) (?:is|are) (?:rounded|shown|printed|stored|converted|formatted"
    r"|displayed|sorted)\b"
    r"|(?:the|this|an?) (?:[\w-]+ )?(?:button|switch|menu|icon|tab) "
    r"(?:starts|opens|shows|closes|stops|runs|prints|hides)\b"
)
_PEOPLE = (
    r"(?:(?:most|many|some|our|even|small|big|the) )?(?:students|pupils|teachers|banks|schools|children|kids|companies"
    r"|universities"
    r"|scientists|researchers|people|users|developers|hospitals|customers|members|librarians|farmers|musicians|engineers)"
    r"(?: (?:in|at|from|of) [\w ]{2,30}?)? (?:like|love|learn|trust|enjoy|know|recommend|rely on|swear by|teach) "
    r"(?:it|this|the \w+)\b(?! (?:only|under|if|unless))"
)
_STORY = (
    r"(?:we|I|they|the (?:authors?|team|students)) (?:wrote|made|built|started|created|began|drew|recorded) "
    r"(?:it|this|the \w+) (?:because|when|since|as|after|while|for fun|to learn|to see|over)\b"
    r"|(?:our|the) (?:sponsors?|donors?|members|foundation|university|employer|company|town|city|club) "
    r"(?:pays?|paid|covers?|funds?|bears?|gives?) (?:for )?(?:the|our|all|money for) (?:\w+ )?(?:servers?|hosting"
    r"|costs?|bills?"
    r"|machines?|domain|work|time|project)\b"
    r"|(?:[\w-]+ ){1,9}must not be taken (?:too |so )?(?:seriously|literally|at face value)\b"
    r"|(?!.*licen|.*permission)(?:[\w-]+ ){1,9}(?:is|are) (?:quite |more than )?"
    r"(?:enough|sufficient|plenty) (?:for|to)\b"
)
# "This license covers the weights only", "This notice applies to the code": what a text is about.
_SCOPE = (
    r"(?:this|the|these) (?:licen[cs]es?|files?|notices?|documents?|agreements?|polic(?:y|ies)|terms|texts?)"
    r"(?: file| text| notice)? (?:covers?|governs?|concerns?|(?:appl(?:y|ies)|relates?|pertains?)"
    r"(?: (?:only|solely|exclusively))? to)(?: (?:only|solely|exclusively))? (?:(?:the|these|those|all|our) )?"
    r"(?:(?!use|usage|commercial|non-?commercial|personal|private|research|academic|internal)[\w./`-]+ ){0,3}?"
    r"(?:weights|code|files?|data|dataset|database|documentation|software|images|models?|audio|annotations"
    r"|materials?|artifacts|checkpoints?|fonts?|texts?|music|recordings|scripts)(?: (?:only|alone|itself|themselves))?"
)
_TOLD = regex(
    r"\W*(?:(?:please|just|then|now|next|first|finally|also|simply)[, ]+|to [a-z]+[^,.;:]{0,40}, "
    r"|you (?:can|may|could|should|need to|have to|must|will) (?:also |always |now |then )?)?"
    rf"(?:(?P<data>{_DATA})|(?P<order>{_ORDERS})|(?P<part>{_PARTS})|(?P<need>{_NEED})|(?P<offer>{_OFFERS})|(?P<thanks>{_PRAISE})"
    rf"|(?P<we>{_OURS})|(?P<trouble>{_TROUBLE})|(?P<mine>{_MINE})|(?P<maybe>{_MAYBE})"
    rf"|(?P<origin>{_ORIGIN})|(?P<scope>{_SCOPE}\W*$)|(?P<by>{_AUTHOR}\W*$)|(?P<fans>{_PEOPLE})|(?P<story>{_STORY})"
    r"|(?P<give>(?:we (?:ask|require|expect|encourage) )?(?:all |new |our )?contributors?\b"
    r"|by (?:taking part|participating|contributing|joining)\b)"
    r"|(?P<entry>(?:for )?example: |@[a-z]+\{|\[!\[|https?://\S+\W*$|SPDX-))",
    re.IGNORECASE,
)
# "No license fee is due", "You never have to pay for updates", "Windows is not supported".
_DENIED = regex(
    r"^\W*no (?:[\w-]+ ){0,3}?(?:fees?|charges?|royalt\w+|payments?|cost|rights?|permissions?|licen[cs]es?|registration"
    r"|account) (?:is|are|will be|shall be) (?:\w+ )?(?:due|payable|charged|required|owed|needed|asked|necessary)\b"
    r"|\b(?:(?:never|not|n['’]t) (?:have|need)|(?:nobody|no one) (?:has|needs)) to (?:pay|ask|register|sign)\b"
    r"|\b(?:is|are) (?:(?:not|no longer|currently not) supported\W*$|no longer (?:maintained|developed|updated|active))"
    r"|\b(?:is|are) not (?:yet )?(?:stable|complete|ready|finished|final|thread-?safe|portable|affiliated|perfect)\b"
    r"|\b(?:may|can|shall|will) (?:not|never) (?:\w+ )?be (?:revoked|withdrawn|taken back)\b"
    r"|^\W*(?:please )?(?:do not|don['’]t) (?:use|deploy|run|rely on) (?:(?!commercial|sell)[^.;:,]){2,80} yet\b"
    r"|^\W*(?:please )?(?:do not|don['’]t|never) (?:edit|change|modify"
    r"|touch)\b[^.;:]{2,60}\b(?:generated|by hand|manually)\b"
    r"|\bnot (?:fault[- ]tolerant|(?:been )?(?:tested|certified|validated|audited))\b",
    re.IGNORECASE,
)
_DENYING = frozenset("no not never nobody t".split())  # without one of these it denies nothing
# "Headings are for convenience only", "beyond those granted above".
_APART = regex(
    r"\b(?:headings?|titles?|captions?|examples?|translations?|summar\w+)\b[^.;:]{0,60}\bfor (?:\w+ )?(?:convenience"
    r"|reference|information|orientation|ease of reading)\b"
    r"|\b(?:other than|except|beyond|save) (?:for )?(?:those |as |the rights |what is )?(?:that are |which are )?"
    r"(?:expressly |explicitly )?(?:granted|set (?:out|forth)|given|stated)\b[^.;:]{0,40}\W*$",
    re.IGNORECASE,
)
_APARTS = frozenset("convenience reference information orientation ease other except beyond save".split())
_RUNS_ON = regex(
    r"\b(?:is|are) (?:not |no longer |currently not |only |also |now )?supported (?:at|by default"
    r"|on|in version|from|yet)",
    re.IGNORECASE,
)
# "Companies are encouraged to use it", "Hobbyists and firms are both welcome to".
_INVITES = regex(
    r"\b(?:is|are) (?:\w+ )?(?:encouraged|invited|welcome|free) to (?!apply|buy|pay|contact|ask|talk)", re.IGNORECASE
)
_INVITING = frozenset("encouraged invited welcome free".split())
# "Third party code is listed in NOTICE", "Firms and schools may all use it".
_POINTS = regex(
    r"\b(?:is|are) (?:listed|described|documented|explained|found|kept|stored|noted|named) (?:in|at|on|below|above)\b"
    r"|\b(?:may|can) (?:all|also|both|freely|likewise|each) (?:use|copy|sell|share|change|modify)\b"
    r"|, (?:located|found|kept|stored|bundled) (?:at|in|under) \S+\W*$",
    re.IGNORECASE,
)
_POINTED = frozenset(
    (
        "listed described documented explained located bundled found kept stored noted named all also both freely "
        "likewise each"
    ).split()
)
_BINDS = regex(
    r"\b(?:licen[cs]\w*|permissions?|consent|approv\w+|agree\w*|accept\w*|register|account|pay|paid|fees?|price"
    r"|commercial\w*|sell(?:ing)?|sold|sale|resale|resell\w*|nobody|no one|anyone|anybody|days?|monthly"
    r"|yearly|per|terms|conditions|redistribut\w*|distribut\w*|publish\w*|copy|copies|copied|upload\w*"
    r"|logo|credit|rights?|granted|reserved|prohibited|forbidden|allowed to|entitled|modified|modif(?:y|ication)\w*"
    r"|on (?:one|a single|two) (?:phone|computer|machine|device|pc|laptop|seat)s?"
    r"|used by|compet\w+|companies|company|business\w*|shared with|(?:to|with) us"
    r"|our (?:server|site|store|shop|cloud|machines?|devices?|platform))\b",
    re.IGNORECASE,
)
_WHEN = regex(r"\b(?:unless|before|once|always|latest|newest)\b", re.IGNORECASE)
_ONLY = regex(r"\b(?:only|solely|exclusively|must|not|never)\b", re.IGNORECASE)
_ALONE = regex(r"\b(?:only|solely|exclusively)\b", re.IGNORECASE)
# What these say binds nobody, whatever words stand in it.
_FREE = frozenset({"offer", "thanks", "entry", "by", "origin", "data", "fans", "story", "scope"})
_SURE = ("make sure", "forget", "if ", "when ")


def in_passing(sentence: str, said: Sequence[str], *, people: bool) -> bool:
    """Whether a sentence is one of a guide or a paper.

    `said` are its words in small letters, and `people` tells that it speaks of kinds of people.
    """
    if len(sentence) > _LONGEST:
        return False
    if not _INVITING.isdisjoint(said) and _INVITES.search(sentence):
        return _ONLY.search(sentence) is None
    if _is_told(sentence, said):
        return not people
    if not _POINTED.isdisjoint(said) and _POINTS.search(sentence):
        return _ONLY.search(sentence) is None and _WHEN.search(sentence) is None
    found = _TOLD.match(sentence)
    if found is None:
        return False
    kind = found.lastgroup or ""
    if kind in _FREE:
        return True
    if kind == "give":
        return _ALONE.search(sentence) is None
    if people or _BINDS.search(sentence) or (kind != "part" and _WHEN.search(sentence)):
        return False
    return kind != "order" or _ONLY.search(sentence) is None or any(map(sentence.lower().__contains__, _SURE))


def _is_told(sentence: str, said: Sequence[str]) -> bool:
    """Whether it denies a burden, or tells of headings or of what is supported; words spare most the patterns."""
    return (
        (not _DENYING.isdisjoint(said) and _DENIED.search(sentence) is not None)
        or (not _APARTS.isdisjoint(said) and _APART.search(sentence) is not None)
        or ("supported" in said and _RUNS_ON.search(sentence) is not None)
    )


# What a sentence refers to that speaks of the work, the license, the licensor, or of people.
_REFERS = regex(
    r"\b(?:it|its|this|these|that|those|them|us|our|ours|me|my|mine|we|i|software|program\w*|works?|code|models?|tools?"
    r"|librar\w+|packages?|projects?|apps?|applications?|products?|files?|cop(?:y|ies)|versions?|forks?"
    r"|mirrors?|binar\w+"
    r"|sources?|data\w*|content|images?|pictures?|photos?|fonts?|icons?|artwork|assets?|texts?|books?"
    r"|papers?|music|games?"
    r"|weights|outputs?|licen[cs]\w*|permi\w+|rights?|names?|logos?|marks?|credits?|authors?|users?|people|persons?"
    r"|customers?|everyone|everybody|anyone|anybody|others|third|public\w*|money|ads?|advert\w*|usage"
    r"|redistribut\w*|resale"
    r"|resell\w*|sell|sold|sale|copying|hosting|training|commercial\w*|derivat\w+|modif\w+|shar(?:e|ing)"
    r"|(?:re-?)?upload\w*"
    r"|reverse|decompile)\b|^\W*use (?:in|by|for|at|on)\b",
    re.IGNORECASE,
)
_OBJECT = regex(
    r"\W*(?:please )?(?:(?:do not|don['’]t|never) )?(?!(?:please|do|don|never)\b)[\w-]+ "
    r"(?!(?:in|at|for|on|with|to|from|by|outside|inside|without|\w+ly)\b)\w+",
    re.IGNORECASE,
)


@lru_cache(_MOST_KNOWN)
def apart(sentence: str) -> bool:
    """Whether a sentence, such as an order, speaks of other things than the work: "Do not use tabs"."""
    return len(sentence) <= _LONGEST and _REFERS.search(sentence) is None and _OBJECT.match(sentence) is not None
