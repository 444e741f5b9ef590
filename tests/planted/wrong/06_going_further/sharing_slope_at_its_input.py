"""Takes 1 - a^2 with what went into tanh."""
# loses: further-sharing
# hint: 1 - h**2 of its output


def shared_linear_gradient(W, x, grad_output):
    a = x @ W.T
    grad_a = (grad_output @ W) * (1 - a**2)
    return grad_output.T @ np.tanh(a) + grad_a.T @ x, grad_a @ W
