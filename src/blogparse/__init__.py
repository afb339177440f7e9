r"""Turn plain-text dumps of scraped blog pages into structured records: the post and its comment thread.

>>> from blogparse import parse_post
>>> dump = "A walk\n\n1 comment\n\n  1. Ann says:\n    May 2, 2020 at 9:15 am\n\n    Lovely.\n\n    Reply"
>>> post = parse_post(dump)
>>> [(comment.author, comment.body) for comment in post.comments]
[('Ann', 'Lovely.')]
"""

from blogparse.batch import DocumentError, Failure, Parsed, parse_posts
from blogparse.language import available_languages
from blogparse.post import parse_post, tokenize, warm_up
from blogparse.records import (
    Block, BlogparseError, Byline, Comment, Diagnostic, FieldConfidence, Layout, Nesting, Note, NotTextError,
    OptionError, Post, Section, SectionKind, Span, StrictError, VocabularyError,
)  # fmt: skip

__all__ = [
    "Block", "BlogparseError", "Byline", "Comment", "Diagnostic", "DocumentError", "Failure", "FieldConfidence",
    "Layout", "Nesting", "NotTextError", "Note", "OptionError", "Parsed", "Post", "Section", "SectionKind", "Span",
    "StrictError", "VocabularyError", "available_languages", "parse_post", "parse_posts", "tokenize", "warm_up",
]  # fmt: skip

__version__ = "0.1.0"


def _repr_html_(post: Post) -> str:
    """Return the post as HTML, by which notebooks show it; the renderer is loaded when the first one is shown."""
    from blogparse.render import render_fragment

    return render_fragment(post)


# Here, because the records know of no renderer: this front door is the one place above both.
Post._repr_html_ = _repr_html_  # type: ignore[attr-defined]
