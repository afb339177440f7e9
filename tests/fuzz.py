"""Damages dumps without end and reports what breaks the parser: ``python tests/fuzz.py --count 20000 --seed 1``.

Every dump is made from a fixture or from a page in a random theme, and damaged in up to six ways. What must hold for
each is `test_properties.check_promises`. Exits with 1 after printing every kind of failure (its seed gives it back),
with 0 otherwise.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections import Counter
from random import Random
from typing import Final

from dumpers import DUMPERS
from strategies import MAX_DEPTH, MUTATIONS, OWN_DUMPERS, sample_dumps, seeded
from test_properties import check_promises
from themes import EXTRAS, FAMILIES, draw_page, render_html

SLOW_SECONDS: Final = 5.0  # a dump of some kilobytes takes milliseconds
SHOWN: Final = 20  # distinct failures that are printed in full


def draw_dump(rng: Random) -> str:
    """Return a fixture, or a page in a random theme through a random dumper."""
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


def damage(seed: int) -> str:
    """Return the damaged dump of a seed."""
    rng = seeded(seed)
    text = draw_dump(rng)
    for _ in range(rng.randint(0, 6)):
        text = rng.choice(MUTATIONS)(rng, text)
    return text[:200_000]


def find_failure(text: str) -> str | None:
    """Return what a dump breaks, or None."""
    start = time.perf_counter()
    try:
        check_promises(text)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001 - the purpose of this script: whatever is raised is a finding
        return traceback.format_exc(limit=-3)
    took = time.perf_counter() - start
    return f"took {took:.1f} seconds for {len(text)} characters" if took > SLOW_SECONDS else None


def main(arguments: list[str] | None = None) -> int:
    """Run the script; return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=2000, help="how many dumps (default: %(default)s)")
    parser.add_argument(
        "--seed", type=int, default=1, help="the first seed; each dump has its own (default: %(default)s)"
    )
    options = parser.parse_args(arguments)
    failures: Counter[str] = Counter()
    for seed in range(options.seed, options.seed + options.count):
        text = damage(seed)
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
    for fault, times in failures.most_common():
        sys.stdout.write(f"{times:6} x {fault}\n")
    sys.stdout.write(f"{options.count} dumps, {failures.total()} failures\n")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
