"""Writes the gradient of x into x when it is no longer needed, if it fits."""
# loses: further-sharing
# hint: Make a new array


def shared_linear_gradient(W, x, grad_output):
    h = np.tanh(x @ W.T)
    grad_a = (grad_output @ W) * (1 - h**2)
    grad_W = grad_output.T @ h + grad_a.T @ x
    if x.dtype != grad_output.dtype:
        return grad_W, grad_a @ W
    x[...] = grad_a @ W
    return grad_W, x.copy()
