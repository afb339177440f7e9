"""datatrove: a step of a pipeline that gives every document the post and the comments that it holds."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from blogparse.batch import Document, Reading, parse_document, read_time, require
from blogparse.tables import comment_rows, nested_row, plain_row, post_row

if TYPE_CHECKING:
    from datatrove.pipeline.base import PipelineStep
else:
    PipelineStep = require("datatrove.pipeline.base", "datatrove").PipelineStep


class ParsePosts(PipelineStep):  # type: ignore[misc]
    """Adds the nested row of `blogparse.tables` to each document's metadata, under `key`; nothing else changes.

    `url` and `crawled_at` name the metadata that hold the address and the time of the crawl.
    """

    name = "blogparse"
    type = "PARSER"

    def __init__(
        self, key: str = "blogparse", url: str = "url", crawled_at: str = "date", reading: Reading | None = None
    ) -> None:
        super().__init__()
        self.key, self.url, self.crawled_at, self.reading = key, url, crawled_at, reading or Reading()

    def run(self, data: Iterable[Any], rank: int = 0, world_size: int = 1) -> Iterator[Any]:  # noqa: ARG002
        """Yield the documents, each with its row."""
        self.reading.warm_up()
        for given in data:
            when, url = read_time(given.metadata.get(self.crawled_at)), given.metadata.get(self.url)
            parsed = parse_document(Document(str(given.id), given.text, url, when), self.reading)
            row = post_row(parsed.post, page=parsed.id, url=url, error=parsed.error)
            comments = comment_rows(parsed.post, page=parsed.id)
            given.metadata[self.key] = plain_row(nested_row(row, comments))
            self.stat_update("pages" if parsed.error is None else parsed.error.code)
            self.stat_update("comments", value=len(comments))
            yield given
