"""Looks for the dearest dumps: ``python tests/climb.py --steps 3000 --seed 1``.

A few lines are repeated to some thousand characters, and the work that they cost is counted: instructions where the
interpreter can count them (``sys.monitoring``, from Python 3.12 on), else calls. What costs more for a character than
what it was changed from is kept and changed again. The dearest sequences are written to ``tests/benchmarks/worst.txt``,
where `test_linear` and the benchmarks repeat them; with ``--doubling`` it looks for sequences of which four times as
much costs more than four times the work.
"""

from __future__ import annotations

import argparse
import sys
from random import Random
from types import CodeType
from typing import Any, Final

from blogparse import parse_post
from line_classes import LINES
from strategies import ODDITIES, seeded
from test_linear import WORST
from test_properties import count_calls

LENGTH: Final = 2000  # characters of a dump
MOST_LINES: Final = 6  # of a sequence
KEPT: Final = 8
INDENTS: Final = ("", "", "  ", "    ", "  • ", "  1. ", "> ")


def count_work(text: str) -> int:
    """Return the instructions that a dump costs, or the calls."""
    monitoring: Any = getattr(sys, "monitoring", None)
    if monitoring is None:
        return count_calls(lambda: parse_post(text))
    work = 0

    def count(code: CodeType, offset: int) -> None:  # noqa: ARG001
        nonlocal work
        work += 1

    tool = monitoring.PROFILER_ID
    monitoring.use_tool_id(tool, "climb")
    monitoring.register_callback(tool, monitoring.events.INSTRUCTION, count)
    monitoring.set_events(tool, monitoring.events.INSTRUCTION)
    try:
        parse_post(text)
    finally:
        monitoring.set_events(tool, 0)
        monitoring.free_tool_id(tool)
    return work


def repeated(lines: tuple[str, ...], length: int = LENGTH) -> str:
    """Return a dump that repeats some lines."""
    unit = "\n".join(lines) + "\n"
    return "A walk to the mill\n\n" + unit * max(1, length // len(unit))


def cost(lines: tuple[str, ...], *, doubling: bool) -> float:
    """Return the work for a character, or how much more than its share four times the dump costs."""
    small = repeated(lines)
    if not doubling:
        return count_work(small) / len(small)
    large = repeated(lines, 4 * LENGTH)
    return count_work(large) / len(large) / (count_work(small) / len(small))


def draw_line(rng: Random) -> str:
    """Return a line of some class, or something odd, with an indent or a mark."""
    line = rng.choice(LINES[rng.choice(sorted(LINES))]) if rng.random() < 0.9 else rng.choice(ODDITIES)
    return rng.choice(INDENTS) + line.split("\n")[0]


def change(rng: Random, lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return a sequence with one line more, less, changed, torn or moved."""
    changed = list(lines)
    at = rng.randrange(len(changed))
    what = rng.randrange(5)
    if what == 0 and len(changed) < MOST_LINES:
        changed.insert(at, draw_line(rng))
    elif what == 1 and len(changed) > 1:
        del changed[at]
    elif what == 2:
        changed[at] = draw_line(rng)
    elif what == 3:
        cut = rng.randint(0, len(changed[at]))
        changed[at] = changed[at][:cut] + draw_line(rng)[:20] + changed[at][cut : cut + 40]
    else:
        changed.insert(rng.randrange(len(changed)), changed.pop(at))
    return tuple(changed)


def climb(seed: int, steps: int, *, doubling: bool) -> list[tuple[float, tuple[str, ...]]]:
    """Return the dearest sequences found, the dearest first."""
    rng = seeded(seed)
    starts: set[tuple[str, ...]] = {(draw_line(rng),) for _ in range(4 * KEPT)}
    kept = sorted(((cost(lines, doubling=doubling), lines) for lines in starts), reverse=True)[:KEPT]
    for _ in range(steps):
        lines = change(rng, rng.choice(kept)[1])
        if lines not in {known for _, known in kept} and "".join(lines).strip():
            kept = sorted([*kept, (cost(lines, doubling=doubling), lines)], reverse=True)[:KEPT]
    return kept


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--steps", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--doubling", action="store_true", help="look for what does not grow in proportion")
    options = parser.parse_args()
    parse_post("\n".join(line for lines in LINES.values() for line in lines))  # loads what the first page waits for
    found = climb(options.seed, options.steps, doubling=options.doubling)
    for worth, lines in found:
        sys.stdout.write(f"{worth:8.2f} {lines!r}\n")
    if not options.doubling:
        WORST.write_text("\f\n".join("\n".join(lines) + "\n" for _, lines in found), "utf-8")


if __name__ == "__main__":
    main()
