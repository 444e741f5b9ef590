"""What lies where: in the zip, and below /autograder in Gradescope's container, where it is unpacked into source/.

Specification: gradescope-autograders.readthedocs.io/en/latest/specs
"""

from pathlib import Path

ROOT = Path("/autograder")
SOURCE, SUBMISSION, RESULTS = "source", "submission", "results/results.json"  # below ROOT

# in the zip, and so below source/
SECRET, ANSWERS, SETTINGS, NOT_GRADED, REQUIREMENTS, KIT = (
    "secret", "answers.npz", "settings.json", "not_graded.json", "requirements.txt", "kit",
)  # fmt: skip
SCRIPTS = ("setup.sh", "run_autograder")
NEEDED = ("numpy", "pytest", "jinja2", "rich")  # what grading imports where nobody asks torch; setup.sh installs it
