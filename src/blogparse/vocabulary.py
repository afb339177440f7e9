"""The words of human languages, loaded from ``locales/<tag>.toml`` and checked.

One file holds what blogs of one language print around posts and comments, and how they write dates. All files together
make one merged `Vocabulary`: a phrase keeps every role that any language gives it ("Antworten" is the reply link and,
in headings, "responses"), and position on the page settles which one is meant, later.

A phrase is text with slots, as in ``"{author} says"``. Phrases meet a line by its *key*: case folded, white space
collapsed, outer punctuation and arrows cut. Phrases without a slot are found by one dictionary look-up, the others by
their first or last word (first or last character, where a slot is glued to it), or inner word when slots stand at both
ends, so that a line costs the same with one language or with forty. Few of the slotted phrases ever come near a line of
a run; each is compiled when one first does.

This module alone among the core reads package data; it does so once per set of languages.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources
from itertools import islice
from typing import Any, Final

import attrs

from blogparse.errors import OptionError, VocabularyError


class Role(StrEnum):
    """What a phrase does on a page; each is a key of a locale file."""

    # [thread]: around comments
    SAYS = "says"
    COMMENT_BY = "comment_by"
    COMMENT_NOUNS = "comment_nouns"
    COMMENTS_HEADINGS = "comments_headings"
    TITLE_PREPOSITIONS = "title_prepositions"
    NO_COMMENTS = "no_comments"
    COMMENTS_CLOSED = "comments_closed"
    COMMENT_FORM = "comment_form"
    LOGIN_NEEDED = "login_needed"
    REPLY = "reply"
    ACTIONS = "actions"
    BADGES = "badges"
    ANONYMOUS = "anonymous"
    AVATARS = "avatars"
    MENTIONS = "mentions"
    REPLIED_TO = "replied_to"
    PINGBACKS = "pingbacks"
    DELETED = "deleted"
    MODERATION = "moderation"
    THREAD_PAGES = "thread_pages"
    THREAD_TOOLS = "thread_tools"
    AND = "and"
    BY = "by"
    ON = "on"
    # [post]: around the article
    BYLINE = "byline"
    POSTED_ON = "posted_on"
    UPDATED_ON = "updated_on"
    TOPICS = "topics"
    EDITORS_NOTE = "editors_note"
    UPDATES = "updates"
    CORRECTIONS = "corrections"
    DISCLOSURES = "disclosures"
    NOTES = "notes"
    CAPTIONS = "captions"
    RELATED = "related"
    PREVIOUS_POST = "previous_post"
    NEXT_POST = "next_post"
    NAVIGATION = "navigation"
    WIDGETS = "widgets"
    SHARE = "share"


THREAD_ROLES: Final = frozenset(list(Role)[: list(Role).index(Role.BYLINE)])
POST_ROLES: Final = frozenset(Role) - THREAD_ROLES
SLOTS: Final = frozenset({"author", "parent", "title", "date", "n"})
UNITS: Final = ("second", "minute", "hour", "day", "week", "month", "year")
_DATE_LISTS: Final = ("am", "pm", "at", "after_time", "ordinals", "of", "one", "ago", "just_now", "today", "yesterday")
_DATE_ROWS: Final = {"months": 12, "weekdays": 7, "solar_months": 12, "days": 31}
_OPTIONAL_ROWS: Final = frozenset({"solar_months", "days"})
_AGE: Final = re.compile(rf"(?P<count>[1-9]\d*|\{{n\}}) (?P<unit>{'|'.join(UNITS)})s?")  # "1 year", "{n} hours"

MOST_SETS: Final = 64
"""Sets of languages that stay arranged for reading, at 2 MB each: a crawl of all languages has each beside English."""

OUTER: Final = (
    " \t\u00a0\u202f\u200e\u200f.:…,;!?¡¿،؛؟|·•»«›‹→←↓↑⇒⇐▸▾►▼()[]{}<>-–—_*#~/\\'\"“”„‘’‚「」『』《》：。，！？｜、"
)
"""Characters that a key loses at both ends: punctuation, arrows, brackets, quotation and direction marks."""
_TABLE: Final = re.compile(r"^\[(thread|post)\]$", re.MULTILINE)
_SLOT: Final = re.compile(r"\{(\w+)\}")
_NAMED_SLOT: Final = re.compile(r"\{((?!n\})\w+)\}")  # {n} stands for itself in a counted key
_WORD_BETWEEN: Final = re.compile(r"\ [^\s]++\ ")
# Spelled out, as searches for a set of characters are faster than those for a category.
DECIMAL: Final = r"[0-9\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59\uff10-\uff19]"
"""An expression for one digit."""
_DIGIT: Final = re.compile(DECIMAL)
_DIGITS: Final = re.compile(rf"{DECIMAL}{DECIMAL}*+(?:[.,]{DECIMAL}++)*+")
_NO_DIGITS: Final = bytes(set(range(256)).difference(b"0123456789\n", b"\xd9\xdb\xe0\xef"))
"""What no digit and no line feed is encoded with; other digits than the ASCII ones begin with the last four."""
_FIRST_UNSPACED: Final = "\u2e80"  # the scripts of East Asia begin here
LONG: Final = 200  # characters: no phrase, name, heading or dateline of the corpus is half as long


def line_key(text: str) -> str:
    """Return the form in which a line meets the vocabulary.

    >>> line_key("  « Previous  Entry")
    'previous entry'
    """
    return _short_key(text) if len(text) <= LONG else _key(text)


def _key(text: str) -> str:
    folded = text.lower() if text.isascii() else text.casefold()
    return " ".join(folded.split()).strip(OUTER)


# Languages, letters and layout ask for the keys of the same lines; a page has some hundred lines that are short.
_short_key = lru_cache(maxsize=4096)(_key)


def line_keys(texts: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the keys of lines and their `count_key`; "" for lines longer than `LONG`.

    All at once, as it is faster: a page has some hundred lines.

    >>> line_keys(["« Previous  Entry", "", "25 Responses"])
    (['previous entry', '', '25 responses'], ['previous entry', '', '{n} responses'])
    """
    folded = ["" if len(text) > LONG else text.lower() if text.isascii() else text.casefold() for text in texts]
    keys = [
        # of white space only the plain space can be printed
        text and (text if text.isprintable() else " ".join(text.split())).strip(OUTER)
        for text in folded
    ]
    joined = "\n".join(keys)
    if "  " in joined:
        while "  " in joined:
            joined = joined.replace("  ", " ")
        keys = joined.split("\n")
    digits = joined.encode("utf-8", "surrogatepass").translate(None, _NO_DIGITS).split(b"\n")
    return keys, [count_key(key) if found else key for key, found in zip(keys, digits, strict=True)]


