"""Right functions between prompts, failing cells, endless training and a step size that is changed on the way."""

import matplotlib.pyplot as plt

h = 1e-5
answer = input("which h? ")


def numerical_gradient(f, x, h=h):
    base = np.array(x, dtype=np.float64)
    out = np.zeros_like(base)
    for k in np.ndindex(*base.shape):
        ends = []
        for side in (-h, h):
            copy = base.copy()
            copy[k] += side
            ends.append(f(copy))
        out[k] = np.diff(ends)[0] / (2 * h)
    return out


# %%
h = 1e-1  # for the plot only
plt.plot([h], [numerical_gradient(lambda v: v.sum(), np.ones(3), h=undefined)])
plt.show()
# %%
get_ipython().run_line_magic("matplotlib", "inline")
raise KeyboardInterrupt("stop here")
# %%
learning_curve = []
while True:
    learning_curve.append(tanh_network_step(W0, W1, x0, 0.5, 0.2)[2])
# %%
lr = 0.2


def tanh_network_step(W0, W1, x0, y, lr, verbose=False):
    """Windows line ends in here:\r\nall of them\r\n, a %magic and a ### BEGIN of something."""
    hidden = np.tanh(np.dot(W0, x0))
    out = np.dot(W1, hidden)[0]
    if verbose:
        print(f"out = {out}\r\n%time is not magic")
    error = out - y
    grad_W1 = (error * hidden)[np.newaxis]
    grad_W0 = (error * W1[0] * (1 - hidden**2))[:, None] * x0[None, :]
    return np.subtract(W0, lr * grad_W0), np.subtract(W1, lr * grad_W1), 0.5 * error * error


assert False, "never reached by the grader"
# %%
lr, np.tanh_is_fine = 1e9, exit()
