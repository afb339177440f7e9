"""GraphML: who answers what, as a directed graph for networkx, Gephi, igraph and others.

A node is a post or a comment. An edge runs from an answer to what it answers, with the ``relation`` "reply" between
comments and "comment" from a comment at the top level to its post. Where the page holds no evidence of nesting,
comments have no edges: their ``page`` attribute alone ties them to their post. What the page does not show is absent.
"""

from collections.abc import Mapping, Sequence
from typing import Final
from xml.etree.ElementTree import Element

from blogparse.exports.sources import Source
from blogparse.exports.times import stated
from blogparse.exports.xml import add, document

_KEYS: Final[Mapping[str, tuple[str, str]]] = {
    "kind": ("node", "string"),
    "page": ("node", "int"),
    "name": ("node", "string"),
    "url": ("node", "string"),
    "title": ("node", "string"),
    "index": ("node", "int"),
    "depth": ("node", "int"),
    "author": ("node", "string"),
    "timestamp": ("node", "string"),
    "text": ("node", "string"),
    "relation": ("edge", "string"),
}
"""The attributes: what carries them, and their type in GraphML."""


def render_graphml(sources: Sequence[Source]) -> str:
    """Return the reply graph of all sources as one GraphML file.

    The nodes of the first page are ``p0`` (the post) and ``p0c0``, ``p0c1`` ... (its comments by index).
    """
    root = Element("graphml", {"xmlns": "http://graphml.graphdrawing.org/xmlns"})
    for name, (carrier, kind) in _KEYS.items():
        add(root, "key", attributes={"id": name, "for": carrier, "attr.name": name, "attr.type": kind})
    graph = add(root, "graph", attributes={"edgedefault": "directed"})
    for page, source in enumerate(sources):
        _add_page(graph, source, page)
    return document(root)


def _add_page(graph: Element, source: Source, page: int) -> None:
    post = source.post
    root = f"p{page}"
    _add_node(
        graph,
        root,
        {
            "kind": "post",
            "page": page,
            "name": source.name,
            "url": source.url,
            "title": post.title,
            "author": ", ".join(post.byline.authors) if post.byline else None,
            "timestamp": stated(post.published, post.published_precision),
            "text": post.body,
        },
    )
    for comment in post.comments:
        _add_node(
            graph,
            f"{root}c{comment.index}",
            {
                "kind": comment.kind,
                "page": page,
                "index": comment.index,
                "depth": comment.depth,
                "author": comment.author,
                "timestamp": stated(comment.timestamp, comment.timestamp_precision),
                "text": comment.body,
            },
        )
    for comment in post.comments:
        if comment.parent is not None:
            _add_edge(graph, f"{root}c{comment.index}", f"{root}c{comment.parent}", "reply")
        elif comment.depth is not None:
            _add_edge(graph, f"{root}c{comment.index}", root, "comment")


def _add_node(graph: Element, identifier: str, fields: Mapping[str, str | int | None]) -> None:
    node = add(graph, "node", attributes={"id": identifier})
    for name, value in fields.items():
        if value is not None:
            add(node, "data", str(value), {"key": name})


def _add_edge(graph: Element, source: str, target: str, relation: str) -> None:
    edge = add(graph, "edge", attributes={"source": source, "target": target})
    add(edge, "data", relation, {"key": "relation"})
