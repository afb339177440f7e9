"""Dates and times in one line of a page: find the expression, then resolve it to a `datetime`.

**What it decides.** Where a line shows a date, a time or an age ("June 6, 2013 at 8:33 am", "21:00", "vor 11 Wochen"),
which numbers are day, month, year, hour and minute, and which instant that is. Finding needs no context; resolving
takes from the caller what the line does not say (the page's order of day and month, its zone, the day of the crawl).

**On what evidence.** A line is cut into tokens, and each token becomes one character, its *letter*, that says what the
token can be: a number by its count of digits, white space, a punctuation mark, or a word by the set of its roles. "mar"
is a month in Spanish and a weekday in French, so its letter stands for both. A date shape is then an ordinary regular
expression over the few letters of the line; it knows no human language, and forty languages cost what one costs. The
position of a word settles which of its roles is meant. Names that hold spaces or periods ("a las", "p. m.", "aujourd'hui")
and the words of scripts that are written without spaces are single tokens; names glued to a word on either side
("AmySeptember 11", "8:33 pmReply") are cut off where a capital letter begins. Digits of every script count, full-width
punctuation reads as its ASCII twin, and a missing accent ("fevrier") is forgiven.

Where languages give one month name two numbers ("listopad" is October in Croatian, November in Polish), the language that
the other words of the expression share decides, then the number that more languages give, then the first tag.

Ages ("3 years ago") follow the patterns of the language that has the unit's word. Words alone ("a year ago",
"yesterday") count only at either end of a line that is not prose, "yesterday" and its like only when set off by
punctuation or alone: in a sentence they date nothing.

**When it is wrong.** A sentence that mentions a day ("on June 6, 2013 we met") is a match as well; how much of its line
the match covers tells a dateline from prose, and that is for the caller. "3:16" may be a verse, "10.12.14" a version. A number at
the end of a name that touches the day ("user077 2 Juli" without the space) cannot be cut: the month and year are read, the
day is not. 03/04/2013 is two days until the whole page decides (`infer_dayfirst`). US abbreviations of zones are taken to be American.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, Literal, get_args

import attrs
from dateutil import tz as dateutil_tz
from dateutil.relativedelta import relativedelta

from blogparse.errors import VocabularyError
from blogparse.vocabulary import OUTER, UNITS, Role, Vocabulary, available_languages, line_key, load_locale

Precision = Literal["second", "minute", "day", "month", "year", "relative"]
"""The finest part that an expression states; "relative" for an age ("3 years ago", "yesterday")."""
PRECISIONS: Final[tuple[Precision, ...]] = get_args(Precision)

_WINDOW: Final = 128  # the longest expression in characters, runs of white space included; long lines are read in windows
_PROSE: Final = 80  # a line without digits that is longer is prose: datelines hold a name and a few words
_FIRST_YEAR, _LAST_YEAR = 1000, 2199  # four digits outside are no year of a page
_BUDDHIST: Final = range(2480, 2643)  # Thai pages count from 543 BC: 1937 to 2099
_PIVOT: Final = 69  # POSIX: two-digit years 69-99 are of the 1900s, 00-68 of the 2000s
_NEAR: Final = dt.timedelta(days=183)  # half a year: a yearless date lies at most so far from the date it follows
_CLEARLY: Final = 4  # the wrong order of day and month turns days into months, a factor of about 30; 4 leaves room


@attrs.frozen(slots=True)
class TimestampMatch:
    """A date, time or age found in a string.

    ``start`` and ``end`` are offsets in the searched string; the slice, ``text``, runs from the first to the last word that
    belongs to the expression (weekday, "Uhr" and zone too), without outer punctuation or words such as "on". What the
    expression does not state is None. In an ambiguous match the day and the month may be swapped; ``month`` and ``day``
    then hold the month-first reading. ``relative`` is a unit and a count of it into the past. ``languages`` are the languages that have
    every word of the expression, or any of its words where none has all; it is empty for digits alone.
    """

    start: int
    end: int
    text: str
    precision: Precision
    year: int | None = None
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    zone: str | None = None
    ambiguous: bool = False
    relative: tuple[str, int] | None = None
    languages: frozenset[str] = frozenset()

    @property
    def is_complete_date(self) -> bool:
        """Tell whether year, month and day are stated."""
        return self.year is not None and self.month is not None and self.day is not None

    @property
    def has_time(self) -> bool:
        """Tell whether a time of day is stated."""
        return self.hour is not None


# --- Letters ---------------------------------------------------------------------------------------------------------
# A role is a bit; a word's roles are a set of bits; each set that occurs gets a private-use character as its letter.

_MONTH, _WEEKDAY, _AM, _PM, _AT, _OF, _AFTER, _ORDINAL, _ONE, _AND = (1 << bit for bit in range(10))
_TODAY, _YESTERDAY, _NOW, _ZONE, _ZULU, _TEE = (1 << bit for bit in range(10, 16))
_YEAR_SIGN, _MONTH_SIGN, _DAY_SIGN, _HOUR_SIGN, _MINUTE_SIGN, _SECOND_SIGN, _MONTH_HEAD = (1 << bit for bit in range(16, 23))
_UNIT: Final = {unit: 1 << bit for bit, unit in enumerate(UNITS, 23)}
_ROLES: Final = 23 + len(UNITS)
_ANY_UNIT: Final = sum(_UNIT.values())
_DATED: Final = _MONTH | _WEEKDAY | _AM | _PM | _AT | _OF | _AFTER | _TODAY | _YESTERDAY | _MONTH_SIGN | _MONTH_HEAD
"""Roles whose words say something about the language of an expression."""

_SIGNS: Final = {
    "年": _YEAR_SIGN, "년": _YEAR_SIGN, "月": _MONTH_SIGN, "월": _MONTH_SIGN, "日": _DAY_SIGN, "号": _DAY_SIGN,
    "號": _DAY_SIGN, "일": _DAY_SIGN, "时": _HOUR_SIGN, "時": _HOUR_SIGN, "点": _HOUR_SIGN, "點": _HOUR_SIGN, "시": _HOUR_SIGN,
    "分": _MINUTE_SIGN, "분": _MINUTE_SIGN, "秒": _SECOND_SIGN, "초": _SECOND_SIGN,
}  # fmt: skip
"""The signs that follow the numbers of a date in Chinese, Japanese and Korean: notation, as ":" is in a time."""

_MARKS: Final = dict(
    [(c, c) for c in ".:/+'@ "]
    + [(c, ",") for c in ",،、，"]
    + [(c, "-") for c in "-‐‑‒–—―−－"]
    + [(c, "|") for c in "|·•∙⋅~;»›｜・"]
    + [(c, "(") for c in "([（【"]
    + [(c, ")") for c in ")]）】"]
    + [("：", ":"), ("／", "/"), ("．", "."), ("。", "."), ("’", "'"), ("＠", "@")]
)
_OTHER, _WORD, _SHORT_WORD = "_", "x", "q"  # letters of other characters, of unknown words, of those of one or two characters

# Characters: combining marks belong to the word they follow; marks of direction to what they precede.
_COMBINING: Final = (
    "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd"
    "\u0b82\u0bbe-\u0bcd\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u200c\u200d"
)
_UNSPACED: Final = "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005\u3040-\u30fb\u30fd-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
_INVISIBLE: Final = "\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_IN_WORD: Final = rf"(?:[^\W\d_]|[{_COMBINING}])"

_is_unspaced = re.compile(f"[{_UNSPACED}]").search
_digit = re.compile(r"\d").search
_camel = re.compile(r"(?<=[^\W\d_])(?=[^\W\d_])").finditer
_lowercase_follows = re.compile(r"\s+(?=[^\W\d_])(?P<letter>.)", re.DOTALL).match


@attrs.frozen(slots=True, eq=False)
class _Word:
    """What a token means: its roles, and the languages of each meaning."""

    roles: int = 0
    months: Mapping[int, frozenset[str]] = {}
    units: Mapping[str, frozenset[str]] = {}
    by_role: Mapping[int, frozenset[str]] = {}
    languages: frozenset[str] = frozenset()
    uncapitalised: bool = False


_NOTHING: Final = _Word()


@attrs.frozen(slots=True, eq=False)
class _Grammar:
    """The shapes of dates and times as expressions over letters."""

    opening: re.Pattern[str]
    date: re.Pattern[str]
    time: re.Pattern[str]
    after_date: re.Pattern[str]
    before_date: re.Pattern[str]
    more_units: re.Pattern[str]
    worded: re.Pattern[str]


@attrs.frozen(slots=True, eq=False)
class DateReader:
    """The date words of a vocabulary, compiled for search; immutable, made by `compile_dates`."""

    languages: tuple[str, ...]
    _tokens: Callable[[str], list[str]]
    _letters: Mapping[str, str]
    _words: Mapping[str, _Word]
    _roles: Mapping[str, int]
    _grammar: _Grammar
    _ages: Mapping[str, tuple[tuple[re.Pattern[str] | None, re.Pattern[str] | None], ...]]
    _bare_age: Callable[[str, int], re.Match[str] | None]
    _heads: frozenset[str]
    _tails: frozenset[str]

    def word(self, token: str) -> _Word:
        """Return the meanings of a token."""
        words = self._words
        return words.get(token) or words.get(_folded(token)) or words.get(_plain(token)) or _NOTHING

    def letter(self, token: str) -> str:
        """Return the letter of a token that is not among the prepared ones."""
        first = token[0]
        if first.isdecimal():
            return "123456789"[min(len(token), 9) - 1]
        if first.isalpha() or len(token) > 1:
            key = _folded(token)
            known = self._letters.get(key) or self._letters.get(_plain(token))
            if known:
                return known
            if first.isalpha():
                return _SHORT_WORD if len(token) <= 2 else _WORD  # noqa: PLR2004
        if token.isspace() or token.strip().strip("\u00ad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff") == "":
            return " "
        return _MARKS.get(token[-1], _OTHER)

    def split(self, text: str) -> tuple[list[str], str]:
        """Return the tokens of a string, which join to it, and one letter for each."""
        tokens = self._tokens(text)
        prepared = self._letters.get
        letters = "".join([prepared(token) or self.letter(token) for token in tokens])
        if _WORD in letters:
            glued = [(at, cut) for at, token in enumerate(tokens) if letters[at] == _WORD and (cut := self._seam(token))]
            for at, cut in reversed(glued):
                token = tokens[at]
                tokens[at : at + 1] = [token[:cut], token[cut:]]
                letters = letters[:at] + self.letter(token[:cut]) + self.letter(token[cut:]) + letters[at + 1 :]
        return tokens, letters

    def _seam(self, token: str) -> int:
        """Return where a word is two, one of them known, the second capitalised; 0 for nowhere."""
        if token.islower() or token.istitle() or token.isupper():
            return 0
        for seam in _camel(token):
            cut = seam.start()
            head, tail = token[:cut], token[cut:]
            if not tail[0].isupper():
                continue
            if head[-1].islower() and self.word(tail).roles & (_MONTH | _WEEKDAY | _TODAY | _YESTERDAY):
                return cut
            if tail[1:2].islower() and self.word(head).roles & (_AM | _PM | _AFTER | _MONTH | _ANY_UNIT):
                return cut
        return 0


# --- Compiling -------------------------------------------------------------------------------------------------------


def _folded(word: str) -> str:
    """Return the form in which words are compared: case folded, composed, one kind of space and apostrophe, no final period."""
    if word.isascii():
        folded = word.lower()
        return folded if folded.isalnum() else " ".join(folded.split()).rstrip(".")
    folded = unicodedata.normalize("NFC", word.casefold()).replace("’", "'")
    return " ".join(folded.split()).rstrip(".")


def _plain(word: str) -> str:
    """Return the folded form without accents."""
    folded = _folded(word)
    if folded.isascii():
        return folded
    return "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))


class _Gatherer:
    """Collects the words of all locales with their roles while a reader is compiled."""

    def __init__(self) -> None:
        self.roles: dict[str, int] = {}
        self.months: dict[str, dict[int, set[str]]] = {}
        self.units: dict[str, dict[str, set[str]]] = {}
        self.by_role: dict[str, dict[int, set[str]]] = {}
        self.uncapitalised: set[str] = set()
        self.forms: dict[str, set[str]] = {}

    def add(self, word: str, role: int, tag: str = "") -> str:
        key = _folded(word)
        if not any(c.isalpha() for c in key):
            return ""  # "." or "@": marks are notation, not words
        self.roles[key] = self.roles.get(key, 0) | role
        languages = self.by_role.setdefault(key, {}).setdefault(role, set())
        if tag:
            languages.add(tag)
        self.forms.setdefault(key, set()).update({word.rstrip("."), key, key.title(), key.capitalize(), key.upper()})
        return key

    def words(self) -> dict[str, _Word]:
        found: dict[str, _Word] = {}
        for key, roles in self.roles.items():
            by_role = {role: frozenset(tags) for role, tags in self.by_role[key].items()}
            found[key] = _Word(
                roles=roles,
                months={month: frozenset(tags) for month, tags in self.months.get(key, {}).items()},
                units={unit: frozenset(tags) for unit, tags in self.units.get(key, {}).items()},
                by_role=by_role,
                languages=frozenset().union(*(tags for role, tags in by_role.items() if role & _DATED)),
                uncapitalised=key in self.uncapitalised,
            )
        for key, word in list(found.items()):
            found.setdefault(_plain(key), word)
        return found


@lru_cache(maxsize=64)
def compile_dates(vocabulary: Vocabulary) -> DateReader:
    """Compile the date words of a vocabulary; the same vocabulary gives the same reader.

    An age pattern that names the unit before the number is a `VocabularyError`.
    """
    gathered = _Gatherer()
    for sign, role in _SIGNS.items():
        gathered.add(sign, role)
    for locale in vocabulary.locales:
        dates, tag = locale.dates, locale.tag
        _gather_months(gathered, dates.months, tag)
        for names, role in (
            *((row, _WEEKDAY) for row in dates.weekdays),
            (dates.am, _AM), (dates.pm, _PM), (dates.at, _AT), (dates.of, _OF), (dates.after_time, _AFTER),
            (dates.ordinals, _ORDINAL), (dates.one, _ONE), (dates.today, _TODAY), (dates.yesterday, _YESTERDAY),
            (dates.just_now, _NOW), (locale.phrases[Role.AND], _AND),
        ):  # fmt: skip
            for name in names:
                gathered.add(name, role, tag)
        for unit, names in dates.units.items():
            for name in names:
                if key := gathered.add(name, _UNIT[unit], tag):
                    gathered.units.setdefault(key, {}).setdefault(unit, set()).add(tag)
    words = gathered.words()
    roles, letters = _letter_table(gathered, words)
    ages = {locale.tag: _age_patterns(locale.tag, locale.dates.ago) for locale in vocabulary.locales}
    heads, tails = _triggers(vocabulary)
    return DateReader(
        languages=vocabulary.languages,
        tokens=_token_pattern(gathered.forms).findall,
        letters=letters,
        words=words,
        roles=roles,
        grammar=_grammar(roles),
        ages=ages,
        bare_age=_bare_age_pattern(words, vocabulary),
        heads=heads,
        tails=tails,
    )


_NUMBERED_MONTH: Final = re.compile(r"(?P<head>\D*?)\s*(?P<number>\d{1,2})\s*(?P<sign>\D*)")


def _gather_months(gathered: _Gatherer, months: Sequence[Sequence[str]], tag: str) -> None:
    """Add month names; names that are a number with a word ("1月", "tháng 1") add the word."""
    for number, names in enumerate(months, 1):
        for name in names:
            numbered = _NUMBERED_MONTH.fullmatch(name)
            if numbered:
                gathered.add(numbered["head"], _MONTH_HEAD, tag)
                gathered.add(numbered["sign"], _MONTH_SIGN, tag)
            elif key := gathered.add(name, _MONTH, tag):
                gathered.months.setdefault(key, {}).setdefault(number, set()).add(tag)
                if name[:1] == name[:1].lower():
                    gathered.uncapitalised.add(key)


_ZONE_WORDS: Final = (
    "UTC GMT UT ET EST EDT CT CST CDT MT MST MDT PT PST PDT AKST AKDT HST AST ADT NST NDT WET WEST CET CEST MEZ MESZ "
    "EET EEST MSK BST IST IDT SAST PKT WIB WITA WIT SGT HKT JST KST AWST ACST ACDT AEST AEDT NZST NZDT BRT ART TRT"
).split()


def _letter_table(gathered: _Gatherer, words: Mapping[str, _Word]) -> tuple[dict[str, int], dict[str, str]]:
    """Return the roles of each letter, and the letter of each token that can be foreseen."""
    letter_of: dict[int, str] = {}

    def letter(roles: int) -> str:
        return letter_of.setdefault(roles, chr(0xE000 + len(letter_of)))

    letters = {key: letter(word.roles) for key, word in words.items()}
    for key, forms in gathered.forms.items():
        for form in forms:
            letters.setdefault(form, letter(words[key].roles))
    for exact, role in (*((zone, _ZONE) for zone in _ZONE_WORDS), ("T", _TEE), ("t", _TEE), ("Z", _ZULU)):
        known = words.get(exact.lower())
        letters[exact] = letter(role | (known.roles if known else 0))
    letters.update(_MARKS)
    letters.update({" " * width: " " for width in range(1, 9)} | {"\u00a0": " ", "\u202f": " "})
    letters.update({str(n): str(len(str(n))) for n in (*range(100), *range(1900, 2100))})
    letters.update({f"{n:02}": "2" for n in range(10)})
    return {sign: roles for roles, sign in letter_of.items()}, letters


def _token_pattern(forms: Mapping[str, Iterable[str]]) -> re.Pattern[str]:
    compound = {
        key.replace("'", "’") if apostrophe else key
        for key in forms
        if _is_unspaced(key) or not all(c.isalpha() or unicodedata.combining(c) for c in key)
        for apostrophe in (False, True)
    }
    names = _trie_expression(compound)
    return re.compile(
        rf"""
          (?:19|20)\d\d(?=\d{{1,2}}:\d\d(?!\d))            # a year glued to a time
        | \d+
        | {names}                                         # names of several words, and of scripts without spaces
        | (?:[^\W\d_{_UNSPACED}]|[{_COMBINING}])++        # a word
        | [{_INVISIBLE}]*+[./:,-]                         # a mark inside numbers, after marks of direction
        | [\s{_INVISIBLE}]++
        | .                                               # any other character
        """,
        re.VERBOSE | re.DOTALL,
    )


def _trie_expression(names: Iterable[str]) -> str:
    """Return an expression for the longest of the names, in any case, ending at a word's end."""
    trie: dict[str, dict[str, object]] = {}
    for name in names:
        node = trie
        for character in name:
            node = node.setdefault(character, {})  # type: ignore[assignment]
        node[""] = {}
    return _trie_node(trie, "") if trie else r"(?!)"


