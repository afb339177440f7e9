"""The post's own record out of its sections: who wrote it and when, its topics, and what other modules read of it.

The tokenizer has said where headline, article and thread stand. What is left is who and when: the lines between
headline and text, those right above the headline and those below the text may credit the post (`credits` reads a
line), and every reading is a candidate with a weight for its place. The nearest wins; a name that the page calls the
author ("by") beats one that merely stands there. A name that merely stands there needs something else: a date beside
it, words about its owner below it, the thread or a picture that knows it. In doubt a field is None.

It is wrong where another article's teaser, with its own date and author, stands right against this one, and where two
capitalised words beside the date are a category that stands nowhere else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

import attrs
import regex

from blogparse.body import find_body, find_notes
from blogparse.comments import Times, build_comments, clean_name
from blogparse.credits import (
    Credits,
    CreditWords,
    is_label,
    is_opening,
    is_person,
    read_credits,
    read_dateline,
    read_guest,
    read_named,
    split_topics,
)
from blogparse.frame import find_neighbours, find_openness, find_site, find_thread_page
from blogparse.layout import Induction
from blogparse.letters import Letters, ends_sentence
from blogparse.lines import HEADING, Lines
from blogparse.nesting import Tree
from blogparse.paragraphs import end_of_line
from blogparse.records import Byline, Comment, Diagnostic, Layout, Nesting, Post
from blogparse.sections import Sectioning
from blogparse.spans import Span
from blogparse.timestamps import DateReader, TimestampMatch, join_time
from blogparse.vocabulary import OUTER, line_key

ABOVE: Final = 6  # content lines above the headline that may credit the post: Blogger prints the date there
BEGIN: Final = 16  # content lines of the article's begin in which a credit line may have been caught: teasers above it
END: Final = 8  # such lines of its end
BELOW: Final = 30  # content lines below the text: share bars and topics stand before the byline there
MAX_NAME: Final = 50  # characters
MAX_CREDIT: Final = 200  # characters: longer lines are prose

PLACES: Final[Mapping[str, float]] = {
    "between": 10.0,  # the headline and the text
    "above": 7.0,  # the headline
    "begin": 6.0,  # of the text
    "end": 5.0,
    "below": 4.0,  # the text
}
"""What a credit weighs by where it stands, before its distance is taken off."""
STEP: Final = 0.2  # taken off for each line of distance
SURE: Final = 5.0  # a name behind "by" outweighs a nearer one that nothing calls the author
UPDATED: Final = -4.0  # the day of an update is the post's date only where no other is
GUEST: Final = 5.0  # "This is a guest post by Ann." outweighs whose account posted it
DATELINE: Final = -2.5  # the date that opens a paragraph may be that of an event
UNDATED: Final = -2.5  # a name beside a name-like line, without a date
ONE_WORD: Final = -1.5  # one word beside the date may be a category, whatever else the page does with it
KNOWN: Final = 1.5  # for a name that the page says elsewhere, of a person
BOX: Final = 2.0  # a name over words about its owner, below the text
LEAST: Final = 2.0  # what a name must weigh
NEAR: Final = 8  # lines above and below a name in which a date is looked for
ABOUT: Final = 32  # characters: words about a person name them before that, behind a title or an office at most
MAX_FULL_NAME: Final = 3  # words of a name over words about its owner: more are a headline in capitals

_SEPARATORS: Final = regex.compile(r"\s*(?:[,;|•·/\n]|[\u00a0 ]{2,})\s*|(?<=\S)\s*[#](?=\w)")


@attrs.frozen(slots=True, eq=False)
class Page:
    """A dump as the steps before this one left it, with what reading its credit lines takes."""

    lines: Lines
    letters: Letters
    sectioning: Sectioning
    induction: Induction | None
    times: Times
    wrap: int | None
    words: CreditWords
    reader: DateReader

    def span(self, first: int, last: int = -1) -> Span:
        """Return the span of the lines `first` to `last`."""
        return Span(self.lines.starts[first], self.lines.ends[max(first, last)])


@attrs.frozen(slots=True)
class Credited:
    """A line that may credit the post: where it stands, what that weighs, what it says."""

    row: int
    place: str
    weight: float
    credits: Credits


def build_post(page: Page) -> Post:
    """Return the record of a page."""
    lines, letters, sectioning, induction = page.lines, page.letters, page.sectioning, page.induction
    title = " ".join(lines.texts[row] for row in sectioning.title if lines.texts[row]) or None
    credited = list(find_credits(page))
    published = find_published(page, credited)
    updated = find_updated(credited)
    notes = find_notes(lines, letters, sectioning, page.wrap)
    editors_note = next((note for note in notes if note.kind == "editor"), None)
    body = find_body(lines, letters, sectioning, page.wrap, page.words.captions)
    topics, topics_span = find_topics(page, credited)
    previous_post, next_post = find_neighbours(lines, letters, sectioning)
    moment = page.times.resolve(published.match) if published is not None else None
    times = attrs.evolve(
        page.times,
        zone=published.match.zone if published is not None else None,
        published=moment.date() if moment is not None else None,
    )
    comments: tuple[Comment, ...] = ()
    tree = Tree(Nesting.NONE, (), ())
    if induction is not None:
        comments, tree = build_comments(lines, letters, induction, times, page.wrap)
    declared = find_declared(page, credited)
    return Post(
        language=next(iter(page.times.languages), None),
        site=find_site(lines, letters, sectioning),
        title=title,
        published=moment,
        published_text=published.match.text if published is not None else None,
        published_precision=published.match.precision if published is not None else None,
        updated=times.resolve(updated.match) if updated is not None else None,
        updated_text=updated.match.text if updated is not None else None,
        byline=find_byline(page, credited),
        editors_note=editors_note.text if editors_note is not None else None,
        notes=notes,
        body="\n\n".join(body.paragraphs),
        paragraphs=body.paragraphs,
        blocks=body.blocks,
        related=body.related,
        topics=topics,
        previous_post=previous_post,
        next_post=next_post,
        comments_open=find_openness(letters, sectioning),
        declared_comment_count=declared,
        comments=comments,
        nesting=tree.evidence,
        layout=_layout(induction),
        sections=sectioning.sections,
        diagnostics=tuple(find_doubts(page, published, declared, comments)),
        title_span=page.span(sectioning.title.start, sectioning.title.stop - 1) if sectioning.title else None,
        published_span=page.span(published.rows[0], published.rows[-1]) if published is not None else None,
        updated_span=page.span(updated.rows[0]) if updated is not None else None,
        editors_note_span=editors_note.span if editors_note is not None else None,
        topics_span=topics_span,
    )


def find_declared(page: Page, credited: Sequence[Credited]) -> int | None:
    """Return the number of comments that the thread's heading declares, or else a credit line above the thread."""
    if page.induction is None:
        return None
    declared = page.letters.counts.get(page.induction.heading)
    if declared is None:
        counted = [line for line in credited if line.credits.count is not None and line.place != "below"]
        declared = max(counted, key=lambda line: line.weight).credits.count if counted else None
    return declared


