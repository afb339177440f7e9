"""What is done with each of many tasks."""

import os
from collections.abc import Callable
from typing import Generic, TypeVar

import attrs

from blogparse.records import BlogparseError

Task = TypeVar("Task")
Result = TypeVar("Result")


class WorkerError(BlogparseError, RuntimeError):
    """A worker process could not start."""


@attrs.frozen(slots=True)
class Plan(Generic[Task, Result]):
    """How to do a kind of task: `start` readies a worker, `work` does one task, `weigh` says how long a task is.

    `failed` gives the result of a task that ended with its worker, from the task, a code and a message. What a worker
    calls must be picklable, as tasks and results are.
    """

    start: Callable[[], object]
    work: Callable[[Task], Result]
    weigh: Callable[[Task], int]
    failed: Callable[[Task, str, str], Result]


def available_workers() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
