"""The date words of a vocabulary, compiled for search."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

import attrs

from blogparse.dates.words import lexicon
from blogparse.dates.words.ages import (
    Around,
    compile_age_patterns,
    gather_age_phrases,
    gather_bare_units,
    gather_triggers,
    is_unit_first,
)
from blogparse.dates.words.grammar import Grammar, compile_grammar
from blogparse.dates.words.prefilter import NUMERIC, Prefilter, compile_prefilter
from blogparse.language import MOST_SETS, DateWords, Locale, Role, Vocabulary
from blogparse.text import (
    CAMEL_CASE,
    INVISIBLE,
    OUTER,
    UNSPACED_RUN,
    WORD,
    find_combining,
    fold_case,
    folded_word,
    is_unusual,
    without_accents,
    words_of,
)

_MARKED: Final = {ord("’"): "'"} | dict.fromkeys(map(ord, "•·|"), " ")  # "Jane•last month"
_PROSE: Final = 80  # a line without digits that is longer is prose: datelines hold a name and a few words
_LEAST_PLAIN: Final = 4  # characters of words whose accents do not count: "Thư" is a name, "Thu" a day
_camel = re.compile(r"(?<=[^\W\d_])(?=[^\W\d_])").finditer
_invisible = re.compile(rf"[\s{INVISIBLE}]+").fullmatch


@attrs.frozen(slots=True, eq=False)
class DateReader:
    """The date words of a vocabulary, compiled for search; immutable, made by `compile_dates`."""

    languages: tuple[str, ...]
    tokens: Callable[[str], list[str]]
    ascii_tokens: Callable[[str], list[str]]
    letters: Mapping[str, str]
    words: Mapping[str, lexicon.DateWord]
    roles: Mapping[str, int]
    grammar: Grammar
    ages: Mapping[str, tuple[Around, ...]]
    led_ages: Mapping[str, tuple[Around, ...]]
    """The patterns that name the unit before the number."""
    bare_units: frozenset[str]
    badges: frozenset[str]
    phrases: Mapping[str, tuple[str, int, frozenset[str]]]
    set_off: frozenset[str]
    """Those that are an age only where they are set off on both sides: "last month" ends sentences."""
    longest_phrase: int
    heads: frozenset[str]
    tails: frozenset[str]
    pairs: frozenset[str]
    days: Mapping[str, int]
    """Days of the month in words."""
    counts: Mapping[str, int]
    """Numbers above 1 before a unit in words."""
    some: frozenset[str]
    """Words that leave the number of a unit open."""
    untemplated: tuple[str, ...]
    """What names the month by its number, or as that of another calendar: the digits beside it decide what is read."""
    has_solar: bool
    prefilter: Prefilter

    def word(self, token: str) -> lexicon.DateWord:
        """Return the meanings of a token."""
        words = self.words
        known = words.get(token) or words.get(folded_word(token))
        if known is None and len(token) >= _LEAST_PLAIN and not token.isascii():
            known = words.get(without_accents(token))
        return known or lexicon.NO_WORD

    def letter(self, token: str) -> str:
        """Return the letter of a token that is not among the prepared ones."""
        first = token[0]
        if first.isdecimal():
            return "123456789"[min(len(token), 9) - 1]
        if first.isalpha() or len(token) > 1:
            known = self.letters.get(folded_word(token))
            if known is None and len(token) >= _LEAST_PLAIN and not token.isascii():
                known = self.letters.get(without_accents(token))
            if known:
                return known
            if first.isalpha():
                return lexicon.SHORT_UNKNOWN if len(token) <= 2 else lexicon.UNKNOWN
        if _invisible(token):
            return " "
        return lexicon.MARKS.get(token[-1], lexicon.OTHER)

    def may_hold_date(self, text: str, words: Sequence[str]) -> bool:
        """Return whether a line with digits can hold a date, a time or an age; most cannot, and are not read for it.

        `words` are its words in lower case; those that are glued or have accents too many are looked at here.
        """
        prefilter = self.prefilter
        if NUMERIC.search(text) is not None or prefilter.is_in(text, words):
            return True
        if CAMEL_CASE.search(text) is not None:
            apart = CAMEL_CASE.sub(r" \g<0>", text)
            if prefilter.is_in(apart, words_of(fold_case(apart))):
                return True
        if text.isascii():
            return False
        if is_unusual(text):
            if find_combining(text) is not None or prefilter.unspaced(text) is not None:
                return True
            apart = UNSPACED_RUN.sub(" ", text)
            if prefilter.is_in(apart, words_of(fold_case(apart))):
                return True
        lower = fold_case(text)
        if unicodedata.is_normalized("NFD", lower) and find_combining(lower) is None:
            return False
        plain = without_accents(text)
        return prefilter.is_in(plain, words_of(plain))

    def may_state_age(self, text: str) -> bool:
        """Return whether a line without digits can state an age: "a year ago", "yesterday"."""
        rest = (text.replace("•", " ") if "•" in text else text).strip(OUTER)
        if rest.rpartition(" ")[2] not in self.tails and rest.partition(" ")[0] not in self.heads:
            return False
        if len(rest) > _PROSE:
            return False
        words = rest.casefold().translate(_MARKED).split()
        first, last = " ".join(words[:2]).rstrip(OUTER), " ".join(words[-2:]).lstrip(OUTER)
        return not self.pairs.isdisjoint({first, last, words[0], words[-1]})

    def masked(self, text: str) -> str:
        """Return a line with one and the same word in place of all unknown ones: its template but for the digits."""
        known = self.prefilter.known
        pieces = WORD.split(text)
        for at in range(1, len(pieces), 2):
            word = pieces[at]
            if len(word) < 3 or word in known:
                continue
            lower = word.lower() if word.isascii() else fold_case(word)
            if lower in known or (not word.isascii() and without_accents(word) in known):
                continue
            if word == lower:
                pieces[at] = lexicon.MASKS[1]
            elif word[1:] == lower[1:] or word.isupper():
                pieces[at] = lexicon.MASKS[0]
        return "".join(pieces)

    def split(self, text: str) -> tuple[list[str], str]:
        """Return the tokens of a string, which join to it, and one letter for each."""
        tokens = self.ascii_tokens(text) if text.isascii() else self.tokens(text)
        prepared = self.letters.get
        letters = "".join([prepared(token) or self.letter(token) for token in tokens])
        if lexicon.UNKNOWN in letters:
            unknown = [(at, self._seam(token)) for at, token in enumerate(tokens) if letters[at] == lexicon.UNKNOWN]
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
                lexicon.MONTH | lexicon.WEEKDAY | lexicon.TODAY | lexicon.YESTERDAY
            ):
                return cut
            if tail[1:2].islower() and self.word(head).roles & (
                lexicon.AM | lexicon.PM | lexicon.AFTER | lexicon.MONTH | lexicon.ANY_UNIT
            ):
                return cut
        return 0


def with_months(reader: DateReader, names: Collection[str]) -> DateReader:
    """Return the reader with more names of months, of which nothing but their place in dates is known."""
    sign = next(sign for sign, roles in reader.roles.items() if roles == lexicon.MONTH)
    word = lexicon.DateWord(roles=lexicon.MONTH, months={lexicon.UNTOLD: frozenset()}, uncapitalised=True)
    more = frozenset(names) - reader.words.keys()
    prefilter = reader.prefilter
    return attrs.evolve(
        reader,
        letters={**reader.letters, **dict.fromkeys(more, sign)},
        words={**reader.words, **dict.fromkeys(more, word)},
        prefilter=attrs.evolve(
            prefilter, words=prefilter.words | more, anywhere=prefilter.anywhere | more, known=prefilter.known | more
        ),
    )


@lru_cache(maxsize=MOST_SETS)
def compile_dates(vocabulary: Vocabulary) -> DateReader:
    """Compile the date words of a vocabulary; the same vocabulary gives the same reader."""
    gathered = lexicon.Gatherer()
    solar: set[str] = set()
    lunar: set[str] = set()
    days: dict[str, int] = {}
    counts: dict[str, int] = {}
    for sign, role in lexicon.SIGNS.items():
        gathered.add(sign, role)
    for era in lexicon.ERAS:
        gathered.add(era, lexicon.ERA)
    for locale in vocabulary.locales:
        dates, tag = locale.dates, locale.tag
        lexicon.gather_months(gathered, dates.months, tag)
        for number, name in _numbered(dates.solar_months, 1):
            solar.add(gathered.add_month(name, lexicon.SOLAR + number, tag))
        for number, name in _numbered(dates.lunar_months, 1):
            lunar.add(gathered.add_month(name, lexicon.LUNAR + number, tag))
        days.update({gathered.add(name, lexicon.DAY_WORD, tag): number for number, name in _numbered(dates.days, 1)})
        for number, name in _numbered(dates.counts, 2):
            counts.setdefault(gathered.add(name, lexicon.ONE, tag), number)
        for number, name in _numbered(dates.weekdays, 0):
            gathered.add_weekday(name, number, tag)
        _gather_words(gathered, locale)
        _gather_ages(gathered, dates, tag)
    words = gathered.words()
    roles, letters = lexicon.letter_table(words)
    # other cases are found by their folded form; as letters they are looked up more often, and stay
    words = {
        form: word
        for form, word in words.items()
        if words.get(folded := folded_word(form)) is not word or form == folded
    }
    full, plain = lexicon.token_patterns(gathered.forms)
    bare_units, badges = gather_bare_units(words, vocabulary)
    ages = {locale.tag: compile_age_patterns(locale.dates) for locale in vocabulary.locales}
    led_ages = {
        locale.tag: patterns
        for locale in vocabulary.locales
        if (patterns := compile_age_patterns(locale.dates, unit_first=True))
    }
    phrases = gather_age_phrases(vocabulary)
    of_days = [name for locale in vocabulary.locales for name in (*locale.dates.today, *locale.dates.yesterday)]
    last = [name for locale in vocabulary.locales for names in locale.dates.last.values() for name in names]
    set_off = frozenset(map(folded_word, (*of_days, *last)))
    heads, tails, pairs = gather_triggers(vocabulary, phrases)
    return DateReader(
        languages=vocabulary.languages, tokens=full.findall, ascii_tokens=plain.findall, letters=letters, words=words,
        roles=roles, grammar=compile_grammar(roles), ages=ages, led_ages=led_ages, bare_units=bare_units, badges=badges,
        phrases=phrases,
        set_off=set_off,
        longest_phrase=max((len(phrase.split()) for phrase in phrases), default=0), heads=heads, tails=tails,
        pairs=pairs, days=days, counts=counts,
        some=frozenset(folded_word(word) for locale in vocabulary.locales for word in locale.dates.some),
        untemplated=tuple(
            sorted(
                solar.union(
                    lunar,
                    lexicon.ERAS,
                    (key.rstrip("0123456789 ") for key in gathered.forms if any(map(str.isdigit, key))),
                )
            )
        ),
        has_solar=bool(solar),
        prefilter=compile_prefilter(letters, roles, phrases.keys() - set_off, badges, vocabulary),
    )  # fmt: skip


def _numbered(names: Iterable[Iterable[str]], first: int) -> Iterator[tuple[int, str]]:
    """Yield every name of months, days or weekdays with the number that it stands for."""
    return ((number, name) for number, same in enumerate(names, first) for name in same)


def _gather_words(gathered: lexicon.Gatherer, locale: Locale) -> None:
    """Add the words around dates and times: halves of the day, "at", "of", "today"."""
    dates = locale.dates
    for names, role in (
        (dates.am, lexicon.AM), (dates.pm, lexicon.PM), (dates.at, lexicon.AT), (dates.of, lexicon.OF),
        (dates.after_time, lexicon.AFTER), (dates.ordinals, lexicon.ORDINAL), (dates.one, lexicon.ONE),
        (dates.today, lexicon.TODAY), (dates.yesterday, lexicon.YESTERDAY), (dates.just_now, lexicon.NOW),
        (locale.phrases[Role.AND], lexicon.AND),
    ):  # fmt: skip
        for name in names:
            gathered.add(name, role, locale.tag)


def _gather_ages(gathered: lexicon.Gatherer, dates: DateWords, tag: str) -> None:
    """Add the words of ages: units, and what stands between number and unit."""
    for pattern in dates.ago:
        if not is_unit_first(pattern):
            for word in pattern.partition("{n}")[2].partition("{unit}")[0].split():
                gathered.add(word, lexicon.INSIDE, tag)
    leads = any(map(is_unit_first, dates.ago))
    for unit, names in dates.units.items():
        for name in names:
            gathered.add_unit(name, unit, tag)
            if leads:
                gathered.add(name, lexicon.LEADING_UNIT, tag)
    for phrase, (unit, count) in dates.ages.items():
        if count is None:
            gathered.add_unit(phrase.partition("{n}")[2].strip(), unit, tag)
