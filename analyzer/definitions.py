"""What this text calls its parties and things: defined terms bound to ids of the vocabulary.

Comes in: a document. Goes out: `Definitions`, which the tagger reads before its own lexicon. Examples: `"Works" means
the weights and the code` binds "works" to work; `Acme Ltd. ("Acme")` binds "acme" to licensor; `NonCommercial means`
needs no quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

import msgspec
from msgspec.structs import replace

from analyzer import parties
from analyzer.bound import Bound
from analyzer.defined import BRACKETED, COMPANY, COMPANY_TOLD, candidates
from analyzer.few import few
from analyzer.glossary import Glossary, explained
from analyzer.granted import granted_words
from analyzer.lexicon import Entry, Lexicon, canonical
from analyzer.outline import Document
from analyzer.ownname import own_names
from analyzer.patterns import regex
from analyzer.plainly import (
    PURPOSES,
    changes,
    comes_of,
    comes_of_work,
    forms_of,
    is_agreement,
    is_gainless,
    made_from,
    may_grow,
    narrowed,
    of_deeds,
    stays_plain,
    uncommercial,
)
from analyzer.spans import Span

_WORD = regex(r"[^\W_]+(?:[-'’.&][^\W_]+)*")
_VERBS_TOO = frozenset({"output", "derivative"})  # "Result", "Build", "Generations"
_BEFORE_A_NOUN = ("the", "any", "all", "your", "such", "these", "those", "a", "each", "every", "no", "its")
# Things whose meaning a definition may narrow: the body decides over the name.
_THINGS = frozenset(
    (
        "work derivative output licensee licensor third-party contributor affiliate license-text aup attachment "
        "contribution feedback source-code object-code mark copy patent ip territory product-service hosted-service "
        "non-commercial research-noncommercial commercial research evaluation export-law ai-model other-model "
        "data-thing"
    ).split()
)
# The acts that a grant turns on, of which a defined act may comprise several.
_ACTS = frozenset({"use", "reproduce", "modify", "distribute", "host"})
_SENTENCE_END = regex(r"[.;](?=\s+[A-Z\"“]|\s*$)")
_USES = tuple(
    f" {one}" for one in "use uses purpose purposes activity activities business offering product service".split()
)
# "Acme Ltd. or its affiliates that offer it (together, "Acme")"
_GROUP = regex(
    r"\b(?:Inc|Corp|Ltd|LLC|GmbH|Limited|Corporation|Company)\b\.?,?\s+(?:and|or|(?:together|along)\s+with)\s+"
    r"(?:(?:any|all)\s+of\s+)?"
    r"(?:its|their)\b[^()]{0,120}$"
)
# "... and excludes the Software".
_EXCLUDES = regex(r"\b(?:excludes?|do(?:es)? not include|excluding|not including|other than|but not)\b", re.IGNORECASE)
_ONE_NAMED = regex(r"\W*(?:an?|any|each|every|the)\s+([A-Z][a-z]+)\b(?!['’-]|\s[A-Z])")
_ANYTHING = regex(r"\W*(?:any|some)thing\b", re.IGNORECASE)
# "means the Acme source code": what is licensed, not one form of it.
_ONE = regex(r"[\W]*(?:\(\w\)\s*)?(?:collectively,?\s*)?(?:the|our|this|these|its)\b", re.IGNORECASE)
# "This Model License ("Model License")": a license is no model.
_OF_TEXTS = (" license", " licence", " agreement", " terms")
_THIS_TEXT = regex(r"(?:^|[.;:]\s+|\b(?:of|to|by|in|under)\s+)(?:this|these)\s+(?:[\w&’'-]+\s+){1,8}$", re.IGNORECASE)
# "AI Training", "Machine Learning Use", "AI Development Activity"
_TRAINING = regex(
    r"\b(?:ai|ml|llm|model|machine|training|distillation)\b.*\b(?:training|learning|development|activit(?:y|ies)|uses?|purposes?)$"
    r"|^(?:training|distillation)$"
)
_SHUT_OUT = ("excluded ", "prohibited ", "restricted ", "forbidden ", "disallowed ")
_OTHERS = regex(r"\b(?:an?|any|another|other|third)\b", re.IGNORECASE)
_TITLES = frozenset({"copyright", "patent", "ip"})  # "Database Rights" are no database
_NO_PERSON = frozenset({"work", "copy", "derivative", "source-code", "object-code", "license-text"})
_PEOPLE = frozenset({"licensor", "licensee", "contributor", "affiliate"})
_PRONOUNS = frozenset({"your", "our", "my", "its", "their"})
_UNDER = ("under this", "under the", "under the terms of this", "under the terms of the")
_STAND_FOR = frozenset({"it", "them"})
_ALIKE = {"government": "third-party", "llm": "ai-model"}
_NARROW, _CLOSE, _SELDOM = 120, 40, 3
_FIXED = {
    **dict.fromkeys(("we", "us", "our", "licensor"), "licensor"),
    **dict.fromkeys(("you", "your", "licensee", "yours"), "licensee"),
    **dict.fromkeys(("license", "agreement", "terms", "this license", "this agreement", "the license"), "license-text"),
    **dict.fromkeys(("conditions", "prohibitions", "requirements"), "license-text"),
    **dict.fromkeys(("legal entity", "entity", "person", "control", "date", "effective date"), ""),
}


class Definition(msgspec.Struct, frozen=True):
    """One defined term: its words, what it is bound to ("" where nothing known), and the place of its definition.

    `some` tells that it is not everybody who takes the license: "Member" means a person who has paid the fee.
    """

    term: str
    thing: str
    span: Span
    some: bool = False


class Definitions(msgspec.Struct, frozen=True):
    """The defined terms of a text; `bound` is the tagger's index by first word.

    `acts` holds what a defined act comprises: with `"Use" means copying, changing or sharing`, a right to Use is a
    right to all of these. `first_person` says that who takes the license speaks: "I will not share the data".
    """

    entries: tuple[Definition, ...]
    bound: Bound
    acts: Mapping[str, frozenset[str]] = msgspec.field(default_factory=dict)
    first_person: bool = False


def define(document: Document, lexicon: Lexicon) -> Definitions:
    """Bind what the text defines in quotation marks, in brackets or by "means"."""
    entries: dict[str, Definition] = {}
    acts: dict[str, frozenset[str]] = {}
    reading, glossary = document.text.reading, Glossary(document)
    for unit in document.units:
        words = reading[unit.span.start : unit.span.end]
        found = candidates(words)
        if glossary.holds(unit, words):
            found = found or explained(unit, words)
        for called, body, what in found:
            name = called[4:] if called[:4] == "the " else called  # (hereinafter "the Company")
            key = " ".join(canonical(w) for w in _WORD.findall(name)).removeprefix("a ").removeprefix("an ")
            spelled = name[:1].isupper() or key in _FIXED or (what == "aside" and parties.told(key, body))
            if not key or not spelled or key in _PRONOUNS or key in entries or len(key) > 60:
                continue
            act = _act(key, lexicon) if what == "means" else ""
            if act and act not in acts:
                acts[act] = _comprised(body, lexicon) - {act}
            thing = _thing(key, body, lexicon, aside=what == "aside")
            if what == "means" and thing not in _PEOPLE:
                thing = _one_of(body, entries) or thing
            beside = _beside(key, body, lexicon, entries) if what == "means" else ""
            thing = beside or ("" if thing and stays_plain(key, thing, lexicon) else thing)
            some = few(body, taking=parties.is_taking(body), fixed=key in _FIXED or key in parties.TAKING)
            entries[key] = Definition(name, thing, unit.span, some)
    grantors = parties.grantors(reading)
    for key in sorted(grantors & entries.keys()):
        # Who grants "you" a license is not the licensee, whatever words stand in the definition.
        if entries[key].thing in {"licensee", "third-party"}:
            entries[key] = replace(entries[key], thing="licensor")
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for key, entry in sorted(entries.items()):
        worth = entry.thing and _worth_binding(key, entry.thing, lexicon)
        if worth or (entry.thing in _VERBS_TOO and " " not in key and not _known(key, entry.thing, lexicon)):
            # "The Results", where "results" by itself may be the verb; not where all have a capital.
            forms = forms_of(key, lexicon)
            plain = worth or _with_capital(forms, reading)
            for form in forms if plain else [f"{word} {form}" for word in _BEFORE_A_NOUN for form in forms]:
                first, *rest = form.split()
                index.setdefault(first, []).append((tuple(rest), entry.thing))
    for phrase, thing in _own_names(reading, lexicon):
        first, *rest = phrase.split()
        index.setdefault(first, []).append((tuple(rest), thing))
    named = {name for name in grantors if parties.unknown(name, lexicon)} | parties.owners(reading, lexicon)
    companies = {form for name in grantors if parties.company(name, lexicon) for form in (name, f"the {name}")}
    companies |= {f"the {name}" for name in grantors & parties.HOUSES}
    for key in sorted((named | companies) - entries.keys()):
        first, *rest = key.split()
        index.setdefault(first, []).append((tuple(rest), "licensor"))
    if any(one.some for one in entries.values()):
        entries = _some_only(entries, parties.given(reading))
    for key in sorted(parties.takers(reading, lexicon)):
        if key not in index and (key not in entries or entries[key].thing != "licensor"):
            for form in forms_of(key, lexicon):
                index.setdefault(form.split()[0], []).append((tuple(form.split()[1:]), "licensee"))
    bound = {first: tuple(sorted(found, key=lambda pair: -len(pair[0]))) for first, found in sorted(index.items())}
    comprised = {act: found for act, found in sorted(acts.items()) if found}
    return Definitions(tuple(entries.values()), bound, comprised, first_person=parties.takes(reading))


def _beside(key: str, body: str, lexicon: Lexicon, entries: Mapping[str, Definition]) -> str:
    """What is made with the work and is no part of it: "Model" means the output of an algorithm, and excludes the Work.

    A term that begins with the name of such a thing ("Model Materials") is the thing, too.
    """
    if _own_thing(key, lexicon) not in {"work", "source-code", "ai-model", ""}:
        return ""
    words = key.split()
    before = (entries.get(" ".join(words[:size])) for size in range(1, len(words)))
    if any(one is not None and one.thing == "output" for one in before):
        return "output"
    sentence = _SENTENCE_END.split(body, maxsplit=1)[0]
    excludes = _EXCLUDES.search(sentence)
    if excludes is None or not {"work", "output"} & set(_ids(sentence[excludes.end() :][:_NARROW], lexicon)):
        return ""
    return "output" if "output" in _ids(sentence[: excludes.start()], lexicon) else ""


def _some_only(entries: Mapping[str, Definition], given: AbstractSet[str]) -> dict[str, Definition]:
    """The definitions, of which only those of who takes the license may shut others out."""
    takers = {key for key, one in entries.items() if one.thing == "licensee" or (not one.thing and key in given)}
    return {key: one if key in takers or not one.some else replace(one, some=False) for key, one in entries.items()}


def _one_of(body: str, entries: Mapping[str, Definition]) -> str:
    """Who is one of those that were defined before: "Small Company" means a Group with few workers."""
    named = _ONE_NAMED.match(body)
    entry = entries.get(canonical(named[1])) if named else None
    return entry.thing if entry and entry.thing in _PEOPLE else ""


def _act(key: str, lexicon: Lexicon) -> str:
    """The act that a defined verb names ("Use", "Distribution"); "" where it is none that a grant turns on."""
    words = key.split()
    match = lexicon.match(words, 0)
    if match is None or match[0] != len(words):
        return ""
    return next((e.id for e in match[1] if e.terminal in {"VERB", "ACT"} and e.id in _ACTS), "")


def _comprised(body: str, lexicon: Lexicon) -> frozenset[str]:
    """The acts of a grant that the sentence of a definition lists."""
    found: set[str] = set()
    for entry in _entries(_SENTENCE_END.split(body, maxsplit=1)[0], lexicon):
        if entry.terminal in {"VERB", "ACT"} and entry.id in _ACTS:
            found.add(entry.id)
        elif entry.terminal == "NOUN" and entry.id == "hosted-service":
            found.add("host")
    return frozenset(found)


def _own_names(reading: str, lexicon: Lexicon) -> list[tuple[str, str]]:
    """What the text calls itself, as in "under this Acme Public License", and what that is."""
    names = {" ".join(canonical(w) for w in _WORD.findall(name)) for name in own_names(reading)}
    found = [(word, "work") for word in granted_words(reading, lexicon)]
    for name in sorted(names):
        if _worth_binding(name, "license-text", lexicon):
            found.append((name, "license-text"))
            found.extend((f"{under} {name}", "under-this-license") for under in _UNDER)
    return found


def _license(key: str, body: str) -> str | None:
    """What a term that ends in "License" or "Terms" is: this text, where "this" stands before it; None for others."""
    if not key.endswith(_OF_TEXTS) or key in _FIXED:
        return None
    return "license-text" if _THIS_TEXT.search(BRACKETED.sub("", body)) else None


def _thing(key: str, body: str, lexicon: Lexicon, *, aside: bool) -> str:
    """What a defined term is: by its own words where they are known, else by the words that define it."""
    if key in _FIXED:
        return _FIXED[key]
    if aside and body == "you ":
        return "licensee"
    if aside and (text := _license(key, body)) is not None:
        return text
    spaced, folded = f" {key}", " ".join(body.split())  # "Lighthouse" is no use
    if spaced.endswith(_USES) and "competing" in _ids(key, lexicon):
        return "competing"
    if spaced.endswith(_USES) and key.startswith(_SHUT_OUT) and not aside:
        # "Excluded Purpose" means offering a service that competes with ours.
        shut = _ids(_SENTENCE_END.split(body, maxsplit=1)[0], lexicon)
        return next((i for i in ("competing", "hosted-service") if i in shut), "")
    if not aside and _TRAINING.search(key) and _trains(body, lexicon):
        return "train"
    own = _own_thing(key, lexicon)
    if not aside and (own in PURPOSES or not own) and uncommercial(folded):
        return "non-commercial"
    if made := comes_of(key, own, folded) if not aside else "" if own else parties.told(key, body):
        return made
    if not aside and not spaced.endswith(_USES) and (deeds := of_deeds(folded, own)) is not None:
        return deeds
    if aside and may_grow(key, own) and (grown := comes_of_work(folded)):
        return grown
    if changes(key, lexicon):
        return ""
    if aside and own in PURPOSES and not spaced.endswith(_USES) and is_agreement(body):
        return "license-text"  # 'this Hobby License ("Hobbyists\' HL")' is no purpose
    if own in PURPOSES or (spaced.endswith(_USES[:4]) and own in {"", "use"}):
        only = not aside and "only" in body[:_NARROW].lower()
        return narrowed(own, _ids(body, lexicon), only=only, aside=aside, gainless=is_gainless(folded))
    if body.startswith(("we ", "us ")):
        return "licensor"
    if not aside and parties.makes(key, body):
        return "licensee"
    if own and (own != "licensee" or key in parties.TAKING):
        return "derivative" if own == "work" and not aside and made_from(folded) else own
    if body.startswith("you "):
        return "licensee"
    if aside:
        if COMPANY.search(body[-60:]) or ("," in folded and COMPANY_TOLD.search(folded)):
            return "licensor"
        if _GROUP.search(body) or parties.house(key, body):
            return "licensor"
        if is_agreement(body):
            return "license-text"
        close = [i for i in _ids(body[-90:], lexicon) if i in _THINGS]
        people = bool(close) and close[-1] in _PEOPLE and parties.acts_before(body[-90:])
        if people or (close[-1:] and close[-1] in PURPOSES and parties.proper(body)):
            close = []  # 'Acme may ask for a token ("Key")'
        # "Acme and its affiliates (together, "Acme")" names the licensor.
        found = close[-1] if close else own
        if not own and close[-2:] == ["work", "derivative"] and " and " in body[-60:]:
            found = "work"  # 'the Data and the Derived Models (jointly, "Resource")'
        found = "work" if found == "ai-model" and not _OTHERS.search(body[-60:]) else found
        if own and found in _NO_PERSON:
            found = own  # 'persons wanting to run the program ("Users")': who is named is no program
        return "licensor" if found == "affiliate" and key not in {"affiliate", "affiliates"} else found
    first = [i for i in _ids(body[:160], lexicon) if i in _THINGS]
    if person := parties.person(body):
        return person
    named = body[:60].split(".", maxsplit=1)[0]
    if any(COMPANY.search(named.split(end, maxsplit=1)[0] + " ") for end in ("\n", ",", " – ", " — ", " - ")):
        return "licensor"
    things = [i for i in first if i not in PURPOSES]
    if parties.named_by_the_way(body):
        things = [i for i in things if i not in _PEOPLE]
    if not own and things[:1] and things[0] in _PEOPLE and things[0] not in _ids(body[:_CLOSE], lexicon):
        things = []  # "the meshes that come out when you prompt it"
    # "means the weights that you obtained": what comes first is what the term is; a name for models is the work.
    found = own or (things[0] if things else "")
    if found in {"licensee", "licensor"} and not own and (key.startswith("your ") or _ANYTHING.match(body)):
        return ""  # "anything that you develop" is no person, nor are "Your Licenses"
    if own:
        return own
    coded = found in {"source-code", "object-code"} and _ONE.match(body) is not None
    return "work" if found == "ai-model" or coded else found


def _trains(body: str, lexicon: Lexicon) -> bool:
    """Whether the sentence of a definition speaks of training: "AI Training" means to use it as training data."""
    acts = (e.id for e in _entries(_SENTENCE_END.split(body, maxsplit=1)[0], lexicon) if e.terminal in {"VERB", "ACT"})
    return not {"train", "fine-tune", "distill"}.isdisjoint(acts)


def _own_thing(key: str, lexicon: Lexicon) -> str:
    words = key.split()
    at, last = 0, ""
    while at < len(words):
        match = lexicon.match(words, at)
        if match is None:
            at += 1
            if at < len(words) and words[at] == "of" and not last:
                return ""  # "Subject Matter of the License" is no license
            continue
        nouns = [e.id for e in match[1] if e.terminal in {"NOUN", "ACT"} and e.id in _THINGS]
        last = nouns[0] if nouns and last != "derivative" else last
        at += match[0]
        if last and at < len(words) and words[at] == "of":
            return last
    return last


def _ids(text: str, lexicon: Lexicon) -> list[str]:
    found = (entry.id for entry in _entries(text, lexicon) if entry.terminal == "NOUN")
    return [_ALIKE.get(i, i) for i in found]


def _entries(text: str, lexicon: Lexicon) -> Iterator[Entry]:
    """What the phrases of a text may be, in order; no pronouns, which stand for what was named before."""
    words = [word for word in (canonical(w) for w in _WORD.findall(text)) if word not in _STAND_FOR]
    at = 0
    while at < len(words):
        match = lexicon.match(words, at)
        if match is None:
            at += 1
            continue
        yield from match[1]
        at += match[0]


def _with_capital(forms: Sequence[str], reading: str) -> bool:
    """Whether a text has a name nearly always with a capital: it is seldom the verb then."""
    spelled = "|".join(re.escape(form) for form in forms)
    words = [word[:1].isupper() for word in re.findall(rf"\b(?:{spelled})\b", reading, re.IGNORECASE)]
    return words.count(False) * _SELDOM <= words.count(True)


def _known(key: str, thing: str, lexicon: Lexicon) -> bool:
    """Whether the lexicon reads a name as that thing, or as one that is made by changing: "Adaptation", "Output"."""
    match = lexicon.match(key.split(), 0)
    return match is not None and not {thing, "modify", "derivative"}.isdisjoint([e.id for e in match[1]])


def _worth_binding(key: str, thing: str, lexicon: Lexicon) -> bool:
    """Not a word the lexicon reads that way already, nor a defined verb ("Distribute"), which stays a verb."""
    match = lexicon.match(key.split(), 0)
    whole = match is not None and match[0] == len(key.split())
    entries = match[1] if match and whole else ()
    known = [e.id for e in entries]
    acts = any(e.terminal in {"VERB", "ACT", "OPEN", "GRANTS"} for e in entries)
    return thing not in known and not acts and _TITLES.isdisjoint(known)
