"""Atom (RFC 4287): the post and each comment as an entry, threaded by RFC 4685.

``updated``, which Atom demands of each entry, is decided in this order:

1. of the post, the time at which the page says that it was updated, else published; of a comment, its time; where the
   zone is known, for Atom knows instants only. A day is its midnight;
2. ``Source.undated``, if the caller gave it;
3. else it is left out. Readers show such an entry without a time; a validator complains.

``updated`` of the feed is the latest of its entries. ``published`` follows the first rule alone: it is the page's word
or absent. A comment is ``thr:in-reply-to`` the comment that it answers, or else the post: every comment of a page is a
response to its post, also where the page does not show to whom in the thread. ``thr:total`` is what the page declares.

The feed has no author of its own, since a comment without a name would inherit it. The titles of comments are empty:
comments have none. Texts are plain (``type="text"``), so that no reader takes them for markup.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Final
from xml.etree.ElementTree import Element

from blogparse.exports.sources import Source
from blogparse.exports.times import instant, rfc3339
from blogparse.exports.xml import add, add_known, document
from blogparse.records import Comment, Post

_ATOM: Final = "http://www.w3.org/2005/Atom"
_THREADING: Final = "http://purl.org/syndication/thread/1.0"


def render_atom(sources: Sequence[Source]) -> str:
    """Return the records as one Atom feed: each post, followed by its comments in page order."""
    feed = Element("feed", {"xmlns": _ATOM, "xmlns:thr": _THREADING})
    add(feed, "id", uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(map(ascii, (s.page_id for s in sources)))).urn)
    add(feed, "title", _feed_title([source.post for source in sources]))
    moments = [moment for source in sources for moment in _moments(source) if moment is not None]
    add_known(feed, "updated", rfc3339(max(moments, default=None)))
    for source in sources:
        _add_post(feed, source)
        for comment in source.post.comments:
            _add_comment(feed, source, comment)
    return document(feed)


def _moments(source: Source) -> list[datetime | None]:
    return [_post_updated(source), *(_comment_updated(source, comment) for comment in source.post.comments)]


def _post_updated(source: Source) -> datetime | None:
    return instant(source.post.updated) or instant(source.post.published) or source.undated


def _comment_updated(source: Source, comment: Comment) -> datetime | None:
    return instant(comment.timestamp) or source.undated


def _feed_title(posts: Sequence[Post]) -> str:
    """Return the title of the one post, or the site that all posts name; Atom allows an empty one."""
    if len(posts) == 1:
        return posts[0].title or posts[0].site or ""
    sites = {post.site for post in posts}
    return (sites.pop() if len(sites) == 1 else None) or ""


def _add_post(feed: Element, source: Source) -> None:
    post = source.post
    names = post.byline.authors if post.byline else ()
    entry = _add_entry(feed, source.page_id, post.title or "", names)
    add_known(entry, "published", rfc3339(post.published))
    add_known(entry, "updated", rfc3339(_post_updated(source)))
    if source.url is not None:
        add(entry, "link", attributes={"rel": "alternate", "href": source.url})
    for topic in post.topics:
        add(entry, "category", attributes={"term": topic})
    if post.declared_comment_count is not None:
        add(entry, "thr:total", str(post.declared_comment_count))
    add(entry, "content", post.body, {"type": "text"})


def _add_comment(feed: Element, source: Source, comment: Comment) -> None:
    entry = _add_entry(feed, source.comment_id(comment.index), "", (comment.author,) if comment.author else ())
    add_known(entry, "published", rfc3339(comment.timestamp))
    add_known(entry, "updated", rfc3339(_comment_updated(source, comment)))
    answered = source.page_id if comment.parent is None else source.comment_id(comment.parent)
    add(entry, "thr:in-reply-to", attributes={"ref": answered, "href": source.url})
    if comment.kind != "comment":
        add(entry, "category", attributes={"term": comment.kind})
    add(entry, "content", comment.body, {"type": "text"})


def _add_entry(feed: Element, identifier: str, title: str, names: Sequence[str]) -> Element:
    entry = add(feed, "entry")
    add(entry, "id", identifier)
    add(entry, "title", title)
    for name in names:
        add(add(entry, "author"), "name", name)
    return entry
