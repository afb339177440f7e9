"""One letter for each line: what the line looks like, whatever its language.

A page becomes a short string such as ``_s_D_s_BpEp_p_LX_HsD_p_R`` that every later step reads. Words of human languages
meet the text here, in `dates` and in `credits`, nowhere else. The letters say what a line *looks like*, not what it is:
"Antworten" is a reply link or a heading, a date alone is the post's, a comment's or a sidebar's. Position settles that,
later.

The evidence, in this order: the whole line as a known phrase; a phrase with slots ("Jane says:"); a timestamp and what
stands around it; a number with a comment noun ("25 Responses"); a label before a colon; the shape of the line (length
and final punctuation). It is wrong where people write like machines: a comment that is the one word "Reply".
"""

from typing import Final

import attrs

from blogparse.credits import may_be_separated, said_by, split_links
from blogparse.dates import DateReader, find_timestamp, read_timestamp
from blogparse.language import Role, Vocabulary
from blogparse.letters import phrasebook
from blogparse.letters.alphabet import SHORT, Letter, Letters, Line, Notes, classify_shape
from blogparse.letters.counts import count_above, is_count, read_count
from blogparse.letters.heads import MAX_HEADING, PATH, read_stamped
from blogparse.letters.slots import read_slotted
from blogparse.text import (
    LONG,
    MAX_NAME,
    OUTER,
    STOPS,
    Lines,
    count_key,
    ends_sentence,
    head_links,
    is_name,
    late_pattern,
    line_key,
    trim_name,
    words_of,
)

COUNTER_WORDS: Final = 6  # of a counter behind links: "personnes aiment ce commentaire"
_BOX_WORDS: Final = 6  # of the heading of a box: "Weitere Artikel aus der Rubrik Reise"
_LABEL_WORDS: Final = 4  # of a label without a colon: "This entry was posted"
_VOTES: Final = late_pattern(r"[-+−–]?\d{1,6}(?:\s*[/|]\s*[-+−–]?\d{1,6})?[%)]?|[-+−–]")
_POINTER: Final = late_pattern(r"[»›→►▸>|–—]|\s-\s")  # what may stand in place of a colon
_FIRST_WORDS: Final = 40  # characters in which a pointer to another article says that it is one
_OWNED: Final = late_pattern(r"©\W*(?:19|20)\d\d\b|\b(?:19|20)\d\d\W*©")  # the year beside the sign of a copyright
_PIECES: Final = 5  # lines that it breaks into
_SHAPES: Final = {letter.value: phrasebook.Seen(letter.value) for letter in Letter}  # most lines say nothing but this


def classify_lines(lines: Lines, vocabulary: Vocabulary, reader: DateReader) -> Letters:
    """Return the letter of every line, with the timestamps, names and counts seen on the way; in one pass."""
    book, notes = phrasebook.compile_phrasebook(vocabulary, reader), Notes()
    out = [Letter.BLANK.value] * len(lines)
    for at, text in enumerate(lines.texts):
        if text:
            seen = book.seen.get((text, lines.markers[at] != "")) or _see(book, lines, at)
            out[at] = seen.letter
            for learned, value in seen.notes:
                getattr(notes, learned)[at] = value
    name_below(book, notes, lines, out)
    join_notices(book, notes, lines, out)
    drop_restated(notes, lines, out)
    for at in head_links(lines):
        out[at] = Letter.NAVIGATION
    letters = "".join(out)
    count_above(notes, lines, letters)
    return Letters(letters=letters, badges=book.words.marks, parts=book.parts, **attrs.asdict(notes, recurse=False))


def _see(book: phrasebook.Phrasebook, lines: Lines, at: int) -> phrasebook.Seen:
    """Return what a line says, whatever stands around it; short lines are remembered: they recur on other pages."""
    line = Line(0, lines.texts[at], lines.keys[at], lines.counted[at], lines.markers[at] != "")
    text, counted = line.text, line.counted
    signs = 0
    if counted and counted not in book.letters:
        signs = book.signs.of(text, counted)
        if not signs and "©" not in text and (text[0].isalpha() or "{n}" not in counted):
            return book.remember(line, _SHAPES[classify_shape(text)])
    alone = Notes()
    letter = classify_line(book, alone, line, signs)
    return book.remember(line, phrasebook.Seen(letter, alone.of_one()))


