"""Read a file of text, or say in a few words why it is none.

Universal newlines would shift the spans, so that bytes are decoded here and line ends stay as they are. What a file is
instead of text is told by its first bytes, with what to do about it.
"""

import codecs
from pathlib import Path
from typing import Final

_BINARY_SHARE: Final = 0.01  # of NULs: a dump has none, machine code and images have more than one in a hundred
_WIDE_MARKS: Final = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}  # byte order marks that are no UTF-8
_KINDS: Final = {
    b"\x1f\x8b": "a gzip file: unpack it, or give it to `blogparse batch` if it holds JSON Lines or WET records",
    b"\x28\xb5\x2f\xfd": "a Zstandard file: unpack it, or give it to `blogparse batch` if it holds JSON Lines",
    b"%PDF-": "a PDF: extract its text first",
    b"PAR1": "a Parquet file: give it to `blogparse batch`",
    b"PK\x03\x04": "a zip archive: unpack it",
}
"""What a file is by its first bytes, and what to do with it."""


class UnreadableError(Exception):
    """A file that cannot be read as text; ``str()`` says why, in a few words."""


def read_file(path: Path, encoding: str = "utf-8") -> str:
    """Return the text of a file, without its byte order mark; an `UnreadableError` says why it has none."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableError("no such file") from error
    except IsADirectoryError as error:
        raise UnreadableError("is a directory without .txt files; name the files in it") from error
    except PermissionError as error:
        raise UnreadableError("no permission to read it") from error
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror}") from error
    return decode(raw, encoding)


def decode(raw: bytes, encoding: str = "utf-8") -> str:
    """Return the text that bytes hold, without their byte order mark; an `UnreadableError` says why they hold none."""
    kind = next((kind for start, kind in _KINDS.items() if raw.startswith(start)), None)
    if kind is not None:
        raise UnreadableError(f"is {kind}")
    try:
        text = raw.decode(encoding)
    except UnicodeError as error:
        raise UnreadableError(_decoding_failure(raw, encoding, error)) from error
    if text.count("\0") > _BINARY_SHARE * len(text):
        wide = _wide(raw)
        advice = f"try --encoding {wide}" if wide is not None else "try --encoding if it is UTF-16"
        raise UnreadableError(f"not text (too many NUL characters; {advice})")
    return text.removeprefix("\ufeff")


def _decoding_failure(raw: bytes, encoding: str, error: UnicodeError) -> str:
    at = f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""
    failure = f"not {encoding.upper()}{at}"
    wide = _WIDE_MARKS.get(raw[:2]) or _wide(raw)
    if wide and codecs.lookup(encoding).name != wide:
        return f"{failure} (try --encoding {wide})"
    if raw.count(0) > _BINARY_SHARE * len(raw):
        return f"not text ({failure}, and full of NUL bytes)"
    return f"{failure} (try --encoding)"


_LOOKED_AT: Final = 1000  # bytes from which UTF-16 without a byte order mark is told
_LATIN_SHARE: Final = 0.4  # of the bytes at one side: Latin letters in UTF-16 leave one byte of two a NUL


def _wide(raw: bytes) -> str | None:
    """Return the name of the UTF-16 that bytes without a mark are written in, as their NULs tell, or None."""
    start = raw[:_LOOKED_AT]
    even, odd = start[::2].count(0), start[1::2].count(0)
    least = _LATIN_SHARE * len(start) / 2
    if odd > least and not even:
        return "utf-16-le"
    return "utf-16-be" if even > least and not odd else None
