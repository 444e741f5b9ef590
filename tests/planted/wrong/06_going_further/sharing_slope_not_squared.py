"""Forgets the square in 1 - h^2."""
# loses: further-sharing
# hint: without the square


def shared_linear_gradient(W, x, grad_output):
    h = np.tanh(x @ W.T)
    grad_a = (grad_output @ W) * (1 - h)
    return grad_output.T @ h + grad_a.T @ x, grad_a @ W
