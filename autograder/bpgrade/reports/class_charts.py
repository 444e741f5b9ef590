"""The geometry of the class report's charts: numbers for SVG attributes, in per cent of the drawing."""

from typing import NamedTuple

from bpgrade.output import number
from bpgrade.reports.class_figures import BINS, Spread

_LEFT, _WIDTH = 4.0, 92.0  # room at both ends for the labels of the axis
_TOP, _BOTTOM = 12.0, 88.0  # room above for the count over the highest bar, below for the axis
_GAP = 0.6


class Bar(NamedTuple):
    """One bar of a histogram: how many, from and to which value, and where it stands."""

    count: int
    low: str
    high: str
    x: str
    y: str
    width: str
    height: str
    middle: str
    above: str


def histogram(bins: list[int], most: float) -> dict:
    """Bars over 0 to `most`, and the ticks of the axis as (position, label)."""
    edges = [most * i / BINS for i in range(BINS + 1)]
    bars = [_bar(i, count, max(bins), edges) for i, count in enumerate(bins)]
    return {"bars": bars, "ticks": [(_at(edge / most), number(edge, 1)) for edge in edges], "axis": number(_BOTTOM)}


def _bar(i: int, count: int, highest: int, edges: list[float]) -> Bar:
    height = (_BOTTOM - _TOP) * count / max(highest, 1)
    width = _WIDTH / BINS - 2 * _GAP
    left = _LEFT + i * _WIDTH / BINS + _GAP
    return Bar(
        count, number(edges[i], 1), number(edges[i + 1], 1), number(left), number(_BOTTOM - height), number(width),
        number(height), number(left + width / 2), number(_BOTTOM - height - 2),
    )  # fmt: skip


def box(scores: Spread, most: float) -> dict:
    """Where least, lower quartile, median, upper quartile and greatest stand under the histogram."""
    return {name: _at(max(0.0, value / most)) for name, value in scores._asdict().items()} | {
        "width": number(_WIDTH * (scores.upper - scores.lower) / most)
    }


def strip(bins: list[int]) -> list[tuple[str, str, str]]:
    """(x, y, height) of a histogram without words in a drawing of 100 by 100; something is seen of every one."""
    heights = [max(100 * count / max(bins), 8.0) if count else 0.0 for count in bins]
    return [(number(i * 100 / BINS), number(100 - height), number(height)) for i, height in enumerate(heights)]


def _at(share: float) -> str:
    return number(_LEFT + _WIDTH * share)
