"""The phrases of a vocabulary that lines about who and when are made of, arranged for the questions they are asked.

What stands before the name of a post's author has three strengths. "By Ann", "Posted by Ann", "Author: Ann" call her
the author. "Author Ann", without its colon, does so where a date or another label stands in the same line, or where a
renderer glued the words ("AuthorAnn"). A word that languages use for much else ("from", "de") never does alone; above a
comment, where little but names stands, it is a connector like any other.
"""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Final

import attrs
import regex

from blogparse.language import MOST_SETS, Locale, Role, Vocabulary, available_languages, load_locale
from blogparse.text import OUTER, count_key, late_regex, line_key, longest_first, words_of

LEAST_LABEL: Final = 2  # characters of a label that may be glued to its neighbour
_ENDING: Final = late_regex(  # of both genders: "Napsal(a)", "Autor/in", "Autor*in", "Autor_in"; but "ann_lee"
    r"(?<=\p{L}{3})(?:\(\p{L}{1,5}\)|[/*·]-?\p{Ll}{1,5}(?!\p{L}))|(?<=\b\p{Lu}\p{L}{2,15})_\p{Ll}{1,5}(?!\p{L})"
)
_ENDINGS: Final = frozenset("(/*_·")  # with which these begin
_COLON: Final = late_regex(r"\s*+[:：]")


@attrs.frozen(slots=True, eq=False)
class LineWords:
    """The phrases of a vocabulary around names and dates, as keys; the tuples longest first.

    Around a post's author: `heads` stand before the name, `longs` are those of several words, `bare` labels without
    their colon, `openings` the keys of heads, `by` those of one word. `tails` stand behind it, `around` on both sides
    ("由" and "发布").
    Around whoever speaks: `speakers` stand before the name ("Comment by", and all heads), `verbs` behind it ("says"),
    `framing` before it where a verb stands behind ("Tha Ann ag ràdh").
    `avatars` begin the text of a picture.
    Around a date: `posted` and `updated` stand before it, `dating` are both, `joints` the words between a name or a
    verb and a date, `connectors` those that are no initial, `before_dates` those that a date follows.
    Around a category: `on` are the words before it or a date, `filing` these and "under", `about` those before a title.
    `topics` and `neighbours` find labels, `tagging` are the words in the former, `labels` all labels that may touch
    their neighbours.
    `ones` are the words for 1, `joins` those between names, `nouns` those for comments, `anonymous` those for nobody in
    particular, `badges` those for an office, `captions` those before a picture's text, `links` what is a button,
    `chrome` all phrases of the interface that no name stands beside.
    Most lines are told by one question to a set: `hints` are the first words of heads and the last words of openings,
    tails and `on`, `lasts` those of openings and `on`, `callers` those of `longs`, `filers` the first words of labels,
    `phrasing` those of the interface, `around_names` all words around a speaker.
    """

    heads: tuple[str, ...]
    longs: tuple[str, ...]
    bare: tuple[str, ...]
    openings: frozenset[str]
    by: frozenset[str]
    tails: tuple[str, ...]
    around: tuple[tuple[str, str], ...]
    starts: tuple[str, ...]
    speakers: tuple[str, ...]
    framing: frozenset[str]
    verbs: tuple[str, ...]
    avatars: tuple[str, ...]
    posted: frozenset[str]
    updated: frozenset[str]
    dating: tuple[str, ...]
    joints: frozenset[str]
    connectors: frozenset[str]
    before_dates: frozenset[str]
    on: frozenset[str]
    filing: frozenset[str]
    about: frozenset[str]
    topics: regex.Pattern[str]
    neighbours: regex.Pattern[str]
    tagging: frozenset[str]
    labels: tuple[str, ...]
    ones: frozenset[str]
    joins: frozenset[str]
    nouns: frozenset[str]
    anonymous: frozenset[str]
    badges: frozenset[str]
    marks: frozenset[str]
    captions: frozenset[str]
    links: frozenset[str]
    chrome: "_Known"
    hints: frozenset[str]
    lasts: frozenset[str]
    callers: frozenset[str]
    filers: frozenset[str]
    phrasing: frozenset[str]
    around_names: frozenset[str]

    def stands_beside_dates(self, key: str) -> bool:
        """Return whether a key is no name beside a date, but a link or what opens a dateline."""
        return key in self.links or key in self.posted or key in self.updated


