"""Many dumps: documents in, one result for each out, over the processors of one machine."""

from blogparse.batch.documents import (
    MOST_CHARS, Columns, Document, DocumentError, Failure, Parsed, decoded, read_document, read_time,
)  # fmt: skip
from blogparse.batch.extras import MissingExtraError, require, require_zstd
from blogparse.batch.parse import Reading, checked_workers, parse_document, parse_posts, weigh
from blogparse.batch.plan import Plan, WorkerError, available_workers
from blogparse.batch.running import run

__all__ = [
    "MOST_CHARS", "Columns", "Document", "DocumentError", "Failure", "MissingExtraError", "Parsed", "Plan", "Reading",
    "WorkerError", "available_workers", "checked_workers", "decoded", "parse_document", "parse_posts", "read_document",
    "read_time", "require", "require_zstd", "run", "weigh",
]  # fmt: skip
