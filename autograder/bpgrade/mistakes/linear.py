"""Wrong outputs and gradients of Linear that students are known to produce: {hint: array}."""

import numpy as np

from bpgrade.mistakes.lazily import lazily, parts_lazily

LIMITS = (1.0, 5.0, 6.0, 10.0, 50.0, 100.0, 1000.0)  # where values and gradients are cut off in common use
DECAYS = (1e-5, 1e-4, 5e-4, 1e-3, 1e-2, 0.1)  # weight decay in common use
ROUNDED_AWAY = "Small numbers have all become 0: do not round, and set no threshold."

_quiet = np.errstate(all="ignore")  # floats may not fit the integers they are cut off to
_ONES = "The incoming gradient is ignored, as if it were all ones: multiply by grad_output."
_ALL_ZERO = (
    "All 0 for a batch of one sample: was it cut off to integers, has the mean of the batch been subtracted, "
    "or does a loop stop one sample early?"
)
_SIZE_IGNORED = "The size of the incoming gradient makes no difference: is grad_output ignored, or normalised?"
_TRANSPOSED = "The weight was used transposed: its rows belong to outputs, its columns to inputs."


@_quiet
@lazily
def outputs(x, weight, bias):
    """What forward returns under known mistakes: x (N, D), any dtype, weight (M, D), bias (M,)."""
    product, centered = x @ weight.T, x - x.mean(axis=0)
    right = product + bias
    unit = weight / np.linalg.norm(weight, axis=1, keepdims=True)
    table = {
        "The bias was added to the first sample only: every row needs it.": product + _row_only(bias, 0, len(x)),
        "Negative outputs have become 0: the activation is a layer of its own.": np.maximum(right, 0),
        "The sum was divided by the number of inputs: sum over them, do not average.": product / x.shape[1] + bias,
        "The mean of the batch was subtracted from x: use x as it is.": centered @ weight.T + bias,
        "The rows of the weight were scaled to length 1: use the weight as it is.": x @ unit.T + bias,
        "The weight was cut off to integers, as x holds integers.": x @ weight.astype(x.dtype).T + bias,
        "x was divided by 255: use x as it is, bytes too.": x / 255 @ weight.T + bias,
        "The product was computed in float16, half precision: keep the dtype of the weight.": (
            x.astype(np.float16) @ weight.astype(np.float16).T + bias
        ),
    }
    if weight.shape[0] == weight.shape[1]:
        table[_TRANSPOSED] = x @ weight + bias
    else:
        hint = "reshape does not transpose: it fills rows in order, so numbers of different samples are mixed. Use .T."
        table[hint] = right.T.reshape(right.shape)
    return table | {f"The output {key}": value for key, value in _limited(right).items()}


@parts_lazily(3)
def gradients(x, weight, bias, grad_output):
    """(grad_input, weight.grad, bias.grad) under known mistakes: three tables."""
    right = grad_output @ weight, grad_output.T @ x, grad_output.sum(axis=0)
    tables = (
        _grad_inputs(x, weight, grad_output),
        _weight_gradients(x, weight, grad_output),
        _bias_gradients(bias, grad_output),
    )
    tables = [table | _limited_gradient(grad) for table, grad in zip(tables, right, strict=True)]
    if len(x) == 1:  # where several mistakes leave nothing
        tables[1:] = [
            {_ALL_ZERO: 0 * grad} | {hint: wrong for hint, wrong in table.items() if wrong.any()}
            for table, grad in zip(tables[1:], right[1:], strict=True)
        ]
    return tables


def _grad_inputs(x, weight, grad_output):
    right = grad_output @ weight
    table = {
        _ONES: np.ones_like(grad_output) @ weight,
        "grad_input was multiplied with x: x belongs to the gradient of the weight.": right * x,
        "grad_input is 0 where x is negative, as in ReLU: a linear layer lets all of it pass.": right * (x > 0),
    }
    if weight.shape[0] == weight.shape[1]:
        table[_TRANSPOSED] = grad_output @ weight.T
    return table


