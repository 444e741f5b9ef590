"""Code that does nothing earns nothing: a promise such as "leaves x alone" is not kept by never looking at x."""

import pytest

LAZY = {
    "nothing": "def lazy(*args, **kwargs):\n    pass",
    "zeros": "import numpy as np\n\ndef lazy(*args, **kwargs):\n    return np.zeros_like(args[-1], dtype=float)",
    "its argument": "def lazy(*args, **kwargs):\n    return args[-1]",
}
# grade cell -> notebook, and what is lazy
EXERCISES = {
    "chain-rule-numerical": ("00_chain_rule.ipynb", "numerical_gradient"),
    "chain-rule-tanh": ("00_chain_rule.ipynb", "tanh_network_step"),
    "linear-forward": ("01_linear.ipynb", "Linear.forward"),
    "linear-backward": ("01_linear.ipynb", "Linear.backward"),
    "relu": ("02_relu.ipynb", "ReLU.forward"),
    "tanh": ("02_relu.ipynb", "Tanh.forward"),
    "sigmoid": ("02_relu.ipynb", "Sigmoid.forward"),
    "softmax": ("03_softmax_cross_entropy.ipynb", "softmax"),
    "cross-entropy-forward": ("03_softmax_cross_entropy.ipynb", "SoftmaxCrossEntropy.forward"),
    "cross-entropy-backward": ("03_softmax_cross_entropy.ipynb", "SoftmaxCrossEntropy.backward"),
    "squared-error": ("03_softmax_cross_entropy.ipynb", "SquaredError.backward"),
    "sgd-momentum": ("04_sgd.ipynb", "SGD.step"),
    "sgd-weight-decay": ("04_sgd.ipynb", "SGD.step"),
    "sgd-nesterov": ("04_sgd.ipynb", "SGD.step"),
    "mlp-backward": ("05_mlp_cifar10.ipynb", "MLP.backward"),
    "minibatches": ("05_mlp_cifar10.ipynb", "minibatches"),
}


@pytest.mark.parametrize("kind", LAZY)
def test_nothing_for_nothing(grade, kind):
    """a function or method that gives nothing, zeros, or its argument back gets none of its cell's points"""
    cells = {}
    for name, what in set(EXERCISES.values()):
        cells.setdefault(name, LAZY[kind])
        cells[name] += f"\n{what} = lazy"
    points = {cell.grade_id: cell.points for cell in grade(cells).cells}
    assert {grade_id: points[grade_id] for grade_id in EXERCISES} == dict.fromkeys(EXERCISES, 0)


@pytest.mark.parametrize("kind", LAZY)
@pytest.mark.parametrize("cell", ["linear-backward", "cross-entropy-backward", "squared-error"])
def test_nothing_beside_a_right_forward(grade, kind, cell):
    """nor does a lazy backward below a forward that is right"""
    name, what = EXERCISES[cell]
    points = {each.grade_id: each.points for each in grade({name: f"{LAZY[kind]}\n{what} = lazy"}).cells}
    assert points[cell] == 0
