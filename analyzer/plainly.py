"""Defined words that keep the meaning they have in plain English, whatever words stand in their definition.

Comes in: a defined term and what its definition made of it. Goes out: whether the lexicon's reading stays, and what
a defined purpose is. Example: `"Notices" means the statements that came with the Program` are notices, not the program;
"Acme Confidential Information" stays a secret, and "Acme License" is no person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.lexicon import Lexicon
from analyzer.patterns import regex

# What a definition says more exactly, but does not turn into something else.
_PLAIN = frozenset(
    (
        "secret fee notice third-party-rights governing-law court copyright malware safeguard machine title "
        "new-version latest-version user-interface territory-us territory-eu"
    ).split()
)
PURPOSES = ("research-noncommercial", "non-commercial", "research", "evaluation", "personal", "commercial", "internal")
_WIDE = frozenset({"", "work", "data-thing", "product-service"})
_PARTIES = frozenset({"party", "parties"})
_TEXTS = (" license", " licence", " agreement")
_TITLES = frozenset({"copyright", "patent", "ip", "mark"})
_NO_TEXTS = frozenset({"licensor", "licensee", "third-party", "contributor", "derivative"})

# "means any products you have produced by adapting the Data": made from the work, and not the work.
_MADE_FROM = regex(
    r"\W*(?:(?:an?|any|all|each|every|the) )?(?:[\w-]+ ){0,2}?(?:products?|works?|materials?|services?|applications?)"
    r"(?:,? (?:which|that))?(?: (?:you|licensees?|users?|recipients?|the licensee|the user))?"
    r"(?: (?:is|are|have|has|may|been))*"
    r" (?:produced?|made|make|created?|developed?|obtained|prepared?|derived?)\b[^.;]{0,60}? (?:by|from|through)"
    r" (?:(?:\w+ing|use|and|or|otherwise)[, ]+)*"
    r"(?:adapting|modifying|changing|altering|incorporating|transforming|translating|enriching|editing|combining)\b",
    re.IGNORECASE,
)

# "Computational Use Agreement, version 1.0 (the "CUA")": the license itself under a name of its own.
_AGREEMENT = regex(
    r"\b(?:Agreement|License|Licence|(?:[Tt]he\spresent|[Tt]his)\scontract|Terms(?:\s+of\s+(?:Use|Service))?)"
    r",?(?:\s+(?:[Vv]ersion|v\.?)\s*[\d.]+)?[,\s(]*(?:the\s*)?$"
)
_UNDER_THIS = regex(r"\b(?:under|of|by|in|with|to)\s+(?:this|the)\s+(?:[A-Z]\w+\s*){1,4}[,\s(]*$")
# "means text which the Model produces", "anything made with the Model": what comes out of the work.
_PUT_OUT = (
    r"texts?|audio|sounds?|speech|voices?|songs?|music|images?|pictures?|videos?|clips|recordings?|content|results?"
    r"|answers?|responses?|transcriptions?|transcripts?|translations?|materials?|data|information|predictions?|code"
    r"|completions?|works?|tokens|embeddings?|samples?|replies"
)
_SOMEBODY = (
    r"(?!(?:[\w-]+ )?(?:users?|licens(?:or|ee)s?|authors?|compan\w+|customers?|contributors?|recipients?|providers?"
    r"|part(?:y|ies)|universit\w+|institut\w+|foundation|members?|developers?|owners?|research\w*|persons?|people"
    r"|laborator\w+|agency|ministry|hospital|city|department|government|public|teams?|creators?|artists?|individuals?"
    r"|employees|holders?|organi[sz]ation|project|community|participants?|speakers?|annotators?|subjects?)\b)"
)
_COMES = (
    r"produces?|generates?|returns?|outputs?|creates?|yields?|renders?|emits?|writes?|draws?|delivers?|predicts?"
    r"|sends? back|gives? back|spits? out|brings? forth|puts? out"
)
_CAME = (
    r"made|generated|produced|created|obtained|rendered|synthesi[sz]ed|returned|output|predicted|inferred|emitted"
    r"|delivered|sent back"
)
_RUN = (
    r"operation|operating|running|use|using|querying|prompting|execution|executing|inference|invocation"
    r"|(?:inputting|entering|feeding|giving) [\w ]{2,30}?(?:in)?to"
)
_IT = r"(?:(?:the|this|our) |(?:(?:an?|any|another|an earlier) )?(?=(?-i:[A-Z])))"  # "the Model", "a Licensed Model"
_THE = r"(?:(?:the|this|our) |(?:an?|any|another) (?=(?-i:[A-Z])|(?:model|network)\b))"  # not "Acme", a company
_KINDS_OUT = rf"(?:(?:other |any )?(?:[\w-]+ )?(?:{_PUT_OUT})(?:(?:,| or| and|, or|, and) (?:other )?(?:{_PUT_OUT}))*)"
_OUT = (
    rf"(?:{_KINDS_OUT}|anything|everything|what|whatever|whatsoever)(?: of any kind)?(?: which| that)?"
    rf"(?: {_THE}{_SOMEBODY}(?:[\w-]+ )?[\w-]+(?: or (?:an? |any |the )?[\w-]+(?: [\w-]+)?)? (?:may |might |can "
    rf"|will )?(?:{_COMES})\b|(?<=what) it (?:{_COMES})\b"
    r"| comes? (?:out|back) when (?:the )?(?:[\w-]+ )?[\w-]+ (?:is|are) (?:run|used|queried|prompted)\b"
    rf"| (?:(?:is|are|was|were|has been|have been) )?(?:{_CAME})"
    r" (?:with|by|through|using|by means of|by use of|through use of|with the help of|by running|from|as a result of)"
    rf" (?:(?:the )?(?:{_RUN})(?: or (?:{_RUN}))?(?: of)? )?{_THE}{_SOMEBODY}"
    r"| (?:results?|resulting|arises?|arising|comes?|coming|stems?|stemming) (?:from|out of) "
    rf"(?:(?:the )?(?:{_RUN})(?: or (?:{_RUN}))?(?: of)? )?(?:the|this|our) {_SOMEBODY})"
)
_MADE_BY = regex(rf"\W*(?:(?:an?|any|all|each|every|the) )?{_OUT}", re.IGNORECASE)
# "Speech or other sound, and any data describing it, that results from running the Model".
_DATA = regex(
    rf"\b(?:{_PUT_OUT}|imagery|vectors?|scores|tables|labels|statistics|sequences|structures|annotations|meshes"
    rf"|measurements)\b",
    re.IGNORECASE,
)
_YIELDED = regex(
    rf"\b(?:that|which) {_THE}{_SOMEBODY}(?:[\w-]+ )?[\w-]+(?: or (?:an? |any |the )?[\w-]+(?: [\w-]+)?)? (?:may "
    rf"|might |can |will )?(?:{_COMES}|computes?|gives?|supplies)\b"
    rf"|\b(?:(?:that|which) )?(?:results?|comes?|arises?|stems?|resulting|arising) from (?:the )?(?:{_RUN})\b"
    rf"|\b(?:{_CAME}|computed|derived|drawn) (?:by|from|through|with|using|by means of)"
    rf" (?:(?:(?:the )?(?:{_RUN})|means|use)(?: or (?:{_RUN}))?(?: of)? ){_THE}{_SOMEBODY}",
    re.IGNORECASE,
)
_A_MODEL = regex(
    r"\b(?:models?|networks?|weights|parameters|checkpoints?|adapters?|software|systems?|programs?|products?"
    r"|services?)\b",
    re.IGNORECASE,
)
_HEAD_OF_DATA = 160
_MADE_BEFORE = regex(rf"\b(?:an?|any|all|each|every|the) {_OUT}(?:[\w-]+ ?){{0,5}}\W*$", re.IGNORECASE)


# "Offspring" is any model into which numbers of the Model have gone.
_MODEL_LIKE = frozenset({"", "ai-model", "other-model"})
_MODELS = (
    r"(?:models?|works?|networks?|programs?|checkpoints?|versions?|weights|systems?|derivatives?|materials?|things?"
    r"|adapters?|applications?|collections?|databases?|datasets?|compilations?|corpora|corpus|anything|artifacts?"
    r"|(?:bod(?:y|ies)|sets?) of (?:weights|parameters))"
)
_MADE_OF = (
    r"(?:made|derived|built|grown|obtained|created|developed|produced|trained|prepared|reached|brought into being"
    r"|initiali[sz]ed|started|descended|founded)"
)
_ALTERED = r"(?:altered|modified|changed|retrained|fine-?tuned|adapted|merged|pruned|quanti[sz]ed|distilled)"
_ALTERATION = (
    r"(?:(?:alterations?|modifications?|changes?|adaptations?|variations?|extensions?|enhancements?)"
    r"(?: (?:or|and) (?:alterations?|modifications?|changes?|adaptations?|extensions?|enhancements?|additions?))?)"
)
_ALTERING = (
    r"(?:altering|modifying|changing|merging|fine-?tuning|adapting|retraining|distilling|quanti[sz]ing|pruning"
    r"|continuing (?:the|to)|further training|starting (?:from|with)"
    r"|applying [^.;]{3,90}?(?:changes|training|learning|adaptations?|modifications?|adapters)\b[^.;]{0,30}? to)"
)
_DESCENDS = r"(?:starts?|started|originates?|derives?|descends?|stems?|comes?|came|begins?|began)"
_TAKES_IN = (
    r"(?:contains?|incorporates?|includes?|embod(?:y|ies)|modif(?:y|ies)|alters?|extends?|(?:is|are|was|were)"
    r" initiali[sz]ed from)"
)
_GROWTH = (
    r"(?:(?:(?:modified|altered|changed|adapted|fine-?tuned|quantized|derived|improved) (?:versions?|copies|forms?) of"
    rf" (?:the|this|our)\b)|(?:{_ALTERATION} (?:made )?(?:of|to|in) {_IT})|"
    rf"(?:(?:results?|outcomes?|products?) of {_ALTERING} {_IT})|"
    rf"(?:(?:anything|whatever|what|everything) (?:you|the licensee|the user|anyone) (?:builds?|makes?|creates?"
    rf"|obtains?|develops?) by {_ALTERING})|"
    rf"(?:(?-i:[A-Z])[\w-]+ (?:that|which) (?:somebody|someone|anybody|anyone|you) (?:has|have) (?:[\w-]+(?:,| or"
    rf"|, or) )*{_ALTERED})|"
    r"(?:(?:[\w-]+,? (?:or |and )?){1,8}(?:that|which) (?:is|are|was|were|has been) (?:made|built|derived|grown"
    r"|trained) (?:from|on|with) (?:the|this|our)\b)|"
    rf"(?:works?(?:, [^,;.]{{2,40}},)? (?:(?:which|that) [^,;.]{{3,60}}? )?(?:based (?:up)?on|founded on"
    rf"|derived from)(?: or (?:based (?:up)?on|derived from))? {_IT})|"
    rf"(?:[\w-]+ )?{_MODELS} whose (?:initial )?(?:weights|parameters|values) {_DESCENDS} (?:with|from|as"
    rf"|in) (?:those of )?{_IT}|"
    rf"(?:[\w-]+ )?{_MODELS}(?:(?:,| or|, or| and) (?:[\w-]+ )?{_MODELS})* (?:into which|in which|(?:(?:that|which)"
    rf" )?(?:{_TAKES_IN}(?:(?:,| or|, or| and) {_TAKES_IN})*|(?:(?:is|are|was|were|has been|have been) )?{_MADE_OF}"
    rf"(?: by (?:you|the licensee|the user|anyone))? (?:from|on|by (?:means of )?{_ALTERING})"
    r"|(?:(?:is|are) )?(?:based (?:up)?on|resulting from|derived from)(?: or (?:based (?:up)?on|derived from))?)) ?"
    rf"(?:\w+ ){{0,5}}?(?<!\w){_IT})"
)
_GROWN = regex(
    rf"\W*(?:(?:any|an?|every|each|all|the(?= (?:result|outcome|product)s? of\b)) )?(?:new )?(?:other )?{_GROWTH}",
    re.IGNORECASE,
)
_GROWN_BEFORE = regex(
    rf"(?:^|[.;:,] |\b(?:any|an?|every|each|all) ){_GROWTH} ?(?:[\w-]+ ?){{1,3}}(?:, such as [^,;.]{{3,60}})?\W*$",
    re.IGNORECASE,
)


def may_grow(key: str, own: str) -> bool:
    """Whether what defines a term tells if it grows from the work: its own words are none, or those of a model."""
    return own in _MODEL_LIKE or (own == "work" and key.endswith((" models", " model")))  # "Downstream Models"


def comes_of(key: str, own: str, folded: str) -> str:
    """What a definition makes of a term that is what the work puts out, or grows from it; "" for others.

    `folded` is the definition, here and below, with single blanks: its lines are broken anywhere.
    """
    if may_grow(key, own) and _GROWN.match(folded):
        return "derivative"
    return "output" if own in _WIDE and (_MADE_BY.match(folded) or _yields(folded)) else ""


def _yields(folded: str) -> bool:
    """Whether data are defined, at some length, that the work puts out: "text and scores that the Model returns"."""
    found = _YIELDED.search(folded[:_HEAD_OF_DATA])
    if found is None:
        return False
    head = folded[: found.start()]
    return _DATA.search(head) is not None and _A_MODEL.search(head) is None


# "Is to put something at the disposal of others", "each act by which the Model reaches another": what is done.
_DOING = regex(r"(?:\W*(?:an?|any|each|every|the|all) )?(?:to|acts?|activit(?:y|ies)|deeds?)\b", re.IGNORECASE)
_SUPPLY = regex(
    r"\W*(?:(?:an?|any|each|every|the|all) )?(?:supply|provision|offering|making|service)\b[^.;]{0,160}?\b(?:remote\w*"
    r"|over (?:a|the) (?:network|internet)|via [^.;]{0,20}network|by way of an (?:api|interface)|api|online)\b",
    re.IGNORECASE,
)
_WHAT = regex(r"\W*(?:what|whatever|everything)\b", re.IGNORECASE)
_PRODUCT = regex(
    r"\W*(?:an?|any|each|every) (?:[\w-]+ ){0,2}?(?:products?|services?|applications?|apps?|websites?|workflows?)\b"
    r"[^.;]{0,90}?\b(?:runs? on|uses?|relies|rely on|incorporates?|contains?|calls?|is built|are built|makes? use)\b",
    re.IGNORECASE,
)


# "A statistical model that was obtained by computing over the Collection": made from data, and none of them.
_LEARNED = regex(
    r"\W*(?:an?|any|each|every) (?:[\w-]+ ){0,2}?(?:models?|systems?|networks?)\b[^.;]{0,90}?\b(?:trained|fitted"
    r"|estimated|(?:obtained|built|developed|made|produced) by (?:computing|training|learning)) (?:over|on|from|with"
    r"|using) (?:the|this)"
    r" (?:[\w-]+ )?(?:collection|corpus|dataset|data|database|recordings|records)\b",
    re.IGNORECASE,
)


# "A change to the Release which its author has deliberately sent to the maintainers".
_SENT = regex(
    r"\W*(?:(?:an?|any|each|every|all) )?(?:[\w-]+,? (?:or |and )?){0,4}?(?:changes?|supplements?|additions?"
    r"|materials?|works?|code|corrections?|improvements?|data)\b[^.;]{0,90}?\b(?:deliberately|intentionally|knowingly"
    r"|voluntarily) (?:been )?"
    r"(?:sent|submitted|offered|contributed|handed|given|sends|submits|offers)\b",
    re.IGNORECASE,
)


def of_deeds(folded: str, own: str) -> str | None:
    """What a term is whose definition tells of something done, or of a product; None where it tells of neither."""
    if own in _WIDE and _SUPPLY.match(folded):
        return "hosted-service"
    if own in {"", "ai-model", "product-service"} and _LEARNED.match(folded):
        return "other-model"
    if own in _WIDE and _SENT.match(folded):
        return "contribution"
    if own in _WIDE and _PRODUCT.match(folded):
        return "product-service"
    return "" if not own and (_DOING.match(folded) or _WHAT.match(folded)) else None


def comes_of_work(folded: str) -> str:
    """What stands right before an aside where it comes of the work: 'the text which the Model returns ("Reply")'."""
    if _GROWN_BEFORE.search(folded):
        return "derivative"
    return "output" if _MADE_BEFORE.search(folded) else ""


def is_agreement(body: str) -> bool:
    """Whether the license itself stands before an aside: 'this Hobby License ("HL")'."""
    return _AGREEMENT.search(body[-60:]) is not None and _UNDER_THIS.search(body) is None


def made_from(folded: str) -> bool:
    """Whether a definition speaks of things that are made by changing, or by taking in, something else."""
    return _MADE_FROM.match(folded) is not None


def stays_plain(key: str, thing: str, lexicon: Lexicon) -> bool:
    """Whether a term is read by its own words: those it ends in are no word for a work, a person or a license."""
    if key in _PARTIES or (key.endswith(_TEXTS) and thing in _NO_TEXTS):
        return True
    if thing in _TITLES:
        return False
    words = key.split()
    for at in range(len(words)):
        match = lexicon.match(words, at)
        if match is None or at + match[0] != len(words):
            continue
        nouns = {entry.id for entry in match[1] if entry.terminal == "NOUN"}
        return bool(nouns) and nouns <= _PLAIN and thing not in nouns
    return False


# "Not having commercial advantage, or payment, as its main intention", "something which neither aims at profit".
_UNCOMMERCIAL = regex(
    r"\W*(?:(?:describes|means|is|any|an?|use|uses|something|anything|purposes?|ends|activit(?:y|ies)|which|that"
    r"|are) ){0,6}"
    r"(?:not|neither|no|never|without)\b[^.;]{0,90}\b(?:commercial|profit|gain|monetary|payment|remunerat\w+)\b",
    re.IGNORECASE,
)


def uncommercial(folded: str) -> bool:
    """Whether a definition of a purpose, or of a word for one, says that it is none of commerce."""
    return _UNCOMMERCIAL.match(folded) is not None


# "Inquiry from which no economic benefit is sought".
_GAINLESS = regex(
    r"\b(?:no|without|not|neither)\b[^.;]{0,40}\b(?:economic|commercial|financial|monetary|pecuniary)\s"
    r"(?:benefit|gain|advantage|profit|return|purpose|aim|interest|compensation|remuneration)s?\b",
    re.IGNORECASE,
)


def is_gainless(folded: str) -> bool:
    """Whether a definition says that nothing is to be earned: "from which no economic benefit is sought"."""
    return _GAINLESS.search(folded) is not None


def narrowed(own: str, told: Sequence[str], *, only: bool, aside: bool, gainless: bool = False) -> str:
    """What a defined purpose is: its own words, narrowed by the ids of its definition, in the order of the words.

    "Internal Use" means personal or internal business purposes: not for persons alone.
    """
    inside = [thing for thing in told if thing in PURPOSES]
    if own == "research" and not aside and gainless:
        return "research-noncommercial"
    if own == "non-commercial" and only and inside[:1] == ["research"]:
        return "research-noncommercial"
    if own == "research" and not aside and {"non-commercial", "research-noncommercial"} & set(inside):
        return "research-noncommercial"
    if own in PURPOSES or not inside:
        return own
    return "internal" if set(inside) == {"personal", "internal"} else inside[0]


def changes(key: str, lexicon: Lexicon) -> bool:
    """Whether a term of several words names changes: "Licensee Modifications" are no licensee."""
    match = lexicon.match(key.split()[-1:], 0) if " " in key and " of " not in key else None
    return match is not None and any(e.terminal == "ACT" and e.id == "modify" for e in match[1])


def forms_of(key: str, lexicon: Lexicon) -> list[str]:
    """One and many of a name; with "the" before it where the lexicon has something else by that ("the company")."""
    other = key[:-1] if key.endswith("s") else key + "s"
    forms = [key] if key.endswith("ss") or (key.endswith("s") and len(key) <= 4) else [key, other]
    longer = [f"the {form}" for form in forms]
    matches = ((form, lexicon.match(form.split(), 0)) for form in longer)
    return [*forms, *(form for form, match in matches if match is not None and match[0] == len(form.split()))]
