"""The tables of dates in ``data/timestamps``; the head of ``dates/test_timestamps.py`` explains them."""

from __future__ import annotations

import tomllib
from pathlib import Path

from blogparse.language import available_languages

TABLES = Path(__file__).parent / "data" / "timestamps"


def locale_of(language: str) -> str | None:
    """Return the locale file of a table: its own, or one of its scripts or countries ("zh" takes "zh-Hans")."""
    tags = [tag for tag in available_languages() if tag == language or tag.startswith(f"{language}-")]
    return tags[0] if tags else None


def rows() -> list[tuple[str, str, str, str]]:
    """Return the rows of all tables: the language, the line, the reading, the text that is read."""
    found = []
    for path in sorted(TABLES.glob("*.toml")):
        if locale_of(path.stem) is None:
            continue
        for line, reading, *text in tomllib.loads(path.read_text("utf-8"))["rows"]:
            found.append((path.stem, line, reading, text[0] if text else line))
    return found
