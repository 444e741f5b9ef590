"""Public checks of 00_chain_rule: numerical_gradient and tanh_network_step."""

import numpy as np

from bpkit import compare


def gradient_has_shape_of_x(numerical_gradient):
    """the gradient has the shape of x, floating point, for an x of integers too

    Start from np.zeros(x.shape) and fill it position by position.
    """
    for x in (np.ones(3), np.ones((2, 3)), np.array([1, 2, 3])):
        got = numerical_gradient(lambda x: float(np.sum(x)), x.copy())
        compare.array(f"the gradient at an x of shape {x.shape} and dtype {x.dtype}", got, x.shape)


def gradient_of_half_square(numerical_gradient):
    """the gradient of 1/2 ||x||^2 is x

    Print f(x + step) and f(x - step) for one position, and compute their quotient by hand.
    """
    x = np.array([[1.5, -2.0, 0.25], [0.0, 3.0, -1.0]])
    got = numerical_gradient(lambda x: 0.5 * float(np.sum(x**2)), x.copy())
    error = compare.close("gradient", got, x, rtol=compare.FINITE_DIFFERENCES, reveal=True)
    return f"agrees to {error:.0e}"


def differences_are_central(numerical_gradient):
    """the difference is central, with step h

    Write down what f(x + h) - f(x - h) is for f(x) = x^3, and divide it by 2h.
    """
    # For a cube the central difference is off by exactly h^2, which no other difference quotient is.
    x, h = np.array([1.0, -2.0, 0.5]), 0.1
    got = numerical_gradient(lambda x: float(np.sum(x**3)), x.copy(), h=h)
    compare.array("gradient", got, x.shape)
    mistakes = {
        "This is a one-sided difference to the right: use f(x + h) and f(x - h).": 3 * x**2 + 3 * x * h + h**2,
        "This is a one-sided difference to the left: use f(x + h) and f(x - h).": 3 * x**2 - 3 * x * h + h**2,
        "The step is not the h that is given.": 3 * x**2 + max(np.mean(got - 3 * x**2), 0.0),
    }
    related = {"candidates": mistakes}
    compare.close("gradient of sum(x^3), h=0.1,", got, 3 * x**2 + h**2, related=related, reveal=True)


def x_is_left_alone(numerical_gradient):
    """x is the same before and after

    Work on a copy, x + step, and leave the array that was given alone.
    """
    x = np.array([1.0, -2.0, 0.5])
    before = x.copy()
    numerical_gradient(lambda x: float(np.sum(x**3)), x)
    compare.unchanged("x", before, x)


W0, W1 = np.array([[1.0, -3.0], [0.2, 1.0]]), np.array([[1.0, -1.0]])
X0, Y, LR = np.array([1.0, 0.1]), 0.5, 0.2
EIGHT_DECIMALS = 1e-8  # the worked example is printed with eight


def _worked_example(tanh_network_step):
    return tanh_network_step(W0.copy(), W1.copy(), X0.copy(), Y, LR)


def step_returns_three_values(tanh_network_step):
    """returns (new_W0, new_W1, loss) of the right types and shapes

    End with: return new_W0, new_W1, loss.
    """
    returned = _worked_example(tanh_network_step)
    if not isinstance(returned, tuple) or len(returned) != 3:
        what = f"tanh_network_step must return new_W0, new_W1, loss, but returned {compare.describe(returned)}"
        raise compare.Mismatch(compare.Finding(what))
    compare.array("new_W0", returned[0], (2, 2))
    compare.array("new_W1", returned[1], (1, 2))
    compare.number("loss", returned[2], returned[2])


def loss_of_worked_example(tanh_network_step):
    """worked example: the loss before the step is 0.01747419

    Print x1, x2 and x3 and compare them with the table of the worked example.
    """
    loss = _worked_example(tanh_network_step)[2]
    mistakes = {"This is the loss after the step: return the one before.": 0.00758858}
    _close_to_print(compare.number, "loss", loss, 0.01747419, mistakes)


def output_weights_of_worked_example(tanh_network_step):
    """worked example: new_W1 after one step with lr = 0.2

    Print dx3 and compare it with the table of the worked example; dW1 is dx3 times x2.
    """
    mistakes = {
        "The step goes uphill: subtract lr times the gradient.": [[0.97740331, -1.01089188]],
        "The gradient is twice too large: the loss has a factor 1/2.": [[1.04519337, -0.97821624]],
        "This is the gradient, not the new weights.": [[-0.11298343, -0.05445939]],
    }
    got = _worked_example(tanh_network_step)[1]
    _close_to_print(compare.close, "new_W1", got, [[1.02259669, -0.98910812]], mistakes)


def hidden_weights_of_worked_example(tanh_network_step):
    """worked example: new_W0 after one step with lr = 0.2

    Print dx2, dx1 and dW0 in this order: the first that differs from the table has the mistake.
    """
    mistakes = {
        "The new W1 was used on the way back: compute both gradients first, then update.": [
            [1.02426853, -2.99757315],
            [0.16615665, 0.99661567],
        ],
        "The step goes uphill: subtract lr times the gradient.": [
            [0.97626774, -3.00237323],
            [0.23421603, 1.0034216],
        ],
        "The gradient is twice too large: the loss has a factor 1/2.": [
            [1.04746452, -2.99525355],
            [0.13156795, 0.99315679],
        ],
        "The gradient is transposed: row i belongs to hidden unit i, column j to input j.": [
            [1.02373226, -3.03421603],
            [0.20237323, 0.9965784],
        ],
        "This is the gradient, not the new weights.": [[-0.11866129, -0.01186613], [0.17108013, 0.01710801]],
    }
    got = _worked_example(tanh_network_step)[0]
    _close_to_print(compare.close, "new_W0", got, [[1.02373226, -2.99762677], [0.16578397, 0.9965784]], mistakes)


def _close_to_print(judge, name, got, want, mistakes):
    related = {"candidates": {hint: np.array(wrong) for hint, wrong in mistakes.items()}}
    judge(name, got, want, rtol=0.0, atol=EIGHT_DECIMALS, related=related, reveal=True)


def weights_are_left_alone(tanh_network_step):
    """the arguments are the same before and after

    Write W0 - lr * dW0, which is a new array, and not W0 -= lr * dW0.
    """
    arguments = {"W0": W0.copy(), "W1": W1.copy(), "x0": X0.copy()}
    before = {name: value.copy() for name, value in arguments.items()}
    tanh_network_step(*arguments.values(), Y, LR)
    for name, value in arguments.items():
        compare.unchanged(name, before[name], value)


EXERCISES = {
    "chain-rule-numerical": (
        gradient_has_shape_of_x,
        gradient_of_half_square,
        differences_are_central,
        x_is_left_alone,
    ),
    "chain-rule-tanh": (
        step_returns_three_values,
        loss_of_worked_example,
        output_weights_of_worked_example,
        hidden_weights_of_worked_example,
        weights_are_left_alone,
    ),
}
