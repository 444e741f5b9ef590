"""Goes back through tanh as if it were not there."""
# loses: further-sharing
# hint: The slope of tanh is missing


def shared_linear_gradient(W, x, grad_output):
    h = np.tanh(x @ W.T)
    grad_a = grad_output @ W
    return grad_output.T @ h + grad_a.T @ x, grad_a @ W