def lowered(text: str) -> str:
    """Return a text in lower case as keys have it, but with every character where it was: `str.casefold` may add some.

    >>> lowered("ΧΡΉΣΤΗΣ Straße")
    'χρήστησ straße'
    """
    return text.lower().replace("ς", "σ")


def is_unspaced(word: str) -> bool:
    """Tell words of the scripts that write names and verbs without a space between: Chinese, Japanese, Korean."""
    return word[0] >= _FIRST_UNSPACED


def count_key(key: str) -> str:
    """Return a key with every number replaced by the slot ``{n}``.

    >>> count_key("1,234 comments")
    '{n} comments'
    """
    return _DIGITS.sub("{n}", key)


def has_digit(text: str) -> bool:
    """Tell whether a text holds a digit."""
    return _DIGIT.search(text) is not None


@attrs.frozen(slots=True)
class DateWords:
    """How one language writes dates; see ``docs/add-a-language.md`` for the keys."""

    tag: str
    order: str
    months: tuple[tuple[str, ...], ...]
    weekdays: tuple[tuple[str, ...], ...]
    units: Mapping[str, tuple[str, ...]] = attrs.field(eq=False)
    solar_months: tuple[tuple[str, ...], ...] = ()
    """The months of the solar Hijri calendar."""
    days: tuple[tuple[str, ...], ...] = ()
    """The days of a month in words."""
    am: tuple[str, ...] = ()
    pm: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    after_time: tuple[str, ...] = ()
    ordinals: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    one: tuple[str, ...] = ()
    ago: tuple[str, ...] = ()
    just_now: tuple[str, ...] = ()
    today: tuple[str, ...] = ()
    yesterday: tuple[str, ...] = ()
    ages: Mapping[str, tuple[str, int | None]] = attrs.field(factory=dict, eq=False)
    """Phrases with the unit and the count that they say; a count of None stands in the phrase, as ``{n}``."""


