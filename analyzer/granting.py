"""Rights given in other words than "grants": acquired, in brief, as part of a grant; and acceptance by conduct.

Comes in: raw tokens, a place, and the tokens settled so far. Goes out: the head that they make, or whether they make
one. Example: "The Licensee acquires a non-exclusive right to use it" permits to use it.
"""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.asides import after_adverbs
from analyzer.choice import is_adverb
from analyzer.denials import CHARGES, denied_before
from analyzer.pieces import ADDRESSEES, Piece
from analyzer.tokens import Raw, is_determiner

GETTING = frozenset("acquire acquires obtain obtains receive receives get gets".split())
KINDS_OF_RIGHT = frozenset("royalty-free non-exclusive worldwide irrevocable revocable non-transferable".split())
_MAKING_SURE = frozenset({"make", "making", "makes"})
_ASSURING = frozenset("sure represent represents warrant warrants certify confirm confirms ensure guarantee".split())
_VOUCHING = _ASSURING | frozenset(
    "ensuring ensures declare declares affirm affirms attest attests verify verifies certifies assure check".split()
)
_ONLY = frozenset(("only", "solely", "exclusively"))
PAPERS = frozenset({"rights", "license-text", "under-this-license"})
_GIVES = frozenset({"grant", "give", "convey", "confer", "license"})
_FEW = 6
_AGREES = frozenset({"agree", "agrees", "accept", "accepts"})
_BY_USE = 2  # tokens of "by use"
_BOUND = frozenset({"licensee", "third-party", "affiliate", "anyone"})  # whose freedom from a duty is told
_RIGHTS = frozenset({"rights", "other-license", "no-claim", "patent"})
_OWNED = frozenset({"rights", "title", "ip"})
_LOOK_BACK = 10
_LOOK_AHEAD = 8
_GIVING = frozenset("this permission license grant rights license-text under-this-license".split())
_MARK = 4
_PROMISE = 4
_PROMISED = ("warrant", "agree", "represent", "certif", "covenant", "undertake")
_PARTIES = frozenset({"licensee", "licensor", "contributor", "third-party", "affiliate"})
_BEFORE = 12
_BRIEF_PERMITS = frozenset({"permitted", "allowed"})
_BRIEF = _BRIEF_PERMITS | {"prohibited", "forbidden", "disallowed", "strictly", "expressly"}
_PROVIDED = frozenset({"provided", "if", "as", "so", "on", "unless"})
_HANDING = frozenset({"transfer", "sublicense", "rent", "sell"})
_ACCEPTS = frozenset({"accept", "accepts"})
_ARTICLES = frozenset({"a", "an", "the", "all", "permission"})
_ACTS = frozenset({"commercial", "non-commercial", "use", "reproduce", "distribute", "modify", "sell", "derivative"})


def acquired(raw: Sequence[Raw], at: int, out: Sequence[Raw]) -> tuple[int, str, str] | None:
    """As in "The Licensee acquires a non-exclusive right to use it": what one is given is what one may do."""
    said = [token for token in out if not is_adverb(token) or is_determiner(token)]
    if not said or said[-1].id not in ADDRESSEES or any(token.kind in {"OPEN", "HEAD"} for token in said):
        return None
    place = at + 1
    while place < len(raw) and (raw[place].kind in {"SKIP", "WORD", "COMMA"} or raw[place].id in KINDS_OF_RIGHT):
        place += 1
    if place + 2 >= len(raw) or raw[place].id != "rights" or raw[place + 1].kind != "TO":
        return None
    verb = raw[place + 2].options.get("VERB")
    return (place + 2 - at, "PERMIT", "") if verb is not None and verb.form == "base" else None


def includes_rights(raw: Sequence[Raw], at: int) -> bool:
    """Whether a grant includes something: "This includes", "this right includes", "this right of use includes"."""
    before = at - 3 if at > 2 and raw[at - 2].word == "of" and raw[at - 3].id == "rights" else at - 1
    return not _GIVING.isdisjoint({raw[before].word, raw[before].id})


