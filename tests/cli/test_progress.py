"""The line that says how far a job is: on a terminal alone, and gone at the end."""

from __future__ import annotations

import io

import pytest

from blogparse.cli.progress import Progress, describe
from blogparse.jobs import Account


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def account(seconds: float = 60.0) -> Account:
    return Account(shards=10, bytes=1000, pages=12_345, shards_done=2, bytes_read=250, seconds=seconds)


def test_the_line_has_pages_rate_shard_share_and_the_time_left() -> None:
    assert describe(account()) == "12,345 pages, 206/s, shard 3 of 10, 25%, 3:00 left"
    assert describe(account(7200.0)).endswith("25%, 6:00:00 left")
    assert describe(account(1.0)).endswith("25%"), "too early to tell"
    assert describe(Account(shards=0, bytes=0)) == "0 pages, 0/s, shard 1 of 0, 0%"


def test_the_line_is_written_over_itself_and_wiped() -> None:
    terminal = Terminal()
    with Progress(terminal, is_quiet=False) as progress:
        for _ in range(1000):
            progress.report(account())
    shown = terminal.getvalue()
    assert shown.count("12,345 pages") == 1, "not more often than a reader can read"
    assert "\n" not in shown
    assert shown.endswith("\r")
    assert set(shown.split("\r")[-2]) == {" "}


@pytest.mark.parametrize(("stream", "is_quiet"), [(io.StringIO(), False), (Terminal(), True)])
def test_there_is_no_line_in_a_file_or_when_asked_for_quiet(stream: io.StringIO, is_quiet: bool) -> None:
    with Progress(stream, is_quiet=is_quiet) as progress:
        progress.report(account())
    assert stream.getvalue() == ""
