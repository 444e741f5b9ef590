"""Intake: from files on disk to cell sources. Reads and bounds; never runs or parses student code."""

from bpgrade.intake.decoding import Unreadable
from bpgrade.intake.groups import UsageError
from bpgrade.intake.names import CANONICAL, REQUIRED, safe_name
from bpgrade.intake.notebook import Cell, Notebook, notes, read_notebook
from bpgrade.intake.selection import Problem
from bpgrade.intake.submissions import (
    Pending,
    Submission,
    cells_of_file,
    find_pending,
    find_submissions,
    pending_of_student,
)

__all__ = [
    "CANONICAL", "REQUIRED", "Cell", "Notebook", "Pending", "Problem", "Submission", "Unreadable",
    "UsageError", "cells_of_file", "find_pending", "find_submissions", "notes", "pending_of_student", "read_notebook",
    "safe_name",
]  # fmt: skip
