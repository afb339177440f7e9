"""Work on many tasks in processes of the standard library, in bounded memory, whatever becomes of a worker.

The executors of the standard library cannot do it: when a worker is killed they give up every task at once, and a task
that runs too long cannot be stopped. So each worker here is a process with two pipes, and the tasks that it was given
are answered in their order: when it dies or is late, the first without an answer is the one to blame. That task gets
its failure, the others go to the next worker.

A worker takes in tasks while it works (a thread of its own reads the pipe), so that none waits for the caller between
two tasks. What is handed out and not yet given back is bounded in number and in weight: where results come in order, a
slow task holds up those behind it, and they wait in memory.
"""

import multiprocessing
import os
import queue
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from typing import Any, Final, Generic

import attrs

from blogparse.batch.plan import Plan, Result, Task, WorkerError

AHEAD: Final = 8  # tasks that a worker holds: it stays busy while the caller writes
AHEAD_WEIGHT: Final = 30_000  # of these tasks but the first: what a pipe holds, so that handing one out never waits
WINDOW: Final = 64  # tasks per worker that are handed out and not given back
WINDOW_WEIGHT: Final = 50_000_000  # of all these tasks, in characters: some hundred megabytes
MOST_STILLBORN: Final = 3  # then it is no accident
READY: Final = "ready"  # the first message of a worker
_PAUSE: Final = 5.0  # seconds: how long to wait for an ending worker before it is killed


def run_in_processes(
    plan: Plan[Task, Result],
    tasks: Iterable[Task],
    workers: int,
    *,
    ordered: bool,
    timeout: float | None,
    method: str | None,
) -> Iterator[Result]:
    """Yield the results of tasks that are done by processes, which end with the iterator."""
    pool = _Pool(plan, iter(tasks), workers, timeout, method)
    try:
        yield from pool.results(ordered=ordered)
    finally:
        pool.close()


def run_on_threads(plan: Plan[Task, Result], tasks: Iterable[Task], workers: int) -> Iterator[Result]:
    """Yield the results of tasks that are done by threads, in order."""
    plan.start()
    with ThreadPoolExecutor(workers) as threads:
        pending: deque[tuple[Future[Result], int]] = deque()
        weight = 0
        try:
            for task in tasks:
                pending.append((threads.submit(plan.work, task), plan.weigh(task)))
                weight += pending[-1][1]
                while pending and (len(pending) >= workers * AHEAD or weight >= WINDOW_WEIGHT):
                    future, less = pending.popleft()
                    weight -= less
                    yield future.result()
            for future, _ in pending:
                yield future.result()
        finally:
            for future, _ in pending:
                future.cancel()


# --- the caller's side -----------------------------------------------------------------------------------------------


@attrs.define(slots=True, eq=False)
class _Entry(Generic[Task, Result]):
    """A task that was handed out; `result` holds its one result once there is one."""

    task: Task
    weight: int
    result: tuple[Result] | None = None


class _Worker(Generic[Task, Result]):
    """A process, the pipes to and from it, and the entries it was given and has not answered, oldest first."""

    def __init__(self, context: BaseContext, plan: Plan[Task, Result]) -> None:
        tasks, self.tasks = context.Pipe(duplex=False)
        self.answers, answers = context.Pipe(duplex=False)
        self.entries: deque[_Entry[Task, Result]] = deque()
        self.since = time.monotonic()
        self.is_ready = False
        process = context.Process(target=_serve, args=(plan.start, plan.work, tasks, answers), daemon=True)  # type: ignore[attr-defined]
        process.start()
        self.process: multiprocessing.process.BaseProcess = process
        tasks.close()  # the worker's ends are its own: a pipe ends when its last holder does
        answers.close()

    def has_room(self) -> bool:
        waiting = sum(entry.weight for entry in self.entries) - (self.entries[0].weight if self.entries else 0)
        return len(self.entries) < AHEAD and waiting < AHEAD_WEIGHT

    def takes(self, entry: _Entry[Task, Result]) -> bool:
        """Return whether an entry can be handed over without waiting for the worker."""
        return not self.entries or (self.has_room() and entry.weight < AHEAD_WEIGHT)

    def give(self, entry: _Entry[Task, Result]) -> bool:
        """Hand an entry over; False where the worker is gone."""
        try:
            self.tasks.send(entry.task)
        except (BrokenPipeError, ConnectionResetError):
            return False
        if not self.entries:
            self.since = time.monotonic()
        self.entries.append(entry)
        return True

    def take(self) -> _Entry[Task, Result] | None:
        """Take one answer, which must have come, and return its entry; None where it says that the worker is ready."""
        answer = self.answers.recv()
        self.since = time.monotonic()
        if not self.is_ready:
            self.is_ready = True
            return None
        entry = self.entries.popleft()
        entry.result = (answer,)
        return entry

    def kill(self) -> int | None:
        self.process.kill()
        self.process.join()
        self.tasks.close()
        self.answers.close()
        return self.process.exitcode


