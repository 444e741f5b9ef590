"""Public checks of 05_mlp_cifar10: MLP and minibatches; train_epoch and accuracy are in training.py."""

from collections.abc import Iterable

import numpy as np

from bpkit import compare
from bpkit.checks.own_forward import judged_by_own_forward
from bpkit.gradients import agrees, evidence, vector_jacobian, with_values
from bpkit.module import Parameter

SIZES = [3, 5, 4, 2]
SHAPES = [(5, 3), (5,), (4, 5), (4,), (2, 4), (2,)]
N = 4


def _parameters(MLP, sizes, seed=1):
    """A new model, and its parameters by shape: with the sizes used here no two shapes are equal."""
    model = MLP(list(sizes), rng=np.random.default_rng(seed))  # its own list: what it does to it must not outlive it
    return model, {p.data.shape: p for p in model.parameters()}


def _example(MLP):
    """A model whose weights and biases are in general position, an input and an incoming gradient.

    Biases of 0 would not do: a sample that no hidden unit answers to then sits on the kink of the next ReLU.
    """
    rng = np.random.default_rng(51)
    model, parameters = _parameters(MLP, SIZES)
    for shape in SHAPES:
        parameters[shape].data[...] = rng.standard_normal(shape)
    return model, parameters, rng.standard_normal((N, SIZES[0])), rng.standard_normal((N, SIZES[-1]))


def has_the_right_parameters(MLP):
    """parameters() lists weight and bias of every layer, and the output has shape (N, sizes[-1])

    Keep the layers in a list on self: parameters() finds what is in there.
    """
    model = MLP(list(SIZES), rng=np.random.default_rng(1))
    shapes = [p.data.shape if isinstance(p, Parameter) else compare.describe(p) for p in model.parameters()]
    if sorted(shapes, key=str) != sorted(SHAPES, key=str):
        what = f"MLP({SIZES}) must have parameters of the shapes {SHAPES}, but has {shapes}"
        raise compare.Mismatch(compare.Finding(what, hint="Keep the layers on self, in a list for instance."))
    compare.array("output", model.forward(np.ones((N, SIZES[0]))), (N, SIZES[-1]))
    compare.array("output for one sample", model.forward(np.ones((1, SIZES[0]))), (1, SIZES[-1]))


def output_of_worked_example(MLP):
    """worked example: MLP([2, 2, 1]) with known weights, ReLU between the layers and none after the last

    Print the output of each layer in turn, and compute the first by hand.
    """
    model, parameters = _parameters(MLP, [2, 2, 1])
    for value in ([[1.0, -3.0], [0.2, 1.0]], [0.5, -1.0], [[1.0, -1.0]], [-1.0]):
        parameters[np.shape(value)].data[...] = value
    got = model.forward(np.array([[1.0, 0.1], [-1.0, 0.1], [2.0, -1.0]]))
    mistakes = {
        "There is a ReLU after the last layer: leave it out, logits may be negative.": [[0.2], [0.0], [4.5]],
        "There is no ReLU between the layers.": [[0.9], [-0.7], [6.1]],
    }
    related = {"candidates": {hint: np.array(wrong) for hint, wrong in mistakes.items()}}
    compare.close("output", got, np.array([[0.2], [-1.0], [4.5]]), related=related, reveal=True)


def rng_decides_the_weights(MLP):
    """the initial weights come from the rng given, and differ from unit to unit and from layer to layer

    Give the same rng to every Linear, one after the other.
    """
    first, again, other = (_initial_rows(MLP, seed) for seed in (1, 1, 2))
    if len(np.unique(first, axis=0)) < len(first):
        hint = "Units that start equal stay equal: hand one and the same rng to every layer."
        raise compare.Mismatch(compare.Finding("some units start with the same weights", hint=hint))
    if (first != again).any():
        raise compare.Mismatch(compare.Finding("two models with equal rngs start with different weights"))
    if (first == other).all():
        raise compare.Mismatch(compare.Finding("models with different rngs start with the same weights"))


def _initial_rows(MLP, seed):
    """The weights of all units of MLP([4, 4, 4]), one unit a row."""
    model = MLP([4, 4, 4], rng=np.random.default_rng(seed))
    return np.concatenate([p.data for p in model.parameters() if p.data.ndim == 2])


def gradients_have_the_right_shapes(MLP):
    """backward returns grad_input like x and gives every parameter a gradient of its own shape

    Print the shape of the gradient after each layer on the way back.
    """
    model, parameters, x, grad_output = _example(MLP)
    model.forward(x.copy())
    compare.array("grad_input", model.backward(grad_output.copy()), x.shape)
    for shape in SHAPES:
        compare.array(_name(shape), parameters[shape].grad, shape)


def _name(shape):
    layer = SHAPES.index(shape) // 2 + 1
    return f"{'weight' if len(shape) == 2 else 'bias'}.grad of layer {layer}"


_ONES = "The incoming gradient is ignored, as if it were all ones: start with grad_output."


@judged_by_own_forward(output_of_worked_example)
def grad_input_is_right(MLP):
    """grad_input is dL/dx for any incoming gradient

    Go through the layers in reverse, and give each what the one above has returned.
    """
    model, _, x, grad_output = _example(MLP)
    model.forward(x.copy())
    got = model.backward(grad_output.copy())
    error = agrees(
        "grad_input",
        got,
        lambda moved: np.sum(model.forward(moved) * grad_output),
        x,
        related={"N": N},
        mistakes=lambda: {_ONES: vector_jacobian(model.forward, x, np.ones_like(grad_output))},
    )
    return evidence(error)


