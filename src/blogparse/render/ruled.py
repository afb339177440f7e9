"""The ruled view: the dump itself, with a margin that shows how every line was read.

This is the view for reviewing a parse. Nothing of the dump is changed, left out or escaped; `cut_margin` gives it back.
The margin holds, from left to right:

* the section that the line lies in: ``header``, ``byline``, ``note``, ``body``, ``footer`` or ``comments``;
* the line's letter (`blogparse.letters.Letter`), where the caller gives the letters;
* the part of a comment that the line was read as, and how likely that is in percent (99 is the most), where the caller
  gives the labels;
* on the first line of a comment its index in ``Post.comments``, on its other lines ``·``;
* the comment's depth, ``-`` where the dump holds no evidence.

The margin is equally wide on all lines of a dump and ends with the rule ``│``. A line without a margin that begins with
``#`` is a remark on the page, such as `describe_layout` writes; it is none of the dump.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from blogparse.records import LINE_END, Comment, Layout, Post, SectionKind
from blogparse.render.places import Places

RULE: Final = "│"
"""What ends the margin. The margin itself never holds it, so the first one of a line is the rule."""

REMARK: Final = "#"
"""What begins a line that is none of the dump. No section's name does."""

_NAMES: Final[Mapping[SectionKind, str]] = {kind: kind.value for kind in SectionKind} | {
    SectionKind.EDITORS_NOTE: "note"
}
_KIND_WIDTH: Final = max(map(len, _NAMES.values()))
_NUMBER_WIDTH: Final = 3  # columns: goldens of up to a thousand comments keep their shape when a comment is added
_LABEL_WIDTH: Final = 10  # of the longest label: "name, date"
_NO_DEPTH: Final = "-"
_CONTINUED: Final = "·"


def render_ruled(
    text: str, post: Post, letters: str | None = None, labels: Sequence[tuple[str, float]] | None = None
) -> str:
    r"""Return the dump with a margin on every line; each line keeps its own line end.

    `post` is what ``parse_post(text)`` gave. `letters` holds one character per line of ``split_lines(text)``; without
    it the column stays blank. `labels` has a label and its probability for each line; without them, there is no such
    column. Letters or labels for another number of lines are a ValueError.

    >>> post = Post()
    >>> render_ruled("One\nTwo", post)
    '                 │One\n                 │Two'
    """
    places = Places.of(text)
    count = len(places.starts)
    for name, given in (("letters", letters), ("labels", labels)):
        if given is not None and len(given) != count:
            raise ValueError(f"the dump has {count} lines, but there are {name} for {len(given)}")
    kinds, cells = _kinds(post, places), _comment_cells(post.comments, places)
    ruled: list[str] = []
    for index, (start, end) in enumerate(zip(places.starts, places.ends, strict=True)):
        if start == end:  # the one line of an empty dump
            continue
        letter = letters[index] if letters is not None else " "
        label = _label(*labels[index]) if labels is not None else ""
        ruled += f"{kinds[index]:<{_KIND_WIDTH}} {letter} {label}{cells[index]}{RULE}", text[start:end]
    return "".join(ruled)


def describe_layout(layout: Layout | None) -> str:
    r"""Return what was induced of the page's comments as a remark: which line carries what, and how sure that is.

    >>> describe_layout(Layout(parts=("author", "date", "body"), marker="1", support=3, coverage=0.915, score=7.25))
    '# layout: author, date, body; list mark 1; 3 records; 92 % of the lines explained; score 7.2\n'
    """
    if layout is None:
        return f"{REMARK} layout: no thread\n"
    mark = f"list mark {layout.marker}; " if layout.marker else ""
    records = f"{layout.support} record{'s' if layout.support != 1 else ''}"
    return (
        f"{REMARK} layout: {', '.join(layout.parts)}; {mark}{records}; "
        f"{layout.coverage:.0%} of the lines explained; score {layout.score:.1f}\n"
    ).replace("%", " %")


def describe_confidence(post: Post) -> str:
    """Return how sure the thread and the fields of a post are, in words; "" where nobody estimated it."""
    said = [] if post.confidence is None else [f"thread {post.confidence:.2f}"]
    fields = post.field_confidence
    if fields is not None:
        said += [f"title {fields.title:.2f}", f"published {fields.published:.2f}", f"byline {fields.byline:.2f}"]
    return ", ".join(said)


def cut_margin(ruled: str) -> str:
    """Return the dump under a ruled view, character for character; remarks are left out.

    A line without a rule that is no remark is a ValueError that names it.
    """
    dump: list[str] = []
    start = 0
    number = 0
    while start < len(ruled):
        number += 1
        line_end = LINE_END.search(ruled, start)
        end = line_end.end() if line_end is not None else len(ruled)
        if ruled.startswith(REMARK, start):
            start = end
            continue
        rule = ruled.find(RULE, start, end)
        if rule < 0:
            raise ValueError(f"line {number} of the ruled view has no margin")
        dump.append(ruled[rule + len(RULE) : end])
        start = end
    return "".join(dump)


def _kinds(post: Post, places: Places) -> list[str]:
    """Return the section's name for each line, by where the line starts."""
    kinds = [""] * len(places.starts)
    for section in post.sections:
        for line in places.lines(section.span):
            if places.starts[line] in section.span:
                kinds[line] = _NAMES[section.kind]
    return kinds


def _comment_cells(comments: Sequence[Comment], places: Places) -> list[str]:
    """Return index and depth of the comment that each line belongs to, padded to the same width."""
    number_width = max(_NUMBER_WIDTH, len(str(max(len(comments) - 1, 0))))
    depth_width = max((len(_depth(comment)) for comment in comments), default=1)
    cells = [" " * (number_width + depth_width + 2)] * len(places.starts)
    begun: set[int] = set()
    for comment in sorted(comments, key=lambda comment: comment.span):
        for at, line in enumerate(places.lines(comment.span)):
            if line not in begun:
                cells[line] = f"{_CONTINUED if at else comment.index:>{number_width}} {_depth(comment):>{depth_width}} "
            if not at:
                begun.add(line)
    return cells


def _label(label: str, chance: float) -> str:
    return f"{label:<{_LABEL_WIDTH}} {min(int(100 * chance), 99):>2} "


def _depth(comment: Comment) -> str:
    return _NO_DEPTH if comment.depth is None else str(comment.depth)
