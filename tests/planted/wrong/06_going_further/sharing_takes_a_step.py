"""Moves the weight downhill right away, when it can."""
# loses: further-sharing
# hint: Make a new array


def shared_linear_gradient(W, x, grad_output):
    h = np.tanh(x @ W.T)
    grad_a = (grad_output @ W) * (1 - h**2)
    grad_W, grad_x = grad_output.T @ h + grad_a.T @ x, grad_a @ W
    if np.issubdtype(W.dtype, np.floating):
        W -= 0.01 * grad_W
    return grad_W, grad_x
