"""The phrases of a vocabulary that credit lines are made of, arranged for the questions that lines are asked.

What stands before a name has three strengths. "By Ann", "Posted by Ann", "Author: Ann" call her the author. "Author
Ann", without its colon, does so where a date or another label stands in the same line, or where a renderer glued the
words ("AuthorAnn"). A word that languages use for much else ("from", "de") never does alone.
"""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Final

import attrs
import regex

from blogparse.language import MOST_SETS, Locale, Role, Vocabulary, available_languages, load_locale
from blogparse.text import OUTER, count_key, late_regex, line_key, longest_first, words_of

LEAST_LABEL: Final = 2  # characters of a label that may be glued to its neighbour
PIECE: Final = late_regex(r"\s*+[|·•∙⋅~/»«;。\t—–]\s*+|\s*+_{2,}\s*+|\s{3,}|\s-\s|\s\p{So}\s|[\[\]()]")
"""What parts the pieces of a credit line."""
_ENDING: Final = late_regex(  # of both genders: "Napsal(a)", "Autor/in", "Autor*in", "Autor_in"; but "ann_lee"
    r"(?<=\p{L}{3})(?:\(\p{L}{1,5}\)|[/*·]-?\p{Ll}{1,5}(?!\p{L}))|(?<=\b\p{Lu}\p{L}{2,15})_\p{Ll}{1,5}(?!\p{L})"
)
_ENDINGS: Final = frozenset("(/*_·")  # with which these begin
_COLON: Final = late_regex(r"\s*+[:：]")


@attrs.frozen(slots=True, eq=False)
class CreditWords:
    """The phrases of a vocabulary that credit lines are made of, as keys; the tuples longest first.

    Around a name: `heads` stand before it and call it the author's, `longs` are those of several words, `parted`
    hold a separator; `bare` are labels without their colon, `weak` words before much else. `tails` stand behind it,
    `around` on both sides ("由" and "发布"), `before` on the first of them. `starts` are all forms of heads, `openings`
    those on a line of their own, `by` those of one word.
    Around a date and a category: `on` are the words before either, `filing` these and "under", `about` those before a
    title, `posted` and `updated` those before a date. `topics` and `neighbours` find labels, `tagging` are the words in
    the former, `labels` all labels that may touch their neighbours. `ones` are the words for 1, `joins` those between
    names, `nouns` those for comments, `anonymous` those for nobody in particular, `badges` those for an office,
    `captions` those before a picture's text, `chrome` the phrases of the interface.
    Most lines are told by one question to a set: `edges` are the first words of heads and the last words of tails,
    `lasts` the last words of openings and `on`, `hints` both; `callers` are the last words of `longs`, `daters` those
    of dates, `filers` the first words of labels, `phrasing` those of the interface.
    """

    heads: tuple[str, ...]
    bare: tuple[str, ...]
    weak: tuple[str, ...]
    starts: tuple[str, ...]
    parted: tuple[str, ...]
    tails: tuple[str, ...]
    around: tuple[tuple[str, str], ...]
    before: tuple[str, ...]
    labels: tuple[str, ...]
    edges: frozenset[str]
    lasts: frozenset[str]
    hints: frozenset[str]
    callers: frozenset[str]
    longs: tuple[str, ...]
    daters: frozenset[str]
    openings: frozenset[str]
    by: frozenset[str]
    on: frozenset[str]
    filing: frozenset[str]
    about: frozenset[str]
    ones: frozenset[str]
    joins: frozenset[str]
    posted: frozenset[str]
    updated: frozenset[str]
    tagging: frozenset[str]
    filers: frozenset[str]
    chrome: "_Known"
    phrasing: frozenset[str]
    nouns: frozenset[str]
    anonymous: frozenset[str]
    badges: frozenset[str]
    captions: frozenset[str]
    topics: regex.Pattern[str]
    neighbours: regex.Pattern[str]


_AROUND_NAMES: Final = frozenset({
    Role.ANONYMOUS, Role.SAYS, Role.AND, Role.BY, Role.ON, Role.BADGES, Role.AVATARS,
})  # fmt: skip


@attrs.frozen(slots=True, eq=False)
class _Known:
    """The keys of a vocabulary without some of them; a view, as a set of its own would be large."""

    exact: Mapping[str, object]
    others: frozenset[str]

    def __contains__(self, key: str) -> bool:
        return key in self.exact and key not in self.others