@attrs.frozen(slots=True)
class Locale:
    """One locale file: its tag, its phrases by role and its dates."""

    tag: str
    name: str
    phrases: Mapping[Role, tuple[str, ...]] = attrs.field(eq=False)
    keys: Mapping[Role, tuple[str, ...]] = attrs.field(eq=False, repr=False)
    """The keys of the phrases, slots as written."""
    dates: DateWords


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
    expression: str


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

    def roles(self, key: str) -> Mapping[Role, frozenset[str]]:
        """Return the roles of a whole key and the languages of each; numbers in the key fit ``{n}``."""
        found = self.exact.get(key)
        if found is None and any(map(str.isdigit, key)):
            found = self.exact.get(count_key(key))
        return found or {}

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
                match = _compile(pattern.expression).fullmatch(key)
                if match:
                    found.append(PhraseMatch(pattern.role, pattern.languages, match.groupdict()))
        return tuple(found)

    def words(self, role: Role) -> frozenset[str]:
        """Return the keys of every phrase of a role, slots written as ``{name}``."""
        return frozenset(key for locale in self.locales for key in locale.keys[role])


def line_key_with_slots(phrase: str) -> str:
    """Return the key of a phrase; its slots survive as written.

    >>> line_key_with_slots("Leave a Reply to {author}:")
    'leave a reply to {author}'
    """
    return _key(_SLOT.sub("\x00\\1\x01", phrase)).replace("\x00", "{").replace("\x01", "}")


def _keys_with_slots(phrases: Sequence[str]) -> list[str]:
    """Return what `line_key_with_slots` gives for each phrase; all at once, as it is faster."""
    joined = _SLOT.sub("\x00\\1\x01", "\n".join(phrases))
    if "  " in joined or not all(map(str.isprintable, phrases)):  # rare: the files are written with care
        return list(map(line_key_with_slots, phrases))
    keys = [key.strip(OUTER) for key in joined.casefold().split("\n")]
    return "\n".join(keys).replace("\x00", "{").replace("\x01", "}").split("\n") if keys else []


@cache
def available_languages() -> tuple[str, ...]:
    """Return the tags of the languages that this installation knows, sorted."""
    folder = resources.files("blogparse") / "locales"
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


def load_vocabulary(languages: Iterable[str] | None = None) -> Vocabulary:
    """Return the merged vocabulary of the given languages, or of all for None.

    An unknown tag is an `OptionError`, a locale file that is not valid a `VocabularyError`.
    """
    if languages is None:
        return _merged(available_languages())
    if isinstance(languages, str):
        raise OptionError(f"languages takes a sequence of tags such as ['en', 'de'], not the text {languages!r}")
    tags = tuple(sorted(set(languages)))
    unknown = [tag for tag in tags if tag not in available_languages()]
    if unknown or not tags:
        known = ", ".join(available_languages())
        wrong = ", ".join(map(repr, unknown)) or "none given"
        raise OptionError(f"languages={list(tags)!r}: not known: {wrong}; known are {known}")
    return _merged(tags)


@lru_cache(maxsize=MOST_SETS)
def _merged(tags: tuple[str, ...]) -> Vocabulary:
    return merge_locales([load_locale(tag) for tag in tags])


@cache
def load_locale(tag: str) -> Locale:
    """Read and check one locale file of the package."""
    text = (resources.files("blogparse") / "locales" / f"{tag}.toml").read_text("utf-8")
    return parse_locale(tag, text)


