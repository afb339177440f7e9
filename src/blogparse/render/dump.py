"""The dump as HTML: every line, numbered, in its section and its comment, with what was read out of it marked.

Nothing is left out: the text of the lines is the dump's, but for its line ends and for control characters, which are
shown by their pictures. Marks say by more than colour what they are: sections and comments have captions, names and
times are underlined differently, fields and doubts are named at their lines.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final

from blogparse.records import LINE_END, Comment, Post, SectionKind, Span
from blogparse.render.html import shown
from blogparse.render.places import Places
from blogparse.render.record import HUES, field_places

_NAMES: Final[Mapping[SectionKind, str]] = {kind: kind.value.replace("_", " ") for kind in SectionKind} | {
    SectionKind.EDITORS_NOTE: "editor's note"
}


def dump_html(text: str, post: Post, places: Places) -> str:
    """Return all lines of the dump as HTML, grouped by section and comment."""
    return "".join(_Dump(text, post, places).pieces())


class _Dump:
    """What is known of each line: the number of its section and its comment, and its marks."""

    def __init__(self, text: str, post: Post, places: Places) -> None:
        self._text = text
        self._post = post
        self._places = places
        count = len(places.starts)
        self._section = [-1] * count
        self._comment = [-1] * count
        self._fields: dict[int, list[tuple[str, str]]] = {}
        self._doubts: dict[int, list[int]] = {}
        for at, section in enumerate(post.sections):
            for line in places.lines(section.span):
                self._section[line] = at
        for comment in post.comments:
            for line in places.lines(comment.span):
                self._comment[line] = comment.index
        for key, name, span in field_places(post):
            for line in places.lines(span):
                self._fields.setdefault(line, []).append((key, name))
        for at, doubt in enumerate(post.diagnostics):
            for line in places.lines(doubt.span)[:1]:  # a doubt may concern a thread; its first line leads there
                self._doubts.setdefault(line, []).append(at)

    def pieces(self) -> Iterator[str]:
        begun: set[int] = set()  # the comments whose first group was written
        for at, of_section in groupby(range(len(self._section)), self._section.__getitem__):
            lines = list(of_section)
            name = _NAMES[self._post.sections[at].kind] if at >= 0 else "no section"
            where = self._places.words(Span(self._places.starts[lines[0]], self._places.ends[lines[-1]]))
            label = f"{name}, {where}" if where else name
            yield f'<section class="tile" aria-label="{shown(label)}"><h3>{shown(name)} <small>{where}</small></h3>'
            for index, group in groupby(lines, self._comment.__getitem__):
                if index < 0:
                    yield from self._lines(group, None)
                    continue
                comment = self._post.comments[index]
                yield self._opening(comment, again=index in begun)
                begun.add(index)
                yield from self._lines(group, comment)
                yield "</div>"
            yield "</section>"

    def _opening(self, comment: Comment, *, again: bool) -> str:
        key = f"c{comment.index}"
        depth = "depth unknown" if comment.depth is None else f"depth {comment.depth}"
        hue = "" if comment.depth is None else f" d{comment.depth % HUES}"
        identifier = "" if again else f' id="d-{key}"'
        return (
            f'<div class="group{hue}"{identifier} data-k="{key}"><div class="caption"><a href="#{key}">{comment.kind} '
            f"{comment.index}</a>, {depth}</div>"
        )

    def _lines(self, lines: Iterator[int], comment: Comment | None) -> Iterator[str]:
        who, when, said = (
            (self._places.lines(span) for span in (comment.author_span, comment.timestamp_span, comment.body_span))
            if comment
            else (range(0), range(0), range(0))
        )
        for line in lines:
            start, end = self._places.starts[line], self._places.ends[line]
            raw = LINE_END.sub("", self._text[start:end])
            marks: list[tuple[str, str | None]] = []
            if comment and line in who:
                marks.append(("who", comment.author))
            if comment and line in when:
                marks.append(("when", comment.timestamp_text))
            classes = "l said" if line in said and not marks else "l"
            yield self._line(line, classes, _marked(raw, marks))

    def _line(self, line: int, classes: str, html: str) -> str:
        fields = self._fields.get(line, [])
        doubts = self._doubts.get(line, [])
        keys = [*(key for key, _ in fields), *(f"q{at}" for at in doubts)]
        links = [f'<a href="#{key}">{shown(name)}</a>' for key, name in fields]
        links += [f'<a class="doubt" href="#q{at}">doubt {at + 1}</a>' for at in doubts]
        data = f' data-k="{" ".join(keys)}"' if keys else ""
        tags = f'<span class="tags">{" ".join(links)}</span>' if links else ""
        said = f'<span class="t" dir="auto">{html or "<br>"}</span>'
        return f'<div class="{classes}" id="L{line + 1}"{data}>{said}{tags}</div>'


def _marked(raw: str, marks: list[tuple[str, str | None]]) -> str:
    """Return a line with names and times marked where they stand, or marked whole where they do not stand as read."""
    found: list[tuple[int, int, str]] = []
    for name, text in marks:
        at = raw.find(text) if text else -1
        if at >= 0 and text and all(at + len(text) <= start or end <= at for start, end, _ in found):
            found.append((at, at + len(text), name))
        else:
            return f'<span class="{" ".join(name for name, _ in marks)}">{shown(raw)}</span>'
    pieces: list[str] = []
    done = 0
    for start, end, name in sorted(found):
        pieces += shown(raw[done:start]), f'<span class="{name}">{shown(raw[start:end])}</span>'
        done = end
    return "".join([*pieces, shown(raw[done:])])
