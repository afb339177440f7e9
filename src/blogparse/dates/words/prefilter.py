"""Whether a line can hold a date at all: what the grammar asks of it at least, as plain searches.

That is two numbers with a colon between, or three with other marks, or one of the words of `Prefilter`.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from sys import intern
from typing import Final

import attrs

from blogparse.dates.words import lexicon
from blogparse.dates.words.ages import BARE_AGE, MAX_BARE_AGE, around
from blogparse.language import Vocabulary
from blogparse.text import (
    DECIMAL,
    INVISIBLE,
    LETTERS,
    find_unspaced,
    fold_case,
    late_pattern,
    without_accents,
    words_of,
)

# What the grammar below asks of a line at least, as plain searches: two numbers with a colon between, or three with
# other marks, or one of the words of `Prefilter`.

_POINT, _COLON, _JOINT, _COMMA, _APOSTROPHE = (
    "".join(re.escape(character) for character, mark in lexicon.MARKS.items() if mark in marks)
    for marks in (".", ":", "./-", ",", "'")
)
_GAP: Final = rf"[\s{INVISIBLE}]*+"
NUMERIC: Final = late_pattern(
    rf"""
    {DECIMAL} (?: [{INVISIBLE}]*+ [{_COLON}] \d\d
                | \d\ \d\d\ \d{{4}}
                | {_GAP} [{_JOINT}] {_GAP} \d\d?+ {_GAP} [{_JOINT}{_COMMA}]{{1,2}}+ {_GAP} [{_APOSTROPHE}]?+ \d )
    """,
    re.VERBOSE,
)
_dotted = re.compile(rf"\d[{_POINT}]\d\d").search
_BEHIND_NUMBER: Final = late_pattern(rf"\d{_GAP}({LETTERS}+)(?:[.]?{_GAP}(\d\d))?")


@attrs.frozen(slots=True, eq=False)
class Prefilter:
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
        """Return whether the words of a line, and their places, may state a date."""
        if self.words.isdisjoint(words):
            return False
        folded = fold_case(text)
        if not self.anywhere.isdisjoint(words) or words[0] in self.ends or words[-1] in self.ends:
            return True
        if not self.units.isdisjoint(words):
            if not self.ago.isdisjoint(words) or (len(folded) <= MAX_BARE_AGE and BARE_AGE.match(folded) is not None):
                return True
            if any(minutes and word in self.units for word, minutes in _BEHIND_NUMBER.findall(folded)):
                return True
        if not self.halves.isdisjoint(words) and any(
            word in self.half_heads for word, _ in _BEHIND_NUMBER.findall(folded)
        ):
            return True
        return not self.after.isdisjoint(words) and _dotted(folded) is not None


def compile_prefilter(
    letters: Mapping[str, str],
    roles: Mapping[str, int],
    phrases: Iterable[str],
    badges: Iterable[str],
    vocabulary: Vocabulary,
) -> Prefilter:
    """Arrange a vocabulary for the question whether a line can hold a date; one of words that go together is enough."""

    def telling(phrases: Iterable[str]) -> set[str]:
        return {max(reversed(words), key=len) for phrase in phrases if (words := words_of(fold_case(phrase)))}

    tokens = {token: roles[letter] for token, letter in letters.items() if letter in roles}

    def having(wanted: int) -> list[str]:
        return [token for token, has in tokens.items() if has & wanted]

    known = {word for token in (*tokens, *phrases, *badges) for word in words_of(fold_case(token))}
    ago = set[str]()
    for locale in vocabulary.locales:
        for pattern in locale.dates.ago:
            before, after = around(pattern)
            ago.update(telling([after or before]))
            known.update(words_of(fold_case(f"{before} {after}")))
        forms = [phrase.partition("{n}") for phrase in locale.dates.ages if "{n}" in phrase]
        ago.update(telling(form for _, _, form in forms))
        known.update(word for before, _, form in forms for word in words_of(fold_case(f"{before} {form}")))
    ago |= {without_accents(word) for word in ago}
    known |= {without_accents(word) for word in known}
    units = telling(having(lexicon.ANY_UNIT | lexicon.INSIDE))
    anywhere = telling(having(lexicon.NAMED))
    for phrase in phrases:
        spoken = words_of(phrase)
        if anywhere.isdisjoint(spoken) and (ago.isdisjoint(spoken) or units.isdisjoint(spoken)):
            anywhere.update(telling([phrase]))
    now = [words_of(fold_case(token)) for token in having(lexicon.NOW)]
    unspaced = sorted(token for token in having(~lexicon.ORDINAL) if find_unspaced(token))
    ends = {word for words in now if words for word in (words[0], words[-1])}
    halves, behind_time = telling(having(lexicon.AM | lexicon.PM)), telling(having(lexicon.AFTER))
    return Prefilter(
        words=frozenset(anywhere | ends | units | halves | behind_time), anywhere=frozenset(anywhere),
        ends=frozenset(ends), units=frozenset(units), ago=frozenset(ago), halves=frozenset(halves),
        half_heads=frozenset(
            words[0] for token in having(lexicon.AM | lexicon.PM) if (words := words_of(fold_case(token)))
        ),
        after=frozenset(behind_time), unspaced=re.compile("|".join(map(re.escape, unspaced)) or r"(?!)").search,
        known=frozenset({intern(word) for word in known}),
    )  # fmt: skip
