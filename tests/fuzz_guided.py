"""Lets atheris look for texts that reach new code and break a promise: ``python tests/fuzz_guided.py -runs=100000``.

The sample dumps are what it starts from; the options are libFuzzer's. Ends with a traceback where something breaks. It
wants ``pip install atheris``, which is in no extra: the tests do without it (`fuzz` damages dumps blindly).
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["blogparse"]):
    import blogparse  # noqa: F401 - instrumented before anything else imports it
from strategies import sample_dumps
from test_properties import check_promises


def check(data: bytes) -> None:
    """Check the promises for some bytes."""
    check_promises(data.decode("utf-8", "surrogateescape"))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(sample_dumps()):
            Path(folder, str(number)).write_bytes(text.encode("utf-8", "surrogatepass")[-1500:])
        atheris.Setup([*sys.argv, "-max_len=1500", folder], check)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
