"""grades.csv, made anew: one row for each submission."""

import argparse
from pathlib import Path

from bpgrade.exports.common import Done, counted
from bpgrade.reports import grades_csv
from bpgrade.reports.graded import Graded

HELP = "a table with one row for each submission, as bpgrade grade writes it"
OUT = "grades.csv"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The format has no options."""


def export(graded: Graded, out: Path, options: argparse.Namespace) -> Done:
    """Writes the table."""
    count = grades_csv.write(graded, out)
    return Done(f"grades of {counted(count, 'submission')}")
