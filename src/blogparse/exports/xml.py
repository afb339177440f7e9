r"""XML that is always well-formed, whatever a page holds.

Elements are built, never pasted, so that no text can become markup. XML has no way to write most control characters,
lone surrogates, U+FFFE and U+FFFF, not even escaped: each is replaced by U+FFFD, the replacement character.
"""

from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

import regex

_UNWRITABLE: Final = regex.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
"""What is no Char of XML 1.0 (section 2.2)."""


def xml_text(text: str) -> str:
    r"""Return the text with U+FFFD for each character that XML cannot hold, and line ends that XML keeps.

    >>> xml_text("a\0b\x1b[31m\r\n")
    'a�b�[31m\n'
    """
    return _UNWRITABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def add(
    parent: Element, tag: str, text: str | None = None, attributes: Mapping[str, str | None] | None = None
) -> Element:
    """Append an element to `parent` and return it; attributes that are None are left out."""
    shown = {name: xml_text(value) for name, value in (attributes or {}).items() if value is not None}
    child = SubElement(parent, tag, shown)
    child.text = xml_text(text) if text is not None else None
    return child


def add_known(parent: Element, tag: str, text: str | None) -> None:
    """Append an element to `parent` where there is a text for it."""
    if text is not None:
        add(parent, tag, text)


def document(root: Element) -> str:
    """Return the element as a document, indented, with declaration and final line end."""
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'
