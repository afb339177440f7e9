"""Expressions that wait to be asked."""

import re
import subprocess
import sys

from blogparse.text import late_pattern, late_regex


def test_a_late_pattern_does_what_the_compiled_one_does() -> None:
    late, compiled = late_pattern(r"(?P<word>\w+)-", re.ASCII), re.compile(r"(?P<word>\w+)-", re.ASCII)
    for text in ("red-blue-", "rouge", ""):
        assert late.findall(text) == compiled.findall(text)
        assert late.sub("x", text) == compiled.sub("x", text)
        assert late.split(text) == compiled.split(text)
        assert [m["word"] for m in late.finditer(text)] == [m["word"] for m in compiled.finditer(text)]
    assert late_regex(r"\p{Lu}++").search("the Red").start() == 4  # type: ignore[union-attr]


def test_an_import_compiles_few_expressions() -> None:
    code = """
import re, regex
compiled = []
for module in (re, regex):
    given = module.compile
    module.compile = lambda *args, given=given, **named: compiled.append(args[0]) or given(*args, **named)
import tomllib, json, logging, textwrap, fractions, multiprocessing
compiled.clear()
import blogparse
print(len(compiled))
"""
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert int(run.stdout) < 40