def _layout(found: Induction | None) -> Layout | None:
    if found is None:
        return None
    return Layout(
        parts=found.scheme.parts,
        marker=found.marker,
        support=found.support,
        coverage=round(found.coverage, 4),
        score=round(found.score, 4),
    )


# --- who and when ----------------------------------------------------------------------------------------------------


def find_credits(page: Page) -> Iterator[Credited]:
    """Yield the lines around headline and text that have a date or a name, with their weights."""
    joined: set[int] = set()  # rows that a renderer's fixed width broke off the credit line above
    for row, place, distance in _credit_rows(page):
        if row in joined or (page.wrap is not None and row and end_of_line(page.lines, row - 1, page.wrap) > row):
            continue
        rows = range(row, end_of_line(page.lines, row, page.wrap))
        joined.update(rows[1:])
        text = " ".join(page.lines.texts[at] for at in rows)
        if place == "above" and page.lines.markers[row] not in {"", HEADING}:
            continue  # a list of recent posts
        letter = page.letters.letters[row]
        is_sentence = letter not in "DMB" and ends_sentence(text)
        weight = PLACES[place] - STEP * distance
        if place == "begin" and (is_sentence or len(text) > MAX_CREDIT):
            match = read_dateline(text, page.reader)
            if match is not None:
                yield Credited(row, place, weight + DATELINE, Credits.of_date(match))
        if is_sentence and place in {"between", "begin", "end"}:
            guest = read_guest(text, page.words)
            if guest is not None:
                yield Credited(row, place, weight + GUEST, guest)
        if len(text) > MAX_CREDIT or (is_sentence and place != "below"):
            continue
        found = read_credits(text, page.words, page.reader)
        if is_sentence and not (found.is_sure and found.dates):
            continue  # but "This entry was posted in Travel on May 3, 2012 by Ann." credits the post
        if found.dates or found.names:
            yield Credited(row, place, weight, found)


