"""Starts with ones in place of the incoming gradient."""
# loses: further-sharing
# hint: The incoming gradient was not used


def shared_linear_gradient(W, x, grad_output):
    h = np.tanh(x @ W.T)
    ones = np.ones_like(grad_output)
    grad_a = (ones @ W) * (1 - h**2)
    return ones.T @ h + grad_a.T @ x, grad_a @ W
