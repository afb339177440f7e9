"""The tree view: the post and its thread as a person wants to read them in a terminal.

The view is a summary: it shortens the article to its first paragraph and every comment to a few lines, and says so
each time. It shows what the record holds and nothing else; where the dump holds no evidence of nesting, the thread is
flat and the heading says so. Text of the page cannot steer the terminal: control characters are shown as spaces.

Widths are columns of a terminal: wide characters (Chinese, Japanese, Korean, emoji) take two, combining ones none.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from itertools import islice
from typing import Final

from blogparse.records import Comment, Nesting, Post

_COMMENT_LINES: Final = 3  # lines of a comment's body: enough to follow the talk, few enough to see the tree
_NOTE_LINES: Final = 2
_PARAGRAPHS: Final = 1
_INDENT: Final = 3  # columns of one branch, "├─ "
_MIN_TEXT: Final = 30  # columns that remain for text where there are as many; deeper branches go no further right
_MIN_WIDTH: Final = 20  # columns; below, branches and text have no room beside each other
_ELLIPSIS: Final = "…"

_MIDNIGHT: Final = time.min
_BOLD: Final = "1"
_DIM: Final = "2"
_WARN: Final = "33"

_NESTING: Final = {
    Nesting.INDENTATION: "nesting seen in the indentation",
    Nesting.MARKERS: "nesting seen in the list marks",
    Nesting.MENTIONS: "nesting stated by “reply to”",
    Nesting.PATHS: "nesting stated by the numbers",
    Nesting.FLAT: "flat",
    Nesting.NONE: "nesting unknown",
}

_OPENNESS: Final = {"open": "", "closed": "; closed", "login": "; open after a login"}


def render_tree(post: Post, *, width: int = 80, color: bool = False) -> str:
    """Return the post and its thread as text of at most `width` columns, which ends with a line end.

    Bodies are shortened, always with an ellipsis. There are no escape codes unless `color` is true. A width under 20
    is a ValueError.

    >>> print(render_tree(Post(title="A walk", declared_comment_count=2)), end="")
    A walk
    <BLANKLINE>
    0 comments (the page says 2)
    """
    if width < _MIN_WIDTH:
        raise ValueError(f"the tree view needs a width of at least {_MIN_WIDTH} columns, got {width}")
    paint = _Paint(color)
    blocks = [
        _head(post, width, paint),
        _article(post, width, paint),
        _thread(post, width, paint),
        _doubts(post, width, paint),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


class _Paint:
    """Wrap text in escape codes, or leave it alone."""

    def __init__(self, color: bool) -> None:  # noqa: FBT001 - the one argument
        self._color = color

    def __call__(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._color and text and code else text


# --- the parts, from top to bottom -----------------------------------------------------------------------------------


def _head(post: Post, width: int, paint: _Paint) -> list[str]:
    lines = [paint(line, _BOLD) for line in _wrap(post.title or "(no title)", width)]
    when = _when(post.published, post.published_text)
    who = ""
    if post.byline is not None:
        who = ", ".join([*post.byline.authors, *filter(None, [post.byline.affiliation])]) or post.byline.text
    changed = _when(post.updated, post.updated_text)
    parts = [post.site, when, f"updated {changed}" if changed else "", who]
    lines += [paint(line, _DIM) for line in _wrap(" · ".join(filter(None, parts)), width)]
    if post.editors_note:
        lines += ["", *_shortened(f"Note: {post.editors_note}", width, _NOTE_LINES)]
    return lines


def _article(post: Post, width: int, paint: _Paint) -> list[str]:
    lines: list[str] = []
    for paragraph in post.paragraphs[:_PARAGRAPHS]:
        lines += [*_wrap(paragraph, width), ""]
    left = len(post.paragraphs) - _PARAGRAPHS
    if left > 0:
        lines += [paint(f"{_ELLIPSIS} {left} more {'paragraph' if left == 1 else 'paragraphs'}", _DIM), ""]
    for related in post.related:
        lines += [paint(line, _DIM) for line in _shortened(f"→ {related}", width, 1)]
    if post.topics:
        lines += _wrap("Topics: " + " • ".join(post.topics), width)
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _thread(post: Post, width: int, paint: _Paint) -> list[str]:
    found = len(post.comments)
    declared = post.declared_comment_count
    if not found and declared is None:
        return _wrap("No comments" + _OPENNESS[post.comments_open or "open"] + _sure(post), width)
    summary = f"{found} {'comment' if found == 1 else 'comments'}"
    if declared is not None and declared != found:
        summary += f" (the page says {declared})"
    if found:
        summary += f", {_NESTING[post.nesting]}"
    if post.comments_open is not None:
        summary += _OPENNESS[post.comments_open]
    summary += _sure(post)
    lines = [paint(line, _BOLD) for line in _wrap(summary, width)]
    deepest = (width - min(_MIN_TEXT, width - _INDENT)) // _INDENT - 1
    for comment, rails in _walk(post):
        hidden = len(rails) - 1 - deepest
        lines += _comment(comment, rails[-deepest - 1 :] if hidden > 0 else rails, max(hidden, 0), width, paint)
    return lines


def _sure(post: Post) -> str:
    return "" if post.confidence is None else f"; {post.confidence:.0%} sure".replace("%", " %")


def _comment(comment: Comment, rails: Sequence[bool], hidden: int, width: int, paint: _Paint) -> list[str]:
    """Return the lines of one comment; `rails` tells for each level whether its branch goes on below."""
    stem = "".join("│  " if goes_on else "   " for goes_on in rails[:-1])
    branch = stem + ("├─ " if rails[-1] else "└─ ")
    rail = stem + ("│  " if rails[-1] else "   ")
    room = width - len(rail)
    name = "pingback" if comment.kind == "pingback" and not comment.author else comment.author or "(no name)"
    notes = [_when(comment.timestamp, comment.timestamp_text)]
    if comment.kind != "comment":
        notes.append(comment.kind)
    if hidden:
        notes.append(f"level {hidden + len(rails) - 1}")
    note = "".join(f" · {part}" for part in notes if part)
    shown = _shortened(name, max(room - _columns(note), room // 2), 1)[0]
    note = _clip(_clean(note), max(room - _columns(shown), 0))
    lines = [paint(branch, _DIM) + paint(shown, _BOLD) + paint(note, _DIM)]
    return lines + [paint(rail, _DIM) + line for line in _shortened(comment.body, room, _COMMENT_LINES)]


def _doubts(post: Post, width: int, paint: _Paint) -> list[str]:
    lines: list[str] = []
    for doubt in post.diagnostics:
        place = f"characters {doubt.span.start} to {doubt.span.end}"
        lines += [paint(line, _WARN) for line in _wrap(f"[{doubt.code}] {doubt.message} ({place})", width)]
    return lines


def _walk(post: Post) -> Iterator[tuple[Comment, list[bool]]]:
    """Yield the comments from the top of each branch down, each with its rails."""
    left = Counter(comment.parent for comment in post.comments)
    rails: list[bool] = []
    for comment, level in post.walk():
        left[comment.parent] -= 1
        rails[level:] = [left[comment.parent] > 0]
        yield comment, rails


# --- text in columns -------------------------------------------------------------------------------------------------


def _when(moment: datetime | None, text: str | None) -> str:
    if moment is None:
        return text or ""
    # Midnight is how a record holds a day for which the page states no time.
    return f"{moment:%Y-%m-%d}" if moment.time() == _MIDNIGHT else moment.isoformat(" ", "minutes")


def _clean(text: str) -> str:
    """Replace what could steer a terminal or cannot be printed."""
    if text.isprintable():
        return text
    safe = {"Cc": " ", "Zl": " ", "Zp": " ", "Cs": "\ufffd"}
    return "".join(safe.get(unicodedata.category(ch), ch) if ch not in _STEERING else "" for ch in text)


# They reorder the rest of a terminal's line.
_STEERING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _columns(text: str) -> int:
    """Return how many columns the text takes."""
    return len(text) if text.isascii() else sum(map(_character_columns, text))


def _character_columns(character: str) -> int:
    if character.isascii():
        return 1
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _wrap(text: str, width: int) -> list[str]:
    """Break the text into lines of at most `width` columns, at white space where there is any."""
    return list(_wrapped(text, width))


def _wrapped(text: str, width: int) -> Iterator[str]:
    line, taken = "", 0
    for word in _words(text, width):
        columns = _columns(word)
        if line and taken + 1 + columns <= width:
            line, taken = f"{line} {word}", taken + 1 + columns
            continue
        if line:
            yield line
        line, taken = word, columns
    if line:
        yield line


def _words(text: str, width: int) -> Iterator[str]:
    for word in _clean(text).split():
        if _columns(word) <= width:
            yield word
            continue
        piece, taken = "", 0
        for character in word:
            columns = _character_columns(character)
            if taken + columns > width:
                yield piece
                piece, taken = "", 0
            piece += character
            taken += columns
        yield piece


def _shortened(text: str, width: int, limit: int) -> list[str]:
    """Break the text into at most `limit` lines; an ellipsis ends a text that is longer."""
    lines = list(islice(_wrapped(text, width), limit + 1))
    if len(lines) > limit:
        lines[limit - 1 :] = [_clip(f"{lines[limit - 1]} {_ELLIPSIS}", width)]
    return lines or [""] if text else []


def _clip(text: str, width: int) -> str:
    """Cut the text to `width` columns, with an ellipsis where something was cut."""
    if _columns(text) <= width:
        return text
    cut, taken = [], 0
    for character in text:
        taken += _character_columns(character)
        if taken > width - 1:
            break
        cut.append(character)
    return "".join(cut).rstrip() + _ELLIPSIS if width > 0 else ""
