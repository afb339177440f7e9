"""What stands beside a timestamp or a verb of saying: a name, once links, connectors and verbs are cut."""

import re
from collections.abc import Iterable
from typing import Final

import attrs

from blogparse.dates import TimestampMatch, find_timestamp
from blogparse.language import Role
from blogparse.letters.alphabet import SHORT, Letter, Line, Notes, Stamp
from blogparse.letters.counts import is_counter
from blogparse.letters.phrasebook import Phrasebook
from blogparse.text import (
    OUTER,
    collapse_halves,
    ends_with_initial,
    is_name,
    is_unspaced,
    line_key,
    lowered,
    trim_name,
    words_of,
)

_PARTICLE: Final = 3  # characters of "van", "von", "dos" in names
_REPLIED_WORDS: Final = 3  # spaces in "Jane replied to Joe", the shortest of its kind
MAX_HEADING: Final = 160  # characters: "12 thoughts on" and a long title
SEPARATED: Final = re.compile(r"\s*[|·•/»«,;]\s*|\s{2,}|\s[-–—]\s|[\[\]()]+|//")
_separator = re.compile(  # a character of `SEPARATED`, or white space that is no plain space
    r"[|·•/»«,;\[\]()\-–—\t-\r\x1c-\x1f\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
).search
PATH: Final = re.compile(r"\s*#\s?(\d{1,6}(?:\.\d{1,6})*+)(?![\w.])")


def read_stamped(book: Phrasebook, notes: Notes, line: Line, match: TimestampMatch | None) -> str | None:
    """Read what stands beside a timestamp: nothing but links, or a name."""
    if match is None or match.precision == "month":
        return None
    if match.is_complete_date:
        notes.dates[line.at] = match
    before, after = line.text[: match.start], line.text[match.end :]
    if len(before) + len(after) > MAX_HEADING or min(len(before), len(after)) > SHORT:
        return None
    path: tuple[int, ...] = ()
    numbered = PATH.match(before)
    if numbered is not None:
        path = tuple(map(int, numbered[1].split(".")))
        before = before[numbered.end() :]
    again = find_timestamp(after, book.reader) if after.strip(OUTER) else None
    if again is not None and not after[: again.start].strip(OUTER):
        after = after[again.end :]  # "15 seconds ago (7:18 PM)": the same moment once more
    if after[:1].isalpha() and any(m.role is Role.ACTIONS for m in book.vocabulary.matches(line_key(after))):
        after = ""  # "Oct 5Liked by Jane"
    before, chrome_before, verb_before = _cut(book, before)
    after, chrome_after, verb_after = _cut(book, after)
    chrome, verb = chrome_before or chrome_after, verb_before or verb_after
    if after and verb_after and line_key(before) in book.connectors:
        before = ""  # "At 9:12 AM, Jane said"
    stamp = Stamp(match, cut_avatar(book, before), after, chrome, verb, path)
    if not before and not after:
        notes.stamps[line.at] = stamp
        return Letter.DATE
    if before and after:
        # "Fr, 7. Mai - 12:38, Jane (Bonn)" has both; "Jane 3. Mai said this to me" is prose
        return None
    if stamp.name.count(" ") >= _REPLIED_WORDS:
        stamp = _cut_mention(book, notes, line, stamp)
    if line.text[match.end :] == "." and not (verb or chrome) and _is_phrase(stamp.name):
        return None  # "It was mended on May 3, 2009."
    if is_name(stamp.name):
        if is_counter(book, stamp.name):
            notes.stamps[line.at] = attrs.evolve(stamp, before="", after="", chrome=True)
            return Letter.DATE
        sure = match.is_dated or match.has_time or match.relative is not None or verb or chrome
        if not sure or (not match.is_dated and len(stamp.name) > 40):
            return None
        notes.stamps[line.at] = stamp
        return Letter.META
    return None


def _is_phrase(name: str) -> bool:
    """True if the words read like a phrase: at least two of them are in lower case, particles aside."""
    return sum(1 for word in name.split() if word[0].islower() and len(word) > _PARTICLE) > 1


def _cut_mention(book: Phrasebook, notes: Notes, line: Line, stamp: Stamp) -> Stamp:
    """Return a stamp whose name is "Jane replied to comment from Joe" with "Jane" alone; note Joe."""
    for match in book.vocabulary.matches(line_key(stamp.name)):
        author, parent = match.slots.get("author", ""), match.slots.get("parent", "")
        if match.role is Role.REPLIED_TO and author and parent and lowered(stamp.name).startswith(author):
            notes.names[line.at] = parent
            return attrs.evolve(stamp, before=trim_name(stamp.name[: len(author)]), after="", verb=True)
    return stamp


