"""What nbgrader autograde runs in place of a kernel: nbgrader_config.py names these, docs/nbgrader.md says why.

submitted/ --> SubmittedNotebooks: graded behind the wall, read leniently, put right --> nbgrader's own sanitizing
           --> InjectResults: a score and an explanation for each grade cell --> nbgrader's SaveAutoGrades
           --> SaveResults: what waits for a person, and the comments --> gradebook, feedback, formgrader
"""

from bpgrade.nbgrader_plugin.collector import Collector
from bpgrade.nbgrader_plugin.exporter import SubmittedNotebooks
from bpgrade.nbgrader_plugin.grades_csv import GradesCsv
from bpgrade.nbgrader_plugin.markdown import safe_markdown
from bpgrade.nbgrader_plugin.preprocessors import InjectResults, SaveResults

__all__ = ["Collector", "GradesCsv", "InjectResults", "SaveResults", "SubmittedNotebooks", "safe_markdown"]