def parse_locale(tag: str, text: str) -> Locale:
    """Read one locale from TOML text. A `VocabularyError` names the first thing that is wrong."""
    try:
        data = _read_lists(text) or tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(f"{tag}.toml: {error}") from error
    unknown = set(data) - {"name", "dates", "thread", "post"}
    if unknown:
        raise VocabularyError(f"{tag}.toml: unknown key {min(unknown)!r}")
    if not isinstance(data.get("name"), str):
        raise VocabularyError(f"{tag}.toml: 'name' must be the language's own name")
    phrases: dict[Role, tuple[str, ...]] = {}
    for table, roles in (("thread", THREAD_ROLES), ("post", POST_ROLES)):
        given = data.get(table, {})
        stray = set(given) - roles
        if stray:
            raise VocabularyError(f"{tag}.toml: unknown key {table}.{min(stray)}")
        for role in roles:
            phrases[role] = _phrases(tag, f"{table}.{role}", given.get(role, []))
    keys = iter(_keys_with_slots([phrase for several in phrases.values() for phrase in several]))
    keyed = {role: tuple(islice(keys, len(several))) for role, several in phrases.items()}
    return Locale(tag, data["name"], phrases, keyed, _date_words(tag, data.get("dates", {})))


def _read_lists(text: str) -> dict[str, Any] | None:
    """Read a locale whose lists of phrases take one line each: such a line is JSON too, and that is read much faster.

    Return None for whatever is written otherwise, right or wrong: TOML's own reader tells.
    """
    head, *tables = _TABLE.split(text)
    data = tomllib.loads(head)
    for name, body in zip(tables[::2], tables[1::2], strict=True):
        table: dict[str, object] = {}
        for line in filter(None, body.split("\n")):
            key, equals, value = line.partition(" = ")
            if not equals or key in table or value[:1] != "[" or "\\" in value:
                return None
            try:
                table[key] = json.loads(value)
            except ValueError:
                return None
        if name in data:
            return None
        data[name] = table
    return data


