"""Dates and times in one line of a page.

**What it decides.** Where a line shows a date, a time or an age ("June 6, 2013 at 8:33 am", "21:00", "vor 11 Wochen"),
and which numbers are day, month, year, hour and minute. That needs no context; which instant it is takes what the line
does not say, and is decided in `instants`.

**On what evidence.** A line is cut into tokens, and each token becomes one character, its *letter*, that says what the
token can be: a number by its count of digits, white space, a punctuation mark, or a word by the set of its roles. "mar"
is a month in Spanish and a weekday in French, so its letter stands for both. A date shape is then an ordinary regular
expression over the few letters of the line; it knows no human language, and forty languages cost what one costs. The
position of a word settles which of its roles is meant. Names that hold spaces or periods ("a las", "p. m.") and the
words of scripts that are written without spaces are single tokens; names glued to a word on either side ("AmySeptember
11", "8:33 pmReply") are cut off where a capital letter begins. Digits of every script count, full-width punctuation
reads as its ASCII twin, and a missing accent ("fevrier") is forgiven.

Where languages give one month name two numbers ("listopad" is October in Croatian, November in Polish), the language
that the other words of the expression share decides, then the number that more languages give, then the first tag.

Ages ("3 years ago") follow the patterns of the language that has the unit's word. Words alone ("a year ago",
"yesterday") count only at either end of a line that is not prose, "yesterday" and its like only when set off by
punctuation or alone: in a sentence they date nothing. Phrases whose count is in no word of its own ("rok temu", one
year ago) are found whole; one that begins a line must be set off from what follows, as it may go on ("před rokem 1989",
before 1989).

**When it is wrong.** A sentence that mentions a day ("on June 6, 2013 we met") is a match as well; how much of its line
the match covers tells a dateline from prose, and that is for the caller. "3:16" may be a verse, "10.12.14" a version. A
number at the end of a name that touches the day ("user0772 Juli 2013") cannot be cut: the month and the year are read,
the day is not. 03/04/2013 is two days until the whole page decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Final

import attrs

from blogparse.calendars import BUDDHIST_YEARS, SHORT_SOLAR_TURN, SOLAR_YEARS, from_buddhist, from_solar
from blogparse.errors import VocabularyError
from blogparse.records import Precision
from blogparse.vocabulary import DECIMAL, MOST_SETS, OUTER, UNITS, DateWords, Role, Vocabulary

_WINDOW: Final = 128  # the longest expression in characters, with runs of white space; long lines are read in windows
_PROSE: Final = 80  # a line without digits that is longer is prose: datelines hold a name and a few words
_BARE: Final = 32  # "3 months", white space and a badge or two: an age without "ago" is a whole line and no longer
_FIRST_YEAR, _LAST_YEAR = 1000, 2199  # four digits outside are no year of a page
_SHORT_BUDDHIST: Final = range(40, 100)  # beside a Thai month: 1997 to 2056, while "13" is 2013 there too
_PIVOT: Final = 69  # POSIX: two-digit years 69-99 are of the 1900s, 00-68 of the 2000s
_SOLAR: Final = 12  # what the numbers of solar Hijri months are above those of the others


@attrs.frozen(slots=True)
class TimestampMatch:
    """A date, time or age found in a string.

    ``start`` and ``end`` are offsets in the searched string; the slice, ``text``, runs from the first to the last word
    that belongs to the expression (weekday, "Uhr" and zone too), without outer punctuation or words such as "on". What
    the expression does not state is None. In an ambiguous match the day and the month may be swapped; ``month`` and
    ``day`` then hold the month-first reading. ``relative`` is a unit and a count of it into the past. ``languages`` are
    the languages that have every word of the expression, or any of its words where none has all; it is empty for digits
    alone.
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
_YEAR_SIGN, _MONTH_SIGN, _DAY_SIGN, _HOUR_SIGN, _MINUTE_SIGN, _SECOND_SIGN = (1 << bit for bit in range(16, 22))
_MONTH_HEAD: Final = 1 << 22  # the word before a month's number: "tháng 6"
_UNIT: Final = {unit: 1 << bit for bit, unit in enumerate(UNITS, 23)}
_ANY_UNIT: Final = sum(_UNIT.values())
_INSIDE: Final = 1 << 30  # a word between the number and the unit of an age: Romanian "de"
_DAY_WORD: Final = 1 << 31  # the number of a day in words
_DATED: Final = (
    _MONTH | _WEEKDAY | _AM | _PM | _AT | _OF | _AFTER | _TODAY | _YESTERDAY | _MONTH_SIGN | _MONTH_HEAD | _DAY_WORD
)
"""Roles whose words say something about the language of an expression."""

_SIGNS: Final = {
    "年": _YEAR_SIGN, "년": _YEAR_SIGN, "月": _MONTH_SIGN, "월": _MONTH_SIGN, "日": _DAY_SIGN, "号": _DAY_SIGN,
    "號": _DAY_SIGN, "일": _DAY_SIGN, "时": _HOUR_SIGN, "時": _HOUR_SIGN, "点": _HOUR_SIGN, "點": _HOUR_SIGN,
    "시": _HOUR_SIGN,
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
_OTHER, _WORD, _SHORT_WORD = "_", "x", "q"  # other characters; unknown words, and those of one or two characters
_LEAST_PLAIN: Final = 4  # characters of words whose accents do not count: "Thư" is a name, "Thu" a day
_MASKS, _MASK = ("Xxx", "xxx"), "X"  # what stands for unknown words in a template

# Characters: combining marks belong to the word they follow; marks of direction to what they precede.
COMBINING: Final = (
    "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u05f3\u05f4\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd\u0b82\u0bbe-\u0bcd"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u200c\u200d"
)
_UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff"
    "\u3005\u3040-\u30fb\u30fd-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
)
_INVISIBLE: Final = "\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_IN_WORD: Final = rf"(?:[^\W\d_]|[{COMBINING}])"

_unspaced = re.compile(f"[{_UNSPACED}]+")
_is_unspaced = _unspaced.search
_combining = re.compile(f"[{COMBINING}]").search
_accents = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u093c\u094d\u09bc\u09cd"
    "\u0e38-\u0e3a\u0e48-\u0e4b\u3099\u309a]+"
)
_unusual = re.compile(f"[{_UNSPACED}{COMBINING}]").search
# Letters, spelled out as what they are not: searches for a set of characters are faster than those for a category. Of
# scripts above the Arabic, which are few, only punctuation and symbols in common use are told.
_LETTERS: Final = (
    "[^"
    + "".join(re.escape(character) for character in map(chr, range(0x700)) if not character.isalpha())
    + r"\u0964\u0965\u2000-\u2bff\u3000-\u3004\u3008-\u3020\u3030\ufe00-\ufe0f\ufe30-\ufe4f\ufeff-\uff20"
    + r"\U0001f000-\U0001faff]"
)
_word = re.compile(rf"({_LETTERS}+)")
words_of = _word.findall
_UPPER, _LOWER = ("".join(filter(tells, map(chr, range(0x590)))) for tells in (str.isupper, str.islower))
_camel_case = re.compile(rf"[{_UPPER}](?<=[^\W\d_].)(?:(?<=[{_LOWER}].)|(?=[{_LOWER}]))")
_digit = re.compile(DECIMAL).search
_thai = re.compile("[\u0e00-\u0e7f]").search
_pieces = re.compile(r"\S+").finditer
_camel = re.compile(r"(?<=[^\W\d_])(?=[^\W\d_])").finditer
_invisible = re.compile(rf"[\s{_INVISIBLE}]+").fullmatch


def _is_unusual(text: str) -> bool:
    """Tell whether words of a text do not end where letters do: it has characters that join to others, or no spaces."""
    return not text.isascii() and _unusual(text) is not None


_begins_in_word = re.compile(_IN_WORD).match
_lowercase_follows = re.compile(r"\s+(?=[^\W\d_])(?P<letter>.)", re.DOTALL).match


# --- Hope ------------------------------------------------------------------------------------------------------------
# What the grammar below asks of a line at least, as plain searches: two numbers with a colon between, or three with
# other marks, or one of the words of `_Hope`.

_POINT, _COLON, _JOINT, _COMMA = (
    "".join(re.escape(character) for character, mark in _MARKS.items() if mark in marks)
    for marks in (".", ":", "./-", ",")
)
_GAP: Final = rf"[\s{_INVISIBLE}]*+"
_numeric = re.compile(
    rf"""
    {DECIMAL} (?: [{_INVISIBLE}]*+ [{_COLON}] \d\d
                | {_GAP} [{_JOINT}] {_GAP} \d\d?+ {_GAP} [{_JOINT}{_COMMA}]{{1,2}}+ {_GAP} \d )
    """,
    re.VERBOSE,
).search
_dotted = re.compile(rf"\d[{_POINT}]\d\d").search
_behind_number = re.compile(rf"\d{_GAP}({_LETTERS}+)(?:[.]?{_GAP}(\d\d))?").findall


@attrs.frozen(slots=True, eq=False)
class _Word:
    """What a token means: its roles, and the languages of each meaning; solar months count from `_SOLAR` on."""

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

    hope: re.Pattern[str]
    opening: re.Pattern[str]
    date: re.Pattern[str]
    time: re.Pattern[str]
    after_date: re.Pattern[str]
    before_date: re.Pattern[str]
    more_units: re.Pattern[str]
    worded: re.Pattern[str]
    weekday: re.Pattern[str]
    year_after_time: re.Pattern[str]
    year_word: re.Pattern[str]


