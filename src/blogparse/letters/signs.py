"""Signs: what a line can be, seen from its ends."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from blogparse.dates import DateReader
from blogparse.language import Role, Vocabulary
from blogparse.letters.alphabet import SHORT
from blogparse.text import OUTER, words_of

_COUNTERS: Final = re.compile(r"\A(?:\{n\}|\W)++")
_NEVER: Final = ("\n",)  # what no key begins or ends with
UNPUNCTUATED_LABELS: Final = frozenset({Role.TOPICS, Role.THREAD_TOOLS})  # "Filed under a, b" needs no colon
# Signs: what a line can be, seen from its ends.
SLOTS, LINKS, LABEL, VERB, DATE, NOUN = (1 << bit for bit in range(6))


@attrs.frozen(slots=True, eq=False)
class Signs:
    """How the keys of lines begin and end that can be more than their shape tells; most lines leave after this."""

    words: frozenset[str]
    """The first words of phrases with slots, the last ones, and those between two slots."""
    openings: Mapping[str, tuple[str, ...]]
    """Beginnings by their first word."""
    endings: Mapping[str, tuple[str, ...]]
    """Ends by their last word."""
    inner: frozenset[str]
    """Words between two slots."""
    edges: frozenset[str]
    """Characters, none of them ASCII, that begin or end phrases to which a slot is glued."""
    links: Mapping[str, tuple[str, ...]]
    """Links, to which other links may be glued, by their first two characters."""
    labels: frozenset[str]
    """Words before a colon."""
    verbs: tuple[str, ...]
    """Ends before a colon."""
    nouns: frozenset[str]
    """Words for comments."""
    reader: DateReader

    def of(self, text: str, key: str) -> int:
        """Return the signs of a line; the numbers in its key are ``{n}``."""
        # of prose the first and the last word: what stands between two slots stands between two names
        words = key.split(" ") if len(key) <= 2 * SHORT else (key.partition(" ")[0], key.rpartition(" ")[2])
        signs = 0
        if not self.words.isdisjoint(words) and (
            key.startswith(self.openings.get(words[0], _NEVER))
            or key.endswith(self.endings.get(words[-1], _NEVER))
            or not self.inner.isdisjoint(words)
        ):
            signs |= SLOTS
        links = self.links.get(key[:2])
        if links is not None and key.startswith(links):
            signs |= LINKS
        if ":" in key and key.partition(":")[0].rstrip(OUTER) in self.labels:
            signs |= LABEL
        if text[-1] in ":：" and key.endswith(self.verbs):
            signs |= VERB
        if not key.isascii() and (key[0] in self.edges or key[-1] in self.edges or "：" in key):
            signs |= SLOTS | LINKS | LABEL
        if "{n}" in key:
            opened = _COUNTERS.sub("", key)  # "+3 Reply"
            if opened.startswith(self.links.get(opened[:2], _NEVER)):
                signs |= LINKS
            spoken = words_of(key)
            if self.reader.may_hold_date(text, spoken):
                signs |= DATE
            if not self.nouns.isdisjoint(spoken):
                signs |= NOUN
        return signs


def compile_signs(
    vocabulary: Vocabulary,
    reader: DateReader,
    *,
    links: Iterable[str],
    labels: Mapping[str, Role],
    openings: Iterable[str],
    ones: Iterable[str],
    nouns: Iterable[str],
    verbs: tuple[str, ...],
) -> Signs:
    """Arrange the beginnings and ends of a vocabulary's phrases, of ages in words, labels, links and counts."""
    first_words: dict[str, set[str]] = {}
    endings: dict[str, set[str]] = {}
    starts: dict[str, set[str]] = {}
    unpunctuated = (label for label, role in labels.items() if role in UNPUNCTUATED_LABELS)
    heads = (p.head for ps in vocabulary.by_first_word.values() for p in ps)
    for opening in (*unpunctuated, *openings, *ones, *reader.pairs, *heads):
        first_words.setdefault(opening.split(" ", 1)[0], set()).add(opening)
    for ending in (*reader.pairs, *(p.tail for ps in vocabulary.by_last_word.values() for p in ps)):
        endings.setdefault(ending.rpartition(" ")[2], set()).add(ending)
    for link in (*links, "copyright"):
        starts.setdefault(link[:2], set()).add(link)
    return Signs(
        words=frozenset(first_words).union(endings, vocabulary.by_inner_word),
        openings={word: tuple(sorted(found)) for word, found in first_words.items()},
        endings={word: tuple(sorted(found)) for word, found in endings.items()},
        inner=frozenset(vocabulary.by_inner_word),
        edges=frozenset("©").union(
            vocabulary.by_first_character, vocabulary.by_last_character, (link for link in starts if len(link) == 1)
        ),
        links={start: tuple(sorted(found)) for start, found in starts.items()}, labels=frozenset(labels), verbs=verbs,
        nouns=frozenset(word for noun in nouns for word in words_of(noun)), reader=reader,
    )  # fmt: skip
