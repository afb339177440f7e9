r"""Turn plain-text dumps of scraped blog pages into structured records: the post and its comment thread.

>>> from blogparse import parse_post
>>> dump = "A walk\n\n1 comment\n\n  1. Ann says:\n    May 2, 2020 at 9:15 am\n\n    Lovely.\n\n    Reply"
>>> post = parse_post(dump)
>>> [(comment.author, comment.body) for comment in post.comments]
[('Ann', 'Lovely.')]
"""

from blogparse.errors import BlogparseError, NotTextError, OptionError, StrictError, VocabularyError
from blogparse.post import parse_post, tokenize
from blogparse.records import Block, Byline, Comment, Diagnostic, Layout, Nesting, Note, Post, Section, SectionKind
from blogparse.spans import Span
from blogparse.vocabulary import available_languages

__all__ = [
    "Block",
    "BlogparseError",
    "Byline",
    "Comment",
    "Diagnostic",
    "Layout",
    "Nesting",
    "NotTextError",
    "Note",
    "OptionError",
    "Post",
    "Section",
    "SectionKind",
    "Span",
    "StrictError",
    "VocabularyError",
    "available_languages",
    "parse_post",
    "tokenize",
]
