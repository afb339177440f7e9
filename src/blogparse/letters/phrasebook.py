"""The phrasebook: a vocabulary, arranged for the questions that lines are asked; first of all by their ends."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from sys import intern
from typing import Final, NamedTuple

import attrs

from blogparse.credits import LineWords, compile_words, connectors_in, verbs_in
from blogparse.dates import DateReader
from blogparse.language import FALLBACK, MOST_SETS, Role, Vocabulary
from blogparse.letters.alphabet import SHORT, Letter, Line
from blogparse.letters.links import LinkWords
from blogparse.letters.parts import PartWords
from blogparse.text import OUTER, count_key, late_pattern, line_key, words_of

_COUNTERS: Final = late_pattern(r"\A(?:\{n\}|\W)++")
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
    box_heads: Mapping[str, frozenset[str]]
    """The second words of headings of boxes by their first."""
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
        spaced = key.replace("•", " ") if "•" in key else key  # "NAME•yesterday"
        words = spaced.split(" ") if len(key) <= 2 * SHORT else (spaced.partition(" ")[0], spaced.rpartition(" ")[2])
        signs = 0
        if not self.words.isdisjoint(words) and (
            key.startswith(self.openings.get(words[0], _NEVER))
            or key.endswith(self.endings.get(words[-1], _NEVER))
            or not self.inner.isdisjoint(words)
            or (words[0] in self.box_heads and begins_box(words_of(key), self.box_heads))
        ):
            signs |= SLOTS
        links = self.links.get(key[:2])
        if links is not None and key.startswith(links):
            signs |= LINKS
        elif "|" in key or "·" in key:
            tail = key[max(key.rfind("|"), key.rfind("·")) + 1 :].lstrip()  # "Jane | Reply"
            if tail in self.links.get(tail[:2], _NEVER):
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


def begins_box(words: Sequence[str], box_heads: Mapping[str, frozenset[str]]) -> bool:
    """Return whether words begin as headings of boxes do: "popular posts of the year"."""
    return len(words) > 1 and words[1] in box_heads.get(words[0], ())


def compile_signs(
    vocabulary: Vocabulary,
    reader: DateReader,
    *,
    links: Iterable[str],
    labels: Mapping[str, Role],
    openings: Iterable[str],
    box_heads: Mapping[str, frozenset[str]],
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
    for link in links:
        starts.setdefault(link[:2], set()).add(link)
    return Signs(
        words=frozenset(first_words).union(endings, box_heads, vocabulary.by_inner_word),
        openings={word: tuple(sorted(found)) for word, found in first_words.items()},
        endings={word: tuple(sorted(found)) for word, found in endings.items()},
        box_heads=box_heads, inner=frozenset(vocabulary.by_inner_word),
        edges=frozenset("©").union(
            vocabulary.by_first_character, vocabulary.by_last_character, (link for link in starts if len(link) == 1)
        ),
        links={start: tuple(sorted(found)) for start, found in starts.items()}, labels=frozenset(labels), verbs=verbs,
        nouns=frozenset(word for noun in nouns for word in words_of(noun)), reader=reader,
    )  # fmt: skip


# Roles whose whole-line phrases are a letter by themselves; where a phrase has several roles the first one here wins.
LETTER_OF_ROLE: Final[Mapping[Role, Letter]] = {
    Role.DELETED: Letter.DELETED, Role.PINGBACKS: Letter.PINGBACK, Role.COMMENTS_CLOSED: Letter.CLOSED,
    Role.LOGIN_NEEDED: Letter.CLOSED, Role.NO_COMMENTS: Letter.CLOSED, Role.MODERATION: Letter.BADGE,
    Role.REPLY: Letter.REPLY, Role.COMMENT_FORM: Letter.FORM, Role.ACTIONS: Letter.REPLY,
    Role.COMMENTS_HEADINGS: Letter.HEADING, Role.THREAD_PAGES: Letter.PAGES, Role.THREAD_TOOLS: Letter.TOOLS,
    Role.EDITORS_NOTE: Letter.NOTE, Role.UPDATES: Letter.NOTE, Role.CORRECTIONS: Letter.NOTE,
    Role.DISCLOSURES: Letter.NOTE, Role.NOTES: Letter.NOTE, Role.TOPICS: Letter.LABEL, Role.WIDGETS: Letter.WIDGET,
    Role.PREVIOUS_POST: Letter.NAVIGATION, Role.NEXT_POST: Letter.NAVIGATION, Role.NAVIGATION: Letter.NAVIGATION,
    Role.SHARE: Letter.NAVIGATION, Role.BADGES: Letter.BADGE, Role.RELATED: Letter.RELATED,
    Role.AVATARS: Letter.AVATAR, Role.SAYS: Letter.VERB, Role.BYLINE: Letter.BYLINE, Role.MENTIONS: Letter.MENTION,
}  # fmt: skip
LETTER_OF_SLOTTED: Final[Mapping[Role, Letter]] = {
    Role.DELETED: Letter.DELETED, Role.PINGBACKS: Letter.PINGBACK, Role.COMMENTS_CLOSED: Letter.CLOSED,
    Role.LOGIN_NEEDED: Letter.CLOSED, Role.NO_COMMENTS: Letter.CLOSED, Role.COMMENT_FORM: Letter.FORM,
    Role.ACTIONS: Letter.REPLY, Role.AVATARS: Letter.AVATAR, Role.REPLIED_TO: Letter.MENTION,
    Role.MENTIONS: Letter.MENTION, Role.THREAD_PAGES: Letter.PAGES, Role.COMMENTS_HEADINGS: Letter.HEADING,
    Role.PREVIOUS_POST: Letter.NAVIGATION, Role.NEXT_POST: Letter.NAVIGATION, Role.NAVIGATION: Letter.NAVIGATION,
    Role.SHARE: Letter.NAVIGATION, Role.MODERATION: Letter.BADGE,
}  # fmt: skip
NOTE_ROLES: Final = (Role.EDITORS_NOTE, Role.UPDATES, Role.CORRECTIONS, Role.DISCLOSURES, Role.NOTES)
_LABEL_ROLES: Final = frozenset({Role.TOPICS, Role.PINGBACKS, Role.THREAD_TOOLS, *NOTE_ROLES})
TOLD_ROLES: Final = (Role.LOGIN_NEEDED, Role.COMMENTS_CLOSED, Role.PREVIOUS_POST, Role.NEXT_POST, *NOTE_ROLES)
"""Roles that say more than the letter of their lines; of several the first."""
_TOLD_LETTERS: Final = frozenset({Letter.CLOSED, Letter.NAVIGATION, Letter.NOTE})
_RANK: Final = {role: at for at, role in enumerate(LETTER_OF_ROLE)}
SLOTTED_RANK: Final = {role: at for at, role in enumerate(LETTER_OF_SLOTTED)}


class Seen(NamedTuple):
    """What a line says by itself: its letter, and what `Notes` keep of it, by the name of the field."""

    letter: str
    notes: tuple[tuple[str, object], ...] = ()


MOST_SEEN: Final = 4096  # lines that are remembered: some forty pages
_RECURRING: Final = 80  # characters of a line: what recurs on other pages is mostly short


@attrs.frozen(slots=True, eq=False)
class Phrasebook:
    """The vocabulary, arranged for the questions that lines are asked."""

    vocabulary: Vocabulary
    words: LineWords
    reader: DateReader
    letters: Mapping[str, Letter]
    addressing: frozenset[str]
    none: frozenset[str]
    begun_notices: frozenset[str]
    """How notices in place of a form begin, cut behind any of their words."""
    prepositions: frozenset[str]
    told_roles: Mapping[str, Role]
    label_roles: Mapping[str, Role]
    label_words: frozenset[str]
    box_heads: Mapping[str, frozenset[str]]
    """The second words of headings of boxes by their first."""
    related_heads: frozenset[str]
    links: LinkWords = attrs.field(repr=False)
    signs: Signs
    parts: PartWords
    seen: dict[tuple[str, bool], Seen] = attrs.field(factory=dict, repr=False)

    def remember(self, line: Line, seen: Seen) -> Seen:
        """Keep what a short line says, for the pages to come; all is forgotten when it becomes too much."""
        if len(line.text) <= _RECURRING:
            if len(self.seen) >= MOST_SEEN:
                self.seen.clear()
            self.seen[line.text, line.is_item] = seen
        return seen


@lru_cache(maxsize=MOST_SETS)
def compile_phrasebook(vocabulary: Vocabulary, reader: DateReader) -> Phrasebook:
    """Arrange a vocabulary for `classify_lines`; done once per vocabulary."""
    letters = {
        key: LETTER_OF_ROLE[min((r for r in roles if r in _RANK), key=_RANK.__getitem__)]
        for key, roles in vocabulary.exact.items()
        if any(role in _RANK for role in roles)
    }
    words = compile_words(vocabulary)
    verbs_of = {locale.tag: verbs_in(locale) for locale in vocabulary.locales}
    connectors_of = {locale.tag: connectors_in(locale) for locale in vocabulary.locales}
    for verb in words.verbs:
        letters.setdefault(verb, Letter.VERB)
        letters.setdefault(line_key(verb), Letter.VERB)  # "(e)k dio" begins with a bracket
    for key in {*words.speakers, *words.joints}:  # one node a line: "Jane" / "on" / date, "Comment by" / "Jane"
        letters.setdefault(key, Letter.CONNECTOR)
    english = connectors_of.get(FALLBACK, frozenset())
    for tag, spoken in verbs_of.items():  # "schreibt am", and in themes that are half translated "schreibt on"
        for word in words.joints if tag == FALLBACK else connectors_of[tag] | english:
            for verb in spoken:
                letters.setdefault(intern(f"{verb} {word}"), Letter.VERB)
    addressing = frozenset(
        head
        for phrase in vocabulary.words(Role.MENTIONS)
        if phrase.endswith("{author}") and (head := phrase.removesuffix("{author}").strip()) not in letters
    )
    label_roles = {
        key: min(hit, key=_RANK.__getitem__)
        for key, roles in vocabulary.exact.items()
        if (hit := _LABEL_ROLES & set(roles))
    }
    counts_of_one = {
        pair
        for locale in vocabulary.locales
        for one in map(str.casefold, locale.dates.one)
        for noun in locale.keys[Role.COMMENT_NOUNS]
        for pair in (f"{one} {noun}", f"{noun} {one}")
    }
    box_heads: dict[str, frozenset[str]] = {}
    for locale in vocabulary.locales:
        for first, seconds in _box_heads(locale.keys[Role.WIDGETS]).items():
            box_heads[first] = box_heads.get(first, seconds) | seconds
    related_heads = {
        line_key(phrase.removesuffix("{title}"))
        for phrase in vocabulary.words(Role.RELATED)
        if phrase.endswith("{title}")
    }
    return Phrasebook(
        vocabulary=vocabulary, words=words, reader=reader, letters=letters, addressing=addressing,
        none=vocabulary.words(Role.NO_COMMENTS),
        begun_notices=frozenset(
            intern(" ".join(parts[:size]).rstrip(OUTER))
            for key, letter in letters.items()
            if letter in NOTICES and (parts := key.split())
            for size in range(_LEAST_BEGUN, len(parts))
        ),
        prepositions=vocabulary.words(Role.TITLE_PREPOSITIONS),
        told_roles={
            key: next(role for role in TOLD_ROLES if role in roles)
            for key, roles in vocabulary.exact.items()
            if letters.get(key) in _TOLD_LETTERS and not roles.keys().isdisjoint(TOLD_ROLES)
        },
        label_roles=label_roles,
        label_words=frozenset(
            key.split(" ", 1)[0].strip(OUTER) for key, role in label_roles.items() if role in UNPUNCTUATED_LABELS
        ),
        box_heads=box_heads, related_heads=frozenset(related_heads),
        signs=compile_signs(
            vocabulary,
            reader,
            links={form for key in words.links for form in (key, count_key(key))},
            labels=label_roles,
            openings=related_heads,
            box_heads=box_heads,
            ones=counts_of_one,
            nouns=words.nouns,
            verbs=words.verbs,
        ),
        links=LinkWords.of(words.links), parts=PartWords.of(vocabulary),
    )  # fmt: skip


def _box_heads(widgets: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return the pairs of words with which headings of boxes begin, recombined: "related posts", "popular stories"."""
    pairs = [words for phrase in widgets if len(words := words_of(phrase)) == 2]
    firsts, seconds = (Counter(words) for words in zip(*pairs, strict=True)) if pairs else (Counter(), Counter())
    often = frozenset(second for second, times in seconds.items() if times > 1)
    return {first: often for first, times in firsts.items() if times > 1}


NOTICES: Final = frozenset({Letter.CLOSED, Letter.FORM})
_LEAST_BEGUN: Final = 2  # words of a notice before it breaks