_AROUND_NAMES: Final = frozenset({
    Role.ANONYMOUS, Role.SAYS, Role.AND, Role.BY, Role.ON, Role.BADGES, Role.AVATARS,
})  # fmt: skip
_LINKS: Final = frozenset({Role.REPLY, Role.ACTIONS, Role.BADGES})


@attrs.frozen(slots=True, eq=False)
class _Known:
    """The keys of a vocabulary without some of them; a view, as a set of its own would be large."""

    exact: Mapping[str, object]
    others: frozenset[str]

    def __contains__(self, key: str) -> bool:
        return key in self.exact and key not in self.others


@lru_cache(maxsize=MOST_SETS)
def compile_words(vocabulary: Vocabulary) -> LineWords:
    """Arrange a vocabulary for the lines that say who and when; done once per vocabulary."""
    said = vocabulary.words
    nouns = said(Role.COMMENT_NOUNS)
    posts = said(Role.BYLINE)
    comments = {phrase for phrase in said(Role.COMMENT_BY) if nouns.isdisjoint(phrase.split())}
    authors = [pair for pair in map(_sides, map(plain_phrase, posts | comments)) if "{" not in "".join(pair)]
    speaking = list(map(_sides, said(Role.SAYS) | said(Role.COMMENT_BY)))
    heads = {head for head, tail in authors if head and not tail}
    tails = {tail for head, tail in authors if tail and not head}
    around = sorted({(head, tail) for head, tail in authors if head and tail}, key=lambda pair: (-len(pair[0]), pair))
    by = {
        word
        for word in said(Role.BY)
        if " " not in word and (f"{word} {{author}}" in posts or word in tails or word in dict(around))
    }
    heads |= by - tails
    bare = {head[:-1].rstrip() for head in heads if head[-1] == ":"} - heads
    on = {word for word in said(Role.ON) if " " not in word}
    lasts = {line_key(head).rpartition(" ")[2] for head in heads} | on
    joins = said(Role.AND) | {"&"}
    posted, updated = _openings(vocabulary, Role.POSTED_ON), _openings(vocabulary, Role.UPDATED_ON)
    around_names = frozenset(key for key, roles in vocabulary.exact.items() if roles.keys() <= _AROUND_NAMES)
    topics = longest_first(said(Role.TOPICS))
    leading = said(Role.PREVIOUS_POST) | said(Role.NEXT_POST)
    neighbours = {phrase.partition("{title}")[0].rstrip(": ") for phrase in leading}
    speakers = {head for head, _ in speaking if head} | said(Role.BY) | heads
    verbs = {tail for _, tail in speaking if tail and "{" not in tail} | tails
    joints = frozenset[str]().union(*map(connectors_in, vocabulary.locales))
    times = {word.casefold() for locale in vocabulary.locales for word in locale.dates.at}
    before_dates = said(Role.ON) | times
    avatars = longest_first({phrase.partition("{author}")[0].strip() for phrase in said(Role.AVATARS)} - {""})
    return LineWords(
        heads=longest_first(heads), longs=longest_first(head for head in heads if " " in head),
        bare=longest_first(bare), openings=frozenset(map(line_key, heads)), by=frozenset(by),
        tails=longest_first(tails), around=tuple(around),
        starts=tuple(sorted({form for head in (*heads, *(head for head, _ in around)) for form in _with_colons(head)})),
        speakers=longest_first(speakers), framing=frozenset(head for head, tail in speaking if tail),
        verbs=longest_first(verbs), avatars=avatars,
        posted=posted, updated=updated, dating=longest_first(posted | updated), joints=joints,
        connectors=frozenset(word for word in joints if len(word) > 1 or not word.isascii()),
        before_dates=frozenset(word for word in before_dates if len(word) > 1 or word > "\u2e80"), on=frozenset(on),
        # "in" and "under" of "Posted in" and "Filed under" part a name from its category; those of several words only,
        # since "Tags" alone is a label
        filing=frozenset(
            on | ({label.rsplit(None, 1)[1].casefold() for label in topics if " " in label} - said(Role.BY) - joins)
        ),
        about=said(Role.TITLE_PREPOSITIONS) - said(Role.BY), topics=_whole_words(topics),
        neighbours=_whole_words(longest_first(neighbours - {""})),
        tagging=frozenset(word for label in topics if " " in label for word in label.split()),
        labels=longest_first(
            label
            for label in {*heads, *bare, *topics, *posted, *updated}
            if len(label) >= LEAST_LABEL and label[-1].isalpha()
        ),
        ones=frozenset(word.casefold() for locale in vocabulary.locales for word in locale.dates.one), joins=joins,
        nouns=nouns, anonymous=said(Role.ANONYMOUS), badges=said(Role.BADGES),
        marks=said(Role.BADGES) - said(Role.ANONYMOUS), captions=said(Role.CAPTIONS),
        links=frozenset(key for key, roles in vocabulary.exact.items() if not _LINKS.isdisjoint(roles)),
        chrome=_Known(vocabulary.exact, around_names),
        hints=frozenset(
            lasts.union(
                (tail.rsplit(None, 1)[-1] for tail in tails),
                (word for head in (*heads, *(head for head, _ in around)) for word in _first_words(head)),
            )
        ),
        lasts=frozenset(lasts), callers=frozenset(head.rpartition(" ")[2] for head in heads if " " in head),
        filers=frozenset(label.split(" ", 1)[0] for label in topics),
        phrasing=frozenset({
            key.split(" ", 1)[0].strip(OUTER) for key in vocabulary.exact if " " in key and key not in around_names
        }),
        around_names=frozenset(
            word
            for phrase in (*speakers, *verbs, *joints, *before_dates, *said(Role.BADGES))
            for word in words_of(phrase)
        ),
    )  # fmt: skip


