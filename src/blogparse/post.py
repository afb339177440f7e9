"""`parse_post`: the composition of the steps, from a dump to a record.

Read `analyse` from top to bottom: lines, letters, layout, sections, comments, fields. Every step is a pure function of
the steps before it.
"""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo
from typing import Final

import attrs
import regex
from dateutil import tz as dateutil_tz

from blogparse.comments import Times, build_comments, clean_name, joined, page_dayfirst
from blogparse.paragraphs import paragraphs_of, wrap_width
from blogparse.errors import NotTextError, OptionError, StrictError
from blogparse.languages import FALLBACK, infer_languages
from blogparse.layout import Induction, induce_layout
from blogparse.letters import Letters, classify_lines
from blogparse.lines import HEADING, Lines, split_lines
from blogparse.nesting import Tree
from blogparse.records import Byline, Comment, Diagnostic, Layout, Nesting, Post, Section, SectionKind
from blogparse.sections import Sectioning, tokenize_lines
from blogparse.spans import Span
from blogparse.timestamps import TimestampMatch, compile_dates, resolve_timestamp
from blogparse.vocabulary import OUTER, Role, Vocabulary, line_key, load_vocabulary


@attrs.frozen(slots=True, eq=False)
class Analysis:
    """A dump and everything the parser saw in it, for views and for the curious."""

    lines: Lines
    letters: Letters
    sectioning: Sectioning
    post: Post


def parse_post(
    text: str,
    *,
    tz: tzinfo | str | None = None,
    crawled_at: datetime | None = None,
    languages: Sequence[str] | None = None,
    dayfirst: bool | None = None,
    strict: bool = False,
) -> Post:
    """Return what a page said, from its plain-text dump: the post and its comments.

    Every ``str`` gives a record; what the dump does not show is None. Time and memory grow in proportion to the dump.

    `tz` (a ``tzinfo`` or an IANA name) is the zone of times for which the dump names none; comments inherit the zone of
    the post's dateline first. `crawled_at` resolves relative times such as "3 years ago". `languages` restricts the
    vocabularies (tags such as "en"; all by default). `dayfirst` settles 03/04/2013; by default the page's other dates
    do. With `strict`, diagnostics raise one `StrictError`. What is not a ``str`` is a `NotTextError`, an option that
    cannot be used an `OptionError`.

    >>> parse_post("A walk\\n\\n1 comment\\n\\n  1. Ann says:\\n    May 2, 2020 at 9:15 am\\n\\n    Lovely.\\n\\n    Reply").comments[0].author
    'Ann'
    """
    return analyse(text, tz=tz, crawled_at=crawled_at, languages=languages, dayfirst=dayfirst, strict=strict).post


def tokenize(text: str, *, languages: Sequence[str] | None = None) -> tuple[Section, ...]:
    """Return the sections of a dump alone; in order, their slices are the dump, character for character."""
    return analyse(text, languages=languages).sectioning.sections


def analyse(
    text: str,
    *,
    tz: tzinfo | str | None = None,
    crawled_at: datetime | None = None,
    languages: Sequence[str] | None = None,
    dayfirst: bool | None = None,
    strict: bool = False,
) -> Analysis:
    """Return the record of a dump with the line table, the letters and the sections it rests on."""
    _check_text(text)
    zone = _zone(tz)
    lines = split_lines(text)
    vocabulary = load_vocabulary(languages)
    spoken = infer_languages(lines, vocabulary)
    if spoken and languages is None:
        vocabulary = load_vocabulary({*spoken, FALLBACK})
    letters = classify_lines(lines, vocabulary, compile_dates(vocabulary))
    induction = induce_layout(lines, letters)
    sectioning = tokenize_lines(lines, letters, induction, wrap_width(lines))
    if dayfirst is None:
        dayfirst = page_dayfirst(letters, induction, spoken[:1])
    frame = _Frame(lines, letters, sectioning, induction, Times(dayfirst, zone, crawled_at, None))
    post = frame.post()
    if strict and post.diagnostics:
        raise StrictError(post.diagnostics, text)
    return Analysis(lines, letters, sectioning, post)


def _check_text(text: object) -> None:
    if isinstance(text, str):
        return
    if isinstance(text, bytes | bytearray | memoryview):
        raise NotTextError("parse_post() takes str, not bytes: decode them first, as in data.decode('utf-8')")
    if hasattr(text, "__fspath__"):
        raise NotTextError("parse_post() takes the text, not a path: read it first, as in path.read_text('utf-8')")
    if hasattr(text, "read"):
        raise NotTextError("parse_post() takes the text, not a file: give it file.read()")
    raise NotTextError(f"parse_post() takes the dump as a str, not {type(text).__name__}")


def _zone(tz: tzinfo | str | None) -> tzinfo | None:
    if tz is None or isinstance(tz, tzinfo):
        return tz
    if not isinstance(tz, str):
        raise OptionError(f"tz takes a tzinfo or an IANA name such as 'Europe/Berlin', not {type(tz).__name__}")
    try:
        return zoneinfo.ZoneInfo(tz)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        found = dateutil_tz.gettz(tz)
        if found is None:
            raise OptionError(f"tz={tz!r} is no zone known here; give an IANA name such as 'Europe/Berlin'") from None
        return found


