"""The pool: every task has one result, in order and in bounded memory, whatever becomes of a worker."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from blogparse.batch import Plan, WorkerError, pool, run


def start() -> None:
    """Ready nothing."""


def work(task: str) -> str:
    """Do what the task says; most just come back in capitals."""
    verb, _, argument = task.partition(" ")
    if verb == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if verb == "exit":
        os._exit(int(argument))
    if verb == "sleep":
        time.sleep(float(argument))
    if verb == "grow":
        return "x" * int(argument)
    return task.upper()


def failed(task: str, code: str, message: str) -> str:
    return f"{code} {task}: {message}"


PLAN = Plan(start, work, len, failed)


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_results_come_in_order(workers: int) -> None:
    tasks = [f"t{number}" for number in range(300)]
    assert list(run(PLAN, tasks, workers=workers)) == [task.upper() for task in tasks]


def test_no_tasks_start_no_worker() -> None:
    assert list(run(Plan(lambda: 1 / 0, work, len, failed), [], workers=0)) == []
    assert list(run(PLAN, [], workers=2)) == []


@pytest.mark.parametrize("workers", [1, 2])
def test_a_dying_worker_costs_its_task_and_nothing_else(workers: int) -> None:
    tasks = [f"t{number}" for number in range(40)]
    tasks[3], tasks[4], tasks[20] = "die", "exit 7", "die again"
    results = list(run(PLAN, tasks, workers=workers))
    assert results[3] == "worker-died die: its worker process was ended by signal 9 (SIGKILL)"
    assert results[4] == "worker-died exit 7: its worker process ended with exit code 7"
    assert results[20].startswith("worker-died die again")
    others = [at for at in range(40) if at not in {3, 4, 20}]
    assert [results[at] for at in others] == [tasks[at].upper() for at in others]


def test_a_late_task_is_given_up_and_those_behind_it_are_done() -> None:
    tasks = ["a", "sleep 60", "b", "sleep 0.05", "c"]
    begun = time.monotonic()
    results = list(run(PLAN, tasks, workers=1, timeout=0.5))
    assert time.monotonic() - begun < 10
    assert results == ["A", "timeout sleep 60: not done within 0.5 seconds", "B", "SLEEP 0.05", "C"]


def test_the_time_of_a_task_starts_with_its_turn() -> None:
    # Six tasks wait behind each other in one worker, each well within its time, all together far over it.
    assert "timeout" not in " ".join(run(PLAN, ["sleep 0.2"] * 6, workers=1, timeout=0.9))


def test_a_slow_caller_makes_no_task_late() -> None:
    results = run(PLAN, ["a", "b", "c"], workers=1, timeout=0.3)
    assert next(results) == "A"
    time.sleep(0.5)
    assert list(results) == ["B", "C"]


def test_unordered_results_do_not_wait_for_a_slow_one() -> None:
    tasks = ["sleep 1.5", *(f"t{number}" for number in range(20))]
    results = list(run(PLAN, tasks, workers=2, ordered=False))
    assert sorted(results) == sorted(task.upper() for task in tasks)
    assert results.index("SLEEP 1.5") > 10


def test_large_tasks_and_large_results_do_not_block_each_other() -> None:
    tasks = ["x" * 3_000_000 if number % 2 else "grow 3000000" for number in range(12)]
    assert [len(result) for result in run(PLAN, tasks, workers=2)] == [3_000_000] * 12


@pytest.mark.parametrize(("ordered", "weight"), [(True, 10), (True, 10_000_000), (False, 10)])
def test_tasks_are_read_no_further_ahead_than_the_window(ordered: bool, weight: int) -> None:
    read = 0

    def tasks() -> Iterator[str]:
        nonlocal read
        for read in range(1, 100_001):  # noqa: B007 - the caller looks at it
            yield "t"

    results = run(Plan(start, work, lambda _: weight, failed), tasks(), workers=2, ordered=ordered)
    for given in range(200):
        next(results)
        assert read - given <= min(2 * pool.WINDOW, max(1, pool.WINDOW_WEIGHT // weight)) + 1
    results.close()  # type: ignore[attr-defined]


def test_workers_end_with_the_iterator() -> None:
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    if not children.exists():
        pytest.skip("needs the list of child processes that Linux has")
    before = set(children.read_text().split())
    results = run(PLAN, iter(["a"] * 1000), workers=2)
    next(results)
    started = set(children.read_text().split()) - before
    results.close()  # type: ignore[attr-defined]
    assert len(started) >= 2
    assert not started & set(children.read_text().split())


def never_start() -> None:
    if os.getpid() != PARENT:
        os._exit(3)


PARENT = os.getpid()


def test_workers_that_cannot_start_are_one_error() -> None:
    with pytest.raises(WorkerError, match=r"exit code 3.*__main__"):
        list(run(Plan(never_start, work, len, failed), ["a"], workers=2, method="fork"))


def test_threads_do_the_work_where_they_run_at_the_same_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_is_gil_enabled", lambda: False, raising=False)
    tasks = [f"t{number}" for number in range(100)]
    assert list(run(PLAN, tasks, workers=2)) == [task.upper() for task in tasks]
    results = run(PLAN, ["sleep 0"] * 100, workers=2)
    next(results)
    results.close()  # type: ignore[attr-defined]
    read = 0

    def heavy() -> Iterator[str]:
        nonlocal read
        for read in range(1, 100):  # noqa: B007 - the caller looks at it
            yield "t"

    results = run(Plan(start, work, lambda _: pool.WINDOW_WEIGHT // 3, failed), heavy(), workers=8)
    for given in range(1, 50):
        next(results)
        assert read - given <= 3, "no more in memory than processes are given"
    assert len(list(results)) == 50
