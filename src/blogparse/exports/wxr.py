"""WXR, the export format of WordPress: posts with their comments, for import into WordPress, Isso and others.

What importers need and a dump may lack:

* ``link``: ``Source.url``. Isso files a thread under its path and cannot import a post without it.
* ``comment_date_gmt``: an instant. It is the time of the page where its zone is known, else ``Source.undated``, else
  WordPress' own zero, ``0000-00-00 00:00:00``, by which WordPress means "none"; Isso cannot read that one.
* ``title``: Isso skips a post without one.

Addresses of persons (mail, web, network) are empty: a dump shows none. ``comment_parent`` is 0 for a comment that
answers none. A pingback keeps its type; a comment that was removed is in the trash. ``comment_id`` counts from 1
through all posts of a file. The texts of WordPress are HTML, so that a page's text is escaped twice, for HTML and for
XML; a blank line parts the paragraphs, as WordPress wants it.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape
from typing import Final
from xml.etree.ElementTree import Element

from blogparse.exports.sources import Source
from blogparse.exports.times import instant
from blogparse.exports.xml import add, add_known, document
from blogparse.records import Comment

_VERSION: Final = "1.2"
_NAMESPACES: Final = {
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:wp": f"http://wordpress.org/export/{_VERSION}/",
}
_NO_TIME: Final = "0000-00-00 00:00:00"
_NO_ADDRESSES: Final = ("wp:comment_author_email", "wp:comment_author_url", "wp:comment_author_IP")
_APPROVED: Final = "1"
_TRASH: Final = "trash"


def render_wxr(sources: Sequence[Source]) -> str:
    """Return the records as one WXR 1.2 file, posts in the order given, comments in page order."""
    root = Element("rss", {"version": "2.0", **_NAMESPACES})
    channel = add(root, "channel")
    sites = {source.post.site for source in sources}
    add(channel, "title", (sites.pop() if len(sites) == 1 else None) or "")
    add(channel, "wp:wxr_version", _VERSION)
    first = 1
    for number, source in enumerate(sources, 1):
        item = _add_item(channel, source, number)
        for comment in source.post.comments:
            _add_comment(item, source, comment, first)
        first += len(source.post.comments)
    return document(root)


def _add_item(channel: Element, source: Source, number: int) -> Element:
    post = source.post
    item = add(channel, "item")
    add(item, "title", _html(post.title or ""))
    add_known(item, "link", source.url)
    if post.byline:
        add(item, "dc:creator", ", ".join(post.byline.authors))
    add(item, "content:encoded", _html(post.body))
    add(item, "wp:post_id", str(number))
    add(item, "wp:post_date", _wall_clock(post.published, source.undated))
    add(item, "wp:post_date_gmt", _gmt(post.published, source.undated))
    # A page that says nothing of new comments does not invite any.
    add(item, "wp:comment_status", "open" if post.comments_open in {"open", "login"} else "closed")
    add(item, "wp:status", "publish")
    add(item, "wp:post_type", "post")
    for topic in post.topics:
        add(item, "category", topic, {"domain": "post_tag"})
    return item


def _add_comment(item: Element, source: Source, comment: Comment, first: int) -> None:
    element = add(item, "wp:comment")
    add(element, "wp:comment_id", str(first + comment.index))
    add(element, "wp:comment_author", comment.author or "")
    for name in _NO_ADDRESSES:
        add(element, name, "")
    add(element, "wp:comment_date", _wall_clock(comment.timestamp, source.undated))
    add(element, "wp:comment_date_gmt", _gmt(comment.timestamp, source.undated))
    add(element, "wp:comment_content", _html(comment.body))
    add(element, "wp:comment_approved", _TRASH if comment.kind == "deleted" else _APPROVED)
    add(element, "wp:comment_type", "pingback" if comment.kind == "pingback" else "comment")
    add(element, "wp:comment_parent", "0" if comment.parent is None else str(first + comment.parent))


def _html(text: str) -> str:
    return escape(text, quote=False)


def _wall_clock(moment: datetime | None, undated: datetime | None) -> str:
    return _written(moment or undated)


def _gmt(moment: datetime | None, undated: datetime | None) -> str:
    known = instant(moment) or undated
    return _written(known.astimezone(UTC) if known else None)


def _written(moment: datetime | None) -> str:
    # Not strftime, which writes years before 1000 with fewer digits on some machines.
    return moment.replace(tzinfo=None, microsecond=0).isoformat(" ") if moment else _NO_TIME
