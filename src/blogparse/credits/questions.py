"""Questions that tell most lines before they are read: may it hold a byline, must a name follow it.

Each is a look at a line's words, or at its first or last ones, against a set. `line` reads what is left.
"""

from blogparse.credits.phrases import LineWords, without_endings
from blogparse.credits.pieces import EDGES, SEAM, closing, ending, is_glued, opening
from blogparse.text import line_key


def may_matter(text: str, key: str, words: LineWords, *, glued: bool) -> bool:
    """Return whether a line has a word of a byline, an opening or a dateline: the cheapest question."""
    if not words.hints.isdisjoint(key.split()) or (not key.isascii() and key.startswith(words.starts)):
        return True
    return key.endswith(words.tails) or is_glued(text) or (glued and SEAM.search(text) is not None)


def may_credit(text: str, words: LineWords) -> bool:
    """Return whether a line opens with the words of a byline, or ends with them."""
    return opening(text.lstrip(EDGES), words.heads) != "" or closing(text.rstrip(EDGES + "."), words.tails) != ""


def may_open(key: str, words: LineWords) -> bool:
    """Return whether a key may end with an opening or a word before a date: the cheap question."""
    last = key.rpartition(" ")[2]
    return last in words.lasts or not last.isalpha()


def is_label(text: str) -> bool:
    """True for "Posted by" and "Author:", which stand before names alone, not a bare "by"."""
    return " " in text.strip() or text.rstrip()[-1:] in {":", "："}


def is_opening(text: str, words: LineWords) -> bool:
    """Return whether a line has the words before a name and nothing else: "Posted by", "Autor(in):"."""
    return line_key(without_endings(text)) in words.openings


def ends_with_opening(text: str, words: LineWords) -> bool:
    """Return whether a line ends with words that stand before a name, a date or a category: "Written by", "am"."""
    key = line_key(without_endings(text))
    if key in words.openings or key.rpartition(" ")[2] in words.on:
        return True
    return any(key.endswith(f" {head}") for head in ending(key, words.longs))
