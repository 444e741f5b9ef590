"""Squeezes what it returns, so that one sample or one feature loses its axis."""
# loses: further-sharing
# hint: Only axes of length 1 differ


def shared_linear_gradient(W, x, grad_output):
    h = np.tanh(x @ W.T)
    grad_a = (grad_output @ W) * (1 - h**2)
    return np.squeeze(grad_output.T @ h + grad_a.T @ x), np.squeeze(grad_a @ W)