@attrs.frozen(slots=True, eq=False)
class _Hope:
    """The words without which a line with digits holds no date, time or age, unless it is one of numbers and marks."""

    words: frozenset[str]
    """All that follow."""
    anywhere: frozenset[str]
    ends: frozenset[str]
    units: frozenset[str]
    ago: frozenset[str]
    halves: frozenset[str]
    half_heads: frozenset[str]
    after: frozenset[str]
    unspaced: Callable[[str], re.Match[str] | None]
    known: frozenset[str]
    """All words that mean something to the reader, these and others."""

    def is_in(self, text: str, words: Sequence[str]) -> bool:
        """Tell whether the words of a line, and their places, leave hope."""
        if self.words.isdisjoint(words):
            return False
        folded = _lower(text)
        if not self.anywhere.isdisjoint(words) or words[0] in self.ends or words[-1] in self.ends:
            return True
        if not self.units.isdisjoint(words):
            if not self.ago.isdisjoint(words) or (len(folded) <= _BARE and _bare_age(folded) is not None):
                return True
            if any(minutes and word in self.units for word, minutes in _behind_number(folded)):
                return True
        if not self.halves.isdisjoint(words) and any(word in self.half_heads for word, _ in _behind_number(folded)):
            return True
        return not self.after.isdisjoint(words) and _dotted(folded) is not None


@attrs.frozen(slots=True, eq=False)
class DateReader:
    """The date words of a vocabulary, compiled for search; immutable, made by `compile_dates`."""

    languages: tuple[str, ...]
    tokens: Callable[[str], list[str]]
    ascii_tokens: Callable[[str], list[str]]
    letters: Mapping[str, str]
    words: Mapping[str, _Word]
    roles: Mapping[str, int]
    grammar: _Grammar
    ages: Mapping[str, tuple[_Around, ...]]
    bare_units: frozenset[str]
    badges: frozenset[str]
    phrases: Mapping[str, tuple[str, int, frozenset[str]]]
    longest_phrase: int
    heads: frozenset[str]
    tails: frozenset[str]
    pairs: frozenset[str]
    days: Mapping[str, int]
    """Days of the month in words."""
    untemplated: tuple[str, ...]
    """What names the month by its number, or as that of another calendar: the digits beside it decide what is read."""
    has_solar: bool
    hope: _Hope

    def word(self, token: str) -> _Word:
        """Return the meanings of a token."""
        words = self.words
        known = words.get(token) or words.get(_folded(token))
        if known is None and len(token) >= _LEAST_PLAIN and not token.isascii():
            known = words.get(_plain(token))
        return known or _NOTHING

    def letter(self, token: str) -> str:
        """Return the letter of a token that is not among the prepared ones."""
        first = token[0]
        if first.isdecimal():
            return "123456789"[min(len(token), 9) - 1]
        if first.isalpha() or len(token) > 1:
            known = self.letters.get(_folded(token))
            if known is None and len(token) >= _LEAST_PLAIN and not token.isascii():
                known = self.letters.get(_plain(token))
            if known:
                return known
            if first.isalpha():
                return _SHORT_WORD if len(token) <= 2 else _WORD
        if _invisible(token):
            return " "
        return _MARKS.get(token[-1], _OTHER)

    def hopes(self, text: str, words: Sequence[str]) -> bool:
        """Tell whether a line with digits can hold a date, a time or an age; most cannot, and are not read for it.

        `words` are its words in lower case; those that are glued or have accents too many are looked at here.
        """
        hope = self.hope
        if _numeric(text) is not None or hope.is_in(text, words):
            return True
        if _camel_case.search(text) is not None:
            apart = _camel_case.sub(r" \g<0>", text)
            if hope.is_in(apart, words_of(_lower(apart))):
                return True
        if text.isascii():
            return False
        if _is_unusual(text):
            if _combining(text) is not None or hope.unspaced(text) is not None:
                return True
            apart = _unspaced.sub(" ", text)
            if hope.is_in(apart, words_of(_lower(apart))):
                return True
        lower = _lower(text)
        if unicodedata.is_normalized("NFD", lower) and _combining(lower) is None:
            return False
        plain = _plain(text)
        return hope.is_in(plain, words_of(plain))

    def hopes_for_words(self, text: str) -> bool:
        """Tell whether a line without digits can state an age: "a year ago", "yesterday"."""
        rest = text.strip(OUTER)
        if rest.rpartition(" ")[2] not in self.tails and rest.partition(" ")[0] not in self.heads:
            return False
        if len(rest) > _PROSE:
            return False
        words = rest.casefold().replace("’", "'").split()
        first, last = " ".join(words[:2]).rstrip(OUTER), " ".join(words[-2:]).lstrip(OUTER)
        return not self.pairs.isdisjoint({first, last, words[0], words[-1]})

    def masked(self, text: str) -> str:
        """Return a line with one and the same word in place of all unknown ones: its template but for the digits."""
        known = self.hope.known
        pieces = _word.split(text)
        for at, word in enumerate(pieces[1::2]):
            lower = word.lower() if word.isascii() else _lower(word)
            if len(word) < 3 or lower in known or (not word.isascii() and _plain(word) in known):
                continue
            if word == lower:
                pieces[2 * at + 1] = _MASKS[1]
            elif word[1:] == lower[1:] or word.isupper():
                pieces[2 * at + 1] = _MASKS[0]
        return "".join(pieces)

    def split(self, text: str) -> tuple[list[str], str]:
        """Return the tokens of a string, which join to it, and one letter for each."""
        tokens = self.ascii_tokens(text) if text.isascii() else self.tokens(text)
        prepared = self.letters.get
        letters = "".join([prepared(token) or self.letter(token) for token in tokens])
        if _WORD in letters:
            unknown = [(at, self._seam(token)) for at, token in enumerate(tokens) if letters[at] == _WORD]
            for at, cut in reversed([(at, cut) for at, cut in unknown if cut]):
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
            if (head[-1].islower() or tail[1:2].islower()) and self.word(tail).roles & (
                _MONTH | _WEEKDAY | _TODAY | _YESTERDAY
            ):
                return cut
            if tail[1:2].islower() and self.word(head).roles & (_AM | _PM | _AFTER | _MONTH | _ANY_UNIT):
                return cut
        return 0


# --- Compiling -------------------------------------------------------------------------------------------------------


