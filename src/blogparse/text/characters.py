"""Classes of characters, and what is told by them: words, sentences, accents; for scripts of any kind."""

import re
import unicodedata
from typing import Final

from blogparse.text.keys import DECIMAL
from blogparse.text.patterns import late_pattern

# Characters: combining marks belong to the word they follow; marks of direction to what they precede.
COMBINING: Final = (
    "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u05f3\u05f4\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a03\u0a3c-\u0a4d\u0a70\u0a71\u0a81-\u0a83\u0abc-\u0acd"
    "\u0b82\u0bbe-\u0bcd\u0c00-\u0c04\u0c3c-\u0c4d\u0c81-\u0c83\u0cbc-\u0ccd\u0d00-\u0d03\u0d3b-\u0d4d\u0d81-\u0d83\u0dca-\u0ddf"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u1056-\u1059\u17b4-\u17d3\u17dd"
    "\u200c\u200d"
)
UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff"
    "\u3005\u3040-\u30fb\u30fd-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
)
INVISIBLE: Final = "\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
IN_WORD: Final = rf"(?:[^\W\d_]|[{COMBINING}])"
UNSPACED_RUN = late_pattern(f"[{UNSPACED}]+")
find_unspaced = UNSPACED_RUN.search
find_combining = re.compile(f"[{COMBINING}]").search
_accents = late_pattern(
    "[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u093c\u094d\u09bc\u09cd"
    "\u0e38-\u0e3a\u0e48-\u0e4b\u3099\u309a]+"
)
_UNUSUAL: Final = late_pattern(f"[{UNSPACED}{COMBINING}]")
# Letters, spelled out as what they are not: searches for a set of characters are faster than those for a category. Of
# scripts above the Arabic, which are few, only punctuation and symbols in common use are told.
LETTERS: Final = (
    "[^"
    + "".join(re.escape(character) for character in map(chr, range(0x700)) if not character.isalpha())
    + r"\u0964\u0965\u2000-\u2bff\u3000-\u3004\u3008-\u3020\u3030\ufe00-\ufe0f\ufe30-\ufe4f\ufeff-\uff20"
    + r"\U0001f000-\U0001faff]"
)
WORD = late_pattern(rf"({LETTERS}+)")
words_of = WORD.findall
_UPPER, _LOWER = ("".join(filter(tells, map(chr, range(0x590)))) for tells in (str.isupper, str.islower))
CAMEL_CASE = late_pattern(rf"[{_UPPER}](?<=[^\W\d_].)(?:(?<=[{_LOWER}].)|(?=[{_LOWER}]))")
find_digit = re.compile(DECIMAL).search


def is_unusual(text: str) -> bool:
    """True if words of a text do not end where letters do: it has characters that join to others, or no spaces."""
    return not text.isascii() and _UNUSUAL.search(text) is not None


begins_in_word = re.compile(IN_WORD).match


def fold_case(text: str) -> str:
    """Return a text case folded and composed."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFC", text.casefold())


def folded_word(word: str) -> str:
    """Return the form in which words are compared: in lower case, one kind of space, no final period."""
    folded = fold_case(word)
    return folded if folded.isalnum() else " ".join(folded.replace("’", "'").split()).rstrip(".")


def without_accents(word: str) -> str:
    """Return the folded form without accents."""
    folded = folded_word(word)
    if folded.isascii():
        return folded
    return _accents.sub("", unicodedata.normalize("NFD", folded))


CLOSERS: Final = "'\"”’»)]"
STOPS: Final = frozenset(".!?…。！？।؟۔")
ends_with_initial = re.compile(r"\s[^\W\d_]\.\Z").search  # "Jane D."


def ends_sentence(text: str) -> bool:
    """Return whether a text ends as sentences do, closing quotation marks and brackets aside."""
    return text.rstrip(CLOSERS)[-1:] in STOPS
