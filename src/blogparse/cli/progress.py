"""One line on the terminal that says how far a job is, how fast, and how long it takes still."""

import time
from types import TracebackType
from typing import Final, Self, TextIO

from blogparse.jobs import Account

_EVERY: Final = 0.5  # seconds between two looks
_WIDTH: Final = 78  # columns of a line that no terminal wraps
_FIRST: Final = 5.0  # seconds before there is anything to reckon the rest from


class Progress:
    """Writes the line over itself, on a terminal only, and wipes it at the end."""

    def __init__(self, stream: TextIO, *, is_quiet: bool) -> None:
        self.stream = stream
        self.is_shown = not is_quiet and stream.isatty()
        self.last = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.last:
            self.stream.write("\r" + " " * _WIDTH + "\r")
            self.stream.flush()

    def report(self, account: Account) -> None:
        """Show the account, unless it was shown a moment ago."""
        now = time.monotonic()
        if self.is_shown and now - self.last >= _EVERY:
            self.last = now
            self.stream.write("\r" + describe(account)[:_WIDTH].ljust(_WIDTH))
            self.stream.flush()


def describe(account: Account) -> str:
    """Return the line: pages, their rate, shards, share of the input, time left."""
    rate = account.pages / account.seconds if account.seconds else 0.0
    share = min(1.0, account.bytes_read / account.bytes) if account.bytes else 0.0
    parts = [f"{account.pages:,} pages", f"{rate:,.0f}/s", f"shard {account.shards_done + 1:,} of {account.shards:,}"]
    parts.append(f"{share:.0%}")
    if account.seconds >= _FIRST and share > 0:
        parts.append(f"{_clock(account.seconds * (1 - share) / share)} left")
    return ", ".join(parts)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