class _Pool(Generic[Task, Result]):
    def __init__(
        self, plan: Plan[Task, Result], tasks: Iterator[Task], workers: int, timeout: float | None, method: str | None
    ) -> None:
        self.plan, self.tasks, self.timeout = plan, tasks, timeout
        self.context = multiprocessing.get_context(method)
        if self.context.get_start_method() == "fork":
            plan.start()  # once: what this loads, every worker inherits
        self.workers: list[_Worker[Task, Result]] = []
        self.size = workers
        self.stillborn = 0  # workers in a row that ended before they were ready
        self.entries: deque[_Entry[Task, Result]] = deque()  # all that is not given back, oldest first
        self.weight = 0  # of these
        self.waiting: deque[_Entry[Task, Result]] = deque()  # those of them that no worker has

    def results(self, *, ordered: bool) -> Iterator[Result]:
        while True:
            self._hand_out()
            if not self.entries:
                return
            for entry in self._collect(self._wait()):
                if not ordered:
                    yield self._give_back(entry)
            while ordered and self.entries and self.entries[0].result is not None:
                yield self._give_back(self.entries[0])

    def close(self) -> None:
        for worker in self.workers:
            worker.kill()

    def _give_back(self, entry: _Entry[Task, Result]) -> Result:
        self.entries.remove(entry)
        self.weight -= entry.weight
        assert entry.result is not None  # noqa: S101 - only answered entries come here
        return entry.result[0]

    def _hand_out(self) -> None:
        """Give the workers as much as they hold and the window allows."""
        while self.waiting or self._take_task():
            worker = self._free_worker(self.waiting[0])
            if worker is None or not worker.give(self.waiting[0]):
                return
            self.waiting.popleft()

    def _take_task(self) -> bool:
        if len(self.entries) >= WINDOW * self.size or self.weight >= WINDOW_WEIGHT:
            return False
        for task in self.tasks:
            entry: _Entry[Task, Result] = _Entry(task, self.plan.weigh(task))
            self.entries.append(entry)
            self.waiting.append(entry)
            self.weight += entry.weight
            return True
        return False

    def _free_worker(self, entry: _Entry[Task, Result]) -> _Worker[Task, Result] | None:
        """Return the worker that has least to do, a new one before that, or None where all are busy."""
        best = min(self.workers, key=lambda worker: len(worker.entries), default=None)
        if (best is None or best.entries) and len(self.workers) < self.size:
            best = _Worker(self.context, self.plan)
            self.workers.append(best)
        return best if best is not None and best.takes(entry) else None

    def _wait(self) -> Container[object]:
        """Wait until some worker has answered or ended, or is late, and return the ends that have something to say."""
        patience = None
        if self.timeout is not None:
            since = min((worker.since for worker in self.workers if worker.entries), default=0.0)
            patience = max(0.0, since + self.timeout - time.monotonic())
        return wait([end for worker in self.workers for end in (worker.answers, worker.process.sentinel)], patience)

    def _collect(self, heard: Container[object]) -> Iterator[_Entry[Task, Result]]:
        """Yield the entries that now have a result; those of workers that ended go back to be handed out."""
        for worker in list(self.workers):
            gone = worker.process.sentinel in heard
            try:
                # One that ended may have answered before.
                while worker.answers.poll() if gone else worker.answers in heard:
                    entry = worker.take()
                    if entry is not None:
                        yield entry
                    if not gone:
                        break
            except (EOFError, OSError):
                gone = True
            late = self._is_late(worker) and not worker.answers.poll()
            if gone or late:
                yield from self._replace(worker, late=late and not gone)

    def _is_late(self, worker: _Worker[Task, Result]) -> bool:
        if self.timeout is None or not worker.is_ready or not worker.entries:
            return False
        return time.monotonic() - worker.since >= self.timeout

    def _replace(self, worker: _Worker[Task, Result], *, late: bool) -> Iterator[_Entry[Task, Result]]:
        """Bury a worker that ended or is late: its first task without an answer fails, the others are done anew."""
        worker.process.join(0 if late else _PAUSE)
        code = worker.kill()
        self.workers.remove(worker)
        self.stillborn = 0 if worker.is_ready else self.stillborn + 1
        if self.stillborn >= MOST_STILLBORN:
            raise WorkerError(
                f"worker processes end before they are ready (the last one {_ending(code)}); a script that is run as a "
                "program must start them below `if __name__ == '__main__':`, or pass workers=0"
            )
        if worker.entries and worker.is_ready:
            entry = worker.entries.popleft()
            if late:
                failed = self.plan.failed(entry.task, "timeout", f"not done within {self.timeout:g} seconds")
            else:
                failed = self.plan.failed(entry.task, "worker-died", f"its worker process {_ending(code)}")
            entry.result = (failed,)
            yield entry
        self.waiting.extendleft(reversed(worker.entries))


def _ending(code: int | None) -> str:
    if code is not None and code < 0:
        return f"was ended by signal {-code} ({signal.Signals(-code).name})"
    return f"ended with exit code {code}"


# --- the worker's side -----------------------------------------------------------------------------------------------


def _serve(start: Callable[[], object], work: Callable[[Any], Any], tasks: Connection, answers: Connection) -> None:
    """Do what comes in, until the caller is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the caller ends its workers
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    start()
    waiting: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(tasks, waiting), daemon=True).start()
    try:
        answers.send(READY)
        while True:
            answers.send(work(waiting.get()))
    except BrokenPipeError:
        return


def _receive(tasks: Connection, waiting: queue.SimpleQueue[Any]) -> None:
    try:
        while True:
            waiting.put(tasks.recv())
    except (EOFError, OSError):
        os._exit(0)  # the caller is gone, and with it whoever wants the task in hand