# --- fields of the post ----------------------------------------------------------------------------------------------

_SEPARATORS: Final = regex.compile(r"\s*(?:[,;|•·/\n]|[\u00a0 ]{2,})\s*|(?<=\S)\s*[#](?=\w)")
_TITLE_REACH: Final = 40  # content lines above the article in which its title is looked for
_QUOTED_TITLE: Final = regex.compile(r"[“„«\"‘「『《](.+)[”“»\"’」』》]")
_AUTHOR_SPLIT: Final = regex.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|und|et|y|e|en|&|with)\s+", regex.IGNORECASE)
_NAME_WORDS: Final = 5


class _Frame:
    """The fields of one post, read from its sections."""

    def __init__(
        self, lines: Lines, letters: Letters, sectioning: Sectioning, induction: Induction | None, times: Times
    ) -> None:
        self.lines = lines
        self.letters = letters
        self.sectioning = sectioning
        self.induction = induction
        self.times = times
        self.wrap = wrap_width(lines)

    def post(self) -> Post:
        title_row = self.find_title()
        published, published_text, published_rows = self.find_published(title_row)
        byline = self.find_byline(title_row)
        note, note_span = self.find_note()
        paragraphs, related = self.find_body()
        topics, topics_span = self.find_topics()
        times = self.times
        if published is not None and published.tzinfo is not None:
            times = attrs.evolve(times, tz=published.tzinfo)
        comments: tuple[Comment, ...] = ()
        tree = Tree(Nesting.NONE, (), ())
        if self.induction is not None:
            comments, tree = build_comments(self.lines, self.letters, self.induction, times, self.wrap)
        declared = self.letters.counts.get(self.induction.heading) if self.induction is not None else None
        return Post(
            title=self.lines.texts[title_row] if title_row >= 0 else None,
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
            layout=self.layout(),
            sections=self.sectioning.sections,
            diagnostics=tuple(self.diagnose(declared, comments)),
            title_span=self.span(title_row) if title_row >= 0 else None,
            published_span=self.span(published_rows[0], published_rows[-1]) if published_rows else None,
            editors_note_span=note_span,
            topics_span=topics_span,
        )

    def span(self, first: int, last: int = -1) -> Span:
        return Span(self.lines.starts[first], self.lines.ends[max(first, last)])

    def layout(self) -> Layout | None:
        found = self.induction
        if found is None:
            return None
        return Layout(
            parts=found.scheme.parts,
            marker=found.marker,
            support=found.support,
            coverage=round(found.coverage, 4),
            score=round(found.score, 4),
        )

    # --- title ---

    def find_title(self) -> int:
        return self.sectioning.title.start if self.sectioning.title else -1

    # --- dates ---

    def find_published(self, title_row: int) -> tuple[datetime | None, str | None, tuple[int, ...]]:
        """Return the post's own date: the value, its text, its lines."""
        article, thread = self.sectioning.article, self.sectioning.thread
        anchor = title_row if title_row >= 0 else article.start
        candidates: list[tuple[float, int]] = []
        for row, stamp in self.letters.stamps.items():
            if row in thread or not stamp.match.is_complete_date:
                continue
            if row in article and row > article.start + 3 and row < article.stop - 2:
                continue
            if row < anchor:
                distance = 1.0 + (anchor - row) * 1.5
            elif row <= max(article.start + 3, anchor):
                distance = (row - anchor) * 0.5
            elif article and article.stop - 2 <= row < article.stop + 12:
                distance = 6.0 + (row - article.stop)
            else:
                continue
            if distance <= 20:
                candidates.append((distance, row))
        if not candidates:
            return None, None, ()
        row = min(candidates)[1]
        rows = self.stamp_rows(row)
        matches = [self.letters.stamps[at].match for at in rows]
        match = joined(matches)
        value = resolve_timestamp(
            match, dayfirst=self.times.dayfirst, tz=self.times.tz, crawled_at=self.times.crawled_at
        )
        return value, " ".join(m.text for m in matches), rows

    def stamp_rows(self, row: int) -> tuple[int, ...]:
        below = row + 1
        stamps = self.letters.stamps
        if below in stamps and not stamps[row].match.has_time:
            second = stamps[below].match
            if second.has_time and not second.is_complete_date and second.month is None and not stamps[below].name:
                return row, below
        return (row,)

    # --- byline ---

    def find_byline(self, title_row: int) -> Byline | None:
        rows = [row for row, kind in enumerate(self.sectioning.kinds) if kind is SectionKind.BYLINE and self.lines.texts[row]]
        for row in rows:
            byline = self.read_byline(row)
            if byline is not None:
                return byline
        article = self.sectioning.article
        for row in sorted(self.letters.stamps):
            stamp = self.letters.stamps[row]
            if row in self.sectioning.thread or not stamp.name:
                continue
            near = title_row - 2 <= row <= article.start + 3 if title_row >= 0 else False
            if (near or article.stop - 2 <= row < article.stop + 12) and len(stamp.name.split()) <= _NAME_WORDS:
                return Byline(authors=_authors(stamp.name), text=self.lines.texts[row], span=self.span(row))
        return None

    def read_byline(self, row: int) -> Byline | None:
        text = self.lines.texts[row]
        lower = text.lower()
        for head in self.byline_heads():
            if lower.startswith(head):
                rest = text[len(head) :].strip(OUTER.replace("(", "").replace(")", ""))
                if not rest:
                    return None
                names, comma, affiliation = _split_affiliation(rest)
                return Byline(
                    authors=_authors(names), affiliation=affiliation if comma else None, text=text, span=self.span(row)
                )
        return None

    def byline_heads(self) -> tuple[str, ...]:
        found = set()
        for phrase in load_vocabulary(None).words(Role.BYLINE):
            head, slot, tail = phrase.partition("{author}")
            if slot and not tail.strip() and head.strip():
                found.add(head)
        return tuple(sorted(found, key=lambda head: (-len(head), head)))

    # --- note, body, topics ---

    def find_note(self) -> tuple[str | None, Span | None]:
        rows = [
            row
            for row, kind in enumerate(self.sectioning.kinds)
            if kind is SectionKind.EDITORS_NOTE and self.letters.letters[row] != "_"
        ]
        if not rows:
            return None, None
        first = rows[0]
        pieces = [self.lines.texts[first][self.letters.labels.get(first, 0) :].strip()]
        last = first
        for row in rows[1:]:
            if self.letters.letters[row] == "E":
                break
            pieces.append(self.lines.texts[row])
            last = row
        text = "\n".join(piece for piece in pieces if piece)
        return (text or None), self.span(first, last)

    def find_body(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        paragraphs: list[str] = []
        related: list[str] = []
        start = None
        kinds, letters = self.sectioning.kinds, self.letters.letters
        for row in range(len(kinds) + 1):
            inside = row < len(kinds) and kinds[row] is SectionKind.BODY
            if inside and letters[row] == "Q":
                related.append(self.lines.texts[row])
                inside = False
            if inside and start is None:
                start = row
            elif not inside and start is not None:
                paragraphs.extend(paragraphs_of(self.lines, range(start, row), self.wrap))
                start = None
        return tuple(paragraphs), tuple(related)

    def find_topics(self) -> tuple[tuple[str, ...], Span | None]:
        article, thread = self.sectioning.article, self.sectioning.thread
        rows = [
            row
            for row in range(max(0, article.start - 12), min(len(self.lines), article.stop + 25))
            if self.letters.letters[row] == "L" and row not in thread
        ]
        found: list[str] = []
        first = last = -1
        for row in rows:
            label = self.letters.labels.get(row)
            text = self.lines.texts[row][label:] if label is not None else ""
            end = row
            if not text.strip(OUTER):
                items = []
                for below in range(row + 1, min(row + 12, len(self.lines))):
                    if self.letters.letters[below] == "_":
                        if items and not self.lines.markers[below + 1 if below + 1 < len(self.lines) else below]:
                            break
                        continue
                    if self.letters.letters[below] != "s" or (items and not self.lines.markers[below]):
                        break
                    items.append(self.lines.texts[below])
                    end = below
                    if not self.lines.markers[below]:
                        break
                text = "\n".join(items)
            topics = [piece.strip(OUTER) for piece in _SEPARATORS.split(text)]
            topics = [piece for piece in topics if piece and len(piece) <= 60]
            if topics:
                found.extend(topic for topic in topics if topic not in found)
                first = row if first < 0 else first
                last = end
        return tuple(found), (self.span(first, last) if first >= 0 else None)

    # --- doubts ---

    def diagnose(self, declared: int | None, comments: Sequence[Comment]) -> Iterator[Diagnostic]:
        found = sum(comment.kind != "pingback" for comment in comments)
        if declared is not None and self.induction is not None and declared not in {found, len(comments)}:
            yield Diagnostic(
                "declared-count", f"the page declares {declared} comments and shows {found}", self.span(self.induction.heading)
            )
        if self.induction is not None and self.induction.runner_up is not None:
            name, score = self.induction.runner_up
            yield Diagnostic(
                "close-layout",
                f"another layout explains the thread almost as well: {name} ({score:.1f} against {self.induction.score:.1f})",
                self.span(self.induction.records[0].start, self.induction.records[-1].end - 1),
            )


def _authors(text: str) -> tuple[str, ...]:
    return tuple(name for piece in _AUTHOR_SPLIT.split(text) if (name := clean_name(piece)))


def _split_affiliation(text: str) -> tuple[str, str, str]:
    """Split "A, B and C, Special to X": names come in pairs of words, an affiliation follows the last name's comma."""
    head, comma, tail = text.rpartition(",")
    lowered = f" {tail.strip().lower()} "
    if comma and not any(f" {word} " in lowered for word in ("and", "und", "et", "y", "with")) and head:
        return head.strip(), comma, tail.strip()
    return text, "", ""


_ = TimestampMatch