def _lower(text: str) -> str:
    """Return a text case folded and composed."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFC", text.casefold())


def _folded(word: str) -> str:
    """Return the form in which words are compared: in lower case, one kind of space, no final period."""
    folded = _lower(word)
    return folded if folded.isalnum() else " ".join(folded.replace("’", "'").split()).rstrip(".")


def _plain(word: str) -> str:
    """Return the folded form without accents."""
    folded = _folded(word)
    if folded.isascii():
        return folded
    return _accents.sub("", unicodedata.normalize("NFD", folded))


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
        if not any(c.isalpha() or c == "°" for c in key):
            return ""  # "." or "@": marks are notation, not words; the degree sign is typed for "º"
        self.roles[key] = self.roles.get(key, 0) | role
        languages = self.by_role.setdefault(key, {}).setdefault(role, set())
        if tag:
            languages.add(tag)
        self.forms.setdefault(key, set()).update({word.rstrip("."), key, key.title(), key.capitalize(), key.upper()})
        return key

    def add_month(self, name: str, number: int, tag: str) -> str:
        key = self.add(name, _MONTH, tag)
        if key:
            self.months.setdefault(key, {}).setdefault(number, set()).add(tag)
            if name[:1] == name[:1].lower():
                self.uncapitalised.add(key)
        return key

    def add_unit(self, word: str, unit: str, tag: str) -> None:
        if key := self.add(word, _UNIT[unit], tag):
            self.units.setdefault(key, {}).setdefault(unit, set()).add(tag)

    def words(self) -> dict[str, _Word]:
        """Return the words by their folded forms, their forms without accents and the cases that pages use."""
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
            for form in self.forms[key]:
                found.setdefault(form, word)
        return found


@lru_cache(maxsize=MOST_SETS)
def compile_dates(vocabulary: Vocabulary) -> DateReader:
    """Compile the date words of a vocabulary; the same vocabulary gives the same reader.

    An age pattern that names the unit before the number is a `VocabularyError`.
    """
    gathered = _Gatherer()
    solar: set[str] = set()
    days: dict[str, int] = {}
    for sign, role in _SIGNS.items():
        gathered.add(sign, role)
    for locale in vocabulary.locales:
        dates, tag = locale.dates, locale.tag
        _gather_months(gathered, dates.months, tag)
        for number, names in enumerate(dates.solar_months, 1):
            for name in names:
                solar.add(gathered.add_month(name, _SOLAR + number, tag))
        for number, names in enumerate(dates.days, 1):
            days.update({gathered.add(name, _DAY_WORD, tag): number for name in names})
        for names, role in (
            *((row, _WEEKDAY) for row in dates.weekdays),
            (dates.am, _AM), (dates.pm, _PM), (dates.at, _AT), (dates.of, _OF), (dates.after_time, _AFTER),
            (dates.ordinals, _ORDINAL), (dates.one, _ONE), (dates.today, _TODAY), (dates.yesterday, _YESTERDAY),
            (dates.just_now, _NOW), (locale.phrases[Role.AND], _AND),
        ):  # fmt: skip
            for name in names:
                gathered.add(name, role, tag)
        for pattern in dates.ago:
            for word in pattern.partition("{n}")[2].partition("{unit}")[0].split():
                gathered.add(word, _INSIDE, tag)
        for unit, names in dates.units.items():
            for name in names:
                gathered.add_unit(name, unit, tag)
        for phrase, (unit, count) in dates.ages.items():
            if count is None:
                gathered.add_unit(phrase.partition("{n}")[2].strip(), unit, tag)
    words = gathered.words()
    roles, letters = _letter_table(words)
    full, plain = _token_patterns(gathered.forms)
    bare_units, badges = _bare_units(words, vocabulary)
    ages = {locale.tag: _age_patterns(locale.dates) for locale in vocabulary.locales}
    phrases = _age_phrases(vocabulary)
    heads, tails, pairs = _triggers(vocabulary, phrases)
    return DateReader(
        languages=vocabulary.languages,
        tokens=full.findall,
        ascii_tokens=plain.findall,
        letters=letters,
        words=words,
        roles=roles,
        grammar=_grammar(roles),
        ages=ages,
        bare_units=bare_units,
        badges=badges,
        phrases=phrases,
        longest_phrase=max((len(phrase.split()) for phrase in phrases), default=0),
        heads=heads,
        tails=tails,
        pairs=pairs,
        days=days,
        untemplated=tuple(
            sorted(solar.union(key.rstrip("0123456789 ") for key in gathered.forms if any(map(str.isdigit, key))))
        ),
        has_solar=bool(solar),
        hope=_hope(letters, roles, phrases, badges, vocabulary),
    )


def _hope(
    letters: Mapping[str, str],
    roles: Mapping[str, int],
    phrases: Iterable[str],
    badges: Iterable[str],
    vocabulary: Vocabulary,
) -> _Hope:
    """Arrange the words of a vocabulary for the question whether a line can hold a date.

    Of several words that belong together one is enough: the longest, and of "a" and "m" the last.
    """

    def telling(phrases: Iterable[str]) -> set[str]:
        return {max(reversed(words), key=len) for phrase in phrases if (words := words_of(_lower(phrase)))}

    tokens = {token: roles[letter] for token, letter in letters.items() if letter in roles}

    def having(wanted: int) -> list[str]:
        return [token for token, has in tokens.items() if has & wanted]

    known = {word for token in (*tokens, *phrases, *badges) for word in words_of(_lower(token))}
    ago = set[str]()
    for locale in vocabulary.locales:
        for pattern in locale.dates.ago:
            before, _, rest = pattern.partition("{n}")
            after = rest.partition("{unit}")[2]
            ago.update(telling([after or before]))
            known.update(words_of(_lower(f"{before} {after}")))
        forms = [phrase.partition("{n}") for phrase in locale.dates.ages if "{n}" in phrase]
        ago.update(telling(form for _, _, form in forms))
        known.update(word for before, _, form in forms for word in words_of(_lower(f"{before} {form}")))
    ago |= {_plain(word) for word in ago}
    known |= {_plain(word) for word in known}
    units = telling(having(_ANY_UNIT | _INSIDE))
    anywhere = telling(having(_MONTH | _MONTH_SIGN | _MONTH_HEAD | _HOUR_SIGN | _TODAY | _YESTERDAY))
    for phrase in phrases:
        spoken = words_of(phrase)
        if anywhere.isdisjoint(spoken) and (ago.isdisjoint(spoken) or units.isdisjoint(spoken)):
            anywhere.update(telling([phrase]))
    now = [words_of(_lower(token)) for token in having(_NOW)]
    unspaced = sorted(token for token in having(~_ORDINAL) if _is_unspaced(token))
    ends = {word for words in now if words for word in (words[0], words[-1])}
    halves, behind_time = telling(having(_AM | _PM)), telling(having(_AFTER))
    return _Hope(
        words=frozenset(anywhere | ends | units | halves | behind_time),
        anywhere=frozenset(anywhere),
        ends=frozenset(ends),
        units=frozenset(units),
        ago=frozenset(ago),
        halves=frozenset(halves),
        half_heads=frozenset(words[0] for token in having(_AM | _PM) if (words := words_of(_lower(token)))),
        after=frozenset(behind_time),
        unspaced=re.compile("|".join(map(re.escape, unspaced)) or r"(?!)").search,
        known=frozenset(known),
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
            else:
                gathered.add_month(name, number, tag)


_ZONE_WORDS: Final = frozenset({
    "UTC", "GMT", "UT", "ET", "EST", "EDT", "CT", "CST", "CDT", "MT", "MST", "MDT", "PT", "PST", "PDT", "AKST", "AKDT",
    "HST", "AST", "ADT", "NST", "NDT", "WET", "WEST", "CET", "CEST", "MEZ", "MESZ", "EET", "EEST", "MSK", "BST", "IST",
    "IDT", "SAST", "PKT", "WIB", "WITA", "WIT", "SGT", "HKT", "JST", "KST", "AWST", "ACST", "ACDT", "AEST", "AEDT",
    "NZST", "NZDT", "BRT", "ART", "TRT",
})  # fmt: skip


def _letter_table(words: Mapping[str, _Word]) -> tuple[dict[str, int], dict[str, str]]:
    """Return the roles of each letter, and the letter of each token that can be foreseen."""
    letter_of: dict[int, str] = {}

    def letter(roles: int) -> str:
        return letter_of.setdefault(roles, chr(0xE000 + len(letter_of)))

    letters = {key: letter(word.roles) for key, word in words.items()}
    for exact, role in (*((zone, _ZONE) for zone in sorted(_ZONE_WORDS)), ("T", _TEE), ("t", _TEE), ("Z", _ZULU)):
        known = words.get(exact.lower())
        letters[exact] = letter(role | (known.roles if known else 0))
    letters.update(_MARKS)
    letters.update({" " * width: " " for width in range(1, 9)} | {"\u00a0": " ", "\u202f": " "})
    letters.update({str(n): str(len(str(n))) for n in (*range(100), *range(1900, 2100))})
    letters.update({f"{n:02}": "2" for n in range(10)})
    letters.update(dict.fromkeys(_MASKS, _MASK))
    return {sign: roles for roles, sign in letter_of.items()}, letters


def _token_patterns(forms: Mapping[str, Iterable[str]]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the expressions that cut any text, and ASCII text, into tokens."""
    unspaced = {key for key in forms if _is_unspaced(key)}
    several = {key for key in forms if not all(c.isalpha() or unicodedata.combining(c) for c in key)} - unspaced
    numbered = {key for key in several if any(c.isdigit() for c in key)}
    spaced = several - numbered
    spaced |= {key.replace("'", "’") for key in spaced}
    # The guards keep most words from the long alternations: what follows a word of several is a mark and a letter.
    plain = re.compile(
        rf"""
          [ ]
        | [A-Za-z]++ (?![.'\- ]\s?[A-Za-z])                      # a word that begins no longer name
        | [0-9]{{1,2}}+ (?![0-9])
        | (?:19|20)[0-9]{{2}}(?=[0-9]{{1,2}}:[0-9]{{2}}(?![0-9]))  # a year glued to a time
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
        | (?:19|20)\d\d(?=\d{{1,2}}:\d\d(?!\d))            # a year glued to a time
        | \d++
        | (?=[{_UNSPACED}]) {_trie_expression(unspaced)}     # a name of a script without spaces
        | (?={_IN_WORD}++[\s.'’"\-]\s?[^\W\d_]) {_trie_expression(spaced)}  # a name of several words
        | (?=['’°(\-]) {_trie_expression({key for key in spaced if not key[0].isalpha()})}  # "-án", "'de", "(e)ko"
        | (?={_IN_WORD}++\s?\d) {_trie_expression(numbered)} # a name with a number in it
        | (?:[^\W\d_{_UNSPACED}]|[{COMBINING}])++            # a word
        | [{_INVISIBLE}]++[./:,\-]?                          # marks of direction, with a mark inside numbers
        | .                                                 # any other character
        """,
        re.VERBOSE | re.DOTALL,
    )
    return full, plain


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
    if character == "σ":
        forms.append("ς")  # at the end of a word
    return re.escape(character) if len(forms) == 1 else f"[{''.join(forms)}]"


_Around = tuple[re.Pattern[str] | None, re.Pattern[str] | None]


def _length(pattern: str) -> int:
    """Return the number of characters that a pattern of an age asks for: its words without slots and spaces."""
    return len("".join(pattern.replace("{n}", "").replace("{unit}", "").split()))


def _age_patterns(dates: DateWords) -> tuple[_Around, ...]:
    """Return what stands before the number and what after the unit, longest first.

    Where the unit's own form says "ago" ("3 napja"), what stands after the unit is nothing, behind that form.
    """
    found = []
    for pattern in sorted(dates.ago, key=_length, reverse=True):
        before, number, rest = pattern.partition("{n}")
        _, unit, after = rest.partition("{unit}")
        if not number or not unit:
            raise VocabularyError(f"{dates.tag}.toml: dates.ago: {pattern!r} must name {{n}} before {{unit}}")
        head, tail = _spaced(before), _spaced(after)
        found.append((_before_number(head), re.compile(rf"\.?\s*{tail}", re.IGNORECASE) if tail else None))
    for phrase in sorted((phrase for phrase in dates.ages if "{n}" in phrase), key=_length, reverse=True):
        before, _, form = phrase.partition("{n}")
        after_form = re.compile(rf"(?<={re.escape(form.strip())})", re.IGNORECASE)
        found.append((_before_number(_spaced(before)), after_form))
    return tuple(found)


def _spaced(words: str) -> str:
    """Return an expression for words with any white space between."""
    return r"\s+".join(re.escape(word) for word in words.split())


def _before_number(head: str) -> re.Pattern[str] | None:
    return re.compile(rf"(?<!{_IN_WORD}){head}\s*\Z", re.IGNORECASE) if head else None


def _age_phrases(vocabulary: Vocabulary) -> dict[str, tuple[str, int, frozenset[str]]]:
    """Return the phrases that are an age as a whole: unit, count and languages by folded form.

    A phrase that is two ages is the one that more languages give, then that of the first tag.
    """
    gathered: dict[str, dict[tuple[str, int], list[str]]] = {}
    for locale in vocabulary.locales:
        for phrase, (unit, count) in locale.dates.ages.items():
            if count is not None:
                gathered.setdefault(_folded(phrase), {}).setdefault((unit, count), []).append(locale.tag)
    found = {}
    for phrase, ages in gathered.items():
        (unit, count), tags = min(ages.items(), key=lambda age: (-len(age[1]), age[1]))
        found[phrase] = (unit, count, frozenset(tags))
    for phrase, age in list(found.items()):
        found.setdefault(_plain(phrase), age)
        found.setdefault(_folded(phrase.upper()), age)  # "YARIM" folds to "yarim"
    return found


_BRIEF: Final = frozenset({"second", "minute", "hour"})
"""Units whose full words alone on a line ("5 minutes") tell how long it takes to read or to cook; "5m" is an age."""

_bare_age = re.compile(
    rf"""
    [\s(]*+ (?P<number>\d{{1,3}}+) \s? (?P<unit>{_IN_WORD}++)  # 6d, 1 year
    [\s·•|,()]*+ (?P<badge>{_IN_WORD}*+) [\s·•|,().]*+ \Z     # Edited
    """,
    re.VERBOSE,
).match