def including(raw: Sequence[Raw], at: int) -> tuple[int, str, str] | None:
    """As in "This includes, without limitation, the rights to use and sell": a grant."""
    for place in range(at + 1, min(len(raw) - 1, at + 2 + _LOOK_AHEAD)):
        if raw[place].id == "rights":
            return (place - at, "GRANT", "grant") if raw[place + 1].kind == "TO" else None
    return None


def inverted(out: Sequence[Raw]) -> str:
    """The subject between a head that denies and its verb: "in no event shall this license allow it"."""
    at = next((place for place in range(len(out) - 1, -1, -1) if out[place].kind == "HEAD"), -1)
    subject = out[at + 1 :]
    if at < 1 or not subject or out[at].id not in {"FORBID", "WILLNOT"} or len(subject) > _MARK:
        return ""
    denied = out[at - 1].kind == "NOT" or out[at - 1].word == "nor"
    named = subject[-1].kind == "NOUN" and all(token.kind in {"SKIP", "NOUN", "WORD"} for token in subject)
    return subject[-1].id if denied and named else ""


def hands_on(raw: Sequence[Raw], at: int, out: Sequence[Raw]) -> bool:
    """As in "You give a copy of this License", "You retain all notices": a licensee grants and reserves nothing so."""
    token = raw[at]
    if "VERB" not in token.options or not out or out[-1].id not in ADDRESSEES:
        return False
    told = [one.id for one in raw[at + 1 : at + 2 + _LOOK_AHEAD]]
    if token.options["VERB"].id == "retain":
        return next((identity for identity in told if identity == "notice" or identity in _OWNED), "") == "notice"
    return (
        token.word in {"give", "gives"} and not {"copy", "notice", "credit"}.isdisjoint(told) and "rights" not in told
    )


def letting(raw: Sequence[Raw], at: int, out: Sequence[Raw], head: str) -> tuple[str, str] | None:
    """As in "This license shall not permit resale", "the right will entitle you to use it": what the paper lets one do.

    Who shall not permit others to use it is a party; `head` is that of the modal before.
    """
    entry = raw[at].options.get("GRANTS") if at < len(raw) else None
    if entry is None or entry.form != "base" or entry.id != "grant":
        return None
    subject = next((token for token in reversed(out) if token.kind == "NOUN"), None)
    if subject is None or subject.id not in PAPERS or any(token.kind == "HEAD" for token in out):
        return None
    if head in {"FORBID", "WILLNOT"}:
        return ("NOGRANT", "") if raw[at].word in _GIVES else ("FORBID", "verb")
    return ("GRANT", entry.id) if head in {"OBLIGE", "WILL"} else None


def licensed_to(raw: Sequence[Raw], at: int) -> bool:
    """As in "You are licensed under this License to use it": of the paper that stands between nothing is told."""
    if raw[at].word != "licensed" or raw[at].kind != "NOUN" or at + 2 >= len(raw) or raw[at + 1].kind != "TO":
        return False
    verb = raw[at + 2].options.get("VERB")
    return verb is not None and verb.form == "base"


def rights_given(raw: Sequence[Raw], at: int, out: Sequence[Raw], *, denied: bool) -> bool:
    """As in "the right is given", "no license under patents is given"; "notice is given" tells of no right."""
    if raw[at].word != "given" or not out:
        return False
    return out[-1].id == "rights" or (denied and any(token.id in _RIGHTS for token in out))


