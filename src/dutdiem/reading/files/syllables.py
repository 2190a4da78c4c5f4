"""Is a word a syllable that Vietnamese can write? Lists in `data/syllables.toml`."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from unicodedata import normalize

_TONE = re.compile("[\u0300\u0301\u0309\u0303\u0323]")
_STOPPED = re.compile(r"(?:p|t|c|ch)$")
_STOPPED_TONES = {"\u0301", "\u0323"}


@cache
def _shape() -> re.Pattern[str]:
    lists = tomllib.loads(files("dutdiem.reading.files").joinpath("data/syllables.toml").read_text("utf-8"))
    onsets = "|".join(sorted(lists["onsets"].split(), key=len, reverse=True))
    rimes = "|".join(sorted(set(lists["rimes"].split()), key=len, reverse=True))
    return re.compile(f"(?:{onsets})?(?:{rimes})", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """True for a Vietnamese syllable in any case, composed or not: "Nghị", "quyết"; not for "naïve" or "NghÞ"."""
    apart = normalize("NFD", word)
    tones = _TONE.findall(apart)
    bare = normalize("NFC", _TONE.sub("", apart))
    if len(tones) > 1 or not _shape().fullmatch(bare):
        return False
    return not _STOPPED.search(bare.casefold()) or bool(_STOPPED_TONES & set(tones))
