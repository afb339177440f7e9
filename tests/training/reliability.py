"""Write what the documentation says of confidence: ``python tests/training/reliability.py``.

The figures are those that the training kept in the weights: how sure models were of pages of sites that they had not
seen, and how often they were right. They become a table in ``docs/confidence.md`` and a diagram beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[2]
WEIGHTS: Final = ROOT / "src" / "blogparse" / "confidence" / "weights.json"
PAGE: Final = ROOT / "docs" / "confidence.md"
DIAGRAM: Final = ROOT / "docs" / "_static" / "reliability.svg"
BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->\n"
NAMES: Final = {"thread": "thread", "comment": "comment", "title": "title", "published": "date", "byline": "byline"}
KINDS: Final = {"canonical": "one renderer", "others": "other renderers", "changed": "changed dumps"}
SIDE: Final = 320  # pixels of the square
EDGE: Final = 40
COLORS: Final = {"thread": "#0b6e99", "comment": "#b5541c"}


def table_of(figures: Mapping[str, Any]) -> str:
    """Return the table of the page."""
    shares = list(next(iter(next(iter(figures.values())).values()))["kept"])
    head = [
        "",
        "dumps",
        "right",
        "calibration error",
        *(f"surest {round(100 * float(share))} %" for share in shares[:-1]),
    ]
    rows = [head, ["---"] * len(head)]
    for model, name in NAMES.items():
        for kind, of in KINDS.items():
            told = figures[model].get(kind)
            if told is not None:
                kept = [f"{told['kept'][share]:.3f}" for share in shares[:-1]]
                rows.append(
                    [f"{name}, {of}", f"{told['count']:,}", f"{told['right']:.3f}", f"{told['error']:.3f}", *kept]
                )
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def diagram_of(figures: Mapping[str, Any]) -> str:
    """Return the reliability diagram: how often what is given a probability is right, threads and comments."""
    size = SIDE + 2 * EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}"',
        'role="img" aria-label="Reliability diagram; numbers in the table" font-family="sans-serif" font-size="12">',
        f'<rect width="{size}" height="{size}" fill="#fff"/>',
        f'<path d="M{EDGE} {EDGE}V{EDGE + SIDE}H{EDGE + SIDE}" fill="none" stroke="#333"/>',
        f'<path d="M{EDGE} {EDGE + SIDE}L{EDGE + SIDE} {EDGE}" stroke="#999" stroke-dasharray="4 4"/>',
    ]
    for at in range(0, 11, 2):
        x, y = _place(at / 10, at / 10)
        parts.append(f'<text x="{x}" y="{EDGE + SIDE + 16}" text-anchor="middle">{at / 10}</text>')
        parts.append(f'<text x="{EDGE - 6}" y="{y + 4}" text-anchor="end">{at / 10}</text>')
    parts.append(f'<text x="{EDGE + SIDE / 2}" y="{size - 6}" text-anchor="middle">confidence</text>')
    parts.append(f'<text x="{EDGE}" y="{EDGE - 12}">share that is right</text>')
    for row, (model, color) in enumerate(COLORS.items()):
        parts += _curve(figures[model]["canonical"]["bins"], color)
        parts.append(f'<text x="{EDGE + 16}" y="{EDGE + 20 + 18 * row}" fill="{color}">{NAMES[model]}s</text>')
    return "\n".join([*parts, "</svg>\n"])


def _curve(bins: Sequence[Mapping[str, float]], color: str) -> Iterator[str]:
    places = [_place(each["chance"], each["right"]) for each in bins]
    yield f'<polyline points="{" ".join(f"{x},{y}" for x, y in places)}" fill="none" stroke="{color}"/>'
    yield from (f'<circle cx="{x}" cy="{y}" r="4" fill="{color}"/>' for x, y in places)


def _place(chance: float, right: float) -> tuple[float, float]:
    return round(EDGE + SIDE * chance, 1), round(EDGE + SIDE * (1 - right), 1)


def page_with(figures: Mapping[str, Any], page: str) -> str:
    """Return the page with the table of some figures."""
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}\n{table_of(figures)}\n{END}{rest.partition(END)[2]}"


def main() -> None:
    figures = json.loads(WEIGHTS.read_text("utf-8"))["figures"]
    PAGE.write_text(page_with(figures, PAGE.read_text("utf-8")), "utf-8")
    DIAGRAM.write_text(diagram_of(figures), "utf-8")


if __name__ == "__main__":
    main()
