"""The built documentation in a browser: no page is wider than a narrow screen, and every example has its copy button.

The folder of the HTML is in ``BLOGPARSE_HTML``; where it is not, nothing was built.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from browser import chromium

PAGES = sorted(path.stem for path in (Path(__file__).parents[1] / "docs").glob("*.md"))


def test_pages_fit_a_narrow_screen_and_examples_can_be_copied(tmp_path: Path) -> None:
    built = os.environ.get("BLOGPARSE_HTML")
    if built is None:
        pytest.skip("the documentation was not built (BLOGPARSE_HTML)")
    with chromium(tmp_path) as tab:
        tab.size(400)
        for name in PAGES:
            tab.open(Path(built, f"{name}.html"))
            assert tab.run("document.documentElement.scrollWidth") <= 400, name
            examples, buttons = (
                tab.run(f"document.querySelectorAll('{selector}').length")
                for selector in ("div.highlight > pre", "div.highlight > button.copybtn")
            )
            assert examples == buttons, name
