"""Public checks of 06_going_further: a weight used twice, climbing the input's gradient, Hessian-vector products."""

import numpy as np

from bpkit import compare
from bpkit.gradients import agrees, evidence, vector_jacobian
from bpkit.module import Module

N, D = 4, 3


def _shared(W, x):
    return np.tanh(x @ W.T) @ W.T


def _first_use(W, x):
    """The function of the matrix in its first use, while the second stays W."""
    return lambda moved: np.tanh(x @ moved.T) @ W.T


def _second_use(W, x):
    return lambda moved: np.tanh(x @ W.T) @ moved.T


def _shared_example():
    rng = np.random.default_rng(61)
    return rng.standard_normal((D, D)), rng.standard_normal((N, D)), rng.standard_normal((N, D))


def _both(shared_linear_gradient):
    W, x, grad_output = _shared_example()
    returned = shared_linear_gradient(W.copy(), x.copy(), grad_output.copy())
    if not isinstance(returned, (tuple, list)) or len(returned) != 2:
        what = f"shared_linear_gradient must return grad_W, grad_x, but returned {compare.describe(returned)}"
        raise compare.Mismatch(compare.Finding(what))
    return returned


def returns_two_gradients(shared_linear_gradient):
    """returns (grad_W, grad_x), each with the shape of what it belongs to

    End with: return grad_W, grad_x.
    """
    grad_W, grad_x = _both(shared_linear_gradient)
    compare.array("grad_W", grad_W, (D, D))
    compare.array("grad_x", grad_x, (N, D))


def gradient_of_the_shared_weight(shared_linear_gradient):
    """grad_W has the gradients of both uses

    Pretend that there are two matrices, W1 and W2, and add their gradients at the end.
    """
    W, x, grad_output = _shared_example()
    got = _both(shared_linear_gradient)[0]

    def mistakes():
        first, second = (vector_jacobian(use, W, grad_output) for use in (_first_use(W, x), _second_use(W, x)))
        return {
            "This is the second use alone: add the gradient of the first.": second,
            "This is the first use alone: add the gradient of the second.": first,
            "This is the mean of both uses: their sum is the gradient.": (first + second) / 2,
        }

    error = agrees("grad_W", got, lambda moved: np.sum(_shared(moved, x) * grad_output), W, mistakes=mistakes)
    return evidence(error)


def gradient_of_the_input(shared_linear_gradient):
    """grad_x is dL/dx

    Go back along the figure from right to left: dh, then da, then dx.
    """
    W, x, grad_output = _shared_example()
    got = _both(shared_linear_gradient)[1]
    return evidence(agrees("grad_x", got, lambda moved: np.sum(_shared(W, moved) * grad_output), x))


def shared_arguments_are_left_alone(shared_linear_gradient):
    """W, x and grad_output are the same before and after

    Look for +=, -=, *= and [...] = on the arguments.
    """
    arguments = dict(zip(("W", "x", "grad_output"), _shared_example(), strict=True))
    before = {name: value.copy() for name, value in arguments.items()}
    shared_linear_gradient(*arguments.values())
    for name, value in arguments.items():
        compare.unchanged(name, before[name], value)


class _Bowls(Module):
    """y_j = w_j . x - 1/2 ||x||^2, a model with a top that is known; its backward belongs to its latest forward."""

    weight = np.array([[1.0, -2.0, 0.5], [3.0, 0.0, -1.0]])

    def forward(self, x):
        self.x = np.array(x, copy=True)
        return self.x @ self.weight.T - 0.5 * np.sum(self.x**2, axis=1, keepdims=True)

    def backward(self, grad_output):
        return grad_output @ self.weight - self.x * grad_output.sum(axis=1, keepdims=True)


START = np.array([0.5, 0.5, -1.0])


def _climbed(input_gradient_ascent, steps, lr=0.1, weight_decay=0.0, unit=1):
    returned = input_gradient_ascent(_Bowls(), START.copy(), unit, steps, lr, weight_decay)
    if not isinstance(returned, (tuple, list)) or len(returned) != 2:
        what = f"input_gradient_ascent must return x_new, scores, but returned {compare.describe(returned)}"
        raise compare.Mismatch(compare.Finding(what))
    return returned


def returns_image_and_scores(input_gradient_ascent):
    """returns (x_new, scores): x_new of shape (D,), and steps + 1 scores

    Begin with the score of the start, and add one after each step.
    """
    x_new, scores = _climbed(input_gradient_ascent, steps=3)
    compare.array("x_new", x_new, START.shape)
    if len(scores) != 4:
        hint = "The scores of the start and after each step." if len(scores) == 3 else ""
        raise compare.Mismatch(compare.Finding(f"3 steps must give 4 scores, but gave {len(scores)}", hint=hint))


def one_step_uphill(input_gradient_ascent):
    """one step goes lr times the gradient of the unit's output, uphill

    Start backward with zeros of the shape of the output, and 1 at the unit.
    """
    slope = _Bowls.weight[1] - START
    mistakes = {
        "This step goes downhill: add the gradient.": START - 0.1 * slope,
        "This is the sum over all outputs: start backward with 1 at the unit and 0 elsewhere.": START
        + 0.1 * (_Bowls.weight.sum(axis=0) - 2 * START),
        "x has not moved.": START,
    }
    got, related = _climbed(input_gradient_ascent, steps=1)[0], {"candidates": mistakes}
    compare.close("x_new after one step", got, START + 0.1 * slope, related=related, reveal=True)


