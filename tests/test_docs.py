"""The documentation names everything that the packages give in public, and its pages stand in the table of contents."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"
UNLISTED = {"Renderer", "Export", "FolderExport", "Row"}  # types that the tables explain


@pytest.mark.parametrize("package", ["blogparse", "blogparse.render", "blogparse.exports", "blogparse.tables"])
def test_reference_names_every_public_name(package: str) -> None:
    reference = (DOCS / "api.md").read_text("utf-8")
    named = set(re.findall(rf"^\.\. auto\w+:: {re.escape(package)}\.(\w+)$", reference, re.MULTILINE))
    assert named == set(importlib.import_module(package).__all__) - UNLISTED


def test_every_page_is_in_the_table_of_contents() -> None:
    contents = re.findall(r"```\{toctree\}.*?\n\n(.*?)```", (DOCS / "index.md").read_text("utf-8"), re.DOTALL)
    listed = "".join(contents).split()
    assert sorted(listed) == sorted(path.stem for path in DOCS.glob("*.md") if path.stem != "index")


def test_no_heading_hides_a_name_that_scripts_look_for() -> None:
    # An id is a global variable as well: a heading "Exports" makes the copy buttons take the page for Node.
    for path in DOCS.glob("*.md"):
        headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
        assert not {heading.lower() for heading in headings} & {"exports", "module", "define"}, path.name
