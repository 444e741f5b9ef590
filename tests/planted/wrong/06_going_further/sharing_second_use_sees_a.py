"""Multiplies the second layer's gradient with what went into tanh."""
# loses: further-sharing
# hint: before tanh: it saw h


def shared_linear_gradient(W, x, grad_output):
    a = x @ W.T
    grad_a = (grad_output @ W) * (1 - np.tanh(a) ** 2)
    return grad_output.T @ a + grad_a.T @ x, grad_a @ W
