"""The words of human languages, loaded from ``locales/<tag>.toml`` and checked.

One file holds what blogs of one language print around posts and comments, and how they write dates. All files together
make one merged `Vocabulary`: a phrase keeps every role that any language gives it ("Antworten" is the reply link and,
in headings, "responses"), and position on the page settles which one is meant, later.

A phrase is text with slots, as in ``"{author} says"``. Phrases meet a line by its *key*: case folded, white space
collapsed, outer punctuation and arrows cut. Phrases without a slot are found by one dictionary look-up, the others by
their first or last word (first or last character, where a slot is glued to it), or inner word when slots stand at both
ends, so that a line costs the same with one language or with forty. Few of the slotted phrases ever come near a line of
a run; each is compiled when one first does.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Final

import attrs

from blogparse.language.locales import NAMED_SLOT, available_languages, load_locale
from blogparse.language.roles import DateWords, Locale, Role
from blogparse.records import OptionError
from blogparse.text import OUTER

MOST_SETS: Final = 52
"""Sets of languages that stay arranged for reading, at 1 MB each: English beside each language of a crawl."""


@attrs.frozen(slots=True)
class PhraseMatch:
    """A phrase with slots that a key fits: its role, its languages and what the slots took (in the key's form)."""

    role: Role
    languages: frozenset[str]
    slots: Mapping[str, str] = attrs.field(eq=False, hash=False)


@attrs.frozen(slots=True)
class _Pattern:
    role: Role
    languages: frozenset[str]
    head: str
    tail: str
    key: str


_pattern: Final = cache(_Pattern)  # English stands in nearly all vocabularies: its patterns are shared
_tags: Final = cache(frozenset[str])


@attrs.frozen(slots=True, eq=False)
class Vocabulary:
    """The merged words of several languages, indexed for line look-up."""

    locales: tuple[Locale, ...]
    exact: Mapping[str, Mapping[Role, frozenset[str]]]
    by_first_word: Mapping[str, tuple[_Pattern, ...]]
    by_first_character: Mapping[str, tuple[_Pattern, ...]]
    by_last_word: Mapping[str, tuple[_Pattern, ...]]
    by_last_character: Mapping[str, tuple[_Pattern, ...]]
    by_inner_word: Mapping[str, tuple[_Pattern, ...]]

    @property
    def languages(self) -> tuple[str, ...]:
        """The tags of the languages, sorted."""
        return tuple(locale.tag for locale in self.locales)

    def matches(self, key: str) -> tuple[PhraseMatch, ...]:
        """Return every phrase with slots that a whole `count_key` fits; slots write a number as ``{n}``."""
        words = key.split(" ")
        near = self.by_first_word.get(words[0].rstrip(OUTER), ())
        if glued := self.by_first_character.get(key[:1]):
            near += glued
        if ending := self.by_last_word.get(words[-1]) or self.by_last_character.get(key[-1:]):
            near += ending
        if not self.by_inner_word.keys().isdisjoint(words):
            for word in dict.fromkeys(words[1:-1]):
                near += self.by_inner_word.get(word, ())
        found = []
        for pattern in near:
            if key.startswith(pattern.head) and key.endswith(pattern.tail):
                match = _compile(pattern.key).fullmatch(key)
                if match:
                    found.append(PhraseMatch(pattern.role, pattern.languages, match.groupdict()))
        return tuple(found)

    def words(self, role: Role) -> frozenset[str]:
        """Return the keys of every phrase of a role, slots written as ``{name}``."""
        return frozenset(key for locale in self.locales for key in locale.keys[role])


def load_vocabulary(languages: Iterable[str] | None = None) -> Vocabulary:
    """Return the merged vocabulary of the given languages, or of all for None.

    A tag with a country falls back to its language ("pt-BR" to "pt"), a language takes all its scripts ("zh"). An
    unknown tag is an `OptionError`, a locale file that is not valid a `VocabularyError`.
    """
    if languages is None:
        return _merged(available_languages())
    if isinstance(languages, str):
        raise OptionError(f"languages takes a sequence of tags such as ['en', 'de'], not the text {languages!r}")
    wanted = sorted(set(languages))
    found = {tag: _known(tag) for tag in wanted}
    tags = tuple(sorted({known for several in found.values() for known in several}))
    unknown = [tag for tag in wanted if not found[tag]]
    if unknown or not tags:
        known = ", ".join(available_languages())
        wrong = ", ".join(map(repr, unknown)) or "none given"
        raise OptionError(f"languages={wanted!r}: not known: {wrong}; known are {known}")
    return _merged(tags)


_OTHER_TAGS: Final = {"no": "nb", "tl": "fil", "iw": "he", "in": "id"}
"""Tags that pages and catalogues write for languages that have a newer or narrower one."""


def _known(tag: str) -> tuple[str, ...]:
    """Return the locale files that a tag means: its own, all scripts of its language, or its language's."""
    while tag:
        tag = _OTHER_TAGS.get(tag, tag)
        if tag in available_languages():
            return (tag,)
        if scripts := tuple(known for known in available_languages() if known.startswith(f"{tag}-")):
            return scripts
        tag = tag.rpartition("-")[0]
    return ()


@lru_cache(maxsize=MOST_SETS)
def _merged(tags: tuple[str, ...]) -> Vocabulary:
    return merge_locales([load_locale(tag) for tag in tags])


_Uses = tuple[tuple[Role, str], ...]  # roles and languages of a phrase; thousands of phrases share one object


def merge_locales(locales: Iterable[Locale]) -> Vocabulary:
    """Merge locales into one vocabulary; a phrase keeps every role and every language that has it."""
    locales = tuple(sorted(locales, key=lambda locale: locale.tag))
    exact: dict[str, _Uses] = {}
    slotted: dict[str, _Uses] = {}
    for locale in locales:
        for role, keys in locale.keys.items():
            use: _Uses = ((role, locale.tag),)
            for key in keys:
                found = exact if is_exact(key) else slotted
                for form in expanded(key, locale.dates):
                    found[form] = found[form] + use if form in found else use
    roles_of = {uses: _by_role(uses) for uses in {*exact.values(), *slotted.values()}}
    first: dict[str, list[_Pattern]] = {}
    glued: dict[str, list[_Pattern]] = {}
    ending: dict[str, list[_Pattern]] = {}
    inner: dict[str, list[_Pattern]] = {}
    for role, key in sorted((role, key) for key, uses in slotted.items() for role in roles_of[uses]):
        tags = roles_of[slotted[key]][role]
        head, *middle, tail = NAMED_SLOT.split(key)[::2]
        pattern = _pattern(role, tags, head, tail, key)
        if " " in head:
            first.setdefault(head.split(" ", 1)[0].rstrip(OUTER), []).append(pattern)
        elif head:  # no space between the word and its slot, as in Chinese
            glued.setdefault(head[0], []).append(pattern)
        elif tail:
            ending.setdefault(tail[-1], []).append(pattern)
        else:
            inner.setdefault(max(middle[0].split(), key=len), []).append(pattern)
    by_last_word, by_last_character = _by_ending(ending)
    return Vocabulary(
        locales=locales,
        exact={key: roles_of[uses] for key, uses in exact.items()},
        by_first_word={word: tuple(patterns) for word, patterns in first.items()},
        by_first_character={character: tuple(patterns) for character, patterns in glued.items()},
        by_last_word=by_last_word,
        by_last_character=by_last_character,
        by_inner_word={word: tuple(patterns) for word, patterns in inner.items()},
    )


def _by_role(uses: _Uses) -> dict[Role, frozenset[str]]:
    """Return the languages of each role."""
    return {
        role: _tags(tuple(tag for other, tag in uses if other is role))
        for role in dict.fromkeys(role for role, _ in uses)
    }


_Index = dict[str, tuple[_Pattern, ...]]


def _by_ending(patterns: Mapping[str, Iterable[_Pattern]]) -> tuple[_Index, _Index]:
    """Index patterns by how their tail ends: in a whole word by that word, glued to a slot by the last character.

    The list of a word holds the glued patterns of its last character too, in the common order, so that one look-up is
    enough: that of the word, and that of the character where the word is unknown.
    """
    words: _Index = {}
    glued: _Index = {}
    for character, ending in patterns.items():
        last_words = {pattern: pattern.tail.rpartition(" ")[2] if " " in pattern.tail else "" for pattern in ending}
        if any(not word for word in last_words.values()):
            glued[character] = tuple(pattern for pattern, word in last_words.items() if not word)
        for word in filter(None, last_words.values()):
            words[word] = tuple(pattern for pattern, last in last_words.items() if last in {"", word})
    return words, glued


def is_exact(key: str) -> bool:
    """True for the key of a phrase without slots, numbers aside."""
    return "{" not in key or NAMED_SLOT.search(key) is None


def expanded(key: str, dates: DateWords) -> tuple[str, ...]:
    """Return the key of a phrase and, where it counts, the same with the language's words for "one"."""
    if "{n}" not in key:
        return (key,)
    return (key, *(key.replace("{n}", word.casefold()) for word in dates.one))


@cache
def _compile(key: str) -> re.Pattern[str]:
    pieces = NAMED_SLOT.split(key)
    return re.compile("".join(f"(?P<{piece}>.+)" if at % 2 else re.escape(piece) for at, piece in enumerate(pieces)))
