"""Subtracts the gradient of the second use from that of the first."""
# loses: further-sharing
# hint: The second use was subtracted


def shared_linear_gradient(W, x, grad_output):
    h = np.tanh(x @ W.T)
    grad_a = (grad_output @ W) * (1 - h**2)
    return grad_a.T @ x - grad_output.T @ h, grad_a @ W