def having(raw: Sequence[Raw], at: int, out: Sequence[Raw]) -> tuple[int, str, str] | None:
    """Of "has the right to", "have no right to", "has no obligation to" the head they make; None where it is none."""
    past, negated = after_adverbs(raw, at + 1)
    if past + 1 < len(raw) and raw[past].id == "no-claim" and not negated:
        verb = raw[past + 1].options.get("VERB")  # "You have no rights to make copies", not "no rights to the marks"
        return (past + 1 - at, "FORBID", "") if verb is not None and verb.form == "base" else None
    denied = past < len(raw) and raw[past].kind == "NEG"
    place = past + 1 if denied else past
    stop = min(len(raw), place + _FEW)
    while place < stop and raw[place].word not in CHARGES:
        if raw[place].kind not in {"SKIP", "WORD", "COMMA"} and raw[place].id not in KINDS_OF_RIGHT:
            break
        place += 1
    if place >= len(raw):
        return None
    if raw[place].word in CHARGES and (denied or negated) and out and out[-1].id in _BOUND:
        past = next((p for p in range(place + 1, min(len(raw), place + 3)) if raw[p].kind == "TO"), 0)
        return (past + 1 - at, "EXEMPT", "") if past else None
    named = raw[place].options.get("NOUN") if denied else None  # "You have no license to sell it"
    if "rights" not in {raw[place].id, named.id if named is not None else ""} or assured(out):
        return None
    for past in range(place + 1, min(len(raw), place + 1 + _FEW)):
        if raw[past].kind == "TO":
            none = denied or negated or bool(denied_before(out))
            return past + 1 - at, "FORBID" if none else "PERMIT", ""
        if raw[past].kind in {"BE", "HAVE", "SEMI"} or "MODAL" in raw[past].options:
            break
    return None


def granted_bare(raw: Sequence[Raw], at: int, out: Sequence[Raw]) -> bool:
    """As in "License hereby granted", "Permission given to use it": a notice in brief, at its beginning."""
    entry = raw[at].options.get("GRANTS")
    gives = raw[at].word == "given" or (entry is not None and entry.form == "ed" and entry.id == "grant")
    if not gives or not out or len(out) > _MARK:
        return False
    said = [before for before in out if not is_adverb(before)]
    goes_on = out[-1].word == "hereby" or (at + 1 < len(raw) and raw[at + 1].kind == "TO")
    return len(said) == 1 and said[0].id == "rights" and goes_on


def assured(out: Sequence[Raw]) -> bool:
    """As in "You must make sure that you have the right to use it": who is to have a right is given none."""
    for token in out[: -1 - _LOOK_BACK : -1]:
        if token.word in _ASSURING or (token.id == "impose" and token.word in _MAKING_SURE):
            return True
        if token.kind in {"SEMI", "COLON"}:
            return False
    return False


def vouched(raw: Sequence[Raw], at: int) -> bool:
    """As in "You represent that you are permitted to use it", "ensure your use is allowed": told of, not given here."""
    if not _ONLY.isdisjoint([token.word for token in raw[at : at + _BEFORE]]):
        return False
    for place in range(at - 1, max(-1, at - 1 - _BEFORE), -1):
        token = raw[place]
        if token.word in _VOUCHING or (token.id == "impose" and token.word in _MAKING_SURE):
            return not place or raw[place - 1].id != "licensor"  # "we confirm that you may" gives leave
        if token.kind in {"SEMI", "COLON", "AND"}:
            return False
    return False


def promises(raw: Sequence[Raw], at: int) -> bool:
    """Whether the "it" before a head is who promises: "Customer warrants that it will not", "agrees that it shall"."""
    if at < _PROMISE or raw[at - 2].word != "that" or not raw[at - 3].word.startswith(_PROMISED):
        return False
    said = raw[max(0, at - _BEFORE) : at - 3]
    who = next((token for token in reversed(said) if token.id in _PARTIES or token.word == "party"), None)
    passive = at + 1 < len(raw) and raw[at + 1].kind == "BE"
    return who is not None and (who.id == "licensee" or who.word == "party") and who.word != "you" and not passive


def brief(raw: Sequence[Raw], at: int, out: Sequence[Raw]) -> tuple[int, str, str] | None:
    """As in "Redistribution permitted provided that", "No commercial use allowed": a clause in brief, without "is".

    "The uses permitted by law" is none: it ends there, or a condition follows, and no other verb stands near.
    """
    word = raw[at].word
    if word not in _BRIEF or any(t.kind in {"BE", "HAVE", "OPEN", "TO", "SEMI", "COLON"} or t.id == "may" for t in out):
        return None
    if not any(t.kind == "ACT" or t.id in _ACTS for t in out) or (out[0].kind == "SKIP" and out[0].word != "any"):
        return None
    rest = raw[at + 1 :]
    ends = not any(t.word.isalnum() for t in rest)
    if not ends and not (rest[0].kind == "OPEN" and rest[0].id in {"if", "unless"} and rest[0].word in _PROVIDED):
        return None
    denied = any(token.kind in {"NEG", "NOT"} for token in out)
    return 1, "PERMIT" if (word in _BRIEF_PERMITS) != denied else "FORBID", "passive"