def _trie_node(node: Mapping[str, Mapping[str, object]], last: str) -> str:
    branches = []
    for character in sorted(node, reverse=True):
        if character == "":  # an end; reverse order puts it last, so longer names go first
            spaced = last.isalpha() and not _is_unspaced(last)
            branches.append(rf"(?!{_IN_WORD})" if spaced else "")
        else:
            branches.append(_either_case(character) + _trie_node(node[character], character))  # type: ignore[arg-type]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _either_case(character: str) -> str:
    if character == " ":
        return r"\s++"
    forms = sorted({character, *(form for form in (character.upper(), character.lower()) if len(form) == 1)})
    return re.escape(character) if len(forms) == 1 else f"[{''.join(forms)}]"


def _age_patterns(tag: str, patterns: Iterable[str]) -> tuple[tuple[re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    """Return what stands before the number and what after the unit, longest first."""
    found = []
    for pattern in sorted(patterns, key=len, reverse=True):
        before, number, rest = pattern.partition("{n}")
        between, unit, after = rest.partition("{unit}")
        if not number or not unit or between.strip():
            raise VocabularyError(f"{tag}.toml: dates.ago: {pattern!r} must be words, {{n}}, {{unit}}, words")
        found.append((
            _around(before, r"(?<!%s){}\s*\Z" % _IN_WORD) if before.strip() else None,
            _around(after, r"\s*{}(?!%s)" % _IN_WORD if not _is_unspaced(after) else r"\s*{}") if after.strip() else None,
        ))  # fmt: skip
    return tuple(found)


def _around(words: str, frame: str) -> re.Pattern[str]:
    spaced = r"\s+".join(re.escape(word) for word in words.split())
    return re.compile(frame.replace("{}", spaced), re.IGNORECASE)


def _bare_age_pattern(words: Mapping[str, _Word], vocabulary: Vocabulary) -> Callable[[str, int], re.Match[str] | None]:
    """Compile ages without "ago", which must be the whole rest of a line: "6d", "1 year", "6dEdited"."""
    # "5 minutes" alone is the time it takes to read or to cook; "5m" is an age.
    counted = sorted(
        (key for key, word in words.items() if word.units and (len(key) <= 2 or set(word.units) & {"day", "week", "month", "year"})),  # noqa: PLR2004
        key=len,
        reverse=True,
    )
    badges = sorted((key for key, roles in vocabulary.exact.items() if Role.BADGES in roles), key=len, reverse=True)
    return re.compile(
        rf"""
        [\s(]*+ (?P<age> (?P<number>\d{{1,3}}+) \s? (?P<unit>{"|".join(map(re.escape, counted)) or "(?!)"}) \.?+ )
        [\s·•|,()*]*+ (?:{"|".join(map(re.escape, badges)) or "(?!)"})? [\s·•|,().]*+ \Z
        """.replace(r"\ ", r"[ ]"),
        re.VERBOSE | re.IGNORECASE,
    ).match


def _triggers(vocabulary: Vocabulary) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that a line without digits begins or ends with when it states an age in words."""
    heads: set[str] = set()
    tails: set[str] = set()
    for locale in vocabulary.locales:
        dates = locale.dates
        for phrase in (*dates.today, *dates.yesterday, *dates.just_now):
            heads.add(phrase.split()[0])
            tails.add(phrase.split()[-1])
        units = [name for names in dates.units.values() for name in names]
        for pattern in dates.ago:
            before, _, rest = pattern.partition("{n}")
            between, _, after = rest.partition("{unit}")
            heads.update(before.split()[:1] or dates.one)
            tails.update(after.split()[-1:] or units)
            unspaced = {one + between + unit + after for one in dates.one for unit in units if _is_unspaced(one + unit)}
            heads |= unspaced
            tails |= unspaced

    def every_case(found: set[str]) -> frozenset[str]:
        bare = {word.strip(OUTER) for word in found}
        return frozenset(form for word in bare for form in (word, word.lower(), word.upper(), word.capitalize()))

    return every_case(heads), every_case(tails)


def _grammar(roles: Mapping[str, int]) -> _Grammar:  # noqa: PLR0915
    def letters(wanted: int) -> str:
        found = "".join(sign for sign, has in roles.items() if has & wanted)
        return f"[{found}]" if found else "[\uf8ff]"  # the last private-use character is no word's letter

    month, weekday, meridiem = letters(_MONTH), letters(_WEEKDAY), letters(_AM | _PM)
    at, of, after, ordinal = letters(_AT), letters(_OF), letters(_AFTER), letters(_ORDINAL)
    hour_unit, minute_unit, day_unit, year_unit = (letters(_UNIT[unit]) for unit in ("hour", "minute", "day", "year"))
    year_sign, month_sign, day_sign = letters(_YEAR_SIGN), letters(_MONTH_SIGN), letters(_DAY_SIGN)
    hour_sign, minute_sign, second_sign = letters(_HOUR_SIGN), letters(_MINUTE_SIGN), letters(_SECOND_SIGN)
    head, tee, zulu, zone = letters(_MONTH_HEAD), letters(_TEE), letters(_ZULU), letters(_ZONE)
    today, one, unit, joint = letters(_TODAY | _YESTERDAY), letters(_ONE), letters(_ANY_UNIT), letters(_AND)

    fresh = r"(?<![1-9][./\-])"  # no number with a joint before: not inside 192.168.1.1
    closed = r"(?![1-9]|[./:\-][1-9])"  # no number follows, joined or glued
    name = rf"(?:{month}|{head}[ ]?(?=[12]))"  # a month name or the word before a month's number
    number = rf"(?:(?<={head})[12]|(?<={head}[ ])[12])?"  # that number
    of_ = rf"(?:{of}\.?[ ]?)?"
    day_tail = rf"(?:\.|{ordinal}\.?|{day_unit}\.?)?"
    in_weekday = rf"(?:{weekday}\.?[ ,]{{0,2}})?"
    # A short year needs a sign: an apostrophe, a comma, or a time or nothing after it.
    short = rf"2(?=[ ,|@/\-]{{1,3}}(?:{at}\.?[ ])?[12]:2|[ ]?\Z)"
    date = rf"""
          (?P<iso>   {fresh} (4)-(2)-(2) {tee} (2):(2)(?::(2)(?:[.,][1-9])?)? ([ ]?{zulu}|[+\-]2:2|[+\-][24])? (?![1-9]) )
        | (?P<ymd>   {fresh} (4)(?P<joint>[\-./])[ ]?([12])(?P=joint)[ ]?([12]) (?:\.(?![1-9]))? {closed} )
        | (?P<cjk>   (4)[ ]?{year_sign}[ ]?([12])[ ]?{month_sign}[ ]?([12])[ ]?{day_sign} )
        | (?P<cjkm>  (4)[ ]?{year_sign}[ ]?([12])[ ]?{month_sign} )
        | (?P<cjkd>  ([12])[ ]?{month_sign}[ ]?([12])[ ]?{day_sign} )
        | (?P<dots>  {fresh} ([12])\.[ ]?([12])(?:\.|,|\.,)[ ]?(4)\.? {closed} )
        | (?P<dots2> {fresh} (2)\.(2)\.(2) {closed} )
        | (?P<dots3> {fresh} ([12])\.[ ]?([12])\.[ ]?(2) (?=[ ,|@/\-]{{1,3}}(?:{at}\.?[ ])?[12]:2) )
        | (?P<cuts>  {fresh} ([12])[ ]?(?P<cut>[/\-])[ ]?([12])[ ]?(?P=cut)[ ]?(4) {closed} )
        | (?P<cuts2> {fresh} ([12])/([12])/(2) {closed} )
        | (?P<cuts3> {fresh} (2)-(2)-(2) (?=[ ,|@/]{{1,3}}(?:{at}\.?[ ])?[12]:2) )
        | (?P<wmdy>  ({name}){number}\.?[ /\-]{{0,2}}([12])(?:{ordinal})?(?:[,./\- ]{{1,3}}{of_}|)(4) {closed} )
        | (?P<wmdY>  ({name}){number}\.?[ /\-]{{0,2}}([12])(?:{ordinal})?(?:,?[ ]?'(?=2)|[/\-](?=2)|,[ ](?={short}))(2) {closed} )
        | (?P<wdmy>  {fresh} ([12]){day_tail}[ /\-]{{0,2}}{of_}{in_weekday}({name}){number}\.?[,/\- .]{{0,3}}{of_}(4) {closed} )
        | (?P<wdmY>  {fresh} ([12]){day_tail}[ /\-]{{0,2}}{of_}({name})\.?(?:[ ]?'(?=2)|[/\-](?=2)|[ ](?={short}))(2) {closed} )
        | (?P<wymd>  {fresh} (4)(?:\.|[ ]?(?:{year_unit}|{of}|q)\.?)?[ /\-]{{0,2}}({name}){number}\.?[ /\-]{{0,2}}([12]){day_tail} {closed} )
        | (?P<wydm>  {fresh} (4)[ /\-,]{{1,2}}([12])[ /\-]({name})\.? {closed} )
        | (?P<wmy>   ({name}){number}\.?,?[ /\-]{{0,2}}{of_}(4) {closed} )
        | (?P<wmd>   ({name}){number}\.?[ /\-]{{0,2}}([12])(?:{ordinal})? (?![1-9]|[./:\-,][1-9]) )
        | (?P<wdm>   {fresh} ([12]){day_tail}[ /\-]{{0,2}}{of_}({name}){number} (?![1-9]) )
        """
    weekday_first = rf"(?:[(]?{weekday}\.?[)]?[ ,./|\-]{{0,3}})?"
    suffix = rf"""
        (?:[ ]?{after}\.?(?![1-9]))*+ (?:[ ]?({meridiem})\.?(?![1-9]))? (?:[ ]?{after}\.?(?![1-9]))*+
        (?:[ ]?[(]?( {zone}(?:[ ]?[+\-][ ]?[12](?::?2)?(?![1-9:])|[+\-]4)? | {zulu} | \+2:2 | [+\-]4 (?![1-9]))[)]? )?
        """
    clock = rf"""
          (?P<clock> (?:({meridiem})\.?[ ]?)? ([12]):(2) (?::(2)(?:[.,][1-9])?)? (?!:?[1-9]) {suffix} )
        | (?P<signs> (?:({meridiem})[ ]?)? ([12])[ ]?{hour_sign} (?:[ ]?([12])[ ]?{minute_sign})? (?:[ ]?([12])[ ]?{second_sign})? )
        | (?P<hours> ([12])[ ]?{hour_unit}\.?[ ]?(2) (?:[ ]?{minute_unit}\.?)? (?![1-9]) )
        | (?P<dotted> ([12])\.(2)(?:\.(2))? (?=[ ]?{after}) (?![.:]?[1-9]) {suffix} )
        """
    loose_clock = rf"""
        {clock}
        | (?P<late>  (?:(?<={at}[ ])|(?<={at}\.[ ])|(?<=@[ ])|(?<=@)|(?=2)) ([12])\.(2)(?:\.(2))? (?![.:]?[1-9]) {suffix} )
        | (?P<whole> ([12]) (?=[ ]?(?:{meridiem}|{after})) {suffix} )
        """
    between = rf"(?:[ ,|/@(.\-]|{at}\.?|{weekday}\.?[)]?|{of}|q\.?|{year_unit}\.?)"
    def compiled(expression: str) -> re.Pattern[str]:
        return re.compile(expression, re.VERBOSE)

    return _Grammar(
        opening=compiled(
            rf"""
            {weekday_first} (?:{date})
            | (?P<yearless> {fresh} ([12])(?P<halved>[/\-.])([12])(?:(?<=.)\.)? (?=[ ,|@\-]{{1,3}}(?:{at}\.?[ ])?[12]:2) )
            | (?P<age> (?:[1234]|{one})[ ]?{unit} )
            | (?P<named> {today} )
            | (?P<time> {fresh}(?<![1-9]:) (?:{weekday}\.?[ ,|\-]{{0,2}})? (?=
                  (?:{meridiem}\.?[ ]?)?[12]:2 | [12]\.2 | [12]{hour_unit}2 | (?:{meridiem}[ ]?)?[12]{hour_sign} | [12][ ]?{meridiem} ) )
            """
        ),
        date=compiled(rf"{weekday_first} (?:{date})"),
        time=compiled(loose_clock),
        after_date=compiled(rf"(?:{between}){{0,7}}? (?:{loose_clock})"),
        before_date=compiled(rf"(?:[ ,|/@(\-]|{at}\.?|{of}){{0,5}}+"),
        more_units=compiled(rf"\.?[ ,&]{{0,2}}(?:{joint}[ ])? [123][ ]?{unit}"),
        worded=compiled(rf"(?P<age>{one}[ ]?{unit}) | (?P<named>{today}|{letters(_NOW)})"),
    )
