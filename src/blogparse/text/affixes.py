"""What many texts have in common at either end."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple, Self

from blogparse.text.patterns import late_pattern

UNSPACED: Final = 3  # signs that names share by chance less often, where words are not parted by spaces
_NUMBER: Final = late_pattern(r"\d++")


class Affixes(NamedTuple):
    """What many texts begin and end with, numbers written 0."""

    head: str
    tail: str

    def __bool__(self) -> bool:
        return bool(self.head or self.tail)

    @classmethod
    def of(cls, texts: Sequence[str], need: int) -> Self:
        """Find the longest beginning and the longest end that `need` of the texts share."""
        head = tail = ""
        if _agree([text[:1] for text in texts], need):
            head = _shared([_NUMBER.sub("0", text) for text in texts], need, _whole_beginning)
        if _agree([text[-1:] for text in texts], need):
            left = [plain[len(head) :] for text in texts if (plain := _NUMBER.sub("0", text)).startswith(head)]
            tail = _shared([text[::-1] for text in left], min(need, len(left)), _whole_end)[::-1]
        return cls(head, tail)

    def cut(self, text: str) -> str | None:
        """Return a text without what it shares with the others, or None where it does not."""
        if not self:
            return text
        rest = _after(text, self.head)
        if rest is None:
            return None
        rest = _after(rest[::-1], self.tail[::-1])
        return None if rest is None else rest[::-1]


def _agree(characters: Sequence[str], need: int) -> bool:
    """Return whether `need` of some characters could be the same, digits being alike."""
    counted = Counter("0" if character.isdecimal() else character for character in characters)
    del counted[""]
    return max(counted.values(), default=0) >= need


def _after(text: str, head: str) -> str | None:
    """Return what follows `head` in a text, where 0 stands for any number."""
    at = 0
    for character in head:
        if character == "0":
            start = at
            while at < len(text) and text[at].isdecimal():
                at += 1
            if at == start:
                return None
        elif at < len(text) and text[at] == character:
            at += 1
        else:
            return None
    return text[at:]


def _shared(texts: Sequence[str], need: int, whole: Callable[[str, str], bool]) -> str:
    """Return the longest beginning that `need` of the texts share, cut back to where a word may end."""
    ordered = sorted(texts)
    best = ""
    tried = set[str]()  # what most texts share has few beginnings: the work stays in proportion
    for at, (first, last) in enumerate(zip(ordered, ordered[need - 1 :], strict=False)):
        size = 0
        for one, other in zip(first, last, strict=False):
            if one != other:
                break
            size += 1
        if first[:size] in tried:
            continue
        tried.add(first[:size])
        end = size
        while end and not all(whole(first[:end], text[end:]) for text in ordered[at : at + need]):
            end -= 1
        best = max(best, first[:end], key=len)
    return best


def _whole_beginning(head: str, rest: str) -> bool:
    """Return whether a word may end between two parts of a text."""
    if not rest or not _is_letter(head[-1]) or not _is_letter(rest[0]):
        return True
    if not rest[0].isalnum():  # a vowel sign
        return False
    last, first = head[-1], rest[0]
    is_cased = last.islower() or last.isupper()
    return (last.islower() and first.isupper()) if is_cased else len(head) >= UNSPACED


def _whole_end(tail: str, rest: str) -> bool:
    """Return whether a word may begin between two parts of a text that are both written backwards."""
    if not rest or not _is_letter(rest[0]):
        return True
    if not _is_letter(tail[-1]):
        return tail[-1] != "." or not rest[1:2].isspace()  # "Jane D."
    return tail[-1].isupper()


def _is_letter(character: str) -> bool:
    """True for what words are made of: letters, digits, and the signs that scripts write above, below or behind."""
    return character.isalnum() or unicodedata.category(character)[0] == "M"
