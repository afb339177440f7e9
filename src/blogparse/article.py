"""The post's own fields out of its sections: title, date, byline, editor's note, body, topics.

The tokenizer has said where headline, article and thread stand. What is left is who and when: the lines between
headline and text, those right above the headline and those below the text may credit the post (`credits` reads a
line), and every reading is a candidate with a weight for its place. The nearest wins; a name that the page calls the
author ("by") beats one that merely stands there. In doubt a field is None.

It is wrong where another article's teaser, with its own date and author, stands right against this one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

import attrs
import regex

from blogparse.comments import Times, build_comments, clean_name
from blogparse.credits import Credits, CreditWords, is_person, read_credits, split_authors, split_topics
from blogparse.layout import Induction
from blogparse.letters import Letters, ends_sentence
from blogparse.lines import HEADING, Lines
from blogparse.nesting import Tree
from blogparse.paragraphs import paragraphs_of
from blogparse.records import Byline, Comment, Diagnostic, Layout, Nesting, Post, SectionKind
from blogparse.sections import Sectioning
from blogparse.spans import Span
from blogparse.timestamps import DateReader, TimestampMatch, join_time, resolve_timestamp
from blogparse.vocabulary import OUTER, line_key

ABOVE: Final = 6  # content lines above the headline that may credit the post: Blogger prints the date there
INTO: Final = 8  # content lines of the article's begin and end in which a credit line may have been caught
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
UNDATED: Final = -2.5  # a name beside a name-like line, without a date
LEAST: Final = 2.0  # what a name must weigh

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
    lines, sectioning, induction = page.lines, page.sectioning, page.induction
    title = " ".join(lines.texts[row] for row in sectioning.title if lines.texts[row]) or None
    credited = list(find_credits(page))
    published, published_text, published_rows = find_published(page, credited)
    byline = find_byline(page, credited)
    note, note_span = find_note(page)
    paragraphs, related = find_body(page)
    topics, topics_span = find_topics(page, credited)
    stamps = (page.letters.stamps[row].match for row in published_rows if row in page.letters.stamps)
    times = attrs.evolve(page.times, zone=next((match.zone for match in stamps if match.zone), None))
    comments: tuple[Comment, ...] = ()
    tree = Tree(Nesting.NONE, (), ())
    if induction is not None:
        comments, tree = build_comments(lines, page.letters, induction, times, page.wrap)
    declared = page.letters.counts.get(induction.heading) if induction is not None else None
    if declared is None and induction is not None:
        counted = [line for line in credited if line.credits.count is not None and line.place != "below"]
        declared = max(counted, key=lambda line: line.weight).credits.count if counted else None
    return Post(
        title=title,
        published=published,
        published_text=published_text,
        byline=byline,
        editors_note=note,
        body="\n\n".join(paragraphs),
        paragraphs=paragraphs,
        related=related,
        topics=topics,
        declared_comment_count=declared,
        comments=comments,
        nesting=tree.evidence,
        layout=_layout(induction),
        sections=sectioning.sections,
        diagnostics=tuple(find_doubts(page, declared, comments)),
        title_span=page.span(sectioning.title.start, sectioning.title.stop - 1) if sectioning.title else None,
        published_span=page.span(published_rows[0], published_rows[-1]) if published_rows else None,
        editors_note_span=note_span,
        topics_span=topics_span,
    )


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
    for row, place, distance in _credit_rows(page):
        text = page.lines.texts[row]
        if place == "above" and page.lines.markers[row] not in {"", HEADING}:
            continue  # a list of recent posts
        letter = page.letters.letters[row]
        is_sentence = letter not in "DMB" and ends_sentence(text)
        if len(text) > MAX_CREDIT or (is_sentence and place != "below"):
            continue
        found = read_credits(text, page.words, page.reader)
        if is_sentence and not (found.is_sure and found.dates):
            continue  # but "This entry was posted in Travel on May 3, 2012 by Ann." credits the post
        if found.dates or found.names:
            yield Credited(row, place, PLACES[place] - STEP * distance, found)


def _credit_rows(page: Page) -> Iterator[tuple[int, str, int]]:
    """Yield the lines that may credit the post, the place of each, and its distance in content lines."""
    texts, title, article = page.lines.texts, page.sectioning.title, page.sectioning.article
    thread = page.sectioning.thread
    top = title.start if title else article.start
    bottom = title.stop if title else max(article.start - ABOVE, 0)
    stop = article.start if article else min(bottom + BELOW, len(texts))
    rows = [row for row in range(bottom, stop) if texts[row]]
    yield from ((row, "between", at) for at, row in enumerate(rows))
    if title:
        rows = [row for row in range(max(0, top - 3 * ABOVE), top) if texts[row]][-ABOVE:]
        yield from ((row, "above", len(rows) - at) for at, row in enumerate(rows))
    rows = [row for row in article if texts[row]]
    yield from ((row, "begin", at) for at, row in enumerate(rows[:INTO]))
    yield from ((row, "end", at) for at, row in enumerate(rows[max(INTO, len(rows) - INTO) :]))
    if article:
        last = thread.start if thread.start >= article.stop else len(texts)
        rows = [row for row in range(article.stop, min(last, article.stop + 4 * BELOW)) if texts[row]][:BELOW]
        yield from ((row, "below", at) for at, row in enumerate(rows))


def find_published(page: Page, credited: Sequence[Credited]) -> tuple[datetime | None, str | None, tuple[int, ...]]:
    """Return the post's own date: the value, its words, its lines."""
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
        return None, None, ()
    _, row, match = best
    rows: tuple[int, ...] = (row,)
    if not match.has_time:
        second = next((at for at in range(row + 1, min(row + 3, len(page.lines))) if page.lines.texts[at]), row)
        below = page.letters.stamps.get(second) if second > row else None
        if below is not None and below.match.has_time and below.match.month is None and not below.name:
            match = join_time(match, below.match)
            rows = row, second
    value = resolve_timestamp(match, dayfirst=page.times.dayfirst, tz=page.times.tz, crawled_at=page.times.crawled_at)
    return value, match.text, rows