def one_party(raw: list[Raw]) -> list[Raw]:
    """As in "Acme grants, and You accept, a license to use it": the grant without the words of who takes it."""
    if _ACCEPTS.isdisjoint([token.word for token in raw]):  # quicker than to look for the place
        return raw
    at = next(at for at, token in enumerate(raw) if token.word in _ACCEPTS)
    taken = False
    for start in range(at - 1, max(0, at - 1 - _LOOK_BACK), -1):
        token = raw[start]
        if token.kind in {"SEMI", "COLON", "OPEN"}:
            return raw
        if token.kind == "AND" and taken:
            break
        taken = taken or token.id == "licensee"
    else:
        return raw
    grants = any("GRANTS" in token.options for token in raw[max(0, start - _LOOK_BACK) : start])
    past = at + 1 + (at + 1 < len(raw) and raw[at + 1].kind == "COMMA")
    given = past < len(raw) and (raw[past].word in _ARTICLES or raw[past].kind == "OPEN")
    return [*raw[: start - (raw[start - 1].kind == "COMMA")], *raw[past:]] if grants and given else raw


def resumes_grant(raw: Sequence[Raw], at: int) -> bool:
    """As in "grants any person who gets a copy, free of charge, the right to use it": what is given, after to whom."""
    if at >= len(raw) or raw[at].word not in _ARTICLES:
        return False
    place = at + (raw[at].word != "permission")
    stop = min(len(raw) - 1, at + _BEFORE)
    while place < stop and (raw[place].kind in {"SKIP", "WORD", "COMMA", "AND"} or raw[place].id in KINDS_OF_RIGHT):
        place += 1
    return place < stop and raw[place].id == "rights" and raw[place + 1].kind == "TO"


def goes_on(raw: Sequence[Raw], at: int, *, granting: bool) -> bool:
    """Whether what belongs to the head follows at last: "may, free of charge, use it"."""
    if at >= len(raw):
        return False
    verb = raw[at].kind == "TO" or (raw[at].kind == "VERB" and raw[at].form != "ed")
    return verb or (granting and raw[at].word in {"a", "an", "the", "its"})


def hands_over(out: Sequence[tuple[str, Piece]]) -> bool:
    """As in "may not transfer your right to use it": what the right is of, nobody is kept from doing."""
    return bool(out) and out[-1][0] == "VERB" and not _HANDING.isdisjoint(out[-1][1].ids)


def names_giver(raw: Sequence[Raw], at: int) -> bool:
    """As in "The Institute for Tern Research hereby grants": whom it names stands between "the" and the head."""
    if not 0 < at < _MARK or raw[0].word != "the":
        return False
    if not all(token.kind == "WORD" or token.id == "anyone" for token in raw[1:at]):
        return False
    after = next((token for token in raw[at + 1 : at + _BEFORE] if token.kind in {"HEAD", "COMMA", "OPEN"}), None)
    return after is not None and after.kind == "HEAD" and after.id in {"GRANT", "PERMIT", "NOGRANT", "RESERVE"}


def accepting(token: Raw, out: Sequence[Raw]) -> list[Raw]:
    """As in "By downloading it you agree that it is as is": besides what is agreed, terms are accepted by conduct."""
    begin = next((place + 1 for place in range(len(out) - 1, -1, -1) if out[place].kind in {"SEMI", "HEAD"}), 0)
    said = [one for one in out[begin:] if one.kind != "AND"]
    if (
        token.word not in _AGREES
        or len(said) < _BY_USE
        or said[0].word not in {"by", "in"}
        or said[-1].id != "licensee"
    ):
        return []
    if not any(one.kind == "VERB" and one.word.endswith("ing") for one in said[1:3]):
        return []
    return [Raw("HEAD", "DECLARE", "verb", token.word), Raw("VERB", "accept", "s", token.word)]
