"""Writes the bundled class. Names say what is special about a submission; nobody is behind them."""

import json
import shutil
from pathlib import Path

from bpgrade import reference
from bpgrade.variants import write_variant

# submission -> notebook -> the cell that is added to the reference's notebook
MISTAKES = {
    "bias-averaged-over-the-batch": {
        "01_linear.ipynb": """
def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x)
    self.bias.accumulate(grad_output.mean(axis=0))
    return grad_output @ self.weight.data

def forward(self, x):
    self.x = np.asarray(x)
    return self.x @ self.weight.data.T + self.bias.data

Linear.forward, Linear.backward = forward, backward
"""
    },
    "softmax-overflows": {
        "03_softmax_cross_entropy.ipynb": """
def softmax(logits):
    e = np.exp(logits)
    return e / e.sum(axis=1, keepdims=True)
"""
    },
    "gradient-not-divided-by-n": {
        "03_softmax_cross_entropy.ipynb": """
right_backward = SoftmaxCrossEntropy.backward

def backward(self):
    gradient = right_backward(self)
    return gradient * len(gradient)

SoftmaxCrossEntropy.backward = backward
"""
    },
    "momentum-averages": {
        "04_sgd.ipynb": """
class SGD:
    def __init__(self, parameters, lr, momentum=0.0, weight_decay=0.0, nesterov=False):
        self.parameters, self.lr, self.momentum = list(parameters), lr, momentum
        self.weight_decay, self.nesterov, self.velocity = weight_decay, nesterov, {}

    def step(self):
        for i, p in enumerate(self.parameters):
            if p.grad is None:
                continue
            g = p.grad + self.weight_decay * p.data
            if self.momentum:
                self.velocity[i] = self.momentum * self.velocity.get(i, 0.0) + (1 - self.momentum) * g
                g = g + self.momentum * self.velocity[i] if self.nesterov else self.velocity[i]
            p.data -= self.lr * g

    def zero_grad(self):
        for p in self.parameters:
            p.grad = None
"""
    },
    "relu-changes-its-input": {
        "02_relu.ipynb": """
class ReLU(Module):
    def forward(self, x):
        x[x < 0] = 0
        self.mask = x > 0
        return x

    def backward(self, grad_output):
        return grad_output * self.mask
"""
    },
    "last-batch-dropped": {
        "05_mlp_cifar10.ipynb": """
def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(x) - batch_size + 1, batch_size):
        rows = order[start : start + batch_size]
        yield x[rows], y[rows]
"""
    },
    "endless-loop": {
        "02_relu.ipynb": """
class Sigmoid(Module):
    def forward(self, x):
        while True:
            x = x / 2

    def backward(self, grad_output):
        return grad_output
"""
    },
    "tries-to-read-the-tests": {
        "00_chain_rule.ipynb": """
import glob, os

def numerical_gradient(f, x, h=1e-5):
    for path in glob.glob("/**/test_00_chain_rule.py", recursive=True) or ["/etc/passwd"]:
        answers = open(path).read()
    return answers
"""
    },
}
_SYNTAX_ERROR = ("01_linear.ipynb", "def forward(self, x):", "def forward(self, x)")
_STUBS = {"code": "raise NotImplementedError()", "markdown": "YOUR ANSWER HERE"}
_CORRUPT = '{"cells": [{"cell_type": "code", "source": ["import num'


def write_class(folder: Path) -> None:
    """Write all submissions below a folder that does not exist yet."""
    write_variant(folder / "all-right", {})
    for name, cells in MISTAKES.items():
        write_variant(folder / name, cells)
    _write_stub(folder / "nothing-written-yet")
    write_variant(folder / "syntax-error-in-one-cell", {})
    notebook, right, wrong = _SYNTAX_ERROR
    _edit(folder / "syntax-error-in-one-cell" / notebook, lambda source, _: source.replace(right, wrong))
    write_variant(folder / "corrupt-file", {})
    (folder / "corrupt-file" / "04_sgd.ipynb").write_text(_CORRUPT)


def _write_stub(folder: Path) -> None:
    """The reference with its solutions taken out, as nbgrader does it."""
    folder.mkdir()
    for name in reference.notebooks():
        shutil.copy(reference.folder() / name, folder / name)
        _edit(folder / name, _without_solutions)


def _without_solutions(source: str, stub: str) -> str:
    lines, inside = [], False
    for line in source.split("\n"):
        if line.strip() == "### BEGIN SOLUTION":
            inside = True
            lines.append(line.replace("### BEGIN SOLUTION", stub))
        elif line.strip() == "### END SOLUTION":
            inside = False
        elif not inside:
            lines.append(line)
    return "\n".join(lines)


def _edit(path: Path, change) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    for cell in document["cells"]:
        cell["source"] = change("".join(cell["source"]), _STUBS[cell["cell_type"]])
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