def _credit_rows(page: Page) -> Iterator[tuple[int, str, int]]:
    """Yield the lines that may credit the post, the place of each, and its distance in content lines."""
    texts, title, article = page.lines.texts, page.sectioning.title, page.sectioning.article
    thread = page.sectioning.thread
    top = title.start if title else article.start
    bottom = title.stop if title else max(article.start - ABOVE, 0)
    stop = article.start if article else min(bottom + BELOW, len(texts))
    rows = [row for row in range(bottom, stop) if texts[row].strip(OUTER)]  # flat dumps have "|" on a line of its own
    yield from ((row, "between", at) for at, row in enumerate(rows))
    if title:
        rows = [row for row in range(max(0, top - 3 * ABOVE), top) if texts[row].strip(OUTER)][-ABOVE:]
        yield from ((row, "above", len(rows) - at) for at, row in enumerate(rows))
    rows = [row for row in article if texts[row]]
    yield from ((row, "begin", at) for at, row in enumerate(rows[:BEGIN]))
    yield from ((row, "end", at) for at, row in enumerate(rows[max(BEGIN, len(rows) - END) :]))
    if article:
        last = thread.start if thread.start >= article.stop else len(texts)
        rows = [row for row in range(article.stop, min(last, article.stop + 4 * BELOW)) if texts[row]][:BELOW]
        yield from ((row, "below", at) for at, row in enumerate(rows))


@attrs.frozen(slots=True)
class Dated:
    """A date of the post and the lines that state it."""

    match: TimestampMatch
    rows: tuple[int, ...]


def find_published(page: Page, credited: Sequence[Credited]) -> Dated | None:
    """Return the post's own date; its time may stand on the line below, or behind "Posted by Ann at" below the text.

    The words of a time that stands so far off are not among the date's own.
    """
    best: tuple[float, int, TimestampMatch] | None = None
    article, letters = page.sectioning.article, page.letters.letters
    boxes = letters.find("W", article.stop) if article else -1  # other posts are listed from there on
    for line in credited:
        if line.place == "below" and 0 <= boxes < line.row and not line.credits.is_sure:
            continue
        for match, is_update in line.credits.dates:
            weight = line.weight + (UPDATED if is_update else 0.0)
            if match.is_complete_date and (best is None or weight > best[0]):
                best = weight, line.row, match
    if best is None:
        return None
    _, row, match = best
    if match.has_time:
        return Dated(match, (row,))
    second = next((at for at in range(row + 1, min(row + 3, len(page.lines))) if page.lines.texts[at]), row)
    below = page.letters.stamps.get(second) if second > row else None
    if below is not None and below.match.has_time and below.match.month is None and not below.name:
        return Dated(join_time(match, below.match), (row, second))
    signed = next(
        (
            time
            for line in credited
            if line.credits.is_sure
            for time, _ in line.credits.dates
            if time.has_time and time.month is None
        ),
        None,
    )
    if signed is not None:
        match = attrs.evolve(join_time(match, signed), text=match.text)
    return Dated(match, (row,))


def find_updated(credited: Sequence[Credited]) -> Dated | None:
    """Return the date that the page calls that of an update; the nearest to headline and text, of several."""
    updates = [
        (line.weight, -line.row, match)
        for line in credited
        for match, is_update in line.credits.dates
        if is_update and match.is_complete_date
    ]
    if not updates:
        return None
    _, row, match = max(updates, key=lambda update: update[:2])
    return Dated(match, (-row,))


def find_byline(page: Page, credited: Sequence[Credited]) -> Byline | None:
    """Return who wrote the post: the names that the best credit line holds, or the name beside the dateline."""
    best: tuple[float, Byline] | None = None
    for weight, row, found in _names(page, credited):
        if weight >= LEAST and (best is None or weight > best[0]):
            rows = range(row, end_of_line(page.lines, row, page.wrap))
            byline = Byline(
                authors=tuple(name for name in map(clean_name, found.names) if name),
                affiliation=found.affiliation,
                text=" ".join(page.lines.texts[at] for at in rows),
                span=page.span(rows[0], rows[-1]),
            )
            best = (weight, byline) if byline.authors else best
    return best[1] if best is not None else None


