"""No word of a language stands in the code of the core: what meets text is in the locale files."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import blogparse

ROOT = Path(blogparse.__file__).parent
CORE = (
    *("records", "text", "dates", "letters", "credits", "layout", "labelling", "thread", "sections", "page"),
    *("authorship", "post", "language"),
)
# Notation, markup and the marks of programs that write dumps: the same in all languages.
ALLOWED: dict[str, set[str]] = {
    "text/lines.py": {
        *("Link", "alternate", "RSS", "Atom", "Feed"),  # how text browsers print the links of a page's head
        *("BUTTON", "Button"),  # and buttons
        *("gif", "svg", "png", "jpe", "img", "pic"),  # names of files
    },
    "sections/rules.py": {"jpg", "jpeg", "png", "gif", "webp", "svg"},
    "text/characters.py": {"ᇿក", "ヿ㐀", "鿿가"},  # ends of ranges of characters
    "sections/repetition.py": {"link", "alternate"},  # the same head, case folded
    "labelling/tokens.py": {"https"},
    "post/inputs.py": {
        *("doctype", "html", "head", "body", "article", "div", "li", "ol", "script", "section", "span", "style"),
        *("table", "td", "title", "tr", "ul"),
    },
    "dates/expressions.py": {"am", "pm", "en"},  # notation of the clock on pages of all languages
    # names of the project's own: tags, orders, slots, signs, files
    "dates/ages.py": {"en"}, "dates/order.py": {"dmy", "mdy"},
    "sections/ranking.py": {"doubled", "at", "top"}, "authorship/host.py": {"box"}, "language/detection.py": {"of"},
    "language/locales.py": {"toml", "thread", "post"},
}  # fmt: skip
MEETING = {
    *("startswith", "endswith", "removeprefix", "removesuffix", "find", "rfind", "index", "rindex", "count"),
    *("partition", "rpartition", "replace", "split", "rsplit"),
}
FOLDING = {"lower", "casefold", "line_key", "fold_case", "lowered", "key"}
# What of an expression is no text: names of groups, escapes, classes, comments.
SYNTAX = re.compile(
    r"\(\?P[<=]\w+[>)]?|\(\?\(\w+\)|\(\?[a-z]+[:)]|\\[pP]\{\^?\w+\}|\\[xuU][0-9a-fA-F]+|\\.|\[[^\]]*\]|\{\w*\}|(?m:(?<=\s)\#.*$)"
)
WORD = re.compile(r"[^\W\d_]{2,}")
COMPILING = {"compile", "late_pattern", "late_regex"}


def modules() -> list[str]:
    files = (path for package in CORE for path in sorted((ROOT / package).rglob("*.py")))
    return [path.relative_to(ROOT).as_posix() for path in files]


def strings(node: ast.AST, constants: Mapping[str, ast.expr]) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value
        elif isinstance(part, ast.Name) and part.id in constants and constants[part.id] is not node:
            yield from strings(constants[part.id], {})


def constants_of(tree: ast.Module) -> dict[str, ast.expr]:
    """Return the constants of a module that are texts or collections of them."""
    named = (node for node in tree.body if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name))
    return {
        node.target.id: node.value
        for node in named
        if isinstance(node.target, ast.Name)
        and isinstance(node.value, ast.Constant | ast.Tuple | ast.Set | ast.JoinedStr)
    }


def is_folded(node: ast.expr) -> bool:
    calls = (part.func for part in ast.walk(node) if isinstance(part, ast.Call))
    return any((call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "")) in FOLDING for call in calls)


def meeting_text(tree: ast.Module) -> Iterator[str]:
    """Yield the words of the literals that are looked for in texts: in expressions, in `in`, in methods of text."""
    constants = constants_of(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in COMPILING or (node.args and ast.unparse(node.args[0]).endswith(".__contains__")):
                for text in strings(node, constants):
                    yield from WORD.findall(SYNTAX.sub(" ", text))
            elif name in MEETING:
                for argument in node.args:
                    for text in strings(argument, constants):
                        yield from WORD.findall(re.sub(r"\{\w*\}", " ", text))
        elif isinstance(node, ast.Compare):
            left, right = node.left, node.comparators[0]
            if isinstance(node.ops[0], ast.In | ast.NotIn) and isinstance(left, ast.Constant | ast.JoinedStr):
                for text in strings(left, constants):
                    yield from WORD.findall(re.sub(r"\{\w*\}", " ", text))
            elif is_folded(left):
                for text in strings(right, constants):
                    yield from WORD.findall(text)


@pytest.mark.parametrize("module", modules())
def test_no_module_of_the_core_looks_for_words_of_a_language(module: str) -> None:
    assert set(meeting_text(ast.parse((ROOT / module).read_text("utf-8")))) - ALLOWED.get(module, set()) == set()


def test_what_is_allowed_is_there() -> None:
    found = {module: set(meeting_text(ast.parse((ROOT / module).read_text("utf-8")))) for module in ALLOWED}
    assert {module: words - found[module] for module, words in ALLOWED.items() if words - found[module]} == {}


def test_words_are_seen_where_they_meet_text() -> None:
    code = (
        'import re\nA = re.compile(r"(?P<name>\\\\w+)\\\\s+by (?i:the)")\n'
        'def f(text): return "vatar" in text or text.startswith(("Home", "»")) or text.lower() in {"foo"}\n'
    )
    assert set(meeting_text(ast.parse(code))) == {"by", "the", "vatar", "Home", "foo"}
