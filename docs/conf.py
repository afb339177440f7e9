"""Sphinx configuration: Markdown pages, the furo theme, nothing fetched from elsewhere."""

from __future__ import annotations

from importlib import metadata
from importlib.util import find_spec

project = "blogparse"
author = "The blogparse maintainers"
copyright = "2026, The blogparse maintainers"
version = release = metadata.version("blogparse")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx_copybutton"]

# Copied without prompts and output: what one would type.
copybutton_prompt_text = r">>> |\.\.\. "
copybutton_prompt_is_regexp = True
exclude_patterns = ["_build"]
html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["narrow.css"]
html_title = f"blogparse {release}"
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
# The reference of the extras is built without them too.
autodoc_mock_imports = [name for name in ("datatrove", "pyarrow", "pyspark", "ray") if find_spec(name) is None]
autodoc_class_signature = "separated"  # the fields of the records are in a page of their own
nitpicky = False
