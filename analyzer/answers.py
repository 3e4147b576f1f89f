"""Questions with their answers, said as statements.

Comes in: the words of a question and of what follows it. Goes out: the statement that they make together, or "".
Example: "May I change it?" and "Yes." make "You may change it.".
"""

from __future__ import annotations

import re

from analyzer.parties import addressed
from analyzer.patterns import regex

_ANSWER = regex(
    r"(?P<yes>(?:yes|yep|of course|sure|certainly|absolutely)\b|(?:go ahead|please do|feel free|by all means|no problem"
    r"|fine(?: with (?:us|me))?|ok|okay|allowed|permitted|with pleasure)\b(?=\W*$))"
    r"|(?P<no>(?:no|nope|nah|never|better not|(?:sorry, |(?:i['’]m |i am )?afraid )(?:no|not)"
    r"|(?:I|we)(?:['’]d| would) (?:rather|prefer)(?: that)?(?: you)? (?:did ?n[o'’]t|not))\b(?=\W*(?:$|[,.;:!—–-]))"
    r"|(?:not (?:allowed|permitted|ok|okay)|forbidden|prohibited|please (?:don['’]t|do not))\b(?=\W*$|\s*[,;–—]))",
    re.IGNORECASE,
)
_MORE = regex(
    r"(?:yes|sure|of course|absolutely|no(?:,\s+not(?=\s+without))?)[,;:]?\s+"
    r"(?P<more>(?:together with|along with|for|with|without|provided|if|as long as|so long as|unless|except|but only"
    r"|only|subject|in|under|on condition)\b.*)",
    re.IGNORECASE,
)
_MAY = regex(
    r"(?:so\W+)?(?:(?:may|can|could)\s+(?:I|we|one)|(?:am\s+I|are\s+we)\s+(?:allowed|permitted|free)\s+to"
    r"|is\s+it\s+(?:ok|okay|fine|all\s+right|allowed|permitted)\s+(?:to|if\s+(?:I|we)))\s+(?P<act>.+)\?",
    re.IGNORECASE,
)
_MAY_OTHERS = regex(
    r"(?:so\W+)?(?:may|can|could)\s+(?P<who>(?:anyone|anybody|everyone|others|people|companies|businesses|students"
    r"|researchers|schools|startups|individuals|for-profits|my\s+(?:company|firm|employer|school|team))\b)"
    r"\s+(?P<act>.+)\?",
    re.IGNORECASE,
)
# "Commercial use?" and "What about selling copies?": an act is asked for by its name.
_ACT = regex(
    r"(?:(?:and|what\s+about|how\s+about)\s+)?(?P<what>(?:[\w-]+\s+){0,3}?(?:use|usage|sale|resale|redistribution"
    r"|distribution|sharing|modification|hosting|copying|sublicensing|reverse\s+engineering)s?(?:\s+[^?]{2,60})?"
    r"|(?!any|some|noth|everyth)\w+ing\b[^?]{0,80})\?",
    re.IGNORECASE,
)
_MUST = regex(r"(?:must\s+(?:I|we)|do\s+(?:I|we)\s+(?:have|need)\s+to)\s+(?P<act>.+)\?", re.IGNORECASE)
_MUST_OTHERS = regex(
    r"(?:must|do)\s+(?P<who>.{3,80}?)\s+(?:(?:have|need)\s+to\s+)?(?P<act>(?:follow|accept|agree|comply|"
    r"keep|observe|respect)\b.+)\?",
    re.IGNORECASE,
)
_CAN_YOU = regex(
    r"(?:may|can)\s+(?:you\s+(?P<act>.+)"
    r"|[A-Z]\w+(?:\s[A-Z]\w+){0,2}\s+(?P<ends>(?:revoke|terminate|end|withdraw|cancel)\s.+))\?",
    re.IGNORECASE,
)
_IS = regex(
    r"(?:is|are)\s+(?P<what>.{3,120}?)\s+(?P<how>allowed|permitted|prohibited|forbidden|required)\?", re.IGNORECASE
)
_OWNER = regex(r"(?:who\s+owns|whose\s+(?:is|are))\s+(?P<what>.+)\?", re.IGNORECASE)
_OWNS = regex(r"\W*(?P<who>you|we)\s+do\b|\W*(?P<whose>yours|ours)\b", re.IGNORECASE)
_ONLY = regex(r"only\s+(?P<when>(?:if|when|for|with|after|in|where|under)\b.+)", re.IGNORECASE)
# "Do you have more than 100 users? Then you need a license": a size that is asked for is a condition.
_SIZE = regex(
    r"(?:(?P<do>do|does|did)\s+(?P<who>you|(?:your|the)\s[\w’' ]{3,60}?)\s+"
    r"(?=(?:have|earn|make|employ|serve|reach|get|take\s+in)\b)"
    r"|(?P<be>is|are)\s+(?P<what>you|your\s[\w’' ]{3,60}?)\s+(?=(?:an?|above|over|more|higher|greater|larger|bigger)\b)"
    r"|(?P<bare>(?:got\s+)?(?=(?:more|over|at\s+least)\b)))"
    r"(?P<rest>[^?]*(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty|dozen|hundred|thousand"
    r"|million)\b)[^?]*)\?",
    re.IGNORECASE,
)
_THEN = regex(
    r"(?:(?:then|if so|in that case|yes)[,:]?\s+)?(?:(?P<out>(?:the answer is|it is a|that is a) no\b|no\b"
    r"|[\w ]{2,30} (?:no longer (?:covers?|applies|apply)|does not (?:cover|apply)|do not (?:cover|apply))\b).*"
    r"|(?P<rest>(?:you|please|contact|this|the|these|ask|talk|write)\b.*))",
    re.IGNORECASE,
)
# "Where may I run it?" and "On your own machine.": what is answered limits the act, unless it is any place there is.
_WHERE = regex(
    r"(?P<how>where|on\s+(?:what|which)\s+\w+|when|how\s+long|how\s+often|who(?=\s+(?:may|can)\b))\s+(?:(?:can|may)\s+"
    r"(?:(?:I|we|one|you)\s+)?(?P<act>(?:run|use|install|deploy|host|sell|share|copy|publish|change|modify"
    r"|distribute|redistribute|keep|train|execute|play|download)\b.+)|(?:does|do|is|are)\s+(?P<what>(?:it|this|the\s+\w+|my\s+\w+)\b.*))\?",
    re.IGNORECASE,
)
_ANY = regex(r"(?:any|every)(?:\s?(?:where|one|body|time)|\s\w+)\b|forever\W*$|always\W*$|whoever\b", re.IGNORECASE)
_LONGEST = 300
_ADORNED = "*_ "
# Questions and answers may stand in bold, or behind a letter: "A: No."
_ASKED = regex(r"\W*(?:Q(?:uestion)?\s*\d*\s*[:.)]\s*)?\W*(?P<words>.*?)[\s*_\"”’]*", re.DOTALL)
_REPLIED = regex(r"\W*(?:A(?:nswer)?\s*\d*\s*[:.)]\s*)?\W*(?P<words>.*?)[\s*_]*", re.DOTALL)


