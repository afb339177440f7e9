"""Damages dumps without end and reports what breaks the parser: ``python tests/fuzz.py --count 20000 --seed 1``.

A dump is made in one of three ways. *Damaged*: a fixture, a page in a random theme or, with ``--corpus``, a dump of
that folder, damaged in up to six ways. *Spliced*: lines, runs of lines and torn lines of all of these. *Short*: up to
eight pieces of what the parser looks for. What must hold for each is `test_properties.check_promises`: no exception,
sections tile, spans lie inside the text and fields where they say, none of the post inside a comment, parents before
children and one level above, records that survive plain types and pickling. With ``--twice`` the records are made again
by other processes with other hash seeds, and must be equal.

Exits with 1 after printing every kind of failure (its seed gives it back), with 0 otherwise.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

from blogparse import parse_post
from dumpers import DUMPERS
from line_classes import LINES
from strategies import MAX_DEPTH, MUTATIONS, ODDITIES, OWN_DUMPERS, sample_dumps, seeded, splice_lines
from test_properties import check_promises
from themes import EXTRAS, FAMILIES, draw_page, render_html

SLOW_SECONDS: Final = 5.0  # a dump of some kilobytes takes milliseconds
SHOWN: Final = 20  # distinct failures that are printed in full
KINDS: Final = ("damaged", "spliced", "short")
MOST_PIECES: Final = 8  # of a short dump
JOINTS: Final = ("\n", "\n", "\n", "\n\n", " ", "", "\n  ", ", ", ": ")


@cache
def corpus_dumps(folder: str) -> tuple[Path, ...]:
    """Return the dumps of a folder and of the folders in it."""
    return tuple(sorted(Path(folder).rglob("*.txt")))


def draw_dump(rng: Random, corpus: str) -> str:
    """Return a fixture, a page in a random theme through a random dumper, or a dump of the corpus."""
    if corpus and rng.random() < 0.6:
        return rng.choice(corpus_dumps(corpus)).read_bytes().decode("utf-8", "surrogateescape")
    if rng.random() < 0.3:
        return rng.choice(sample_dumps())
    parents: list[int | None] = []
    path: list[int] = []
    for index in range(rng.choice((0, 1, 2, 5, 12))):
        del path[rng.randint(0, MAX_DEPTH) :]
        parents.append(path[-1] if path else None)
        path.append(index)
    extras = rng.sample(EXTRAS, rng.randint(0, 6))
    page = draw_page(rng.getrandbits(32), rng.choice(sorted(FAMILIES)), parents, extras=extras)
    return DUMPERS[rng.choice(OWN_DUMPERS)].dump(render_html(page))


def make_dump(seed: int, kinds: Sequence[str] = ("damaged",), corpus: str = "") -> str:
    """Return the dump of a seed."""
    rng = seeded(seed)
    kind = kinds[seed % len(kinds)]
    if kind == "short":
        pieces = [rng.choice((rng.choice(LINES[rng.choice(sorted(LINES))]), rng.choice(ODDITIES))) for _ in range(8)]
        return "".join(piece + rng.choice(JOINTS) for piece in pieces[: rng.randint(1, MOST_PIECES)])
    if kind == "spliced":
        pool = [draw_dump(rng, corpus) for _ in range(6)]
        return splice_lines(rng, pool, rng.choice((3, 8, 20, 60)))
    text = draw_dump(rng, corpus)
    for _ in range(rng.randint(0, 6)):
        text = rng.choice(MUTATIONS)(rng, text)
    return text[:200_000]


def damage(seed: int) -> str:
    """Return the damaged dump of a seed."""
    return make_dump(seed)


def find_failure(text: str) -> str | None:
    """Return what a dump breaks, or None."""
    start = time.process_time()
    try:
        check_promises(text)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001 - the purpose of this script: whatever is raised is a finding
        return traceback.format_exc(limit=-3)
    took = time.process_time() - start
    return f"took {took:.1f} seconds for {len(text)} characters" if took > SLOW_SECONDS else None


def digests(seeds: range, kinds: Sequence[str], corpus: str) -> list[str]:
    """Return a digest of the record of each seed's dump."""
    records = (parse_post(make_dump(seed, kinds, corpus)).to_json() for seed in seeds)
    return [hashlib.sha256(record.encode("utf-8", "surrogatepass")).hexdigest() for record in records]


def digests_elsewhere(options: argparse.Namespace, hash_seed: int) -> list[str]:
    """Return the same, made by another process with a certain hash seed."""
    given = [f"--{name}={getattr(options, name)}" for name in ("count", "seed", "corpus")]
    command = [sys.executable, __file__, "--digests", *given, "--kinds", *options.kinds]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONHASHSEED": str(hash_seed)}, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout.split()


def main(arguments: list[str] | None = None) -> int:
    """Run the script; return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=2000, help="how many dumps (default: %(default)s)")
    parser.add_argument(
        "--seed", type=int, default=1, help="the first seed; each dump has its own (default: %(default)s)"
    )
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=["damaged"], help="how dumps are made, in turn")
    parser.add_argument("--corpus", default="", help="a folder of dumps to damage and to splice")
    parser.add_argument("--twice", action="store_true", help="make each record again in another process")
    parser.add_argument("--digests", action="store_true", help="print a digest of each record and check nothing")
    options = parser.parse_args(arguments)
    seeds = range(options.seed, options.seed + options.count)
    if options.digests:
        sys.stdout.write("\n".join(digests(seeds, options.kinds, options.corpus)) + "\n")
        return 0
    failures: Counter[str] = Counter()
    for seed in seeds:
        text = make_dump(seed, options.kinds, options.corpus)
        failure = find_failure(text)
        if failure is None:
            continue
        # One fault shows up in many dumps: print its first. The innermost place and the exception tell faults apart.
        lines = failure.strip().splitlines()
        place = next((line.strip() for line in reversed(lines) if line.startswith("  File ")), "")
        fault = f"{lines[-1].split(':')[0]} {place}" if place else "slow"
        failures[fault] += 1
        if failures[fault] == 1 and len(failures) <= SHOWN:
            sys.stdout.write(f"--- seed {seed} ({len(text)} characters)\n{failure}\n")
    if options.twice and not failures:
        pairs = zip(seeds, digests_elsewhere(options, 1), digests_elsewhere(options, 2), strict=True)
        for seed, one, other in pairs:
            if one != other:
                failures["another record in another process"] += 1
                sys.stdout.write(f"--- seed {seed}: another record in another process\n")
    for fault, times in failures.most_common():
        sys.stdout.write(f"{times:6} x {fault}\n")
    sys.stdout.write(f"{options.count} dumps, {failures.total()} failures\n")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