def _bare_units(words: Mapping[str, _Word], vocabulary: Vocabulary) -> tuple[frozenset[str], frozenset[str]]:
    """Return the units of ages without "ago" ("6d", "1 year") and the badges that may follow them.

    Units of one or two characters must be written as a locale has them: "3d" is an age, "3D" is none. "6月" is June.
    """
    dated = _MONTH | _MONTH_SIGN | _DAY_SIGN | _YEAR_SIGN | _HOUR_SIGN | _MINUTE_SIGN | _SECOND_SIGN
    short = {
        name.rstrip(".")
        for locale in vocabulary.locales
        for names in locale.dates.units.values()
        for name in names
        if len(name.rstrip(".")) <= 2 and not words[_folded(name)].roles & dated
    }
    long = {key for key, word in words.items() if word.units and len(key) > 2 and not _BRIEF.issuperset(word.units)}
    return frozenset(short | long), frozenset(key for key, roles in vocabulary.exact.items() if Role.BADGES in roles)


def _triggers(vocabulary: Vocabulary, phrases: Iterable[str]) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return how a line without digits begins or ends when it states an age in words.

    These are first words, last words (in the cases that pages use), and pairs of first or last words (folded); a phrase
    of one word stands for its pair.
    """
    heads: set[str] = set()
    tails: set[str] = set()
    pairs: set[str] = set()

    def add(phrase: str) -> None:
        words = phrase.replace("' ", "'").split()  # "un' ora": an elided word and the next are one
        heads.add(words[0])
        tails.add(words[-1])
        pairs.update({" ".join(words[:2]).casefold(), " ".join(words[-2:]).casefold()})

    for phrase in phrases:
        add(phrase)
    for locale in vocabulary.locales:
        dates = locale.dates
        for phrase in (*dates.today, *dates.yesterday, *dates.just_now):
            add(phrase)
        units = [name for names in dates.units.values() for name in names]
        for pattern in dates.ago:
            for one in dates.one:
                for unit in units:
                    add(pattern.replace("{n}", one).replace("{unit}", unit))
        for phrase in dates.ages:
            for one in dates.one if "{n}" in phrase else ("",):
                add(phrase.replace("{n}", one))

    def every_case(found: set[str]) -> frozenset[str]:
        bare = {word.strip(OUTER) for word in found}
        return frozenset(form for word in bare for form in (word, word.lower(), word.upper(), word.capitalize()))

    return every_case(heads), every_case(tails), frozenset(pair.strip(OUTER) for pair in pairs)


def _grammar(roles: Mapping[str, int]) -> _Grammar:
    def letters(wanted: int, unwanted: int = 0) -> str:
        found = "".join(sign for sign, has in roles.items() if has & wanted and not has & unwanted)
        return f"[{found}]" if found else "[\uf8ff]"  # the last private-use character is no word's letter

    month, weekday, meridiem = letters(_MONTH), letters(_WEEKDAY), letters(_AM | _PM)
    at, of, after, ordinal = letters(_AT), letters(_OF), letters(_AFTER), letters(_ORDINAL)
    hour_unit, minute_unit, day_unit, year_unit = (letters(_UNIT[unit]) for unit in ("hour", "minute", "day", "year"))
    year_sign, month_sign, day_sign = letters(_YEAR_SIGN), letters(_MONTH_SIGN), letters(_DAY_SIGN)
    hour_sign, minute_sign, second_sign = letters(_HOUR_SIGN), letters(_MINUTE_SIGN), letters(_SECOND_SIGN)
    head, tee, zulu, zone = letters(_MONTH_HEAD), letters(_TEE), letters(_ZULU), letters(_ZONE)
    in_words = letters(_DAY_WORD)
    today, one, unit, joint = letters(_TODAY | _YESTERDAY), letters(_ONE), letters(_ANY_UNIT), letters(_AND)
    unit = rf"[ ]?(?:{letters(_INSIDE)}[ ])?{unit}"

    fresh = r"(?<![1-9][./\-])"  # no number with a joint before: not inside 192.168.1.1
    closed = r"(?![1-9]|[./:\-][1-9])"  # no number follows, joined or glued
    ended = r"(?![1-9](?!:2)|[./:\-][1-9])"  # the same after a year, to which a time may be glued
    no_sign = rf"{ended}(?![ ]?{year_sign})"
    name = rf"(?:{month}|{head}[ ]?(?=[12]))"  # a month name or the word before a month's number
    number = rf"(?:(?<={head})[12]|(?<={head}[ ])[12])?+"  # that number
    of_ = rf"(?:{of}\.?[ ]?)?"
    day_tail = rf"(?:\.|[ ]?{ordinal}\.?|{day_unit}\.?)?"
    in_weekday = rf"(?:{weekday}\.?[ ,]{{0,2}})?"
    # A short year needs a sign: an apostrophe, a comma, or a time or nothing after it.
    at_ = rf"{at}(?:\.|[ ]?:)?"
    short = rf"2(?=[ ,|@/\-]{{1,3}}(?:{at_}[ ])?[12]:2|[ ]?\Z)"
    four = rf"""
          (?P<iso>   (4)-(2)-(2) {tee} (2):(2)(?::(2)(?:[.,][1-9])?)? ([ ]?{zulu}|[+\-]2:2|[+\-][24])? (?![1-9]) )
        | (?P<ymd>   (4)(?P<joint>[\-./])[ ]?([12])(?P=joint)[ ]?([12]) (?:\.(?![1-9]))? {closed} )
        | (?P<cjk>   (4)[ ]?{year_sign}[ ]?([12])[ ]?{month_sign}[ ]?([12])[ ]?{day_sign} )
        | (?P<cjkm>  (4)[ ]?{year_sign}[ ]?([12])[ ]?{month_sign} )
        | (?P<wymd>  (4)(?:\.|[ ]?(?:{year_unit}|{after}|{of}|q)\.?)?[ /\-]{{0,2}}
                     ({name}){number}\.?[ /\-]{{0,2}}([12]){day_tail} {closed} )
        | (?P<wym>   (4)(?:\.|\.?[ ]?{after}\.?)[ ]({name}){number} (?![1-9]) )
        | (?P<wydm>  (4)(?:\.?[ ]?{after}\.?)?[ /\-,]{{1,2}}([12])\.?[ /\-]({name})\.? {closed} )
        """
    one_or_two = rf"""
          (?P<dots>  ([12])\.[ ]?([12])(?:\.|,|\.,)[ ]?(4)\.? {ended} )
        | (?P<dots2> (2)\.(2)\.(2) {closed} )
        | (?P<dots3> ([12])\.[ ]?([12])\.[ ]?(2) (?=[ ,|@/\-]{{1,3}}(?:{at_}[ ])?[12]:2) )
        | (?P<cuts>  ([12])[ ]?(?P<cut>[/\-])[ ]?([12])[ ]?(?P=cut)[ ]?(4) {ended} )
        | (?P<cuts2> ([12])/([12])/(2) {closed} )
        | (?P<cuts3> (2)-(2)-(2) (?=[ ,|@/]{{1,3}}(?:{at}\.?[ ])?[12]:2) )
        | (?P<wdmy>  ([12]|{in_words}){day_tail}[ /\-]{{0,2}}{of_}{in_weekday}
                     ({name}){number}\.?[,/\- .]{{0,3}}{of_}(4) {ended} )
        | (?P<wdmY>  ([12]){day_tail}[ /\-]{{0,2}}{of_}({name})\.?
                     (?:[ ]?'(?=2)|[/\-](?=2)|[ ](?={short}))(2) {closed} )
        | (?P<wdm>   ([12]|{in_words}){day_tail}[ /\-]{{0,2}}{of_}({name}){number} (?![1-9])
                     (?!\.?[ ][12](?:{ordinal})?,?[ ]4) )             # "Bob 3 May 4, 2012"
        | (?P<cjkd>  ([12])[ ]?{month_sign}[ ]?([12])[ ]?{day_sign} )
        | (?P<cjkmdy> ([12])[ ]?{month_sign}[ ]?([12])(?:{ordinal})?,[ ]?(4) {no_sign} )
        | (?P<cjkdmy> ([12])[ ]([12])[ ]?{month_sign},?[ ](4) {no_sign} )
        | (?P<cjkmy> ([12])[ ]?{month_sign},?[ ](4) {no_sign} )
        """
    yearless = rf"| (?P<yearless> ([12])(?P<halved>[/\-.])([12])\.? (?=[ ,|@\-]{{1,3}}(?:{at_}[ ])?[12]:2) )"
    month_first = rf"""
          (?P<wmdy>  ({name}){number}\.?[ /\-]{{0,2}}([12])(?:{ordinal})?(?:[,./\- ]{{1,3}}{of_}|)(4) {ended} )
        | (?P<wmdY>  ({name}){number}\.?[ /\-]{{0,2}}([12])(?:{ordinal})?
                     (?:,?[ ]?'(?=2)|[/\-](?=2)|,[ ](?={short}))(2) {closed} )
        | (?P<wmy>   ({name}){number}\.?,?[ /\-]{{0,2}}{of_}(4) {ended} )
        | (?P<wmd>   ({name}){number}\.?[ /\-]{{0,2}}([12])(?:[ ]?{ordinal})? (?![1-9]|[./:\-,][1-9]) )
        """

    def dates(more: str = "") -> str:
        # Shapes by their first letter: most positions of a line are none.
        return (
            rf"(?=4){fresh}(?:{four}) | (?=[12]|{in_words}){fresh}(?:{one_or_two}{more})"
            rf" | (?={month}|{head})(?:{month_first})"
        )

    weekday_first = rf"(?:[(]?{weekday}\.?[)]?[ ,./|\-]{{0,3}})?"
    no_zone = letters(_AFTER, _ZONE)  # "WIB" follows a time as "Uhr" does, and is its zone
    suffix = rf"""
        (?:[ ]?{no_zone}\.?(?![1-9]))*+ (?:[ ]?({meridiem})\.?(?![1-9]))? (?:[ ]?{no_zone}\.?(?![1-9]))*+
        (?:[ ]?[(]?( {zone}(?:[ ]?[+\-][ ]?[12](?::?2)?(?![1-9:])|[+\-]4)?
                   | {zulu} | \+2:2 | [+\-]4 (?![1-9]))[)]? )?
        """
    clock = rf"""
          (?P<clock> (?:({meridiem})\.?[ ]?)? ([12]):(2) (?::(2)(?:[.,][1-9])?)?
                     (?!:?[1-9]|[ ]?{minute_unit}) {suffix} )  # "13:30 min" is how long something takes
        | (?P<signs> (?:({meridiem})[ ]?)? ([12])[ ]?{hour_sign}
                     (?:[ ]?([12])[ ]?{minute_sign})? (?:[ ]?([12])[ ]?{second_sign})? )
        | (?P<hours> ([12])[ ]?{hour_unit}\.?[ ]?(2) (?:[ ]?{minute_unit}\.?)? (?![1-9]) )
        | (?P<dotted> ([12])\.(2)(?:\.(2))? (?=[ ]?{after}) (?![.:]?[1-9]) {suffix} )
        """
    loose_clock = rf"""
        {clock}
        | (?P<late>  (?:(?<={at}[ ])|(?<={at}[.:][ ])|(?<=@[ ])|(?<=@)|(?=2))
                     ([12])\.(2)(?:\.(2))? (?![.:]?[1-9]) {suffix} )
        | (?P<whole> ([12]) (?=[ ]?(?:{meridiem}|{after})) {suffix} )
        """
    between = rf"(?:[ ,|/@(.\-]|{at_}|{weekday}\.?[)]?|{of}|q\.?|{year_unit}\.?|{after}\.?)"

    def compiled(expression: str) -> re.Pattern[str]:
        return re.compile(expression, re.VERBOSE)

    return _Grammar(
        hope=compiled(
            rf"{letters(_MONTH | _MONTH_SIGN | _MONTH_HEAD | _HOUR_SIGN | _TODAY | _YESTERDAY | _NOW)}"
            rf"| [12][ ]?[:./\-][ ]?[12] | 4[./\-] | [1234]{unit} | [12][ ]?{meridiem} | {one}{unit}"
        ),
        opening=compiled(
            rf"""
            (?=[1-4(]|{letters(_WEEKDAY | _MONTH | _MONTH_HEAD | _DAY_WORD | _ONE | _TODAY | _YESTERDAY | _AM | _PM)})
            (?:
              {weekday_first} (?:{dates(yearless)})
            | (?P<age> (?:[1234]|{one}){unit} )
            | (?P<named> {today} )
            | (?P<time> {fresh}(?<![1-9]:) (?:{weekday}\.?[ ,|\-]{{0,2}})?
                  (?= (?:{meridiem}\.?[ ]?)?[12]:2 | [12]\.2 | [12]{hour_unit}2
                    | (?:{meridiem}[ ]?)?[12]{hour_sign} | [12][ ]?{meridiem} ) )
            )
            """
        ),
        date=compiled(rf"{weekday_first} (?:{dates()})"),
        time=compiled(loose_clock),
        after_date=compiled(rf"(?:{between}){{0,7}}? (?=[12]|{meridiem}) (?:{loose_clock})"),
        before_date=compiled(rf"(?:[ ,|/@(\-]|{at_}|{of}|q[ ]){{0,5}}+"),
        more_units=compiled(rf"\.?[ ,&]{{0,2}}(?:{joint}[ ])? [123]{unit}"),
        weekday=compiled(rf"[ ,]{{0,2}}(?P<bracket>[(])?(?P<weekday>{weekday})(?(bracket)[)])(?![1-9])"),
        year_after_time=compiled(r"[ ](4)(?![1-9])(?=[ ]?(?:[,.|)\-]|\Z))"),
        year_word=compiled(rf"\.?[ ]?(?P<word>{after})\.?(?![1-9])"),
        worded=compiled(rf"(?P<age>{one}{unit}) | (?P<named>{today}|{letters(_NOW)})"),
    )


# --- Finding ---------------------------------------------------------------------------------------------------------

# Where year, month and day stand among the groups of each shape; 0 for a part that the shape has not.
_SHAPES: Final = {
    "iso": (1, 2, 3), "ymd": (1, 3, 4), "cjk": (1, 2, 3), "cjkm": (1, 2, 0), "cjkd": (0, 1, 2),
    "cjkmdy": (3, 1, 2), "cjkdmy": (3, 2, 1), "cjkmy": (2, 1, 0),
    "dots": (3, 2, 1), "dots2": (3, 2, 1), "dots3": (3, 2, 1),
    "cuts": (4, 1, 3), "cuts2": (3, 1, 2), "cuts3": (3, 1, 2), "yearless": (0, 1, 3),
    "wmdy": (3, 1, 2), "wmdY": (3, 1, 2), "wdmy": (3, 2, 1), "wdmY": (3, 2, 1), "wymd": (1, 2, 3), "wydm": (1, 3, 2),
    "wmy": (2, 1, 0), "wym": (1, 2, 0), "wmd": (0, 1, 2), "wdm": (0, 2, 1),
}  # fmt: skip
_MONTH_FIRST_SHAPES: Final = frozenset({"cuts", "cuts2", "cuts3", "yearless"})
# Where hour, minute, second, the two places of "pm" and the zone stand; 0 for none.
_CLOCKS: Final = {
    "clock": (2, 3, 4, 1, 5, 6), "signs": (2, 3, 4, 1, 0, 0), "hours": (1, 2, 0, 0, 0, 0),
    "dotted": (1, 2, 3, 0, 4, 5), "late": (1, 2, 3, 0, 4, 5), "whole": (1, 0, 0, 0, 2, 3),
}  # fmt: skip
_ONLY_BESIDE_A_DATE: Final = frozenset({"late", "whole"})
_MONTH_DAYS: Final = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_YEAR_LAST: Final = frozenset({"wdmy", "wmdy", "wmy"})  # a month by name, and the year behind it
_SHORT_NAME: Final = 3  # characters of the longest abbreviated weekday ("Thu")
_PARTS: Final = 4  # days, hours, minutes and seconds: no page counts an age in more units
_AGE_REACH: Final = 48  # characters before a number in which "il y a plus de" is looked for


@attrs.define(slots=True, eq=False)
class _Line:
    """A window of the searched string, cut into tokens.

    Like the two classes below it is not frozen: it is made for many lines, and nobody outside sees it.
    """

    reader: DateReader
    text: str
    low: int
    tokens: list[str]
    letters: str
    offsets: list[int]

    def words(self, first: int, last: int) -> list[_Word]:
        """Return the words that tell a language, of the tokens ``first`` to ``last``."""
        word = self.reader.word
        return [
            found
            for token, letter in zip(self.tokens[first:last], self.letters[first:last], strict=True)
            if letter >= "\ue000" and (found := word(token)).languages
        ]


@attrs.define(slots=True, eq=False)
class _Day:
    """A date in tokens."""

    first: int
    last: int
    year: int | None
    month: int
    day: int | None
    ambiguous: bool
    named: int  # token of the month's name, or -1
    shape: str
    at: tuple[int, int, int]  # tokens of the year, the month and the day in digits, or -1
    swaps: bool  # the day may stand before the month


@attrs.define(slots=True, eq=False)
class _Clock:
    """A time in tokens; the tokens of its zone."""

    last: int
    hour: int
    minute: int
    second: int | None
    zone: tuple[int, int] | None
    kind: str
    at: tuple[int, int, int]  # tokens of hour, minute and second, or -1
    half: int = 0  # _AM or _PM where a word says so
    said: int = 0  # how many words say so


@attrs.define(slots=True, eq=False)
class _Reading:
    """A match, and the tokens that it was read from."""

    match: TimestampMatch
    day: _Day | None = None
    clock: _Clock | None = None
    count: int = -1  # token of an age's number


def find_timestamp(text: str, reader: DateReader, start: int = 0) -> TimestampMatch | None:
    """Return the first date, time or age at or after `start`, as long as it goes, or None.

    >>> from blogparse.vocabulary import load_vocabulary
    >>> match = find_timestamp("Posted on June 6, 2013 at 8:33 am.", compile_dates(load_vocabulary(["en"])))
    >>> match.text, match.precision, match.hour
    ('June 6, 2013 at 8:33 am', 'minute', 8)
    """
    if start == 0 and len(text) <= 2 * _WINDOW and _digit(text) is not None:
        return read_timestamp(text, reader) if reader.hopes(text, words_of(_lower(text))) else None
    return _find_slowly(text, reader, start)


def read_timestamp(text: str, reader: DateReader) -> TimestampMatch | None:
    """Do what `find_timestamp` does with a line that has digits and is no longer than a date with a name or two."""
    masked = text if _is_unusual(text) else reader.masked(text)
    template = masked.translate(_ONES)
    plan = _plan(reader, template) if len(template) <= _TEMPLATE else None
    if plan is _NO_DATE:
        return None
    found = plan.read(text, masked) if plan is not None else None
    return found or _find_slowly(text, reader)


def _find_slowly(text: str, reader: DateReader, start: int = 0) -> TimestampMatch | None:
    """Do what `find_timestamp` does, whatever words and template tell before."""
    digit = _digit(text, start)
    length = len(text)
    if digit is None:
        rest = text[start:] if start else text
        return _find_worded(_line(reader, text, start, length)) if reader.hopes_for_words(rest) else None
    if length - start <= 2 * _WINDOW:
        bare = _find_bare_age(reader, text, start) if length - start <= _BARE else None
        if bare is not None:
            return bare[0]
        line = _line(reader, text, start, length)
        found = _find_in_line(line)
        if found is not None:
            return found.match
        return _find_worded(line) if length - start <= _PROSE else None
    return _find_in_windows(reader, text, start, digit.start())


def _line(reader: DateReader, text: str, low: int, high: int) -> _Line:
    tokens, letters = reader.split(text[low:high])
    return _Line(reader, text, low, tokens, letters, list(accumulate(map(len, tokens), initial=low)))


def _find_in_windows(reader: DateReader, text: str, start: int, at: int) -> TimestampMatch | None:
    """Search a long line around its digits; no expression is longer than a window."""
    while True:
        low, high = max(start, at - _WINDOW), min(len(text), at + 2 * _WINDOW)
        while start < low < at and text[low].isalnum():  # not in the middle of a word
            low += 1
        found = _find_in_line(_line(reader, text, low, high))
        if found is not None and (found.match.start < at + _WINDOW or high == len(text)):
            return found.match
        digit = _digit(text, at + _WINDOW)
        if digit is None:
            return None
        at = digit.start()


def _find_in_line(line: _Line) -> _Reading | None:
    grammar, letters = line.reader.grammar, line.letters
    if grammar.hope.search(letters) is None:
        return None
    position = 0
    no_day = -1  # the month behind a number that is no day of it
    while opening := grammar.opening.search(letters, position):
        kind = opening.lastgroup or ""
        position = opening.start() + 1
        if kind in _SHAPES:
            day = _read_day(line, opening)
            if day is None:
                if kind[0] != "w":
                    position = opening.end()
                    continue
                # "kitesurfer_77 May 23": what is no day of May leaves a date that begins with the month
                no_day = opening.start((opening.lastindex or 0) + _SHAPES[kind][1])
                position = max(position, no_day)
                continue
            if day.day is None and opening.start() == no_day:
                continue  # "32 December 2013" is no month either
            found = _dated(line, opening, day)
        elif kind == "time":
            found = _timed(line, opening.start(), opening.end())
        elif kind == "age":
            found = _aged(line, opening.start(), opening.end()) or _timed(line, opening.start(), opening.start())
        else:
            found = _named_day(line, opening.start(), opening.end())
        if found is not None:
            return found
    return None


def _read_day(line: _Line, shape: re.Match[str]) -> _Day | None:
    """Turn a date shape into numbers; None when there is no such day or a word does not fit."""
    tokens, kind, base = line.tokens, shape.lastgroup or "", shape.lastindex or 0
    at_year, at_month, at_day = (shape.start(base + group) if group else -1 for group in _SHAPES[kind])
    year = _year(tokens[at_year], tokens[at_month]) if at_year >= 0 else None
    if year == -1:
        return None
    day = _day(line, tokens[at_day]) if at_day >= 0 else None
    ambiguous, named, swaps = False, -1, False
    if kind[0] == "w":
        named, at_month = at_month, -1
        month = _month(line, named, shape.start(), shape.end())
        if month == 0 or not _fits(line, kind, shape, named):
            return None
        is_solar = month > _SOLAR
    else:
        swaps = kind in _MONTH_FIRST_SHAPES
        if kind == "yearless" and shape["halved"] == ".":
            at_month, at_day, day, swaps = at_day, at_month, int(tokens[at_month]), False
        month = int(tokens[at_month])
        is_solar = line.reader.has_solar and year in SOLAR_YEARS
        if is_solar and swaps and day is not None:
            month, day = day, month  # Persian pages never name the month first
        elif swaps and day is not None:
            month, day, ambiguous = _in_order(month, day)
    if is_solar:
        date = from_solar(_solar_year(tokens[at_year]), (month - 1) % _SOLAR + 1, day) if year and day else None
        if date is None:
            return None
        year, month, day, swaps = date.year, date.month, date.day, False
    elif not _is_possible(year, month, day):
        return None
    at = at_year, at_month, at_day
    return _Day(shape.start(), shape.end(), year, month, day, ambiguous, named, kind, at, swaps)


def _day(line: _Line, token: str) -> int:
    """Return the day of a month in digits or in words."""
    return int(token) if token.isdecimal() else line.reader.days[_folded(token)]


def _solar_year(token: str) -> int:
    """Return a year of the solar Hijri calendar in full."""
    year = int(token)
    return year if len(token) != 2 else year + (1300 if year >= SHORT_SOLAR_TURN else 1400)


def _in_order(month: int, day: int) -> tuple[int, int, bool]:
    """Return the month and the day of a date that names the month first by rule, and whether they may be swapped."""
    ambiguous = month <= 12 and day <= 12 and month != day
    return (day, month, ambiguous) if month > 12 else (month, day, ambiguous)


def _is_possible(year: int | None, month: int, day: int | None) -> bool:
    """Tell whether the calendar has a date; 29 February of no year passes."""
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= _MONTH_DAYS[month]):
        return False
    return month != 2 or day != 29 or year is None or not (year % 4 or (year % 100 == 0 and year % 400))


def _year(token: str, month: str) -> int:
    """Return a year in full, as it stands beside a month's name; -1 for a number that is none."""
    year = int(token)
    if len(token) == 2:
        if year in _SHORT_BUDDHIST and not month.isascii() and _thai(month):
            return from_buddhist(year + 2500)
        return year + (1900 if year >= _PIVOT else 2000)
    if year in BUDDHIST_YEARS:
        return from_buddhist(year)
    return year if _FIRST_YEAR <= year <= _LAST_YEAR else -1


def _month(line: _Line, token: int, first: int, last: int) -> int:
    """Return the number of a month's name; 0 for none."""
    word = line.reader.word(line.tokens[token])
    if len(word.months) == 1:
        return next(iter(word.months))
    if not word.months:  # "tháng 6": the number is the month
        return next((int(number) for number in line.tokens[token + 1 : token + 3] if number.isdecimal()), 0)
    # The words of a time that follows are evidence as well.
    near = line.words(max(0, first - 2), min(len(line.letters), last + 6))
    others = _shared([other for other in near if other is not word])
    tags = word.months
    return min(tags, key=lambda month: (-len(tags[month] & others), -len(tags[month]), min(tags[month])))


def _fits(line: _Line, kind: str, shape: re.Match[str], token: int) -> bool:
    """Tell whether the words of a date go together: not "may 5", not "7 out of 2013"."""
    name = line.tokens[token]
    month = line.reader.word(name)
    roles = line.reader.roles
    for at in range(shape.start(), shape.end()):
        letter = line.letters[at]
        known = roles.get(letter, 0)
        plainly = known & _OF and not known & (_MONTH | _AT | _WEEKDAY | _ORDINAL)
        if plainly and month.languages.isdisjoint(line.reader.word(line.tokens[at]).by_role[_OF]):
            return False
    if kind == "wym" and not name[0].islower():
        return False  # "in 2014. December was": a new sentence
    return kind not in {"wmd", "wdm", "wmy", "wym"} or not name[0].islower() or month.uncapitalised or not month.months


def _shared(words: Sequence[_Word]) -> frozenset[str]:
    """Return the languages that have all the words, or, where none has, those that have any."""
    if not words:
        return frozenset()
    shared = words[0].languages
    if len(words) == 1:
        return shared
    for word in words:
        shared &= word.languages
    return shared or frozenset().union(*(word.languages for word in words))


def _dated(line: _Line, opening: re.Match[str], day: _Day) -> _Reading | None:
    """Complete an expression that begins with a date."""
    if day.shape == "iso":
        return _iso(line, opening, day)
    bare = opening.start(opening.lastindex or 0)
    if day.first < bare and not _is_weekday(line, day):
        day.first = bare
    following = line.reader.grammar.after_date.match(line.letters, day.last)
    clock = _read_clock(line, following, day) if following else None
    if clock is None:
        if day.shape == "yearless" or (day.year is None and not _stands_alone(line, day)):
            return None
        day.last = _year_word_after(line, day)
        day.last = _weekday_after(line, day)
    elif day.year is None and day.named >= 0:
        _take_year_after(line, day, clock)
    return _made(line, day.first, clock.last if clock else day.last, day, clock)


def _take_year_after(line: _Line, day: _Day, clock: _Clock) -> None:
    """Complete a date by the year behind its time, where Unix writes it: "Mon Jan 12 10:25:33 UTC 2012"."""
    following = line.reader.grammar.year_after_time.match(line.letters, clock.last)
    if following is None:
        return
    at_year = following.start(1)
    year = _year(line.tokens[at_year], line.tokens[day.named])
    if year > 0 and _is_possible(year, day.month, day.day):
        day.year, day.at, clock.last = year, (at_year, *day.at[1:]), following.end(1)


def _is_weekday(line: _Line, day: _Day) -> bool:
    """Tell whether the word before a date is its weekday; "on" is one in Swedish only."""
    at = day.first + (line.letters[day.first] == "(")
    if _is_inside(line, at):
        return False
    word = line.reader.word(line.tokens[at])
    others = {tag for role, tags in word.by_role.items() if role & (_AT | _OF | _ONE | _AND) for tag in tags}
    if not others or line.letters[at + 1] in ".,)":
        return True
    if day.named < 0:
        return False
    languages = line.reader.word(line.tokens[day.named]).languages
    return not languages.isdisjoint(word.by_role[_WEEKDAY]) and languages.isdisjoint(others - word.by_role[_WEEKDAY])


def _is_inside(line: _Line, at: int) -> bool:
    """Tell whether a weekday of one sign is the end of a longer word: of the name "鈴木" or "민수"."""
    token, start = line.tokens[at], line.offsets[at]
    return len(token) == 1 and _is_unspaced(token) is not None and line.text[start - 1 : start].isalpha()


def _year_word_after(line: _Line, day: _Day) -> int:
    """Return where a date ends, with the word for its year in the language of the month ("2013 г.", "2013 roku")."""
    following = line.reader.grammar.year_word.match(line.letters, day.last) if day.shape in _YEAR_LAST else None
    if following is None:
        return day.last
    word = line.reader.word(line.tokens[following.start("word")])
    if word.roles & (_UNIT["hour"] | _UNIT["minute"]) and not word.roles & _UNIT["year"]:
        return day.last
    of_month = line.reader.word(line.tokens[day.named]).languages
    return day.last if of_month.isdisjoint(word.by_role[_AFTER]) else following.end()


def _weekday_after(line: _Line, day: _Day) -> int:
    """Return where a date ends, with the weekday that follows it: in brackets, or in the language of the month.

    Behind digits, only the names of East Asia ("週一", "월요일") are plainly weekdays, and long ones behind a comma.
    """
    following = line.reader.grammar.weekday.match(line.letters, day.last)
    if following is None:
        return day.last
    word = line.reader.word(line.tokens[following.start("weekday")])
    if following["bracket"]:
        return following.end()
    if day.named < 0:
        token = line.tokens[following.start("weekday")]
        is_told = "," in line.letters[day.last : following.start("weekday")] and len(token) > _SHORT_NAME
        return following.end() if is_told or (len(token) > 1 and _is_unspaced(token)) else day.last
    if line.reader.word(line.tokens[day.named]).languages.isdisjoint(word.by_role[_WEEKDAY]):
        return day.last
    # Short names are words of other languages too ("6 Mai 2013 so").
    return following.end() if len(line.tokens[following.start("weekday")]) > _SHORT_NAME else day.last


def _stands_alone(line: _Line, day: _Day) -> bool:
    """Tell whether a day without year and time is more than a number in a sentence ("March 3 people")."""
    after = line.letters[day.first : day.last]
    if day.named < 0 or "." in after or any(line.reader.roles.get(letter, 0) & _ORDINAL for letter in after):
        return True
    follows = _lowercase_follows(line.text, line.offsets[day.last])
    return follows is None or not follows["letter"].islower()


def _iso(line: _Line, shape: re.Match[str], day: _Day) -> _Reading:
    base, tokens = shape.lastindex or 0, line.tokens
    at_hour, at_minute, at_second = (shape.start(base + group) for group in (4, 5, 6))
    hour, minute = int(tokens[at_hour]), int(tokens[at_minute])
    second = int(tokens[at_second]) if at_second >= 0 else None
    if hour > 23 or minute > 59 or (second or 0) > 59:
        return _made(line, day.first, day.first + 5, day, None)
    zone = shape.span(base + 7) if shape.start(base + 7) >= 0 else None
    at = at_hour, at_minute, at_second
    return _made(line, day.first, day.last, day, _Clock(day.last, hour, minute, second, zone, "iso", at))


def _timed(line: _Line, first: int, at_time: int) -> _Reading | None:
    """Complete an expression that begins with a time, or with a weekday before it."""
    grammar, letters = line.reader.grammar, line.letters
    if first < at_time and _is_inside(line, first):
        first = at_time
    reading = grammar.time.match(letters, at_time)
    clock = _read_clock(line, reading, None) if reading else None
    if clock is None:
        return None
    joint = grammar.before_date.match(letters, clock.last)
    at = joint.end() if joint else clock.last
    shape = grammar.date.match(letters, at) if at > clock.last else None
    if shape and shape.lastgroup != "iso":
        day = _read_day(line, shape)
        if day is not None and reading is not None:
            # "10:23 am 6. Juni": with the date known, its language may say that "am" is not the morning.
            clock = _read_clock(line, reading, day) or clock
            if clock.kind == "whole" and _is_preposition(line, clock.last - 1, day):
                return None
            return _made(line, first, day.last, day, clock)
    if clock.kind in _ONLY_BESIDE_A_DATE:
        return None
    roles = line.reader.roles.get(letters[at : at + 1], 0)
    if at > clock.last and roles & (_TODAY | _YESTERDAY):
        return _made(line, first, at + 1, None, clock, days_ago=0 if roles & _TODAY else 1)
    return _made(line, first, clock.last, None, clock)


def _is_preposition(line: _Line, token: int, day: _Day) -> bool:
    """Tell "2 am 6. Juni", where "am" is "on" and the number no hour, from "2 am 6 June"."""
    if day.named < 0:
        return False
    month, word = line.reader.word(line.tokens[day.named]), line.reader.word(line.tokens[token])
    return "en" not in month.languages and not month.languages.isdisjoint(word.by_role.get(_AT, ()))


def _read_clock(line: _Line, reading: re.Match[str], day: _Day | None) -> _Clock | None:
    """Turn a time shape into numbers; None when there is no such time."""
    tokens, kind, base = line.tokens, reading.lastgroup or "", reading.lastindex or 0
    at_hour, at_minute, at_second, before, after, at_zone = (
        reading.start(base + group) if group else -1 for group in _CLOCKS[kind]
    )
    at = at_hour, at_minute, at_second
    hour = int(tokens[at_hour])
    minute = int(tokens[at_minute]) if at_minute >= 0 else 0
    second = int(tokens[at_second]) if at_second >= 0 else None
    if hour > 23 or minute > 59 or (second or 0) > 59:
        return None
    last = reading.end()
    half = said = 0
    for token in (before, after):
        found = _half_of_day(line, token, day) if token >= 0 else 0
        if found:
            hour, half, said = _in_half(hour, found), found, said + 1
        elif token >= 0 and token == after:
            last = min(last, token - (line.letters[token - 1] == " "))
            return _Clock(last, hour, minute, second, None, kind, at, half, said) if kind != "whole" else None
    zone = reading.span(base + _CLOCKS[kind][-1]) if at_zone >= 0 else None
    return _Clock(last, hour, minute, second, zone, kind, at, half, said)


def _in_half(hour: int, half: int) -> int:
    """Return the hour of the day for an hour before or after noon."""
    return hour % 12 + (12 if half == _PM else 0) if half and 1 <= hour <= 12 else hour


def _half_of_day(line: _Line, token: int, day: _Day | None) -> int:
    """Return which half of the day a word names; 0 when it is another word here, as in "10:23 du 6 juin"."""
    name = line.tokens[token]
    word = line.reader.word(name)
    half = _PM if word.roles & _PM else _AM
    if name.lower().replace(".", "").replace(" ", "") in {"am", "pm"}:
        return half
    if day is not None and day.named >= 0:
        month = line.reader.word(line.tokens[day.named])
        return half if not month.languages.isdisjoint(word.by_role[half]) else 0
    if word.roles & (_AT | _OF):
        return 0
    return 0 if day is not None and len(name) <= 2 and name.isascii() and name.islower() else half


def _made(
    line: _Line, first: int, last: int, day: _Day | None, clock: _Clock | None, *, days_ago: int | None = None
) -> _Reading:
    """Make the record; outer punctuation is cut from the text."""
    text = line.text
    start, end = line.offsets[first], line.offsets[last]
    zone = None
    if clock is not None and clock.zone is not None:
        low, high = clock.zone
        zone = "".join(line.tokens[low:high]).strip()
        words = [*line.words(first, low), *line.words(high, last)]
    else:
        words = line.words(first, last)
    shown = text[start:end]
    if not shown[-1].isalnum() or shown[0] in "([":
        shown, start, end = _trimmed(shown, start, end, keep_period=clock is not None)
    precision: Precision
    if days_ago is not None:
        precision = "relative"
    elif clock is not None:
        precision = "minute" if clock.second is None else "second"
    else:
        precision = "month" if day is not None and day.day is None else "day"
    match = TimestampMatch(
        start,
        end,
        shown,
        precision,
        day.year if day else None,
        day.month if day else None,
        day.day if day else None,
        clock.hour if clock else None,
        clock.minute if clock else None,
        clock.second if clock else None,
        zone,
        day.ambiguous if day else False,
        None if days_ago is None else ("day", days_ago),
        _shared(words),
    )
    return _Reading(match, day, clock)


def _trimmed(shown: str, start: int, end: int, *, keep_period: bool) -> tuple[str, int, int]:
    while shown and (shown[-1] in " ,:|/-([" or (shown[-1] in ")]" and shown.count("(") + shown.count("[") < 1)):
        shown, end = shown[:-1], end - 1
    if shown[-1:] == "." and not (keep_period and "." in shown[-4:-1]):  # the period of "a.m." stays
        shown, end = shown[:-1], end - 1
    if shown[:1] in {"(", "["} and shown.count(")") + shown.count("]") < 1:
        shown, start = shown[1:], start + 1
    return shown, start, end


def _aged(line: _Line, first: int, last: int) -> _Reading | None:
    """Complete an age: a number and a unit, more of them, and the words around that make it one."""
    pairs = [(first, line.reader.word(line.tokens[last - 1]))]
    while len(pairs) < _PARTS and (more := line.reader.grammar.more_units.match(line.letters, last)):
        last = more.end()
        number = next(token for token in range(more.start(), last) if line.tokens[token].isdecimal())
        pairs.append((number, line.reader.word(line.tokens[last - 1])))
    start, end = line.offsets[first], line.offsets[last]
    best: tuple[int, int] | None = None
    languages: set[str] = set()
    known = frozenset().union(*pairs[0][1].units.values())
    for tag in sorted(known):
        for before, after in line.reader.ages[tag]:
            span = _age_span(line, start, end, before, after)
            if span is None:
                continue
            if best is None or span[1] - span[0] > best[1] - best[0]:
                best, languages = span, set()
            if span == best:
                languages.add(tag)
            break
    if best is None:
        return None
    ages = [(unit, at) for at, word in pairs if (unit := _unit(word, languages))]
    unit, at = max(ages, key=lambda age: UNITS.index(age[0]))
    count = line.tokens[at]
    counts = count.isdecimal()
    match = _relative(line.text, *best, unit, int(count) if counts else 1, frozenset(languages))
    return _Reading(match, count=at if counts else -1)


def _age_span(
    line: _Line, start: int, end: int, before: re.Pattern[str] | None, after: re.Pattern[str] | None
) -> tuple[int, int] | None:
    if before is None and after is None:
        return None  # a number and a unit alone state an age only as a whole line
    if before is not None:
        low = max(line.low, start - _AGE_REACH)
        found = before.search(line.text[low:start])
        if found is None:
            return None
        start = low + found.start()
    if after is not None:
        found = after.match(line.text, end)
        if found is None or not _ends(line.text, found.end()):
            return None
        end = found.end()
    return start, end


def _ends(text: str, end: int) -> bool:
    """Tell whether a word ends here: no letter follows, or the capital of a word that is glued to it ("agoReply")."""
    if not _begins_in_word(text, end) or _is_unspaced(text[end - 1]):
        return True
    return text[end - 1].islower() and text[end].isupper()


def _unit(word: _Word, languages: Collection[str]) -> str:
    """Return the unit that a word names in the languages; English first, then as most languages have it."""
    if not word.units:
        return ""
    tags = word.units
    return min(tags, key=lambda unit: (tags[unit].isdisjoint(languages), "en" not in tags[unit], -len(tags[unit])))


def _relative(text: str, start: int, end: int, unit: str, count: int, languages: frozenset[str]) -> TimestampMatch:
    return TimestampMatch(start, end, text[start:end], "relative", relative=(unit, count), languages=languages)


def _named_day(line: _Line, first: int, last: int) -> _Reading | None:
    """Complete "yesterday" by the time that must follow; alone it is left to the search for words."""
    following = line.reader.grammar.after_date.match(line.letters, last)
    clock = _read_clock(line, following, None) if following else None
    if clock is None:
        return None
    roles = line.reader.word(line.tokens[first]).roles
    return _made(line, first, clock.last, None, clock, days_ago=0 if roles & _TODAY else 1)


def _find_bare_age(reader: DateReader, text: str, start: int) -> tuple[TimestampMatch, slice] | None:
    """Find a number and a unit that are a whole line, perhaps with a badge; tell where the number stands."""
    found = _bare_age(text, start)
    if found is None:
        return None
    name, badge = found["unit"], found["badge"]
    if name not in reader.bare_units and name.casefold() not in reader.bare_units:  # "6dEdited"
        cut = next((at for at, character in enumerate(name) if at and character.isupper()), len(name))
        name, badge = name[:cut], name[cut:] + badge
    if badge and badge.casefold() not in reader.badges:
        return None
    if name not in reader.bare_units and (len(name) <= 2 or name.casefold() not in reader.bare_units):
        return None
    word = reader.word(name)
    unit = _unit(word, ())
    first, last = found.start("number"), found.start("unit") + len(name)
    match = _relative(text, first, last, unit, int(found["number"]), word.units[unit])
    return match, slice(*found.span("number"))


def _find_worded(line: _Line) -> TimestampMatch | None:
    """Find an age in words ("a year ago", "yesterday", "rok temu") at either end of a line."""
    phrase, words = _find_phrase(line), _find_number_word(line)
    if phrase is None or words is None:
        return phrase or words
    # "half an hour ago" ends like "an hour ago", "jedną godzinę temu" like "godzinę temu".
    return max(phrase, words, key=lambda match: match.end - match.start)


def _find_number_word(line: _Line) -> TimestampMatch | None:
    """Find a number in words with its unit, or a word such as "yesterday", at either end of a line."""
    for found in line.reader.grammar.worded.finditer(line.letters):
        first, last = found.span()
        if found.lastgroup == "age":
            aged = _aged(line, first, last)
            if aged is not None:
                outside = line.text[line.low : aged.match.start], line.text[aged.match.end :]
                if any(not side.strip(OUTER) for side in outside):
                    return aged.match
            continue
        word, start, end = line.reader.word(line.tokens[first]), line.offsets[first], line.offsets[last]
        before, after = line.text[line.low : start].rstrip(), line.text[end:].lstrip()
        if not before.strip(OUTER) or not after.strip(OUTER):
            several = " " in line.tokens[first]
            if several or ((not before or before[-1] in OUTER) and (not after or after[0] in OUTER)):
                role = word.roles & (_TODAY | _YESTERDAY | _NOW)
                age = ("second", 0) if role & _NOW else ("day", 0 if role & _TODAY else 1)
                languages = frozenset().union(*(tags for has, tags in word.by_role.items() if has & role))
                return _relative(line.text, start, end, *age, languages)
    return None


def _find_phrase(line: _Line) -> TimestampMatch | None:
    """Find a phrase that is an age as a whole ("rok temu", "vorgestern") at either end of a line."""
    reader, text = line.reader, line.text[line.low :]
    shown = text.strip(OUTER)
    begins, ends = shown.partition(" ")[0] in reader.heads, shown.rpartition(" ")[2] in reader.tails
    if not begins and not ends:
        return None
    words = [word.span() for word in _pieces(shown)]
    low = line.low + text.find(shown)
    for size in range(min(len(words), reader.longest_phrase), 0, -1):
        if begins:
            phrase = shown[: words[size - 1][1]].rstrip(OUTER)
            age = reader.phrases.get(_folded(phrase))
            beside = shown[len(phrase) :].lstrip()[:1]
            if age is not None and (beside in OUTER or (size > 1 and beside.isupper())):
                return _relative(line.text, low, low + len(phrase), *age)
        if ends:
            phrase = shown[words[-size][0] :].lstrip(OUTER)
            age = reader.phrases.get(_folded(phrase))
            beside = shown[: len(shown) - len(phrase)].rstrip()[-1:]
            if age is not None and (beside in OUTER or (size > 1 and not beside.isdigit())):
                return _relative(line.text, low + len(shown) - len(phrase), low + len(shown), *age)
    return None


def join_time(date: TimestampMatch, time: TimestampMatch) -> TimestampMatch:
    """Return one match for a date and the time of day that follows it, perhaps on a line of its own.

    The offsets of the result mean something only where both were found in one string.
    """
    return attrs.evolve(
        date,
        end=time.end,
        text=f"{date.text} {time.text}",
        hour=time.hour,
        minute=time.minute,
        second=time.second,
        zone=time.zone or date.zone,
        precision=time.precision,
    )


# --- Templates -------------------------------------------------------------------------------------------------------
# The dates of a page, and of the pages of a theme, differ in their digits and in the names beside them, and in little
# else. The *template* of a line has a 1 for each digit and one and the same word for all that the reader does not
# know. What the grammar makes of it holds for all lines of the template: letters of numbers tell how many digits they
# have and not which; ones are always a day, a month, a year, an hour and a minute; no expression reaches across an
# unknown word. So the template is read once, and its lines only give the numbers. A line whose numbers do not fit (31
# February, 25:00) is read the long way.

_TEMPLATE: Final = 128  # characters: the template of a dateline with names is shorter
_ONES: Final = {ord(digit): "1" for digit in "0123456789"}
_LONG_NUMBER: Final = "1" * 5  # longer than a year: such numbers are cut where a year and a time touch, by their digits


@attrs.frozen(slots=True, eq=False)
class _Plan:
    """Where the numbers of a template stand, and the match that the template itself is."""

    match: TimestampMatch
    date: tuple[slice | None, slice | None, slice | None] = (None, None, None)  # year, month, day
    swaps: bool = False
    clock: tuple[slice | None, slice | None, slice | None] = (None, None, None)  # hour, minute, second
    half: int = 0
    zone: slice | None = None
    count: slice | None = None

    def read(self, text: str, masked: str) -> TimestampMatch | None:
        """Return the match of a line of the template; None where its numbers are no date or no time."""
        like = self.match
        shown = masked[like.start : like.end]
        start = text.find(shown, like.start)
        end = start + len(shown)
        if like.relative is not None and self.count is not None:
            age = like.relative[0], int(masked[self.count])
            return TimestampMatch(start, end, shown, "relative", relative=age, languages=like.languages)
        at_year, at_month, at_day = self.date
        at_hour, at_minute, at_second = self.clock
        year, month, day, ambiguous = like.year, like.month, like.day, False
        if month is not None:
            year = None if at_year is None else _year(masked[at_year], shown)
            day = None if at_day is None else int(masked[at_day])
            month = month if at_month is None else int(masked[at_month])
            if self.swaps and day is not None:
                month, day, ambiguous = _in_order(month, day)
            if year == -1 or year in SOLAR_YEARS or not _is_possible(year, month, day):
                return None
        hour = minute = second = None
        if at_hour is not None:
            hour = int(masked[at_hour])
            minute = 0 if at_minute is None else int(masked[at_minute])
            second = None if at_second is None else int(masked[at_second])
            if hour > 23 or minute > 59 or (second or 0) > 59:
                return None
            hour = _in_half(hour, self.half)
        return TimestampMatch(
            start,
            end,
            shown,
            like.precision,
            year,
            month,
            day,
            hour,
            minute,
            second,
            None if self.zone is None else masked[self.zone].strip(),
            ambiguous,
            like.relative,
            like.languages,
        )


_NO_DATE: Final = _Plan(TimestampMatch(0, 0, "", "day"))
"""The plan of templates in whose lines there is nothing to find."""


@lru_cache(maxsize=2048)
def _plan(reader: DateReader, template: str) -> _Plan | None:
    """Return how to read the lines of a template; None where that depends on their digits, or words say the age."""
    if _LONG_NUMBER in template or any(head in template.lower() for head in reader.untemplated):
        return None
    bare = _find_bare_age(reader, template, 0) if len(template) <= _BARE else None
    if bare is not None:
        return _Plan(bare[0], count=bare[1])
    line = _line(reader, template, 0, len(template))
    found = _find_in_line(line)
    if found is None:
        return _NO_DATE if reader.grammar.worded.search(line.letters) is None and _find_phrase(line) is None else None
    day, clock = found.day, found.clock
    if (day is not None and day.named >= 0 and not reader.word(line.tokens[day.named]).months) or (
        clock is not None and clock.said > 1
    ):
        return None  # "tháng 6": the month is a number behind a word; "am 10:30 pm": the halves are read in turn
    if day is not None and day.at[-1] >= 0 and not line.tokens[day.at[-1]].isdecimal():
        return None  # a day in words

    offsets = line.offsets

    def part(token: int) -> slice | None:
        return slice(offsets[token], offsets[token + 1]) if token >= 0 else None

    nowhere = -1, -1, -1
    year, month, in_digits = map(part, day.at if day is not None else nowhere)
    hour, minute, second = map(part, clock.at if clock is not None else nowhere)
    return _Plan(
        found.match,
        (year, month, in_digits),
        day is not None and day.swaps,
        (hour, minute, second),
        clock.half if clock is not None else 0,
        slice(offsets[clock.zone[0]], offsets[clock.zone[1]]) if clock is not None and clock.zone else None,
        part(found.count),
    )
