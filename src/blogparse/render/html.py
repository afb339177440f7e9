"""Text into HTML: escaped, with what cannot be shown made visible, and times as people and programs read them.

Everything that comes from a page goes through `shown` or `attribute`, and nothing else builds markup from it.
"""

from collections.abc import Mapping
from datetime import datetime
from html import escape
from typing import Final

import regex

from blogparse.records import Precision

_UNSHOWN: Final = regex.compile(r"[\x00-\x08\x0B-\x1F\x7F\uD800-\uDFFF\uFFFE\uFFFF]")
"""Control characters but for tab and line feed, and what is no character at all; HTML can hold none of them."""
_CONTROL_PICTURES: Final = 0x2400  # the block of Unicode that has a picture of each C0 control, in their order
_DELETE: Final = 0x7F
_DELETE_PICTURE: Final = "\u2421"

_LENGTHS: Final[Mapping[Precision | None, int]] = {"day": 10, "month": 7, "year": 4, "relative": 10}
"""How much of an ISO 8601 time a precision leaves, in characters; an age is no finer than its day."""


def shown(text: str) -> str:
    r"""Return a text of the page as HTML; a control character is shown by its picture.

    >>> shown("<b>\x1b[31m")
    '&lt;b&gt;␛[31m'
    """
    return escape(_UNSHOWN.sub(_picture, text), quote=False)


def attribute(text: str) -> str:
    """Return a text as the value of an attribute, with its quotes."""
    return f'"{escape(_UNSHOWN.sub(_picture, text))}"'


def _picture(match: regex.Match[str]) -> str:
    code = ord(match[0])
    if code == _DELETE:
        return _DELETE_PICTURE
    return chr(_CONTROL_PICTURES + code) if code < _DELETE else "\ufffd"


def isolated(text: str) -> str:
    """Return a text that stands inside a line of ours, so that its direction ends where it ends."""
    return f"<bdi>{shown(text)}</bdi>"


def time_element(moment: datetime | None, text: str | None, precision: Precision | None) -> str:
    """Return a time as fine as the page states it, or the words of the page where it has no value, or nothing."""
    if moment is None:
        return f'<span class="when">{isolated(text)}</span>' if text else ""
    written = moment.isoformat(timespec="seconds" if precision == "second" else "minutes")
    if precision in _LENGTHS:
        written = written[: _LENGTHS[precision]]
    title = f" title={attribute(text)}" if text else ""
    return f'<time class="when" datetime="{written}"{title}>{written.replace("T", " ")}</time>'
