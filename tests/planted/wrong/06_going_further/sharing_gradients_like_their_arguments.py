"""Writes the gradients into arrays like W and x, which cuts them off among integers."""
# loses: further-sharing
# hint: Integers cut off the decimals


def shared_linear_gradient(W, x, grad_output):
    grad_W, grad_x = np.zeros_like(W), np.zeros_like(x)
    h = np.tanh(x @ W.T)
    grad_a = (grad_output @ W) * (1 - h**2)
    grad_W[:] = grad_output.T @ h + grad_a.T @ x
    grad_x[:] = grad_a @ W
    return grad_W, grad_x
