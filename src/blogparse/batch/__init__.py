"""Many dumps: documents in, one result for each out, over the processors of one machine."""

from blogparse.batch.documents import MOST_CHARS, Columns, Document, DocumentError, Failure, Parsed, read_document
from blogparse.batch.parse import Reading, parse_document, parse_posts

__all__ = [
    "MOST_CHARS", "Columns", "Document", "DocumentError", "Failure", "Parsed", "Reading", "parse_document",
    "parse_posts", "read_document",
]  # fmt: skip
