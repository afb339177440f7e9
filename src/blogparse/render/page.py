"""The frame of an HTML page that needs nothing else: style and script in the file, and a policy that lets in no more.

The policy names the digests of the style and the script, so that nothing else runs or loads, whatever a dump holds.
"""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib import resources

from blogparse.render.html import shown


def render_page(title: str, body: str, *, styles: Sequence[str], script: str | None = None) -> str:
    """Return a page with `body` (HTML) and the assets of these names."""
    css = asset("base.css") + "".join(map(asset, styles))
    js = asset(script) if script is not None else ""
    scripts = f"script-src '{_digest(js)}'; " if script is not None else ""
    policy = f"default-src 'none'; style-src '{_digest(css)}'; {scripts}base-uri 'none'; form-action 'none'"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{shown(title)}</title>\n<style>{css}</style>\n</head>\n<body>\n{body}\n"
        + (f"<script>{js}</script>\n" if script is not None else "")
        + "</body>\n</html>\n"
    )


@cache
def asset(name: str) -> str:
    """Return the text of a file beside this module."""
    return (resources.files("blogparse.render") / name).read_text("utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
