"""The words of dates: their roles, and one letter for each set of roles.

A role is a bit; a word's roles are a set of bits; each set that occurs gets a private-use character as its letter.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from sys import intern
from typing import Final, TypeVar

import attrs

from blogparse.language import UNITS
from blogparse.text import (
    COMBINING,
    IN_WORD,
    INVISIBLE,
    UNSPACED,
    find_unspaced,
    folded_word,
    late_pattern,
    without_accents,
)

_NAMED: Final = 20  # digits at the end of a name
_YEAR, _MONTH, _DAY = r"(?:19|20)[0-9]{2}", r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12][0-9]|3[01])"
_GLUED: Final = "(?:{})(?![0-9])".format(
    "|".join(
        rf"{_YEAR}{joint}{_MONTH}{joint}{_DAY}|(?:{_DAY}|(?<=[0-9]{{2}})[1-9]){joint}{_MONTH}{joint}{_YEAR}"
        for joint in ("-", "/", r"\.")
    )
)
"""A date in numbers, before which other digits can only be another thing's."""
_MONTH_AND_YEAR: Final = (
    rf"\.?[ ](?:[^\W\d_]{{1,3}}[ ])?[^\W\d_]{{3,12}}[.,]?[ ](?:[^\W\d_]{{1,3}}[ ])?{_YEAR}(?![0-9])"
)
_NAMED_DAY: Final = rf"""
    (?<=[^\W\d]) (?:
        [0-9]{{1,{_NAMED}}}?(?=(?:[12][0-9]|3[01]){_MONTH_AND_YEAR})
      | [0-9]{{2,{_NAMED}}}?(?=[1-9]{_MONTH_AND_YEAR})
    )
"""
"""A name's digits glued to a day, a month and a year, as in "ann2726 May 2020"; no day begins with a zero there."""