@judged_by_own_forward(output_of_worked_example)
def parameter_gradients_are_right(MLP):
    """the gradient of every weight and bias is right, for any incoming gradient

    Go through the layers in reverse, and call the backward of each exactly once.
    """
    model, parameters, x, grad_output = _example(MLP)
    model.forward(x.copy())
    model.backward(grad_output.copy())
    gradients = {shape: parameters[shape].grad.copy() for shape in SHAPES}
    errors = []
    for shape, gradient in gradients.items():
        values = parameters[shape].data.copy()
        forward = with_values(parameters[shape], lambda: np.sum(model.forward(x.copy()) * grad_output))
        errors.append(agrees(_name(shape), gradient, forward, values, related={"N": N}))
    return evidence(max(errors))


def gradients_accumulate(MLP):
    """a second backward adds to the gradients

    Leave the gradients to the layers: the model clears none.
    """
    model, parameters, x, grad_output = _example(MLP)
    model.forward(x.copy())
    model.backward(grad_output.copy())
    first = {shape: parameters[shape].grad.copy() for shape in SHAPES}
    model.forward(x.copy())
    model.backward(grad_output.copy())
    for shape, gradient in first.items():
        candidates = {"The second gradient has replaced the first: gradients add up until zero_grad.": gradient}
        got, name = parameters[shape].grad, f"{_name(shape)} after two equal passes"
        compare.close(name, got, 2 * gradient, related={"candidates": candidates}, reveal=True)


X, LABELS = np.arange(20.0).reshape(10, 2), np.arange(10)


def _batches(minibatches, seed=5):
    made = minibatches(X.copy(), LABELS.copy(), 4, np.random.default_rng(seed))
    if isinstance(made, tuple) or not isinstance(made, Iterable):
        hint = "Write yield, not return, inside the loop, with the rows of x and those of y behind it."
        raise _no_pairs("returned", made, hint)
    pairs = list(made)
    for each in pairs:
        if not isinstance(each, (tuple, list)) or len(each) != 2:
            raise _no_pairs("gave", each, "Yield two things each time: rows of x, and the labels of these rows.")
    return pairs


def _no_pairs(how, got, hint):
    described = compare.describe(got).partition(":")[0]
    what = f"minibatches must yield pairs of x and y, one for each batch, but {how} {described}"
    return compare.Mismatch(compare.Finding(what, hint=hint))


def batches_have_the_right_sizes(minibatches):
    """10 samples in batches of 4 come as 4, 4 and 2

    Step through the order with range(0, N, batch_size): a slice may be shorter at the end.
    """
    batches = _batches(minibatches)
    sizes = [len(x) for x, _ in batches]
    if sizes != [4, 4, 2]:
        hint = "Keep the last, smaller batch." if sizes == [4, 4] else ""
        raise compare.Mismatch(compare.Finding(f"the batches have {sizes} samples instead of [4, 4, 2]", hint=hint))
    for x, y in batches:
        compare.array("x of a batch", x, (len(x), 2))
        if np.shape(y) != (len(x),):
            raise compare.Mismatch(compare.Finding(f"a batch has {len(x)} samples, but labels of shape {np.shape(y)}"))


def every_sample_comes_once(minibatches):
    """every sample comes exactly once, together with its own label

    Draw one permutation and use it for x and for y.
    """
    x, y = (np.concatenate(parts) for parts in zip(*_batches(minibatches), strict=True))
    counts = np.unique(x[:, 0], return_counts=True)[1]
    if len(counts) < len(X):
        what = f"only {len(counts)} of {len(X)} samples come up, some of them more than once"
        raise compare.Mismatch(
            compare.Finding(what, hint="Draw an order of all samples, not samples with replacement.")
        )
    if (x != X[y]).any():
        hint = "Take the rows of x and of y with the same indices."
        raise compare.Mismatch(compare.Finding("samples have come with the labels of others", hint=hint))


def rng_decides_the_order(minibatches):
    """the order is shuffled, and comes from the rng given

    Draw the order with rng.permutation, at every call anew.
    """
    orders = [np.concatenate([x[:, 0] for x, _ in _batches(minibatches, seed)]) for seed in (5, 5, 6)]
    if (orders[0] == X[:, 0]).all():
        raise compare.Mismatch(compare.Finding("the samples come in their old order: shuffle them with rng"))
    if (orders[0] != orders[1]).any():
        raise compare.Mismatch(compare.Finding("equal rngs give different orders: use rng and nothing else"))
    if (orders[0] == orders[2]).all():
        raise compare.Mismatch(compare.Finding("different rngs give the same order: use the rng given"))


def data_is_left_alone(minibatches):
    """x and y stay as they are

    Index with the order, x[order], and shuffle neither x nor y.
    """
    x, y = X.copy(), LABELS.copy()
    list(minibatches(x, y, 4, np.random.default_rng(5)))
    compare.unchanged("x", X, x)
    compare.unchanged("y", LABELS, y)


EXERCISES = {
    "mlp-forward": (has_the_right_parameters, output_of_worked_example, rng_decides_the_weights),
    "mlp-backward": (
        gradients_have_the_right_shapes,
        grad_input_is_right,
        parameter_gradients_are_right,
        gradients_accumulate,
    ),
    "minibatches": (
        batches_have_the_right_sizes,
        every_sample_comes_once,
        rng_decides_the_order,
        data_is_left_alone,
    ),
}
