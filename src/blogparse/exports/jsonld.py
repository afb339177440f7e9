"""JSON-LD: the post as a schema.org ``BlogPosting`` with its ``Comment`` nodes.

The comments are flat, as they are in the record, and ``parentItem`` says what each answers: another comment, or the
post where the page shows that the comment stands at the top level. Where the page holds no evidence, it is left out.
``commentCount`` is what the page declares; ``datePublished`` is as fine as the page states it. A pingback has the
``genre`` "pingback", a comment that was removed the ``creativeWorkStatus`` "deleted".

The context is a vocabulary and no address to fetch: a reader needs no network. The text is ASCII and holds none of
``<``, ``>`` and ``&``, so that it may stand in a ``<script type="application/ld+json">`` as it is.
"""

import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

import regex

from blogparse.exports.sources import Source
from blogparse.exports.times import stated
from blogparse.records import Comment

CONTEXT: Final[Mapping[str, str]] = MappingProxyType({"@vocab": "https://schema.org/"})
"""Every term is one of schema.org."""

_SURROGATE: Final = regex.compile(r"[\uD800-\uDFFF]")
_MARKUP: Final = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
"""What could end or open an element of HTML; these stand in strings of JSON only."""


def render_jsonld(sources: Sequence[Source]) -> str:
    """Return the records as JSON-LD: one node for one source, else a ``@graph`` of them.

    Characters that are no Unicode scalar values (lone surrogates) become U+FFFD.
    """
    posts = [_post(source) for source in sources]
    head: dict[str, Any] = {"@context": dict(CONTEXT)}
    data = head | posts[0] if len(posts) == 1 else head | {"@graph": posts}
    return json.dumps(data, indent=2).translate(_MARKUP) + "\n"


def _post(source: Source) -> dict[str, Any]:
    post = source.post
    byline = post.byline
    return _known(
        {
            "@type": "BlogPosting",
            "@id": source.page_id,
            "url": source.url,
            "headline": _text(post.title),
            "author": [{"@type": "Person", "name": _text(name)} for name in byline.authors] if byline else None,
            "datePublished": stated(post.published, post.published_precision),
            "dateModified": stated(post.updated, None),
            "isPartOf": {"@type": "Blog", "name": _text(post.site)} if post.site else None,
            "keywords": [_text(topic) for topic in post.topics],
            "articleBody": _text(post.body),
            "commentCount": post.declared_comment_count,
            "comment": [_comment(source, comment) for comment in post.comments],
        }
    )


def _comment(source: Source, comment: Comment) -> dict[str, Any]:
    parent = None
    if comment.parent is not None:
        parent = {"@id": source.comment_id(comment.parent)}
    elif comment.depth is not None:
        parent = {"@id": source.page_id}
    return _known(
        {
            "@type": "Comment",
            "@id": source.comment_id(comment.index),
            "author": {"@type": "Person", "name": _text(comment.author)} if _is_person(comment) else None,
            "dateCreated": stated(comment.timestamp, comment.timestamp_precision),
            "text": _text(comment.body),
            "parentItem": parent,
            "position": comment.index,
            "genre": "pingback" if comment.kind == "pingback" else None,
            "creativeWorkStatus": "deleted" if comment.kind == "deleted" else None,
        }
    )


def _is_person(comment: Comment) -> bool:
    """Return whether a person is named; a pingback is named after a page."""
    return comment.author is not None and comment.kind != "pingback"


def _text(text: str | None) -> str | None:
    return _SURROGATE.sub("\ufffd", text) if text is not None else None


def _known(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields without those that the page does not show."""
    return {name: value for name, value in fields.items() if value not in (None, "", [])}
