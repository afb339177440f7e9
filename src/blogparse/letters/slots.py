"""Phrases with slots: "Jane says:", "Reply to Jane", "Leave a reply to Jane"."""

import re
from collections.abc import Mapping
from typing import Final

from blogparse.credits import said_by
from blogparse.language import Role
from blogparse.letters.alphabet import Letter, Line, Notes
from blogparse.letters.counts import QUOTED
from blogparse.letters.heads import MAX_HEADING
from blogparse.letters.phrasebook import LETTER_OF_SLOTTED, SLOTTED_RANK, TOLD_ROLES, Phrasebook
from blogparse.text import (
    MAX_NAME,
    MAX_NAME_WORDS,
    ends_sentence,
    ends_with_initial,
    has_digit,
    is_name,
    late_pattern,
    line_key,
    lowered,
    trim_name,
)

_TITLE_WORDS: Final = 3  # behind "by": fewer may be a name in lower case
FORM_WORDS: Final = 24  # characters of a form's own words that prose does not begin with
MAX_TITLE: Final = 120  # characters: the titles of pages that link here, as names of pingbacks
_NICKNAMED: Final = late_pattern(r"[^\W\d_][\w.'’-]*+ [\"“][\w .'’-]{1,24}[\"”] [\w.'’-]++")  # John "Joe" Doe


def read_slotted(book: Phrasebook, notes: Notes, line: Line) -> str | None:
    """Return the letter of the phrase with slots that a line fits, the surest of several; keep what its slots took."""
    best: Role | None = None
    title = ""
    for match in book.vocabulary.matches(line.counted):
        role = match.role
        if role is Role.SAYS:
            limit = (MAX_TITLE, MAX_TITLE) if line.is_item else (MAX_NAME, MAX_NAME_WORDS)
            is_sentence = ends_sentence(line.text) and not line.text.endswith(("...", "…"))
            name = "" if is_sentence else said_by(line.text, book.words)
            if (
                any(map(str.isalpha, name))
                and (line.is_item or not QUOTED.search(name) or _NICKNAMED.fullmatch(name))
                and len(name) <= limit[0]
                and name.count(" ") < limit[1]
            ):
                notes.names[line.at] = name
                return Letter.SAYS
        elif role is Role.BYLINE:
            if best is None and _is_byline(line.text):
                best = role
        elif role is Role.RELATED:
            if best is None and ":" in line.text:
                best = role
        elif (role is Role.COMMENT_FORM and not _is_form(match.slots, line.text)) or (
            role is Role.COMMENTS_HEADINGS and (ends_sentence(line.text) or len(line.text) > MAX_HEADING)
        ):
            continue
        elif role is Role.AVATARS and ends_sentence(line.text) and not ends_with_initial(line.text):
            continue  # "Photo of Ann", but not "The photo of the lake is splendid."
        elif role in SLOTTED_RANK and (best not in SLOTTED_RANK or SLOTTED_RANK[role] < SLOTTED_RANK[best]):
            if role in {Role.MENTIONS, Role.REPLIED_TO}:
                name = match.slots.get("parent") or match.slots.get("author") or ""
                prose = name.count(" ") > 2 and ends_sentence(line.text)
                if line.text[0] == "@" or not is_name(name) or (role is Role.MENTIONS and prose):
                    continue
                if role is Role.MENTIONS and _is_link(book, name):
                    continue  # "Reply | Report", "(Reply to this) (Thread)"
                notes.names[line.at] = _as_written(_with_numbers(name, line_key(line.text)), line.text)
            best, title = role, match.slots.get("title", "")
    if best is Role.BYLINE:
        return Letter.BYLINE
    if best is Role.RELATED:
        return Letter.RELATED
    if best is None:
        return _read_glued_verb(book, notes, line)
    if best in TOLD_ROLES:
        notes.roles[line.at] = best
        start = lowered(line.text).find(title) if title else -1
        if start > 0:
            notes.labels[line.at] = start
    return LETTER_OF_SLOTTED[best]


def _as_written(name: str, text: str) -> str:
    """Return a name that was read in a line's key as the line has it: it may be a comment's author."""
    low = lowered(text)
    start = low.find(name) if len(low) == len(text) else -1
    return text[start : start + len(name)] if start >= 0 else name


def _is_link(book: Phrasebook, name: str) -> bool:
    """Return whether what stands where a name is expected begins or ends a row of links."""
    return 0 <= name.find(")") < name.find("(") or line_key(trim_name(name)) in book.words.links or name[0] in "|/"


def _read_glued_verb(book: Phrasebook, notes: Notes, line: Line) -> str | None:
    """Read "Janesays:", as renderers print a linked name and the verb behind it."""
    if not line.text.endswith((":", "：")) or len(line.text) > MAX_NAME:
        return None
    name = said_by(line.text, book.words, is_glued=True)
    if not is_name(name):
        return None
    notes.names[line.at] = name
    return Letter.SAYS


def _is_byline(text: str) -> bool:
    """True for a byline, not sentences and titles that begin like one: "By the time we came home"."""
    if len(text) > MAX_HEADING or text.count(" ") > 20 or (ends_sentence(text) and ends_with_initial(text) is None):
        return False
    words = text.split()[1:]
    if len(words) < _TITLE_WORDS or has_digit(text):
        return True
    return 2 * sum([word[0].islower() for word in words]) <= len(words)


def _with_numbers(slot: str, key: str) -> str:
    """Return what a slot took with its numbers, which phrases see as ``{n}``: "n8owl" from "n{n}owl"."""
    if "{n}" not in slot:
        return slot
    found = re.search(re.escape(slot).replace(r"\{n\}", r"\d[\d.,]*+"), key)
    return found[0] if found is not None else slot


def _is_form(slots: Mapping[str, str], text: str) -> bool:
    """True for "Leave a reply to Jane" and whole sentences of a form, not prose that begins with two such words."""
    slot = max(slots.values(), key=len, default="")
    own = len(text) - len(slot)
    return own >= FORM_WORDS or (is_name(slot) and not ends_sentence(text))