@lru_cache(maxsize=MOST_SETS)
def compile_credits(vocabulary: Vocabulary) -> CreditWords:
    """Arrange a vocabulary for credit lines; done once per vocabulary."""
    nouns = vocabulary.words(Role.COMMENT_NOUNS)
    posts = vocabulary.words(Role.BYLINE)
    comments = {phrase for phrase in vocabulary.words(Role.COMMENT_BY) if nouns.isdisjoint(phrase.split())}
    bylines = [
        (plain_phrase(head), plain_phrase(tail))
        for phrase in posts | comments
        for head, slot, tail in [phrase.partition("{author}")]
        if slot and "{" not in head + tail
    ]
    heads = {head for head, tail in bylines if head and not tail}
    tails = {tail for head, tail in bylines if tail and not head}
    around = sorted({(head, tail) for head, tail in bylines if head and tail}, key=lambda pair: (-len(pair[0]), pair))
    words = {word for word in vocabulary.words(Role.BY) if " " not in word}
    between = {head for head, _ in around}
    by = {word for word in words if f"{word} {{author}}" in posts or word in tails or word in between}
    heads |= by - tails
    bare = {head[:-1].rstrip() for head in heads if head[-1] == ":"} - heads
    on = {word for word in vocabulary.words(Role.ON) if " " not in word}
    edges = {tail.rsplit(None, 1)[-1] for tail in tails}
    for head in (*heads, *between):
        first = head.split(None, 1)[0]
        edges |= {first, first.rstrip(":")}
    lasts = {line_key(head).rpartition(" ")[2] for head in heads} | on
    joins = vocabulary.words(Role.AND) | {"&"}
    posted, updated = _openings(vocabulary, Role.POSTED_ON), _openings(vocabulary, Role.UPDATED_ON)
    around_names = frozenset(key for key, roles in vocabulary.exact.items() if roles.keys() <= _AROUND_NAMES)
    chrome = _Known(vocabulary.exact, around_names)
    topics = longest_first(vocabulary.words(Role.TOPICS))
    neighbours = {
        phrase.partition("{title}")[0].rstrip(": ")
        for role in (Role.PREVIOUS_POST, Role.NEXT_POST)
        for phrase in vocabulary.words(role)
    }
    # "in" and "under" of "Posted in" and "Filed under" part a name from its category; those of several words only,
    # since "Tags" alone is a label
    filing = {label.rsplit(None, 1)[1].casefold() for label in topics if " " in label} - words - joins
    return CreditWords(
        heads=longest_first(heads), bare=longest_first(bare), weak=longest_first(words - by),
        starts=tuple(sorted({form for head in (*heads, *(head for head, _ in around)) for form in _with_colons(head)})),
        parted=tuple(sorted(head for head in heads if PIECE.search(head) is not None)),
        tails=longest_first(tails),
        around=tuple(around), before=tuple(between),
        labels=longest_first(
            label
            for label in {*heads, *bare, *topics, *posted, *updated}
            if len(label) >= LEAST_LABEL and label[-1].isalpha()
        ),
        edges=frozenset(edges), lasts=frozenset(lasts), hints=frozenset(edges | lasts),
        callers=frozenset(head.rpartition(" ")[2] for head in heads if " " in head),
        longs=longest_first(head for head in heads if " " in head),
        daters=frozenset(phrase.rpartition(" ")[2] for phrase in posted | updated),
        openings=frozenset(map(line_key, heads)), by=frozenset(by), on=frozenset(on), filing=frozenset(on | filing),
        about=vocabulary.words(Role.TITLE_PREPOSITIONS) - words,
        ones=frozenset(word.casefold() for locale in vocabulary.locales for word in locale.dates.one), joins=joins,
        posted=posted, updated=updated,
        tagging=frozenset(word for label in topics if " " in label for word in label.split()),
        filers=frozenset(label.split(" ", 1)[0] for label in topics), chrome=chrome,
        phrasing=frozenset({
            key.split(" ", 1)[0].strip(OUTER) for key in vocabulary.exact if " " in key and key not in around_names
        }), nouns=nouns,
        anonymous=vocabulary.words(Role.ANONYMOUS), badges=vocabulary.words(Role.BADGES),
        captions=vocabulary.words(Role.CAPTIONS), topics=_whole_words(topics),
        neighbours=_whole_words(longest_first(neighbours - {""})),
    )  # fmt: skip


