"""The picture in docs/architecture.md holds: the order of packages, a core without I/O, and every name it points at."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Final

import pytest

import blogparse
from blogparse.letters import Letter

PACKAGE = Path(blogparse.__file__).parent
PICTURE = (Path(__file__).parent.parent / "docs" / "architecture.md").read_text("utf-8")

CORE: Final = (
    "records", "text", "language", "dates", "credits", "letters", "layout", "labelling", "thread", "sections", "page",
    "authorship", "confidence", "post",
)  # fmt: skip
"""The packages in their order: each imports from those before it and from no other."""
EDGES: Final = ("render", "exports", "tables", "batch", "arrow", "engines", "jobs", "cli", "__main__")
NEEDED: Final = {"arrow": "pyarrow", "engines": "pyarrow"}  # what their fronts need of the extras
ORDER: Final = (*CORE, *EDGES)

IMPURE = {
    "asyncio", "getpass", "glob", "http", "importlib", "io", "locale", "logging", "multiprocessing",
    "os", "pathlib", "platform", "random", "secrets", "shutil", "socket", "ssl", "subprocess", "sys", "tempfile",
    "threading", "time", "tomllib", "urllib", "uuid",
}  # fmt: skip
ALLOWED = {  # package data
    "language.locales": {"importlib", "tomllib"}, "labelling.chain": {"importlib"}, "labelling.trees": {"importlib"},
}  # fmt: skip
MOST_LINES: Final = 400  # of a module: what a reader holds in mind


def module_files() -> dict[str, Path]:
    """Return every module of the package but the front door ``__init__``, by its dotted name inside the package."""
    names = {path: path.relative_to(PACKAGE).with_suffix("").parts for path in sorted(PACKAGE.rglob("*.py"))}
    return {".".join(parts).removesuffix(".__init__"): path for path, parts in names.items() if parts != ("__init__",)}


def imports(source: str) -> Iterator[str]:
    """Yield the dotted name of everything that a source imports at run time, also inside functions."""
    pending: list[ast.AST] = [ast.parse(source)]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}:
            pending.extend(node.orelse)
            continue
        pending.extend(ast.iter_child_nodes(node))
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)


def own_imports(path: Path) -> Iterator[str]:
    """Yield the modules of this package that a file imports, relative to the package."""
    known = module_files()
    for name in imports(path.read_text("utf-8")):
        if name.partition(".")[0] == "blogparse":
            dotted = name.removeprefix("blogparse").removeprefix(".")
            # "from blogparse.records import Span" names a module and then something in it
            yield dotted if dotted in known else dotted.rpartition(".")[0]


def package(module: str) -> str:
    return module.partition(".")[0]


def test_import_reader_sees_every_form_and_exempts_type_checking() -> None:
    source = (
        "import os.path\nfrom blogparse.records import Span\nfrom typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    from blogparse.cli import main\nelse:\n    import random\n"
        "def f():\n    from . import post\n"
    )
    assert set(imports(source)) == {
        "os.path", "blogparse.records.Span", "typing.TYPE_CHECKING", "random", "..post",
    }  # fmt: skip


def test_every_module_is_in_a_package_of_the_order() -> None:
    assert {package(name) for name in module_files()} == set(ORDER)


@pytest.mark.parametrize("module", sorted(module_files()))
def test_packages_import_from_those_before_them(module: str) -> None:
    own = ORDER.index(package(module))
    upward = {name for name in own_imports(module_files()[module]) if name and ORDER.index(package(name)) > own}
    assert not upward, f"{module} imports from above: {', '.join(sorted(upward))}"


@pytest.mark.parametrize("module", sorted(module_files()))
def test_packages_are_entered_by_their_front_and_used_by_their_modules_inside(module: str) -> None:
    # The front of its own package, or of all, would hide a circle: it imports every module.
    for name in own_imports(module_files()[module]):
        assert name != "", f"{module} imports the front door"
        if package(name) == package(module):
            assert "." in name, f"{module} imports the front of its own package"
        else:
            assert "." not in name, f"{module} reaches into {name} past the front of the package"
    assert not [name for name in imports(module_files()[module].read_text("utf-8")) if name.startswith(".")]


def test_modules_form_no_circle() -> None:
    fronts = {module for module, path in module_files().items() if path.name == "__init__.py"}
    graph = {
        module: {name for name in own_imports(path) if package(name) == package(module)}
        for module, path in module_files().items()
        if module not in fronts
    }
    list(TopologicalSorter(graph).static_order())  # raises CycleError, which names the circle


@pytest.mark.parametrize("name", [name for name in ORDER if name not in {"cli", "__main__"}])
def test_fronts_say_their_job_and_give_public_names(name: str) -> None:
    if name in NEEDED:
        pytest.importorskip(NEEDED[name])
    front = importlib.import_module(f"blogparse.{name}")
    assert front.__doc__
    assert len(set(front.__all__)) == len(front.__all__) > 0
    assert not [public for public in front.__all__ if public.startswith("_") or not hasattr(front, public)]


@pytest.mark.parametrize("module", sorted(module_files()))
def test_modules_are_short(module: str) -> None:
    assert module_files()[module].read_text("utf-8").count("\n") <= MOST_LINES


@pytest.mark.parametrize("module", sorted(name for name in module_files() if package(name) in CORE))
def test_core_does_no_io_and_reads_no_clock(module: str) -> None:
    source = module_files()[module].read_text("utf-8")
    roots = {name.partition(".")[0] for name in imports(re.sub(r"from sys import (?:intern|byteorder)\n", "", source))}
    assert not (roots & IMPURE) - ALLOWED.get(module, set())
    calls = {ast.unparse(node.func) for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)}
    ends = {call.rpartition(".")[2] for call in calls}
    assert not ends & {"open", "input", "print", "now", "utcnow", "today", "setlocale", "getenv"}


def test_picture_shows_this_order_and_every_module() -> None:
    rows = re.findall(r"^\| `(\w+)/?`[^|]* \| [^|]+ \| ([^|]*) ?\|", PICTURE, re.MULTILINE)
    shown = [name for name, _ in rows if name in ORDER]
    assert shown == [name for name in ORDER if name != "__main__"]
    listed = {name: set(re.findall(r"`([\w.]+)`", modules)) for name, modules in rows if name in ORDER}
    there = {name: {m.partition(".")[2] for m in module_files() if m.startswith(f"{name}.")} for name in shown}
    assert listed == {name: modules - {"words"} for name, modules in there.items()}


def test_picture_names_what_is_there() -> None:
    named = {
        (module, name)
        for module, name in re.findall(r"`([a-z_.]+)\.([A-Za-z_]\w*)`", PICTURE)
        if module in module_files() and f"{module}.{name}" not in module_files()
    }
    assert len(named) > 20, "the picture points into the code"
    missing = [f"{m}.{n}" for m, n in sorted(named) if not hasattr(importlib.import_module(f"blogparse.{m}"), n)]
    assert not missing


def test_legend_shows_every_letter() -> None:
    assert dict(re.findall(r"^\| `(.)` \| `([A-Z]+)` \|", PICTURE, re.MULTILINE)) == {
        letter.value: letter.name for letter in Letter
    }