def _sides(phrase: str) -> tuple[str, str]:
    """Return what stands before a name and behind it in a phrase; nothing where it has none."""
    head, slot, tail = phrase.partition("{author}")
    return (head.strip(), tail.strip()) if slot else ("", "")


def _first_words(head: str) -> tuple[str, str]:
    first = head.split(None, 1)[0]
    return first, first.rstrip(":")


def verbs_in(locale: Locale) -> frozenset[str]:
    """Return what stands behind a name above its comment, in one language."""
    tails = (phrase.partition("{author}")[2] for role in (Role.SAYS, Role.COMMENT_BY) for phrase in locale.keys[role])
    return frozenset(tail.strip() for tail in tails if tail.strip() and "{" not in tail)


def connectors_in(locale: Locale) -> frozenset[str]:
    """Return the words between a name or a verb and a date, in one language."""
    dates = locale.dates
    return frozenset((*locale.keys[Role.BY], *locale.keys[Role.ON], *map(str.casefold, (*dates.at, *dates.after_time))))


def _openings(vocabulary: Vocabulary, role: Role) -> frozenset[str]:
    """Return the keys of what stands before a date: "Posted on"."""
    return frozenset(line_key(phrase.partition("{date}")[0]) for phrase in vocabulary.words(role)) - {""}


@cache
def words_for_and() -> frozenset[str]:
    """Return the words that join names in any language, whichever of them a page seems to speak."""
    return frozenset(word for tag in available_languages() for word in load_locale(tag).phrases[Role.AND])


def _whole_words(phrases: Iterable[str]) -> regex.Pattern[str]:
    """Return an expression for some phrases where no letter touches them."""
    any_phrase = "|".join(map(regex.escape, phrases))
    return regex.compile(rf"(?<!\w)(?:{any_phrase})(?!\w)" if any_phrase else r"(?!)", regex.IGNORECASE)


def plain_phrase(phrase: str) -> str:
    """Return what stands beside a name as it is looked for: one form of colon, the endings of one gender."""
    return without_endings(_COLON.sub(":", phrase)).strip()


def without_endings(text: str) -> str:
    """Return a text with its words in one gender: "Napsal" for "Napsal(a)"."""
    return text if _ENDINGS.isdisjoint(text) else _ENDING.sub("", text)


def with_plain_colon(text: str) -> str:
    """Return a text whose first colon is narrow, without a space before it."""
    return _COLON.sub(":", text, count=1)


def _with_colons(head: str) -> tuple[str, ...]:
    """Return the forms of the words before a name: with and without a space before their colon, and a wide one."""
    return (head, f"{head[:-1]} :", f"{head[:-1]}：") if head[-1] == ":" else (head,)


def may_label(text: str, words: LineWords) -> bool:
    """Return whether a text may have a label of topics: the cheap question."""
    tokens = text.casefold().replace(":", " ").replace("|", " ").replace(",", " ").split()
    return not words.filers.isdisjoint(tokens)


def is_interface(key: str, words: LineWords) -> bool:
    """Return whether a key is a phrase of the interface, numbers aside, or counts comments."""
    if key in words.chrome:
        return True
    counted = count_key(key)
    return counted != key and (counted in words.chrome or counted.removeprefix("{n} ") in words.nouns)
