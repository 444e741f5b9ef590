"""Returns the gradients of both uses one by one, and leaves the adding to the caller."""
# loses: further-sharing
# hint: none


def shared_linear_gradient(W, x, grad_output):
    h = np.tanh(x @ W.T)
    grad_a = (grad_output @ W) * (1 - h**2)
    return grad_a.T @ x, grad_output.T @ h, grad_a @ W