def classify_line(book: phrasebook.Phrasebook, notes: Notes, line: Line, signs: int) -> str:
    """Return the letter of one line: what its signs say, tried in the order of how sure each is."""
    at, text, key, counted, _ = line
    if not key:
        if len(text) > LONG:
            return read_label(book, notes, line) or Letter.PROSE
        # arrows, dashes, points; but "???" is what a lost encoding leaves of words
        return Letter.SHORT if "?" in text or "!" in text else Letter.VOTES
    known = book.letters.get(key) or book.letters.get(counted)
    if known is not None and not (known is Letter.CONNECTOR and text[0].isupper() and " " not in key):
        return read_phrase(book, notes, line, known)  # "Den" may be somebody
    counts = counted != key
    if counts and not text[0].isalpha():
        if _VOTES.fullmatch(text):
            return Letter.VOTES
        numbered = PATH.fullmatch(text)
        if numbered is not None:
            notes.paths[at] = tuple(map(int, numbered[1].split(".")))
            return Letter.VOTES
    if (signs and text[0] == "©") or ("©" in text and len(text) <= MAX_HEADING and _OWNED.search(text) is not None):
        return Letter.NAVIGATION
    letter = read_stamped(book, notes, line, read_timestamp(text, book.reader)) if signs & phrasebook.DATE else None
    if signs & (phrasebook.SLOTS | phrasebook.VERB) and (letter is None or not notes.stamps[at].name):
        letter = read_slotted(book, notes, line) or letter
        if letter is None and not counts:
            letter = read_stamped(book, notes, line, find_timestamp(text, book.reader))
    if letter is Letter.HEADING:
        read_count(book, notes, line)
    elif letter is Letter.SAYS and counts and is_count(book, counted):
        del notes.names[at]  # Vietnamese says "Jane comment": "5 comment" counts them
        letter = None
    if letter is None and signs & (phrasebook.SLOTS | phrasebook.NOUN) and len(text) <= MAX_HEADING:
        letter = read_count(book, notes, line)
    if letter is None and signs & (phrasebook.SLOTS | phrasebook.LABEL):
        letter = read_label(book, notes, line)
    if (
        (letter in {None, Letter.COUNT} or (letter is Letter.HEADING and may_be_separated(text)))
        and signs & phrasebook.LINKS  # "12 Like 3 Reply" counts no replies
        and len(text) <= MAX_NAME
        and is_row_of_links(book, text, counted)
    ):
        notes.counts.pop(at, None)
        letter = Letter.REPLY
    if letter is None and signs & phrasebook.LINKS and len(text) <= MAX_NAME and (name := name_before_link(book, text)):
        notes.names[at] = name
    if letter is None and signs & phrasebook.SLOTS and _points(book, text):
        letter = Letter.RELATED
    if letter is None and signs & phrasebook.SLOTS and _heads_box(book, text, counted):
        notes.box_heads[at] = True
    return letter or classify_shape(text)


def read_phrase(book: phrasebook.Phrasebook, notes: Notes, line: Line, letter: Letter) -> str:
    """Return the letter of a line that is a known phrase as a whole, and keep what it says more."""
    if letter is Letter.VERB and len(trim_name(line.text).rstrip(" .…")) > len(line.key) + 1:
        notes.names[line.at] = said_by(line.text, book.words)  # "????? says:" has a name, if an odd one
        return Letter.SAYS
    if letter is Letter.HEADING or letter is Letter.REPLY:
        read_count(book, notes, line)
    elif letter is Letter.CLOSED and line.key in book.none:
        notes.counts[line.at] = 0  # "No comments" counts them as well
    role = book.told_roles.get(line.key)
    if role is not None:
        notes.roles[line.at] = role
    return letter


def read_label(book: phrasebook.Phrasebook, notes: Notes, line: Line) -> str | None:
    """Read "Topics: a, b", "Editor's note: ...", "Filed under a, b"."""
    colon = _first_colon(line.text)
    if 0 < colon <= 40:
        role = book.label_roles.get(line_key(line.text[:colon]))
        if role is not None:
            notes.labels[line.at] = colon + 1
            notes.roles[line.at] = role
            return phrasebook.LETTER_OF_ROLE[role]
    if len(line.text) > MAX_HEADING * 2:
        return None
    words = line.text.split(None, 5)
    first = ""
    for word in words[:_LABEL_WORDS]:
        if first := word.casefold().strip(OUTER):
            break
    if first in book.label_words:
        for size in range(_LABEL_WORDS, 1, -1):
            if len(words) > size:
                role = book.label_roles.get(line_key(" ".join(words[:size])))
                if role is Role.TOPICS or (role is Role.THREAD_TOOLS and len(line.text) <= MAX_NAME):
                    notes.labels[line.at] = _end_of_words(line.text, size)
                    notes.roles[line.at] = role
                    return phrasebook.LETTER_OF_ROLE[role]
    return None


