"""The vocabulary of bodies as patterns and tables, made once."""

import re
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from dutdiem.reading.letters import LOWER, UPPER
from dutdiem.reading.organisations.places import provinces
from dutdiem.reading.vocabulary import alternatives, vocabulary


class Known(NamedTuple):
    """A body that is one in the whole country, with the office where the words name that."""

    name: str
    type: str
    level: str
    post: str | None = None


def modern(text: str) -> str:
    """The old place of the tone mark in "uỷ" and "toà" as it is written today."""
    return text.replace("Uỷ", "Ủy").replace("uỷ", "ủy").replace("Toà", "Tòa").replace("toà", "tòa")


def _spellings(name: str) -> list[str]:
    """The name in small letters, each of its parts in full or short, old tone marks or new."""
    low = name.lower()
    short = [(full.lower(), key.lower()) for key, full in vocabulary("organisations")["short"].items() if full.lower() in low]
    joints = [(" và ", " & ")] if short else []
    found = {low}
    for full, key in short + joints:
        found |= {form.replace(full, key) for form in found}
    old = [("ủy", "uỷ"), ("tòa", "toà")]
    return [form.replace(*pair) if swap else form for form, pair, swap in product(found, old, (False, True))]


@cache
def known() -> dict[str, Known]:
    """By every spelling in small letters."""
    found: dict[str, Known] = {}
    for level, types in vocabulary("organisations")["known"].items():
        for kind, names in types.items():
            for name in names:
                found |= dict.fromkeys(_spellings(name), Known(name, kind, level))
    for alias, name in vocabulary("organisations")["aliases"].items():
        found |= dict.fromkeys(_spellings(alias), found[str(name).lower()])
    for said, (post, name) in vocabulary("organisations")["offices"].items():
        found[said.lower()] = found[name.lower()]._replace(post=post)
    return found


@cache
def known_pattern() -> re.Pattern[str]:
    return re.compile(rf"{alternatives(list(known()))}(?!\w)")


@cache
def provincial() -> dict[str, str]:
    """The name of each unit of a provincial police, by its code in small letters."""
    return {code.lower(): name for code, name in vocabulary("organisations")["provincial"].items()}


@cache
def codes() -> tuple[str, ...]:
    """The abbreviations and unit codes that are bodies by themselves: triggers besides the listed words."""
    return tuple(key.lower() for key in (*vocabulary("organisations")["aliases"], *provincial()) if " " not in key)


@cache
def local() -> dict[str, tuple[str, str]]:
    """The full head and type of each form that takes a place."""
    found: dict[str, tuple[str, str]] = {}
    for kind, forms in vocabulary("organisations")["local"].items():
        for form in forms:
            found |= dict.fromkeys(_spellings(form), (forms[0], kind))
    return found


@cache
def local_pattern() -> re.Pattern[str]:
    return re.compile(rf"{alternatives(list(local()))}(?!\w)")


@cache
def kinds() -> dict[str, frozenset[str]]:
    """The types of bodies that share a way of being written, by the name of that way."""
    return {way: frozenset(types) for way, types in vocabulary("organisations")["kinds"].items()}


@cache
def committees() -> dict[str, tuple[str, str]]:
    """Of each committee's head in small letters: the head, and the word of its place."""
    return {
        form: (head, str(word)) for head, word in vocabulary("organisations")["committees"].items() for form in _spellings(head)
    }


@cache
def committee_pattern() -> re.Pattern[str]:
    return re.compile(rf"{alternatives(list(committees()))}(?!\w)")


@cache
def parts() -> list[str]:
    return [form for part in vocabulary("organisations")["forms"]["parts"] for form in _spellings(part)]


@cache
def parts_pattern() -> re.Pattern[str]:
    return re.compile(rf"{alternatives(parts())}(?= )")


@cache
def heads_named() -> dict[str, tuple[str, str, str]]:
    """Of each head whose name goes on in capital syllables: the head, its type and level."""
    return {
        form: (head, kind, level)
        for kind, (head, level) in vocabulary("organisations")["named"].items()
        for form in _spellings(head)
    }


@cache
def named_pattern() -> re.Pattern[str]:
    return re.compile(rf"{alternatives(list(heads_named()))}(?= )")


