"""Ray Data: a dataset of documents to a dataset of posts, by actors that have all vocabularies in memory."""

from typing import Any

from blogparse.arrow import parse_batch
from blogparse.batch import Reading


class Parser:
    """What an actor runs: it warms up once, and then parses batch after batch."""

    def __init__(self, options: dict[str, Any]) -> None:
        reading: Reading = options.get("reading") or Reading()
        reading.warm_up()
        self.options = options

    def __call__(self, batch: Any) -> Any:
        """Return the rows of a batch of documents."""
        return parse_batch(batch, **self.options)


def parse_dataset(dataset: Any, *, batch_size: int = 256, ray: dict[str, Any] | None = None, **options: Any) -> Any:
    """Return the dataset of posts of a ``ray.data.Dataset`` of documents, in the schema of `blogparse.arrow`.

    `options` are those of `parse_batch`, `ray` those of ``map_batches`` (``concurrency=(1, 64)`` by default: one actor
    for each processor that Ray has, up to 64). Rows are lost or doubled by no actor that is killed: Ray gives its
    batch to another. Give documents an id: without one they are called by their number in a batch.
    """
    return dataset.map_batches(
        Parser, fn_constructor_args=(options,), batch_format="pyarrow", batch_size=batch_size,
        **{"concurrency": (1, 64), **(ray or {})},
    )  # fmt: skip
