"""Charts as inline SVG, each with its numbers as a table: for the eye, for a screen reader, for copying.

Lengths are percentages of the width, so that a chart is as wide as its place and its letters stay as large as they are.
"""

from collections.abc import Sequence
from typing import Final

import attrs

from blogparse.render.html import attribute, shown

_ROW: Final = 24  # pixels of a bar with the room around it
_BAR: Final = 16  # pixels of the bar itself
_LABEL: Final = 34  # percent of the width for labels
_LONGEST: Final = 50  # percent of the width for the longest bar; the rest is for its number
_LETTERS: Final = 18  # of a label: what fits at the least width that we design for, 400 pixels
_HEIGHT: Final = 160  # pixels of the tallest column
_MARKS: Final = 6  # labels under a row of columns: more would overlap on a narrow screen


@attrs.frozen(slots=True)
class Chart:
    """Numbers with a name each, and what they count; `note` says what the numbers leave out."""

    title: str
    unit: str
    values: Sequence[tuple[str, int]]
    note: str = ""


def render_bars(chart: Chart) -> str:
    """Return a chart with one horizontal bar for each value, in the order given."""
    most = max((count for _, count in chart.values), default=0)
    pieces = []
    for at, (name, count) in enumerate(chart.values):
        length = count / most * _LONGEST if most else 0
        middle = at * _ROW + _ROW // 2 + 4
        short = name if len(name) <= _LETTERS else name[: _LETTERS - 1] + "…"
        pieces.append(
            f'<text x="{_LABEL - 1}%" y="{middle}" text-anchor="end">{shown(short)}</text>'
            f'<rect x="{_LABEL}%" y="{at * _ROW + 4}" width="{length:.2f}%" height="{_BAR}"/>'
            f'<text x="{_LABEL + 1 + length:.2f}%" y="{middle}">{count:,}</text>'
        )
    return _figure(chart, len(chart.values) * _ROW, "".join(pieces))


def render_columns(chart: Chart) -> str:
    """Return a chart with one upright column for each value, from left to right; some of them are labelled."""
    most = max((count for _, count in chart.values), default=0)
    step = 100 / max(len(chart.values), 1)
    every = -(-len(chart.values) // _MARKS)
    pieces = [f'<text x="0" y="12">{most:,}</text><line x1="0" y1="18" x2="100%" y2="18"/>']
    for at, (name, count) in enumerate(chart.values):
        height = count / most * _HEIGHT if most else 0
        pieces.append(
            f'<rect x="{at * step:.3f}%" y="{18 + _HEIGHT - height:.1f}" width="{step * 0.8:.3f}%" '
            f'height="{height:.1f}"><title>{shown(name)}: {count:,}</title></rect>'
        )
        if at % every == 0:
            pieces.append(f'<text x="{at * step:.3f}%" y="{_HEIGHT + 36}">{shown(name)}</text>')
    return _figure(chart, _HEIGHT + 44, "".join(pieces))


def _figure(chart: Chart, height: int, drawing: str) -> str:
    note = f"<p>{shown(chart.note)}</p>" if chart.note else ""
    if not chart.values:
        return f"<figure><figcaption><h2>{shown(chart.title)}</h2></figcaption><p>Nothing to show.</p>{note}</figure>"
    rows = "".join(f'<tr><th scope="row">{shown(name)}</th><td>{count:,}</td></tr>' for name, count in chart.values)
    label = attribute(f"{chart.title}: chart; its numbers are in the table below")
    return (
        f"<figure><figcaption><h2>{shown(chart.title)}</h2></figcaption>"
        f'<svg role="img" aria-label={label} width="100%" height="{height}">{drawing}</svg>{note}'
        f"<details><summary>Numbers: {shown(chart.title.lower())}</summary><table><thead><tr><td></td>"
        f'<th scope="col">{shown(chart.unit)}</th></tr></thead><tbody>{rows}</tbody></table></details></figure>'
    )
