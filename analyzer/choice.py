"""Verb or noun: every word that may be either is settled by what stands before it.

Comes in: raw tokens and those settled so far. Goes out: the token as VERB, NOUN or filler. Example: in "you may use
the Work" "use" is a verb, in "the use of the Work" a noun.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from analyzer.completed import completed, is_let, is_named, names_whose
from analyzer.tokens import Raw, is_determiner, points_at_person

_GOVERNED = 40
_DEONTIC = frozenset({"PERMIT", "FORBID", "OBLIGE"})
_AFTER_NOUNS = frozenset({"of", "by", "in", "for", "is", "are", "on", "requires", "needs"})
_DETERMINED = frozenset({"the", "any", "a", "an", "its", "such", "this", "these", "your", "their", "all"})
_OPENS_PROVISO = frozenset("the this these all any credit credits its your their each such no proper due".split())
_IN = frozenset({"of", "in", "on", "at", "with", "into", "within", "against", "between"})
_TAKING = frozenset({"make", "use", "modify", "reproduce", "distribute", "sell"})
_BULLETS = frozenset({"-", "*", "•", "–", "—"})
_ADVERBS = frozenset({"hereby", "also", "even", "further", "either", "therefore", "only", "just", "now"})
_PRONOUNS = frozenset({"it", "them"})
_MARK = 4
_GIVES = frozenset({"give", "provide", "grant"})
_IF_AT_ALL = frozenset({"any", "applicable", "necessary", "required"})
_GOVERNORS = frozenset({"HEAD", "TO"})
_IDLE_AFTER = frozenset({"COLON", "SEMI", "OPEN", "TO"})  # a "that" behind them opens nothing
_VERBAL = frozenset("DEONTIC COMMITS FORBIDS GRANTS RESERVES DISCLAIMS ENDS DECLARES MODAL".split())
_ENDS_ASIDE = frozenset({"COMMA", "RPAR", "SEMI"})
_WHENEVER = frozenset({"any-time", "sole-discretion"})
_TEACHING = frozenset("course courses seminar seminars workshop workshops class classes session sessions".split())
_NO_MODEL = frozenset("purpose purposes and or only , .".split())  # after "teaching" where no model is taught
_NEAR = 12
_PLACES, _AT = frozenset({"place", "places"}), frozenset({"in", "at", "on", "from"})
_MEANS = frozenset("other by automated automatic electronic technical technological similar any the such".split())
_IN_ASIDES = frozenset({"under", "include", "purpose"})
_GIVE = frozenset({"grants", "gives", "conveys"})
_CHANGED = frozenset({"modified", "altered", "changed"})
_PAIR = 2
_EACH = frozenset({"all", "any", "such", "other", "no", "these"})


def is_adverb(token: Raw) -> bool:
    """Whether a word may stand between a head and its verb without weight: "hereby", "at any time", words in -ly."""
    return (
        token.kind in {"SKIP", "ONLY"}
        or token.id in _WHENEVER
        or (token.kind in {"WORD", "NOUN"} and token.word.endswith("ly"))
        or (token.kind != "HEAD" and token.word in _ADVERBS)
    )


def is_instrument(token: Raw, out: Sequence[Raw]) -> bool:
    """As in "by any other means", "in a suitable place": no definition, no grant."""
    if token.word in _PLACES:
        named = token.word == "place" and bool(out) and out[-1].kind == "WORD" and out[-1].word.isalpha()
        return named or any(before.word in _AT for before in out[-_MARK + 1 :])  # "any restricted place"
    return token.word == "means" and bool(out) and out[-1].word in _MEANS and out[-1].kind != "NOUN"


def _is_idle(raw: Sequence[Raw], at: int, out: Sequence[Raw]) -> bool:
    """Of openers that open nothing: "that" after "provided" or at the beginning of an item, "For example," likewise."""
    token = raw[at]
    if token.word == "that":
        if not out or out[-1].kind in _IDLE_AFTER or out[-1].word in _IN or points_at_person(raw, at):
            return True
        if out[-1].kind != "VERB":
            return False
        # "use that model"; "You may build it into your program and share that, or change it"
        return out[-1].id in _TAKING or [one.kind for one in raw[at + 1 : at + 3]] == ["COMMA", "AND"]
    if token.word != "for" or token.id != "include":
        return False
    begins = not out or out[-1].kind in {"COLON", "SEMI"}
    return begins and at + 1 < len(raw) and raw[at + 1].kind == "COMMA"


def settled(raw: Sequence[Raw], at: int, out: Sequence[Raw]) -> Raw:
    """The token as verb, noun or filler."""
    token = raw[at]
    kind = token.kind
    if token.word == "means" and is_instrument(token, out):
        return Raw("WORD", "", "", token.word)
    if kind == "OPEN" and _is_idle(raw, at, out):
        return Raw("SKIP", "skip", "", token.word)
    if token.word == "if" and at + 2 < len(raw) and raw[at + 1].word in _IF_AT_ALL and raw[at + 2].kind in _ENDS_ASIDE:
        return Raw("SKIP", "skip", "", token.word)  # "the data, if any, that you use"
    if kind == "OPEN" and (token.word != "provided" or _opens_proviso(raw, at, out)):
        return token
    if kind in _VERBAL:
        if _governed_grant(token, out) and ((verb := token.options.get("VERB")) is None or verb.id == "arise"):
            return _as(token, "GRANTS", "VERB")
        for other in ("VERB", "NOUN", "ACT"):
            if other in token.options:
                made = _settled_verb(_as(token, other), out, raw[at + 1] if at + 1 < len(raw) else None)
                return completed(made, raw, at)
        governed = bool(out) and (out[-1].kind in {"HEAD", "TO"} or (_marked(out) and "GRANTS" in token.options))
        return _as(token, token.kind, "VERB") if governed else _as(token, token.kind, "WORD")
    if "VERB" in token.options:
        if not at and token.word == "note" and raw[1:] and raw[1].kind == "COLON":
            return Raw("WORD", "", "", token.word)  # "Note: companies need a paid edition"
        if not at and _acts_listed(raw):
            return _as(token, "ACT")
        if is_named(token, out):
            return _noun(token)
        made = _settled_verb(token, out, raw[at + 1] if at + 1 < len(raw) else None)
        if made.kind == "WORD" and made.word in _CHANGED and _version(raw, at + 1):
            return Raw("NOUN", "derivative", "", token.word)
        return completed(made, raw, at)
    return token


def _version(raw: Sequence[Raw], at: int) -> bool:
    """Whether what is changed is the work: "a modified Acme", "a modified (or extended) version"."""
    if at < len(raw) and raw[at].kind == "LPAR":
        at = next((past + 1 for past in range(at, min(len(raw), at + _MARK)) if raw[past].kind == "RPAR"), len(raw))
    return at < len(raw) and (raw[at].id == "work" or raw[at].word in {"version", "versions"})


def _opens_proviso(raw: Sequence[Raw], at: int, out: Sequence[Raw]) -> bool:
    """Whether "provided" opens a condition: "may use it, provided", "is permitted provided the source is named"."""
    if not out or out[-1].kind in {"COMMA", "SEMI"} or raw[at].phrase:
        return True
    after = raw[at + 1] if at + 1 < len(raw) else None
    if after is None or out[-1].kind in {"BE", "HAVE", "AND", "TO", "NOT", "VERB"}:
        return False
    plain = raw[at - 1].kind == "DEONTIC" or out[-1].kind in {"NOUN", "ACT", "RPAR"} or is_let(out)
    return after.word == "they" or (plain and (after.id == "licensee" or after.word in _OPENS_PROVISO))


def _governed_grant(token: Raw, out: Sequence[Raw]) -> bool:
    """As in "Must license the whole work": a verb of granting as the act of a head."""
    entry = token.options.get("GRANTS")
    before = _before(out)
    return entry is not None and entry.form == "base" and before is not None and before.kind in {"HEAD", "TO"}


def _as(token: Raw, terminal: str, kind: str | None = None) -> Raw:
    entry = token.options[terminal]
    return Raw(kind or terminal, entry.id, entry.form, token.word, token.options)


def _noun(token: Raw) -> Raw:
    for terminal in ("NOUN", "ACT"):
        if terminal in token.options:
            return _as(token, terminal)
    return Raw("WORD", "", "", token.word, token.options)


def _before(out: Sequence[Raw]) -> Raw | None:
    """The token that governs what comes next; a colon after "to" or a head hides nothing, any other starts anew."""
    for place in range(len(out) - 1, -1, -1):
        token = out[place]
        if token.kind in _GOVERNORS:
            return token
        if token.kind == "NOT" or (is_adverb(token) and not is_determiner(token)):
            continue
        if token.kind == "LPAR" or token.word in _BULLETS:
            return _before(out[:place])
        if token.kind == "RPAR" and place > 1 and out[place - 2].kind == "LPAR" and len(out[place - 1].word) <= _MARK:
            return _before(out[: place - 2])
        if token.kind == "COLON":
            governed = _before(out[:place])
            leads = governed is not None and (governed.kind in {"TO", "HEAD"} or governed.word == "for")
            return governed if leads else None  # "use it for: training other models"
        if token.kind == "SEMI" or (token.kind == "AND" and place and out[place - 1].kind == "SEMI"):
            return None  # "; and (c) distribute it"
        return token
    return None


def _marked(out: Sequence[Raw]) -> bool:
    """Whether the mark of an item in brackets stands before: "(b)"."""
    return len(out) > 2 and out[-1].kind == "RPAR" and out[-3].kind == "LPAR" and len(out[-2].word) <= _MARK


def _acts_listed(raw: Sequence[Raw]) -> bool:
    """Whether what may be an order begins a list of acts: "Use and redistribution of it are permitted"."""
    if len(raw) <= 2 or raw[1].kind not in {"COMMA", "AND"}:
        return False
    return "ACT" in raw[0].options and "ACT" in raw[2].options and "VERB" not in raw[2].options


def _governing(out: Sequence[Raw]) -> bool:
    """Whether a head with a verb stands before in the clause, so that "or use the marks" goes on with it."""
    verb = False
    after: Raw | None = None
    for place in range(len(out) - 1, max(-1, len(out) - 1 - _GOVERNED), -1):
        token = out[place]
        if token.kind == "SEMI":
            return _begins_with_verb(out[place + 1 :])
        verb = verb or token.kind == "VERB"
        if token.kind == "HEAD":
            # "may, at its sole discretion, amend": what stands between commas parts the head from its verb.
            # "may at any time and for any reason end it": so does what stands there without weight.
            return verb or (after is not None and after.kind in {"COMMA", "OPEN", "LPAR", "AND"})
        after = after if is_adverb(token) else token
    return False


def _set_apart(out: Sequence[Raw]) -> bool:
    """Whether a comma ends what stands apart after the head: "may, for any lawful purpose, use, copy and share"."""
    if out[-1].kind != "COMMA":
        return False
    for place in range(len(out) - 2, max(-1, len(out) - _GOVERNED), -1):
        if out[place].kind == "HEAD":
            return out[place].id in _DEONTIC and out[place + 1].kind == "COMMA" and place < len(out) - 2
        if out[place].kind in {"VERB", "SEMI", "COLON", "TO"}:
            return False
    return False


def _begins_with_verb(item: Sequence[Raw]) -> bool:
    """Whether an item of a list goes on with the head before the list: "(b) study it and change it"."""
    first = next((t for t in item if t.kind not in {"AND", "SEMI", "LPAR", "RPAR"} and len(t.word) >= _MARK - 1), None)
    return first is not None and first.kind == "VERB" and first.form == "base"


def _listed(out: Sequence[Raw]) -> bool:
    """Whether only unknown words, parted by commas, stand after the head: "may not move, change"."""
    parted = True
    for token in reversed(out):
        if token.kind == "HEAD":
            return not parted
        if token.kind in {"COMMA", "AND"}:
            parted = True
        elif token.kind == "WORD" and token.word.isalpha() and parted:
            parted = False
        else:
            return False
    return False


def _ordered(out: Sequence[Raw], after: Raw | None) -> bool:
    """Whether an order follows what it is for: "For commercial use, contact the author"."""
    # "If you share it, or let others use it, offer them the source": the condition goes on behind its comma.
    parted = any(one.kind == "COMMA" and then.kind != "AND" for one, then in pairwise(out[:-1]))
    first = out[0].kind in {"OPEN", "TO"} and not parted and all(token.kind != "HEAD" for token in out[:-1])
    return first and out[-1].kind == "COMMA" and after is not None and after.kind not in {"COMMA", "AND"}


def _passive_list(out: Sequence[Raw], after: Raw | None) -> bool:
    """Whether a participle goes on: "may not be disclosed to others, copied or sold", "has paid and signed"."""
    if out[-1].kind == "AND" and _perfect(out[-_NEAR:]):
        return True
    if after is not None and (after.kind in {"NOUN", "ACT"} or "NOUN" in after.options):
        return False  # "modified versions"
    for token in reversed(out[-_NEAR:]):
        if token.kind == "HEAD":
            return token.form == "passive"
        if token.kind in {"SEMI", "COLON", "OPEN", "LPAR"}:
            return False
    return False


def _perfect(out: Sequence[Raw]) -> bool:
    """As in "who has completed the form and": "has" and a participle, no "has modified copies and"."""
    has = next((place for place, token in enumerate(out) if token.kind == "HAVE"), len(out))
    apart = any(token.kind in {"HEAD", "SEMI", "COLON", "LPAR", "COMMA"} for token in out[has:])
    return not apart and has + 2 < len(out) and out[has + 1].word.endswith("ed") and out[has + 2].kind == "SKIP"


def _settled_verb(token: Raw, out: Sequence[Raw], after: Raw | None = None) -> Raw:
    entry = token.options.get("VERB")
    if entry is None:
        return token
    nominal = "NOUN" in token.options or "ACT" in token.options
    before = _before(out)
    if before is None:
        named = entry.form != "base" or (after is not None and after.word in _AFTER_NOUNS)
        return _noun(token) if nominal and named else _as(token, "VERB")
    if before.kind in {"HEAD", "TO"} or (out[-1].word == "please" and entry.form == "base"):
        return _as(token, "VERB")
    if before.kind in {"AND", "COMMA"}:
        if entry.form == "base" and not nominal and _marked(out) and any(t.kind == "HEAD" for t in out):
            return _as(token, "VERB")  # "a right to: (a) use the Data; and (b) publish it"
        earlier = next(
            (t for t in reversed(out) if t.kind not in {"AND", "COMMA", "SKIP", "ONLY"} and not is_adverb(t)), None
        )
        if earlier is not None and (earlier.kind == "VERB" or (entry.form == "base" and _listed(out))):
            return _as(token, "VERB")
        if entry.form == "ed" and _passive_list(out, after):
            return _as(token, "VERB")
        if entry.form == "base" and _set_apart(out):
            return _as(token, "VERB")
        goes_on = not nominal or (after is not None and after.word in _DETERMINED | _PRONOUNS)
        if entry.form == "base" and goes_on and _governing(out):
            return _as(token, "VERB")
        if entry.form == "base" and not nominal and _ordered(out, after):
            return _as(token, "VERB")
        return _noun(token) if nominal or entry.form in {"ed", "base"} else _as(token, "VERB")
    if entry.form == "ed" and before.kind == "OPEN" and before.word in {"if", "when"}:
        return _as(token, "VERB")  # "If changed, it must be renamed"
    if entry.form == "ed":
        # "If you changed it, say so": what was done before, told of one right behind the opener.
        done = before.id == "licensee" and [one.id for one in out[-2:]] == ["if", "licensee"] and not nominal
        return _as(token, "VERB") if done or before.kind in {"BE", "HAVE", "HEAD"} else _noun(token)
    if is_determiner(before):
        return _noun(token)
    if token.word == "teaching" and (after is None or after.word in _NO_MODEL):
        return Raw("NOUN", "research", "", token.word)  # "for teaching and research"
    if entry.id == "train" and entry.form == "ing" and _taught(out, after):
        return Raw("WORD", "", "", token.word)
    if entry.form == "ing":
        return _as(token, "VERB")
    if nominal:
        # "give recipients access", "distribute to others copies of it": whom one gives a thing is not who acts.
        given = len(out) > 1 and out[-1] is before and out[-2].kind == "VERB" and out[-2].id in _GIVES
        given = given or (after is not None and after.word == "of") or (entry.form == "s" and names_whose(out))
        subject = before.id in {"licensee", "third-party", "anyone", "licensor", "affiliate"} and not given
        subject |= before.id == "whom" and entry.id != "compete" and after is not None and after.word in _DETERMINED
        return _as(token, "VERB") if subject else _noun(token)
    return _as(token, "VERB")


def _taught(out: Sequence[Raw], after: Raw | None) -> bool:
    """Whether people are trained, no models: "provide third party training", "training courses"."""
    if after is not None and after.word in _TEACHING:
        return True
    parted = after is None or after.kind != "NOUN" or after.word in {"to", "for"}
    given = next((token for token in reversed(out) if token.kind not in {"NOUN", "WORD", "SKIP", "AND"}), None)
    return parted and out[-1].kind != "VERB" and given is not None and given.kind == "VERB" and given.id in _GIVES


def _after_aside(out: Sequence[Raw]) -> bool:
    """As in "Redistribution, in whole or in part, requires our consent": what stands between commas parts the two."""
    commas = [at for at, token in enumerate(out) if token.kind == "COMMA"]
    if len(commas) != 2 or commas[-1] != len(out) - 1:
        return False
    named = any(token.kind in {"NOUN", "ACT"} for token in out[: commas[0]])
    opened = any(token.kind == "OPEN" and token.id not in _IN_ASIDES for token in out)
    return named and not opened and all(token.kind not in {"HEAD", "VERB", "TO"} for token in out)


def _on_behalf(out: Sequence[Raw]) -> bool:
    """As in "Subject to these terms, each licensor, on behalf of itself and its heirs, grants"."""
    commas = [at for at, token in enumerate(out) if token.kind == "COMMA"]
    if len(commas) < _PAIR or commas[-1] != len(out) - 1:
        return False
    first = commas[-2]
    named = out[commas[-3] + 1 if len(commas) > _PAIR else 0 : first]
    opens = out[first + 1].kind == "OPEN" and out[first + 1].id == "under"
    return opens and any(token.id in {"licensor", "contributor"} for token in named)


def _by_licensee(out: Sequence[Raw], form: str) -> bool:
    return form == "base" and len(out) > 1 and out[-2].id == "licensee"


def is_finite(token: Raw, out: Sequence[Raw], form: str) -> bool:
    """Whether a verb has a subject before it and no head or "to" that governs it."""
    if out and out[-1].word == "hereby" and out[-1].kind == "SKIP" and (form == "s" or _by_licensee(out, form)):
        return True  # "each author, contributor and publisher, hereby grants", "you hereby license to Acme"
    if "FORBIDS" in token.options and token.word.endswith("s") and _after_aside(out):
        return True
    if token.word in _GIVE and _on_behalf(out):
        return True
    if token.word == "grants" and len(out) > 1 and out[-1].id == "rights" and out[-2].word in _EACH:
        return False  # "to end all license grants"
    if out and out[-1].word == "or" and "GRANTS" in token.options and (out[0].kind, out[0].id) == ("OPEN", "if"):
        return False  # "If you make, or allow others to make, a claim": a part of the condition
    if form == "base" and _marked(out) and any(token.kind == "HEAD" for token in out):
        return False  # "must not: (i) create duties; or (ii) grant rights"
    for place in range(len(out) - 1, -1, -1):
        before = out[place]
        if is_adverb(before) and not is_determiner(before):
            continue
        if before.kind == "NOT":
            continue
        if before.kind in {"TO", "HEAD", "VERB", "BE", "HAVE", "OPEN"} or is_determiner(before):
            relative = before.kind == "VERB" and "FORBIDS" in token.options and place and out[place - 1].id == "whom"
            return bool(relative) or (before.kind == "OPEN" and before.id == "whom")
        if before.kind in {"AND", "COMMA"}:
            headed = any(t.kind in {"HEAD", "TO"} for t in out[-_GOVERNED:])
            # "All rights and grants" is no verb; "owns and licenses" is.
            governed = headed if form == "base" else not headed
            return not governed and token.kind not in {"NOUN", "ACT"} and "NOUN" not in token.options
        if "NOUN" in token.options or "ACT" in token.options:
            named = place and out[place - 1].word in {"a", "an"}  # "a Works license" is the name of one
            return (before.id in {"licensor", "contributor"} and not named) or before.word in {"i", "we", "hereby"}
        return before.kind in {"NOUN", "ACT", "WORD", "QCLOSE", "QUOTE", "RPAR", "NEG"}
    return False


def has_states(word: Raw, raw: Sequence[Raw], at: int, out: Sequence[Raw]) -> bool:
    """As in "You have no title", "the maker has no obligation": "have" as the verb of a statement."""
    governed = bool(out) and out[-1].kind in {"TO", "HEAD", "HAVE", "OPEN"}
    helps = at + 1 < len(raw) and any(entry.form == "ed" for entry in raw[at + 1].options.values())
    return word.kind == "HAVE" and word.form != "ing" and word.word != "having" and not governed and not helps


def may_be_finite(verb: Raw, out: Sequence[Raw]) -> bool:
    """Whether a verb after nouns may be the finite one: "End users acquire the Work", "Section 9 states all"."""
    if verb.form not in {"base", "s"} or {"NOUN", "ACT"} & set(verb.options):
        return False
    said = [token for token in out if not is_adverb(token) or is_determiner(token)]
    if not said or said[-1].kind not in {"NOUN", "ACT", "WORD", "RPAR", "QCLOSE", "QUOTE"} or is_determiner(said[-1]):
        return False
    return not any(token.kind in {"TO", "OPEN"} for token in said[-2:])
