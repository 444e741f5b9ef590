"""Which entries of an array are wrong, as a picture: rows x columns, a cross in each wrong entry.

A cross is told from an empty square without any colour; the colours are those of the theme around it, but for the one
of the crosses, which stands out on light and dark.
"""

import numpy as np

WRONG_COLOUR = "#d95f02"
MOST_ROWS, MOST_COLUMNS = 24, 48  # more squares than that are no picture; each then stands for a block of entries
_SQUARE, _MARGIN = 14, 34  # pixels; the margin left of the squares holds the rows' numbers
_STYLE = "display:block;overflow:visible;margin:.2em 0 .5em 1.5em"


def as_text(wrong) -> list[str]:
    """The picture in letters: x is wrong, . is right.

    Args:
        wrong: booleans of any shape; all axes but the first become columns, a single axis is a row.
    Returns:
        Lines; none where a picture would say nothing: for a single number, and where every entry is wrong.
    """
    squares, block = _squares(wrong)
    if squares is None:
        return []
    return [*(" ".join("x" if each else "." for each in row) for row in squares.tolist()), *_about(block)]


def as_svg(wrong) -> str:
    """The picture as an inline SVG element, "" where as_text has no lines.

    Args:
        wrong: as in as_text.
    """
    squares, block = _squares(wrong)
    if squares is None:
        return ""
    rows, columns = squares.shape
    width, height = columns * _SQUARE + _MARGIN, (rows + 1) * _SQUARE
    label = f"{int(np.count_nonzero(wrong))} of {wrong.size} entries are wrong"
    crosses = "".join(_cross(row, column) for row, column in np.argwhere(squares).tolist())
    picture = (
        f'<svg role="img" aria-label="{label}" width="{width + 2}" height="{height + 2}" '
        f'viewBox="{-1 - _MARGIN} {-1 - _SQUARE} {width + 2} {height + 2}" style="{_STYLE}">'
        f"{_numbers(rows, columns, block)}"
        f'<path d="{_grid(rows, columns)}" stroke="currentColor" stroke-opacity=".35" fill="none"/>'
        f'<path d="{crosses}" stroke="{WRONG_COLOUR}" stroke-width="2.5" fill="none"/></svg>'
    )
    return picture + "".join(f'<div style="{_STYLE}">{line}</div>' for line in _about(block))


def _squares(wrong):
    """(booleans (rows, columns) of a drawable size, entries that a square stands for), or (None, None)."""
    wrong = np.asarray(wrong)
    if wrong.size < 2 or wrong.all():
        return None, None
    table = np.atleast_2d(wrong.reshape(len(wrong), -1) if wrong.ndim > 1 else wrong)
    block = -(-table.shape[0] // MOST_ROWS), -(-table.shape[1] // MOST_COLUMNS)
    for axis, size in enumerate(block):
        table = np.logical_or.reduceat(table, np.arange(0, table.shape[axis], size), axis=axis)
    return table, block


def _about(block):
    return [f"each square: {block[0]} x {block[1]} entries"] if block != (1, 1) else []


def _numbers(rows, columns, block):
    """The index of the first and the last row and column, beside the squares."""
    texts = []
    for row in sorted({0, rows - 1}):
        texts.append(f'<text x="-4" y="{(row + 0.8) * _SQUARE:g}" text-anchor="end">{row * block[0]}</text>')
    for column in sorted({0, columns - 1}):
        middle = (column + 0.5) * _SQUARE
        texts.append(f'<text x="{middle:g}" y="-3" text-anchor="middle">{column * block[1]}</text>')
    return f'<g font-size="10" fill="currentColor">{"".join(texts)}</g>'


def _grid(rows, columns):
    lines = [f"M0 {y * _SQUARE}h{columns * _SQUARE}" for y in range(rows + 1)]
    return "".join([*lines, *(f"M{x * _SQUARE} 0v{rows * _SQUARE}" for x in range(columns + 1))])


def _cross(row, column):
    left, top, size = column * _SQUARE + 3, row * _SQUARE + 3, _SQUARE - 6
    return f"M{left} {top}l{size} {size}m0 {-size}l{-size} {size}"