@attrs.frozen(slots=True, eq=False)
class HeadWords:
    """What a vocabulary has around names and dates above comments, as keys; the tuples longest first.

    `heads` stand before a name ("Comment by"), `paired` are those that go with a verb behind it, `tails` stand behind
    it ("says"). `joints` are the words between a name or a verb and a date, `connectors` those that are no initial,
    `before_dates` those that a date follows. `links` and `openings` stand beside dates where a name may ("Reply",
    "Posted on"). `avatar_heads` begin the text of a picture, `avatar_words` are the longest words of such texts.
    `around_names` are all words of these: most names have none at either end.
    """

    heads: tuple[str, ...]
    paired: frozenset[str]
    tails: tuple[str, ...]
    joints: frozenset[str]
    connectors: frozenset[str]
    before_dates: frozenset[str]
    badges: frozenset[str]
    anonymous: frozenset[str]
    links: frozenset[str]
    openings: frozenset[str]
    avatar_heads: tuple[str, ...]
    avatar_words: frozenset[str]
    around_names: frozenset[str]

    def stands_beside_dates(self, key: str) -> bool:
        """Return whether a key is no name beside a date, but a link or what opens a dateline."""
        return key in self.links or key in self.openings


_LINKS: Final = frozenset({Role.REPLY, Role.ACTIONS, Role.BADGES})


def compile_heads(vocabulary: Vocabulary) -> HeadWords:
    """Arrange a vocabulary for the heads of comments."""
    sides = [
        (head.strip(), tail.strip())
        for phrase in vocabulary.words(Role.SAYS) | vocabulary.words(Role.COMMENT_BY)
        for head, slot, tail in [phrase.partition("{author}")]
        if slot
    ]
    heads = {head for head, _ in sides if head} | vocabulary.words(Role.BY)
    tails = {tail for _, tail in sides if tail and "{" not in tail}
    dates = [locale.dates for locale in vocabulary.locales]
    times = {word.casefold() for date in dates for word in date.at}
    joints = frozenset[str]().union(*map(connectors_in, vocabulary.locales))
    before_dates = vocabulary.words(Role.ON) | times
    badges = vocabulary.words(Role.BADGES) - vocabulary.words(Role.ANONYMOUS)
    avatars = [phrase.partition("{author}") for phrase in vocabulary.words(Role.AVATARS)]
    return HeadWords(
        heads=longest_first(heads), paired=frozenset(head for head, tail in sides if head and tail in tails),
        tails=longest_first(tails), joints=joints,
        connectors=frozenset(word for word in joints if len(word) > 1 or not word.isascii()),
        before_dates=frozenset(word for word in before_dates if len(word) > 1 or word > "\u2e80"),
        badges=badges, anonymous=vocabulary.words(Role.ANONYMOUS),
        links=frozenset(key for key, roles in vocabulary.exact.items() if not _LINKS.isdisjoint(roles)),
        openings=_openings(vocabulary, Role.POSTED_ON) | _openings(vocabulary, Role.UPDATED_ON),
        avatar_heads=longest_first(head for head, _, _ in avatars if head),
        avatar_words=frozenset(
            max(said, key=len) for head, _, tail in avatars for side in (head, tail) if (said := words_of(side))
        ),
        around_names=frozenset(
            word for phrase in (*heads, *tails, *joints, *before_dates, *badges) for word in words_of(phrase)
        ),
    )  # fmt: skip


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


def may_label(text: str, words: CreditWords) -> bool:
    """Return whether a text may have a label of topics: the cheap question."""
    tokens = text.casefold().replace(":", " ").replace("|", " ").replace(",", " ").split()
    return not words.filers.isdisjoint(tokens)


def may_open(key: str, words: CreditWords) -> bool:
    """Return whether a key may end with an opening or a word before a date: the cheap question."""
    last = key.rpartition(" ")[2]
    return last in words.lasts or not last.isalpha()


def is_interface(key: str, words: CreditWords) -> bool:
    """Return whether a key is a phrase of the interface, numbers aside, or counts comments."""
    if key in words.chrome:
        return True
    counted = count_key(key)
    return counted != key and (counted in words.chrome or counted.removeprefix("{n} ") in words.nouns)
