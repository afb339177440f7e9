"""Where a job writes: one output for each shard, written beside its name and renamed when it is whole.

Under a final name there is never half a file. Of the files of a shard the posts are renamed last: where they are, the
shard is done. ``_job.json`` says what the folder was made with, so that no run goes on with another's settings.
"""

import contextlib
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final, Literal

import attrs

from blogparse.jobs.shards import SETTINGS, InputError, Shard
from blogparse.jobs.tablefiles import FORMATS, TableFile
from blogparse.tables import Row

Tables = Literal["nested", "posts,comments"]

PART: Final = ".part"  # what the name of a file that is being written ends with
ONE_FILE: Final = frozenset({"sqlite"})
"""Formats that hold several tables in one file."""
FLAT: Final = frozenset({"csv", "sqlite"})
"""Formats that hold no rows inside rows."""


@attrs.frozen(slots=True)
class Output:
    """The folder of a job, the format of its files, and its tables."""

    folder: Path
    format: str
    tables: Tables

    @property
    def files(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The files of a shard, each by its folder inside the job's and its tables; the last one marks the end."""
        if self.tables == "nested":
            return (("", ("nested",)),)
        if self.format in ONE_FILE:
            return (("", ("posts", "comments")),)
        return (("comments", ("comments",)), ("posts", ("posts",)))

    def path(self, shard: Shard, folder: str) -> Path:
        """Return the final name of a file of a shard."""
        return self.folder / folder / f"{shard.name}.{self.format}"

    def is_done(self, shard: Shard) -> bool:
        """Return whether a shard is whole."""
        return self.path(shard, self.files[-1][0]).exists()

    def prepare(self, shards: Sequence[Shard], settings: Mapping[str, Any], *, resume: bool) -> tuple[Shard, ...]:
        """Make the folder and return the shards that are still to do; an `InputError` says what is in the way."""
        noted = self.folder / SETTINGS
        done = {shard.name for shard in shards if self.is_done(shard)}
        if done and not resume:
            raise InputError(f"{self.folder} holds results already: --resume does what is missing")
        text = json.dumps(settings, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
        if done and noted.exists() and noted.read_text("utf-8") != text:
            raise InputError(f"{self.folder} was made with other settings (see {noted}): give another folder")
        self.folder.mkdir(parents=True, exist_ok=True)
        with _beside(noted) as file:
            file.write(text.encode())
        return tuple(shard for shard in shards if shard.name not in done)


class ShardFile:
    """The files of one shard while they are written."""

    def __init__(self, output: Output, shard: Shard) -> None:
        self.paths: list[Path] = []
        self.streams: list[BinaryIO] = []
        self.files: list[tuple[TableFile, tuple[str, ...]]] = []
        try:
            for folder, tables in output.files:
                path = output.path(shard, folder)
                path.parent.mkdir(parents=True, exist_ok=True)
                part = path.with_name(path.name + PART)
                self.paths.append(path)
                self.streams.append(part.open("wb"))
                self.files.append((FORMATS[output.format](self.streams[-1], part, tables), tables))
        except BaseException:
            self.give_up()
            raise

    def write(self, row: Row, comments: list[Row]) -> None:
        """Add the row of a post, with its comments inside it where they have no table of their own."""
        for file, tables in self.files:
            for table in tables:
                file.write(table, comments if table == "comments" else [row])

    def commit(self) -> None:
        """End the files and give them their names."""
        for file, _ in self.files:
            file.close()
        for stream in self.streams:
            stream.flush()
            os.fsync(stream.fileno())
            stream.close()
        for path in self.paths:
            path.with_name(path.name + PART).replace(path)

    def give_up(self) -> None:
        """Remove what was written; an error on the way says nothing new."""
        for file, _ in self.files:
            file.give_up()
        for stream in self.streams:
            with contextlib.suppress(OSError):
                stream.close()
        for path in self.paths:
            with contextlib.suppress(OSError):
                path.with_name(path.name + PART).unlink()


@contextlib.contextmanager
def _beside(path: Path) -> Any:
    part = path.with_name(path.name + PART)
    with part.open("wb") as file:
        yield file
    part.replace(path)
