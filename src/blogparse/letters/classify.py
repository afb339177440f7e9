"""One letter for each line: what the line looks like, whatever its language.

A page becomes a short string such as ``_s_D_s_BpEp_p_LX_HsD_p_R`` that every later step reads. Words of human languages
meet the text here and in `timestamps`, nowhere else. The letters say what a line *looks like*, not what it is:
"Antworten" is a reply link or a heading, a date alone is the post's, a comment's or a sidebar's. Position settles that,
later.

The evidence, in this order: the whole line as a known phrase; a phrase with slots ("Jane says:"); a timestamp and what
stands around it; a number with a comment noun ("25 Responses"); a label before a colon; the shape of the line (length
and final punctuation). It is wrong where people write like machines: a comment that is the one word "Reply".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from blogparse.dates import DateReader, TimestampMatch, find_timestamp, read_timestamp
from blogparse.language import Role, Vocabulary
from blogparse.letters.alphabet import SHORT, Letter, Letters, Stamp, classify_shape
from blogparse.letters.phrasebook import (
    LETTER_OF_ROLE,
    LETTER_OF_SLOTTED,
    NOTICES,
    SLOTTED_RANK,
    TOLD_ROLES,
    Phrasebook,
    compile_phrasebook,
)
from blogparse.letters.signs import DATE, LABEL, LINKS, NOUN, SLOTS, VERB
from blogparse.text import (
    COMBINING,
    LONG,
    MAX_NAME,
    MAX_NAME_WORDS,
    OUTER,
    STOPS,
    Lines,
    collapse_halves,
    count_key,
    ends_sentence,
    ends_with_initial,
    has_digit,
    head_links,
    is_name,
    is_unspaced,
    line_key,
    lowered,
    trim_name,
    words_of,
)

_TITLE_WORDS: Final = 3  # behind "by": fewer may be a name in lower case
FORM_WORDS: Final = 24  # characters of a form's own words that prose does not begin with
_PARTICLE: Final = 3  # characters of "van", "von", "dos" in names
_REPLIED_WORDS: Final = 3  # spaces in "Jane replied to Joe", the shortest of its kind
COUNTER_WORDS: Final = 6  # of a counter behind links: "personnes aiment ce commentaire"
_BOX_WORDS: Final = 6  # of the heading of a box: "Weitere Artikel aus der Rubrik Reise"
_LABEL_WORDS: Final = 4  # of a label without a colon: "This entry was posted"
MAX_TITLE: Final = 120  # characters: the titles of pages that link here, as names of pingbacks
MAX_HEADING: Final = 160  # characters: "12 thoughts on" and a long title
_TOKENS: Final = re.compile(rf"\{{n\}}|(?:[^\W\d_]|[{COMBINING}])++(?:['’\-][^\W\d_]++)*+")
_NUMBER: Final = re.compile(r"\d[\d.,\u00a0\u202f]*+")
_VOTES: Final = re.compile(r"[-+−–]?\d{1,6}(?:\s*[/|]\s*[-+−–]?\d{1,6})?[%)]?|[-+−–]")
_POINTER: Final = re.compile(r"[»›→►▸>|–—]|\s-\s")  # what may stand in place of a colon
_FIRST_WORDS: Final = 40  # characters in which a pointer to another article says that it is one
_SEPARATED: Final = re.compile(r"\s*[|·•/»«,;]\s*|\s{2,}|\s[-–—]\s|[\[\]()]+|//")
_separator = re.compile(  # a character of `_SEPARATED`, or white space that is no plain space
    r"[|·•/»«,;\[\]()\-–—\t-\r\x1c-\x1f\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
).search
_PATH: Final = re.compile(r"\s*#\s?(\d{1,6}(?:\.\d{1,6})*+)(?![\w.])")
_NICKNAMED: Final = re.compile(r"[^\W\d_][\w.'’-]*+ [\"“][\w .'’-]{1,24}[\"”] [\w.'’-]++")  # John "Joe" Doe
_QUOTED: Final = re.compile(r"[\"“”„«»‘’‹›「『《]")
_PIECES: Final = 5  # lines that it breaks into


def classify_lines(lines: Lines, vocabulary: Vocabulary, reader: DateReader) -> Letters:
    """Return the letter of every line, and the timestamps, names and counts seen while reading them.

    One pass, constant work per line but for the length of lines below `LONG` characters.
    """
    return _Classifier(compile_phrasebook(vocabulary, reader), lines).run()


class _Classifier:
    """One pass over the lines of one dump; holds what is learned on the way."""

    def __init__(self, frame: Phrasebook, lines: Lines) -> None:
        self.frame = frame
        self.lines = lines
        self.stamps: dict[int, Stamp] = {}
        self.names: dict[int, str] = {}
        self.counts: dict[int, int] = {}
        self.labels: dict[int, int] = {}
        self.roles: dict[int, Role] = {}
        self.paths: dict[int, tuple[int, ...]] = {}
        self.dates: dict[int, TimestampMatch] = {}
        self.box_heads: set[int] = set()

    def run(self) -> Letters:
        texts, keys, counted = self.lines.texts, self.lines.keys, self.lines.counted
        plain, signs = self.sift()
        out = [plain.get(text, "") for text in texts]
        for at in [at for at, letter in enumerate(out) if not letter]:
            out[at] = self.classify(at, texts[at], keys[at], counted[at], signs.get(texts[at], 0))
        self.name_below(out)
        self.join_notices(out)
        for at in head_links(self.lines):
            out[at] = Letter.NAVIGATION
        letters = "".join(out)
        self.count_above(letters)
        return Letters(
            letters,
            self.stamps,
            self.names,
            self.counts,
            self.labels,
            self.roles,
            self.paths,
            self.dates,
            frozenset(self.box_heads),
            self.frame.badges,
        )

    def sift(self) -> tuple[dict[str, str], dict[str, int]]:
        """Return the letters of lines that only their shape tells, and the signs of others that are no known phrase."""
        known, signs_of = self.frame.letters, self.frame.signs.of
        plain: dict[str, str] = {"": Letter.BLANK}
        signed: dict[str, int] = {}
        for text, key in self.lines.distinct.items():
            if key not in known:
                signs = signs_of(text, key)
                if signs or not (text[0].isalpha() or "{n}" not in key):
                    signed[text] = signs
                else:
                    plain[text] = classify_shape(text)
        return plain, signed

    def name_below(self, letters: list[str]) -> None:
        """Take the line below "Reply to" for the name that it lacks, whatever else the line looks like.

        Dumps with one text node a line part the two, in magazines and in themes with threaded answers.
        """
        keys, addressing = self.lines.keys, self.frame.addressing
        if addressing.isdisjoint(keys):
            return
        below = -1
        for at, text in enumerate(self.lines.texts):
            if at == below and 0 < len(text) <= MAX_NAME:
                self.forget([at])
                self.names[at] = text
                letters[at] = Letter.MENTION
            elif keys[at] in addressing:
                letters[at] = Letter.MENTION
                below = at + 1

    def join_notices(self, letters: list[str]) -> None:
        """Read notices in place of a form that their links or the width broke: "You must be", "logged in", "to ...".

        Dumps with one text node a line break them.
        """
        begun, notices, keys = self.frame.begun_notices, self.frame.letters, self.lines.keys
        if begun.isdisjoint(self.lines.distinct.values()):
            return
        for at in [at for at, key in enumerate(keys) if key in begun]:
            joined = keys[at]
            for below in range(at + 1, min(at + _PIECES, len(keys))):
                joined += f" {keys[below]}"
                if joined in begun:
                    continue
                if notices.get(joined) in NOTICES:
                    letters[at : below + 1] = [notices[joined]] * (below + 1 - at)
                    self.forget(range(at, below + 1))
                break

    def forget(self, rows: Iterable[int]) -> None:
        """Drop what was learned from lines that turn out to be something else."""
        for learned in (self.stamps, self.names, self.counts, self.labels, self.roles, self.paths, self.dates):
            for row in rows:
                learned.pop(row, None)

    def count_above(self, letters: str) -> None:
        """Give headings without a number the number that stands alone on the line above or below.

        Dumps with one text node a line part the two on blogs of many engines.
        """
        at = letters.find(Letter.HEADING)
        while at >= 0:
            if at not in self.counts:
                for near in (at - 1, at + 1):
                    if 0 <= near < len(letters) and letters[near] == Letter.VOTES:
                        digits = self.lines.texts[near].strip("()[]{} ")
                        if digits.isdecimal() and len(digits) <= 9:
                            self.counts[at] = int(digits)
                            break
            at = letters.find(Letter.HEADING, at + 1)

    def classify(self, at: int, text: str, key: str, counted: str, signs: int) -> str:
        frame = self.frame
        if not key:
            if len(text) > LONG:
                return self.label(at, text) or Letter.PROSE
            # arrows, dashes, points; but "???" is what a lost encoding leaves of words
            return Letter.SHORT if "?" in text or "!" in text else Letter.VOTES
        known = frame.letters.get(key) or frame.letters.get(counted)
        if known is not None and not (known is Letter.CONNECTOR and text[0].isupper() and " " not in key):
            return self.phrase(at, text, key, counted, known)  # "Den" may be somebody
        counts = counted != key
        if counts and not text[0].isalpha():
            if _VOTES.fullmatch(text):
                return Letter.VOTES
            numbered = _PATH.fullmatch(text)
            if numbered is not None:
                self.paths[at] = tuple(map(int, numbered[1].split(".")))
                return Letter.VOTES
        if signs and (text[0] == "©" or key.startswith("copyright")):
            return Letter.NAVIGATION
        letter = self.stamped(at, text, read_timestamp(text, frame.reader)) if signs & DATE else None
        if signs & (SLOTS | VERB) and (letter is None or not self.stamps[at].name):
            letter = self.slotted(at, text, counted) or letter
            if letter is None and not counts:
                letter = self.stamped(at, text, find_timestamp(text, frame.reader))
        if letter is Letter.HEADING:
            self.count(at, text, key, counted)
        elif letter is Letter.SAYS and counts and self.is_count(counted):
            del self.names[at]  # Vietnamese says "Jane comment": "5 comment" counts them
            letter = None
        if letter is None and signs & (SLOTS | NOUN) and len(text) <= MAX_HEADING:
            letter = self.count(at, text, key, counted)
        if letter is None and signs & (SLOTS | LABEL):
            letter = self.label(at, text)
        if (
            (letter is None or letter is Letter.COUNT)  # "12 Like 3 Reply" counts no replies
            and signs & LINKS
            and len(text) <= MAX_NAME
            and self.is_chrome(text, counted)
        ):
            self.counts.pop(at, None)
            letter = Letter.REPLY
        if letter is None and signs & SLOTS and self.points(text):
            letter = Letter.RELATED
        if letter is None and signs & SLOTS and self.heads_box(text, counted):
            self.box_heads.add(at)
        return letter or classify_shape(text)

    def points(self, text: str) -> bool:
        """Tell "See also » The other article", where an arrow or a dash stands in place of the colon."""
        pointer = _POINTER.search(text, 0, _FIRST_WORDS)
        return pointer is not None and line_key(text[: pointer.start()]) in self.frame.related_heads

    def heads_box(self, text: str, counted: str) -> bool:
        """Tell a heading of a box that says more than the headings known: "Popular posts of the year"."""
        if len(text) > SHORT or text[-1] in STOPS:
            return False
        words = words_of(counted)
        return " ".join(words[:2]) in self.frame.box_heads and len(words) <= _BOX_WORDS

    def phrase(self, at: int, text: str, key: str, counted: str, letter: Letter) -> str:
        """Return the letter of a line that is a known phrase as a whole, and keep what it says more."""
        if letter is Letter.VERB and len(trim_name(text).rstrip(" .…")) > len(key) + 1:
            self.names[at] = self.said_by(text)  # "????? says:" has a name, if an odd one
            return Letter.SAYS
        if letter is Letter.HEADING or letter is Letter.REPLY:
            self.count(at, text, key, counted)
        elif letter is Letter.CLOSED and key in self.frame.none:
            self.counts[at] = 0  # "No comments" counts them as well
        role = self.frame.told_roles.get(key)
        if role is not None:
            self.roles[at] = role
        return letter

    # --- phrases with slots ---

    def slotted(self, at: int, text: str, counted: str) -> str | None:
        best: Role | None = None
        title = ""
        for match in self.frame.vocabulary.matches(counted):
            role = match.role
            if role is Role.SAYS:
                limit = (MAX_TITLE, MAX_TITLE) if self.lines.markers[at] else (MAX_NAME, MAX_NAME_WORDS)
                name = "" if ends_sentence(text) and not text.endswith(("...", "…")) else self.said_by(text)
                if (
                    any(map(str.isalpha, name))
                    and (self.lines.markers[at] or not _QUOTED.search(name) or _NICKNAMED.fullmatch(name))
                    and len(name) <= limit[0]
                    and name.count(" ") < limit[1]
                ):
                    self.names[at] = name
                    return Letter.SAYS
            elif role is Role.BYLINE:
                if best is None and self.is_byline(text):
                    best = role
            elif role is Role.RELATED:
                if best is None and ":" in text:
                    best = role
            elif (role is Role.COMMENT_FORM and not _is_form(match.slots, text)) or (
                role is Role.COMMENTS_HEADINGS and (ends_sentence(text) or len(text) > MAX_HEADING)
            ):
                continue
            elif role in SLOTTED_RANK and (best not in SLOTTED_RANK or SLOTTED_RANK[role] < SLOTTED_RANK[best]):
                if role in {Role.MENTIONS, Role.REPLIED_TO}:
                    name = match.slots.get("parent") or match.slots.get("author") or ""
                    if role is Role.MENTIONS and "parent" not in match.slots and best is Role.REPLIED_TO:
                        continue
                    prose = name.count(" ") > 2 and ends_sentence(text)
                    if text[0] == "@" or not is_name(name) or (role is Role.MENTIONS and prose):
                        continue
                    if role is Role.MENTIONS and self.is_link(name):
                        continue  # "Reply | Report", "(Reply to this) (Thread)"
                    self.names[at] = _with_numbers(name, line_key(text))
                best, title = role, match.slots.get("title", "")
        if best is Role.BYLINE:
            return Letter.BYLINE
        if best is Role.RELATED:
            return Letter.RELATED
        if best is None:
            return self.glued_verb(at, text)
        if best in TOLD_ROLES:
            self.roles[at] = best
            start = lowered(text).find(title) if title else -1
            if start > 0:
                self.labels[at] = start
        return LETTER_OF_SLOTTED[best]

    def is_link(self, name: str) -> bool:
        """Tell whether what stands where a name is expected begins or ends a row of links."""
        return 0 <= name.find(")") < name.find("(") or line_key(trim_name(name)) in self.frame.chrome or name[0] in "|/"

    def said_by(self, text: str) -> str:
        """Return the name in "NAME says:" or "" where the line is more than that."""
        bare = text.rstrip(OUTER)
        lower = lowered(bare)
        for tail in _ending(lower, self.frame.verb_tails):
            name = bare[: len(bare) - len(tail)]
            if name[-1:].isspace() or not tail[0].isalpha() or not tail.isascii():
                return self.cut_heads(trim_name(name))
        for head in _beginning(lower, self.frame.heads):
            name = trim_name(text[len(head) :])
            return name if ends_with_initial(name) else trim_name(bare[len(head) :])
        return ""

    def glued_verb(self, at: int, text: str) -> str | None:
        """Read "Janesays:", as renderers print a linked name and the verb behind it."""
        if not text.endswith((":", "：")) or len(text) > MAX_NAME:
            return None
        bare = text.rstrip(OUTER)
        for tail in _ending(bare, self.frame.verb_tails):
            # short verbs end ordinary words ("credit:" is no "cre" who "dit")
            if len(tail) >= 4 and is_name(bare[: -len(tail)]):
                self.names[at] = trim_name(bare[: -len(tail)])
                return Letter.SAYS
        return None

    @staticmethod
    def is_byline(text: str) -> bool:
        """Tell a byline from sentences and titles that begin like one: "By the time we came home"."""
        if len(text) > MAX_HEADING or text.count(" ") > 20 or (ends_sentence(text) and ends_with_initial(text) is None):
            return False
        words = text.split()[1:]
        if len(words) < _TITLE_WORDS or has_digit(text):
            return True
        return 2 * sum([word[0].islower() for word in words]) <= len(words)

    # --- timestamps ---

    def stamped(self, at: int, text: str, match: TimestampMatch | None) -> str | None:
        """Read what stands beside a timestamp: nothing but links, or a name."""
        if match is None or match.precision in {"month", "year"}:
            return None
        if match.is_complete_date:
            self.dates[at] = match
        before, after = text[: match.start], text[match.end :]
        if len(before) + len(after) > MAX_HEADING or min(len(before), len(after)) > SHORT:
            return None
        path: tuple[int, ...] = ()
        numbered = _PATH.match(before)
        if numbered is not None:
            path = tuple(map(int, numbered[1].split(".")))
            before = before[numbered.end() :]
        again = find_timestamp(after, self.frame.reader) if after.strip(OUTER) else None
        if again is not None and not after[: again.start].strip(OUTER):
            after = after[again.end :]  # "15 seconds ago (7:18 PM)": the same moment once more
        if after[:1].isalpha() and any(m.role is Role.ACTIONS for m in self.frame.vocabulary.matches(line_key(after))):
            after = ""  # "Oct 5Liked by Jane"
        before, chrome_before, verb_before = self.cut(before)
        after, chrome_after, verb_after = self.cut(after)
        chrome, verb = chrome_before or chrome_after, verb_before or verb_after
        if after and verb_after and line_key(before) in self.frame.connectors:
            before = ""  # "At 9:12 AM, Jane said"
        stamp = Stamp(match, self.cut_avatar(before), after, chrome, verb, path)
        if not before and not after:
            self.stamps[at] = stamp
            return Letter.DATE
        if before and after:
            # "Fr, 7. Mai - 12:38, Jane (Bonn)" has both; "Jane 3. Mai said this to me" is prose
            return None
        if stamp.name.count(" ") >= _REPLIED_WORDS:
            stamp = self.cut_mention(at, stamp)
        if text[match.end :] == "." and not (verb or chrome) and _is_phrase(stamp.name):
            return None  # "It was mended on May 3, 2009."
        if is_name(stamp.name):
            if self.is_counter(stamp.name):
                self.stamps[at] = attrs.evolve(stamp, before="", after="", chrome=True)
                return Letter.DATE
            sure = match.is_complete_date or match.has_time or match.relative is not None or verb or chrome
            if not sure or (not match.is_complete_date and len(stamp.name) > 40):
                return None
            self.stamps[at] = stamp
            return Letter.META
        return None

    def cut_mention(self, at: int, stamp: Stamp) -> Stamp:
        """Return a stamp whose name is "Jane replied to comment from Joe" with "Jane" alone; note Joe."""
        for match in self.frame.vocabulary.matches(line_key(stamp.name)):
            author, parent = match.slots.get("author", ""), match.slots.get("parent", "")
            if match.role is Role.REPLIED_TO and author and parent and lowered(stamp.name).startswith(author):
                self.names[at] = parent
                return attrs.evolve(stamp, before=trim_name(stamp.name[: len(author)]), after="", verb=True)
        return stamp

    def cut(self, text: str) -> tuple[str, bool, bool]:
        """Return the text beside a timestamp without links, connectors and verbs; tell whether any were cut."""
        if not text.strip(OUTER):
            return "", False, False
        text = trim_name(text)
        chrome = verb = False
        key = line_key(text)
        if not key:
            return "", False, False
        frame = self.frame
        if key in frame.beside_dates:
            return (text, False, False) if key in frame.anonymous else ("", True, False)
        is_separated = _may_be_separated(text)
        if not is_separated and text.isascii() and text[0].isalpha():
            words = words_of(key)
            if words[0] not in frame.around_names and words[-1] not in frame.around_names:
                return text, False, False  # a name and nothing else, as most are
        pieces = [piece for piece in _SEPARATED.split(text) if piece] if is_separated else []
        if len(pieces) > 1:
            kept = [
                piece
                for piece in pieces
                if line_key(piece) not in frame.beside_dates and line_key(piece) not in frame.connectors
            ]
            if not kept:
                return "", True, False
            if len(kept) < len(pieces):
                while pieces and line_key(pieces[-1]) in frame.beside_dates:
                    text = trim_name(text[: text.rindex(pieces.pop())])
                    chrome = True
                while pieces and line_key(pieces[0]) in frame.beside_dates:
                    piece = pieces.pop(0)
                    text = trim_name(text[text.index(piece) + len(piece) :])
                    chrome = True
        changed = True
        introduced = False  # behind "by", a name may begin with a word such as "le"
        while changed and text.strip(OUTER):
            changed = False
            bare = text.rstrip(OUTER)  # as the phrase "said(a)" lost its bracket
            lower = lowered(bare)
            for tail in _ending(lower, frame.tails):
                is_apart = len(lower) == len(tail) or lower[-len(tail) - 1].isspace()
                # a verb of one character is a part of many names: "小说"
                if is_apart or (is_unspaced(tail) and (len(tail) > 1 or not is_unspaced(lower[-2]))):
                    text = trim_name(bare[: -len(tail)])
                    verb = verb or tail in frame.verb_tails
                    changed = True
                    break
            else:
                words = text.split()
                if not words:  # white space of other kinds
                    return "", chrome, verb
                last = words[-1]
                if len(last) > 1 and last[-1] in frame.before_dates and not last[-1].isascii():
                    text = trim_name(text[:-1])  # scripts without spaces: "小鳳於 2013/12/28"
                    changed = True
                    continue
                # "Den" alone and "D." are names; "Jane Le" has a connector
                if last in frame.connectors or (
                    len(words) > 1
                    and len(last.rstrip(".")) > 1
                    and last.istitle()
                    and last.lower() in frame.before_dates
                ):
                    text = trim_name(text[: len(text) - len(last)])
                    changed = True
                elif len(words) > 1 and len(last) > 3 and last.casefold() in frame.badges:
                    text = trim_name(text[: len(text) - len(last)])
                    changed = chrome = True
            lower = lowered(text)
            for head in _beginning(lower, frame.heads):
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
                    and (words[0] in frame.connectors or (len(words[0]) > 3 and words[0].lower() in frame.connectors))
                ):
                    text = trim_name(text[len(words[0]) :])
                    changed = True
        key = line_key(text)
        if not key or (key in frame.beside_dates and key not in frame.anonymous):
            return "", True, verb
        return text, chrome, verb

    def cut_avatar(self, name: str) -> str:
        """Return a name without the alternative text of its picture, which repeats it: "Photo of Ann Ann"."""
        if not name:
            return name
        lower = name.lower().replace("’", "'")
        if name.isascii() and self.frame.avatar_words.isdisjoint(words_of(lower)):
            return name
        for head in _beginning(lower, self.frame.avatar_heads):
            return collapse_halves(name[len(head) :].strip())
        for tail in self.frame.avatar_tails:
            at = lower.find(tail)
            if at > 0 and name[at + len(tail) :].strip() == name[:at].strip():
                return name[:at].strip()
        return name

    def cut_heads(self, name: str) -> str:
        name = self.cut_avatar(name)
        lower = lowered(name)
        for head in _beginning(lower, self.frame.heads):
            is_apart = lower.startswith(" ", len(head)) or is_unspaced(head)
            if is_apart and (" " in head or head in self.frame.paired_heads):
                return trim_name(name[len(head) :])
        return name

    # --- headings over comments ---

    def count(self, at: int, text: str, key: str, counted: str) -> str | None:
        """Read a number of comments: a heading (H) or a counter among other words (h)."""
        frame = self.frame
        if key == counted and frame.ones.isdisjoint(key.split(" ", 2)[:2]):
            return None
        tokens = _TOKENS.findall(counted)
        for index, word in enumerate(tokens[:10]):
            is_one = index <= 1 and word in frame.ones
            if word == "{n}" or is_one:
                size = 0 if is_one and index else self.noun(tokens, index + 1, 1)
                first, last = index, index + size
                if not size:
                    size = self.noun(tokens, index - 1, -1)
                    first, last = index - size, index
                if not size:
                    continue
                number = 1 if is_one else _nth_number(key, tokens[:index].count("{n}"))
                if number is None:
                    continue
                strength = self.heading_strength(text, tokens, first, last)
                if is_one and index and strength is not Letter.HEADING:
                    continue  # Hebrew puts "one" behind its noun; German "Kommentar einer Leserin" counts nothing
                self.counts[at] = number
                return strength
        return None

    def is_count(self, counted: str) -> bool:
        """Tell "5 comments", which says no more than that."""
        tokens = _TOKENS.findall(counted)
        return tokens[:1] == ["{n}"] and self.noun(tokens, 1, 1) == len(tokens) - 1

    def is_counter(self, name: str) -> bool:
        """Tell "57 comments | 3 min read" beside a date from a name."""
        if not has_digit(name):
            return False
        tokens = _TOKENS.findall(count_key(line_key(name)))
        return any(word == "{n}" and self.noun(tokens, at + 1, 1) for at, word in enumerate(tokens))

    def noun(self, tokens: list[str], at: int, step: int) -> int:
        """Return how many tokens from `at` on, in the direction of `step`, make a comment noun; 0 for none."""
        for size in (3, 2, 1):
            span = tokens[at : at + size] if step > 0 else tokens[max(at - size + 1, 0) : at + 1]
            if len(span) != size or at < 0:
                continue
            # of "reader-comments" the last part counts
            if " ".join(span) in self.frame.nouns or (size == 1 and span[0].rpartition("-")[2] in self.frame.nouns):
                return size
        return 0

    def heading_strength(self, text: str, tokens: list[str], first: int, last: int) -> str:
        before, after = tokens[:first], tokens[last + 1 :]
        if not before and not after:
            return Letter.HEADING
        if not before and (after[0] in self.frame.prepositions or _QUOTED.search(text) is not None):
            return Letter.HEADING
        if not before and self.frame.letters.get(" ".join(after)) is Letter.FORM:
            return Letter.HEADING
        if not after and (_QUOTED.search(text) is not None or text.rstrip().endswith(")")) and len(before) <= 12:
            return Letter.HEADING
        return Letter.COUNT

    # --- labels ---

    def label(self, at: int, text: str) -> str | None:
        """Read "Topics: a, b", "Editor's note: ...", "Filed under a, b"."""
        colon = _first_colon(text)
        frame = self.frame
        if 0 < colon <= 40:
            key = line_key(text[:colon])
            role = frame.label_roles.get(key)
            if role is not None:
                self.labels[at] = colon + 1
                self.roles[at] = role
                return LETTER_OF_ROLE[role]
        if len(text) > MAX_HEADING * 2:
            return None
        words = text.split(None, 5)
        first = ""
        for word in words[:_LABEL_WORDS]:
            if first := word.casefold().strip(OUTER):
                break
        if first in frame.label_words:
            for size in range(_LABEL_WORDS, 1, -1):
                if len(words) > size:
                    key = line_key(" ".join(words[:size]))
                    role = frame.label_roles.get(key)
                    if role is Role.TOPICS or (role is Role.THREAD_TOOLS and len(text) <= MAX_NAME):
                        self.labels[at] = _end_of_words(text, size)
                        self.roles[at] = role
                        return LETTER_OF_ROLE[role]
        return None

    # --- links under comments ---

    def is_chrome(self, text: str, counted: str) -> bool:
        """Tell whether the line is made of links alone, as in "Report · Reply", "Like Reply" or "ReplyDelete"."""
        chrome = self.frame.chrome
        if _may_be_separated(text):
            pieces = [key for piece in _SEPARATED.split(text) if (key := line_key(piece))]
            if len(pieces) > 1 and all(piece in chrome or count_key(piece) in chrome for piece in pieces):
                return True
        if self.frame.chrome_run.fullmatch(counted) is not None:
            return True
        run = self.frame.chrome_run.match(counted) if "{n}" in counted else None
        if run is None:
            return False
        links, rest = run[0], counted[run.end() :]
        return (  # and a counter in words that are not known: "Reply Report 12 people love this"
            not links[-1].isalnum()
            and ("{n}" in rest or links.rstrip().endswith("{n}"))
            and rest.count(" ") < COUNTER_WORDS
            and not ends_sentence(text)
            and len(self.frame.chrome_link.findall(links)) > 1
        )


def _is_phrase(name: str) -> bool:
    """Tell words of a sentence from a name: two or more of them are small, and no particles."""
    return sum(1 for word in name.split() if word[0].islower() and len(word) > _PARTICLE) > 1


def _may_be_separated(text: str) -> bool:
    """Tell whether a text holds what `_SEPARATED` can match; most names and titles do not, and that is told faster."""
    return "  " in text or _separator(text) is not None


def _beginning(lower: str, heads: tuple[str, ...]) -> Iterable[str]:
    """Return those of the heads with which a text begins, in their order; one question where there are none."""
    return [head for head in heads if lower.startswith(head)] if lower.startswith(heads) else ()


def _ending(lower: str, tails: tuple[str, ...]) -> Iterable[str]:
    """Return those of the tails with which a text ends, in their order; one question where there are none."""
    return [tail for tail in tails if lower.endswith(tail)] if lower.endswith(tails) else ()


def _with_numbers(slot: str, key: str) -> str:
    """Return what a slot took with its numbers, which phrases see as ``{n}``: "n8owl" from "n{n}owl"."""
    if "{n}" not in slot:
        return slot
    found = re.search(re.escape(slot).replace(r"\{n\}", r"\d[\d.,]*+"), key)
    return found[0] if found is not None else slot


def _is_form(slots: Mapping[str, str], text: str) -> bool:
    """Tell "Leave a reply to Jane" and whole sentences of a form from prose that begins with two such words."""
    slot = max(slots.values(), key=len, default="")
    own = len(text) - len(slot)
    return own >= FORM_WORDS or (is_name(slot) and not ends_sentence(text))


def _nth_number(key: str, skip: int) -> int | None:
    found = _NUMBER.findall(key)
    digits = "".join(ch for ch in found[skip] if ch.isdigit()) if skip < len(found) else ""
    return int(digits) if 0 < len(digits) <= 9 else None


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
