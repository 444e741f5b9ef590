"""bpkit: what the notebooks of the backprop assignment build on. Needs numpy and nothing else."""

from bpkit import plots
from bpkit.checks import check
from bpkit.data import cifar10, toy
from bpkit.gradients import gradient_check
from bpkit.module import Module, Parameter
from bpkit.notebooks import import_from
from bpkit.progress import progress

__all__ = ["Module", "Parameter", "check", "cifar10", "gradient_check", "import_from", "plots", "progress", "toy"]
