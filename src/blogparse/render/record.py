"""The record as HTML: its fields, its doubts, and the thread as a tree of nested lists.

With the places of the dump's lines, fields and doubts link to the lines, comments to their part of the dump, and each
carries a key (``data-k``) by which the two sides find each other. Without them, there are neither links nor ids: that
is the form for notebooks, where many records stand on one page.

Lists nest to `DEEPEST` levels. Browsers flatten what is nested a few hundred elements deep, so that deeper comments
stay on the last level; each says its depth and what it answers in words, at any depth.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from blogparse.records import Comment, Post, Span
from blogparse.render.html import attribute, isolated, shown, time_element
from blogparse.render.places import Places
from blogparse.render.ruled import describe_confidence, describe_layout

DEEPEST: Final = 40  # levels of nested lists, two elements each: far below the 512 elements at which Chromium flattens
HUES: Final = 6  # colours of levels, over and over


def record_html(post: Post, places: Places | None = None) -> str:
    """Return fields, doubts and thread of a record as HTML; see the head of this module for `places`."""
    return "".join([*_fields(post, places), *_doubts(post, places), *_article(post), *_thread(post, places)])


# --- fields ----------------------------------------------------------------------------------------------------------


def _fields(post: Post, places: Places | None) -> Iterator[str]:
    yield '<dl class="fields">'
    for key, name, value, span in _values(post):
        if value:
            place = f" {places.link(span)}" if places else ""
            yield f"<div{_key(places, key)}><dt>{name}</dt><dd>{value}{place}</dd></div>"
    yield "</dl>"


def _values(post: Post) -> Iterator[tuple[str, str, str, Span | None]]:
    """Yield each field that is shown: its key, its name, its value as HTML, its place."""
    byline = post.byline
    yield "f-title", "title", _text(post.title), post.title_span
    yield (
        "f-published",
        "published",
        time_element(post.published, post.published_text, post.published_precision),
        post.published_span,
    )
    yield "f-updated", "updated", time_element(post.updated, post.updated_text, None), post.updated_span
    if byline:
        names = [*byline.authors, *filter(None, [byline.affiliation])]
        yield "f-byline", "byline", ", ".join(map(isolated, names)) or _text(byline.text), byline.span
    for at, note in enumerate(post.notes):
        yield f"f-note{at}", f"note ({note.kind})", _text(note.text), note.span
    yield "f-topics", "topics", ", ".join(map(isolated, post.topics)), post.topics_span
    yield "f-related", "related", "<br>".join(map(isolated, post.related)), None
    yield "f-site", "site", _text(post.site), None
    yield "f-language", "language", _text(post.language), None
    yield "f-previous", "previous post", _text(post.previous_post), None
    yield "f-next", "next post", _text(post.next_post), None
    yield "f-open", "new comments", _text(post.comments_open), None
    declared = post.declared_comment_count
    found = f"{len(post.comments)}" + ("" if declared is None else f" (the page declares {declared})")
    yield "f-comments", "comments", found, None
    yield "f-nesting", "nesting", post.nesting.value, None
    yield "f-confidence", "confidence", shown(describe_confidence(post)), None
    layout = describe_layout(post.layout).partition(": ")[2].strip()
    yield "f-layout", "layout", shown(layout), None


def _text(text: str | None) -> str:
    return isolated(text) if text else ""


def field_places(post: Post) -> Iterator[tuple[str, str, Span]]:
    """Yield key, name and place of each field that has a place in the dump."""
    for key, name, value, span in _values(post):
        if value and span is not None:
            yield key, name, span


def _heading(words: str, places: Places | None) -> str:
    identifier = f' id="{words.lower()}"' if places else ""
    return f"<h3{identifier}>{words}</h3>"


def _key(places: Places | None, key: str) -> str:
    return f' id="{key}" data-k="{key}"' if places else ""


# --- doubts and article ----------------------------------------------------------------------------------------------


def _doubts(post: Post, places: Places | None) -> Iterator[str]:
    yield _heading("Doubts", places)
    if not post.diagnostics:
        yield "<p>None.</p>"
        return
    yield '<ul class="doubts">'
    for at, doubt in enumerate(post.diagnostics):
        place = f" {places.link(doubt.span)}" if places else ""
        yield f"<li{_key(places, f'q{at}')}><code>{shown(doubt.code)}</code> {shown(doubt.message)}{place}</li>"
    yield "</ul>"


def _article(post: Post) -> Iterator[str]:
    if not post.paragraphs:
        return
    count = len(post.paragraphs)
    yield f"<details><summary>Article, {count} paragraph{'s' if count != 1 else ''}</summary>"
    yield from _paragraphs(post.paragraphs)
    yield "</details>"


def _paragraphs(paragraphs: Sequence[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        yield f'<p class="said" dir="auto">{shown(paragraph)}</p>'


# --- the thread ------------------------------------------------------------------------------------------------------


def _thread(post: Post, places: Places | None) -> Iterator[str]:
    yield _heading("Thread", places)
    if not post.comments:
        yield "<p>No comments.</p>"
        return
    open_lists = 0
    for comment, level in post.walk():
        wanted = min(level, DEEPEST - 1) + 1
        if wanted > open_lists:  # one more: a walk goes down by single steps
            yield '<ol class="tree">'
            open_lists += 1
        else:
            yield "</li>" + "</ol></li>" * (open_lists - wanted)
            open_lists = wanted
        yield from _comment(post, comment, places)
    yield "</li></ol>" * open_lists


def _comment(post: Post, comment: Comment, places: Places | None) -> Iterator[str]:
    """Yield one item of the tree, left open for the list of its replies."""
    key = f"c{comment.index}"
    hue = "" if comment.depth is None else f" d{comment.depth % HUES}"
    number = f'<span class="number">{comment.index}</span>'
    if places and places.lines(comment.span):  # a record may hold a comment without lines of its own
        label = f"Comment {comment.index}: {places.words(comment.span)} of the dump"
        number = f'<a class="number" href="#d-{key}" aria-label={attribute(label)}>{comment.index}</a>'
    name = f'<b class="who">{isolated(comment.author)}</b>' if comment.author else '<i class="who">no name</i>'
    moment = time_element(comment.timestamp, comment.timestamp_text, comment.timestamp_precision)
    yield f'<li class="c{hue}"{_key(places, key)}><div class="card"><p class="head">'
    yield " ".join(filter(None, [number, name, moment, f'<span class="more">{_more(post, comment, places)}</span>']))
    yield "</p>"
    yield from _paragraphs(comment.paragraphs)
    yield "</div>"


def _more(post: Post, comment: Comment, places: Places | None) -> str:
    """Return what else is to say of a comment: its kind, its depth, what it answers."""
    said: list[str] = [] if comment.kind == "comment" else [comment.kind]
    said.append("depth unknown" if comment.depth is None else f"depth {comment.depth}")
    if comment.parent is not None:
        author = post.comments[comment.parent].author
        answered = f"{comment.parent} {isolated(author)}" if author else f"{comment.parent}"
        said.append("reply to " + (f'<a href="#c{comment.parent}">{answered}</a>' if places else answered))
    if comment.confidence is not None:
        said.append(f"{comment.confidence:.0%} sure".replace("%", " %"))
    return ", ".join(said)
