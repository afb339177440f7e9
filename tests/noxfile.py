"""Every supported Python with the oldest and the newest dependencies: ``nox -f tests/noxfile.py``.

``nox -f tests/noxfile.py -s "tests-3.12(newest)"`` runs one of them. Interpreters that are not there are skipped.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import nox

ROOT: Final = Path(__file__).parent.parent
PROJECT: Final = nox.project.load_toml(ROOT / "pyproject.toml")["project"]
PYTHONS: Final = ("3.11", "3.12", "3.13", "3.14", "3.13t", "3.14t")  # t: without the global lock
CORE: Final = [requirement.replace(">=", "==") for requirement in PROJECT["dependencies"]]
"""The core's dependencies, each at its oldest allowed version."""

nox.options.error_on_missing_interpreters = False


@nox.session(python=PYTHONS)  # type: ignore[untyped-decorator]
@nox.parametrize("dependencies", ["newest", "oldest"])  # type: ignore[untyped-decorator]
def tests(session: nox.Session, dependencies: str) -> None:
    """Run the suite."""
    session.chdir(ROOT)
    session.install(".[test]", *(CORE if dependencies == "oldest" else []))
    session.run("python", "-m", "pytest", *session.posargs)
