"""Public checks of 01_linear: Linear."""

import numpy as np

from bpkit import compare
from bpkit.checks.own_forward import judged_by_own_forward
from bpkit.gradients import agrees, evidence, vector_jacobian, with_values
from bpkit.module import Parameter

N, IN, OUT = 4, 3, 2  # all different, so that no transposed result has the right shape


def _layer(Linear, weight, bias):
    weight, bias = np.array(weight), np.array(bias)
    layer = Linear(weight.shape[1], weight.shape[0], rng=np.random.default_rng(1))
    for name, values in (("weight", weight), ("bias", bias)):
        parameter = getattr(layer, name, None)
        if not isinstance(parameter, Parameter):
            is_what = "is not there" if parameter is None else f"is {compare.describe(parameter)}"
            what = f"Linear.{name} must be a bpkit.Parameter, but {is_what}"
            raise compare.Mismatch(compare.Finding(what))
        compare.array(f"{name}.data", parameter.data, values.shape)
        parameter.data[...] = values
    return layer


def _example(Linear):
    """A layer, an input and an incoming gradient in general position."""
    rng = np.random.default_rng(20)
    layer = _layer(Linear, rng.standard_normal((OUT, IN)), rng.standard_normal(OUT))
    return layer, rng.standard_normal((N, IN)), rng.standard_normal((N, OUT))


def output_has_a_row_per_sample(Linear):
    """forward turns (N, in) into (N, out), floating point, for N = 1 too

    Write the shape behind each product: (N, in) @ (in, out) -> (N, out).
    """
    layer, x, _ = _example(Linear)
    compare.array("output", layer.forward(x.copy()), (N, OUT))
    compare.array("output for one sample", layer.forward(x[:1].copy()), (1, OUT))


def worked_example(Linear):
    """worked example: weight [[1, -3], [0.2, 1]], bias [0.5, -1]

    Compute the first row by hand: 1 * 1 + (-3) * 0.1 + 0.5 = 1.2.
    """
    bias = np.array([0.5, -1.0])
    layer = _layer(Linear, [[1.0, -3.0], [0.2, 1.0]], bias)
    x = np.array([[1.0, 0.1], [2.0, -1.0]])
    transposed = np.array([[1.52, -3.9], [2.3, -8.0]])
    related = {
        "bias": bias,
        "candidates": {
            "The weight was used transposed: its rows belong to outputs, its columns to inputs.": transposed
        },
    }
    want = np.array([[1.2, -0.7], [5.5, -1.6]])
    compare.close("output", layer.forward(x), want, related=related, reveal=True)


def rows_do_not_mix(Linear):
    """every sample is treated alone: a batch gives what its rows give one by one

    Look for a sum or a mean over the samples: forward has none.
    """
    layer, x, _ = _example(Linear)
    one_by_one = np.concatenate([layer.forward(row[np.newaxis].copy()) for row in x])
    compare.close("output", layer.forward(x.copy()), one_by_one, reveal=True)


def forward_leaves_x_alone(Linear):
    """forward leaves x as it is

    Build the result in an array of its own; keep x as it came.
    """
    layer, x, _ = _example(Linear)
    before = x.copy()
    layer.forward(x)
    compare.unchanged("x", before, x)


def gradients_have_the_right_shapes(Linear):
    """backward returns grad_input like x and gives weight and bias gradients of their own shapes

    Write the shape behind each product; a gradient has the shape of what it belongs to.
    """
    layer, x, grad_output = _example(Linear)
    layer.forward(x)
    compare.array("grad_input", layer.backward(grad_output), x.shape)
    compare.array("weight.grad", layer.weight.grad, (OUT, IN))
    compare.array("bias.grad", layer.bias.grad, (OUT,))


@judged_by_own_forward(worked_example)
def grad_input_is_right(Linear):
    """grad_input is dL/dx for any incoming gradient

    Take N = 1 and out = 1: then grad_input is one number times one row of the weight.
    """
    layer, x, grad_output = _example(Linear)
    layer.forward(x.copy())
    got = layer.backward(grad_output.copy())
    error = agrees(
        "grad_input",
        got,
        lambda moved: np.sum(layer.forward(moved) * grad_output),
        x,
        related={"N": N, "x": x, "grad_output": grad_output},
        mistakes=lambda: {_ONES: vector_jacobian(layer.forward, x, np.ones_like(grad_output))},
    )
    return evidence(error)


@judged_by_own_forward(worked_example)
def weight_gradient_is_right(Linear):
    """weight.grad is dL/dweight for any incoming gradient

    Take N = 1: each entry then has one factor out of grad_output and one out of x.
    """
    return _parameter_gradient_is_right(Linear, "weight")


@judged_by_own_forward(worked_example)
def bias_gradient_is_right(Linear):
    """bias.grad is dL/dbias for any incoming gradient

    Each bias is added to every sample: what comes back from all of them adds up.
    """
    return _parameter_gradient_is_right(Linear, "bias")


_ONES = "The incoming gradient is ignored, as if it were all ones: multiply by grad_output."


def _parameter_gradient_is_right(Linear, name):
    layer, x, grad_output = _example(Linear)
    layer.forward(x.copy())
    layer.backward(grad_output.copy())
    parameter = getattr(layer, name)
    forward = with_values(parameter, lambda: layer.forward(x.copy()))
    error = agrees(
        f"{name}.grad",
        parameter.grad,
        lambda moved: np.sum(forward(moved) * grad_output),
        parameter.data.copy(),
        related={"N": N},
        mistakes=lambda: {_ONES: vector_jacobian(forward, parameter.data.copy(), np.ones_like(grad_output))},
    )
    return evidence(error)


def gradients_accumulate(Linear):
    """a second backward adds to the gradients of weight and bias

    Call accumulate once for each parameter in each backward, and set .grad nowhere.
    """
    together, x, grad_output = _example(Linear)
    alone = []
    for x_pass, grad_pass in ((x, grad_output), (2 * x[:-1], 1 - grad_output[:-1])):
        fresh, _, _ = _example(Linear)
        for layer in (together, fresh):
            layer.forward(x_pass.copy())
            layer.backward(grad_pass.copy())
        alone.append(fresh)
    for name in ("weight", "bias"):
        first, second = (getattr(layer, name).grad for layer in alone)
        mistakes = {
            "The second gradient has replaced the first: use accumulate, which adds.": second,
            "The second gradient was not added.": first,
        }
        got, related = getattr(together, name).grad, {"candidates": mistakes}
        compare.close(f"{name}.grad after two passes", got, first + second, related=related, reveal=True)


def backward_leaves_arguments_alone(Linear):
    """forward and backward leave x and grad_output as they are

    Look for +=, -=, *= and [...] = on x and on grad_output.
    """
    layer, x, grad_output = _example(Linear)
    before = x.copy(), grad_output.copy()
    layer.forward(x)
    layer.backward(grad_output)
    compare.unchanged("x", before[0], x)
    compare.unchanged("grad_output", before[1], grad_output)


EXERCISES = {
    "linear-forward": (output_has_a_row_per_sample, worked_example, rows_do_not_mix, forward_leaves_x_alone),
    "linear-backward": (
        gradients_have_the_right_shapes,
        grad_input_is_right,
        weight_gradient_is_right,
        bias_gradient_is_right,
        gradients_accumulate,
        backward_leaves_arguments_alone,
    ),
}
