"""Multiplies both gradients with the hidden layer."""
# loses: further-sharing
# hint: The first use was multiplied with h


def shared_linear_gradient(W, x, grad_output):
    h = np.tanh(x @ W.T)
    grad_a = (grad_output @ W) * (1 - h**2)
    return (grad_output + grad_a).T @ h, grad_a @ W
