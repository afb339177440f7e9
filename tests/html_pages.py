"""Pages of random themes with as much markup as pages of blogs have: what speed is measured on."""

from __future__ import annotations

import re
from typing import Final

import themes

MARKUP_SHARE: Final = 9  # bytes of HTML for a byte of text: pages of blogs have 200 kB for 22 kB
_SCRIPT: Final = "<script>window.queue = window.queue || []; push('set', {});</script>"
_EXTRAS: Final = ("long_menu", "sidebar_after", "tags", "share", "related", "post_navigation", "form_after", "footer")
_CLASSES: Final = "entry-{0} post-{0} type-post status-publish hentry col-12 col-md-8 has-thumbnail category-{0}"


def html_page(seed: int, family: str | None = None, comments: int = 30) -> str:
    """Return a page of a theme, by default of the next one for each seed, with styles, scripts and a thread."""
    family = family or sorted(themes.FAMILIES)[seed % len(themes.FAMILIES)]
    parents = [None if number % 3 == 0 else number - 1 for number in range(comments)]
    html = themes.render_html(themes.draw_page(seed, family, parents, extras=_EXTRAS))
    dressed = re.sub(
        r"<(div|p|li|a|span|cite|b|h\d|ul|ol|section)(?=[ >])",
        lambda m: f'<{m[1]} class="{_CLASSES.format(m.start())}" data-id="{m.start()}" data-layout="widget"',
        html,
    )
    scripts = (len(html) * MARKUP_SHARE - len(dressed)) // len(_SCRIPT)
    return dressed.replace("</main>", "</main>" + _SCRIPT * scripts)