def asks(words: str) -> bool:
    """Whether words are a question, be they adorned or not: "**May I sell it?**"."""
    return words[-1:] == "?" or (words[-1:] in _ADORNED and words.rstrip(_ADORNED)[-1:] == "?")


def statement(question: str, answer: str) -> tuple[str, bool]:
    """What a question and its answer say together, and whether that is all of the answer; "" where it is unknown."""
    if not asks(question) or len(question) > _LONGEST:
        return "", False
    question, answer = _bare(_ASKED, question), _bare(_REPLIED, answer)
    if (size := _SIZE.fullmatch(question)) and (then := _THEN.fullmatch(answer)):
        rest = "you may not use it." if then["out"] else then["rest"]
        return f"If {_sized(size)}, {rest[0].lower()}{rest[1:]}", True
    if (where := _WHERE.fullmatch(question)) and (limited := _limited(where, answer)):
        return addressed(limited), True
    owns = _OWNS.match(answer)
    if owns and (asked := _OWNER.fullmatch(question)):
        who = "You" if (owns["who"] or owns["whose"]).lower().startswith("you") else "We"
        return addressed(f"{who} own {asked['what']}."), True
    only = _ONLY.match(answer)
    if only and (may := _told(question, yes=True)):
        return addressed(f"{may} only {only['when']}"), True
    said = _ANSWER.match(answer)
    if said is None:
        return "", False
    told = _told(question, yes=said["yes"] is not None)
    more = _MORE.fullmatch(answer)
    whole = more is not None or said.end() >= len(answer.rstrip(".! "))
    return (addressed(told + (f" {more['more']}" if more else ".")), whole) if told else ("", False)


def _bare(pattern: re.Pattern[str], words: str) -> str:
    found = pattern.fullmatch(words)
    return found["words"] if found else words


def _sized(size: re.Match[str]) -> str:
    """What is asked, as a condition: "Does your product have 5 users" asks whether "your product has 5 users"."""
    if size["do"]:
        rest = size["rest"]
        if size["who"].lower() != "you" and rest.startswith("have"):
            rest = f"has{rest.removeprefix('have')}"
        return f"{size['who']} {rest}"
    return f"{size['what']} {size['be'].lower()} {size['rest']}" if size["be"] else f"you have {size['rest'].lower()}"


def _limited(where: re.Match[str], answer: str) -> str:
    """What the answer to a question for place, time or people says: "You may run it only on your own machine."."""
    said = f"{answer[:1].lower()}{answer[1:]}"
    if where["what"]:
        return f"The license lasts for {said}" if where["how"].lower() == "how long" else ""
    only = "" if _ANY.match(answer) else "only "
    if where["how"].lower() == "who":
        return f"{only.capitalize()}{(said if only else answer).rstrip('. ')} may {where['act']}."
    return f"You may {where['act']} {only}{said}"


def _told(question: str, *, yes: bool) -> str:
    """The statement of a question that was answered with "yes" or "no"."""
    if found := _MAY.fullmatch(question):
        return f"You may {found['act']}" if yes else f"You may not {found['act']}"
    if found := _MAY_OTHERS.fullmatch(question):
        who = "You" if found["who"].lower().startswith("my") else found["who"].capitalize()
        return f"{who} may {found['act']}" if yes else f"{who} may not {found['act']}"
    if found := _MUST.fullmatch(question):
        return f"You must {found['act']}" if yes else f"You need not {found['act']}"
    if found := _CAN_YOU.fullmatch(question):
        act = found["act"] or found["ends"]
        return f"We may {act}" if yes else f"We may not {act}"
    if found := _IS.fullmatch(question):
        return f"{found['what'].capitalize()} {'is' if yes else 'is not'} {found['how']}"
    if (found := _MUST_OTHERS.fullmatch(question)) and yes:
        return f"{found['who'].capitalize()} must {found['act']}"
    if found := _ACT.fullmatch(question):
        return f"{found['what'][0].upper()}{found['what'][1:]} is {'' if yes else 'not '}permitted"
    return ""
