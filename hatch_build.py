"""Puts the reference notebooks into the wheel: the grader reads points and lends layers from them wherever it runs."""

from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ReferenceNotebooks(BuildHookInterface):
    """solution/backprop/*.ipynb become bpgrade/notebooks/*.ipynb; an editable install reads them where they are."""

    def initialize(self, version, build_data):
        """Called by hatchling before a build; version is "standard" or "editable"."""
        if version != "editable":
            notebooks = Path(self.root, "solution", "backprop").glob("[0-9][0-9]_*.ipynb")
            build_data["force_include"] |= {str(path): f"bpgrade/notebooks/{path.name}" for path in notebooks}
