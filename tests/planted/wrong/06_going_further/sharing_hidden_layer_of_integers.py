"""Writes tanh into an array like x, which cuts it off when x holds integers."""
# loses: further-sharing
# hint: cut off to integers


def shared_linear_gradient(W, x, grad_output):
    h = np.empty_like(x)
    h[...] = np.tanh(x @ W.T)
    grad_a = (grad_output @ W) * (1 - h**2)
    return grad_output.T @ h + grad_a.T @ x, grad_a @ W