def token_patterns(forms: Mapping[str, Iterable[str]]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the expressions that cut any text, and ASCII text, into tokens."""
    unspaced = {key for key in forms if find_unspaced(key)}
    several = {key for key in forms if not all(c.isalpha() or unicodedata.combining(c) for c in key)} - unspaced
    numbered = {key for key in several if any(c.isdigit() for c in key)}
    spaced = several - numbered
    spaced |= {key.replace("'", "’") for key in spaced}
    # The guards keep most words from the long alternations: what follows a word of several is a mark and a letter.
    plain = re.compile(
        rf"""
          [ ]
        | [A-Za-z]++ (?![.'\- ]\s?[A-Za-z])                      # a word that begins no longer name
        | {_NAMED_DAY}
        | [0-9]{{1,2}}+ (?![0-9])
        | (?:19|20)[0-9]{{2}}(?=[0-9]{{1,2}}:[0-9]{{2}}(?![0-9]))  # a year glued to a time
        | (?<=[0-9][/.\-][0-9]{{2}}[/.\-])[0-9]{{2}}(?=[0-9]{{2}}:[0-9]{{2}}(?![0-9]))  # a day glued to a time
        | [0-9]{{1,{_NAMED}}}?(?={_GLUED})                      # a name's digits glued to a date
        | [0-9]++
        | {_trie_expression({key for key in spaced if key.isascii()})}
        | [A-Za-z]++
        | \s++
        | .
        """,
        re.VERBOSE | re.DOTALL | re.ASCII,
    )
    full = re.compile(
        rf"""
          \s++
        | {_NAMED_DAY}
        | (?:19|20)\d\d(?=\d{{1,2}}:\d\d(?!\d))            # a year glued to a time
        | (?<=\d[/.\-]\d\d[/.\-])\d\d(?=\d\d:\d\d(?!\d))     # a day glued to a time
        | [0-9]{{1,{_NAMED}}}?(?={_GLUED})                  # a name's digits glued to a date
        | \d++
        | (?=[{UNSPACED}]) {_trie_expression(unspaced)}     # a name of a script without spaces
        | (?={IN_WORD}++[\s.'’"\-]\s?[^\W\d_]) {_trie_expression(spaced)}  # a name of several words
        | (?=['’°(\-]) {_trie_expression({key for key in spaced if not key[0].isalpha()})}  # "-án", "'de", "(e)ko"
        | (?={IN_WORD}++\s?\d) {_trie_expression(numbered)} # a name with a number in it
        | (?:[^\W\d_{UNSPACED}]|[{COMBINING}])++            # a word
        | [{INVISIBLE}]++[./:,\-]?                          # marks of direction, with a mark inside numbers
        | .                                                 # any other character
        """,
        re.VERBOSE | re.DOTALL,
    )
    return full, plain


# Where a name may end: before no letter, unless the name ends in a mark or in a script without spaces.
_NAME_ENDS: Final = rf"(?:(?!{IN_WORD})|(?<![^\W\d_])|(?<=[{UNSPACED}]))"


def _trie_expression(names: Iterable[str]) -> str:
    """Return an expression for the longest of the names, in any case, ending at a word's end."""
    trie: dict[str, dict[str, object]] = {}
    for name in names:
        node = trie
        for character in name:
            node = node.setdefault(character, {})  # type: ignore[assignment]
        node[""] = {}
    return _trie_node(trie) + _NAME_ENDS if trie else r"(?!)"


def _trie_node(node: Mapping[str, Mapping[str, object]]) -> str:
    # An end is the empty text; in reverse order it comes last, so that longer names go first.
    branches = [
        _either_case(character) + _trie_node(node[character])  # type: ignore[arg-type]
        if character
        else ""
        for character in sorted(node, reverse=True)
    ]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _either_case(character: str) -> str:
    if character == " ":
        return r"\s++"
    forms = sorted({character, *(form for form in (character.upper(), character.lower()) if len(form) == 1)})
    if character == "σ":
        forms.append("ς")  # at the end of a word
    return re.escape(character) if len(forms) == 1 else f"[{''.join(forms)}]"


SOLAR: Final = 12  # what the numbers of solar Hijri months are above those of the others
LUNAR: Final = 24  # what those of lunar Hijri months are above them
UNTOLD: Final = 99  # the number of a month that only its place in dates tells
# A role is a bit; a word's roles are a set of bits; each set that occurs gets a private-use character as its letter.

MONTH, WEEKDAY, AM, PM, AT, OF, AFTER, ORDINAL, ONE, AND = (1 << bit for bit in range(10))
TODAY, YESTERDAY, NOW, ZONE, ZULU, TEE = (1 << bit for bit in range(10, 16))
YEAR_SIGN, MONTH_SIGN, DAY_SIGN, HOUR_SIGN, MINUTE_SIGN, SECOND_SIGN = (1 << bit for bit in range(16, 22))
MONTH_HEAD: Final = 1 << 22  # the word before a month's number: "tháng 6"
UNIT: Final = {unit: 1 << bit for bit, unit in enumerate(UNITS, 23)}
ANY_UNIT: Final = sum(UNIT.values())
INSIDE: Final = 1 << 30  # a word between the number and the unit of an age: Romanian "de"
DAY_WORD: Final = 1 << 31  # the number of a day in words
ERA: Final = 1 << 32  # an era, which counts its years from 1
FIRST_YEAR: Final = 1 << 34  # "元年", the first year of an era
LEADING_UNIT: Final = 1 << 33  # a unit of a language that names it before the number
NAMED: Final = MONTH | MONTH_SIGN | MONTH_HEAD | HOUR_SIGN | TODAY | YESTERDAY
"""Roles of words without which a line in words holds no date."""
OPENING: Final = WEEKDAY | MONTH | MONTH_HEAD | DAY_WORD | ONE | TODAY | YESTERDAY | AM | PM | ERA
"""Roles of words that begin an expression."""
_DATED: Final = MONTH | WEEKDAY | AM | PM | AT | OF | AFTER | TODAY | YESTERDAY | MONTH_SIGN | MONTH_HEAD | DAY_WORD
"""Roles whose words say something about the language of an expression."""
SIGNS: Final = {
    "年": YEAR_SIGN, "년": YEAR_SIGN, "月": MONTH_SIGN, "월": MONTH_SIGN, "日": DAY_SIGN, "号": DAY_SIGN,
    "號": DAY_SIGN, "일": DAY_SIGN, "时": HOUR_SIGN, "時": HOUR_SIGN, "点": HOUR_SIGN, "點": HOUR_SIGN,
    "시": HOUR_SIGN,
    "元年": FIRST_YEAR, "分": MINUTE_SIGN, "분": MINUTE_SIGN, "秒": SECOND_SIGN, "초": SECOND_SIGN,
}  # fmt: skip
"""The signs that follow the numbers of a date in Chinese, Japanese and Korean: notation, as ":" is in a time."""
ERAS: Final = {
    "明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018, "民國": 1911, "民国": 1911,
}  # fmt: skip
"""The years before the first of each era; the Republic of China counts as the eras of Japan do."""
MARKS: Final = dict(
    [(c, c) for c in ".:/+'@ "]
    + [(c, ",") for c in ",،、，၊፣"]
    + [(c, "-") for c in "-‐‑‒–—―−－"]
    + [(c, "|") for c in "|·•∙⋅~;»›｜・"]
    + [(c, "(") for c in "([（【"]
    + [(c, ")") for c in ")]）】"]
    + [("：", ":"), ("／", "/"), ("．", "."), ("。", "."), ("॰", "."), ("’", "'"), ("＠", "@")]
)
OTHER, UNKNOWN, SHORT_UNKNOWN = "_", "x", "q"  # other characters; unknown words, and those of one or two characters
MASKS, _MASK = ("Xxx", "xxx"), "X"  # what stands for unknown words in a template


@attrs.frozen(slots=True, eq=False)
class DateWord:
    """What a token means: its roles, and the languages of each meaning; solar months count from `SOLAR` on."""

    roles: int = 0
    months: Mapping[int, frozenset[str]] = {}
    units: Mapping[str, frozenset[str]] = {}
    by_role: Mapping[int, frozenset[str]] = {}
    weekdays: frozenset[int] = frozenset()
    languages: frozenset[str] = frozenset()
    uncapitalised: bool = False


NO_WORD: Final = DateWord()


_Tags = frozenset[str]


@cache
def _word(
    roles: int,
    months: tuple[tuple[int, _Tags], ...],
    units: tuple[tuple[str, _Tags], ...],
    by_role: tuple[tuple[int, _Tags], ...],
    weekdays: frozenset[int],
    uncapitalised: bool,  # noqa: FBT001
) -> DateWord:
    """Return a word; equal ones are one object, as most words of a language mean the same in all its readers."""
    languages = _Tags().union(*(tags for role, tags in by_role if role & _DATED))
    return DateWord(roles, dict(months), dict(units), dict(by_role), weekdays, languages, uncapitalised)


Meaning = TypeVar("Meaning", int, str)


def _frozen(meanings: Mapping[Meaning, Iterable[str]]) -> tuple[tuple[Meaning, _Tags], ...]:
    return tuple((meaning, frozenset(tags)) for meaning, tags in meanings.items())


class Gatherer:
    """Collects the words of all locales with their roles while a reader is compiled."""

    def __init__(self) -> None:
        self.roles: dict[str, int] = {}
        self.months: dict[str, dict[int, set[str]]] = {}
        self.units: dict[str, dict[str, set[str]]] = {}
        self.by_role: dict[str, dict[int, set[str]]] = {}
        self.weekdays: dict[str, set[int]] = {}
        self.uncapitalised: set[str] = set()
        self.forms: dict[str, set[str]] = {}

    def add(self, word: str, role: int, tag: str = "") -> str:
        """Add a word in a role, and return its key; "" for marks, which are notation."""
        key = folded_word(word)
        if not any(c.isalpha() or c == "°" for c in key):
            return ""  # "." or "@": marks are notation, not words; the degree sign is typed for "º"
        self.roles[key] = self.roles.get(key, 0) | role
        languages = self.by_role.setdefault(key, {}).setdefault(role, set())
        if tag:
            languages.add(tag)
        forms = word.rstrip("."), key, key.title(), key.capitalize(), key.upper()
        self.forms.setdefault(key, set()).update(map(intern, forms))
        return key

    def add_month(self, name: str, number: int, tag: str) -> str:
        """Add the name of a month, and return its key."""
        key = self.add(name, MONTH, tag)
        if key:
            self.months.setdefault(key, {}).setdefault(number, set()).add(tag)
            if name[:1] == name[:1].lower():
                self.uncapitalised.add(key)
        return key

    def add_weekday(self, name: str, number: int, tag: str) -> None:
        """Add the name of a weekday, Monday as 0."""
        if key := self.add(name, WEEKDAY, tag):
            self.weekdays.setdefault(key, set()).add(number)

    def add_unit(self, word: str, unit: str, tag: str) -> None:
        """Add the name of a unit of time."""
        if key := self.add(word, UNIT[unit], tag):
            self.units.setdefault(key, {}).setdefault(unit, set()).add(tag)

    def words(self) -> dict[str, DateWord]:
        """Return the words by their folded forms, their forms without accents and the cases that pages use."""
        found: dict[str, DateWord] = {}
        for key, roles in self.roles.items():
            found[key] = _word(
                roles,
                _frozen(self.months.get(key, {})),
                _frozen(self.units.get(key, {})),
                _frozen(self.by_role[key]),
                frozenset(self.weekdays.get(key, ())),
                key in self.uncapitalised,
            )
        for key, word in list(found.items()):
            found.setdefault(without_accents(key), word)
            for form in self.forms[key]:
                found.setdefault(form, word)
        return found


_NUMBERED_MONTH: Final = late_pattern(r"(?P<head>\D*?)\s*(?P<number>\d{1,2})\s*(?P<sign>\D*)")


def gather_months(gathered: Gatherer, months: Sequence[Sequence[str]], tag: str) -> None:
    """Add month names; names that are a number with a word ("1月", "tháng 1") add the word."""
    for number, names in enumerate(months, 1):
        for name in names:
            numbered = _NUMBERED_MONTH.fullmatch(name)
            if numbered:
                gathered.add(numbered["head"], MONTH_HEAD, tag)
                gathered.add(numbered["sign"], MONTH_SIGN, tag)
            else:
                gathered.add_month(name, number, tag)


_ZONE_WORDS: Final = frozenset({
    "UTC", "GMT", "UT", "ET", "EST", "EDT", "CT", "CST", "CDT", "MT", "MST", "MDT", "PT", "PST", "PDT", "AKST", "AKDT",
    "HST", "AST", "ADT", "NST", "NDT", "WET", "WEST", "CET", "CEST", "MEZ", "MESZ", "EET", "EEST", "MSK", "BST", "IST",
    "IDT", "SAST", "PKT", "WIB", "WITA", "WIT", "SGT", "HKT", "JST", "KST", "AWST", "ACST", "ACDT", "AEST", "AEDT",
    "NZST", "NZDT", "BRT", "ART", "TRT",
})  # fmt: skip


def letter_table(words: Mapping[str, DateWord]) -> tuple[dict[str, int], dict[str, str]]:
    """Return the roles of each letter, and the letter of each token that can be foreseen."""
    letter_of: dict[int, str] = {}

    def letter(roles: int) -> str:
        return letter_of.setdefault(roles, chr(0xE000 + len(letter_of)))

    letters = {key: letter(word.roles) for key, word in words.items()}
    for exact, role in (*((zone, ZONE) for zone in sorted(_ZONE_WORDS)), ("T", TEE), ("t", TEE), ("Z", ZULU)):
        known = words.get(exact.lower())
        letters[exact] = letter(role | (known.roles if known else 0))
    letters.update(MARKS)
    letters.update({" " * width: " " for width in range(1, 9)} | {"\u00a0": " ", "\u202f": " "})
    letters.update({str(n): str(len(str(n))) for n in (*range(100), *range(1900, 2100))})
    letters.update({f"{n:02}": "2" for n in range(10)})
    letters.update(dict.fromkeys(MASKS, _MASK))
    return {sign: roles for roles, sign in letter_of.items()}, letters