def _cut(book: Phrasebook, text: str) -> tuple[str, bool, bool]:
    """Return the text beside a timestamp without links, connectors and verbs; tell whether any were cut."""
    if not text.strip(OUTER):
        return "", False, False
    text = trim_name(text)
    chrome = verb = False
    key = line_key(text)
    if not key:
        return "", False, False
    if key in book.beside_dates:
        return (text, False, False) if key in book.anonymous else ("", True, False)
    is_separated = may_be_separated(text)
    if not is_separated and text.isascii() and text[0].isalpha():
        words = words_of(key)
        if words[0] not in book.around_names and words[-1] not in book.around_names:
            return text, False, False  # a name and nothing else, as most are
    pieces = [piece for piece in SEPARATED.split(text) if piece] if is_separated else []
    if len(pieces) > 1:
        kept = [
            piece
            for piece in pieces
            if line_key(piece) not in book.beside_dates and line_key(piece) not in book.connectors
        ]
        if not kept:
            return "", True, False
        if len(kept) < len(pieces):
            while pieces and line_key(pieces[-1]) in book.beside_dates:
                text = trim_name(text[: text.rindex(pieces.pop())])
                chrome = True
            while pieces and line_key(pieces[0]) in book.beside_dates:
                piece = pieces.pop(0)
                text = trim_name(text[text.index(piece) + len(piece) :])
                chrome = True
    changed = True
    introduced = False  # behind "by", a name may begin with a word such as "le"
    while changed and text.strip(OUTER):
        changed = False
        bare = text.rstrip(OUTER)  # as the phrase "said(a)" lost its bracket
        lower = lowered(bare)
        for tail in ending(lower, book.tails):
            is_apart = len(lower) == len(tail) or lower[-len(tail) - 1].isspace()
            # a verb of one character is a part of many names: "小说"
            if is_apart or (is_unspaced(tail) and (len(tail) > 1 or not is_unspaced(lower[-2]))):
                text = trim_name(bare[: -len(tail)])
                verb = verb or tail in book.verb_tails
                changed = True
                break
        else:
            words = text.split()
            if not words:  # white space of other kinds
                return "", chrome, verb
            last = words[-1]
            if len(last) > 1 and last[-1] in book.before_dates and not last[-1].isascii():
                text = trim_name(text[:-1])  # scripts without spaces: "小鳳於 2013/12/28"
                changed = True
                continue
            # "Den" alone and "D." are names; "Jane Le" has a connector
            if last in book.connectors or (
                len(words) > 1 and len(last.rstrip(".")) > 1 and last.istitle() and last.lower() in book.before_dates
            ):
                text = trim_name(text[: len(text) - len(last)])
                changed = True
            elif len(words) > 1 and len(last) > 3 and last.casefold() in book.badges:
                text = trim_name(text[: len(text) - len(last)])
                changed = chrome = True
        lower = lowered(text)
        for head in _beginning(lower, book.heads):
            if len(lower) == len(head) or not lower[len(head)].isalnum():
                text = trim_name(text[len(head) :])
                verb = verb or " " in head
                changed = introduced = True
                break
        else:
            words = text.split(None, 1)
            if (
                words
                and not introduced
                and (words[0] in book.connectors or (len(words[0]) > 3 and words[0].lower() in book.connectors))
            ):
                text = trim_name(text[len(words[0]) :])
                changed = True
    key = line_key(text)
    if not key or (key in book.beside_dates and key not in book.anonymous):
        return "", True, verb
    return text, chrome, verb


def said_by(book: Phrasebook, text: str) -> str:
    """Return the name in "NAME says:" or "" where the line is more than that."""
    bare = text.rstrip(OUTER)
    lower = lowered(bare)
    for tail in ending(lower, book.verb_tails):
        name = bare[: len(bare) - len(tail)]
        if name[-1:].isspace() or not tail[0].isalpha() or not tail.isascii():
            return cut_heads(book, trim_name(name))
    for head in _beginning(lower, book.heads):
        name = trim_name(text[len(head) :])
        return name if ends_with_initial(name) else trim_name(bare[len(head) :])
    return ""


def cut_avatar(book: Phrasebook, name: str) -> str:
    """Return a name without the alternative text of its picture, which repeats it: "Photo of Ann Ann"."""
    if not name:
        return name
    lower = name.lower().replace("’", "'")
    if name.isascii() and book.avatar_words.isdisjoint(words_of(lower)):
        return name
    for head in _beginning(lower, book.avatar_heads):
        return collapse_halves(name[len(head) :].strip())
    for tail in book.avatar_tails:
        at = lower.find(tail)
        if at > 0 and name[at + len(tail) :].strip() == name[:at].strip():
            return name[:at].strip()
    return name


def cut_heads(book: Phrasebook, name: str) -> str:
    """Return a name without its picture's text and words such as "Comment by" before it."""
    name = cut_avatar(book, name)
    lower = lowered(name)
    for head in _beginning(lower, book.heads):
        is_apart = lower.startswith(" ", len(head)) or is_unspaced(head)
        if is_apart and (" " in head or head in book.paired_heads):
            return trim_name(name[len(head) :])
    return name


def may_be_separated(text: str) -> bool:
    """Return whether a text holds what `SEPARATED` can match; most names and titles do not, and that is told faster."""
    return "  " in text or _separator(text) is not None


def _beginning(lower: str, heads: tuple[str, ...]) -> Iterable[str]:
    """Return those of the heads with which a text begins, in their order; one question where there are none."""
    return [head for head in heads if lower.startswith(head)] if lower.startswith(heads) else ()


def ending(lower: str, tails: tuple[str, ...]) -> Iterable[str]:
    """Return those of the tails with which a text ends, in their order; one question where there are none."""
    return [tail for tail in tails if lower.endswith(tail)] if lower.endswith(tails) else ()
