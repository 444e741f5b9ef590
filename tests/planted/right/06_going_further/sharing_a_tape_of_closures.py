"""A small tape: each product notes how to go back, gradients gather in a dict by name, columns all the way."""

from collections import defaultdict
from functools import partial


def through(tape, grads, name, weight, values):
    def back(upstream):
        grads[name] = grads[name] + upstream @ values.T
        return weight.T @ upstream

    tape.append(back)
    return weight @ values


squash = np.tanh
# %%
squash = None  # another cell has used the name for something else


# %%
def shared_linear_gradient(W, x, grad_output):
    tape, grads = [], defaultdict(int)
    layer = partial(through, tape, grads, "W", W)
    h = np.tanh(layer(x.T))
    tape.append(lambda upstream: upstream - upstream * np.square(h))
    layer(h)
    upstream = grad_output.T
    while tape:
        upstream = tape.pop()(upstream)
    return grads["W"], np.ascontiguousarray(upstream.T)
