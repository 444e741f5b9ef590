"""bpkit: what the notebooks of the backprop assignment build on. Needs numpy and nothing else."""

import bpkit.versions  # first, before anything that an old Python could not read  # noqa: F401
from bpkit import kernel, plots
from bpkit.checks import check
from bpkit.data import cifar10, toy
from bpkit.gradients import gradient_check
from bpkit.graph import draw_graph
from bpkit.module import Module, Parameter
from bpkit.notebooks import import_from
from bpkit.progress import progress

__all__ = [
    "Module",
    "Parameter",
    "check",
    "cifar10",
    "draw_graph",
    "gradient_check",
    "import_from",
    "plots",
    "progress",
    "toy",
]

kernel.explain_missing_names()