def weight_decay_pulls_back(input_gradient_ascent):
    """weight_decay takes lr * weight_decay * x off each step, and weight_decay/2 ||x||^2 off the score

    Differentiate -weight_decay/2 ||x||^2 by hand.
    """
    slope, decay = _Bowls.weight[1] - START, 0.4
    mistakes = {
        "weight_decay is not used: subtract weight_decay * x from the gradient.": START + 0.1 * slope,
        "weight_decay pushes outward: subtract weight_decay * x, do not add it.": START + 0.1 * (slope + decay * START),
    }
    got, scores = _climbed(input_gradient_ascent, steps=1, weight_decay=decay)
    want, related = START + 0.1 * (slope - decay * START), {"candidates": mistakes}
    compare.close("x_new after one step", got, want, related=related, reveal=True)
    first = _Bowls.weight[1] @ START - 0.5 * START @ START - decay / 2 * START @ START
    candidates = {"The charge for the size of x is missing.": first + decay / 2 * START @ START}
    compare.number("the first score", scores[0], first, related={"candidates": candidates}, reveal=True)


def scores_climb_to_the_top(input_gradient_ascent):
    """many small steps climb all the way to the top, and no score is below the one before

    Take the gradient anew in every step, at the x of that step.
    """
    x_new, scores = _climbed(input_gradient_ascent, steps=200)
    compare.close("x_new after 200 steps", x_new, _Bowls.weight[1], rtol=1e-6, reveal=True)
    falls = int(np.sum(np.diff(np.asarray(scores, dtype=float)) < -1e-12))
    if falls:
        raise compare.Mismatch(compare.Finding(f"{falls} of 200 scores are below the one before"))
    return f"from {scores[0]:.3f} to {scores[-1]:.3f}"


def start_is_left_alone(input_gradient_ascent):
    """the x that was given is the same before and after

    Begin with a copy of x.
    """
    x = START.copy()
    input_gradient_ascent(_Bowls(), x, 0, 2, 0.1)
    compare.unchanged("x", START, x)


MATRIX = np.array([[2.0, -1.0, 0.5], [-1.0, 3.0, 0.0], [0.5, 0.0, 1.0]])
X, V = np.array([0.3, -1.0, 2.0]), np.array([2.0, 1.0, -4.0])


def product_has_the_shape_of_x(hessian_vector_product):
    """H v has the shape of x, floating point

    x + h * v has the shape of x, and so has the difference of two gradients.
    """
    for shape in ((3,), (2, 3)):
        got = hessian_vector_product(lambda x: 2 * x, np.ones(shape), np.ones(shape))
        compare.array(f"H v at an x of shape {shape}", got, shape)


def product_of_a_quadratic(hessian_vector_product):
    """for 1/2 x^T A x, whose gradient is A x, it is A v, for a v of any length

    Write down what gradient(x + h v) - gradient(x - h v) is for the gradient A x.
    """
    mistakes = {
        "v was made a unit vector: H v grows with v.": MATRIX @ V / np.linalg.norm(V),
        "This is A x, the gradient, or a step along x: take the difference of two gradients along v.": MATRIX @ X,
    }
    got = hessian_vector_product(lambda x: MATRIX @ x, X.copy(), V.copy())
    related = {"candidates": mistakes}
    error = compare.close("H v", got, MATRIX @ V, rtol=compare.FINITE_DIFFERENCES, related=related, reveal=True)
    return f"agrees to {error:.0e}"


def product_is_a_central_difference(hessian_vector_product):
    """the difference is central, with step h along v

    Two gradients, one step to each side, divided by 2h.
    """
    # For a gradient x^3 the central difference is off by exactly h^2 v^3, which no other difference quotient is.
    h = 0.1
    mistakes = {
        "This is a one-sided difference: use x + h v and x - h v.": 3 * X**2 * V + 3 * X * h * V**2 + h**2 * V**3,
        "The step is always the default: use the h that is given.": 3 * X**2 * V + 1e-10 * V**3,
    }
    got = hessian_vector_product(lambda x: x**3, X.copy(), V.copy(), h=h)
    want, related = 3 * X**2 * V + h**2 * V**3, {"candidates": mistakes}
    compare.close("H v for the gradient x^3, h=0.1,", got, want, related=related, reveal=True)


def directions_are_left_alone(hessian_vector_product):
    """x and v are the same before and after

    Write x + h * v, which is a new array.
    """
    x, v = X.copy(), V.copy()
    hessian_vector_product(lambda x: x**3, x, v)
    compare.unchanged("x", X, x)
    compare.unchanged("v", V, v)


EXERCISES = {
    "further-sharing": (
        returns_two_gradients,
        gradient_of_the_shared_weight,
        gradient_of_the_input,
        shared_arguments_are_left_alone,
    ),
    "further-input": (
        returns_image_and_scores,
        one_step_uphill,
        weight_decay_pulls_back,
        scores_climb_to_the_top,
        start_is_left_alone,
    ),
    "further-hvp": (
        product_has_the_shape_of_x,
        product_of_a_quadratic,
        product_is_a_central_difference,
        directions_are_left_alone,
    ),
}
