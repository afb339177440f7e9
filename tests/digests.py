"""One line per dump, its path and a digest of its record: what must not change while code is only moved.

    python tests/digests.py FOLDER ... > before.txt

Reads every ``.txt`` below the folders (the fixtures, and the corpus beside the checkout where there is one, if none is
named). Two files of digests that are equal say that no record has changed; ``diff`` names the dumps that have.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Final

from blogparse import parse_post

ROOT: Final = Path(__file__).parent.parent
WORKERS: Final = 2
BATCH: Final = 50  # dumps that a worker takes at once


def find_dumps(folders: Sequence[Path]) -> Iterator[Path]:
    """Yield the dumps below some folders, in a fixed order."""
    for folder in folders:
        yield from sorted(folder.rglob("*.txt"))


def digest(dump: Path) -> str:
    """Return the digest of the record of one dump; bytes that are no UTF-8 are replaced, as the command does."""
    text = dump.read_bytes().decode("utf-8", "replace")
    return hashlib.sha256(parse_post(text).to_json().encode("utf-8", "surrogatepass")).hexdigest()


def main(arguments: Sequence[str]) -> None:
    """Print the digests of every dump below the folders that are named."""
    folders = [Path(name) for name in arguments] or [ROOT / "fixtures", ROOT.parent / "shared" / "corpus"]
    dumps = list(find_dumps(folders))
    with ProcessPoolExecutor(WORKERS) as pool:
        for dump, found in zip(dumps, pool.map(digest, dumps, chunksize=BATCH), strict=True):
            print(f"{found}  {dump.relative_to(ROOT.parent) if dump.is_relative_to(ROOT.parent) else dump}")


if __name__ == "__main__":
    main(sys.argv[1:])