def is_row_of_links(book: phrasebook.Phrasebook, text: str, counted: str) -> bool:
    """Return whether the line is made of links alone, as in "Report · Reply", "Like Reply" or "ReplyDelete"."""
    chrome = book.words.links
    pieces = [key for piece in split_links(text) if (key := line_key(piece))]
    words = [piece for piece in pieces if count_key(piece) != "{n}"]  # "0 | Reply"
    if len(pieces) > 1 and words and all(piece in chrome or count_key(piece) in chrome for piece in words):
        return True
    if book.links.cover(counted):
        return True
    end, links = book.links.begin(counted) if "{n}" in counted else (0, 0)
    head, rest = counted[:end], counted[end:]
    return (  # and a counter in words that are not known: "Reply Report 12 people love this"
        links > 1
        and not head[-1].isalnum()
        and ("{n}" in rest or head.rstrip().endswith("{n}"))
        and rest.count(" ") < COUNTER_WORDS
        and not ends_sentence(text)
    )


def name_before_link(book: phrasebook.Phrasebook, text: str) -> str:
    """Return the name in a line that ends in a link under comments, as in "Jane | Reply"; "" for other lines."""
    pieces = split_links(text)
    if len(pieces) != 2 or book.letters.get(line_key(pieces[1])) is not Letter.REPLY:
        return ""
    name = trim_name(pieces[0])
    return name if is_name(name) else ""


def _points(book: phrasebook.Phrasebook, text: str) -> bool:
    """True for "See also » The other article", where an arrow or a dash stands in place of the colon."""
    pointer = _POINTER.search(text, 0, _FIRST_WORDS)
    return pointer is not None and line_key(text[: pointer.start()]) in book.related_heads


def _heads_box(book: phrasebook.Phrasebook, text: str, counted: str) -> bool:
    """True for a heading of a box that says more than the headings known: "Popular posts of the year"."""
    if len(text) > SHORT or text[-1] in STOPS:
        return False
    words = words_of(counted)
    return len(words) <= _BOX_WORDS and phrasebook.begins_box(words, book.box_heads)


def name_below(book: phrasebook.Phrasebook, notes: Notes, lines: Lines, letters: list[str]) -> None:
    """Take the line below "Reply to" for the name that it lacks, as in dumps with one text node a line."""
    keys, addressing = lines.keys, book.addressing
    if addressing.isdisjoint(keys):
        return
    below = -1
    for at, text in enumerate(lines.texts):
        if at == below and 0 < len(text) <= MAX_NAME:
            notes.forget([at])
            notes.names[at] = text
            letters[at] = Letter.MENTION
        elif keys[at] in addressing:
            letters[at] = Letter.MENTION
            below = at + 1


def join_notices(book: phrasebook.Phrasebook, notes: Notes, lines: Lines, letters: list[str]) -> None:
    """Read notices in place of a form that their links or the width broke: "You must be", "logged in", "to ..."."""
    begun, notices, keys = book.begun_notices, book.letters, lines.keys
    if begun.isdisjoint(lines.distinct.values()):
        return
    for at in [at for at, key in enumerate(keys) if key in begun]:
        joined = keys[at]
        for below in range(at + 1, min(at + _PIECES, len(keys))):
            joined += f" {keys[below]}"
            if joined in begun:
                continue
            if notices.get(joined) in phrasebook.NOTICES:
                letters[at : below + 1] = [notices[joined]] * (below + 1 - at)
                notes.forget(range(at, below + 1))
            break


def drop_restated(notes: Notes, lines: Lines, letters: list[str]) -> None:
    """Take an age in brackets below a date for what it is: the same moment once more ("(15 days ago)")."""
    texts = lines.texts
    for at, stamp in list(notes.stamps.items()):
        if stamp.match.relative is None or stamp.name or not (texts[at][0] == "(" and texts[at][-1] == ")"):
            continue
        dated = notes.stamps.get(next((above for above in range(at - 1, -1, -1) if texts[above]), -1))
        if dated is not None and dated.match.is_complete_date:
            letters[at] = Letter.BADGE
            notes.forget([at])


def _first_colon(text: str) -> int:
    """Return where the first colon of either width stands among the first 60 characters, or -1."""
    colon = text.find(":", 0, 60)
    wide = -1 if text.isascii() else text.find("：", 0, 60)
    return wide if colon < 0 or 0 <= wide < colon else colon


def _end_of_words(text: str, count: int) -> int:
    at = 0
    for _ in range(count):
        while at < len(text) and text[at].isspace():
            at += 1
        while at < len(text) and not text[at].isspace():
            at += 1
    return at
