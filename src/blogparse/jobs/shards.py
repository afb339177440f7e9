"""Which files a job reads: folders and files as shards, each with the name that its output gets.

A shard is what is read, written and taken up again as one: a file of JSON Lines, Parquet or WET records, or up to
`TEXTS` files of text from one folder. Names follow from the inputs alone: the same inputs give the same outputs. What a
job wrote into a folder below is no input of another, nor of the same one when it is taken up again.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, Literal

import attrs

from blogparse.records import BlogparseError

ShardKind = Literal["texts", "jsonl", "parquet", "wet"]

SETTINGS: Final = "_job.json"
"""The file that says how the folder around it was made by a job."""

TEXTS: Final = 10_000
"""Files of text that make one shard."""

SUFFIXES: Final[dict[str, ShardKind]] = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".jsonl.gz": "jsonl", ".ndjson.gz": "jsonl", ".json.gz": "jsonl",
    ".jsonl.zst": "jsonl", ".ndjson.zst": "jsonl", ".json.zst": "jsonl", ".parquet": "parquet", ".wet": "wet",
    ".wet.gz": "wet",
}  # fmt: skip
"""What a file is by the end of its name. A lone ``.json`` is one record more often than JSON Lines, and no shard."""


class InputError(BlogparseError):
    """The inputs of a job cannot be used; the message says which, and what to do."""


@attrs.frozen(slots=True)
class Shard:
    """Files that are read as one: the name of its output, its kind, its files with their names, its size in bytes."""

    name: str
    kind: ShardKind
    files: tuple[tuple[str, Path], ...]
    size: int


def find_shards(inputs: Sequence[Path], *, results: bool = False) -> tuple[Shard, ...]:
    """Return the shards of the inputs, in their order; an `InputError` says what cannot be one.

    What a job wrote below the inputs is left out, unless `results` are wanted.
    """
    shards = tuple(shard for given in _grouped(inputs, results=results) for shard in given)
    if not shards:
        raise InputError(
            f"no dumps in {', '.join(map(str, inputs))}: there are no files that end with .txt, {_known()}"
        )
    name, count = Counter(shard.name for shard in shards).most_common(1)[0]
    if count > 1:
        files = ", ".join(str(path) for shard in shards if shard.name == name for _, path in shard.files[:1])
        raise InputError(f"{files} would all be written as {name!r}: give a folder that holds them, or rename one")
    return shards


def _grouped(inputs: Sequence[Path], *, results: bool) -> Iterator[Iterator[Shard]]:
    texts: list[tuple[str, Path]] = []
    for path in inputs:
        if not path.exists():
            raise InputError(f"{path}: no such file or folder")
        if path.is_dir():
            yield _of_folder(path, results=results)
        elif (suffix := _suffix(path.name)) is not None:
            yield iter([_of_file(path.name, path, suffix)])
        elif path.suffix == ".txt":
            texts.append((path.name, path))
        else:
            raise InputError(f"{path}: the name ends with nothing that is known: .txt, {_known()}")
    repeated = [name for name, count in Counter(name for name, _ in texts).items() if count > 1]
    if repeated:
        raise InputError(f"several files are called {repeated[0]!r}: give a folder that holds them")
    yield _of_texts("texts", texts)


def _of_folder(folder: Path, *, results: bool) -> Iterator[Shard]:
    made = set() if results else {path.parent for path in folder.rglob(SETTINGS) if path.parent != folder}
    found = sorted(
        (path.relative_to(folder).as_posix(), path)
        for path in folder.rglob("*")
        if path.is_file() and made.isdisjoint(path.parents)
    )
    for name, path in found:
        if (suffix := _suffix(name)) is not None and not any(part[0] in "._" for part in name.split("/")):
            yield _of_file(name, path, suffix)
    yield from _of_texts(folder.resolve().name, [(name, path) for name, path in found if name.endswith(".txt")])


def _of_file(name: str, path: Path, suffix: str) -> Shard:
    return Shard(name.removesuffix(suffix), SUFFIXES[suffix], ((name, path),), path.stat().st_size)


def _of_texts(name: str, texts: Sequence[tuple[str, Path]]) -> Iterator[Shard]:
    for number, start in enumerate(range(0, len(texts), TEXTS)):
        files = tuple(texts[start : start + TEXTS])
        yield Shard(f"{name}-{number:05}", "texts", files, sum(path.stat().st_size for _, path in files))


def _suffix(name: str) -> str | None:
    return max((suffix for suffix in SUFFIXES if name.lower().endswith(suffix)), key=len, default=None)


def _known() -> str:
    return ", ".join(SUFFIXES)
