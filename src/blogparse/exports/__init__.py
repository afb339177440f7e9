"""The exports: records in the formats that other programs read.

Nothing is invented. What a format demands and a dump does not show (an address, a time) comes from the caller, in a
`Source`, or is left out; each module says what its consumers make of that. Texts of a page are data everywhere: no page
can add an element, a script or a line to a file.

To add one, write a module here and name its function in `EXPORTS`; a test with a program that reads it goes with it.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, TypeAlias

from blogparse.exports.atom import render_atom
from blogparse.exports.convokit import convokit_files
from blogparse.exports.graphml import render_graphml
from blogparse.exports.jsonld import render_jsonld
from blogparse.exports.markdown import render_markdown
from blogparse.exports.sources import Source
from blogparse.exports.wxr import render_wxr

__all__ = [
    "EXPORTS", "FOLDER_EXPORTS", "Export", "FolderExport", "Source", "convokit_files", "render_atom", "render_graphml",
    "render_jsonld", "render_markdown", "render_wxr",
]  # fmt: skip

Export: TypeAlias = Callable[[Sequence[Source]], str]
"""What an export into one file is: sources in, the file's text out, which ends with a line end."""

FolderExport: TypeAlias = Callable[[Sequence[Source]], Mapping[str, str]]
"""What an export into a folder is: sources in, the text of each file by its name out."""

EXPORTS: Final[Mapping[str, Export]] = MappingProxyType(
    {
        "jsonld": render_jsonld,
        "atom": render_atom,
        "wxr": render_wxr,
        "graphml": render_graphml,
        "markdown": render_markdown,
    }
)
"""The exports into one file by name, in the order in which they are offered."""

FOLDER_EXPORTS: Final[Mapping[str, FolderExport]] = MappingProxyType({"convokit": convokit_files})
"""The exports into a folder by name."""
