"""The outputs: every way in which a parsed dump can be shown, by name.

To add one, write a module here and name its function in `RENDERERS`; a golden and an entry in the docs go with it.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

from blogparse.records import Post
from blogparse.render.report import render_report
from blogparse.render.ruled import cut_margin, describe_confidence, describe_layout, render_ruled
from blogparse.render.statistics import Statistics, measure_corpus
from blogparse.render.tree import render_tree
from blogparse.render.view import render_fragment, render_view

__all__ = [
    "RENDERERS", "Renderer", "Statistics", "cut_margin", "describe_confidence", "describe_layout", "measure_corpus",
    "render_fragment", "render_json", "render_report", "render_ruled", "render_tree", "render_view",
]  # fmt: skip

Renderer: TypeAlias = Callable[[str, Post], str]
"""What every output is: the dump and its record in, text out. The text ends with a line end unless it is the dump's."""


def render_json(text: str, post: Post) -> str:  # noqa: ARG001 - the dump is part of every renderer's signature
    """Return the whole record as indented JSON; ``Post.from_dict`` reads it back."""
    return post.to_json(indent=2) + "\n"


RENDERERS: Final[Mapping[str, Renderer]] = MappingProxyType(
    {"json": render_json, "tree": lambda _text, post: render_tree(post), "ruled": render_ruled, "html": render_view}
)
"""The outputs by name, in the order in which they are offered."""