def _phrases(tag: str, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise VocabularyError(f"{tag}.toml: {key} must be a list of phrases")
    for phrase in value:
        if not _SLOT.sub("", phrase).strip(OUTER):
            raise VocabularyError(f"{tag}.toml: {key}: {phrase!r} holds no word")
        if "{" not in phrase:
            continue
        slots = _SLOT.findall(phrase)
        if set(slots) - SLOTS:
            raise VocabularyError(f"{tag}.toml: {key}: unknown slot in {phrase!r}")
        named = [slot for slot in slots if slot != "n"]
        if len(set(named)) < len(named):
            raise VocabularyError(f"{tag}.toml: {key}: a slot stands twice in {phrase!r}")
        pieces = _NAMED_SLOT.split(phrase)[::2]
        if len(pieces) > 2 and not pieces[0] and not pieces[-1] and not _WORD_BETWEEN.match(pieces[1]):
            raise VocabularyError(f"{tag}.toml: {key}: {phrase!r} needs a word between spaces after its first slot")
    return tuple(value)


def _date_words(tag: str, data: Mapping[str, Any]) -> DateWords:
    unknown = set(data) - {"order", "units", "ages", *_DATE_ROWS, *_DATE_LISTS}
    if unknown:
        raise VocabularyError(f"{tag}.toml: unknown key dates.{min(unknown)}")
    if data.get("order") not in {"dmy", "mdy", "ymd"}:
        raise VocabularyError(f"{tag}.toml: dates.order must be 'dmy', 'mdy' or 'ymd'")
    for name, length in _DATE_ROWS.items():
        rows = data.get(name)
        if rows is None and name in _OPTIONAL_ROWS:
            continue
        if not isinstance(rows, list) or len(rows) != length or not all(isinstance(row, list) and row for row in rows):
            raise VocabularyError(f"{tag}.toml: dates.{name} must be {length} lists of names")
    units = data.get("units", {})
    if set(units) != set(UNITS):
        raise VocabularyError(f"{tag}.toml: dates.units must name {', '.join(UNITS)}")
    for pattern in data.get("ago", []):
        if "{n}" not in pattern or "{unit}" not in pattern:
            raise VocabularyError(f"{tag}.toml: dates.ago: {pattern!r} needs {{n}} and {{unit}}")

    def rows_of(name: str) -> tuple[tuple[str, ...], ...]:
        return tuple(map(tuple, data.get(name, ())))

    return DateWords(
        tag=tag,
        order=data["order"],
        months=rows_of("months"),
        weekdays=rows_of("weekdays"),
        solar_months=rows_of("solar_months"),
        days=rows_of("days"),
        units={unit: tuple(units[unit]) for unit in UNITS},
        ages=_ages(tag, data.get("ages", {})),
        **{name: tuple(data.get(name, [])) for name in _DATE_LISTS},
    )


def _ages(tag: str, table: object) -> dict[str, tuple[str, int | None]]:
    """Return the ages of a locale by their phrases."""
    if not isinstance(table, dict):
        raise VocabularyError(f"{tag}.toml: dates.ages must be a table from ages to their phrases")
    found: dict[str, tuple[str, int | None]] = {}
    seen: set[str] = set()
    for age, phrases in table.items():
        written = _AGE.fullmatch(age)
        if written is None:
            raise VocabularyError(f"{tag}.toml: dates.ages: {age!r} must be a count and a unit, as in '1 year'")
        count = None if written["count"] == "{n}" else int(written["count"])
        for phrase in _phrases(tag, f"dates.ages: {age!r}", phrases):
            if _SLOT.findall(phrase) != ([] if count else ["n"]):
                wanted = "no slot" if count else "one {n}"
                raise VocabularyError(f"{tag}.toml: dates.ages: {age!r}: {phrase!r} must hold {wanted}")
            if count is None and not phrase.partition("{n}")[2].strip():
                raise VocabularyError(f"{tag}.toml: dates.ages: {age!r}: {phrase!r} needs a word after {{n}}")
            key = line_key_with_slots(phrase)
            if key in seen:
                raise VocabularyError(f"{tag}.toml: dates.ages: {age!r}: {phrase!r} stands twice")
            seen.add(key)
            found[phrase] = (written["unit"], count)
    return found


def merge_locales(locales: Iterable[Locale]) -> Vocabulary:
    """Merge locales into one vocabulary; a phrase keeps every role and every language that has it."""
    locales = tuple(sorted(locales, key=lambda locale: locale.tag))
    exact: dict[str, dict[Role, set[str]]] = {}
    slotted: dict[str, dict[Role, set[str]]] = {}
    for locale in locales:
        for role, keys in locale.keys.items():
            for key in keys:
                found = exact if is_exact(key) else slotted
                for form in expanded(key, locale.dates):
                    found.setdefault(form, {}).setdefault(role, set()).add(locale.tag)
    first: dict[str, list[_Pattern]] = {}
    glued: dict[str, list[_Pattern]] = {}
    ending: dict[str, list[_Pattern]] = {}
    inner: dict[str, list[_Pattern]] = {}
    for role, key in sorted((role, key) for key, roles in slotted.items() for role in roles):
        tags = slotted[key][role]
        head, *middle, tail = _NAMED_SLOT.split(key)[::2]
        pattern = _Pattern(role, frozenset(tags), head, tail, _expression(key))
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
        exact=_shared(exact),
        by_first_word={word: tuple(patterns) for word, patterns in first.items()},
        by_first_character={character: tuple(patterns) for character, patterns in glued.items()},
        by_last_word=by_last_word,
        by_last_character=by_last_character,
        by_inner_word={word: tuple(patterns) for word, patterns in inner.items()},
    )


def _shared(found: Mapping[str, Mapping[Role, Iterable[str]]]) -> dict[str, Mapping[Role, frozenset[str]]]:
    """Return the roles and languages of keys; keys that have the same share one object, as there are thousands."""
    known: dict[tuple[tuple[Role, frozenset[str]], ...], Mapping[Role, frozenset[str]]] = {}
    shared: dict[str, Mapping[Role, frozenset[str]]] = {}
    for key, roles in found.items():
        same = tuple((role, frozenset(tags)) for role, tags in roles.items())
        shared[key] = known.setdefault(same, dict(same))
    return shared


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
    """Tell the key of a phrase without slots, numbers aside."""
    return "{" not in key or _NAMED_SLOT.search(key) is None


def expanded(key: str, dates: DateWords) -> tuple[str, ...]:
    """Return the key of a phrase and, where it counts, the same with the language's words for "one"."""
    if "{n}" not in key:
        return (key,)
    return (key, *(key.replace("{n}", word.casefold()) for word in dates.one))


def _expression(key: str) -> str:
    pieces = _NAMED_SLOT.split(key)
    return "".join(f"(?P<{piece}>.+)" if at % 2 else re.escape(piece) for at, piece in enumerate(pieces))


@cache
def _compile(expression: str) -> re.Pattern[str]:
    return re.compile(expression)
