"""The words of ages, "3 years ago" and "rok temu", arranged for search."""

import re
from collections.abc import Iterable, Mapping
from sys import intern
from typing import Final

from blogparse.dates.words import lexicon
from blogparse.language import DateWords, Role, Vocabulary
from blogparse.text import IN_WORD, OUTER, folded_word, late_pattern, without_accents

MAX_BARE_AGE: Final = (
    32  # "3 months", white space and a badge or two: an age without "ago" is a whole line and no longer
)
Around = tuple[re.Pattern[str] | None, re.Pattern[str] | None]


def around(pattern: str) -> tuple[str, str]:
    """Return what a pattern of an age has before its number and its unit, in whichever order, and what behind.

    >>> around("{unit} {n} iliyopita")
    ('', ' iliyopita')
    """
    before, _, rest = pattern.partition("{")
    return before, rest.rpartition("}")[2]


def is_unit_first(pattern: str) -> bool:
    """Return whether a pattern of an age names the unit before the number: "{unit} {n} iliyopita"."""
    return pattern.index("{unit}") < pattern.index("{n}")


def _length(pattern: str) -> int:
    """Return the number of characters that a pattern of an age asks for: its words without slots and spaces."""
    return len("".join(pattern.replace("{n}", "").replace("{unit}", "").split()))


def compile_age_patterns(dates: DateWords, *, unit_first: bool = False) -> tuple[Around, ...]:
    """Return what stands before number and unit and what after them, or behind a form that says "ago" ("3 napja").

    With `unit_first`, of the patterns that name the unit before the number.
    """
    found: list[Around] = []
    patterns = [pattern for pattern in dates.ago if is_unit_first(pattern) is unit_first]
    for pattern in sorted(patterns, key=_length, reverse=True):
        head, tail = map(_spaced, around(pattern))
        found.append((_before_number(head), re.compile(rf"[.॰]?\s*{tail}", re.IGNORECASE) if tail else None))
    # What platforms glue in the order of English: "(3 Tage vor)", perhaps with a date or the same age in brackets
    heads = [head for head, tail in (map(_spaced, around(pattern)) for pattern in patterns) if head and not tail]
    found += [(None, re.compile(rf"\s+{head}(?=\s*+(?:[()\[\]]|\Z))", re.IGNORECASE)) for head in heads]
    if unit_first:
        return tuple(found)
    for phrase in sorted((phrase for phrase in dates.ages if "{n}" in phrase), key=_length, reverse=True):
        before, _, form = phrase.partition("{n}")
        after_form = re.compile(rf"(?<={re.escape(form.strip())})", re.IGNORECASE)
        found.append((_before_number(_spaced(before)), after_form))
    return tuple(found)


def _spaced(words: str) -> str:
    """Return an expression for words with any white space between."""
    return r"\s+".join(re.escape(word) for word in words.split())


def _before_number(head: str) -> re.Pattern[str] | None:
    return re.compile(rf"(?<!{IN_WORD}){head}\s*\Z", re.IGNORECASE) if head else None


def gather_age_phrases(vocabulary: Vocabulary) -> dict[str, tuple[str, int, frozenset[str]]]:
    """Return the phrases that are an age as a whole, by folded form; of two ages the one that more languages give."""
    gathered: dict[str, dict[tuple[str, int], list[str]]] = {}
    for locale in vocabulary.locales:
        for phrase, (unit, count) in locale.dates.ages.items():
            if count is not None:
                gathered.setdefault(folded_word(phrase), {}).setdefault((unit, count), []).append(locale.tag)
        for unit, phrases in locale.dates.last.items():
            for phrase in phrases:
                gathered.setdefault(folded_word(phrase), {}).setdefault((unit, 1), []).append(locale.tag)
        for count, phrases in enumerate((locale.dates.today, locale.dates.yesterday)):
            for phrase in phrases:
                gathered.setdefault(folded_word(phrase), {}).setdefault(("day", count), []).append(locale.tag)
    found = {}
    for phrase, ages in gathered.items():
        (unit, count), tags = min(ages.items(), key=lambda age: (-len(age[1]), age[1]))
        found[phrase] = (unit, count, frozenset(tags))
    for phrase, age in list(found.items()):
        found.setdefault(without_accents(phrase), age)
        found.setdefault(folded_word(phrase.upper()), age)  # "YARIM" folds to "yarim"
    return found


_BRIEF: Final = frozenset({"second", "minute", "hour"})
"""Units whose full words alone on a line ("5 minutes") tell how long it takes to read or to cook; "5m" is an age."""
BARE_AGE: Final = late_pattern(
    rf"""
    [\s(]*+ (?P<number>\d{{1,3}}+) \s? (?P<unit>{IN_WORD}++)  # 6d, 1 year
    [\s·•|,()]*+ (?P<badge>{IN_WORD}*+) [\s·•|,().]*+ \Z     # Edited
    """,
    re.VERBOSE,
)


def gather_bare_units(
    words: Mapping[str, lexicon.DateWord], vocabulary: Vocabulary
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the units of ages without "ago" ("6d", but not "3D"), and the badges that may follow them."""
    dated = (
        lexicon.MONTH
        | lexicon.MONTH_SIGN
        | lexicon.DAY_SIGN
        | lexicon.YEAR_SIGN
        | lexicon.HOUR_SIGN
        | lexicon.MINUTE_SIGN
        | lexicon.SECOND_SIGN
    )
    short = {
        name.rstrip(".")
        for locale in vocabulary.locales
        for names in locale.dates.units.values()
        for name in names
        if len(name.rstrip(".")) <= 2 and not words[folded_word(name)].roles & dated
    }
    long = {key for key, word in words.items() if word.units and len(key) > 2 and not _BRIEF.issuperset(word.units)}
    return frozenset(short | long), frozenset(key for key, roles in vocabulary.exact.items() if Role.BADGES in roles)


def gather_triggers(
    vocabulary: Vocabulary, phrases: Iterable[str]
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return how lines without digits begin or end that state an age: first words, last words, and pairs of them."""
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
        counts = [name for names in dates.counts for name in names]
        pairs.update(f"{count} {unit}".casefold() for count in counts for unit in units)
        for pattern in dates.ago:
            before, _ = around(pattern)
            heads.update(f"{before} {count}".split()[0] for count in counts)
            pairs.update(" ".join(f"{before} {count}".split()[:2]).casefold() for count in counts)
            for one in dates.one:
                for unit in units:
                    add(pattern.replace("{n}", one).replace("{unit}", unit))
        for phrase in dates.ages:
            for one in dates.one if "{n}" in phrase else ("",):
                add(phrase.replace("{n}", one))

    def every_case(found: set[str]) -> frozenset[str]:
        bare = {word.strip(OUTER) for word in found}
        forms = (form for word in bare for form in (word, word.lower(), word.upper(), word.capitalize()))
        return frozenset(map(intern, forms))

    return every_case(heads), every_case(tails), frozenset(intern(pair.strip(OUTER)) for pair in pairs)