def find_byline(page: Page, credited: Sequence[Credited]) -> Byline | None:
    """Return who wrote the post: the names that the best credit line holds, or the name beside the dateline."""
    best: tuple[float, Byline] | None = None
    for weight, row, found in _names(page, credited):
        if weight >= LEAST and (best is None or weight > best[0]):
            byline = Byline(
                authors=tuple(name for name in map(clean_name, found.names) if name),
                affiliation=found.affiliation,
                text=page.lines.texts[row],
                span=page.span(row),
            )
            best = (weight, byline) if byline.authors else best
    return best[1] if best is not None else None


def _names(page: Page, credited: Sequence[Credited]) -> Iterator[tuple[float, int, Credits]]:
    texts, letters, markers = page.lines.texts, page.letters.letters, page.lines.markers
    dated = {line.row for line in credited if line.credits.dates}
    listed: set[str] = set()
    said: Counter[str] = Counter()  # one word alone is a category or a name
    if any(line.credits.names and not line.credits.is_sure for line in credited):
        short = [at for at, text in enumerate(texts) if 0 < len(text) <= MAX_NAME]
        listed = {line_key(texts[at]) for at in short if markers[at]}
        said = Counter(line_key(texts[at]) for at in short)
        said.update(map(line_key, page.letters.names.values()))
    for line in credited:
        names, is_sure = line.credits.names, line.credits.is_sure
        if is_sure:
            yield line.weight + SURE, line.row, line.credits
        elif not names or line_key(names[0]) in listed - {line_key(texts[line.row]) if markers[line.row] else ""}:
            continue  # an entry of the menu is a category
        elif _heads_author_box(page, line.row, names[0]) if line.place in {"end", "below"} else line.row in dated:
            yield line.weight, line.row, line.credits
        elif letters[line.row] in "sta" and line.place in {"between", "begin"}:
            distance = next((at for at, row in enumerate(_nearby(page, line.row)) if row in dated), 4)
            is_said = " " in names[0] or said[line_key(names[0])] > 1
            if distance < 4 and len(texts[line.row]) <= MAX_NAME and is_said:
                yield line.weight + UNDATED - distance // 2, line.row, line.credits
    for row, place, distance in _credit_rows(page):
        if len(texts[row]) <= MAX_NAME and line_key(texts[row]) in page.words.openings:
            below = next((at for at in range(row + 1, min(row + 3, len(texts))) if texts[at]), -1)
            if below >= 0 and is_person(texts[below], page.words):
                names, affiliation = split_authors(texts[below], page.words)
                yield PLACES[place] - STEP * distance + SURE, below, Credits((), names, affiliation, is_sure=True)