@cache
def functions() -> frozenset[str]:
    """The functions that are known as wholes, in every spelling."""
    listed: list[str] = vocabulary("organisations")["forms"]["functions"]
    names = listed + [name.removeprefix("Phòng ") for name in provincial().values()]
    return frozenset(form for name in names for form in _spellings(name))


@cache
def functions_pattern() -> re.Pattern[str]:
    return re.compile(rf" {alternatives(sorted(functions()))}(?!\w)")


@cache
def tail_pattern(*, posted: bool) -> re.Pattern[str]:
    """The capital syllables of a function, each with at most one small syllable after it; no other head, no province.

    After an office (`posted`) each capital syllable needs its small one, so that the officer's name stays outside.
    """
    words = vocabulary("organisations")
    kinds = [kind.capitalize() for kind in vocabulary("references")["types"]]
    barred = alternatives(["Trưởng", *words["heads"], *kinds, *(place.name for place in provinces().values())])
    small = rf" {_small()}"
    short, plain = r"[A-ZĐ][A-ZĐ&]+\b", rf"[{UPPER}]\w*"
    joint = rf"(?: |,? và | - | & )(?=[{UPPER}])(?!{barred}\b)"
    syllable = rf"(?:Việt Nam\b|{short}|{plain}{small})" if posted else rf"(?:Việt Nam\b|{short}|{plain}(?:{small})?)"
    # Each stands in it once: they are long, and to compile them twice took a twentieth of the reader's start.
    return re.compile(rf"(?= [{UPPER}])(?:{joint}{syllable})+(?: (?:về|và) [A-ZĐ]{{3,}}\b)?")


def _small() -> str:
    """A small syllable that goes on with a name: no word at which the sentence does."""
    verbs = [verb for verb in vocabulary("statements")["verbs"] if " " in verb]
    return rf"(?!{alternatives([*vocabulary('organisations')['stops'], 'thành', *verbs])}\b)[{LOWER}]+\b"


@cache
def unfinished() -> re.Pattern[str]:
    """A further small syllable after a name that was read by its capitals: where the name ends is then not known."""
    weak = alternatives(vocabulary("statements")["verbs"] + vocabulary("statements")["weak_verbs"])
    return re.compile(rf" (?!{weak}\b){_small()}")


@cache
def bare_heads() -> list[str]:
    return [head.lower() for head in vocabulary("organisations")["forms"]["bare"]]


@cache
def bare_pattern() -> re.Pattern[str]:
    barred = alternatives(vocabulary("organisations")["forms"]["not_bare_before"])
    return re.compile(rf"{alternatives(bare_heads())}(?!\w| {barred}\b)")


def forms_of_ways() -> tuple[list[str], ...]:
    """With what a body may begin that is written as one with a place, a known one, a part, a committee, or by its head."""
    return [*local()], [*known()], parts(), [*committees()], [*heads_named(), *bare_heads()]


@cache
def group_pattern() -> re.Pattern[str]:
    forms = vocabulary("organisations")["forms"]
    kinds, barred = alternatives([kind.lower() for kind in forms["groups"]]), alternatives(forms["not_bare_before"])
    return re.compile(
        rf"{kinds}\b(?:(?:,| và|, và)(?: các)? {kinds}\b)*(?: (?:nghiệp vụ|trực thuộc bộ|thuộc bộ)\b)?(?! {barred}\b)"
    )


@cache
def group_heads() -> dict[str, str]:
    return dict(vocabulary("organisations")["forms"]["group_heads"])


@cache
def short_pattern() -> re.Pattern[str]:
    short = alternatives(list(vocabulary("organisations")["short"]))
    return re.compile(rf"(?<!\w){short}(?!\w)")


@lru_cache(4096)
def spelled_out(name: str) -> str:
    """The name with the short words in it written out."""
    short = vocabulary("organisations")["short"]
    return modern(short_pattern().sub(lambda match: str(short[match.group()]), name))


@cache
def posts() -> tuple[re.Pattern[str], frozenset[str]]:
    """An office right before a body, and the last words of all offices."""
    words = vocabulary("organisations")["posts"]
    heads = [head.lower() for head in words["heads"]]
    standing = alternatives([word.lower() for word in words["standing"]])
    deputy = alternatives([word.lower() for word in words["deputies"]])
    pattern = re.compile(rf"(?<!\w)(?:{deputy} )?(?:{alternatives(heads)})(?: {standing})? $")
    return pattern, frozenset(head.split()[-1] for head in [*heads, "thường trực"])
