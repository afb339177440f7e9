"""Sphinx configuration: Markdown pages, the furo theme, nothing fetched from elsewhere."""

from __future__ import annotations

from importlib import metadata

project = "blogparse"
author = "The blogparse maintainers"
copyright = "2026, The blogparse maintainers"
version = release = metadata.version("blogparse")

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"blogparse {release}"
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
nitpicky = False