def _names(page: Page, credited: Sequence[Credited]) -> Iterator[tuple[float, int, Credits]]:
    """Yield who may have written the post: the weight of each reading, its line, its names."""
    texts, letters, markers = page.lines.texts, page.letters.letters, page.lines.markers
    dated = {line.row for line in credited if line.credits.dates}
    listed: set[str] = set()
    said: Counter[str] = Counter()  # one word alone is a category or a name
    if any(line.credits.names and not line.credits.is_sure for line in credited):
        short = [at for at, text in enumerate(texts) if 0 < len(text) <= MAX_NAME]
        listed = {line_key(texts[at]) for at in short if markers[at] not in {"", HEADING}}
        said = Counter(line_key(texts[at]) for at in short)
        said.update(map(line_key, page.letters.names.values()))
    boxes: list[Credited] = []
    for line in credited:
        names, is_sure = line.credits.names, line.credits.is_sure
        if is_sure:
            yield line.weight + SURE, line.row, line.credits
        elif not names or line_key(names[0]) in listed - {line_key(texts[line.row]) if markers[line.row] else ""}:
            continue  # an entry of the menu is a category
        elif line.place in {"end", "below"}:
            if name := _boxed_name(page, line.row):
                boxes.append(attrs.evolve(line, credits=Credits((), (name,), None, is_sure=False)))
        elif line.row in dated:
            alone = 0.0 if " " in names[0] or said[line_key(names[0])] else ONE_WORD
            yield line.weight + alone, line.row, _without_rest(page, line.credits)
        elif letters[line.row] in "sta" and not _is_filed(page, line.row):
            distance = next((at for at, row in enumerate(_nearby(page, line.row)) if row in dated), 4)
            is_said = " " in names[0] or said[line_key(names[0])] > 1
            is_there = distance < 4 if line.place != "above" else distance < 2 and _is_known(page, names[0], line.row)
            if is_there and len(texts[line.row]) <= MAX_NAME and is_said:
                alone = 0.0 if " " in names[0] else ONE_WORD
                known = KNOWN if _is_known(page, names[0], line.row) else 0.0
                yield line.weight + UNDATED + alone + known - distance // 2, line.row, line.credits
    boxes += _boxes_inside(page)
    if len({line.credits.names for line in boxes}) == 1:  # of several, each is one of those whom the article is about
        yield boxes[0].weight + BOX, boxes[0].row, boxes[0].credits
    yield from _names_below_openings(page, dated)


def _names_below_openings(page: Page, dated: AbstractSet[int]) -> Iterator[tuple[float, int, Credits]]:
    """Yield the names that have their "Posted by" or "Author:" on the line above; `dated` are the lines with dates."""
    texts, letters = page.lines.texts, page.letters.letters
    for row, place, distance in _credit_rows(page):
        if len(texts[row]) > MAX_NAME or not is_opening(texts[row], page.words):
            continue
        rows = _content(page, row + 1, row + 5)
        below = next((at for at in rows if letters[at] != "a" and texts[at][0] != "["), -1)  # past a picture
        # inside the text "by" alone may stand before any link
        is_framed = is_label(texts[row]) or place not in {"begin", "end"} or not dated.isdisjoint(_nearby(page, row))
        is_framed = is_framed or not (texts[row][0].islower() or texts[below][0].islower())
        named = read_named(texts[below], texts[row], page.words) if below >= 0 and is_framed else None
        if named is not None:
            yield PLACES[place] - STEP * distance + SURE, below, named


def _is_filed(page: Page, row: int) -> bool:
    """Tell whether "in" stands alone on the line above: flat dumps part it from the category."""
    above = list(_content(page, max(row - 3, 0), row))
    return bool(above) and line_key(page.lines.texts[above[-1]]) in page.words.filing


