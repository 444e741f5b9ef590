"""The gradient of the first use replaces that of the second."""
# loses: further-sharing
# hint: the first use alone


def shared_linear_gradient(W, x, grad_output):
    h = np.tanh(x @ W.T)
    grad_W = grad_output.T @ h
    grad_a = (grad_output @ W) * (1 - h**2)
    grad_W = grad_a.T @ x
    return grad_W, grad_a @ W
