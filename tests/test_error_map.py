"""The picture of wrong entries: every wrong entry is seen, however large the array; no picture says nothing."""

import re

import numpy as np
import pytest

from bpkit import error_map


def wrong_at(shape, *positions):
    wrong = np.zeros(shape, bool)
    for position in positions:
        wrong[position] = True
    return wrong


def test_rows_and_columns_are_those_of_the_array():
    """Row 1, column 2 is where the cross is."""
    assert error_map.as_text(wrong_at((2, 4), (1, 2))) == [". . . .", ". . x ."]


def test_one_axis_is_a_row():
    """A bias is drawn as the row that it is."""
    assert error_map.as_text(wrong_at(3, 0)) == ["x . ."]


def test_more_axes_become_columns():
    """The first axis holds the samples, and stays."""
    assert error_map.as_text(wrong_at((2, 2, 2), (1, 0, 1))) == [". . . .", ". x . ."]


@pytest.mark.parametrize("wrong", [wrong_at(()), wrong_at(1, 0), np.ones((2, 3), bool)])
def test_no_picture_that_says_nothing(wrong):
    """One number has no where; where all is wrong, the sentence says so."""
    assert error_map.as_text(wrong) == []
    assert error_map.as_svg(wrong) == ""


@pytest.mark.parametrize("position", [(0, 0), (511, 3071), (300, 1700)])
def test_one_wrong_entry_of_a_million_is_seen(position):
    """A square that stands for a block is crossed if one of its entries is wrong."""
    lines = error_map.as_text(wrong_at((512, 3072), position))

    assert sum(line.count("x") for line in lines[:-1]) == 1
    assert lines[-1] == "each square: 22 x 64 entries"
    assert len(lines) - 1 <= error_map.MOST_ROWS
    assert len(lines[0].split()) <= error_map.MOST_COLUMNS


def test_svg_crosses_what_the_text_crosses():
    """Two strokes for each cross; the picture says in words how many entries are wrong, for those who cannot see it."""
    svg = error_map.as_svg(wrong_at((3, 3), (0, 0), (2, 1)))
    crosses = re.search(rf'd="([^"]*)" stroke="{error_map.WRONG_COLOUR}"', svg)[1]

    assert crosses.count("M") == 2
    assert 'aria-label="2 of 9 entries are wrong"' in svg


def test_svg_numbers_the_ends_of_both_axes():
    """Where a square stands for a block, with the index of the block's first entry."""
    small = re.findall(r"<text[^>]*>(\d+)<", error_map.as_svg(wrong_at((3, 5), (0, 0))))
    large = re.findall(r"<text[^>]*>(\d+)<", error_map.as_svg(wrong_at((48, 480), (0, 0))))

    assert small == ["0", "2", "0", "4"]
    assert large == ["0", "46", "0", "470"]