def _heads_author_box(page: Page, row: int, name: str) -> bool:
    """Tell whether a name below the text stands over a few words about its owner."""
    texts = page.lines.texts
    if page.lines.markers[row] not in {"", HEADING} or line_key(texts[row]) != line_key(name):
        return False
    below = next((at for at in range(row + 1, min(row + 3, len(texts))) if texts[at]), row)
    if page.letters.letters[below] != "p":
        return False
    is_known = any(line_key(name) == line_key(other) for other in page.letters.names.values())
    return is_known or (" " in name and texts[below].startswith(name.split()[0]))


def _nearby(page: Page, row: int) -> Iterator[int]:
    """Yield the content lines above and below a line, the two nearest first, then the two behind them."""
    texts = page.lines.texts
    above = [at for at in range(row - 1, max(row - 6, -1), -1) if texts[at]]
    below = [at for at in range(row + 1, min(row + 6, len(texts))) if texts[at]]
    for pair in zip([*above, -1, -1][:2], [*below, -1, -1][:2], strict=True):
        yield from pair


# --- note, body, topics ----------------------------------------------------------------------------------------------


def find_note(page: Page) -> tuple[str | None, Span | None]:
    """Return the editors' note without its label, and its lines."""
    kinds, letters, texts = page.sectioning.kinds, page.letters.letters, page.lines.texts
    rows = [row for row, kind in enumerate(kinds) if kind is SectionKind.EDITORS_NOTE and letters[row] != "_"]
    if not rows:
        return None, None
    first = last = rows[0]
    pieces = [texts[first][page.letters.labels.get(first, len(texts[first])) :].strip()]
    for row in rows[1:]:
        if letters[row] == "E":
            break
        pieces.append(texts[row])
        last = row
    text = "\n".join(piece for piece in pieces if piece)
    return (text or None), page.span(first, last)


def find_body(page: Page) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the paragraphs of the article, and the pointers to other articles that stand inside it."""
    paragraphs: list[str] = []
    related: list[str] = []
    start = None
    kinds, letters = page.sectioning.kinds, page.letters.letters
    article = page.sectioning.article
    is_open = False
    is_spaced = page.wrap is not None or any(not page.lines.texts[row] for row in article)
    for row in range(len(kinds) + 1):
        inside = row < len(kinds) and kinds[row] is SectionKind.BODY
        if inside and letters[row] == "Q":
            related.append(page.lines.texts[row])
            is_open = page.lines.texts[row].endswith(":")
            inside = False
        elif inside and is_open and letters[row] != "_":  # "More from ...:" and the headline on a line of its own
            related[-1] += f" {page.lines.texts[row]}"
            inside = is_open = False
        if inside and start is None:
            start = row
        elif not inside and start is not None:
            parts = [range(start, row)] if is_spaced else [range(at, at + 1) for at in range(start, row)]
            for part in parts:  # where nothing parts paragraphs, every line is one
                paragraphs.extend(paragraphs_of(page.lines, part, page.wrap))
            start = None
    return tuple(paragraphs), tuple(related)


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


def find_doubts(page: Page, declared: int | None, comments: Sequence[Comment]) -> Iterator[Diagnostic]:
    """Yield what the record beside them may have wrong."""
    induction = page.induction
    if induction is None:
        return
    found = sum(comment.kind != "pingback" for comment in comments)
    if declared is not None and declared not in {found, len(comments)}:
        yield Diagnostic(
            "declared-count", f"the page declares {declared} comments and shows {found}", page.span(induction.heading)
        )
    if induction.runner_up is not None:
        name, score = induction.runner_up
        yield Diagnostic(
            "close-layout",
            f"another layout explains the thread almost as well: {name} ({score:.1f} against {induction.score:.1f})",
            page.span(induction.records[0].start, induction.records[-1].end - 1),
        )
