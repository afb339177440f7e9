"""The form in which a line meets words: case folded, white space collapsed, outer punctuation cut."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from blogparse.text.patterns import late_pattern

OUTER: Final = (
    " \t\u00a0\u202f\u200e\u200f.:…,;!?¡¿،؛؟|·•»«›‹→←↓↑⇒⇐▸▾►▼()[]{}<>-–—_*#~/\\'\"“”„‘’‚「」『』《》：。，！？｜、"
    "۔।॥။։።"  # what ends sentences in Urdu, India, Burma, Armenia and Ethiopia
)
"""Characters that a key loses at both ends: punctuation, arrows, brackets, quotation and direction marks."""
# Spelled out, as searches for a set of characters are faster than those for a category.
DECIMAL: Final = (  # Arabic, the scripts of India from Devanagari to Malayalam, Thai, Lao, Burmese, Khmer, full width
    r"[0-9\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0a66-\u0a6f\u0ae6-\u0aef\u0be6-\u0bef\u0c66-\u0c6f"
    r"\u0ce6-\u0cef\u0d66-\u0d6f\u0e50-\u0e59\u0ed0-\u0ed9\u1040-\u1049\u17e0-\u17e9\uff10-\uff19]"
)
"""An expression for one digit."""
_DIGIT: Final = late_pattern(DECIMAL)
_DIGITS: Final = late_pattern(rf"{DECIMAL}{DECIMAL}*+(?:[.,]{DECIMAL}++)*+")
_NO_DIGITS: Final = bytes(set(range(256)).difference(b"0123456789\n", b"\xd9\xdb\xe0\xe1\xef"))
"""What no digit and no line feed is encoded with; other digits than the ASCII ones begin with the last five."""
_FIRST_UNSPACED: Final = "\u2e80"  # the scripts of East Asia begin here
LONG: Final = 200  # characters: no phrase, name, heading or dateline of the corpus is half as long


def line_key(text: str) -> str:
    """Return the form in which a line meets the vocabulary.

    >>> line_key("  « Previous  Entry")
    'previous entry'
    """
    return _short_key(text) if len(text) <= LONG else key(text)


def key(text: str) -> str:
    """Return the key of a text of any length."""
    folded = text.lower() if text.isascii() else text.casefold()
    return " ".join(folded.split()).strip(OUTER)


# Languages, letters and layout ask for the keys of the same lines; a page has some hundred lines that are short.
_short_key = lru_cache(maxsize=4096)(key)


def line_keys(texts: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the keys of lines and their `count_key`; "" for lines longer than `LONG`.

    All at once, as it is faster: a page has some hundred lines.

    >>> line_keys(["« Previous  Entry", "", "25 Responses"])
    (['previous entry', '', '25 responses'], ['previous entry', '', '{n} responses'])
    """
    folded = ["" if len(text) > LONG else text.lower() if text.isascii() else text.casefold() for text in texts]
    keys = [
        # of white space only the plain space can be printed
        text and (text if text.isprintable() else " ".join(text.split())).strip(OUTER)
        for text in folded
    ]
    joined = "\n".join(keys)
    if "  " in joined:
        while "  " in joined:
            joined = joined.replace("  ", " ")
        keys = joined.split("\n")
    digits = joined.encode("utf-8", "surrogatepass").translate(None, _NO_DIGITS).split(b"\n")
    return keys, [count_key(key) if found else key for key, found in zip(keys, digits, strict=True)]


def lowered(text: str) -> str:
    """Return a text in lower case as keys have it, but with every character where it was: `str.casefold` may add some.

    >>> lowered("ΧΡΉΣΤΗΣ Straße")
    'χρήστησ straße'
    """
    return text.lower().replace("ς", "σ")


def is_unspaced(word: str) -> bool:
    """True for words of the scripts that write names and verbs without a space between: Chinese, Japanese, Korean."""
    return word[0] >= _FIRST_UNSPACED


def count_key(key: str) -> str:
    """Return a key with every number replaced by the slot ``{n}``.

    >>> count_key("1,234 comments")
    '{n} comments'
    """
    return _DIGITS.sub("{n}", key)


def has_digit(text: str) -> bool:
    """Return whether a text holds a digit."""
    return _DIGIT.search(text) is not None


def longest_first(words: Iterable[str]) -> tuple[str, ...]:
    """Return words in the order in which they are looked for."""
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))
