"""What callers get: immutable records, the spans that tie them to the dump, and the exceptions."""

from blogparse.records.errors import BlogparseError, NotTextError, OptionError, StrictError, VocabularyError, caret
from blogparse.records.post import (
    Block, BlockKind, Byline, Comment, Diagnostic, FieldConfidence, Layout, Nesting, Note, NoteKind, Post,
    Precision, Section, SectionKind,
)  # fmt: skip
from blogparse.records.spans import LINE_END, Span, tiles

__all__ = [
    "LINE_END", "Block", "BlockKind", "BlogparseError", "Byline", "Comment", "Diagnostic", "FieldConfidence", "Layout",
    "Nesting", "NotTextError", "Note", "NoteKind", "OptionError", "Post", "Precision", "Section", "SectionKind", "Span",
    "StrictError", "VocabularyError", "caret", "tiles",
]  # fmt: skip
