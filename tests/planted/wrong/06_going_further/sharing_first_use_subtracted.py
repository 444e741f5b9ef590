"""Subtracts the gradient of the first use from that of the second."""
# loses: further-sharing
# hint: The first use was subtracted


def shared_linear_gradient(W, x, grad_output):
    h = np.tanh(x @ W.T)
    grad_a = (grad_output @ W) * (1 - h**2)
    return grad_output.T @ h - grad_a.T @ x, grad_a @ W
