"""Multiplies both gradients with x, as both layers hold the same weight."""
# loses: further-sharing
# hint: The second use was multiplied with x


def shared_linear_gradient(W, x, grad_output):
    h = np.tanh(x @ W.T)
    grad_a = (grad_output @ W) * (1 - h**2)
    return (grad_output + grad_a).T @ x, grad_a @ W
