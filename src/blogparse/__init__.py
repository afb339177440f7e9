r"""Turn plain-text dumps of scraped blog pages into structured records: the post and its comment thread.

>>> from blogparse import parse_post
>>> dump = "A walk\n\n1 comment\n\n  1. Ann says:\n    May 2, 2020 at 9:15 am\n\n    Lovely.\n\n    Reply"
>>> post = parse_post(dump)
>>> [(comment.author, comment.body) for comment in post.comments]
[('Ann', 'Lovely.')]
"""

from blogparse.language import available_languages
from blogparse.post import parse_post, tokenize
from blogparse.records import (
    Block, BlogparseError, Byline, Comment, Diagnostic, Layout, Nesting, Note, NotTextError, OptionError, Post,
    Section, SectionKind, Span, StrictError, VocabularyError,
)  # fmt: skip

__all__ = [
    "Block", "BlogparseError", "Byline", "Comment", "Diagnostic", "Layout", "Nesting", "NotTextError", "Note",
    "OptionError", "Post", "Section", "SectionKind", "Span", "StrictError", "VocabularyError", "available_languages",
    "parse_post", "tokenize",
]  # fmt: skip
