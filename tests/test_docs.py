"""The documentation names everything that the packages give in public, and its pages stand in the table of contents."""

from __future__ import annotations

import importlib
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PACKAGES = ("", ".render", ".exports", ".tables", ".arrow", ".engines")
UNLISTED = {"Renderer", "Export", "FolderExport", "Row", "Table"}  # types that the tables explain


@pytest.mark.parametrize("package", [f"blogparse{name}" for name in PACKAGES])
def test_reference_names_every_public_name(package: str) -> None:
    if package in {"blogparse.arrow", "blogparse.engines"}:
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    reference = (DOCS / "api.md").read_text("utf-8")
    named = set(re.findall(rf"^\.\. auto\w+:: {re.escape(package)}\.(\w+)$", reference, re.MULTILINE))
    assert named == set(importlib.import_module(package).__all__) - UNLISTED


def test_documentation_imports_only_what_the_reference_names() -> None:
    reference = (DOCS / "api.md").read_text("utf-8")
    for path in [ROOT / "README.md", *DOCS.glob("*.md")]:
        if path.stem in {"add-a-language", "architecture", "training"}:
            continue  # of the inside
        for package, names in re.findall(
            r"^(?:>>> )?from (blogparse[\w.]*) import (.+)$", path.read_text("utf-8"), re.MULTILINE
        ):
            for name in names.split(", "):
                assert f":: {package}.{name}\n" in reference, f"{path.name} imports {name} from {package}"


def test_install_page_has_a_line_for_each_extra_with_what_it_brings() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    row = re.compile(r"^\| `(\w+)` \| `pip install \"([^\"]+)\"` \|[^|]*\|([^|]*)\|$", re.MULTILINE)
    rows = {
        extra: (command, brings) for extra, command, brings in row.findall((DOCS / "install.md").read_text("utf-8"))
    }
    assert set(rows) == set(extras)
    for extra, (command, brings) in rows.items():
        if extra in {"test", "lint", "docs"}:
            assert command == f".[{extra}]"
            continue
        assert command == f"blogparse[{extra}]"
        if extra != "all":
            assert set(re.findall(r"`([^`]+)`", brings)) == brought(extras, extra)
    assert brought(extras, "all") == set.union(*(brought(extras, extra) for extra in ENGINES_AND_FORMATS))


ENGINES_AND_FORMATS = ("arrow", "datatrove", "ray", "spark", "warc", "zstd")


def brought(extras: dict[str, list[str]], extra: str) -> set[str]:
    """Return the libraries that an extra brings, also by way of others."""
    found: set[str] = set()
    for needed in extras[extra]:
        name, _, others = re.split(r"[>;]", needed)[0].partition("[")
        if name == "blogparse":
            found |= set.union(*(brought(extras, other) for other in others.rstrip("]").split(",")))
        else:
            found.add(name)
    return found


LINK = re.compile(r"\]\(([^)#\s]+)")


def test_links_lead_somewhere_with_and_without_an_address_of_the_project() -> None:
    # A package index shows README alone: once the project has an address, the links there must be absolute.
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    packed = project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    address = project["project"].get("urls", {}).get("Source")
    for link in LINK.findall((ROOT / "README.md").read_text("utf-8")):
        if address is not None:
            assert link.startswith(address), f"README.md: {link} leads nowhere on the package index"
        else:
            assert (ROOT / link).exists(), link
            assert link.split("/")[0] in packed, f"README.md: {link} is not in the source distribution"
    for path in DOCS.glob("*.md"):
        for link in LINK.findall(path.read_text("utf-8")):
            assert link.startswith("https://") or (DOCS / link).exists(), f"{path.name}: {link}"


def test_every_page_is_in_the_table_of_contents() -> None:
    contents = re.findall(r"```\{toctree\}.*?\n\n(.*?)```", (DOCS / "index.md").read_text("utf-8"), re.DOTALL)
    listed = "".join(contents).split()
    assert sorted(listed) == sorted(path.stem for path in DOCS.glob("*.md") if path.stem != "index")


def test_no_heading_hides_a_name_that_scripts_look_for() -> None:
    # An id is a global variable as well: a heading "Exports" makes the copy buttons take the page for Node.
    for path in DOCS.glob("*.md"):
        headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
        assert not {heading.lower() for heading in headings} & {"exports", "module", "define"}, path.name
