"""The gradient of the first use replaces nothing and is forgotten: only the second layer's is returned."""
# loses: further-sharing
# hint: the second use alone


def shared_linear_gradient(W, x, grad_output):
    h = np.tanh(x @ W.T)
    grad_a = (grad_output @ W) * (1 - h**2)
    return grad_output.T @ h, grad_a @ W
