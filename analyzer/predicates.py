"""What is said of copies, changes, users and uses in a verb that open licenses do not use for them.

Comes in: a sentence. Goes out: whether its subject is one of those and its verb is none of the known. Examples: "Copies
carry our ribbon", "Sellers are pursued". What such a sentence demands is not known; that it may, is a doubt.
"""

from __future__ import annotations

import re

from analyzer.patterns import regex

_OF = r"(?: (?:it|them|copies|(?:the|this) [\w-]+))?"
_SUBJECT = (
    r"(?:(?:the|all|any|every|each|your|a|an|its|zero|changed|modified|derived|altered|commercial|further|other"
    r"|such) )*(?:cop(?:y|ies)|derivatives|derivative (?:works?|models?|materials?|versions?)|(?:changed|modified"
    r"|derived|altered|tuned|fine-tuned) (?:versions?|works?|cop(?:y|ies)|models?)|forks?|users?|recipients?"
    r"|licensees?|distributors?|sellers?|resellers?|buyers?|customers?|companies|redistribution|distribution|sale"
    r"|resale|usage|modification|modifications|deployment|publication"
    rf"|(?:selling|reselling|distributing|hosting|using|running|copying|modifying|publishing|sharing|deploying){_OF}"
    r"|(?<=your )(?:websites?|apps?|company|employer|data|name|revenue|staff|employees|business)|(?:our|the) (?:logo"
    r"|ads?|advertisements?|watermark|banner|license check|counter|splash screen))"
)
# What may follow: helping verbs, verbs of open licenses, words that are no verb of the subject.
_FOLLOWS = (
    "exists?|works?|runs?|gets?|receives?|obtains?|love|like|report|find|may|must|shall|should|will|can|cannot|could"
    "|would|might|need|needs|do|does|did|has|have|had|is|are|was|were|be|been|means?|includes?|acknowledges?|agrees?"
    "|understands?|assumes?|represents?|warrants?|waives?|accepts?|consents?|relates?|constitutes?|implies|imply"
    "|indicates?|signif(?:y|ies)|contains?|incorporates?|reads?|undertakes?|grants?|indemnif(?:y|ies)|hereby"
    "|expressly|automatically|therefore|also|only|either|both|not|never|of|in|from|to|or|and|on|by|for|with|without"
    "|that|which|who|whose|whom|under|as|at|if|unless|when|where|while|than|using|the|an?|it|them|its|our|your|you|we"
    "|copyright|party|parties|this|these|those|any|all|such|fees?|data|rights?|code|information|documentation|guide"
    "|manual|agreement"
    r"|license|licence|terms|conditions|statement|policy|support|interface|group|list|\w+ing|\w+ed|made|built|sold"
    r"|known"
)
_NAMED = rf"\W*(?:\(?[\da-zA-Z.]{{1,4}}[).] )?{_SUBJECT}"
_ACTS = regex(
    rf"{_NAMED} (?!(?:{_FOLLOWS})\b)(?-i:[a-z]+)(?<!ly)\b[^:]*",
    re.IGNORECASE,
)
_SAID = (
    "permitted|allowed|encouraged|unrestricted|free|freely|licensed|governed|subject|granted|authori[sz]ed|okay|ok"
    "|fine|copyright|copyrighted|distributed|deemed|solely|responsible|entirely|not|bound|also|the|a|an|made|provided"
    "|available|considered|included|defined|intended|required|prohibited|forbidden|covered|addressed|liable|cautioned"
    "|advised|urged|reminded|invited|requested|under|hereby|given|entitled|able|welcome|strictly|only|further"
    "|therefore|related|in|at|to|by|for|your|their|possible|up|offered|obliged|obligated|expected|asked|recommended"
    "|limited|restricted|excluded|no|subjected|likely|unlikely|used|called|those|an|one|any|all|as|of|with|without"
    "|accompanied|clearly|derived|based"
)
_IS = regex(rf"{_NAMED} (?:is|are) (?!(?:{_SAID})\b)(?-i:[a-z]+)\b[^:]*", re.IGNORECASE)


def strange(sentence: str) -> bool:
    """Whether a verb that open licenses do not use stands right behind copies, changes, users or uses."""
    words = " ".join(sentence.split())
    return _ACTS.fullmatch(words) is not None or _IS.fullmatch(words) is not None
