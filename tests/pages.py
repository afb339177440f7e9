"""A small reader of HTML for tests: elements with their attributes, texts and places in the tree."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final

VOID: Final = {"br", "meta", "link", "img", "input", "hr"}


class Node:
    """An element; `texts` holds the text directly in it and in what it contains, in order."""

    def __init__(self, tag: str, attributes: dict[str, str], parent: Node | None) -> None:
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.texts: list[str] = []

    @property
    def text(self) -> str:
        return "".join(self.texts)

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())


class Page(HTMLParser):
    """A parsed page. An end tag that fits nothing, or an element left open, is an AssertionError."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.nodes: list[Node] = []
        self._open: list[Node] = []
        self.deepest = 0
        self.feed(html)
        self.close()
        assert not self._open, f"left open: {[node.tag for node in self._open]}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs}, self._open[-1] if self._open else None)
        self.nodes.append(node)
        if tag not in VOID:
            self._open.append(node)
            self.deepest = max(self.deepest, len(self._open))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.nodes.append(Node(tag, {name: value or "" for name, value in attrs}, self._open[-1]))

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for node in self._open:
            node.texts.append(data)

    def all(self, tag: str | None = None, *, of_class: str | None = None) -> list[Node]:
        return [
            node
            for node in self.nodes
            if (tag is None or node.tag == tag) and (of_class is None or of_class in node.classes)
        ]

    def with_id(self, identifier: str) -> Node:
        (node,) = (node for node in self.nodes if node.attributes.get("id") == identifier)
        return node
