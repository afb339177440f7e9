"""Work on many tasks: in this process, on threads, or in processes."""

import sys
from collections.abc import Iterable, Iterator

from blogparse.batch.plan import Plan, Result, Task


def run(
    plan: Plan[Task, Result],
    tasks: Iterable[Task],
    *,
    workers: int,
    ordered: bool = True,
    timeout: float | None = None,
    method: str | None = None,
) -> Iterator[Result]:
    """Yield one result for each task, in order unless `ordered` is false.

    No `workers` at all do the work in this process, and so does one thread per worker where threads run at the same
    time; a `timeout` (seconds for one task) needs processes, which are started by `method`, by default that of the
    interpreter. Workers end with the iterator.
    """
    if workers == 0:
        yield from map(plan.work, tasks)
        return
    from blogparse.batch import pool  # what processes need takes a fifth of the time that the whole import takes

    if timeout is None and not getattr(sys, "_is_gil_enabled", lambda: True)():
        yield from pool.run_on_threads(plan, tasks, workers)
    else:
        yield from pool.run_in_processes(plan, tasks, workers, ordered=ordered, timeout=timeout, method=method)