def _weight_gradients(x, weight, grad_output):
    right, upstream = grad_output.T @ x, grad_output.sum(axis=0)
    means = "This is the outer product of means over the batch: sum the samples' outer products."
    table = {
        _ONES: np.ones_like(grad_output).T @ x,
        "This is the outer product of sums over the batch: sum the samples' outer products.": np.outer(
            upstream, x.sum(axis=0)
        ),
        means: np.outer(upstream / len(x), x.mean(axis=0)),
        "x was replaced by the mean of x over the batch: each sample has its own x.": np.outer(
            upstream, x.mean(axis=0)
        ),
        "The mean of the batch was subtracted from x: use x as it is.": grad_output.T @ (x - x.mean(axis=0)),
        "The x that was kept was cut off to integers.": grad_output.T @ np.trunc(x),
        "The x that was kept is in single precision: keep it as it came.": grad_output.T @ x.astype(np.float32),
    }
    if weight.shape[0] != weight.shape[1]:
        table["reshape does not transpose: the numbers are in wrong places. Use .T."] = right.T.reshape(right.shape)
    for decay in DECAYS:
        hint = f"The weight gradient includes {decay:g} times the weight itself: decay is the optimizer's business."
        table[hint] = right + decay * weight
    return table | _of_few_samples(lambda some: grad_output[some].T @ x[some], len(x))


def _bias_gradients(bias, grad_output):
    table = {
        _ONES: np.full_like(bias, len(grad_output)),
        "The bias gradient was multiplied with the bias: the bias is added, so its factor is 1.": bias
        * grad_output.sum(axis=0),
    }
    if grad_output.shape[0] == grad_output.shape[1]:
        table["It was summed over the outputs: sum over the samples, axis 0."] = grad_output.sum(axis=1)
    return table | _of_few_samples(lambda some: grad_output[some].sum(axis=0), len(grad_output))


def _of_few_samples(gradient, n):
    """The gradient of a part of the batch; gradient takes a slice of its n samples."""
    if n < 2:
        return {}
    return {
        "This is the gradient of the first sample only: sum over the batch.": gradient(slice(0, 1)),
        "This is the gradient of the last sample only: sum over the batch.": gradient(slice(n - 1, n)),
        "The first sample has been left out.": gradient(slice(1, n)),
        "The last sample has been left out.": gradient(slice(0, n - 1)),
    }


@lazily
def scaled(grad, unscaled):
    """A parameter's gradient or grad_input that should have grown or shrunk with the incoming gradient.

    Args:
        grad: what it should be; unscaled: what it was before.
    """
    return {ROUNDED_AWAY: np.zeros_like(grad)} | _limited_gradient(grad) | {_SIZE_IGNORED: unscaled}


def _limited_gradient(grad):
    return {f"The gradient {key}": value for key, value in _limited(grad).items()}


def _limited(right):
    table = {}
    for limit in LIMITS:
        table[f"has been clipped at {limit:g}: it knows no such limit."] = np.clip(right, -limit, limit)
        hint = f"has been shrunk to length {limit:g}: it knows no such limit."
        table[hint] = right * min(1.0, limit / max(np.linalg.norm(right), limit))
    return table


def _row_only(row, index, n):
    rows = np.zeros((n, len(row)))
    rows[index] = row
    return rows


@lazily
def kept_bytes(x, grad_output):
    """weight.grad after a forward that got integers."""
    return {"The x that was kept was divided by 255: keep it as it came.": grad_output.T @ (x / 255)}


@lazily
def two_passes(first, second):
    """A parameter's gradient after two backward passes that do not add up, from what each gives alone."""
    return {
        "The second gradient has replaced the first: use accumulate, which adds.": second,
        "The second gradient was not added to the first.": first,
        "The second gradient was averaged with the first: use accumulate, which adds.": (first + second) / 2,
    }


@parts_lazily(3)
def other_forward(whose, x, weight, grad_output):
    """(grad_input, weight.grad, bias.grad) with the memory of a forward that is not the latest of this layer."""
    hint = f"This is the gradient for {whose}: keep x on self, anew in each forward."
    return {hint: grad_output @ weight}, {hint: grad_output.T @ x}, {}
