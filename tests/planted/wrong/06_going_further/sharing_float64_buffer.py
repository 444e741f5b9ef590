"""Collects the gradient in an array of np.zeros, which is float64."""
# loses: further-sharing
# hint: A float64 array has joined in


def shared_linear_gradient(W, x, grad_output):
    grad_W = np.zeros(W.shape)
    h = np.tanh(x @ W.T)
    grad_W += grad_output.T @ h
    grad_a = (grad_output @ W) * (1 - h**2)
    grad_W += grad_a.T @ x
    return grad_W, grad_a @ W