def _boxes_inside(page: Page) -> Iterator[Credited]:
    """Yield the names over words about their owners in the article's last lines, where a list of posts follows them."""
    texts, letters = page.lines.texts, page.letters.letters
    rows = [row for row in page.sectioning.article if texts[row]]
    for row in rows[max(len(rows) // 3, len(rows) - BELOW) : max(BEGIN, len(rows) - END)]:
        name = _boxed_name(page, row, alone=True) if letters[row] == "s" and len(texts[row]) <= MAX_NAME else ""
        if name and is_person(name, page.words):
            yield Credited(row, "end", PLACES["end"], Credits((), (name,), None, is_sure=False))


def _boxed_name(page: Page, row: int, *, alone: bool = False) -> str:
    """Return the name below the text that stands over a few words about its owner, "" where there is none.

    Such a line is a name that the page knows or that the words begin with, maybe behind "About"; what its owner does
    may stand between. `alone` asks for what the words say alone: inside an article, one of the thread's people may
    head a section.
    """
    texts, letters = page.lines.texts, page.letters.letters
    name = texts[row].strip(OUTER)
    if page.lines.markers[row] not in {"", HEADING}:
        return ""
    below = list(_content(page, row + 1, row + 5))[:2]
    about = next((at for at in below if letters[at] == "p" or (page.wrap is not None and letters[at] == "t")), -1)
    if about < 0 or (about != below[0] and letters[below[0]] not in "sb"):
        return ""
    if about == below[0] and not alone and _is_known(page, name):
        return name
    tokens = name.split()
    for at in range(max(len(tokens) - MAX_FULL_NAME, 0), len(tokens) - 1):
        whole = " ".join(tokens[at:])
        called = [whole] if at else [whole, tokens[0]]  # "Ann writes about"
        is_word = f" {tokens[at].lower()} "  # "The Garden" is no person
        if (
            all(token[0].isupper() for token in tokens[at:])
            and _opens_with(texts[about], called)
            and not any(is_word in text for text in texts)
        ):
            return whole
    return ""


def _opens_with(text: str, names: Sequence[str]) -> bool:
    """Tell whether a text soon says what one of some names does: a word in small letters follows the name."""
    second = names[0].split()[1].casefold()
    for name in names:
        at = text.find(f"{name} ", 0, ABOUT + len(name))
        rest = text[at + len(name) + 1 :]
        is_heading = rest.split(" ", 1)[0].casefold() == second  # "Leadership Styles" over "Leadership styles are"
        if at >= 0 and not text[at - 1 : at].isalnum() and rest[:1].islower() and not is_heading:
            return True
    return False


def _is_known(page: Page, name: str, row: int | None = None) -> bool:
    """Tell whether the page calls somebody by a name: in its thread, behind "Author:", beside a picture, in prose.

    A picture and its caption, or a picture's text and a link, are the line in `row` once more, right beside it.
    """
    texts, letters = page.lines.texts, page.letters
    key = line_key(name)
    if any(key == line_key(other) for other in letters.names.values()):
        return True
    if " " not in name:
        return False
    if row is not None:
        again = [at for at, text in enumerate(texts) if len(text) <= MAX_NAME and line_key(text) == key]
        if row - 1 in again or row + 1 in again:
            return True
        if any(is_opening(texts[at], page.words) for twin in again for at in _content(page, twin - 2, twin)):
            return True
        prose = (texts[at] for at, letter in enumerate(letters.letters) if letter == "p")
        if any(text.startswith(f"{name} ") and text[len(name) + 1 :][:1].islower() for text in prose):
            return True
    return any(name in texts[at] for at, letter in enumerate(letters.letters) if letter == "a")


def _without_rest(page: Page, found: Credits) -> Credits:
    """Cut a category behind a name that the page's thread knows: "Ann Lee Travel" where Ann Lee answers comments."""
    first = found.names[0]
    known = {line_key(name): name for name in page.letters.names.values() if " " in name}
    whole = next((name for name in known.values() if first.startswith(f"{name} ")), None)
    return found if whole is None else attrs.evolve(found, names=(whole,))


def _content(page: Page, first: int, stop: int) -> Iterator[int]:
    """Yield the lines of a range that say more than a separator."""
    texts = page.lines.texts
    return (at for at in range(first, min(stop, len(texts))) if texts[at].strip(OUTER))


def _nearby(page: Page, row: int) -> Iterator[int]:
    """Yield the content lines above and below a line, the two nearest first, then the two behind them.

    Separators and the words before a date ("on") are no content: flat dumps have them on lines of their own.
    """
    texts, on = page.lines.texts, page.words.on
    near = [at for at in _content(page, max(row - NEAR, 0), row + NEAR) if line_key(texts[at]) not in on]
    above, below = [at for at in reversed(near) if at < row], [at for at in near if at > row]
    for pair in zip([*above, -1, -1][:2], [*below, -1, -1][:2], strict=True):
        yield from pair


# --- topics ----------------------------------------------------------------------------------------------------------


TOPICS_ABOVE: Final = 12  # lines above the article and below it in which its topics stand
TOPICS_BELOW: Final = 25
MAX_TOPICS: Final = 12  # lines of a list of topics below its label
MAX_TOPIC: Final = 60  # characters


def find_topics(page: Page, credited: Sequence[Credited]) -> tuple[tuple[str, ...], Span | None]:
    """Return the topics that labelled lines and credit lines near the article name, each once, and their lines."""
    in_credits = {line.row: line.credits.topics for line in credited if line.credits.topics}
    article, thread = page.sectioning.article, page.sectioning.thread
    found: list[str] = []
    first = last = -1
    first_row = max(page.sectioning.title.stop, article.start - TOPICS_ABOVE, 0)  # above the headline they are a menu
    for row in range(first_row, min(len(page.lines), article.stop + TOPICS_BELOW)):
        if row in thread or (page.letters.letters[row] != "L" and (row in article or row not in in_credits)):
            continue
        label = page.letters.labels.get(row)
        text = page.lines.texts[row][label:] if label is not None else ""
        end = row
        topics: Sequence[str]
        if row in in_credits:
            topics = in_credits[row]
        elif text.strip(OUTER):
            topics = _inline_topics(page, text)
        else:
            text, end = _listed_topics(page, row)
            topics = [piece.strip(OUTER) for piece in _SEPARATORS.split(text)]
        topics = [piece for piece in topics if piece and len(piece) <= MAX_TOPIC]
        if topics:
            found.extend(topic for topic in topics if topic not in found)
            first = row if first < 0 else first
            last = end
    return tuple(found), (page.span(first, last) if first >= 0 else None)


def _inline_topics(page: Page, text: str) -> Sequence[str]:
    """Return the topics behind a label: a list, or a sentence such as "in Maps and tagged ponds by Ann"."""
    opening = text.split(None, 1)[0].casefold()
    if opening in page.words.on:
        return read_credits(text, page.words, page.reader).topics or split_topics(text, page.words)
    return [piece.strip(OUTER) for part in page.words.topics.split(text) for piece in _SEPARATORS.split(part)]


def _listed_topics(page: Page, row: int) -> tuple[str, int]:
    """Return the topics on the lines below a label, and the last of these lines.

    One line holds them all, or they are list items, or lines with nothing but separators stand between them.
    """
    letters, markers, texts = page.letters.letters, page.lines.markers, page.lines.texts
    rows = [below for below in range(row + 1, min(row + 2 * MAX_TOPICS, len(page.lines))) if texts[below]]
    items: list[str] = []
    end = row
    is_open = True
    for below in rows:
        if not texts[below].strip(OUTER):
            is_open = True
            continue
        if letters[below] != "s" or not (is_open or markers[below]):
            break
        items.append(texts[below])
        end = below
        is_open = False
    return "\n".join(items), end


# --- doubts ----------------------------------------------------------------------------------------------------------


def find_doubts(
    page: Page, published: Dated | None, declared: int | None, comments: Sequence[Comment]
) -> Iterator[Diagnostic]:
    """Yield what the record beside them may have wrong."""
    yield from _dates_in_doubt(page, published)
    induction = page.induction
    if induction is None:
        return
    found = sum(comment.kind != "pingback" for comment in comments)
    if declared is not None and declared not in {found, len(comments)}:
        yield Diagnostic(
            "declared-count", f"the page declares {declared} comments and shows {found}", page.span(induction.heading)
        )
    row = find_thread_page(page.lines, page.letters, page.sectioning)
    if row >= 0:
        yield Diagnostic("thread-page", f"the page leads to more comments: {page.lines.texts[row]}", page.span(row))
    if induction.runner_up is not None:
        name, score = induction.runner_up
        yield Diagnostic(
            "close-layout",
            f"another layout explains the thread almost as well: {name} ({score:.1f} against {induction.score:.1f})",
            page.span(induction.records[0].start, induction.records[-1].end - 1),
        )


def _dates_in_doubt(page: Page, published: Dated | None) -> Iterator[Diagnostic]:
    """Yield one doubt of each kind, at the first date that shows it."""
    dates = [(published.match, published.rows[0])] if published is not None else []
    if page.induction is not None:
        stamps = page.letters.stamps
        rows = [row for record in page.induction.records for row in record.stamps if row in stamps]
        dates += [(stamps[row].match, row) for row in rows]
    if page.times.dayfirst is None:
        swapped = next(((match, row) for match, row in dates if match.ambiguous), None)
        if swapped is not None:
            match, row = swapped
            yield Diagnostic("day-or-month", f"nothing tells day from month: {match.text}", page.span(row))
    shared = next(((match, row) for match, row in dates if match.zone is not None and _is_shared(page, match)), None)
    if shared is not None:
        match, row = shared
        yield Diagnostic("unknown-zone", f"several zones are called {match.zone}, or none is", page.span(row))


def _is_shared(page: Page, match: TimestampMatch) -> bool:
    moment = page.times.resolve(match)
    return moment is not None and moment.tzinfo is None
